"""What was lost of a sheet, as data: its rows set aside, and the cells of its other rows that could not be read."""

from collections.abc import Collection

import polars as pl

from afstemt.core.evidence.column import Table
from afstemt.core.evidence.evidence import ALTERNATIVES
from afstemt.core.evidence.recovery import UNREAD
from afstemt.files.reading.sheets.finding import Findings

CELLS = {"row_no": pl.Int64, "column": pl.String, "why": pl.String}
ALTERNATIVES_HERE = {name: dtype for name, dtype in ALTERNATIVES.items() if name != "file_no"}
"""A sheet's part of ``Evidence.alternatives``."""


def lost_rows(columns: pl.DataFrame, table: Table, findings: Findings, rows: Collection[int]) -> pl.DataFrame:
    """Return rows set aside, with ``why`` (the code of the first fault of each) and what could be read of them.

    In ``UNREAD`` are the columns that could not be read; null where no field is believed.

    Args:
        columns: The columns read, for every row whose text could be split into fields.
        table: What they are rows of. A column that the file does not have says what a row without it says.
        findings: Which cells could not be read.
        rows: The rows. One that is not in ``columns`` has nothing but its number and why: which of its fields is
            which cannot be told, so none of them is believed.
    """
    absent = [
        pl.lit(column.default).alias(column.frame_name)
        for column in table.columns
        if column.default is not None and column.frame_name not in columns.columns
    ]
    read = columns.filter(columns["row_no"].is_in(list(rows))).with_columns(*absent)
    unread = [
        pl.when(pl.col("row_no").is_in(list(spoilt))).then(pl.lit(name))
        for name, spoilt in findings.cells.items()
        if name in read.columns
    ]
    listed = pl.concat_list(unread).list.drop_nulls() if unread else pl.lit([], pl.List(pl.String))
    read = read.with_columns(listed.alias(UNREAD))
    read = read.with_columns(
        pl.when(~pl.col("row_no").is_in(list(spoilt))).then(pl.col(name)).alias(name)
        for name, spoilt in findings.cells.items()
        if name in read.columns
    )
    rest = sorted(set(rows) - set(read["row_no"]))
    whole = pl.concat([read, pl.DataFrame({"row_no": rest}, schema={"row_no": pl.Int64})], how="diagonal")
    whys = [findings.aside[row] for row in whole["row_no"]]
    return whole.with_columns(pl.Series("why", whys, dtype=pl.String)).sort("row_no")


def unusable_cells(kept: pl.DataFrame, findings: Findings) -> pl.DataFrame:
    """Return row_no, column, why of the cells of the rows kept that could not be read."""
    cells = pl.DataFrame(
        [(row, name, why) for name, spoilt in findings.cells.items() for row, why in spoilt.items()],
        schema=CELLS,
        orient="row",
    )
    return cells.join(kept.select("row_no"), on="row_no", how="semi").sort("row_no", "column")


def alternatives(kept: pl.DataFrame, findings: Findings) -> pl.DataFrame:
    """Return row_no, column, other_s of the cells of the rows kept that may be another time as well."""
    cells = pl.DataFrame(
        [(row, name, other) for name, others in findings.others.items() for row, other in others.items()],
        schema=ALTERNATIVES_HERE,
        orient="row",
    )
    return cells.join(kept.select("row_no"), on="row_no", how="semi").sort("row_no", "column")
