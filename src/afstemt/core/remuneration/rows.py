"""Rows of quantities, hours and decisions as they leave the frame: text becomes Decimal here, once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

import polars as pl

from afstemt.core.evidence.decisions import in_effect
from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.units.fault import Fault
from afstemt.core.units.period import Period, local
from afstemt.core.units.wording import _


def exact(text: str | None) -> Decimal | None:
    """Return the number written with a point, or None when it is not a finite number."""
    try:
        value = Decimal(text or "")
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def source_of(evidence: Evidence, file_no: int | None, table: str) -> str:
    """Return the file's name as the user knows it, else the table's."""
    if file_no is not None and 0 <= file_no < len(evidence.files):
        return evidence.files[file_no].name
    return table


def not_a_number(evidence: Evidence, table: str, column: str, row: dict[str, object]) -> Fault:
    """Return the fault of a row whose number cannot be read."""
    file_no, row_no = row["file_no"], row["row_no"]
    return Fault(
        "bad-number",
        _("Kolonnen {column} har »{value}«; der ventes et tal som 12.5. Rækken er ikke medregnet.").format(
            column=column, value=row[column]
        ),
        source=source_of(evidence, file_no if isinstance(file_no, int) else None, table),
        row=row_no if isinstance(row_no, int) else None,
        column=column,
        severity="set_aside",
    )


@dataclass(frozen=True, slots=True)
class QuantityRow:
    """One stated quantity; ``day`` is where it belongs, None when the row has no time."""

    item: str
    quantity: Decimal
    day: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class HoursRow:
    """One consultant's hours on one activity one day."""

    day: date
    hours: Decimal
    rate_code: str
    order: str
    note: str
    approved: bool


def quantity_rows(evidence: Evidence, period: Period) -> tuple[tuple[QuantityRow, ...], tuple[Fault, ...]]:
    """Return the period's quantities: those that begin in it (or end, without a start), and undated ones."""
    at = pl.coalesce("from_s", pl.col("to_s") - 1)
    frame = collect(
        evidence.table("quantities")
        .with_columns(at.alias("belongs_s"))
        .filter(
            pl.col("belongs_s").is_null()
            | ((pl.col("belongs_s") >= period.from_s) & (pl.col("belongs_s") < period.to_s))
        )
        .sort("belongs_s", "file_no", "row_no", nulls_last=True)
    )
    rows: list[QuantityRow] = []
    faults: list[Fault] = []
    for row in frame.iter_rows(named=True):
        quantity = exact(row["quantity"])
        if quantity is None:
            faults.append(not_a_number(evidence, "quantities", "quantity", row))
            continue
        second = row["belongs_s"]
        day = None if second is None else local(second, period.zone).date()
        rows.append(QuantityRow(row["item"], quantity, day, row["reason"] or ""))
    return tuple(rows), tuple(faults)


def hours_rows(evidence: Evidence, until: date) -> tuple[tuple[HoursRow, ...], tuple[Fault, ...]]:
    """Return all hours before the day ``until``, oldest first: an estimate is used up over its order's life."""
    frame = collect(evidence.table("hours").filter(pl.col("date") < until).sort("date", "file_no", "row_no"))
    rows: list[HoursRow] = []
    faults: list[Fault] = []
    for row in frame.iter_rows(named=True):
        hours = exact(row["hours"])
        if hours is None:
            faults.append(not_a_number(evidence, "hours", "hours", row))
            continue
        rows.append(
            HoursRow(
                row["date"],
                hours,
                row["rate_code"] or "",
                row["order"] or "",
                row["note"] or "",
                bool(row["approved"]),
            )
        )
    return tuple(rows), tuple(faults)


def decision_rows(evidence: Evidence, *kinds: str) -> Iterator[dict[str, object]]:
    """Return the parties' decisions of the kinds, oldest first, as they stand in the table."""
    frame = collect(
        in_effect(evidence).filter(pl.col("kind").is_in(list(kinds))).sort("at_s", "file_no", "row_no")
    )
    return frame.iter_rows(named=True)
