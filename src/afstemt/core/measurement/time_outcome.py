"""Outcomes of the kinds that watch time: their derivation in words, and what is shown beside the figure."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from afstemt.core.measurement.downtime import Downtime
from afstemt.core.measurement.intervals import common, minus, union
from afstemt.core.measurement.judge import judge
from afstemt.core.measurement.kind import Task
from afstemt.core.measurement.outcome import Outcome, Result
from afstemt.core.measurement.stated import with_stated
from afstemt.core.measurement.steps import verdict_steps
from afstemt.core.measurement.time_rows import ROWS
from afstemt.core.units import formats
from afstemt.core.units.figure import Figure, Step, Unit
from afstemt.core.units.wording import _


@dataclass(frozen=True)
class Account:
    """Downtime, step by step, in seconds of all services together.

    ``reported - not_answered - inside_maintenance - held_out + beyond + unmeasured_down == down``.
    """

    hours: int
    maintenance: int
    left_out: int
    agreed: int
    reported: int
    not_answered: int
    inside_maintenance: int
    held_out: int
    beyond: int
    unmeasured_down: int
    down: int
    missing: int


def account(found: Downtime) -> Account:
    """Return how the downtime came about."""
    each = found.hours.each * len(found.line.services)
    only_maintenance = found.hours.without(found.off)
    hours_left = int(only_maintenance.per_service().sum())
    agreed = int(found.agreed.per_service().sum())
    reported = int(found.laid.reported_s.sum())
    counted = int(found.laid.counted_s.sum())
    in_agreed = counted if found.agreed is found.counting else int(found.agreed.of(found.laid.answered).sum())
    answered = int(found.laid.answered_s.sum())
    beyond = int(found.counting.of(found.beyond).sum())
    down = int(found.down_s.sum())
    return Account(
        each,
        each - hours_left,
        hours_left - agreed,
        agreed,
        reported,
        reported - answered,
        answered - in_agreed,
        in_agreed - counted,
        beyond,
        down - counted - beyond,
        down,
        int(only_maintenance.of(found.missing).sum()),
    )


def coverage(task: Task, found: Downtime, source: str | None) -> Figure | None:
    """Return measured out of agreed time in the part (agreed maintenance taken out); None for registered outages."""
    if source not in ("checks", "both"):
        return None
    agreed = found.hours.without(found.off)
    part = found.line.everywhere(task.part.from_s, task.part.to_s)
    whole = int(agreed.of(part).sum())
    return (
        Figure(whole - int(agreed.of(common(found.missing, part)).sum()), whole, "percent") if whole else None
    )


def downtime_steps(task: Task, found: Downtime, source: str | None) -> list[Step]:
    """Return the derivation of the downtime, services added; steps that changed nothing are left out."""
    made = account(found)
    clause = task.level.clause
    count = len(found.line.services)
    one = count == 1
    steps = [
        Step(
            _("Aftalt driftstid") if one else _("Aftalt driftstid for hver ydelse, lagt sammen"),
            ""
            if one
            else _("{count} ydelser × {time}").format(count=count, time=formats.duration(found.hours.each)),
            formats.duration(made.hours),
            clause,
        )
    ]

    def add(what: str, seconds: int, formula: str = "") -> None:
        if seconds:
            steps.append(Step(what, formula, formats.duration(seconds)))

    add(_("Aftalt vedligehold i driftstiden, trækkes fra"), made.maintenance)
    add(_("Tid uden måling, holdes ude"), made.left_out)
    if made.agreed != made.hours:
        steps.append(
            Step(
                _("Driftstid, der opgøres"),
                f"{formats.number(made.hours)} − {formats.number(made.maintenance + made.left_out)}",
                formats.duration(made.agreed),
            )
        )
    steps += _coverage_step(coverage(task, found, source))
    reported = (
        _("Målt nedetid i driftstiden")
        if source == "checks"
        else _("Registreret nedetid i driftstiden, overlap talt én gang")
    )
    steps.append(Step(reported, "", formats.duration(made.reported)))
    add(_("Holdt ude, eller som leverandøren ikke svarer for"), made.not_answered + made.held_out)
    add(_("Inden for aftalt vedligehold eller tid, der holdes ude"), made.inside_maintenance)
    add(_("Vedligehold ud over det aftalte, tæller som nedetid"), made.beyond)
    add(_("Tid uden måling, tæller som nedetid"), made.unmeasured_down)
    steps.append(
        Step(
            _("Nedetid") if one else _("Nedetid for hver ydelse, lagt sammen"),
            _("{reported} − {less} + {more} sekunder").format(
                reported=formats.number(made.reported),
                less=formats.number(made.not_answered + made.held_out + made.inside_maintenance),
                more=formats.number(made.beyond + made.unmeasured_down),
            ),
            formats.duration(made.down),
            clause,
        )
    )
    return steps


def _coverage_step(share: Figure | None) -> list[Step]:
    """Return how much of the agreed time was measured; nothing where that is not watched."""
    if share is None:
        return []
    formula = f"{formats.number(share.numerator)} / {formats.number(share.denominator)}"
    return [Step(_("Dækning: målt tid af aftalt tid"), formula, formats.figure(share))]


def outage_steps(task: Task, found: Downtime, source: str | None, outages: int, what: str) -> list[Step]:
    """Return the derivation where outages are what counts: how many, and how many rows are held out."""
    steps = [Step(what, "", formats.number(outages), task.level.clause)]
    held = int(((found.rows["state"] == "held_out") & (found.rows["end_s"] > task.part.from_s)).sum())
    if held:
        steps.append(Step(_("Rækker, der holdes ude"), "", formats.number(held)))
    steps += _coverage_step(coverage(task, found, source))
    return steps


def spells_down(found: Downtime) -> pl.DataFrame:
    """Return each unbroken outage: start, end, counted_s in agreed hours, elapsed_s round the clock.

    Neither has agreed maintenance or what is held out in it.
    """
    off = union(pl.concat([found.off, found.counting.out]))
    spells = union(found.down)
    kept = minus(spells, off)
    number = spells["start"].search_sorted(kept["start"], side="right").cast(pl.Int64) - 1
    elapsed = (
        kept.select((pl.col("end") - pl.col("start")).alias("elapsed_s"))
        .with_columns(number.alias("number"))
        .group_by("number")
        .agg(pl.col("elapsed_s").sum())
    )
    return (
        spells.with_columns(found.counting.between(spells["start"], spells["end"]))
        .with_row_index("number")
        .with_columns(pl.col("number").cast(pl.Int64))
        .join(elapsed, on="number", how="left", maintain_order="left")
        .with_columns(pl.col("elapsed_s").fill_null(0))
        .drop("number")
    )


def outcome(
    task: Task,
    results: tuple[Result, ...],
    unit: Unit,
    *,
    rows: pl.DataFrame | None = None,
    steps: Sequence[Step] = (),
    excluded: int = 0,
    extra: Sequence[tuple[str, Figure]] = (),
) -> Outcome:
    """Return the level's outcome in the task's part: the supplier's own figures and the verdicts are added here.

    Args:
        task: The level and the facts.
        results: As measured, in the order of the populations.
        unit: The kind's unit, also of what the supplier states.
        rows: As ``ROWS`` says.
        steps: How the figure came about, without the verdicts.
        excluded: Rows held out.
        extra: Further figures.
    """
    populations = task.level.populations
    results = tuple(
        with_stated(task, population, result, unit, result.at_least)
        for population, result in zip(populations, results, strict=True)
    )
    verdicts = [
        step
        for population, result in zip(populations, results, strict=True)
        if result.figure is not None
        for step in verdict_steps(task.level, population, result)
    ]
    return task.outcome(
        results,
        rows=pl.DataFrame(schema=ROWS) if rows is None else rows,
        steps=(*steps, *verdicts),
        excluded=excluded,
        extra=extra,
    )


def not_measured(task: Task, reason: str, unit: Unit, *, at_least: bool = True) -> Outcome:
    """Return the outcome of a level for which there is nothing to measure with."""
    results = tuple(
        judge(task.level, population, None, cases=0, at_least=at_least, reason=reason)
        for population in task.level.populations
    )
    return outcome(task, results, unit, steps=(Step(_("Ikke målt"), "", reason),))
