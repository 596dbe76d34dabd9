"""What the reading tests share."""

from pathlib import Path

from afstemt.core.evidence.evidence import Evidence

ZONE = "Europe/Copenhagen"
REAL = Path(__file__).parents[4] / "shared" / "data"
CASES = Path(__file__).parents[4] / "shared" / "cases"


def codes(evidence: Evidence) -> list[tuple[str, int | None, str | None]]:
    """Return (code, row, column) of each fault that is not a note."""
    return [(fault.code, fault.row, fault.column) for fault in evidence.faults if fault.severity != "note"]
