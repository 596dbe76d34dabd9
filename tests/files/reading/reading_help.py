"""What the reading tests share."""

from pathlib import Path

from afstemt.core.evidence.evidence import Evidence
from afstemt.files.reading.sheets.wanted import Frame

ZONE = "Europe/Copenhagen"
REAL = Path(__file__).parents[4] / "shared" / "data"
CASES = Path(__file__).parents[4] / "shared" / "cases"


UNPROVEN = "day-first-unproven"
"""The note that no day of a small file shows whether the day stands first."""


def codes(evidence: Evidence) -> list[tuple[str, int | None, str | None]]:
    """Return (code, row, column) of each fault that is not a note."""
    return [(fault.code, fault.row, fault.column) for fault in evidence.faults if fault.severity != "note"]


class Everything:
    """Takes in all columns under the first line, as something known."""

    def __call__(self, header: tuple[str, ...], sheet: str) -> frozenset[str]:  # noqa: ARG002
        """Take in all."""
        return frozenset(header)

    def knows(self, header: tuple[str, ...], sheet: str, line: int) -> bool:  # noqa: ARG002
        """Know any."""
        return True

    def frame(self, sheet: str) -> Frame:  # noqa: ARG002
        """Say nothing."""
        return Frame()
