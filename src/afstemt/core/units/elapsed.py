"""Elapsed service time, and its inverse: when a limit is reached. Vectorised over whole tables.

Two functions tie time to service time: ``open_before`` counts the open seconds before an instant,
``reached`` finds the earliest instant at which so many have passed. The rest is subtraction. Both look up
by position (the day, or an equal share of the running total), so no join, sort or window is made; an
instant that the calendar does not know gives null, and the caller says so by name.
"""

import polars as pl

from afstemt.core.units.hours import DAY, Calendar

IntoExpr = pl.Expr | str


def _expr(column: IntoExpr) -> pl.Expr:
    return pl.col(column) if isinstance(column, str) else column


def _at(values: pl.Series, position: pl.Expr) -> pl.Expr:
    return pl.lit(values).gather(position, null_on_oob=True)


def day_position(instant: IntoExpr, calendar: Calendar) -> pl.Expr:
    """Return the row of the instant's UTC day in ``calendar.days`` (UInt32); null before the first day."""
    return (_expr(instant) // DAY - calendar.first_day).cast(pl.UInt32, strict=False)


def in_days(instant: IntoExpr, calendar: Calendar) -> pl.Expr:
    """Return whether the instant is in one of the calendar's days, so that ``open_before`` tells of it."""
    return _expr(instant).is_between(calendar.from_s, calendar.to_s, closed="left").fill_null(value=False)


def open_before(instant: IntoExpr, calendar: Calendar, position: IntoExpr | None = None) -> pl.Expr:
    """Return the open seconds from the calendar's first day to the instant (Int64).

    Null where the instant is null or outside the calendar.

    Args:
        instant: UTC seconds.
        calendar: The service hours.
        position: Its ``day_position``, where a large table has it in a column already.
    """
    second = _expr(instant)
    days = calendar.days
    position = day_position(second, calendar) if position is None else _expr(position)
    passed = _at(days["open_before"], position)
    for k in range(1, calendar.spells + 1):
        start, end = days[f"start_{k}"], days[f"end_{k}"]
        passed = passed + (second - _at(start, position)).clip(0, _at(end - start, position))
    return passed


def reached(open_seconds: IntoExpr, calendar: Calendar) -> pl.Expr:
    """Return the earliest instant before which ``open_seconds`` have passed since the calendar's first day.

    The inverse of ``open_before``: of several instants with the same count (a night, a weekend) it is the
    first, so a limit that is reached exactly at closing is reached at closing, not at the next opening.
    Null for a count that the calendar does not reach, and for zero or less.
    """
    count = _expr(open_seconds)
    within = (count > 0) & (count <= calendar.total)
    if calendar.slots is None:
        spells = calendar.open_spells
        if spells.is_empty():
            return pl.lit(None, dtype=pl.Int64)
        position = pl.lit(spells["open_before"]).search_sorted(count, side="left") - 1
        found = count + _at(spells["start_s"] - spells["open_before"], position.cast(pl.UInt32, strict=False))
    else:
        size, table = calendar.slots
        position = ((count - 1) // size).cast(pl.UInt32, strict=False)
        found = count + pl.when(count > _at(table["boundary"], position)).then(
            _at(table["closed_high"], position)
        ).otherwise(_at(table["closed_low"], position))
    return pl.when(within).then(found)


def next_open_at(instant: IntoExpr, calendar: Calendar) -> pl.Expr:
    """Return the instant itself while open, else the next opening; null outside the calendar."""
    return reached(open_before(instant, calendar) + 1, calendar) - 1


def open_before_at(second: int, calendar: Calendar) -> int:
    """Return the open seconds before one instant; instants outside the calendar count as its edge."""
    spells = calendar.open_spells
    passed = (pl.lit(second) - pl.col("start_s")).clip(0, pl.col("end_s") - pl.col("start_s"))
    return int(spells.select(passed.sum()).item())


def due_working_days(begin: IntoExpr, days: IntoExpr, calendar: Calendar) -> pl.Expr:
    """Return the closing time of the ``days``-th working day after the day in which time begins to run.

    The day of ``begin`` is day 0. A case that comes in outside hours begins at the next opening: after
    closing on Tuesday, Wednesday is day 0. Null where the calendar does not reach.

    Args:
        begin: Instant at which time begins to run, in open time (``next_open_at``).
        days: Number of working days; null gives null.
        calendar: Its days with open time are the working days.
    """
    working = calendar.working_days
    number = pl.lit(working["open_s"]).search_sorted(_expr(begin), side="right").cast(pl.Int64) - 1
    known = _expr(begin).is_not_null() & _expr(days).is_not_null()
    return pl.when(known).then(_at(working["close_s"], (number + _expr(days)).cast(pl.UInt32, strict=False)))


def working_days_over(due_s: IntoExpr, end_s: IntoExpr, calendar: Calendar) -> tuple[pl.Expr, pl.Expr]:
    """Return (commenced, completed) working days between a due time and an end after it (Int64).

    Commenced: working days with hours between the two, the first and the last included however short.
    Completed: working days whose whole hours, first opening to last closing, lie between the two.
    """

    def opened(instant: IntoExpr) -> pl.Expr:
        found = pl.lit(calendar.working_days["open_s"]).search_sorted(_expr(instant), side="left")
        return found.cast(pl.Int64)

    def closed(instant: IntoExpr) -> pl.Expr:
        found = pl.lit(calendar.working_days["close_s"]).search_sorted(_expr(instant), side="right")
        return found.cast(pl.Int64)

    commenced = (opened(end_s) - closed(due_s)).clip(0)
    return commenced, (closed(end_s) - opened(due_s)).clip(0)
