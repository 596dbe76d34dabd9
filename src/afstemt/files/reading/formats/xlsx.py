"""Spreadsheets: every sheet with values; the first row with values is the header; a formula is its calculated value; a
number shown as percent is set aside, for 99,5 % is stored as 0.995.
"""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
from python_calamine import CalamineSheet, CalamineWorkbook

from afstemt.files.reading.sheets import plain
from afstemt.files.reading.sheets.finding import Findings, Unreadable
from afstemt.files.reading.sheets.limits import Limits
from afstemt.files.reading.sheets.sheet import Sheet, Wanted, unique
from afstemt.files.reading.sheets.workbook import Inventory, inspect


def read(path: Path, limits: Limits, wanted: Wanted) -> Iterator[Sheet]:
    """Yield each sheet that has values. See ``sheets.sheet.Reader``. A formula is its calculated value."""
    held = inspect(path, limits)
    filled = {name: found for name, found in held.sheets.items() if found.rows}
    if not filled:
        raise Unreadable("empty-file")
    with CalamineWorkbook.from_path(path) as workbook:
        for name, found in filled.items():
            yield _sheet(workbook.get_sheet_by_name(name), found, limits, wanted)


def _sheet(sheet: CalamineSheet, found: Inventory, limits: Limits, wanted: Wanted) -> Sheet:
    findings = Findings(limits)
    rows = sheet.iter_rows()
    header_no, *data_nos = found.rows
    header: tuple[str, ...] = ()
    numbers: list[int] = []
    columns: list[list[str | None]] = []
    chosen: list[int] = []
    awaited = set(data_nos)
    for row_no, row in enumerate(rows, 1):
        if row_no == header_no:
            header = unique([plain.cell(value) or "" for value in row])
            names = wanted(header, sheet.name)
            chosen = [at for at, name in enumerate(header) if name in names]
            columns = [[] for _ in chosen]
        elif row_no in awaited:
            numbers.append(row_no)
            for into, at in zip(columns, chosen, strict=True):
                shown = plain.percent if (row_no, at + 1) in found.percent else plain.cell
                into.append(shown(row[at]))
    if len(numbers) != len(data_nos):
        raise Unreadable("not-a-workbook", why=f"{len(numbers)} / {len(data_nos)}")
    frame = pl.DataFrame(
        {header[at]: pl.Series(values, dtype=pl.String) for at, values in zip(chosen, columns, strict=True)}
        | {"row_no": pl.Series(numbers, dtype=pl.Int64)}
    )
    unreadable: dict[str, dict[int, str]] = {}
    for (row_no, column), code in found.unreadable.items():
        if column - 1 in chosen and row_no in awaited:
            unreadable.setdefault(header[column - 1], {})[row_no] = code
    return Sheet(sheet.name, header, frame, len(data_nos), findings, unreadable)
