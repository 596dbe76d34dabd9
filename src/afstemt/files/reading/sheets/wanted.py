"""What a reader of one format is, and what it asks about a sheet while it reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from afstemt.files.reading.sheets.limits import Limits
from afstemt.files.reading.sheets.sheet import Sheet

Hidden = Literal["ask", "read", "leave_out"]
MOST_AROUND = 1_000
"""The last line that a profile can say is the headings', and the most lines that it can say are below the table."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a profile says of what stands around the table.

    Attributes:
        header: The line of the headings, 1-based; 0 for a file without any: its columns are ``#1``, ``#2`` ...;
            None where nothing is said.
        below: How many lines below the table are no rows; None where nothing is said.
        hidden: What becomes of rows that a workbook hides, one by one or with their sheet: ``ask`` reads and asks.
    """

    header: int | None = None
    below: int | None = None
    hidden: Hidden = "ask"

    def over(self, general: "Frame") -> "Frame":
        """Return this with what only ``general`` says."""
        return Frame(
            general.header if self.header is None else self.header,
            general.below if self.below is None else self.below,
            general.hidden if self.hidden == "ask" else self.hidden,
        )


class Wanted(Protocol):
    """What a reader asks about a sheet."""

    def __call__(self, header: tuple[str, ...], sheet: str) -> frozenset[str]:
        """Return the columns to take in. Personal columns are not among them."""

    def knows(self, header: tuple[str, ...], sheet: str, line: int) -> bool:
        """Return whether the line of a sheet is the headings of something that is known."""

    def frame(self, sheet: str) -> Frame:
        """Return what is said of the sheet's frame: beforehand, or by what it was recognised as."""


class Reader(Protocol):
    """A reader of one format: yields its sheets; raises Unreadable for a fault in the file."""

    def __call__(self, path: Path, limits: Limits, wanted: Wanted) -> Iterator[Sheet]:
        """Read ``path``."""
