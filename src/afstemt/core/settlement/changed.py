"""What later months have changed of an earlier month's penalty: corrected it, or given it back."""

from datetime import date
from decimal import Decimal

from afstemt.core.evidence.history import History
from afstemt.core.remuneration.corrections import OPEN
from afstemt.core.units.period import parse_period

EARN_BACK = "earn_back"
"""The rule of lines that give a penalty back, and history's subject for it, under the month that is given back to."""


def month_of(code: str, zone: str) -> date | None:
    """Return the first day of the month that history's code begins in; None where it is no period."""
    try:
        return parse_period(code, zone).first.replace(day=1)
    except ValueError:
        return None


def changed_since(history: History, zone: str) -> dict[date, Decimal]:
    """Return what later months have corrected and given back of each month's penalty, by the month's first day."""
    found: dict[date, Decimal] = {}
    for row in history.rows:
        counts = row.subject == EARN_BACK or (row.subject == "correction" and row.state != OPEN)
        if counts and row.amount is not None and (first := month_of(row.period, zone)) is not None:
            found[first] = found.get(first, Decimal(0)) + row.amount
    return found
