"""The longest outage: no outage may last longer than so many seconds."""

from typing import Annotated, Literal

import polars as pl

from afstemt.core.measurement.downtime import Downtime, downtime
from afstemt.core.measurement.judge import judge
from afstemt.core.measurement.kind import AtWorst, Kind, Task
from afstemt.core.measurement.lost_time import columns_of, lost_time, told_of
from afstemt.core.measurement.outcome import Outcome, Overrun
from afstemt.core.measurement.reported import NotMeasured, unwatched
from afstemt.core.measurement.time_outcome import (
    coverage,
    not_measured,
    outage_steps,
    outcome,
    spells_down,
)
from afstemt.core.measurement.time_parameters import DowntimeParameters
from afstemt.core.terms.model.levels import Population
from afstemt.core.terms.model.open_points import Asks
from afstemt.core.terms.model.words import Choices, Word
from afstemt.core.units import formats
from afstemt.core.units.figure import Figure, Step
from afstemt.core.units.wording import _

LOOK_BACK = 92 * 86400
"""How long before the period an outage may have begun and still be measured whole."""


class LongestOutageParameters(DowntimeParameters):
    """How the length of an outage is measured."""

    measured: Annotated[
        Literal["agreed_hours", "elapsed"] | None,
        Word("Længden måles i"),
        Choices({"agreed_hours": "servicetid", "elapsed": "tid døgnet rundt"}),
        Asks(
            "Kontrakten siger ikke, om den længste afbrydelse måles i aftalt driftstid eller i forløbet tid.",
            (
                ("agreed_hours", "Kun den aftalte driftstid tæller."),
                ("elapsed", "Tiden tæller døgnet rundt."),
            ),
        ),
    ] = None
    """Only agreed hours count, or the clock round. Agreed maintenance never counts."""
    across_periods: Annotated[
        Literal["whole", "clipped"],
        Word("Afbrydelse over to perioder"),
        Choices({"whole": "tæller helt", "clipped": "tæller kun i perioden"}),
    ] = "whole"
    """An outage that began earlier is measured whole in the period where it ends (and so far, in one that it
    runs out of), or each period's part of it by itself.
    """


def measure(task: Task) -> Outcome:
    """Return the longest unbroken outage of one service; overlapping outages of it are one."""
    parameters = LongestOutageParameters.model_validate(task.level.parameters)
    part = task.part
    try:
        if parameters.measured is None:
            raise NotMeasured(
                _("Vilkårene siger ikke, om afbrydelser måles i aftalt driftstid eller forløbet tid.")
            )
        found = downtime(task, parameters, from_s=_from_s(task, parameters))
    except NotMeasured as nothing:
        return not_measured(task, str(nothing), "seconds", at_least=False)
    spells = _spells(task, parameters, found)
    longest = spells.sort("length_s", "start_s", descending=[True, False]).head(1)
    figure = Figure(0 if longest.is_empty() else int(longest["length_s"][0]), 1, "seconds")
    results = tuple(
        judge(
            task.level,
            population,
            figure,
            cases=spells.height,
            at_least=False,
            any_number=True,
            overruns=_overruns(spells, population, part.zone),
            coverage=coverage(task, found, parameters.source),
        )
        for population in task.level.populations
    )
    what = _("Afbrydelser, der slutter i perioden eller stadig er åbne")
    steps = outage_steps(task, found, parameters.source, spells.height, what)
    if not longest.is_empty():
        row = longest.row(0, named=True)
        steps.append(
            Step(
                _("Længste afbrydelse: {service}").format(service=task.terms.service_name(row["service"])),
                _span(row["start_s"], row["end_s"], row["length_s"], part.zone),
                formats.figure(figure),
                task.level.clause,
            )
        )
    rows = found.rows.filter(pl.col("end_s") > part.from_s)
    return outcome(
        task,
        results,
        "seconds",
        rows=rows,
        steps=steps,
        excluded=int((rows["state"] == "held_out").sum()),
    )


def at_worst(task: Task, outcome: Outcome) -> AtWorst:
    """Return the longest outage if all that was lost was down; checks lost in time fill what lies between outages."""
    parameters = LongestOutageParameters.model_validate(task.level.parameters)
    silent = unwatched(task, parameters.tables, outcome)
    if not task.lost and not silent:
        return AtWorst()
    from_s = _from_s(task, parameters)
    lost = lost_time(task, parameters, from_s=from_s, silent=silent)
    if not lost.losses or not lost.told:
        return AtWorst(tuple(lost.losses))
    try:
        found = downtime(lost.task, parameters, from_s=from_s, failed=lost.failed)
    except NotMeasured:
        return AtWorst(tuple(lost.losses))
    spells = _spells(task, parameters, found)
    joined = spells["length_s"].sort(descending=True).head(1 + lost.loose)
    length = int(joined.sum()) + lost.loose_s
    results = tuple(
        judge(
            task.level,
            population,
            Figure(length, 1, "seconds"),
            cases=spells.height,
            at_least=False,
            any_number=True,
            overruns=_overruns(spells, population, task.part.zone),
        )
        for population in task.level.populations
    )
    return AtWorst(tuple(lost.losses), results)


def _from_s(task: Task, parameters: LongestOutageParameters) -> int | None:
    """Return where outages that are measured whole may have begun; None where each period's part is measured."""
    if parameters.across_periods == "clipped":
        return None
    return max(task.part.from_s - LOOK_BACK, task.calendar(task.level.calendar).from_s)


def _spells(task: Task, parameters: LongestOutageParameters, found: Downtime) -> pl.DataFrame:
    """Return the outages that end in the part or run out of it, those of any length, with ``length_s``."""
    column = "counted_s" if parameters.measured == "agreed_hours" else "elapsed_s"
    ending = found.line.back(spells_down(found)).filter(pl.col("end_s") > task.part.from_s)
    return ending.with_columns(pl.col(column).alias("length_s")).filter(pl.col("length_s") > 0)


def _span(start_s: int, end_s: int, length_s: int, zone: str) -> str:
    """Return from when to when an outage lasted, and how much of that does not count."""
    span = f"{formats.moment(start_s, zone)} – {formats.moment(end_s, zone)}"
    less = end_s - start_s - length_s
    if not less:
        return span
    return _("{span}; heraf tæller {less} ikke med").format(span=span, less=formats.duration(less))


def _overruns(spells: pl.DataFrame, population: Population, zone: str) -> tuple[Overrun, ...]:
    if population.target is None:
        return ()
    limit = int(population.target)
    late = spells.filter(pl.col("length_s") > limit).sort("start_s")
    return tuple(
        Overrun(f"{row['service']} {formats.moment(row['start_s'], zone)}", seconds=row["length_s"] - limit)
        for row in late.iter_rows(named=True)
    )


KIND = Kind(
    name="longest_outage",
    title="Længste afbrydelse",
    definition=(
        "Den længste sammenhængende afbrydelse af en ydelse i perioden; overlappende afbrydelser er én. "
        "Aftalt vedligehold tæller ikke med."
    ),
    parameters=LongestOutageParameters,
    needs=frozenset({"missing_data", "target"}),
    measured_on=lambda parameters: parameters.tables,
    measure=measure,
    columns=lambda level: columns_of(level.parameters),
    told=lambda level: told_of(level.parameters),
    at_worst=at_worst,
    silence=lambda parameters: parameters.silence,
    unit="seconds",
    lower_is_better=True,
    watches_availability=True,
)
