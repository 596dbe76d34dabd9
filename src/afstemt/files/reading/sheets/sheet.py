"""One table as received: text by column, each row with its number, nothing interpreted."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from afstemt.files.reading.sheets.finding import Findings

_PASSED_OVER = re.compile(r"[\s_\u200b\ufeff]+")

_STRETCHES = 10


@dataclass
class Sheet:
    """What a reader hands on.

    Attributes:
        name: Name of the sheet in a workbook; ``""`` for other formats.
        header: Column names in order, as in the file, made unique.
        frame: The wanted columns as String or, where values repeat, Categorical (null where empty), and
            ``row_no`` (Int64, the line or row in the file, 1-based). Rows that the reader set aside are not in it.
        rows_read: Data rows in the file, counted independently of ``frame``.
        findings: What the reader found, rows it set aside among them.
        unreadable: By column, rows whose cell ought to have a value but has none (null in ``frame``), with the code of
            the fault.
        hidden_rows: Rows that a workbook hides.
        hidden_columns: Columns that it hides.
        hidden: Whether it hides the whole sheet.
        lists: Columns in which cells are lists, written as in JSON where a comma would not tell their parts.
    """

    name: str
    header: tuple[str, ...]
    frame: pl.DataFrame
    rows_read: int
    findings: Findings
    unreadable: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[str, ...] = ()
    hidden: bool = False
    lists: frozenset[str] = frozenset()


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """Return the header with blanks named by position and repeated names numbered (``Comment``, ``Comment#2``)."""
    taken: set[str] = set()
    result = []
    for position, raw in enumerate(names, 1):
        first = name = raw.strip().lstrip("\ufeff") or f"#{position}"
        number = 1
        while name in taken:
            number += 1
            name = f"{first}#{number}"
        taken.add(name)
        result.append(name)
    return tuple(result)


def heading_key(name: str) -> str:
    """Return what the spellings of one heading share: capitals, blanks and underscores make no difference."""
    plain = unicodedata.normalize("NFKC", name).replace("\u2019", "'")
    return _PASSED_OVER.sub("", plain).casefold()


def spans(numbers: Sequence[int]) -> str:
    """Return ascending numbers as people write them: ``1-3, 7``; no more than ten stretches."""
    stretches: list[list[int]] = []
    for number in numbers:
        if stretches and number == stretches[-1][-1] + 1:
            stretches[-1][1:] = [number]
        else:
            stretches.append([number])
    written = ["-".join(map(str, each)) for each in stretches[:_STRETCHES]]
    return ", ".join([*written, *(["…"] if len(stretches) > _STRETCHES else [])])
