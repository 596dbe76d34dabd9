"""Cases with a time limit: how long each took in the level's own clock, and whether it was in time.

One lazy query from facts to judged rows, shared by every kind whose cases have a start, an end and a
limit. A case is late when more of the level's own time has passed than its limit; time outside hours, and
paused time, makes nothing late.
"""

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.measurement.clock import DAYS, LevelClock
from afstemt.core.measurement.held_out import held_intervals, hold_out
from afstemt.core.measurement.kind import Task
from afstemt.core.measurement.pauses import paused
from afstemt.core.measurement.populations import in_populations
from afstemt.core.measurement.scope import answered_by_others, covered
from afstemt.core.units.elapsed import working_days_over
from afstemt.core.units.wording import _

JUDGED = ("in_time", "late", "open_late")


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
    clock: LevelClock | None = None,
) -> pl.LazyFrame:
    """Return one row per case (and population) that concerns the task's part of the period.

    Args:
        task: The level with its choices, the period, decisions and pauses.
        cases: id, priority, start_s, end_s (null while open), file_no, row_no; responsible, system, service
            where the table has them; set_due_s (a due time of the case's own) and day_zero_s (an instant in the
            day that working days are counted after) where the kind gives them.
        table: The fact table the cases come from.
        pauses: Whether the table's cases have pauses.
        others_held_out: Whether cases that another than the supplier answers for are held out.
        clock: The level's clock, when the caller has it.

    Returns:
        id, population, priority, file_no, row_no, start_s, end_s, limit_days, count_from, count_to, limit,
        paused, shift, state (in_time, late, open_late, open, not_measured), held_out. Counts are in the
        level's clock; ``shown`` turns them into rows to read.
    """
    clock = clock or level_clock(task)
    level, to_s = task.level, task.part.to_s
    rows = cases.filter(pl.col("start_s") < to_s)
    end = pl.col("end_s")
    if level.assign_by == "resolved":
        rows = rows.with_columns(pl.when(end < to_s).then(end).alias("end_s"))
    rows = in_populations(task, rows)
    if level.assign_by == "resolved":
        rows = rows.filter(end.is_null() | (end >= pl.col("window_s")))
    elif level.assign_by == "opened" and level.open_past_limit != "missed_when_resolved":
        rows = rows.filter(pl.col("start_s") >= pl.col("window_s"))
    rows = _scoped(task, rows, table, others_held_out)
    rows = _counted(task, rows, clock)
    if pauses:
        rows = _less_pauses(task, rows, table, clock)
    else:
        nothing = pl.lit(0, dtype=pl.Int64)
        rows = rows.with_columns(nothing.alias("paused"), nothing.alias("shift"), nothing.alias("shift_late"))
    return _states(task, rows, clock)


def _scoped(task: Task, rows: pl.LazyFrame, table: str, others_held_out: bool) -> pl.LazyFrame:
    """Add ``held_out``: by decision, by responsibility, or because the case cannot be placed."""
    columns = rows.collect_schema().names()
    reasons = []
    if {"system", "service"} <= set(columns):
        rows = covered(rows, task.level, task.terms)
        reasons.append(pl.col("uncovered"))
    if others_held_out and "responsible" in columns:
        reasons.append(answered_by_others())
    rows = hold_out(rows, table, task.level.id, task.evidence)
    text = _("Prioritet uden servicemål.")
    reasons.append(pl.when(~pl.col("has_population")).then(pl.lit(text)))
    return rows.with_columns(pl.coalesce("held_out", *reasons).alias("held_out"))


def _counted(task: Task, rows: pl.LazyFrame, clock: LevelClock) -> pl.LazyFrame:
    """Add count_from, count_to and limit in the clock's count; open cases run to the end of the part."""
    rows = rows.with_columns(
        clock.begin(pl.col("start_s")).alias("begin_s"),
        pl.col("end_s").fill_null(task.part.to_s).alias("until_s"),
    )
    columns = rows.collect_schema().names()
    day_zero = pl.col("day_zero_s") if "day_zero_s" in columns else None
    rows = rows.with_columns(
        clock.count(pl.col("begin_s")).alias("count_from"),
        clock.count(pl.col("until_s")).alias("count_to"),
        clock.limit(pl.col("begin_s"), pl.col("limit_given"), day_zero).alias("limit"),
    )
    if "set_due_s" in columns:
        own = clock.count(pl.col("set_due_s")) - pl.col("count_from")
        rows = rows.with_columns(pl.coalesce(own, "limit").alias("limit"))
    return rows


def _less_pauses(task: Task, rows: pl.LazyFrame, table: str, clock: LevelClock) -> pl.LazyFrame:
    """Add paused, shift and shift_late: pauses of the tickets, and time the parties have agreed not to count."""
    evidence = task.evidence
    sources = (
        [evidence.table("pauses").select("ticket_id", "from_s", "to_s")] if evidence.has("pauses") else []
    )
    if evidence.has("decisions"):
        sources.append(held_intervals(table, task.level.id, evidence))
    nothing = pl.lit(0, dtype=pl.Int64)
    if not sources:
        return rows.with_columns(nothing.alias("paused"), nothing.alias("shift"), nothing.alias("shift_late"))
    rows = rows.with_row_index("case_no").with_columns(pl.col("case_no").cast(pl.Int64))
    needed = ["case_no", "id", "count_from", "count_to", "limit"]
    if clock.any_days:
        needed.append(DAYS)
    found = paused(rows.select(needed), pl.concat(sources), clock)
    return rows.join(found, on="case_no", how="left", maintain_order="left").with_columns(
        pl.col("paused", "shift", "shift_late").fill_null(0)
    )


def _states(task: Task, rows: pl.LazyFrame, clock: LevelClock) -> pl.LazyFrame:
    """Add ``state``; keep what belongs to the part, with the reason for each case that does not count in it."""
    level, to_s = task.level, task.part.to_s
    if task.part.from_s == task.period.from_s and level.few_cases == "carried_on":
        from_s = pl.col("window_s")
        at_from = clock.count(from_s)
    else:
        from_s = pl.lit(task.part.from_s, dtype=pl.Int64)
        at_from = clock.count_at(task.part.from_s)
    end, spent = pl.col("end_s"), pl.col("count_to") - pl.col("count_from") - pl.col("paused")
    late = (spent > pl.col("limit")).fill_null(value=False)
    is_open = end.is_null()
    last = pl.col("count_from") + pl.col("limit") + pl.col("shift_late")
    late_before = (at_from > last).fill_null(value=False)
    unknown = (pl.col("count_from").is_null() | pl.col("count_to").is_null()) | (
        pl.col("limit").is_null() & pl.col("has_population") & pl.col("limit_given").is_null()
    )
    state = (
        pl.when(unknown | ~pl.col("has_population"))
        .then(pl.lit("not_measured"))
        .when(is_open & late)
        .then(pl.lit("open_late"))
        .when(is_open)
        .then(pl.lit("open"))
        .when(late)
        .then(pl.lit("late"))
        .otherwise(pl.lit("in_time"))
    )
    counted_before = pl.lit(_("Talt som ikke opfyldt i den periode, hvor fristen blev overskredet."))
    when_resolved = pl.lit(_("Åben over fristen: tælles i den periode, hvor den løses."))
    left_out = pl.lit(_("Åben over fristen: holdes ude efter vilkårene."))
    not_here = pl.lit(None, dtype=pl.String)
    if level.assign_by == "resolved":
        keep = pl.lit(value=True)
        if level.open_past_limit == "missed_now":
            reason = pl.when(late & late_before).then(counted_before)
        elif level.open_past_limit == "missed_when_resolved":
            reason = pl.when(is_open & late).then(when_resolved)
        else:
            reason = pl.when(is_open & late).then(left_out)
    else:
        if level.assign_by == "due":
            count = pl.col("count_from") + pl.col("limit") + pl.col("shift")
            belongs = (count > at_from_strict(clock, from_s, task)) & (count <= clock.count_at(to_s - 1))
            belongs = (
                pl.when(unknown | ~pl.col("has_population"))
                .then(pl.col("start_s") >= from_s)
                .otherwise(belongs.fill_null(value=False))
            )
        else:
            belongs = pl.col("start_s") >= from_s
        keep = belongs
        reason = pl.when(pl.lit(value=False)).then(not_here)
        if level.open_past_limit == "missed_when_resolved":
            open_at_end = is_open | (end >= to_s)
            here = ~belongs & late & (end >= from_s) & (end < to_s) & late_before
            keep = belongs | here.fill_null(value=False)
            reason = pl.when(belongs & late & open_at_end).then(when_resolved)
        elif level.open_past_limit == "left_out":
            reason = pl.when(is_open & late).then(left_out)
    outside = pl.lit(_("Et tidspunkt ligger uden for de kalenderår, der er regnet med: ikke målt."))
    return (
        rows.with_columns(state.alias("state"), keep.alias("_keep"), reason.alias("_reason"))
        .filter("_keep")
        .with_columns(
            pl.coalesce("held_out", pl.when(unknown).then(outside), "_reason").alias("held_out"),
            spent.alias("spent"),
        )
    )


def at_from_strict(clock: LevelClock, from_s: pl.Expr, task: Task) -> pl.Expr:
    """Return the count that a due time must pass to lie in the window: the count at its last second before."""
    if task.level.few_cases == "carried_on":
        return clock.count(from_s - 1)
    return clock.count_at(task.part.from_s - 1)


def shown(rows: pl.LazyFrame, table: str, clock: LevelClock, until_s: int) -> pl.DataFrame:
    """Return judged cases as the rows of an outcome, collected.

    Columns: table, id, population, priority, file_no, row_no, start_s, due_s, end_s, paused_s, elapsed_s, limit_s,
    over_s (past the limit, in the level's clock; null when in time), days_commenced, days_completed (null for
    limits in hours), state, held_out.
    """
    due_count = pl.col("count_from") + pl.col("limit") + pl.col("shift")
    late = pl.col("state").is_in(["late", "open_late"])
    reached_s = clock.instant(due_count)
    if "set_due_s" in rows.collect_schema().names():
        unmoved = pl.when(pl.col("shift") == 0).then(pl.col("set_due_s"))
        reached_s = pl.coalesce(unmoved, reached_s)
    found = rows.with_columns(reached_s.alias("due_s"))
    columns: list[pl.Expr | str] = [
        pl.lit(table).alias("table"),
        "id",
        "population",
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
    return collect(found.select(*columns, "state", "held_out"))
