"""Separated text: comma, semicolon, tab or bar; UTF-8 (with or without byte order mark), UTF-16, UTF-32, Windows-1252,
Latin-1; line ends LF, CRLF or CR; quotes as in RFC 4180; a first line ``sep=;`` is obeyed.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from afstemt.files.reading.sheets.encoding import BLOCK, Encoding, blocks, detect
from afstemt.files.reading.sheets.finding import Finding, Findings, Unreadable
from afstemt.files.reading.sheets.limits import Limits
from afstemt.files.reading.sheets.records import Dialect, strict
from afstemt.files.reading.sheets.sheet import Sheet, Wanted, unique

_SEPARATORS = (",", ";", "\t", "|")
_SNIFFED_LINES = 30
_LARGE_PART = 100_000
"""Rows of the first block from which a file may be large; a smaller one is held as it is."""
_OFTEN = 20
"""Times that the values of a column stand in the first block, on average, to be held as numbers."""
_ENCODED_TWICE = re.compile("Ã[¦¸¥†˜…]")
"""UTF-8's æ, ø, å, Æ, Ø, Å read as Windows-1252."""


def read(path: Path, limits: Limits, wanted: Wanted) -> Iterator[Sheet]:
    """Yield the one table of a text file. See ``sheets.sheet.Reader``."""
    encoding = detect(path)
    findings = Findings(limits)
    if encoding.codec == "cp1252":
        findings.add(Finding("read-as-cp1252", "note"))
    header: tuple[str, ...] = ()
    chosen: list[int] = []
    dialect = Dialect(",")
    parts: list[pl.DataFrame] = []
    repeating: list[str] = []
    rows_read, hollow, twice, carry, carry_line = 0, 0, False, "", 0
    for text, first_line, last in _with_last(path, encoding, limits):
        if carry:
            text, first_line = carry + text, carry_line  # noqa: PLW2901 - the block with what was left of the one before
        if not header:
            dialect, header, text, first_line = _header(text, first_line, limits)  # noqa: PLW2901
            names = wanted(header, "")
            chosen = [position for position, name in enumerate(header) if name in names]
        if not text:
            continue
        if not twice and (found := _ENCODED_TWICE.search(text)):
            twice = True
            findings.add(Finding("encoded-twice", "note", first_line + text.count("\n", 0, found.start())))
        records = strict(text, first_line, dialect, findings, last)
        carry, carry_line = "", 0
        if records.open_from is not None:
            carry = _from_line(text, records.open_from - first_line)
            carry_line = records.open_from
        rows_read += records.read
        hollow += records.hollow
        if rows_read * len(header) > limits.cells:
            raise Unreadable("too-many-cells", limit=limits.cells)
        part = _fields(records.good, dialect, header, chosen)
        if not parts:
            repeating = _repeating(part)
        parts.append(part.with_columns(pl.col(repeating).cast(pl.Categorical)))
    if not header:
        raise Unreadable("empty-file")
    if hollow:
        findings.add(Finding("blank-rows", "note", None, None, {"count": hollow}))
    empty = pl.DataFrame(
        schema=dict.fromkeys([header[at] for at in chosen], pl.String) | {"row_no": pl.Int64}
    )
    frame = pl.concat(parts) if parts else empty
    yield Sheet("", header, frame, rows_read, findings)


def _repeating(part: pl.DataFrame) -> list[str]:
    """Return the columns whose values repeat so often that a large file is held as numbers of its different values."""
    if len(part) < _LARGE_PART:
        return []
    return [name for name in part.columns if name != "row_no" and part[name].n_unique() * _OFTEN < len(part)]


def _with_last(path: Path, encoding: Encoding, limits: Limits) -> Iterator[tuple[str, int, bool]]:
    """Yield the blocks with whether each is the last."""
    held: tuple[str, int] | None = None
    for block in blocks(path, encoding, limits):
        if held:
            yield *held, False
        held = block
    if held:
        yield *held, True


def _from_line(text: str, skipped: int) -> str:
    at = 0
    for _ in range(skipped):
        at = text.index("\n", at) + 1
    return text[at:] if text.endswith("\n") else text[at:] + "\n"


def _header(text: str, first_line: int, limits: Limits) -> tuple[Dialect, tuple[str, ...], str, int]:
    """Return the dialect, the header, the text after it and its first line. ``sep=;`` on the first line is obeyed."""
    stated = ""
    while True:
        line, found, rest = text.partition("\n")
        if stripped := line.strip(" \ufeff\t,;|"):
            if not stripped.lower().startswith("sep=") or len(line.strip(" \ufeff")) != 5:
                break
            stated = line.strip(" \ufeff")[4]
        text, first_line = rest, first_line + 1
        if not found:
            raise Unreadable("empty-file")
    separator = stated or _separator(text)
    row_end, columns = _first_record(text, separator, first_line, limits)
    if len(columns) > limits.columns:
        raise Unreadable("too-many-columns", row=first_line, limit=limits.columns)
    consumed = text[:row_end].count("\n")
    return Dialect(separator, len(columns)), unique(columns), text[row_end:], first_line + consumed


def _first_record(text: str, separator: str, first_line: int, limits: Limits) -> tuple[int, list[str]]:
    """Return where the header record ends and its fields; it may be quoted, even over several lines."""
    fields: list[str] = []
    at, field, quoted = 0, "", False
    for at, char in enumerate(text[: limits.header_chars]):
        if char == '"':
            quoted = not quoted
        elif char == "\n" and not quoted:
            return at + 1, [*fields, field]
        elif char == separator and not quoted:
            fields.append(field)
            field = ""
        else:
            field += char
    if len(text) > limits.header_chars:
        raise Unreadable("long-header", row=first_line, limit=limits.header_chars)
    if quoted:
        raise Unreadable("open-quote-in-header", row=first_line)
    return at + 1, [*fields, field]


def _separator(text: str) -> str:
    """Return the separator that splits most of the first lines into equally many, and more than one, fields."""
    lines = [line for line in text[:BLOCK].split("\n", _SNIFFED_LINES)[:_SNIFFED_LINES] if line.strip()]
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


def _fields(good: pl.DataFrame, dialect: Dialect, header: tuple[str, ...], chosen: list[int]) -> pl.DataFrame:
    """Return the chosen fields of records known to be well-formed.

    Raises:
        AssertionError: The frame reader saw another number of records than the strict pass: a fault in the program.
    """
    if not chosen or good.is_empty():
        columns = {header[at]: pl.Series([None] * len(good), dtype=pl.String) for at in chosen}
        return pl.DataFrame(columns | {"row_no": good["row_no"]})
    data = good["record"].str.join("\n")[0].encode() + b"\n" if len(header) > 1 else b""
    if data:
        frame = pl.read_csv(
            io.BytesIO(data),
            has_header=False,
            separator=dialect.separator,
            quote_char='"' if b'"' in data else None,
            schema={f"column_{at}": pl.String for at in range(1, len(header) + 1)},
            columns=[f"column_{at + 1}" for at in chosen],
        )
        frame.columns = [header[at] for at in chosen]
    else:
        frame = good.select(
            pl.col("record")
            .str.strip_prefix('"')
            .str.strip_suffix('"')
            .str.replace_all('""', '"')
            .alias(header[0])
        )
    if len(frame) != len(good):
        raise AssertionError(f"the frame reader saw {len(frame)} records, the strict pass {len(good)}")
    return frame.with_columns(good["row_no"])
