"""The line that a table's headings are, below what a file says of itself first."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Self, TypeVar

from afstemt.files.reading.sheets.finding import ASK, NOTE, Finding, Findings, Unreadable
from afstemt.files.reading.sheets.sheet import spans, unique
from afstemt.files.reading.sheets.wanted import Wanted

MOST_LINES = 30
"""Lines among which the headings are looked for: titles, who made the report, when and of what."""


def filled(fields: Iterable[str]) -> int:
    """Return how many fields have a text."""
    return sum(bool(field.strip()) for field in fields)


@dataclass(frozen=True)
class Line:
    """A line that could be the headings: its number in the file and its fields."""

    number: int
    fields: tuple[str, ...]

    @property
    def filled(self) -> int:
        """How many fields have a text."""
        return filled(self.fields)

    def filled_as(self, _header: Self) -> int:
        """Return how many fields have a text if the other line is the headings."""
        return self.filled


L = TypeVar("L", bound=Line)


def find_header(
    lines: Iterable[L], sheet: str, wanted: Wanted, findings: Findings
) -> tuple[L, tuple[str, ...]]:
    """Return the line that the headings are, or the first row where there are none, and the columns' names.

    The first line with the headings of something known; else the first that is as full as most of them, so that what
    is said of the file is said of its headings. Lines above are named in a note, and asked about where they look like
    rows: a row must not be lost by standing above.

    Args:
        lines: The lines from the top that are not empty; only as many are taken as are needed.
        sheet: The sheet's name.
        wanted: Knows what the headings can be.
        findings: Takes what is said of the lines above.

    Raises:
        Unreadable: ``empty-file``, ``no-header-line``.
    """
    stated = wanted.frame(sheet).header
    seen: list[L] = []
    chosen: L | None = None
    for line in lines:
        seen.append(line)
        if stated is None and wanted.knows(unique(line.fields), sheet, line.number):
            chosen = line
        if chosen or (len(seen) == MOST_LINES if stated is None else line.number >= stated):
            break
    if not seen:
        raise Unreadable("empty-file")
    if stated == 0:
        return seen[0], tuple(f"#{number}" for number in range(1, len(seen[0].fields) + 1))
    if stated is not None:
        chosen = seen[-1]
        if chosen.number != stated:
            raise Unreadable("no-header-line", row=stated)
    elif chosen is None:
        chosen = _fullest(seen)
    _say_what_is_above([line for line in seen if line.number < chosen.number], chosen, stated, findings)
    return chosen, unique(chosen.fields)


def _fullest(lines: list[L]) -> L:
    """Return the first line that is as full as most of them are, or nearly."""
    usual = median(line.filled for line in lines)
    return next(line for line in lines if line.filled * 4 >= usual * 3)


def _say_what_is_above(above: list[L], header: L, stated: int | None, findings: Findings) -> None:
    if not above:
        return
    counts = [line.filled_as(header) for line in above]
    rows = any(count > 1 and count * 2 > header.filled for count in counts)
    code, severity = ("rows-above", ASK) if rows and stated is None else ("lines-above", NOTE)
    numbers = [line.number for line in above]
    values: dict[str, str | int] = {"lines": spans(numbers), "header": header.number}
    findings.add(Finding(code, severity, None, None, values))
