"""Cases with a time limit: how long each took in the level's own clock, and whether it was in time.

One lazy query from facts to judged rows, shared by every kind whose cases have a start, an end and a
limit. A case is late when it ends after its due time: the one instant that is shown, that puts it in a month and that
it is judged by. What happened at or after the end of the part is not known in it, whenever the export was made, so
that a month comes to the same later; each case is judged in one month.
"""

from collections.abc import Sequence

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.measurement.calendar_years import outside_words
from afstemt.core.measurement.clock import DAYS, LevelClock
from afstemt.core.measurement.held_out import held_intervals, hold_out
from afstemt.core.measurement.kind import Task
from afstemt.core.measurement.outcome import JUDGED
from afstemt.core.measurement.pauses import paused, stopping_pauses
from afstemt.core.measurement.populations import in_populations, of_another_level, window
from afstemt.core.measurement.scope import covered, of_others, unplaced
from afstemt.core.measurement.ticket_ends import taken_out_reasons
from afstemt.core.units.elapsed import working_days_over
from afstemt.core.units.wording import _

STATES = pl.Enum([*JUDGED, "open", "not_measured"])
Reasons = Sequence[tuple[pl.Expr, str]]
"""Conditions under which a case is held out, each with its reason; the first that holds is given."""


def level_clock(task: Task) -> LevelClock:
    """Return the clock of the task's level; without a named one, open time."""
    days = [
        population.limit is not None and population.limit.working_days is not None
        for population in task.level.populations
    ]
    return LevelClock(
        task.level.clock or "business_hours", task.calendar(task.level.calendar), any(days), all(days)
    )


def judged_cases(
    task: Task,
    cases: pl.LazyFrame,
    table: str,
    *,
    pauses: bool = True,
    others_held_out: bool = True,
    reasons: Reasons = (),
    clock: LevelClock | None = None,
) -> pl.LazyFrame:
    """Return one row per case (and population) that concerns the task's part of the period.

    Args:
        task: The level with its choices, the period, decisions and pauses.
        cases: id, priority, start_s, end_s (null while open), file_no, row_no; responsible, system, service
            where the table has them; the columns of ``ticket_cases`` where the cases are tickets; set_due_s (a due
            time of the case's own) and day_zero_s (an instant in the day that working days are counted after) where
            the kind gives them.
        table: The fact table the cases come from.
        pauses: Whether the table's cases have pauses.
        others_held_out: Whether cases that another than the supplier answers for are held out.
        reasons: The kind's own reasons to hold cases out, on the columns of ``cases``; they come first.
        clock: The level's clock, when the caller has it.

    Returns:
        id, population, priority, file_no, row_no, start_s, end_s (null while open at the end of the part), due_s,
        limit, paused, spent (in the level's clock), state (in_time, late, open_late, open, not_measured), held_out.
        ``shown`` turns them into rows to read.
    """
    clock = clock or level_clock(task)
    level, to_s = task.level, task.part.to_s
    end, begun = pl.col("end_s"), pl.col("start_s") < to_s
    if level.assign_by != "due":
        known = end.is_null() | (end >= window(task))
        opened = pl.col("start_s") >= window(task)
        begun = begun & (known | opened if level.assign_by == "opened" else known)
    columns = cases.collect_schema().names()
    if "stated_due_s" in columns and task.terms.tickets.stated_due == "judges":
        cases, columns = (
            cases.with_columns(pl.col("stated_due_s").alias("set_due_s")),
            [*columns, "set_due_s"],
        )
    elsewhere = of_another_level(task)
    rows = in_populations(task, cases).filter(begun, *([] if elsewhere is None else [~elsewhere]))
    rows = rows.with_columns(pl.when(end < to_s).then(end).alias("end_s"))
    rows = hold_out(rows, table, level.id, task.evidence)
    held: list[tuple[pl.Expr, str]] = list(reasons)
    if {"system", "service"} <= set(columns) and (level.systems or level.services):
        rows = covered(rows, level, task.terms)
        held.append((pl.col("uncovered").is_not_null(), unplaced()))
    if others_held_out and "responsible" in columns:
        held += of_others()
    held.append((pl.col("population").is_null(), _("Prioritet uden servicemål.")))
    if "taken_out" in columns:
        held += [(pl.col("taken_out") == reason, reason) for reason in taken_out_reasons()]
    rows = _counted(task, rows, clock, columns)
    if pauses:
        rows = _less_pauses(task, rows, table, clock)
    else:
        nothing = pl.lit(0, dtype=pl.Int64)
        rows = rows.with_columns(nothing.alias("paused"), nothing.alias("shift"), nothing.alias("shift_late"))
    return _states(task, rows.with_columns(_due(task, clock, columns).alias("due_s")), held, clock)


def _counted(task: Task, rows: pl.LazyFrame, clock: LevelClock, columns: list[str]) -> pl.LazyFrame:
    """Add count_from, count_to and limit in the clock's count; open cases run to the end of the part."""
    rows = rows.with_columns(
        clock.begin(pl.col("start_s")).alias("begin_s"),
        pl.col("end_s").fill_null(task.part.to_s).alias("until_s"),
    )
    day_zero = pl.col("day_zero_s") if "day_zero_s" in columns else None
    rows = clock.counted(rows, {"count_from": pl.col("begin_s"), "count_to": pl.col("until_s")})
    rows = rows.with_columns(clock.limit(pl.col("begin_s"), pl.col("limit_given"), day_zero).alias("limit"))
    if "set_due_s" in columns:
        own = clock.count(pl.col("set_due_s")) - pl.col("count_from")
        rows = rows.with_columns(pl.coalesce(own, "limit").alias("limit"))
    return rows


def _less_pauses(task: Task, rows: pl.LazyFrame, table: str, clock: LevelClock) -> pl.LazyFrame:
    """Add paused, shift and shift_late: pauses of the tickets, and time the parties have agreed not to count."""
    evidence = task.evidence
    sources = []
    if evidence.has("pauses"):
        sources.append(stopping_pauses(evidence, task.terms.tickets).select("ticket_id", "from_s", "to_s"))
    if evidence.has("decisions"):
        sources.append(held_intervals(table, task.level.id, evidence))
    total = _total_pause(rows)
    if not sources:
        return rows.with_columns(total.alias("paused"), total.alias("shift"), total.alias("shift_late"))
    rows = rows.with_row_index("case_no").with_columns(pl.col("case_no").cast(pl.Int64))
    needed = ["case_no", "id", "count_from", "count_to", "limit"]
    if clock.any_days:
        needed.append(DAYS)
    found = paused(rows.select(needed), pl.concat(sources), clock)
    passed = pl.col("count_to") - pl.col("count_from")
    return rows.join(found, on="case_no", how="left", maintain_order="left").with_columns(
        pl.min_horizontal(pl.col("paused").fill_null(0) + total, pl.max_horizontal(passed, "paused")).alias(
            "paused"
        ),
        pl.col("shift", "shift_late").fill_null(0) + total,
    )


def _total_pause(rows: pl.LazyFrame) -> pl.Expr:
    """Return the pauses that a case has in all, at most the time that has passed; 0 where none are given.

    They are in the source system's own clock, and taken as given. Nobody knows when they were: all of it moves the due
    time.
    """
    if "total_pause" not in rows.collect_schema().names():
        return pl.lit(0, dtype=pl.Int64)
    passed = pl.col("count_to") - pl.col("count_from")
    return pl.min_horizontal(pl.col("total_pause").fill_null(0), passed.clip(lower_bound=0)).fill_null(0)


def _due(task: Task, clock: LevelClock, columns: list[str]) -> pl.Expr:
    """Return the last instant at which a case is in time.

    A limit that is used up at closing ends there, or at the next opening, as the terms say; a pause that begins at
    that very instant moves only the latter. A due time of the case's own is itself, unless a pause moves it.
    """
    used = pl.col("count_from") + pl.col("limit")
    last = clock.last_instant(used + pl.col("shift_late"))
    closing = clock.instant(used + pl.col("shift"))
    due = clock.choose_limit(
        closing if task.level.ends_at_closing(days=True) else last,
        closing if task.level.ends_at_closing(days=False) else last,
    )
    if "set_due_s" not in columns:
        return due
    own = pl.col("set_due_s")
    return pl.when(own.is_null()).then(due).when(pl.col("shift") == 0).then(own).otherwise(closing)


def _states(task: Task, rows: pl.LazyFrame, reasons: Reasons, clock: LevelClock) -> pl.LazyFrame:
    """Add ``state``; keep what belongs to the part, with the reason for each case that does not count in it."""
    placed, end = pl.col("population").is_not_null(), pl.col("end_s")
    spent = pl.col("count_to") - pl.col("count_from") - pl.col("paused")
    outside = pl.col("count_from").is_null() | ~clock.known(pl.col("until_s"))
    rows = rows.with_columns(
        spent.alias("spent"),
        (placed & (outside | pl.col("limit").is_null())).alias("unknown"),
        (pl.col("until_s") > pl.col("due_s")).fill_null(value=False).alias("is_late"),
    )
    late, is_open = pl.col("is_late"), end.is_null()
    state = (
        pl.when(pl.col("unknown") | ~placed)
        .then(pl.lit("not_measured", dtype=STATES))
        .when(is_open & late)
        .then(pl.lit("open_late", dtype=STATES))
        .when(is_open)
        .then(pl.lit("open", dtype=STATES))
        .when(late)
        .then(pl.lit("late", dtype=STATES))
        .otherwise(pl.lit("in_time", dtype=STATES))
    )
    keep, not_now = _belonging(task, late, is_open)
    if keep is not None:
        rows = rows.filter(keep)
    held = _reason([*reasons, (pl.col("unknown"), outside_words()), *not_now])
    if task.evidence.has("decisions"):
        held = pl.coalesce("held_out", held.cast(pl.String))
    return rows.with_columns(state.alias("state"), held.alias("held_out"))


def _belonging(task: Task, late: pl.Expr, is_open: pl.Expr) -> tuple[pl.Expr | None, Reasons]:
    """Return which cases belong to the part (None for all), and those of them that do not count in it yet, or again.

    A case that is open at the end of the period it belongs to is taken up by the one that settles it: where it ends, or
    (``missed_now``) where its limit runs out before that.
    """
    level = task.level
    since = window(task)
    opened = pl.col("start_s") >= since
    late_before = (pl.col("due_s") < since).fill_null(value=False)
    unplaceable = pl.col("unknown") | pl.col("population").is_null()
    counted_before = _("Talt som ikke opfyldt i den periode, hvor fristen blev overskredet.")
    if level.assign_by == "due":
        within = (pl.col("due_s") < task.part.to_s).fill_null(value=False)
        belongs = pl.when(unplaceable).then(opened).otherwise(within & ~late_before)
    elif level.open_past_limit == "missed_now":
        if level.assign_by == "resolved":
            return None, [(late & late_before, counted_before)]
        return opened | ~(late_before | unplaceable), []
    else:
        belongs = opened
    if level.open_past_limit == "missed_now":
        return belongs, []
    not_yet = (
        _("Åben over fristen: tælles i den periode, hvor den afsluttes.")
        if level.open_past_limit == "missed_when_resolved"
        else _("Åben over fristen: holdes ude efter vilkårene, indtil den afsluttes.")
    )
    if level.assign_by == "resolved":
        return None, [(is_open & late, not_yet)]
    ended = pl.col("end_s") >= since
    settled = ended & late if level.assign_by == "due" else ended
    here = (~belongs & ~unplaceable & settled).fill_null(value=False)
    return belongs | here, [(belongs & late & is_open, not_yet)]


def _reason(reasons: Reasons) -> pl.Expr:
    """Return the first reason that holds, as an Enum; null when none does."""
    texts = pl.Enum(list(dict.fromkeys(text for _condition, text in reasons)))
    chain: pl.Expr = pl.lit(None, dtype=texts)
    for condition, text in reversed(reasons):
        chain = pl.when(condition).then(pl.lit(text, dtype=texts)).otherwise(chain)
    return chain


def shown(rows: pl.LazyFrame, table: str, clock: LevelClock, until_s: int) -> pl.DataFrame:
    """Return judged cases as the rows of an outcome, collected.

    Columns: table, id, population, priority, file_no, row_no, start_s, due_s, end_s, paused_s, elapsed_s, limit_s,
    over_s (past the limit, in the level's clock; null when in time), days_commenced, days_completed (null for
    limits in hours), state, held_out; stated_due_s where any case has a due time of the source system's.
    """
    late = (pl.col("state") == "late") | (pl.col("state") == "open_late")
    columns: list[pl.Expr | str] = [
        pl.lit(table).alias("table"),
        "id",
        pl.col("population").cast(pl.String).fill_null(""),
        "priority",
        "file_no",
        "row_no",
        "start_s",
        "due_s",
        "end_s",
        pl.col("paused").alias("paused_s"),
        pl.col("spent").alias("elapsed_s"),
        pl.col("limit").alias("limit_s"),
        pl.when(late).then(pl.col("spent") - pl.col("limit")).alias("over_s"),
    ]
    if clock.any_days:
        commenced, completed = working_days_over("due_s", pl.col("end_s").fill_null(until_s), clock.calendar)
        by_days = late & pl.col(DAYS).is_not_null()
        columns += [
            pl.when(by_days).then(commenced).alias("days_commenced"),
            pl.when(by_days).then(completed).alias("days_completed"),
        ]
    else:
        columns += [
            pl.lit(None, dtype=pl.Int64).alias("days_commenced"),
            pl.lit(None, dtype=pl.Int64).alias("days_completed"),
        ]
    columns += [pl.col("state", "held_out").cast(pl.String)]
    if "stated_due_s" not in rows.collect_schema().names():
        return collect(rows.select(*columns))
    shown_rows = collect(rows.select(*columns, "stated_due_s"))
    none = shown_rows["stated_due_s"].null_count() == shown_rows.height
    return shown_rows.drop("stated_due_s") if none else shown_rows
