"""Calendars as service hours: holidays, own days, windows past midnight and over clock changes."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from afstemt.core.terms.model.calendars import ServiceWindow
from afstemt.core.terms.model.hours import holiday_names, service_hours, service_window_spells
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.hours import ServiceHours

Parse = Callable[[str], Terms]
YEAR = date(2026, 1, 1), date(2026, 12, 31)

DESK = """
[calendars.desk]
monday = ["08:00-12:00", "12:30-16:00"]
tuesday = ["08:00-16:00"]
wednesday = ["08:00-16:00"]
thursday = ["08:00-16:00"]
friday = ["08:00-15:30"]
open_days = ["05-14"]
closed_days = ["06-05", "12-24", "2026-05-15"]
special_days = { "12-23" = ["08:00-12:00"], "2026-12-23" = ["08:00-13:00"], "12-25" = ["10:00-11:00"] }
"""


def desk(parse: Parse, first: date = YEAR[0], last: date = YEAR[1]) -> ServiceHours:
    return service_hours(parse(DESK), "desk", first, last)


def test_weekly_hours_with_a_lunch_break(parse: Parse) -> None:
    weekly = desk(parse).weekly
    assert weekly[0] == ((8 * 3600, 12 * 3600), (12 * 3600 + 1800, 16 * 3600))
    assert weekly[4] == ((8 * 3600, 15 * 3600 + 1800),)
    assert weekly[5] == weekly[6] == ()


@pytest.mark.parametrize(
    ("day", "closed"),
    [
        (date(2026, 4, 3), True),  # langfredag
        (date(2026, 5, 14), False),  # Kristi himmelfartsdag, but worked under this contract
        (date(2026, 5, 15), True),  # own closing day that year
        (date(2026, 6, 5), True),  # grundlovsdag is no public holiday; closed under this contract
        (date(2026, 12, 24), True),
        (date(2026, 12, 31), False),
        (date(2026, 5, 1), False),
    ],
)
def test_days_that_are_closed(parse: Parse, day: date, closed: bool) -> None:
    assert (day in desk(parse).closed) is closed


def test_special_days_win_over_holidays_and_a_full_date_over_month_and_day(parse: Parse) -> None:
    hours = desk(parse, date(2025, 1, 1), date(2026, 12, 31))
    assert hours.special[date(2025, 12, 23)] == ((8 * 3600, 12 * 3600),)
    assert hours.special[date(2026, 12, 23)] == ((8 * 3600, 13 * 3600),)
    assert hours.special[date(2026, 12, 25)] == ((10 * 3600, 11 * 3600),)


def test_great_prayer_day_is_a_holiday_to_2023_and_not_after() -> None:
    names = holiday_names("DK", date(2022, 1, 1), date(2026, 12, 31))
    prayer = [day for day, name in names.items() if name == "Store bededag"]
    assert prayer == [date(2022, 5, 13), date(2023, 5, 5)]
    assert date(2024, 4, 26) not in names


def test_no_calendar_is_round_the_clock(parse: Parse) -> None:
    hours = service_hours(parse(""), None, *YEAR)
    assert hours.weekly == (((0, 86_400),),) * 7
    assert not hours.closed


def test_no_country_has_no_holidays(parse: Parse) -> None:
    terms = parse('[calendars.drift]\nthursday = ["00:00-24:00"]\nholidays = ""')
    assert not service_hours(terms, "drift", *YEAR).closed


def utc(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=UTC).timestamp())  # type: ignore[arg-type,misc]


def test_a_window_past_midnight_is_one_spell() -> None:
    """Thursdays 22-04 and Sundays 20-06, as in a contract."""
    window = ServiceWindow(weekly={"thursday": ("22:00-28:00",), "sunday": ("20:00-30:00",)})
    assert service_window_spells(window, "Europe/Copenhagen", date(2026, 1, 5), date(2026, 1, 11)) == (
        (utc(2026, 1, 4, 19), utc(2026, 1, 5, 5)),  # began the Sunday before, runs into the Monday asked for
        (utc(2026, 1, 8, 21), utc(2026, 1, 9, 3)),
        (utc(2026, 1, 11, 19), utc(2026, 1, 12, 5)),
    )


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 28), 5), (date(2026, 10, 24), 7), (date(2026, 5, 2), 6)]
)
def test_a_night_over_a_clock_change_is_an_hour_shorter_or_longer(day: date, hours: int) -> None:
    window = ServiceWindow(weekly={"saturday": ("22:00-28:00",)})
    ((from_s, to_s),) = service_window_spells(window, "Europe/Copenhagen", day, day)
    assert (to_s - from_s) == hours * 3600
