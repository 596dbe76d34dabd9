"""Compiled calendars as a file, as a lock freezes them: a CSV that a spreadsheet or another program can read.

A row of ``what`` ``day`` is one UTC day of one calendar: ``day`` counts days since 1970, ``open_before`` the open
seconds from the calendar's first day, and ``start_1``, ``end_1``, ``start_2`` … are its open spells in seconds
after that day's midnight in UTC, half-open; an empty spell has its start as its end. A row of ``working_day`` is a
local day with open time: ``start_1`` is its first opening, in seconds after midnight of the UTC ``day`` in which
that lies, and ``end_1`` its last closing, counted from the same midnight.
"""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

import polars as pl

from afstemt.core.terms.model.compiled import CalendarKey
from afstemt.core.units.fault import Fault, Refused
from afstemt.core.units.hours import DAY, EPOCH, Calendar
from afstemt.core.units.wording import _

KEY = ("in_force_from", "round_the_clock", "calendar", "first", "last")
"""Which calendar a row is of; ``calendar`` is empty where it is round the clock."""
ROW = ("what", "day", "open_before")
BEYOND = 31
"""Days before and after a calendar in which a working day at its edge may open or close."""


def write_calendars(calendars: Mapping[CalendarKey, Calendar]) -> bytes:
    """Return the calendars as UTF-8 CSV: the same calendars give the same bytes, in whatever order they come."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)  # lines end as RFC 4180 has them: a name may hold either half
    spells = max((calendar.spells for calendar in calendars.values()), default=1)
    columns = [f"{edge}_{k}" for k in range(1, spells + 1) for edge in ("start", "end")]
    writer.writerow([*KEY, *ROW, *columns])
    for key in sorted(calendars, key=_order):
        named = (key.in_force_from, int(key.calendar is None), key.calendar or "", key.first, key.last)
        for row in _rows(calendars[key]):
            writer.writerow([*named, *row, *[""] * (len(ROW) + len(columns) - len(row))])
    return out.getvalue().encode()


def read_calendars(content: bytes, source: str) -> dict[CalendarKey, Calendar]:
    """Return the calendars that ``write_calendars`` wrote.

    Args:
        content: UTF-8 CSV.
        source: The file as the user knows it.

    Raises:
        Refused: The file is damaged. What every calendar obeys is checked (each day once, spells in order, the
            running total); that it is the file that was written, only its hash can say.
    """
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise _damaged(source) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    made: dict[CalendarKey, _Read] = {}
    try:
        width = len(_header(next(reader, [])))
        for cells in reader:
            if len(cells) != width:
                raise ValueError
            made.setdefault(_key(cells), _Read()).take(cells[len(KEY) :])
        return {key: read.calendar(key) for key, read in made.items()}
    except (ValueError, OverflowError, csv.Error):
        raise _damaged(source) from None


def packed(content: bytes) -> bytes:
    """Return the bytes gzipped, without the time: the same content gives the same bytes."""
    out = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=0) as file:
        file.write(content)
    return out.getvalue()


def unpacked(content: bytes, source: str) -> bytes:
    """Return what was gzipped.

    Raises:
        Refused: It is not gzip, or a part of it is missing.
    """
    try:
        return gzip.decompress(content)
    except (OSError, EOFError, zlib.error):
        raise _damaged(source) from None


def _order(key: CalendarKey) -> tuple[date, bool, str, date, date]:
    return key.in_force_from, key.calendar is None, key.calendar or "", key.first, key.last


def _rows(calendar: Calendar) -> Iterator[tuple[object, ...]]:
    for day, before, *instants in calendar.days.iter_rows():
        yield "day", day, before, *(second - day * DAY for second in instants)
    for open_s, close_s in calendar.working_days.iter_rows():
        yield "working_day", open_s // DAY, "", open_s % DAY, close_s - open_s // DAY * DAY


def _header(cells: Sequence[str]) -> Sequence[str]:
    columns = cells[len(KEY) + len(ROW) :]
    expected = [f"{edge}_{k}" for k in range(1, len(columns) // 2 + 1) for edge in ("start", "end")]
    if list(cells) != [*KEY, *ROW, *expected] or not columns:
        raise ValueError
    return cells


def _key(cells: Sequence[str]) -> CalendarKey:
    in_force_from, round_the_clock, name, first, last = cells[: len(KEY)]
    if round_the_clock not in ("0", "1") or (round_the_clock == "1" and name):
        raise ValueError
    return CalendarKey(
        date.fromisoformat(in_force_from),
        None if round_the_clock == "1" else name,
        date.fromisoformat(first),
        date.fromisoformat(last),
    )


@dataclass
class _Read:
    """One calendar as far as it has been read: each day's open seconds before it and its spells, as UTC seconds."""

    days: list[list[int]] = field(default_factory=list)
    working: list[tuple[int, int]] = field(default_factory=list)

    def take(self, cells: Sequence[str]) -> None:
        """Add a row; its cells from ``what``."""
        what, day, before, *rest = cells
        seconds = [int(cell) + int(day) * DAY for cell in rest if cell]
        if what == "day":
            self.days.append([int(day), int(before), *seconds])
        elif what == "working_day" and not before and len(seconds) == 2:
            self.working.append((seconds[0], seconds[1]))
        else:
            raise ValueError

    def calendar(self, key: CalendarKey) -> Calendar:
        """Return the whole, when it is one."""
        first_day, last_day = (key.first - EPOCH).days, (key.last - EPOCH).days
        widths = {len(day) for day in self.days}
        if [day for day, *_rest in self.days] != list(range(first_day, last_day + 1)) or len(widths) != 1:
            raise ValueError
        spells = (widths.pop() - 2) // 2
        total = 0
        for day, before, *instants in self.days:
            edges = [day * DAY, *instants, (day + 1) * DAY]
            if (
                before != total
                or len(edges) != 2 * spells + 2
                or any(one > two for one, two in pairwise(edges))
            ):
                raise ValueError
            total += sum(instants[1::2]) - sum(instants[::2])
        reach = range((first_day - BEYOND) * DAY, (last_day + BEYOND) * DAY)
        if any(
            opens >= closes or opens not in reach or closes not in reach for opens, closes in self.working
        ):
            raise ValueError
        columns = [f"{edge}_{k}" for k in range(1, spells + 1) for edge in ("start", "end")]
        schema = {"day": pl.Int32, "open_before": pl.Int64, **dict.fromkeys(columns, pl.Int64)}
        return Calendar(
            pl.DataFrame(self.days, schema=schema, orient="row"),
            first_day,
            last_day,
            spells,
            pl.DataFrame(self.working, schema={"open_s": pl.Int64, "close_s": pl.Int64}, orient="row"),
        )


def _damaged(source: str) -> Refused:
    text = _("{source} er beskadiget og kan ikke bruges. Hent filen fra en sikkerhedskopi.")
    return Refused((Fault("damaged-calendars", text.format(source=source), source),))
