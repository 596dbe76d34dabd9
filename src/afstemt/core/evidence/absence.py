"""What a later export no longer has: rows that it ought to have, and windows that it has at another time."""

import polars as pl

from afstemt.core.evidence.column import Table
from afstemt.core.evidence.export import ORDER, UPDATED

_OWN = ("file_no", "row_no")
_LATEST = (1 << 62) - 1


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
) -> pl.DataFrame:
    """Return the rows that a later export ought to have and has not, with ``later_file_no``.

    A later export ought to have a row when it has others of the same earlier export, and the row's time lies within
    the time that it covers: from its first row (of the same series, where the table has such) to the last time that
    it or its name tells. Of tickets that have ended, one that ended before all of the later export's did is not
    expected: a list of what is open, or was in the month, no longer has it.

    Args:
        standing: The rows that stand.
        rows: All rows.
        shared: Of these, those that several exports have, with ``_step``.
    """
    when = table.time
    if when is None or shared.is_empty():
        return standing.clear().with_columns(pl.lit(None, pl.Int32).alias("later_file_no"))
    at = pl.col(when.frame_name).cast(pl.Int64) * (86_400 if when.type == "date" else 1)
    follows = shared.select(*keys, "source", "_step").unique()
    pairs = (
        follows.join(
            follows.with_columns(pl.col("_step") - 1).rename({"source": "later"}),
            on=[*keys, "_step"],
            nulls_equal=True,
        )
        .select("source", "later")
        .unique()
        .join(_later(rows, files), on=["source", "later"], how="semi")
    )
    series = [table.column(name).frame_name for name in table.series]
    ends = [table.column(end).frame_name for _begin, end in table.intervals]
    last = pl.max_horizontal(at, *ends)
    spans = rows.group_by("source", *series).agg(
        at.min().alias("_first"), last.max().alias("_last"), _ended(table).min().alias("_active")
    )
    until = (
        rows.group_by("source")
        .agg(pl.col(UPDATED).max())
        .join(files.group_by("source").agg(pl.col("taken_s").max(), pl.col("file_no").min()), on="source")
        .select(
            pl.col("source").alias("later"),
            pl.col("file_no").alias("later_file_no"),
            pl.max_horizontal(UPDATED, "taken_s").alias("_until"),
        )
    )
    spans = spans.rename({"source": "later"}).join(until, on="later")
    if not series:
        spans = spans.with_columns(pl.max_horizontal("_last", "_until").alias("_last"))
    covered = (
        standing.with_columns(_ended(table).alias("_ended"), at.alias("_at"))
        .join(pairs, on="source")
        .join(spans, on=["later", *series], nulls_equal=True)
        .filter(pl.col("_at").is_between("_first", "_last") & (pl.col("_ended") >= pl.col("_active")))
    )
    known = rows.select(*keys, pl.col("source").alias("later")).unique()
    gone = covered.join(known, on=[*keys, "later"], how="anti", nulls_equal=True)
    return gone.unique(_OWN, keep="first", maintain_order=True).select(*standing.columns, "later_file_no")


def _ended(table: Table) -> pl.Expr:
    """Return when a ticket was resolved or closed, in seconds; without end while it is neither, and for other rows."""
    if not table.key or not table.intervals:
        return pl.lit(_LATEST, pl.Int64)
    resolved, closed = (table.column(table.intervals[place][1]).frame_name for place in (0, -1))
    return pl.max_horizontal(resolved, closed).fill_null(_LATEST)


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
