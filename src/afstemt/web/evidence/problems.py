"""What was wrong with the rows of a delivery: all of it, a page at a time or as a list to take along."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from afstemt.core.units.fault import Fault
from afstemt.core.units.wording import _

ON_A_PAGE = 100
BESIDE = 200
"""Problems listed of files that were refused, when those that refused them are fewer."""


def ordered(faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults with those that cost a row first, then by file and row."""
    weight = {"stop": 0, "set_aside": 1, "ask": 2, "note": 3}
    return sorted(faults, key=lambda fault: (weight[fault.severity], fault.source, fault.row or 0))


def foremost(faults: Iterable[Fault]) -> list[Fault]:
    """Return all faults for which files were refused, and the first of the others: nothing is kept to page through."""
    every = ordered(faults)
    refused = sum(fault.severity == "stop" for fault in every)
    return every[: max(refused, BESIDE)]


def severity_word(severity: str) -> str:
    """Return what a fault means for its row."""
    return {
        "stop": _("Filen kan ikke bruges"),
        "set_aside": _("Rækken er sat til side"),
        "ask": _("Skal besvares"),
        "note": _("Bemærkning"),
    }[severity]


def as_csv(faults: Sequence[Fault]) -> Iterator[str]:
    """Yield the faults as CSV for a Danish spreadsheet, line by line: semicolons, and the mark of UTF-8 first."""
    header = (_("Fil"), _("Række"), _("Kolonne"), _("Betydning"), _("Problem"), _("Kode"))
    yield "\ufeff" + _line(header)
    for fault in faults:
        row = "" if fault.row is None else str(fault.row)
        meaning = severity_word(fault.severity)
        yield _line((fault.source, row, fault.column or "", meaning, fault.message, fault.code))


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow(_harmless(cell) for cell in cells)
    return out.getvalue()


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: what files contain is foreign."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
