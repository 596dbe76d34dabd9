"""Appendices: all rows behind a section, with their file and row, never cut."""

from collections.abc import Mapping, Sequence

import polars as pl

from afstemt.core.evidence.column import Column
from afstemt.core.evidence.evidence import collect
from afstemt.core.evidence.tables import BY_NAME, TABLES
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.report.blocks import Appendix, AppendixColumn, CellType
from afstemt.core.report.headings import heading
from afstemt.core.report.month import Month
from afstemt.core.report.words import row_state_word, table_word
from afstemt.core.units.wording import _


def _files(month: Month) -> Mapping[int, str]:
    return {number: file.name for number, file in enumerate(month.evidence.files)}


def with_source(month: Month, frame: pl.LazyFrame, columns: Sequence[str]) -> pl.LazyFrame:
    """Return the frame with the file's name and row where it has them."""
    found = []
    if "file_no" in columns:
        names = _files(month)
        found.append(
            pl.col("file_no")
            .replace_strict(list(names), list(names.values()), default=None, return_dtype=pl.String)
            .alias("source_file")
            if names
            else pl.lit(None, pl.String).alias("source_file")
        )
    if "row_no" in columns:
        found.append(pl.col("row_no").cast(pl.Int64).alias("source_row"))
    return frame.with_columns(found)


def of_table(
    month: Month,
    id: str,  # noqa: A002
    title: str,
    table: str,
    frame: pl.LazyFrame,
    order: Sequence[str],
    note: str = "",
) -> Appendix:
    """Return the table's rows in ``frame`` with every column that is filled, its file and row last.

    Args:
        month: Gives the files' names.
        id: Stable name of the appendix.
        title: Its heading.
        table: The fact table whose columns ``frame`` has.
        frame: The rows that belong in the report.
        order: Columns to sort by; file and row after them.
        note: A line about the rows.
    """
    own = BY_NAME[table].columns
    rows = collect(
        with_source(month, frame.sort(*order, "file_no", "row_no"), ("file_no", "row_no")).select(
            *(column.frame_name for column in own), "source_file", "source_row"
        )
    )
    whole = [
        column.frame_name for column in own if column.places is not None and _whole(rows[column.frame_name])
    ]
    rows = rows.with_columns(pl.col(whole).str.extract(r"^(-?\d+)").cast(pl.Int64, strict=False))
    columns = [
        AppendixColumn(
            column.frame_name, _(column.heading), _cell_type(column, rows.schema[column.frame_name])
        )
        for column in own
        if column.required or rows[column.frame_name].null_count() < rows.height
    ]
    columns += [
        AppendixColumn("source_file", _("Fil")),
        AppendixColumn("source_row", _("Række"), "integer"),
    ]
    return Appendix(id, title, tuple(columns), rows.select([c.name for c in columns]), note)


def _whole(numbers: pl.Series) -> bool:
    """Return whether these numbers that may have decimals have none, and fit in an integer: then they are shown so."""
    return bool(numbers.str.contains(r"^-?\d{1,18}(\.0*)?$").all())


def _cell_type(column: Column, dtype: pl.DataType) -> CellType:
    if column.type == "choice":
        return "text"
    return "integer" if dtype.is_integer() and column.type == "decimal" else column.type


_INSTANTS = {
    "start_s",
    "end_s",
    "stated_due_s",
    *(column.frame_name for table in TABLES for column in table.columns if column.type == "instant"),
}


def of_outcome(month: Month, outcome: Outcome, id: str, title: str, note: str = "") -> Appendix:  # noqa: A002
    """Return every row that a level's figure is made of; the state both as its code and in words."""
    frame = outcome.rows
    rows = collect(with_source(month, frame.lazy(), frame.columns)) if frame.columns else frame
    names = [name for name in rows.columns if name not in ("file_no", "row_no")]
    if "state" in names:
        codes = rows["state"].drop_nulls().unique().to_list()
        words = [row_state_word(code) for code in codes]
        rows = rows.with_columns(
            pl.col("state")
            .replace_strict(codes, words, default=None, return_dtype=pl.String)
            .alias("state_word")
            if codes
            else pl.lit(None, pl.String).alias("state_word")
        )
        names.insert(names.index("state"), "state_word")
    if "table" in names:
        tables = rows["table"].drop_nulls().unique().to_list()
        rows = rows.with_columns(
            pl.col("table")
            .replace_strict(
                tables, [table_word(name) for name in tables], default=None, return_dtype=pl.String
            )
            .alias("table_word")
            if tables
            else pl.lit(None, pl.String).alias("table_word")
        )
        names.insert(names.index("table"), "table_word")
    columns = [AppendixColumn(name, heading(name), _type_of(name, rows.schema[name])) for name in names]
    return Appendix(id, title, tuple(columns), rows.select(names), note)


def _type_of(name: str, dtype: pl.DataType) -> CellType:
    if dtype == pl.Boolean:
        return "boolean"
    if dtype == pl.Date:
        return "date"
    if dtype.is_integer():
        if name in _INSTANTS:
            return "instant"
        return "duration" if name.endswith("_s") else "integer"
    return "text"
