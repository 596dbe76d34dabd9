"""The outcome of a level that counts cases of a period, as a number or as a share with a property."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.evidence.tables import BY_NAME as TABLES
from afstemt.core.measurement.case_facts import CaseFacts
from afstemt.core.measurement.completion import Cell, in_the_part
from afstemt.core.measurement.held_out import hold_out
from afstemt.core.measurement.in_time import nothing_to_judge
from afstemt.core.measurement.judge import judge
from afstemt.core.measurement.kind import Task
from afstemt.core.measurement.lost_cases import Beside
from afstemt.core.measurement.outcome import Outcome, Result
from afstemt.core.measurement.populations import carried_from, in_populations, window
from afstemt.core.measurement.priorities import with_priority
from afstemt.core.measurement.scope import answered_by_others, covered
from afstemt.core.measurement.stated import with_stated
from afstemt.core.measurement.steps import held_out_step, name_of, share_steps, verdict_steps
from afstemt.core.measurement.ticket_cases import tickets_of
from afstemt.core.measurement.ticket_steps import taken_out_step
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.shared_fields import PartyRole
from afstemt.core.units.figure import Figure, Step
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _

CHANGE_TIMES = ("ended_s", "planned_end_s", "planned_start_s")
"""The times of a change that say when it ended: the first of them that is known."""
FAILED = ("failed", "rolled_back")
"""Outcomes of a change that went wrong."""

_NOTHING = pl.lit(None, dtype=pl.String)


def _in_part(task: Task, rows: pl.LazyFrame, at: str) -> pl.LazyFrame:
    return rows.filter(pl.col(at) >= task.part.from_s, pl.col(at) < task.part.to_s)


def of_changes(
    task: Task, initiator: Literal["authority", "supplier"] | None, *, carried: bool = True
) -> pl.LazyFrame:
    """Return the changes that ended in the part (a change without an end: planned to end, else to start).

    ``carried`` takes those of earlier periods that are carried on with them.
    """
    ended = pl.coalesce(CHANGE_TIMES)
    rows = task.evidence.table("changes").with_columns(
        ended.alias("end_s"), pl.coalesce("started_s", "planned_start_s").alias("start_s")
    )
    if initiator is not None:
        rows = rows.filter(pl.col("initiator") == initiator)
    from_s = task.part.from_s
    if carried:
        from_s = min(carried_from(task, population) for population in task.level.populations)
    return rows.filter(pl.col("end_s") >= from_s, pl.col("end_s") < task.part.to_s).with_columns(
        pl.col("type").alias("priority"), _NOTHING.alias("reason")
    )


def facts_of_changes(
    level: ServiceLevel,
    initiator: PartyRole | None,
    *,
    uses: tuple[str, ...] = (),
    cells: tuple[Cell, ...] = (),
    more: tuple[str, ...] = (),
    beside: Mapping[str, tuple[tuple[str, ...], Beside]] | None = None,
) -> CaseFacts:
    """Return what a level over the changes that ended in the part stands on; arguments as ``CaseFacts`` has them."""
    asked = () if initiator is None else (Cell("initiator", [initiator]),)
    return CaseFacts(
        level=level,
        table="changes",
        sort="type",
        uses=(*CHANGE_TIMES, *uses, *(cell.column for cell in asked)),
        cells=lambda task: [*in_the_part(task, *CHANGE_TIMES, not_before="started_s"), *asked, *cells],
        more=more,
        beside=beside or {},
    )


def of_incidents(task: Task, at: str = "opened_s", others_held_out: bool = True) -> pl.LazyFrame:
    """Return the incidents with the instant ``at`` in the part."""
    rows = with_priority(
        _in_part(task, tickets_of(task, "incidents"), at),
        task.evidence,
        task.level.priority,
        task.part.to_s,
    )
    reason = answered_by_others() if others_held_out else _NOTHING
    return rows.with_columns(
        pl.col(at).alias("start_s"),
        pl.col("resolved_s").alias("end_s"),
        pl.coalesce(reason, "taken_out").alias("reason"),
    )


def of_outages(task: Task, others_held_out: bool = True) -> pl.LazyFrame:
    """Return the outages that began in the part."""
    rows = _in_part(task, task.evidence.table("outages"), "from_s")
    reason = answered_by_others() if others_held_out else _NOTHING
    return rows.with_columns(
        pl.coalesce("id", "incident_id", "service").alias("id"),
        pl.col("severity").alias("priority"),
        pl.col("from_s").alias("start_s"),
        pl.col("to_s").alias("end_s"),
        reason.alias("reason"),
    )


def share_outcome(
    task: Task,
    rows: pl.LazyFrame,
    table: str,
    definition: str,
    *,
    good: str,
    bad: str,
    at_least: bool = True,
) -> Outcome:
    """Return the outcome of the share of rows with ``hit``.

    Args:
        task: The level and what it is measured with.
        rows: id, priority, start_s, end_s, file_no, row_no, system, service, hit (Boolean) and reason (why a
            row is held out, or null).
        table: The fact table they come from.
        definition: The kind's definition, in the active language.
        good: State of a row with ``hit``.
        bad: State of a row without.
        at_least: Whether the share must reach the target, or must not pass it.
    """
    state = pl.when("hit").then(pl.lit(good)).otherwise(pl.lit(bad))
    found = _rows(task, rows, table, state, carried=True)
    results, steps = [], [Step(_("Definition"), definition, "", task.level.clause)]
    for population in task.level.populations:
        own = found.filter(pl.col("held_out").is_null(), pl.col("population") == population.id)
        if own.height:
            figure = Figure(int((own["state"] == good).sum()), own.height, "percent")
            result = judge(task.level, population, figure, cases=own.height, at_least=at_least)
        else:
            result = nothing_to_judge(task, population, task.evidence.has(table), table, at_least=at_least)
        result = with_stated(task, population, result, "percent", at_least)
        results.append(result)
        what = _("Andel, {population}").format(population=name_of(population))
        steps += share_steps(task.level, population, result, what)
    return _outcome(task, found, results, steps)


def count_outcome(task: Task, rows: pl.LazyFrame, table: str, definition: str) -> Outcome:
    """Return the outcome of the number of rows, at most the target.

    Args:
        task: The level and what it is measured with; a population without target allows none.
        rows: As for ``share_outcome``, without ``hit``.
        table: The fact table they come from.
        definition: The kind's definition, in the active language.
    """
    found = _rows(task, rows, table, pl.lit("counted"))
    results, steps = [], [Step(_("Definition"), definition, "", task.level.clause)]
    for population in task.level.populations:
        own = found.filter(pl.col("held_out").is_null(), pl.col("population") == population.id)
        allowed = population
        if population.target is None:
            allowed = population.model_copy(update={"target": Decimal(0)})
        if task.evidence.has(table):
            figure = Figure(own.height, 1, "count")
            result = judge(task.level, allowed, figure, cases=own.height, at_least=False, any_number=True)
            text = _("Antal, {population}").format(population=name_of(population))
            steps.append(Step(text, "", number(own.height), population.clause))
            steps += taken_out_step(found, population)
        else:
            result = nothing_to_judge(task, allowed, delivered=False, table=table, at_least=False)
        result = with_stated(task, allowed, result, "count", at_least=False)
        results.append(result)
        if result.figure is None:
            text = _("Opgørelse, {population}").format(population=name_of(population))
            steps.append(Step(text, "", result.reason))
        else:
            steps += verdict_steps(task.level, population, result)
    return _outcome(task, found, results, steps)


def _rows(
    task: Task, rows: pl.LazyFrame, table: str, state: pl.Expr, *, carried: bool = False
) -> pl.DataFrame:
    """Return the rows of the level's populations, held out ones with their reason.

    A row of a priority that another level has is not of this one; a row of none, or of one that no level has, cannot
    be placed and is held out by name.
    """
    nowhere = pl.col("population").is_null()
    none = pl.col("priority").fill_null("") == ""
    elsewhere = pl.col("priority").is_in(sorted(_known(task, table))).fill_null(value=False)
    placed = in_populations(task, covered(rows, task.level, task.terms)).filter(~nowhere | none | ~elsewhere)
    if carried:
        placed = placed.filter(pl.col("end_s") >= window(task))
    unplaced = (
        pl.when(nowhere & none)
        .then(
            pl.lit(
                _("Rækken har hverken prioritet, alvorlighed eller type, og målet gælder kun nogle af dem.")
            )
        )
        .when(nowhere)
        .then(pl.lit(_("Prioriteten eller alvorligheden har intet servicemål.")))
    )
    placed = hold_out(placed, table, task.level.id, task.evidence)
    return collect(
        placed.select(
            pl.lit(table).alias("table"),
            "id",
            pl.col("population").cast(pl.String).fill_null(""),
            "priority",
            "file_no",
            "row_no",
            "start_s",
            "end_s",
            state.alias("state"),
            pl.coalesce("held_out", "uncovered", "reason", unplaced).alias("held_out"),
        )
    )


def _known(task: Task, table: str) -> set[str]:
    """Return the priorities and severities that some level of the terms is about, and the types that there are."""
    levels = (task.level, *task.terms.service_levels)
    named = {name for level in levels for population in level.populations for name in population.priorities}
    return named.union(*(column.choices for column in TABLES[table].columns if column.name == "type"))


def _outcome(task: Task, rows: pl.DataFrame, results: list[Result], steps: list[Step]) -> Outcome:
    held = rows.filter(pl.col("held_out").is_not_null())
    return task.outcome(results, rows=rows, steps=(*steps, *held_out_step(held)), excluded=held.height)
