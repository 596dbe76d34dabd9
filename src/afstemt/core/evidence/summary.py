"""What each file became, at a glance: rows, times, the months they fall in, and what stands in the columns that group.

For whoever has just got a folder of exports, before anything is calculated.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from afstemt.core.evidence.column import Column, Table
from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.evidence.names import Standing
from afstemt.core.evidence.tables import TABLES

Standings = Mapping[tuple[str, str], Mapping[str, Standing]]
"""What the terms make of names, by table and column (its name in frames)."""


@dataclass(frozen=True, slots=True)
class Value:
    """One text of a column: how many rows have it, and what the terms make of it where they were asked."""

    text: str
    rows: int
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class ColumnSummary:
    """What stands in a column that rows fall into groups by.

    Attributes:
        values: Each text, the most frequent first.
        silent: Rows without any.
    """

    column: Column
    values: tuple[Value, ...]
    silent: int


@dataclass(frozen=True, slots=True)
class TableSummary:
    """The facts of one table that a file gave.

    Attributes:
        table: The table.
        rows: How many.
        first, last: The earliest and the latest of ``table.time``, UTC seconds; of a day without a time of day, its
            begin as if it were UTC. None where no row has a time.
        months: Rows by calendar month in the zone, as ``2026-10``, in order.
        untimed: Rows without a time.
        columns: Those that any row says something in, in the table's order.
    """

    table: Table
    rows: int
    first: int | None
    last: int | None
    months: tuple[tuple[str, int], ...]
    untimed: int
    columns: tuple[ColumnSummary, ...]


def summaries(
    evidence: Evidence, zone: str, standings: Standings | None = None
) -> dict[int, tuple[TableSummary, ...]]:
    """Return what each file (its place in ``evidence.files``) became, by table in the order of the tables.

    Args:
        evidence: All facts.
        zone: Whose calendar months rows are counted in.
        standings: What the terms make of names; None where they were not asked.
    """
    found: dict[int, list[TableSummary]] = {}
    for table in TABLES:
        if evidence.has(table.name):
            for file_no, one in _of_table(evidence, table, zone, standings or {}):
                found.setdefault(file_no, []).append(one)
    return {file_no: tuple(tables) for file_no, tables in found.items()}


def _of_table(
    evidence: Evidence, table: Table, zone: str, standings: Standings
) -> Iterator[tuple[int, TableSummary]]:
    rows = evidence.table(table.name)
    time = _seconds(table)
    by_month = collect(
        rows.filter(pl.col("file_no").is_not_null())
        .select("file_no", time.alias("time"), _month(time, table, zone).alias("month"))
        .group_by("file_no", "month")
        .agg(pl.len().alias("rows"), pl.col("time").min().alias("first"), pl.col("time").max().alias("last"))
        .sort("file_no", "month")
    )
    columns = [(column, _counts(rows, column)) for column in table.columns if column.groups]
    for (file_no,), months in by_month.group_by("file_no", maintain_order=True):
        timed = months.filter(pl.col("month").is_not_null())
        delivered = _columns_of(evidence, int(file_no), table)
        own = (
            _column(column, file_no, counts, table, standings)
            for column, counts in columns
            if column.frame_name in delivered
        )
        yield (
            int(file_no),
            TableSummary(
                table,
                int(months["rows"].sum()),
                timed["first"].min(),  # type: ignore[arg-type]
                timed["last"].max(),  # type: ignore[arg-type]
                tuple(
                    (f"{month // 100}-{month % 100:02}", rows)
                    for month, rows in timed.select("month", "rows").iter_rows()
                ),
                int(months["rows"].sum()) - int(timed["rows"].sum()),
                tuple(each for each in own if each.values),
            ),
        )


def _columns_of(evidence: Evidence, file_no: int, table: Table) -> Collection[str]:
    """Return the table's columns that a file has, as in frames: a default that no row says is none; all if unknown."""
    known = evidence.exports[file_no].columns if file_no < len(evidence.exports) else {}
    return known.get(table.name, tuple(table.schema))


def _seconds(table: Table) -> pl.Expr:
    if table.time is None:
        return pl.lit(None, pl.Int64)
    time = pl.col(table.time.frame_name)
    return time.cast(pl.Datetime("ms")).dt.epoch("s") if table.time.type == "date" else time


def _month(time: pl.Expr, table: Table, zone: str) -> pl.Expr:
    """Return the calendar month of the seconds as a number: 202610."""
    wall = pl.from_epoch(time, "s")
    if table.time is not None and table.time.type == "instant":
        wall = wall.dt.replace_time_zone("UTC").dt.convert_time_zone(zone)
    return wall.dt.year() * 100 + wall.dt.month()


def _counts(rows: pl.LazyFrame, column: Column) -> pl.DataFrame:
    """Return the rows of each file by the column's text: file_no, text (null where it says nothing), rows."""
    text = pl.col(column.frame_name).cast(pl.String)
    said = rows.select("file_no", text.alias("text"))
    if column.several:
        parts = pl.col("text").str.replace_all(";", ",").str.split(",")
        said = said.with_columns(parts).explode("text").with_columns(pl.col("text").str.strip_chars())
    return collect(
        said.group_by("file_no", "text")
        .agg(pl.len().alias("rows"))
        .sort("file_no", "rows", "text", descending=[False, True, False])
    )


def _column(
    column: Column, file_no: object, counts: pl.DataFrame, table: Table, standings: Standings
) -> ColumnSummary:
    own = counts.filter(pl.col("file_no") == file_no)
    silent = own.filter(pl.col("text").is_null() | (pl.col("text") == ""))
    told = standings.get((table.name, column.frame_name), {})
    said = own.filter(pl.col("text").is_not_null() & (pl.col("text") != ""))
    values = (Value(text, rows, told.get(text)) for text, rows in said.select("text", "rows").iter_rows())
    return ColumnSummary(column, tuple(values), int(silent["rows"].sum()))
