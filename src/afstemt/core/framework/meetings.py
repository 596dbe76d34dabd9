"""The rhythm of status meetings: how often, and the next one."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from afstemt.core.framework.working_days import first_working_day
from afstemt.core.terms.model.hours import service_hours
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.period import add_months

Frequency = Literal["weekly", "fortnightly", "monthly", "quarterly", "twice_a_year", "yearly"]

_WEEKS: dict[str, int] = {"weekly": 1, "fortnightly": 2}
_MONTHS: dict[str, int] = {"monthly": 1, "quarterly": 3, "twice_a_year": 6, "yearly": 12}


def meeting_after(frequency: Frequency, last: date) -> date:
    """Return the day one step of the rhythm after ``last``: weeks later, or the same day some months later.

    The 31st becomes the last day of a shorter month.
    """
    if frequency in _WEEKS:
        return last + timedelta(weeks=_WEEKS[frequency])
    first = add_months(last, _MONTHS[frequency])
    return first.replace(day=min(last.day, monthrange(first.year, first.month)[1]))


def next_meeting(terms: Terms, last: date) -> date | None:
    """Return the day of the meeting after the one on ``last``, moved to the next working day of the framework.

    None when the terms agree no frequency. Without a calendar the day is not moved.
    """
    frequency, calendar = terms.framework.meeting_frequency, terms.framework.calendar
    if frequency is None:
        return None
    day = meeting_after(frequency, last)
    if calendar is None:
        return day
    return first_working_day(service_hours(terms, calendar, day, day + timedelta(days=400)), day)
