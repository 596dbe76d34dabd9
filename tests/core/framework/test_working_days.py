"""Working days differ from contract to contract."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afstemt.core.framework.working_days import (
    NeverOpen,
    first_working_day,
    is_working_day,
    working_day_after,
    working_day_before,
)
from afstemt.core.terms.model.calendars import CalendarTerms
from afstemt.core.terms.model.hours import calendar_hours
from afstemt.core.units.hours import ServiceHours

OPEN = ("08:00-16:00",)
WEEK = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), OPEN)


def hours(**changes: object) -> ServiceHours:
    calendar = CalendarTerms.model_validate(WEEK | changes)
    return calendar_hours(calendar, "Europe/Copenhagen", date(2025, 1, 1), date(2027, 12, 31))


MAY_DAY_WORKED = hours(closed_days=("06-05", "12-24", "12-31"))
"""Works on 1 May; closed on Grundlovsdag, 24 and 31 December."""
MAY_DAY_CLOSED = hours(closed_days=("05-01",))
"""The other way round."""


@pytest.mark.parametrize(
    ("calendar", "day", "number", "answer"),
    [
        # 10 working days from the end of October 2026 (a Saturday): 2.-13. November
        (MAY_DAY_WORKED, date(2026, 10, 31), 10, date(2026, 11, 13)),
        # 30 April 2026 is a Thursday; 1 May is worked in one contract and not in the other
        (MAY_DAY_WORKED, date(2026, 4, 30), 1, date(2026, 5, 1)),
        (MAY_DAY_CLOSED, date(2026, 4, 30), 1, date(2026, 5, 4)),
        # Grundlovsdag 2026 is a Friday
        (MAY_DAY_WORKED, date(2026, 6, 4), 1, date(2026, 6, 8)),
        (MAY_DAY_CLOSED, date(2026, 6, 4), 1, date(2026, 6, 5)),
        # Over Christmas: 24-26 closed, 27 a Sunday
        (MAY_DAY_WORKED, date(2026, 12, 23), 1, date(2026, 12, 28)),
        (MAY_DAY_CLOSED, date(2026, 12, 23), 1, date(2026, 12, 24)),
        # Easter 2026: Thursday 2 to Monday 6 April
        (MAY_DAY_CLOSED, date(2026, 3, 31), 3, date(2026, 4, 8)),
        (MAY_DAY_CLOSED, date(2026, 3, 31), 0, date(2026, 3, 31)),
    ],
)
def test_working_day_after(calendar: ServiceHours, day: date, number: int, answer: date) -> None:
    assert working_day_after(calendar, day, number) == answer


def test_working_day_before() -> None:
    assert working_day_before(MAY_DAY_CLOSED, date(2026, 4, 8), 3) == date(2026, 3, 31)


def test_a_half_day_is_a_working_day_and_an_emptied_day_is_not() -> None:
    calendar = hours(special_days={"12-23": ("08:00-12:00",), "12-22": ()})
    assert is_working_day(calendar, date(2026, 12, 23))
    assert not is_working_day(calendar, date(2026, 12, 22))


def test_a_saturday_moves_to_monday() -> None:
    assert first_working_day(MAY_DAY_WORKED, date(2026, 11, 14)) == date(2026, 11, 16)
    assert first_working_day(MAY_DAY_WORKED, date(2026, 11, 16)) == date(2026, 11, 16)


def test_a_calendar_that_is_never_open_has_no_working_days() -> None:
    with pytest.raises(NeverOpen):
        working_day_after(ServiceHours("Europe/Copenhagen", ((),) * 7), date(2026, 1, 1), 1)


@given(st.dates(date(2025, 3, 1), date(2027, 6, 1)), st.integers(1, 40))
def test_counting_there_and_back(day: date, number: int) -> None:
    after = working_day_after(MAY_DAY_WORKED, day, number)
    later = (day + timedelta(days=one) for one in range(1, (after - day).days + 1))
    assert sum(is_working_day(MAY_DAY_WORKED, one) for one in later) == number
    assert is_working_day(MAY_DAY_WORKED, after)
    assert working_day_before(MAY_DAY_WORKED, after + timedelta(days=1), 1) == after
