"""What could not be used, and its effect: rows are lost for a level, and a level that they could turn is reserved."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from afstemt.core.evidence.evidence import LOST, UNUSABLE, Evidence, collect
from afstemt.core.evidence.said import Topic
from afstemt.core.evidence.tables import BY_NAME as TABLES
from afstemt.core.measurement.alternatives import agreed
from afstemt.core.measurement.calendar_years import OUTSIDE
from afstemt.core.measurement.kind import UNREAD, AtWorst, Kind, Task, untold
from afstemt.core.measurement.loss_steps import loss_reason, loss_steps
from afstemt.core.measurement.loss_words import NOT_TOLD
from afstemt.core.measurement.outcome import Loss, Outcome, Result, State, overall, turned, why
from afstemt.core.measurement.silence import silence
from afstemt.core.measurement.source_states import TICKETS
from afstemt.core.measurement.ticket_ends import undecided
from afstemt.core.measurement.time_outcome import not_measured
from afstemt.core.units.wording import _

_ROW = ["file_no", "row_no"]
_UNREAD = {UNREAD: pl.List(pl.String)}


def measured(task: Task, kind: Kind) -> Outcome:
    """Return the level's outcome.

    It is reserved where rows lost could turn it, or a time that may be another one as well, and not measured where
    months are silent.
    """
    return agreed(task, kind, _measured, reserved)


def _measured(task: Task, kind: Kind) -> Outcome:
    # Before the unusable are taken out: a row that was delivered says its month, though a cell of it cannot be used.
    silent = silence(task, kind)
    task = replace(_with_none(_without_unusable(task, kind), kind), read={})
    outcome = kind.measure(task)
    worst = kind.at_worst(task, outcome)
    if silent:
        outcome, worst = unmeasured(task, kind, outcome, silent), untold(task, outcome)
        if outcome.state == "missed":
            told = (Loss(one.table, "not-said", 0, bounded=False) for one in silent)
            worst = AtWorst((*worst.losses, *told))
    return reserved(task, outcome, worst) if worst.losses else outcome


def unmeasured(task: Task, kind: Kind, outcome: Outcome, silent: Mapping[Topic, str]) -> Outcome:
    """Return the outcome of silent months: not measured, but what is missed by what was said stays missed.

    Silence is the best figure, so a miss is certain, and keeping silent of the other months of a quarter mends nothing.
    """
    unit = kind.unit_of(task.level.parameters) or "percent"
    at_least = not kind.holds_lower_better(task.level)
    none = not_measured(task, " ".join(silent.values()), unit, at_least=at_least)
    if outcome.state != "missed":
        return none
    results = tuple(
        result if result.state == "missed" else blank
        for result, blank in zip(outcome.results, none.results, strict=True)
    )
    return replace(outcome, results=results, state=overall(results), reason=why(results))


def _with_none(task: Task, kind: Kind) -> Task:
    """Return the task with an empty table of what was said not to have been."""
    none = {
        topic.table: task.evidence.table(topic.table)
        for topic in kind.must_be_said(task.level)
        if not task.evidence.has(topic.table)
    }
    return (
        replace(task, evidence=replace(task.evidence, tables={**task.evidence.tables, **none}))
        if none
        else task
    )


def _without_unusable(task: Task, kind: Kind) -> Task:
    """Return the task with what it cannot use taken out of its evidence, and kept beside."""
    columns = {table: ["*"] for table in kind.tables_of(task.level)} | dict(kind.columns_of(task.level))
    told, unmatched = kind.must_be_told(task.level), kind.unmatched(task)
    evidence = task.evidence
    tables, lost = dict(evidence.tables), {}
    for table, used in columns.items():
        gone = [evidence.lost[table]] if table in evidence.lost else []
        found = [_cells(task, table, told.get(table, ())), unmatched.get(table)]
        cells = pl.concat([one for one in found if one is not None] or [pl.DataFrame(schema=UNUSABLE)])
        if table in tables:
            cells = cells.filter(pl.col("column").is_in(list(used)))
            if not cells.is_empty():
                gone.append(_rows_of(evidence, table, cells))
                rows = cells.select(_ROW).unique().lazy()
                tables[table] = tables[table].join(rows, on=_ROW, how="anti", maintain_order="left")
        if gone:
            lost[table] = pl.concat([*gone, pl.DataFrame(schema=_UNREAD)], how="diagonal")
    if not lost:
        return task
    return replace(task, evidence=replace(evidence, tables=tables), lost=lost)


def _cells(task: Task, table: str, told: Sequence[str]) -> pl.DataFrame | None:
    """Return the table's unusable cells: those that the evidence has, tickets in an unclear state, what is not told."""
    cells = [task.evidence.unusable[table]] if table in task.evidence.unusable else []
    if task.evidence.has(table):
        cells += [_untold(task.evidence, table, column) for column in told]
    if table in TICKETS and task.evidence.has(table):
        cells.append(undecided(task.evidence, table, task.terms.tickets, task.part.to_s))
    return pl.concat(cells) if cells else None


def _untold(evidence: Evidence, table: str, column: str) -> pl.DataFrame:
    """Return the cells of a column of the rows whose file does not have it."""
    silent = evidence.table(table).filter(evidence.untold(table, column))
    names = (pl.lit(column).alias("column"), pl.lit(NOT_TOLD).alias("why"))
    return collect(silent.select(*_ROW, *names)).cast(dict(UNUSABLE))  # type: ignore[arg-type]


def _rows_of(evidence: Evidence, table: str, cells: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of the cells as rows lost: the cells null, the first one's fault as theirs."""
    firsts = cells.group_by(_ROW, maintain_order=True).agg(
        pl.col("why").first(), pl.col("column").alias(UNREAD)
    )
    rows = evidence.table(table).join(firsts.lazy(), on=_ROW, how="inner", maintain_order="left")
    schema = TABLES[table].schema
    names = set(cells["column"].to_list())
    blanked = [
        pl.when(~pl.col(UNREAD).list.contains(pl.lit(name))).then(pl.col(name)).alias(name)
        if name in names
        else pl.col(name)
        for name in schema
    ]
    return collect(rows.select(*blanked, *LOST, UNREAD))


def reserved(task: Task, outcome: Outcome, worst: AtWorst) -> Outcome:
    """Return the outcome with what was lost: a population that is met, and would not be at worst, is reserved.

    The terms may say that such a level is not judged. What is missed stays missed.
    """
    worst_of = worst.results or (None,) * len(outcome.results)
    pairs = list(zip(outcome.results, worst_of, strict=True))
    results = tuple(_reserved(task, worst, one, bad) for one, bad in pairs)
    state, reason = overall(results), why(results)
    turning = [bad for one, bad in zip(results, worst_of, strict=True) if turned(one, bad)]
    if state == "met" and turning:
        # A population that is left open, for want of cases or of rows, could be the one that is missed.
        state, reason = _instead(task), loss_reason(task, worst, turning[0])
    return replace(
        outcome,
        results=results,
        state=state,
        reason=reason,
        losses=worst.losses,
        at_worst=worst.results,
        steps=(*outcome.steps, *loss_steps(task, worst, outcome.results)),
    )


def _reserved(task: Task, worst: AtWorst, result: Result, bad: Result | None) -> Result:
    if bad is not None:
        result = replace(result, at_worst=bad.figure)
    if result.figure is None and result.state == "not_judged" and result.at_worst is not None:
        if all(loss.why == OUTSIDE for loss in worst.losses):  # the product's own want is held against nobody
            return result
        reason = _("De rækker, der skulle bedømmes, kunne ikke bruges.")
        return replace(result, state="not_measured", reason=reason)
    if result.state != "met" or not turned(result, bad):
        return result
    return replace(result, state=_instead(task), reason=loss_reason(task, worst, bad))


def _instead(task: Task) -> State:
    """Return what "met" becomes where rows lost could turn it."""
    return "not_judged" if task.level.lost_rows == "not_judged" else "reserved"
