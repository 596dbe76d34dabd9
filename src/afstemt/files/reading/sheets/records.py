"""The strict pass over separated text: which lines are records, and what is wrong with the others.

A frame reader fills short rows and drops extra fields without a word. So every line is held against the
grammar of RFC 4180 and counted before a frame reader sees it, in one vectorised pass; only lines with an odd
number of quotes (a record over several lines, or a quote left open) are looked at one by one.
"""

import re
from dataclasses import dataclass

import polars as pl

from afstemt.files.reading.sheets.finding import Finding, Findings

_TELLING_FIELDS = 3
"""A line of running text has a comma or two; with this many fields it looks like a row."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """Separator, and the number of fields a record must have."""

    separator: str
    fields: int = 0

    @property
    def grammar(self) -> str:
        """A pattern that a whole well-formed record matches."""
        sep = re.escape(self.separator)
        field = f'(?:"[^"]*(?:""[^"]*)*"|[^"{sep}\\n]*)'
        return f"^{field}(?:{sep}{field})*$"


@dataclass(frozen=True)
class Records:
    """Well-formed records of one block: ``row_no`` and ``record``; and how many records were there in all."""

    good: pl.DataFrame
    read: int
    hollow: int = 0
    """Lines of nothing but separators, which spreadsheets write after the last row; they are no records."""
    open_from: int | None = None
    """Line at which a record begins that the block does not end, if any; it is not counted in ``read``."""


def strict(text: str, first_line: int, dialect: Dialect, findings: Findings, last: bool) -> Records:
    """Return the block's well-formed records, and set the others aside by name.

    Args:
        text: Whole lines with LF ends.
        first_line: Number of the first line.
        dialect: What a record must look like.
        findings: Takes ``too-few-fields``, ``too-many-fields``, ``open-quote``, ``bad-quoting``,
            and ``rows-in-quotes`` for a text in quotes that holds what look like rows. Those lines are set aside, and
            are read rows of their own: they may be cases that nobody counts.
        last: No block follows: a quote left open is a fault, not a record to be continued.
    """
    quoted = '"' in text
    lines = (
        pl.Series("record", [text.removesuffix("\n")])
        .str.split("\n")
        .explode(empty_as_null=False)
        .to_frame()
        .with_row_index("row_no", offset=first_line)
        .with_columns(pl.col("row_no").cast(pl.Int64))
    )
    open_from, hidden = None, 0
    if quoted:
        lines, open_from, hidden = _joined(lines, dialect, findings, last)
    blank = lines["record"].str.contains(f"^[{re.escape(dialect.separator)}\\s]*$")
    hollow = int((blank & lines["record"].str.contains(dialect.separator, literal=True)).sum())
    lines = lines.filter(~blank)
    counted = lines["record"]
    if quoted:
        formed = counted.str.contains(dialect.grammar)
        known = lines["row_no"].is_in(list(findings.aside))
        findings.rows(lines, ~formed & ~known, "bad-quoting", "set_aside")
        counted = counted.str.replace_all('"[^"]*"', "")
    else:
        formed = pl.repeat(True, len(lines), eager=True)
    fields = counted.str.count_matches(dialect.separator, literal=True) + 1
    expected = dialect.fields
    for mask, code in (
        (formed & (fields < expected), "too-few-fields"),
        (formed & (fields > expected), "too-many-fields"),
    ):
        findings.rows(lines, mask, code, "set_aside", value=fields, expected=expected)
    return Records(lines.filter(formed & (fields == expected)), len(lines) + hidden, hollow, open_from)


def _joined(
    lines: pl.DataFrame, dialect: Dialect, findings: Findings, last: bool
) -> tuple[pl.DataFrame, int | None, int]:
    """Return the lines with records over several lines joined, where one is open, and how many lines may be rows.

    A quote that leads to no record, or to one with a wrong number of fields that would swallow a whole record, is
    a fault of its own line; the lines after it stand for themselves.
    """
    odd = lines["record"].str.count_matches('"', literal=True) % 2 == 1
    positions = odd.arg_true().to_list()
    if not positions:
        return lines, None, 0
    texts = lines["record"]
    first = int(lines["row_no"][0])
    grammar = re.compile(dialect.grammar)
    limit = findings.limits.line_bytes
    joined: dict[int, str] = {}
    swallowed: list[int] = []
    hidden, begin = 0, 0
    while begin < len(positions):
        start = positions[begin]
        if begin + 1 < len(positions):
            end = positions[begin + 1]
            record = "\n".join(texts[start : end + 1])
            alike = _alike(texts[start + 1 : end], dialect, grammar) if grammar.match(record) else []
            whole = _fields(record, dialect) == dialect.fields
            if grammar.match(record) and (whole or not alike):
                if alike and dialect.fields >= _TELLING_FIELDS:
                    values = {"last": first + end, "count": len(alike)}
                    findings.add(Finding("rows-in-quotes", "ask", first + start, None, values))
                    # The last line closes the quote, so what it would be as a row cannot be told.
                    rows = [*(first + start + 1 + at for at in alike), first + end]
                    findings.lose(rows, "rows-in-quotes")
                    hidden += len(rows)
                joined[start] = record
                swallowed.extend(range(start + 1, end + 1))
                begin += 2
                continue
        elif not last and int(texts[start:].str.len_bytes().sum()) < limit:
            kept = lines.filter(lines["row_no"] < first + start)
            return _with_joined(kept, joined, swallowed, first), first + start, hidden
        findings.add(Finding("open-quote", "set_aside", first + start))
        begin += 1
    return _with_joined(lines, joined, swallowed, first), None, hidden


def _alike(lines: pl.Series, dialect: Dialect, grammar: re.Pattern[str]) -> list[int]:
    """Return the places of the lines that would be whole records by themselves."""
    return [
        at
        for at, line in enumerate(lines)
        if line.count(dialect.separator) >= dialect.fields - 1
        and grammar.match(line)
        and _fields(line, dialect) == dialect.fields
    ]


def _fields(record: str, dialect: Dialect) -> int:
    return re.sub('"[^"]*"', "", record).count(dialect.separator) + 1


def _with_joined(
    lines: pl.DataFrame, joined: dict[int, str], swallowed: list[int], first: int
) -> pl.DataFrame:
    if joined:
        numbers = [first + at for at in joined]
        lines = lines.with_columns(
            pl.col("row_no")
            .replace_strict(numbers, list(joined.values()), default=pl.col("record"))
            .alias("record")
        )
    gone = pl.Series([first + at for at in swallowed], dtype=pl.Int64)
    return lines.filter(~pl.col("row_no").is_in(gone.implode()))
