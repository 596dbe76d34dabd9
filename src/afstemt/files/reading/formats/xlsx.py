"""Spreadsheets: every sheet with values; the first row with values is the header, or the first with known headings;
a formula is its calculated value; a number shown as percent is set aside, for 99,5 % is stored as 0.995.
"""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import polars as pl
from python_calamine import CalamineSheet, CalamineWorkbook

from afstemt.files.reading.sheets import plain
from afstemt.files.reading.sheets.finding import Findings, Unreadable
from afstemt.files.reading.sheets.footer import LAST_LINES, rows_end
from afstemt.files.reading.sheets.header import Line, find_header
from afstemt.files.reading.sheets.limits import Limits
from afstemt.files.reading.sheets.sheet import Sheet
from afstemt.files.reading.sheets.wanted import Wanted
from afstemt.files.reading.sheets.workbook import Inventory, inspect


def read(path: Path, limits: Limits, wanted: Wanted) -> Iterator[Sheet]:
    """Yield each sheet that has values. See ``sheets.wanted.Reader``. A formula is its calculated value."""
    held = inspect(path, limits)
    filled = {name: found for name, found in held.sheets.items() if found.rows}
    if not filled:
        raise Unreadable("empty-file")
    with CalamineWorkbook.from_path(path) as workbook:
        for name, found in filled.items():
            yield _sheet(workbook.get_sheet_by_name(name), found, limits, wanted)


def _shown(place: tuple[int, int], value: object, found: Inventory) -> str | None:
    """Return a cell's value as text, as its style shows it: as percent, or with the time of day of a whole day."""
    if place in found.percent:
        return plain.percent(value)
    text = plain.cell(value)
    return f"{text} 00:00:00" if text and place in found.midnight and type(value) is date else text


def _sheet(sheet: CalamineSheet, found: Inventory, limits: Limits, wanted: Wanted) -> Sheet:
    findings = Findings(limits)
    filled = set(found.rows)
    rows = ((number, row) for number, row in enumerate(sheet.iter_rows(), 1) if number in filled)
    taken: list[tuple[int, list[Any]]] = []
    top, header = find_header(_lines(rows, taken), sheet.name, wanted, findings)
    frame = wanted.frame(sheet.name)
    below = top.number - (frame.header == 0)
    names = wanted(header, sheet.name)
    chosen = [at for at, name in enumerate(header) if name in names]
    numbers: list[int] = []
    columns: list[list[str | None]] = [[] for _ in chosen]
    last = deque[tuple[int, list[Any]]](maxlen=(frame.below or LAST_LINES) + 1)
    for number, row in chain(taken, rows):
        if number > below:
            numbers.append(number)
            last.append((number, row))
            for into, at in zip(columns, chosen, strict=True):
                into.append(_shown((number, at + 1), row[at], found))
    awaited = sum(number > below for number in found.rows)
    if len(numbers) != awaited:
        raise Unreadable("not-a-workbook", why=f"{len(numbers)} / {awaited}")
    end = rows_end([_line(*each) for each in last], len(header), frame.below, findings)
    kept = bisect_left(numbers, end) if end is not None else len(numbers)
    made = pl.DataFrame(
        {header[at]: pl.Series(values, dtype=pl.String) for at, values in zip(chosen, columns, strict=True)}
        | {"row_no": pl.Series(numbers, dtype=pl.Int64)}
    ).head(kept)
    unreadable: dict[str, dict[int, str]] = {}
    for (number, column), code in found.unreadable.items():
        if column - 1 in chosen and number > below and (end is None or number < end):
            unreadable.setdefault(header[column - 1], {})[number] = code
    return Sheet(
        sheet.name,
        header,
        made,
        kept,
        findings,
        unreadable,
        frozenset(found.hidden_rows),
        tuple(
            header[at] for at in chosen if any(low <= at + 1 <= high for low, high in found.hidden_columns)
        ),
        found.hidden,
    )


def _lines(rows: Iterator[tuple[int, list[Any]]], taken: list[tuple[int, list[Any]]]) -> Iterator[Line]:
    """Yield the rows that could be the headings, and keep them: those below are rows of the table."""
    for number, row in rows:
        taken.append((number, row))
        yield _line(number, row)


def _line(number: int, row: list[Any]) -> Line:
    return Line(number, tuple(plain.cell(value) or "" for value in row))
