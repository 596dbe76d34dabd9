"""Working days, which differ from contract to contract: the days on which a calendar of the terms is open."""

from datetime import date, timedelta

from afstemt.core.units.hours import ServiceHours

_HORIZON = 3660
"""Days to search before a calendar that is never open is given up."""


class NeverOpen(Exception):  # noqa: N818 - says what it is
    """The calendar has no open day within ten years, so working days cannot be counted by it."""


def is_working_day(hours: ServiceHours, day: date) -> bool:
    """Return whether the calendar is open on the day, be it for half of it."""
    if day in hours.special:
        return bool(hours.special[day])
    return day not in hours.closed and bool(hours.weekly[day.weekday()])


def _count(hours: ServiceHours, day: date, number: int, step: timedelta) -> date:
    counted = 0
    for _searched in range(_HORIZON):
        if counted >= number:
            return day
        day += step
        counted += is_working_day(hours, day)
    raise NeverOpen


def working_day_after(hours: ServiceHours, day: date, number: int) -> date:
    """Return the ``number``-th working day after ``day``, which is itself not counted; ``day`` for 0.

    "Within 10 working days of month end" is ``working_day_after(hours, last day of the month, 10)``.

    Args:
        hours: A calendar of the terms; its holidays must reach past the answer.
        day: The day of the event.
        number: 0 or more.

    Raises:
        NeverOpen: The calendar has no working days.
    """
    return _count(hours, day, number, timedelta(days=1))


def working_day_before(hours: ServiceHours, day: date, number: int) -> date:
    """Return the ``number``-th working day before ``day``, which is itself not counted; ``day`` for 0.

    Raises:
        NeverOpen: The calendar has no working days.
    """
    return _count(hours, day, number, timedelta(days=-1))


def first_working_day(hours: ServiceHours, day: date) -> date:
    """Return ``day`` when it is a working day, else the next one.

    Raises:
        NeverOpen: The calendar has no working days.
    """
    return day if is_working_day(hours, day) else working_day_after(hours, day, 1)
