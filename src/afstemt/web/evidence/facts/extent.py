"""How far a delivery's tables reach in time: what tells which periods it is evidence for, without reading it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.evidence.tables import BY_NAME


@dataclass(frozen=True)
class Extent:
    """One table of a delivery.

    Attributes:
        rows: Its rows.
        first, last: The earliest and latest time in it as text that sorts (a whole UTC second, or a date); empty for
            a table without times.
        months: Rows by month, in the contract's zone; by the period that is named for stated figures.
    """

    rows: int
    first: str = ""
    last: str = ""
    months: Mapping[str, int] = ()  # type: ignore[assignment]

    def overlaps(self, other: "Extent") -> bool:
        """Return whether the two share any time."""
        return bool(self.first and other.first) and self.first <= other.last and other.first <= self.last


def time_of(name: str) -> str | None:
    """Return the column in frames that places a table's rows in time: the first that every row has, else the first."""
    columns = [column for column in BY_NAME[name].columns if column.type in ("instant", "date")]
    required = [column for column in columns if column.required]
    found = (required or columns)[:1]
    return found[0].frame_name if found and name != "stated_values" else None


def extents(tables: Mapping[str, pl.LazyFrame], zone: str) -> dict[str, Extent]:
    """Return the extent of each table."""
    return {name: _extent(name, table, zone) for name, table in tables.items()}


def _extent(name: str, table: pl.LazyFrame, zone: str) -> Extent:
    at = time_of(name)
    if at is None:
        period = pl.col("period").fill_null("") if "period" in BY_NAME[name].schema else pl.lit("")
        counted = collect(table.group_by(period.alias("month")).agg(pl.len().alias("rows")))
        return Extent(int(counted["rows"].sum()), months=_months(counted))
    local = (
        pl.col(at)
        if BY_NAME[name].schema[at] == pl.Date
        else pl.from_epoch(at).dt.replace_time_zone("UTC").dt.convert_time_zone(zone)
    )
    counted = collect(
        table.group_by(local.dt.strftime("%Y-%m").fill_null("").alias("month")).agg(
            pl.len().alias("rows"), pl.col(at).min().alias("first"), pl.col(at).max().alias("last")
        )
    )
    return Extent(
        int(counted["rows"].sum()),
        sortable(counted["first"].min()),
        sortable(counted["last"].max()),
        _months(counted),
    )


def _months(counted: pl.DataFrame) -> dict[str, int]:
    return {
        str(month): int(rows) for month, rows in counted.select("month", "rows").sort("month").iter_rows()
    }


def sortable(value: Any) -> str:
    """Return a second or a date as text that sorts as the time does; empty for none."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else f"{value:012d}"


def as_json(found: Mapping[str, Extent]) -> dict[str, Any]:
    """Return plain values."""
    return {name: asdict(one) for name, one in found.items()}


def from_json(said: Mapping[str, Any]) -> dict[str, Extent]:
    """Return the extents of plain values."""
    return {name: Extent(**one) for name, one in said.items()}
