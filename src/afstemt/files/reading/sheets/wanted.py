"""What a reader of one format is, and what it asks about a sheet while it reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from afstemt.files.reading.sheets.limits import Limits
from afstemt.files.reading.sheets.sheet import Sheet

LAST_HEADER = 1_000
"""The last line that a profile can say is the headings'."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a profile says of what stands around the table.

    Attributes:
        header: The line of the headings, 1-based; 0 for a file without any: its columns are ``#1``, ``#2`` ...;
            None where nothing is said.
    """

    header: int | None = None


class Wanted(Protocol):
    """What a reader asks about a sheet."""

    def __call__(self, header: tuple[str, ...], sheet: str) -> frozenset[str]:
        """Return the columns to take in. Personal columns are not among them."""

    def knows(self, header: tuple[str, ...], sheet: str, line: int) -> bool:
        """Return whether the line of a sheet is the headings of something that is known."""

    def frame(self, sheet: str) -> Frame:
        """Return what is said of the sheet beforehand, whatever its headings are."""


class Reader(Protocol):
    """A reader of one format: yields its sheets; raises Unreadable for a fault in the file."""

    def __call__(self, path: Path, limits: Limits, wanted: Wanted) -> Iterator[Sheet]:
        """Read ``path``."""
