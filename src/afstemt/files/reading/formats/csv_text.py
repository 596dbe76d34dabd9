"""Separated text: comma, semicolon, tab or bar; UTF-8 (with or without byte order mark), UTF-16, UTF-32, Windows-1252,
Latin-1; line ends LF, CRLF or CR; quotes as in RFC 4180; a first line ``sep=;`` is obeyed.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from afstemt.files.reading.sheets.encoding import Encoding, blocks, detect
from afstemt.files.reading.sheets.finding import Finding, Findings, Unreadable
from afstemt.files.reading.sheets.footer import LAST_LINES, rows_end
from afstemt.files.reading.sheets.header import find_header
from afstemt.files.reading.sheets.limits import Limits
from afstemt.files.reading.sheets.records import Dialect, strict
from afstemt.files.reading.sheets.sheet import Sheet
from afstemt.files.reading.sheets.text_lines import head, header_lines, last_lines
from afstemt.files.reading.sheets.wanted import Wanted

_LARGE_PART = 100_000
"""Rows of the first block from which a file may be large; a smaller one is held as it is."""
_OFTEN = 20
"""Times that the values of a column stand in the first block, on average, to be held as numbers."""
_ENCODED_TWICE = re.compile("Ã[¦¸¥†˜…]")
"""UTF-8's æ, ø, å, Æ, Ø, Å read as Windows-1252."""


def read(path: Path, limits: Limits, wanted: Wanted) -> Iterator[Sheet]:
    """Yield the one table of a text file. See ``sheets.wanted.Reader``."""
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
            if not last and len(text) < limits.header_chars:
                carry, carry_line = text, first_line
                continue
            lines = header_lines(text, first_line, limits)
            top, header = find_header(lines, "", wanted, findings)
            dialect, text, first_line = top.rows(text, is_row=wanted.frame("").header == 0)  # noqa: PLW2901
            names = wanted(header, "")
            chosen = [position for position, name in enumerate(header) if name in names]
        if not text:
            continue
        if not twice and (found := _ENCODED_TWICE.search(text)):
            twice = True
            findings.add(Finding("encoded-twice", "note", first_line + text.count("\n", 0, found.start())))
        if last:
            text = _rows(text, first_line, dialect, wanted.frame("").below, findings)  # noqa: PLW2901
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


def _rows(text: str, first_line: int, dialect: Dialect, below: int | None, findings: Findings) -> str:
    """Return the last block without the lines below the table."""
    lines = last_lines(text, first_line, dialect, LAST_LINES if below is None else below)
    end = rows_end(lines, dialect.fields, below, findings)
    return text if end is None else head(text, end - first_line)


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
