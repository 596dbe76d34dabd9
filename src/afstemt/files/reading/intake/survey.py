"""What an unknown file's columns look like: their texts, whether they are times, and in which form. For a draft."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from afstemt.files.reading.intake.day_text import First, day_of
from afstemt.files.reading.intake.instants import read_instants
from afstemt.files.reading.intake.profile import Clock
from afstemt.files.reading.intake.wall_text import split
from afstemt.files.reading.sheets.personal import is_personal
from afstemt.files.reading.sheets.wanted import Frame

ROWS = 50_000
"""Rows from the top that are looked at."""
MOST_VALUES = 30
"""Different texts of a column that are kept: one with more names no few things."""
_EPOCHS = {"epoch": r"^1\d{9}$", "epoch_ms": r"^1\d{12}$"}
_SHORT_YEARS = "%d-%m-%y %H:%M"


class Unknown:
    """What a reader is told of a file that is not known: to take in every column that is not personal."""

    def __call__(self, header: tuple[str, ...], sheet: str) -> frozenset[str]:  # noqa: ARG002 - the protocol's
        """Return the columns to take in."""
        return frozenset(name for name in header if not is_personal(name))

    def knows(self, header: tuple[str, ...], sheet: str, line: int) -> bool:  # noqa: ARG002 - the protocol's
        """Return that no line is the headings of something known."""
        return False

    def frame(self, sheet: str) -> Frame:  # noqa: ARG002 - the protocol's
        """Return that nothing is said of what stands around the table."""
        return Frame()


@dataclass(frozen=True, slots=True)
class Times:
    """How the times of a column are written.

    Attributes:
        format: As a profile writes it.
        first: Which of day and month the rows prove to stand first; None where they prove nothing.
        doubtful: Whether the day could be either, and nothing proves which.
        zoned: Whether each says its zone.
    """

    format: str
    first: First | None = None
    doubtful: bool = False
    zoned: bool = False


@dataclass(frozen=True, slots=True)
class Survey:
    """One column of an unknown file.

    Attributes:
        heading: Its heading.
        values: Its texts with how many rows have each, the most frequent first; empty where there are many.
        times: How its times are written; None where not every text is a time.
        unique: Whether every row has a text, and no two the same.
        examples: A few of its texts.
    """

    heading: str
    values: tuple[tuple[str, int], ...]
    times: Times | None
    unique: bool
    examples: tuple[str, ...]


def as_json(columns: Sequence[Survey]) -> list[dict[str, Any]]:
    """Return the columns as plain values."""
    return [asdict(one) for one in columns]


def from_json(said: Sequence[Mapping[str, Any]]) -> tuple[Survey, ...]:
    """Return the columns of plain values."""
    return tuple(
        Survey(
            one["heading"],
            tuple((text, rows) for text, rows in one["values"]),
            None if one["times"] is None else Times(**one["times"]),
            one["unique"],
            tuple(one["examples"]),
        )
        for one in said
    )


def surveys(frame: pl.DataFrame) -> tuple[Survey, ...]:
    """Return what the columns of a sheet look like. ``frame`` is its text, each column by its heading."""
    return tuple(_survey(frame[name]) for name in frame.columns if name != "row_no")


def _survey(column: pl.Series) -> Survey:
    text = column.cast(pl.String).str.strip_chars()
    said = text.filter(text.is_not_null() & (text != ""))
    counts = said.value_counts(sort=True, name="rows").sort("rows", said.name, descending=[True, False])
    few = len(counts) <= MOST_VALUES
    values = tuple(counts.iter_rows()) if few else ()
    unique = len(counts) == len(text) and len(text) > 0
    return Survey(column.name, values, _times(said.unique(maintain_order=True)), unique, tuple(said.head(3)))


def _times(texts: pl.Series) -> Times | None:
    """Return how the texts write times; None where one of them is no time."""
    if texts.is_empty():
        return None
    for unit, pattern in _EPOCHS.items():
        if texts.str.contains(pattern).all():
            return Times(unit)
    short = bool(texts.str.contains(r"^\d{1,2}[-/.]\d{1,2}[-/.]\d{2}(?:\D|$)").any())
    pattern = _SHORT_YEARS if short else "iso"
    days = [day for day in map(day_of, split(texts)[0].unique().drop_nulls()) if day is not None]
    shown = {day.shows for day in days} - {None}
    first = shown.pop() if len(shown) == 1 else None
    read = read_instants(texts, Clock((pattern,)), "UTC", first=first or "day", alone="00:00")
    if read.seconds.null_count() or not days:
        return None
    doubtful = first is None and any(day.doubtful for day in days)
    zoned = not bool(read.naive.any())
    return Times(pattern, first, doubtful, zoned)
