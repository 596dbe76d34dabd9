"""Rows of history that no figure finds: of a period that is none, or in a state that nothing has."""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from afstemt.core.evidence.evidence import UNUSABLE, Evidence, collect
from afstemt.core.evidence.history import STATES
from afstemt.core.units.fault import Fault
from afstemt.core.units.period import parse_period
from afstemt.core.units.wording import _

TABLE = "history"
NO_PERIOD, NO_STATE = "history-period", "history-state"


def with_history_told(evidence: Evidence, zone: str) -> Evidence:
    """Return the evidence with a question for each row of history whose period or state is none, its cell unusable."""
    if not evidence.has(TABLE):
        return evidence
    rows = collect(evidence.table(TABLE).select("file_no", "row_no", "period", "state"))
    found = [
        (
            fault,
            {"file_no": row["file_no"], "row_no": row["row_no"], "column": fault.column, "why": fault.code},
        )
        for row in rows.iter_rows(named=True)
        for fault in _findings(evidence, row, zone)
    ]
    if not found:
        return evidence
    cells = pl.DataFrame([cell for _fault, cell in found], schema=UNUSABLE)
    before = evidence.unusable.get(TABLE, pl.DataFrame(schema=UNUSABLE))
    return replace(
        evidence,
        unusable={**evidence.unusable, TABLE: pl.concat([before, cells])},
        faults=(*evidence.faults, *(fault for fault, _cell in found)),
    )


def _findings(evidence: Evidence, row: dict[str, object], zone: str) -> Iterator[Fault]:
    period, state = str(row["period"] or ""), str(row["state"] or "")
    file_no, line = row["file_no"], row["row_no"]
    named = isinstance(file_no, int) and file_no < len(evidence.files)
    source = evidence.files[file_no].name if named and isinstance(file_no, int) else TABLE
    if period and not _is_period(period, zone):
        text = _(
            "Historikkens »{period}« er ikke en periode, så intet tal finder rækken. Skriv den som 2026-10."
        )
        yield Fault(
            NO_PERIOD,
            text.format(period=period),
            source,
            row=line if isinstance(line, int) else None,
            column="period",
            severity="ask",
        )
    if state and state not in STATES:
        text = _("Historikkens tilstand »{state}« kendes ikke og har ingen virkning. Skriv en af {known}.")
        yield Fault(
            NO_STATE,
            text.format(state=state, known=", ".join(STATES)),
            source,
            row=line if isinstance(line, int) else None,
            column="state",
            severity="ask",
        )


def _is_period(code: str, zone: str) -> bool:
    try:
        parse_period(code, zone)
    except ValueError:
        return False
    return True
