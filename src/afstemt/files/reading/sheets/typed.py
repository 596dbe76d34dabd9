"""Columns that already have types (Parquet): as text for the common path, or trusted as they are and left on disk.

A large file of checks, usage or outages in Afstemt's own columns and types is not copied: it stays a lazy scan,
held against the table by streaming sums, and only its faulty rows are read to be named.
"""

from dataclasses import dataclass
from pathlib import Path

import polars as pl
from polars.datatypes import DataType

from afstemt.core.evidence.column import Column, Table
from afstemt.core.evidence.tables import BY_NAME
from afstemt.files.reading.sheets.finding import Unreadable
from afstemt.files.reading.sheets.personal import has_cpr

TRUSTED = frozenset({"checks", "usage", "outages"})
"""Tables without a key, so that no two rows need to be compared."""
ENOUGH_ROWS = 100_000
_EARLIEST, _LATEST = 0, 4_102_444_800
_TEXTS = (pl.String, pl.Categorical, pl.Enum)


def as_text(name: str, dtype: DataType) -> pl.Expr:
    """Return the column as text that cannot be misread.

    Raises:
        Unreadable: ``bad-column-type``.
    """
    column = pl.col(name)
    if isinstance(dtype, pl.Datetime):
        if dtype.time_zone:
            return column.dt.convert_time_zone("UTC").dt.to_string("%Y-%m-%dT%H:%M:%SZ")
        return column.dt.to_string("%Y-%m-%d %H:%M:%S")
    if dtype == pl.Date:
        return column.dt.to_string("%Y-%m-%d")
    if dtype == pl.Time:
        return column.dt.to_string("%H:%M:%S")
    if isinstance(dtype, pl.Duration):
        return (column.dt.total_milliseconds() / 1000).cast(pl.String)
    if dtype.is_float() or isinstance(dtype, pl.Decimal):
        text = column.cast(pl.String)
        return text.str.replace(r"\.0$", "").str.replace(r"(\.\d{3})$", "${1}0")
    if dtype.is_integer() or dtype == pl.Boolean or isinstance(dtype, _TEXTS) or dtype == pl.Null:
        return column.cast(pl.String)
    if isinstance(dtype, pl.List) and dtype.inner == pl.String:
        return column.list.join(", ")
    raise Unreadable(
        "bad-column-type", column=name, type=str(dtype), expected="String, Int64, Datetime, Boolean"
    )


@dataclass(frozen=True)
class Trusted:
    """A Parquet file whose columns have the types of its table."""

    path: Path
    table: Table
    columns: dict[str, str]
    """Column in the file by frame name."""

    def scan(self, good: bool | None = True) -> pl.LazyFrame:
        """Return the table lazily, less ``file_no``: its good rows, its faulty ones, or all for None."""
        scanned = pl.scan_parquet(self.path, row_index_name="row_no", row_index_offset=1, glob=False)
        types = dict(scanned.collect_schema())
        frame = scanned.select(
            *(self._typed(column, types) for column in self.table.columns), pl.col("row_no").cast(pl.Int64)
        )
        if good is None:
            return frame
        return frame.filter(self.good() if good else ~self.good())

    def _typed(self, column: Column, types: dict[str, DataType]) -> pl.Expr:
        name = self.columns.get(column.frame_name)
        if name is None:
            return pl.lit(column.default, column.dtype).alias(column.frame_name)
        value = pl.col(name)
        if isinstance(types[name], pl.Datetime):
            value = value.dt.epoch("s")
        value = value.cast(column.dtype)
        if column.default is not None:
            value = value.fill_null(column.default)
        return value.alias(column.frame_name)

    def has(self, names: frozenset[str]) -> bool:
        """Return whether all these columns of the file are called as the table calls them."""
        return names <= {name for column in self.table.columns for name in (column.name, column.frame_name)}

    def must_be_read(self) -> bool:
        """Return whether a text holds a CPR number, is empty or has blanks around it; each text is looked at once."""
        for column in self.table.columns:
            if column.type in ("text", "choice") and column.frame_name in self.columns:
                texts = self.scan(None).select(pl.col(column.frame_name).unique()).collect(engine="streaming")
                text = texts.to_series()
                if (has_cpr(text) | (text != text.str.strip_chars()) | (text == "")).any():
                    return True
        return False

    def faulty(self) -> pl.DataFrame:
        """Return the faulty rows as text, as any file has them, with ``row_no``."""
        rows = self.scan(good=False).collect(engine="streaming")
        text = (
            self._moment(name) if self._is_moment(name) else as_text(name, dtype).alias(name)
            for name, dtype in rows.schema.items()
        )
        return rows.select(text).with_columns(rows["row_no"])

    def _is_moment(self, name: str) -> bool:
        """Return whether a column in frames is a time that the file has not as seconds."""
        return self.columns.get(name, name) != name

    def _moment(self, name: str) -> pl.Expr:
        return pl.from_epoch(name).dt.to_string("%Y-%m-%dT%H:%M:%SZ").alias(name)

    def good(self) -> pl.Expr:
        """Return whether a row keeps every rule of the table."""
        rules: list[pl.Expr] = []
        for column in self.table.columns:
            value = pl.col(column.frame_name)
            if column.required:
                rules.append(value.is_not_null())
            if column.type == "instant":
                rules.append(value.is_between(_EARLIEST, _LATEST, closed="left").fill_null(True))
            if column.least is not None:
                rules.append((_number(column, value) >= column.least).fill_null(True))
            if column.most is not None:
                rules.append((_number(column, value) <= column.most).fill_null(True))
            if column.choices:
                rules.append(value.is_in(column.choices).fill_null(True))
        for begin, end in self.table.intervals:
            first, last = self.table.column(begin).frame_name, self.table.column(end).frame_name
            rules.append((pl.col(last) > pl.col(first)).fill_null(True))
        return pl.all_horizontal(rules)


def trusted(path: Path, table: Table) -> Trusted | None:
    """Return the file as trusted when it is large, has no key, and each column has the table's type; else None."""
    if table.name not in TRUSTED:
        return None
    types = dict(pl.scan_parquet(path, glob=False).collect_schema())
    columns = {}
    for column in table.columns:
        name = column.frame_name if column.frame_name in types else column.name
        if name in types:
            if not _fits(column, types[name], name):
                return None
            columns[column.frame_name] = name
        elif column.required:
            return None
    if int(pl.scan_parquet(path, glob=False).select(pl.len()).collect().item()) < ENOUGH_ROWS:
        return None
    return Trusted(path, table, columns)


def _fits(column: Column, dtype: DataType, name: str) -> bool:
    if column.type == "instant":
        aware = isinstance(dtype, pl.Datetime) and dtype.time_zone is not None
        return aware or (name == column.frame_name and dtype.is_integer())
    if column.type in ("integer", "duration", "boolean", "date"):
        whole = column.type in ("integer", "duration")
        return dtype == column.dtype or (whole and dtype.is_integer())
    if column.type == "decimal":  # as text it could be written in any way, so it is read
        return dtype.is_integer()
    return isinstance(dtype, _TEXTS)


def _number(column: Column, value: pl.Expr) -> pl.Expr:
    return value.cast(pl.Int128) if column.type == "decimal" else value


def scan_table(path: Path, name: str) -> pl.LazyFrame:
    """Return the good rows of a file that the child found trusted.

    Raises:
        ValueError: It is trusted no longer: the file was changed meanwhile.
    """
    found = trusted(path, BY_NAME[name])
    if found is None:
        raise ValueError(f"{path.name} was changed while it was read")
    return found.scan()
