"""Which rows of a table can be of a stretch of time, by what they say of their own time."""

import polars as pl

from afstemt.core.evidence.column import Table
from afstemt.core.units.period import Period, month, next_month, quarter


def within(table: Table, reach: Period) -> pl.Expr:
    """Return whether a row can be of the reach; one whose time is not known can.

    A row with a beginning and an end is outside when it begins after the reach, or ended with all its times before it.
    A row with a period is of that period; one of no time at all is of any.
    """
    names = [column.frame_name for column in table.columns if column.type == "instant"]
    if not names and "period" in table.schema:
        return pl.col("period").fill_null("").is_in(["", *_codes(reach)])
    if not names:
        return pl.lit(value=True)
    first, last = names[0], names[-1]
    if table.intervals:
        first, last = (table.column(name).frame_name for name in table.intervals[0])
    over = pl.col(last).is_not_null() & (pl.max_horizontal(names) < reach.from_s)
    return ~((pl.col(first) >= reach.to_s) | over).fill_null(value=False)


def _codes(reach: Period) -> set[str]:
    """Return what the reach, its months and its quarters are called."""
    codes, day = {reach.code}, reach.first
    while day < reach.end:
        codes |= {month(day, reach.zone).code, quarter(day, reach.zone).code}
        day = next_month(day)
    return codes
