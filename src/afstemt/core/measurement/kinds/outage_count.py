"""The number of outages in a period."""

from dataclasses import replace
from typing import Annotated, Literal

import polars as pl
from pydantic import Field

from afstemt.core.measurement.downtime import Downtime, downtime
from afstemt.core.measurement.judge import judge
from afstemt.core.measurement.kind import AtWorst, Kind, Task
from afstemt.core.measurement.lost_time import columns_of, lost_time, told_of, without_decisions
from afstemt.core.measurement.outcome import Outcome, Result
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
from afstemt.core.terms.model.numbers import Whole
from afstemt.core.terms.model.words import Choices, Word
from afstemt.core.units import formats
from afstemt.core.units.figure import Figure
from afstemt.core.units.wording import _

LOOK_BACK = 92 * 86400
"""How long before the period an outage may have begun, and so belong to an earlier one."""


class OutageCountParameters(DowntimeParameters):
    """What one outage is."""

    overlapping: Annotated[
        Literal["once", "each"],
        Word("Overlappende afbrydelser"),
        Choices({"once": "tæller én gang", "each": "tæller hver for sig"}),
    ] = "once"
    """Outages of a service that overlap or touch are one, or each row is one."""
    minimum_s: Annotated[
        Whole,
        Word(
            "Korteste afbrydelse, der tæller",
            definite="den korteste afbrydelse, der tæller,",
            unit="sekunder",
        ),
    ] = Field(default=1, ge=1)
    """Outages with less downtime than this many seconds are not counted."""


def measure(task: Task) -> Outcome:
    """Return the number of outages that begin in the task's part and have downtime that counts."""
    parameters = OutageCountParameters.model_validate(task.level.parameters)
    part = task.part
    from_s = max(part.from_s - LOOK_BACK, task.calendar(task.level.calendar).from_s)
    try:
        found = downtime(task, parameters, from_s=from_s)
    except NotMeasured as nothing:
        return not_measured(task, str(nothing), "count", at_least=False)
    rows = found.rows.filter(pl.col("end_s") > part.from_s)
    spells = found.line.back(spells_down(found)) if parameters.overlapping == "once" else _rows_alone(found)
    counted = spells.filter(pl.col("counted_s") >= parameters.minimum_s, pl.col("start_s") >= part.from_s)
    figure = Figure(counted.height, 1, "count")
    results = tuple(
        judge(
            task.level,
            population,
            figure,
            cases=counted.height,
            at_least=False,
            any_number=True,
            coverage=coverage(task, found, parameters.source),
        )
        for population in task.level.populations
    )
    what = _("Antal afbrydelser, der begynder i perioden")
    if parameters.minimum_s > 1:
        least = formats.duration(parameters.minimum_s)
        what = _("Antal afbrydelser, der begynder i perioden og giver mindst {least} nedetid").format(
            least=least
        )
    steps = outage_steps(task, found, parameters.source, counted.height, what)
    return outcome(
        task,
        results,
        "count",
        rows=rows,
        steps=steps,
        excluded=int((rows["state"] == "held_out").sum()),
    )


def at_worst(task: Task, outcome: Outcome) -> AtWorst:
    """Return the number if each row lost made one outage more: none can make two.

    One that began earlier is of an earlier period, and without agreed time it makes none. A check can also part an
    outage in two. How often a service that nobody measured was down cannot be told.
    """
    parameters = OutageCountParameters.model_validate(task.level.parameters)
    silent = unwatched(task, parameters.tables, outcome)
    if not task.lost and not silent:
        return AtWorst()
    only = pl.col("begins").is_null() | (pl.col("begins") >= task.part.from_s)
    if parameters.minimum_s == 1:  # else it can join two that are too short by themselves
        only &= pl.col("seconds") > 0
    lost = lost_time(task, parameters, only=only, silent=silent)
    if silent:
        return AtWorst(tuple(replace(loss, seconds=None, bounded=False) for loss in lost.losses))
    more = [replace(loss, cases=loss.rows, seconds=None, bounded=True) for loss in lost.losses]
    base = measure(without_decisions(task)) if lost.undecided else outcome
    added = sum(loss.rows for loss in more if loss.table != "decisions")
    results = tuple(
        result if result.figure is None else _more(task, population, result.figure, added)
        for population, result in zip(task.level.populations, base.results, strict=True)
    )
    return AtWorst(tuple(more), results)


def _more(task: Task, population: Population, figure: Figure, added: int) -> Result:
    number = figure.numerator + added
    worst = Figure(number, 1, "count")
    return judge(task.level, population, worst, cases=number, at_least=False, any_number=True)


def _rows_alone(found: Downtime) -> pl.DataFrame:
    """Return the rows that give downtime, each registered one with what it would give by itself.

    Maintenance beyond what is agreed, and time without measurement that counts as down, give what they add.
    """
    pieces = found.laid.pieces
    seconds = found.counting.between(pieces["start"], pieces["end"])
    own = pieces.select("row", seconds).group_by("row").agg(pl.col("counted_s").sum())
    registered = len(found.laid.counted)
    rows = found.rows.head(registered).drop("counted_s").with_row_index("row")
    alone = rows.with_columns(pl.col("row").cast(pl.Int64)).join(
        own, on="row", how="inner", maintain_order="left"
    )
    columns = ("start_s", "end_s", "counted_s")
    return pl.concat([alone.select(columns), found.rows.slice(registered).select(columns)])


KIND = Kind(
    name="outage_count",
    title="Antal afbrydelser",
    definition=(
        "Antallet af afbrydelser, der begynder i perioden og giver nedetid i den aftalte driftstid; "
        "overlappende afbrydelser af en ydelse tæller som én, medmindre kontrakten siger andet."
    ),
    parameters=OutageCountParameters,
    needs=frozenset({"missing_data", "target"}),
    measured_on=lambda parameters: parameters.tables,
    measure=measure,
    columns=lambda level: columns_of(level.parameters),
    told=lambda level: told_of(level.parameters),
    at_worst=at_worst,
    silence=lambda parameters: parameters.silence,
    unit="count",
    lower_is_better=True,
    watches_availability=True,
)
