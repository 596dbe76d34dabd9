"""The synthetic rows as facts in memory, as a reader makes them of the files."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal

import polars as pl

from afstemt.core.evidence.column import Column
from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.tables import BY_NAME
from afstemt.files.demo.tables import Cell, Export


def evidence(exports: Iterable[Export], checks: pl.DataFrame) -> Evidence:
    """Return the facts of one month's exports; planted faults (raw lines) are not among them.

    ``checks`` has columns service, at (text with offset), ok, response_ms.
    """
    tables = {export.table: _frame(export) for export in exports if export.rows}
    at = pl.col("at").str.to_datetime("%Y-%m-%dT%H:%M:%S%:z", time_unit="ms")
    tables["checks"] = (
        checks.lazy()
        .select("service", at.dt.epoch("s").cast(pl.Int64).alias("at_s"), "ok", "response_ms")
        .with_columns(
            pl.lit(None, pl.String).alias("system"),
            pl.lit(0, pl.Int32).alias("file_no"),
            pl.int_range(2, pl.len() + 2, dtype=pl.Int64).alias("row_no"),
        )
        .select(list(BY_NAME["checks"].schema))
    )
    return Evidence(tables)


def _frame(export: Export) -> pl.LazyFrame:
    table = BY_NAME[export.table]
    columns: dict[str, list[object]] = {
        column.frame_name: [_value(column, row.get(column.name)) for row in export.rows]
        for column in table.columns
    }
    columns["file_no"] = [0] * len(export.rows)
    columns["row_no"] = list(range(2, len(export.rows) + 2))
    return pl.LazyFrame(columns, schema=table.schema)


def _value(column: Column, cell: Cell) -> object:
    if cell is None:
        return column.default
    match column.type:
        case "instant":
            assert isinstance(cell, datetime)
            return int(cell.astimezone(UTC).timestamp())
        case "date":
            assert isinstance(cell, date)
            return cell
        case "decimal":
            return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
        case "integer" | "duration" | "boolean":
            return cell
        case _:
            return str(cell)
