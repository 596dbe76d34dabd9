"""What a later export no longer has: rows that it ought to have, and windows that it has at another time."""

import polars as pl

from afstemt.core.evidence.column import Column, Table
from afstemt.core.evidence.export import ORDER, UPDATED
from afstemt.core.evidence.ticket_state import over

_OWN = ("file_no", "row_no")
_LATEST = (1 << 62) - 1
_APART = 31 * 86_400
"""Seconds. Files are cut by month: one that has no row for longer than the longest month is of no time in between."""


def _later(rows: pl.DataFrame, files: pl.DataFrame) -> pl.DataFrame:
    """Return every two sources of which one is known to be the later: source, later."""
    told = [UPDATED, *ORDER]
    updated = rows.group_by("source").agg(pl.col(UPDATED).max())
    one = files.group_by("source").agg(pl.col(ORDER).max()).join(updated, on="source", how="left")
    both = one.join(one, how="cross", suffix=" later").filter(pl.col("source") != pl.col("source later"))
    after, open_ = pl.lit(value=False), pl.lit(value=True)
    for name in told:
        mine, theirs = pl.col(name), pl.col(f"{name} later")
        after = after | (open_ & (theirs > mine).fill_null(value=False))
        open_ = open_ & (mine.eq(theirs) | mine.is_null() | theirs.is_null()).fill_null(value=True)
    return both.filter(after).select("source", pl.col("source later").alias("later"))


def absent(
    table: Table,
    standing: pl.DataFrame,
    rows: pl.DataFrame,
    shared: pl.DataFrame,
    files: pl.DataFrame,
    keys: list[str],
    tickets: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Return the rows that a later export ought to have and has not, with ``later_file_no``.

    A later export ought to have a row when it has others of the same earlier export and covers the row:

    - It covers the time from its first row (of the same series, where the table has such) to the last time that it or
      its name tells. Plans are no such time: of what may lie ahead it covers no more than it has of the earlier export.
    - What was over before all that it has was over is not expected: a list of what is open, or was in the month, no
      longer has it. So one old row that is still open in a month's file does not make it one of the months between.
    - Between rows of a moment that are more than a month apart it covers only what lies among those of the earlier.
    - What hangs on a ticket it covers where it tells of the ticket, from its first row of it; or where the tickets that
      came with it have it.

    Args:
        standing: The rows that stand.
        rows: All rows.
        shared: Of these, those that several exports have, with ``_step``.
        files: The exports, as ``facts_of`` has them.
        tickets: Which tickets came when: occasion, id. None where nobody knows.
    """
    when = table.time
    if when is None or shared.is_empty():
        return _nothing(standing)
    at = _seconds(when)
    pairs = _pairs(shared.with_columns(at.alias("_at")), keys).join(
        _later(rows, files), on=["source", "later"], how="semi"
    )
    known = rows.select(*keys, pl.col("source").alias("later")).unique()
    found = (
        standing.with_columns(at.alias("_at"), ended(table).alias("_ended"))
        .filter(pl.col("_at").is_not_null())
        .join(pairs, on="source")
        .join(known, on=[*keys, "later"], how="anti", nulls_equal=True)
    )
    found = found.filter(~is_done(table))
    found = _within(table, found, rows.with_columns(at.alias("_at")), files)
    if table.ticket:
        found = _of_ticket(table, found, rows.with_columns(at.alias("_at")), files, tickets)
    elif not (table.ends or table.state):
        found = _among(table, found, rows.with_columns(at.alias("_at")))
    numbers = files.group_by(pl.col("source").alias("later")).agg(
        pl.col("file_no").min().alias("later_file_no")
    )
    found = found.join(numbers, on="later", maintain_order="left")
    return found.unique(_OWN, keep="first", maintain_order=True).select(*standing.columns, "later_file_no")


def _nothing(standing: pl.DataFrame) -> pl.DataFrame:
    return standing.clear().with_columns(pl.lit(None, pl.Int32).alias("later_file_no"))


def _pairs(shared: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Return each export with the next of the same things: source, later, and _from and _to of what both have."""
    follows = shared.group_by(*keys, "source", "_step").agg(pl.col("_at").min())
    after = follows.select(*keys, pl.col("source").alias("later"), pl.col("_step") - 1)
    return (
        follows.join(after, on=[*keys, "_step"], nulls_equal=True)
        .group_by("source", "later")
        .agg(pl.col("_at").min().alias("_from"), pl.col("_at").max().alias("_to"))
    )


def _within(table: Table, found: pl.DataFrame, rows: pl.DataFrame, files: pl.DataFrame) -> pl.DataFrame:
    """Return the rows in the time that the later export covers, of things that were not over before."""
    series = [table.column(name).frame_name for name in table.series]
    assert table.time is not None
    happened = [_seconds(column) for column in table.columns if column.is_time and not column.ahead]
    told = pl.max_horizontal(
        pl.col("_at") if series else pl.lit(None, pl.Int64), *([] if series else happened)
    )
    spans = rows.group_by("source", *series).agg(
        pl.col("_at").min().alias("_first"), told.max().alias("_last"), ended(table).min().alias("_active")
    )
    until = (
        rows.group_by("source")
        .agg(pl.col(UPDATED).max())
        .join(files.group_by("source").agg(pl.col("taken_s").max()), on="source")
        .select(pl.col("source").alias("later"), pl.max_horizontal(UPDATED, "taken_s").alias("_until"))
    )
    placed = found.join(
        spans.rename({"source": "later"}), on=["later", *series], nulls_equal=True, maintain_order="left"
    ).join(until, on="later", maintain_order="left")
    last = pl.col("_last")
    if not series:
        last = pl.max_horizontal(last, "_until", *(["_to"] if table.time.ahead else []))
    return placed.filter(
        (pl.col("_at") >= pl.col("_first"))
        & (pl.col("_at") <= last)
        & (pl.col("_ended") >= pl.col("_active"))
    )


def _among(table: Table, found: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows, without those between two rows of the later export that are too far apart to cover them."""
    series = [table.column(name).frame_name for name in table.series]
    times = rows.filter(pl.col("_at").is_not_null()).select(*series, pl.col("source").alias("later"), "_at")
    by, found = ["later", *series], found.sort("_at")
    before = times.with_columns(pl.col("_at").alias("_before")).sort("_at")
    after = times.with_columns(pl.col("_at").alias("_after")).sort("_at")
    found = found.join_asof(before, on="_at", by=by, strategy="backward", check_sortedness=False)
    found = found.join_asof(after, on="_at", by=by, strategy="forward", check_sortedness=False)
    near = (pl.col("_after") - pl.col("_before") <= _APART).fill_null(value=True)
    return found.filter(near | pl.col("_at").is_between("_from", "_to")).sort(_OWN)


def _of_ticket(
    table: Table, found: pl.DataFrame, rows: pl.DataFrame, files: pl.DataFrame, tickets: pl.DataFrame | None
) -> pl.DataFrame:
    """Return the rows of whose ticket the later export tells, from then on, or has the ticket."""
    ticket = table.column(table.ticket).frame_name
    first = rows.group_by(pl.col("source").alias("later"), ticket).agg(pl.col("_at").min().alias("_told"))
    found = found.join(first, on=["later", ticket], how="left", maintain_order="left")
    tells = (pl.col("_told") <= pl.col("_at")).fill_null(value=False)
    if tickets is None:
        return found.filter(tells)
    came = (
        files.select(pl.col("source").alias("later"), "occasion")
        .unique()
        .join(tickets, on="occasion")
        .select("later", pl.col("id").alias(ticket), pl.lit(value=True).alias("_came"))
        .unique()
    )
    found = found.join(came, on=["later", ticket], how="left", maintain_order="left")
    return found.filter(tells | pl.col("_came").fill_null(value=False))


def _seconds(column: Column) -> pl.Expr:
    """Return a time in UTC seconds; a day is its begin."""
    return pl.col(column.frame_name).cast(pl.Int64) * (86_400 if column.type == "date" else 1)


def is_done(table: Table) -> pl.Expr:
    """Return whether a row's state says that its thing is over, where no time does."""
    if not table.state:
        return pl.lit(value=False)
    return over(pl.col(table.column(table.state).frame_name)).fill_null(value=False)


def ended(table: Table) -> pl.Expr:
    """Return when a row's thing was over, in seconds; without end while it is not, and of what is of a moment."""
    if not table.ends:
        return pl.lit(_LATEST, pl.Int64)
    return pl.max_horizontal(_seconds(table.column(name)) for name in table.ends).fill_null(_LATEST)


def moved(
    table: Table, standing: pl.DataFrame, rows: pl.DataFrame, files: pl.DataFrame, keys: list[str]
) -> pl.DataFrame:
    """Return the windows that a later export has at another time, with into_file_no and into_row_no.

    A window is moved when a later export lacks it and has one, which the earlier lacks, of the same that overlaps it.
    """
    into = (pl.lit(None, pl.Int32).alias("into_file_no"), pl.lit(None, pl.Int64).alias("into_row_no"))
    if not table.moves:
        return standing.clear().with_columns(*into)
    thing = [table.column(name).frame_name for name in table.moves]
    begin, end = (table.column(name).frame_name for name in table.intervals[0])
    sources = rows.select(*keys, "source").unique()
    known = sources.rename({"source": "later"})
    new = standing.select(
        *thing,
        *keys,
        pl.col("source").alias("later"),
        pl.col(begin).alias("_from"),
        pl.col(end).fill_null(_LATEST).alias("_to"),
        pl.col("file_no").alias("into_file_no"),
        pl.col("row_no").alias("into_row_no"),
    ).rename({name: f"{name} new" for name in keys})
    pairs = (
        standing.join(_later(rows, files), on="source")
        .join(known, on=[*keys, "later"], how="anti", nulls_equal=True)
        .join(new, on=[*thing, "later"], nulls_equal=True)
        .filter((pl.col("_from") < pl.col(end).fill_null(_LATEST)) & (pl.col(begin) < pl.col("_to")))
    )
    seen = sources.rename({name: f"{name} new" for name in keys})
    pairs = pairs.join(seen, on=[*(f"{name} new" for name in keys), "source"], how="anti", nulls_equal=True)
    return pairs.unique([*_OWN, *keys], keep="first", maintain_order=True).select(
        *standing.columns, "into_file_no", "into_row_no"
    )
