"""The periods before one, by the code that history uses: months before a month, quarters before a quarter."""

from afstemt.core.units.period import Period, add_months, month


def back(period: Period, steps: int) -> Period:
    """Return the calendar month (or quarter) ``steps`` before; a short first or last period is its month."""
    if period.is_quarter:
        first = add_months(period.first, -3 * steps)
        return Period(first, add_months(first, 3), period.zone)
    return month(add_months(period.first, -steps), period.zone)


def same_period(code: str, period: Period) -> bool:
    """Return whether history's code means the period; a short period goes by its month's code too."""
    return code in (period.code, back(period, 0).code)
