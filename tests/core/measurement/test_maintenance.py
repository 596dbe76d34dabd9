"""Maintenance held against its service windows: what is agreed time off, what counts as downtime, and why.

October 2026; the 1st is a Thursday. Working days are Monday to Friday from 8 to 16, without holidays.
"""

from datetime import date
from typing import Any

import pytest
from level_cases import ZONE, evidence, terms

from afstemt.core.measurement.intervals import Line
from afstemt.core.measurement.maintenance import Maintenance, maintenance
from afstemt.core.terms.model.calendars import ServiceWindow
from afstemt.core.terms.model.hours import service_hours
from afstemt.core.units.hours import Calendar, compile_calendar
from afstemt.core.units.period import Period, month

OCTOBER = month(date(2026, 10, 1), ZONE)
SERVICES = ("esdh", "portal")
NOT_AGREED = "Vedligeholdet er ikke aftalt."
TOO_LATE = "Vedligeholdet er ikke varslet i tide."
BEYOND = "Vedligeholdet ligger uden for servicevinduet eller ud over det aftalte omfang."
THURSDAYS = {"thursday": ["22:00-26:00"]}


def held(windows: list[dict[str, Any]], rows: list[dict[str, Any]], part: Period = OCTOBER) -> Maintenance:
    """Return the maintenance of both services; a row without a service is the portal's."""
    under = terms(service_windows=tuple(ServiceWindow.model_validate(one) for one in windows))
    first, last = date(2026, 8, 1), date(2026, 12, 31)

    def working() -> Calendar:
        return compile_calendar(service_hours(under, "desk", first, last), first, last)

    given = evidence(maintenance=[{"service": "portal"} | row for row in rows])
    return maintenance(given, under, Line(SERVICES, part.from_s, part.to_s), part, working)


def minutes(found: Maintenance) -> tuple[float, float]:
    """Return minutes of agreed time off and of downtime."""
    agreed, counting = (
        float((spells["end"] - spells["start"]).sum() or 0) / 60 for spells in (found.agreed, found.counting)
    )
    return agreed, counting


def row(day: int, hours: str = "22:00-23:00", **rest: Any) -> dict[str, Any]:
    """Return an hour of maintenance on a day of October."""
    start, end = hours.split("-")
    return {"from_at": f"2026-10-{day:02} {start}", "to_at": f"2026-10-{day:02} {end}", **rest}


@pytest.mark.parametrize(
    ("announced", "minutes_agreed", "note"),
    [
        ("2026-10-02 17:00", 60, None),  # Monday, Tuesday, Wednesday and Thursday lie between
        ("2026-10-05 07:59", 60, None),
        ("2026-10-05 08:01", 60, None),  # Tuesday, Wednesday and Thursday: three, as agreed
        ("2026-10-06 08:00", 60, None),
        ("2026-10-06 08:01", 0, TOO_LATE),  # Wednesday and Thursday
        (None, 0, TOO_LATE),
    ],
)
def test_notice_is_counted_in_whole_working_days_and_just_enough_is_enough(
    announced: str | None, minutes_agreed: int, note: str | None
) -> None:
    found = held([{"weekly": THURSDAYS, "notice_working_days": 3}], [row(8, announced_at=announced)])
    assert minutes(found) == (minutes_agreed, 60 - minutes_agreed)
    assert found.rows["note"].to_list() == [note]


def test_a_working_day_that_closes_as_maintenance_begins_is_a_day_of_notice() -> None:
    """Tuesday, Wednesday and Thursday lie between, the last until the very second."""
    afternoons = {"thursday": ["16:00-18:00"]}
    rows = [row(8, "16:00-17:00", announced_at="2026-10-05 12:00")]
    assert minutes(held([{"weekly": afternoons, "notice_working_days": 3}], rows)) == (60, 0)


def test_a_late_row_does_not_make_another_late_nor_one_that_was_agreed_case_by_case() -> None:
    rows = [
        row(1, announced_at="2026-09-21 12:00"),
        row(8),
        row(15, agreed=True),
        row(22, agreed=False, announced_at="2026-10-01 12:00"),
    ]
    found = held([{"weekly": THURSDAYS, "notice_working_days": 3}], rows)
    assert minutes(found) == (120, 120)
    assert found.rows["note"].to_list() == [None, TOO_LATE, None, NOT_AGREED]


def test_windows_of_other_services_say_nothing_of_these() -> None:
    windows = [{"services": ["esdh"], "weekly": THURSDAYS}, {"services": ["portal"], "weekly": THURSDAYS}]
    found = held(windows, [row(1), row(2)])
    assert minutes(found) == (60, 60)
    assert found.rows["note"].to_list() == [None, BEYOND]


def test_without_a_window_only_what_is_said_to_be_agreed_or_not_decides() -> None:
    found = held([], [row(1), row(2, agreed=True), row(3, agreed=False)])
    assert minutes(found) == (60, 60)
    assert found.rows["note"].to_list() == [None, None, NOT_AGREED]


def test_the_number_of_windows_is_each_service_s_and_each_month_s() -> None:
    """Two a month: the third of the portal's counts; the other service's and September's do not use them up."""
    rows = [
        {"from_at": "2026-09-17 22:00", "to_at": "2026-09-17 23:00"},
        {"from_at": "2026-09-24 22:00", "to_at": "2026-09-24 23:00"},
        *(row(day) for day in (1, 8, 15)),
        *(row(day, service="esdh") for day in (1, 8)),
    ]
    wide = Period(date(2026, 9, 1), date(2026, 11, 1), ZONE)
    found = held([{"weekly": THURSDAYS, "max_count": 2}], rows, wide)
    assert minutes(found) == (6 * 60, 60)
    assert [one for one in found.rows["note"] if one] == [BEYOND]


def test_the_minutes_a_month_are_each_service_s_and_each_month_s() -> None:
    """90 minutes: the portal's second hour in October counts by half; the other service's and September's do not."""
    rows = [
        {"from_at": "2026-09-24 22:00", "to_at": "2026-09-24 23:00"},
        row(1),
        row(8),
        row(15),
        row(1, service="esdh"),
    ]
    wide = Period(date(2026, 9, 1), date(2026, 11, 1), ZONE)
    found = held([{"weekly": THURSDAYS, "allowance_minutes": 90}], rows, wide)
    assert minutes(found) == (60 + 90 + 60, 90)


def test_each_window_has_its_length_and_a_row_over_the_month_s_end_is_cut_there() -> None:
    found = held([{"max_minutes_each": 30}], [row(1)])
    assert minutes(found) == (30, 30)
    over = {"from_at": "2026-09-30 23:00", "to_at": "2026-10-01 01:00"}
    found = held([{"max_minutes_each": 30}], [over])
    assert minutes(found) == (30, 30)


def test_a_row_shorter_than_the_window_s_length_is_as_long_as_it_is() -> None:
    assert minutes(held([{"max_minutes_each": 30}], [row(1, "22:00-22:20")])) == (20, 0)


def test_rows_over_each_other_are_one_piece_of_maintenance() -> None:
    """Two a month: what lies inside another, however it is cut, uses up none."""
    inside = [row(1, "22:00-23:30"), row(1, "22:30-23:00"), row(1, "22:40-23:10"), row(8)]
    assert minutes(held([{"max_count": 2}], inside)) == (150, 0)
    assert minutes(held([{"allowance_minutes": 150}], inside)) == (150, 0)


def test_maintenance_that_only_touches_the_stretch_is_not_there() -> None:
    before = {"from_at": "2026-09-30 22:00", "to_at": "2026-10-01 00:00", "agreed": False}
    after = {"from_at": "2026-11-01 00:00", "to_at": "2026-11-01 01:00", "agreed": False}
    found = held([], [before, after])
    assert minutes(found) == (0, 0)
    assert found.rows.is_empty()
