"""Service hours against an oracle that asks the wall clock tick by tick."""

from datetime import date, timedelta
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from slow_ticks import Ticks, is_open

from afstemt.core.evidence.evidence import collect
from afstemt.core.units.elapsed import (
    due_working_days,
    next_open_at,
    open_before,
    open_before_at,
    reached,
    working_days_over,
)
from afstemt.core.units.hours import DAY, EPOCH, Calendar, ServiceHours, compile_calendar
from afstemt.core.units.period import instant

COPENHAGEN = "Europe/Copenhagen"
DESK = ((8 * 3600, 16 * 3600),)
WEEKDAYS = ServiceHours(COPENHAGEN, (DESK,) * 5 + ((), ()))
TICK = 900
FIRST_DAYS = st.sampled_from(
    [
        date(2026, 3, 27),  # spring on the 29th
        date(2026, 10, 23),  # autumn on the 25th
        date(2028, 2, 27),  # leap day
        date(2026, 12, 23),
        date(2026, 6, 3),
    ]
)
ZONES = st.sampled_from([COPENHAGEN, "Europe/London", "America/New_York", "Australia/Lord_Howe", "UTC"])


@st.composite
def spells(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    """Up to three spells on the quarter, some past midnight, some overlapping."""
    found = []
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, 95))
        end = draw(st.integers(start + 1, draw(st.sampled_from([96, 96, 112]))))
        found.append((start * TICK, end * TICK))
    return tuple(found)


@st.composite
def hours_and_day(draw: st.DrawFn) -> tuple[ServiceHours, date]:
    first = draw(FIRST_DAYS)
    weekly = tuple(draw(st.lists(spells(), min_size=7, max_size=7)))
    days = st.integers(0, 5).map(lambda n: first + timedelta(days=n))
    closed = frozenset(draw(st.lists(days, max_size=2)))
    special = draw(st.dictionaries(days, spells(), max_size=2))
    return ServiceHours(draw(ZONES), weekly, closed, special), first


def compiled(hours: ServiceHours, first: date, days: int = 6) -> Calendar:
    return compile_calendar(hours, first, first + timedelta(days=days - 1))


def one(expression: pl.Expr, **columns: int | None) -> int | None:
    frame = pl.LazyFrame(
        {name: [value] for name, value in columns.items()}, schema_overrides=dict.fromkeys(columns, pl.Int64)
    )
    return collect(frame.select(expression.alias("out"))).item()


def between(start: str, end: str, calendar: Calendar) -> pl.Expr:
    return open_before(end, calendar) - open_before(start, calendar)


def due(start: int, limit: int, calendar: Calendar) -> int | None:
    return one(reached(open_before("start", calendar) + limit, calendar), start=start)


def local(day: date, clock: str) -> int:
    hour, minute = clock.split(":")
    return instant(day, COPENHAGEN, int(hour) * 3600 + int(minute) * 60)


@given(hours_and_day(), st.data())
def test_open_time_equals_wall_clock_asked_tick_by_tick(
    made: tuple[ServiceHours, date], data: st.DataObject
) -> None:
    hours, first = made
    calendar = compiled(hours, first)
    start, end = calendar.from_s, calendar.to_s
    ticks = Ticks(hours, start, end, TICK)
    points = sorted(data.draw(st.lists(st.integers(0, (end - start) // TICK - 1), min_size=2, max_size=6)))
    frame = pl.LazyFrame(
        [{"a": start + low * TICK, "b": start + high * TICK} for low, high in pairwise(points)],
        schema={"a": pl.Int64, "b": pl.Int64},
    )
    found = collect(frame.with_columns(between("a", "b", calendar).alias("out")))
    assert found["out"].to_list() == [ticks.elapsed(a, b) for a, b in found.select("a", "b").iter_rows()]
    assert calendar.total == sum(ticks.open) * TICK


@pytest.mark.parametrize(
    ("limit_s", "day", "clock"),
    [
        (8 * 3600, date(2026, 6, 1), "16:00"),
        (32 * 3600, date(2026, 6, 4), "16:00"),
        (39 * 3600, date(2026, 6, 5), "15:00"),
        (40 * 3600, date(2026, 6, 8), "09:00"),
    ],
)
def test_a_limit_used_up_at_closing_is_due_at_closing_where_days_are_not_of_one_length(
    limit_s: int, day: date, clock: str
) -> None:
    """Fridays close at 15; time begins to run on Monday 1 June at 8."""
    hours = ServiceHours(COPENHAGEN, (DESK,) * 4 + (((8 * 3600, 15 * 3600),), (), ()))
    calendar = compiled(hours, date(2026, 6, 1), 9)
    start = local(date(2026, 6, 1), "08:00")
    assert due(start, limit_s, calendar) == local(day, clock)
    assert due(start, 1, calendar) == start + 1
    assert due(start, 0, calendar) is None


@given(hours_and_day(), st.integers(0, 500), st.integers(1, 200))
def test_due_equals_counting_tick_by_tick(made: tuple[ServiceHours, date], at: int, limit: int) -> None:
    hours, first = made
    calendar = compiled(hours, first)
    ticks = Ticks(hours, calendar.from_s, calendar.to_s, TICK)
    start = calendar.from_s + at * TICK
    assert due(start, limit * TICK, calendar) == ticks.due(start, limit * TICK)


@given(hours_and_day(), st.integers(0, 6 * DAY - 1))
def test_next_open_is_first_open_second(made: tuple[ServiceHours, date], at: int) -> None:
    hours, first = made
    calendar = compiled(hours, first)
    start = calendar.from_s + at
    found = one(next_open_at("at", calendar), at=start)
    if is_open(hours, start):
        assert found == start
    elif found is not None:
        assert is_open(hours, found)
        assert not is_open(hours, found - 1)
        ticks = Ticks(hours, calendar.from_s, calendar.to_s, TICK)
        assert ticks.elapsed(-(-start // TICK) * TICK, found) == 0


@given(hours_and_day(), st.integers(0, 6 * DAY - 2), st.integers(1, 3 * DAY))
def test_due_is_the_inverse_of_elapsed_to_the_second(
    made: tuple[ServiceHours, date], at: int, limit: int
) -> None:
    hours, first = made
    calendar = compiled(hours, first)
    start = calendar.from_s + at
    end = due(start, limit, calendar)
    if end is None:
        assert calendar.total - open_before_at(start, calendar) < limit
    elif end < calendar.to_s:
        assert one(between("a", "b", calendar), a=start, b=end) == limit
        assert one(between("a", "b", calendar), a=start, b=end - 1) == limit - 1


@given(hours_and_day())
def test_total_is_the_same_by_day_by_week_and_in_one(made: tuple[ServiceHours, date]) -> None:
    hours, first = made
    calendar = compiled(hours, first, 29)
    first_s = calendar.from_s

    def total(step: int) -> int:
        edges = [min(first_s + n * step, calendar.to_s - 1) for n in range(29 * DAY // step + 2)]
        frame = pl.LazyFrame(list(pairwise(edges)), schema={"a": pl.Int64, "b": pl.Int64}, orient="row")
        return int(collect(frame.select(between("a", "b", calendar).sum())).item())

    last_second = int(is_open(hours, calendar.to_s - 1))
    assert total(3600) == total(DAY) == total(7 * DAY) == total(28 * DAY) == calendar.total - last_second


@pytest.mark.parametrize(
    ("day", "spell", "open_seconds"),
    [
        (date(2026, 3, 29), (2 * 3600, 3 * 3600), 0),  # the hour that spring skips
        (date(2026, 3, 29), (9000, 12600), 1800),  # 2.30-3.30: only 3.00-3.30 is shown
        (date(2026, 10, 25), (2 * 3600, 3 * 3600), 7200),  # the hour that autumn shows twice
        (date(2026, 10, 25), (0, 9000), 3 * 3600),  # 0.00-2.30: 2.00-2.30 is shown twice
        (date(2026, 3, 29), (0, DAY), 23 * 3600),
        (date(2026, 10, 25), (0, DAY), 25 * 3600),
        (date(2026, 10, 26), (0, DAY), 24 * 3600),
    ],
)
def test_clock_change_counts_what_the_wall_shows(
    day: date, spell: tuple[int, int], open_seconds: int
) -> None:
    hours = ServiceHours(COPENHAGEN, ((),) * 7, special={day: (spell,)})
    assert compile_calendar(hours, day - timedelta(days=2), day + timedelta(days=2)).total == open_seconds


def test_limit_reached_at_closing_is_due_at_closing() -> None:
    calendar = compiled(WEEKDAYS, date(2026, 10, 5), 7)
    start = local(date(2026, 10, 9), "14:00")  # Friday
    assert due(start, 7200, calendar) == local(date(2026, 10, 9), "16:00")
    longer = compiled(WEEKDAYS, date(2026, 10, 5), 10)
    assert due(start, 7201, longer) == local(date(2026, 10, 12), "08:00") + 1


def test_instant_outside_the_calendar_is_null() -> None:
    calendar = compiled(WEEKDAYS, date(2026, 10, 5), 7)
    frame = pl.LazyFrame(
        {"at": [calendar.from_s - 1, calendar.from_s, calendar.to_s - 1, calendar.to_s, None]},
        schema={"at": pl.Int64},
    )
    counted = collect(frame.select(open_before("at", calendar).alias("out")))
    assert counted["out"].to_list() == [None, 0, 5 * 8 * 3600, None, None]


def test_limit_past_the_calendar_is_null() -> None:
    calendar = compiled(WEEKDAYS, date(2026, 10, 5), 7)
    assert one(reached("n", calendar), n=40 * 3600) == local(date(2026, 10, 9), "16:00")
    assert one(reached("n", calendar), n=40 * 3600 + 1) is None
    assert one(reached("n", calendar), n=0) is None


def test_calendar_without_hours_reaches_nothing() -> None:
    closed = compiled(ServiceHours(COPENHAGEN, ((),) * 7), date(2026, 10, 5))
    assert closed.total == 0
    assert closed.slots is None
    assert one(reached("n", closed), n=1) is None


def test_short_spells_are_searched_instead_of_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    calendar = compiled(WEEKDAYS, date(2026, 10, 5), 12)
    wanted = [one(reached("n", calendar), n=n) for n in (1, 28800, 28801, 86400)]
    monkeypatch.setattr("afstemt.core.units.hours.MOST_SLOTS", 1)
    searched = compiled(WEEKDAYS, date(2026, 10, 5), 12)
    assert searched.slots is None
    assert [one(reached("n", searched), n=n) for n in (1, 28800, 28801, 86400)] == wanted


def test_one_row_per_utc_day() -> None:
    calendar = compiled(WEEKDAYS, date(2026, 10, 5), 7)
    assert calendar.days["day"].to_list() == list(range(calendar.first_day, calendar.last_day + 1))
    assert calendar.days["day"].dtype == pl.Int32
    assert calendar.days["open_before"].to_list() == [min(n, 5) * 28800 for n in range(7)]
    assert calendar.first_day == (date(2026, 10, 5) - EPOCH).days


def test_touching_and_overlapping_spells_are_one() -> None:
    lunch = ServiceHours(
        COPENHAGEN, (((8 * 3600, 12 * 3600), (11 * 3600, 14 * 3600), (14 * 3600, 15 * 3600)),) * 7
    )
    calendar = compiled(lunch, date(2026, 10, 5), 3)
    assert calendar.spells == 1
    assert calendar.total == 3 * 7 * 3600


def test_calendar_that_ends_before_it_begins_is_a_fault_in_the_program() -> None:
    with pytest.raises(ValueError, match="2026-10-05"):
        compile_calendar(WEEKDAYS, date(2026, 10, 5), date(2026, 10, 4))


@pytest.mark.parametrize(
    ("day", "clock", "days", "closes"),
    [
        (date(2026, 10, 6), "10:00", 1, date(2026, 10, 7)),
        (date(2026, 10, 6), "08:00", 5, date(2026, 10, 13)),
        (date(2026, 10, 6), "15:59", 3, date(2026, 10, 9)),
        (date(2026, 10, 9), "10:00", 1, date(2026, 10, 12)),  # over a weekend
    ],
)
def test_limit_in_working_days_ends_at_closing(day: date, clock: str, days: int, closes: date) -> None:
    calendar = compiled(WEEKDAYS, date(2026, 10, 1), 30)
    found = one(due_working_days("at", pl.lit(days), calendar), at=local(day, clock))
    assert found == local(closes, "16:00")


@pytest.mark.parametrize(
    ("end", "commenced", "completed"),
    [
        ((date(2026, 10, 7), "16:00"), 0, 0),
        ((date(2026, 10, 7), "23:00"), 0, 0),
        ((date(2026, 10, 8), "08:00"), 0, 0),
        ((date(2026, 10, 8), "08:01"), 1, 0),
        ((date(2026, 10, 8), "15:59"), 1, 0),
        ((date(2026, 10, 8), "16:00"), 1, 1),
        ((date(2026, 10, 12), "09:00"), 3, 2),  # a weekend between
    ],
)
def test_working_days_over_a_due_time(end: tuple[date, str], commenced: int, completed: int) -> None:
    calendar = compiled(WEEKDAYS, date(2026, 10, 1), 30)
    found = working_days_over("due", "end", calendar)
    times = {"due": local(date(2026, 10, 7), "16:00"), "end": local(*end)}
    assert tuple(one(expression, **times) for expression in found) == (commenced, completed)


def test_a_case_late_within_the_day_of_its_due_time_is_no_whole_day_late() -> None:
    """Due Wednesday at noon and done at 14: a working day begun, none completed; not one less than none."""
    calendar = compiled(WEEKDAYS, date(2026, 10, 1), 30)
    times = {"due": local(date(2026, 10, 7), "12:00"), "end": local(date(2026, 10, 7), "14:00")}
    assert tuple(one(found, **times) for found in working_days_over("due", "end", calendar)) == (1, 0)


def test_working_days_without_a_beginning_or_a_number_end_nowhere() -> None:
    calendar = compiled(WEEKDAYS, date(2026, 10, 1), 30)
    frame = pl.LazyFrame(
        {"at": [None, local(date(2026, 10, 6), "10:00")], "days": [3, None]},
        schema={"at": pl.Int64, "days": pl.Int64},
    )
    found = collect(frame.select(due_working_days("at", "days", calendar).alias("closes")))
    assert found["closes"].to_list() == [None, None]
