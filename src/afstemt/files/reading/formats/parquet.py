"""Parquet: typed columns; large ``checks``, ``usage`` and ``outages`` in Afstemt's own columns and types are scanned
where they lie.

Other files go on as text, as every other format.
"""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from afstemt.files.reading.sheets.finding import Findings, Unreadable
from afstemt.files.reading.sheets.limits import Limits
from afstemt.files.reading.sheets.sheet import Sheet
from afstemt.files.reading.sheets.typed import as_text
from afstemt.files.reading.sheets.wanted import Wanted


def read(path: Path, limits: Limits, wanted: Wanted) -> Iterator[Sheet]:
    """Yield the one table of the file; row numbers count from 1. See ``sheets.wanted.Reader``."""
    scanned = pl.scan_parquet(path, row_index_name="row_no", row_index_offset=1, glob=False)
    types = dict(scanned.collect_schema())
    del types["row_no"]
    header = tuple(types)
    rows = int(pl.scan_parquet(path, glob=False).select(pl.len()).collect().item())
    if len(header) > limits.columns:
        raise Unreadable("too-many-columns", limit=limits.columns)
    names = [name for name in header if name in wanted(header, "")]
    if rows * max(1, len(names)) > limits.cells:
        raise Unreadable("too-many-cells", limit=limits.cells)
    frame = scanned.select(
        *(as_text(name, types[name]).alias(name) for name in names), pl.col("row_no").cast(pl.Int64)
    ).collect()
    if len(frame) != rows:
        raise Unreadable("parser-failed", why=f"{len(frame)} / {rows}")
    yield Sheet("", header, frame, rows, Findings(limits))
