"""The periods before one, by the code that history uses: months before a month, quarters before a quarter."""

from datetime import date
from decimal import Decimal

from afstemt.core.evidence.history import History
from afstemt.core.remuneration.corrections import OPEN
from afstemt.core.units.period import Period, add_months, month, parse_period

EARN_BACK = "earn_back"
"""The rule of lines that give a penalty back, and history's subject for it, under the month that is given back to."""


def back(period: Period, steps: int) -> Period:
    """Return the calendar month (or quarter) ``steps`` before; a short first or last period is its month."""
    if period.is_quarter:
        first = add_months(period.first, -3 * steps)
        return Period(first, add_months(first, 3), period.zone)
    return month(add_months(period.first, -steps), period.zone)


def same_period(code: str, period: Period) -> bool:
    """Return whether history's code means the period; a short period goes by its month's code too."""
    return code in (period.code, back(period, 0).code)


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
