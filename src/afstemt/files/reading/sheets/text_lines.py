"""The lines of separated text that could stand around its table: at the top with a separator each, and at the end."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from afstemt.files.reading.sheets.finding import Unreadable
from afstemt.files.reading.sheets.header import Line, filled
from afstemt.files.reading.sheets.limits import Limits
from afstemt.files.reading.sheets.records import Dialect

_SEPARATORS = (",", ";", "\t", "|")
_SNIFFED_LINES = 30
_SNIFFED_CHARS = 1 << 16


@dataclass(frozen=True)
class TextLine(Line):
    """A line that could be the headings; it may be quoted, even over several lines.

    Attributes:
        separator: What separates its fields.
        record: Its text.
        begin, end: Where it stands in the whole text.
        fault: Why it cannot be the headings, if it cannot.
    """

    separator: str
    record: str
    begin: int
    end: int
    fault: Unreadable | None = None

    def filled_as(self, header: Self) -> int:
        """Return how many fields have a text if the other line is the headings, and its separator the file's."""
        return filled(_split(self.record, header.separator))

    def rows(self, text: str, *, is_row: bool) -> tuple[Dialect, str, int]:
        """Return the dialect of what follows, its text, and the number of its first line.

        Args:
            text: The text that the line was taken from.
            is_row: The line is itself the first row, for the file has no headings.

        Raises:
            Unreadable: The line cannot be the headings.
        """
        if self.fault is not None:
            raise self.fault
        at = self.begin if is_row else self.end
        first_line = self.number + text.count("\n", self.begin, at)
        return Dialect(self.separator, len(self.fields)), text[at:], first_line


def header_lines(text: str, first_line: int, limits: Limits) -> Iterator[TextLine]:
    """Yield the lines from the top of a text that are not empty. ``sep=;`` before them is obeyed.

    A quote in a title may be closed far below: the line after it could be the headings all the same.

    Args:
        text: Whole lines with LF ends.
        first_line: Number of the first line.
        limits: How long a line of headings may be, and how many columns it may name.
    """
    stated, number, at, seen = "", first_line, 0, False
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        bare = text[at:end].strip(" \n\ufeff")
        if not seen and bare.lower().startswith("sep=") and len(bare) == 5:
            stated = bare[4]
        elif bare.strip("\t,;|"):
            seen = True
            separator = stated or _separator(text, at)
            yield _line(text, at, number, separator, limits)
        number += 1
        at = end


def last_lines(text: str, first_line: int, dialect: Dialect, most: int) -> list[Line]:
    """Return the last lines of a text that are not empty, and one before them; none where its quotes do not match.

    The end of a record over several lines is a full line, and the first.

    Args:
        text: Whole lines with LF ends.
        first_line: Number of the first line.
        dialect: How the fields are separated, and how many a record has.
        most: How many lines are asked for.
    """
    quotes = text.count('"')
    if quotes % 2:
        return []
    found: list[Line] = []
    end = len(text.removesuffix("\n"))
    number = first_line + text.count("\n", 0, end)
    while end > 0 and len(found) <= most:
        begin = text.rfind("\n", 0, end) + 1
        quotes -= text.count('"', begin, end)
        if quotes % 2:
            found.append(Line(number, ("...",) * dialect.fields))
            break
        record = text[begin:end]
        if record.strip(f" \t{dialect.separator}"):
            found.append(Line(number, _split(record, dialect.separator)))
        number, end = number - 1, begin - 1
    return found[::-1]


def head(text: str, lines: int) -> str:
    """Return the first lines of a text."""
    at = 0
    for _ in range(lines):
        at = text.index("\n", at) + 1
    return text[:at]


def _line(text: str, begin: int, number: int, separator: str, limits: Limits) -> TextLine:
    """Return the record that begins at a place; one that does not end is its own line alone, with its fault."""
    most = begin + limits.header_chars
    end, quoted = begin, False
    fault = None
    while end < len(text):
        line_end = text.find("\n", end, most) + 1
        quoted ^= text.count('"', end, line_end or most) % 2 == 1
        end = line_end or min(len(text), most)
        if line_end and not quoted:
            break
        if not line_end:
            if end < len(text):
                fault = Unreadable("long-header", row=number, limit=limits.header_chars)
            break
    if fault is None and quoted:
        fault = Unreadable("open-quote-in-header", row=number)
    if fault is not None:
        end = text.find("\n", begin) + 1 or len(text)
    record = text[begin : min(end, most)].removesuffix("\n")
    fields = _split(record, separator)
    if fault is None and len(fields) > limits.columns:
        fault = Unreadable("too-many-columns", row=number, limit=limits.columns)
    return TextLine(number, fields, separator, record, begin, end, fault)


def _split(record: str, separator: str) -> tuple[str, ...]:
    """Return the record's fields without their quotes."""
    if '"' not in record:
        return tuple(record.split(separator))
    fields = [""]
    for place, part in enumerate(record.split('"')):
        first, *more = part.split(separator) if place % 2 == 0 else [part]
        fields[-1] += first
        fields += more
    return tuple(fields)


def _separator(text: str, begin: int) -> str:
    """Return the separator that splits most of the lines from a place into equally many, and more than one, fields."""
    sample = text[begin : begin + _SNIFFED_CHARS].split("\n", _SNIFFED_LINES)[:_SNIFFED_LINES]
    lines = [line for line in sample if line.strip()]
    best = (0, 0, "")
    for separator in _SEPARATORS:
        counts = [_bare(line).count(separator) for line in lines]
        if counts[0]:
            alike = sum(count == counts[0] for count in counts)
            best = max(best, (alike, counts[0], separator))
    return best[2] or ","


def _bare(line: str) -> str:
    """Return the line without what stands in quotes."""
    return "".join(line.split('"')[::2])
