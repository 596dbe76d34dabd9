"""A series of measurements through the hour that occurs twice: the order of its rows in the file says which pass it is.

Where a service's times go 02:50, 02:55, 02:00 the clock was turned back between the last two. A file with the newest
row first tells it the other way round; one in order of local time has the two of each time beside each other.
"""

import polars as pl

from afstemt.core.evidence.column import Table

_TIME = "at_s"


def by_series(columns: pl.DataFrame, bounds: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Return ``bounds`` with each time that a series' order tells as the one of the two that it is.

    Args:
        columns: The table's columns with ``row_no``, in the order of the file.
        bounds: Times that occur twice: row_no, text, low, high. Where the two are alike it is told already.
        table: A table of series; another one's bounds are left as they are.
    """
    if not table.series or bounds.is_empty() or _TIME not in columns.columns:
        return bounds
    key = [name for name in _series_of(table) if name in columns.columns]
    rows = bounds.join(columns.select("row_no", *key), on="row_no", how="left", maintain_order="left")
    rows = rows.sort("row_no").join(_directions(columns, rows, key), on=key, how="left", nulls_equal=True)
    step = pl.col("low").diff().over(key)
    turns = pl.when("ascending").then(step < 0).otherwise(step > 0).fill_null(value=False)
    rows = rows.with_columns(turns.alias("turns"), (step == 0).fill_null(value=False).alias("again"))
    turned = pl.col("turns").cast(pl.Int64)
    told = pl.col("ascending").is_not_null() & (turned.sum().over(key) == 1)
    second = turned.cum_sum().over(key) == pl.when("ascending").then(1).otherwise(0)
    times = pl.len().over(*key, "low")
    paired = (turned.sum().over(key) == 0) & (times.min().over(key) == 2) & (times.max().over(key) == 2)
    descending = ~pl.col("ascending").fill_null(value=True)
    pair_second = pl.col("again") ^ descending
    late = pl.when(told).then(second).when(paired).then(pair_second)
    open_ = pl.col("low") != pl.col("high")
    rows = rows.with_columns(
        pl.when(open_ & late).then("high").otherwise("low").alias("low"),
        pl.when(open_ & ~late).then("low").otherwise("high").alias("high"),
    )
    return bounds.select("row_no", "text").join(
        rows.select("row_no", "low", "high"), on="row_no", how="left", maintain_order="left"
    )


def _series_of(table: Table) -> list[str]:
    """Return what rows of one series have in common, by the columns in frames."""
    names = dict.fromkeys((*table.series, *table.identities[0]))
    return [table.column(name).frame_name for name in names if table.column(name).type != "instant"]


def _directions(columns: pl.DataFrame, rows: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """Return whether each series has its oldest row first; null where it does not tell."""
    own = columns.join(rows.select(key).unique(), on=key, how="semi", nulls_equal=True).drop_nulls(_TIME)
    ends = own.group_by(key).agg(pl.col(_TIME).first().alias("first"), pl.col(_TIME).last().alias("last"))
    rises = pl.when(pl.col("first") != pl.col("last")).then(pl.col("first") < pl.col("last"))
    return ends.select(*key, rises.alias("ascending"))
