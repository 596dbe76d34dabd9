"""Texts to values: Danish and English numbers, yes and no, and instants held against the standard library."""

from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from afstemt.files.reading.intake.instants import read_instants
from afstemt.files.reading.intake.profile import Clock
from afstemt.files.reading.intake.values import (
    mark_of,
    read_booleans,
    read_dates,
    read_decimals,
    read_integers,
)
from afstemt.files.reading.sheets.plain import cell, number

ZONE = "Europe/Copenhagen"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["7,5", "1.234,50", "1.234"], ["7.5", "1234.50", "1234"]),
        (["7.5", "1,234.50", "1,234"], ["7.5", "1234.50", "1234"]),
        (["0,125", "1.000"], ["0.125", "1000"]),
        (["1.234.567"], ["1234567"]),
        (["-3", "+4", "−5", "1 234,5", "12,"], ["-3", "4", "-5", "1234.5", "12."]),
        (["7,5", "7.5"], ["7.5", "7.5"]),
    ],
)
def test_the_column_says_which_mark_is_the_decimal_one(texts: list[str], expected: list[str]) -> None:
    for parts in ([pl.Series(texts)], [pl.Series([text]) for text in texts]):
        mark = mark_of(parts, "auto")
        read = [read_decimals(part, mark) for part in parts]
        found, bad, unclear = (pl.concat(each) for each in zip(*read, strict=True))
        assert found.to_list() == expected
        assert not bad.any()
        assert not unclear.any()


def test_a_number_that_can_be_read_two_ways_is_not_guessed() -> None:
    found, bad, unclear = read_decimals(pl.Series(["1.234", "12"]), "auto")
    assert found.to_list() == [None, "12"]
    assert unclear.to_list() == [True, False]
    assert not bad.any()


@pytest.mark.parametrize(
    ("mark", "text", "read"),
    [
        (",", "7.5", None),
        (".", "7,5", None),
        (",", "1.5,0", None),
        (",", "1.234", "1234"),
        (".", "1.234", "1.234"),
    ],
)
def test_a_stated_mark_is_kept_to(mark: Literal[",", "."], text: str, read: str | None) -> None:
    found, bad, _ = read_decimals(pl.Series([text]), mark)
    assert found[0] == read
    assert bad[0] == (read is None)


def test_whole_numbers_may_have_thousands_and_empty_decimals_only() -> None:
    texts = pl.Series(["1.200", "2.000", "7", "3,0", None])
    found, bad, unclear = read_integers(texts, mark_of([texts], "auto", whole=True))
    assert (found.to_list(), bad.any(), unclear.any()) == ([1200, 2000, 7, 3, None], False, False)
    assert mark_of([pl.Series(["1.200"]), pl.Series(["2"])], "auto", whole=True) == ","
    found, _, unclear = read_integers(
        pl.Series(["1.000"]), mark_of([pl.Series(["1.000"])], "auto", whole=True)
    )
    assert (found.to_list(), unclear.to_list()) == ([None], [True])
    assert read_integers(pl.Series(["1,5"]), "auto")[1].to_list() == [True]


def test_yes_and_no_in_two_languages() -> None:
    found, bad = read_booleans(pl.Series(["Ja", "nej", "TRUE", "0", "x", "måske", None]))
    assert found.to_list() == [True, False, True, False, True, None, None]
    assert bad.to_list() == [False] * 5 + [True, False]


def test_a_day_outside_the_years_is_none() -> None:
    texts = [
        "0001-01-01",
        "-2026-10-07",
        "1969-12-31",
        "1970-01-01",
        "2099-12-31",
        "2100-01-01",
        "9999-12-31",
    ]
    found, bad = read_dates(pl.Series(texts), ())
    assert [str(day) for day in found.drop_nulls()] == ["1970-01-01", "2099-12-31"]
    assert bad.to_list() == [True, True, True, False, False, True, True]


def test_days() -> None:
    found, bad = read_dates(
        pl.Series(["2026-02-28", "2026-02-29", "2026-10-01 00:00:00", "1/10/2026"]), ("%d/%m/%Y",)
    )
    assert [str(day) for day in found] == ["2026-02-28", "None", "2026-10-01", "2026-10-01"]
    assert bad.to_list() == [False, True, False, False]


@pytest.mark.parametrize(
    ("written", "plain"),
    [("1.234", "1.2340"), ("1.5", "1.5"), ("3.0", "3"), ("1e3", "1000"), ("12", "12"), ("1.5E-3", "0.0015")],
)
def test_typed_numbers_cannot_be_read_as_thousands(written: str, plain: str) -> None:
    assert number(written) == plain


def test_a_cells_time_is_its_nearest_second() -> None:
    assert cell(datetime(2026, 10, 1, 8, 14, 59, 999_999)) == "2026-10-01 08:15:00"  # noqa: DTZ001
    assert cell(True) == "true"
    assert cell("") is None


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2037, 12, 31)),  # noqa: DTZ001
    st.sampled_from(["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S.123", "%d/%m/%Y %H:%M:%S"]),
)
def test_local_times_agree_with_the_standard_library(wall: datetime, pattern: str) -> None:
    wall = wall.replace(microsecond=0)
    clock = Clock(("iso", "%d/%m/%Y %H:%M:%S"), zone=ZONE)
    read = read_instants(pl.Series([wall.strftime(pattern)]), clock, ZONE)
    first = wall.replace(tzinfo=ZoneInfo(ZONE))
    exists = first.astimezone(UTC).astimezone(ZoneInfo(ZONE)).replace(tzinfo=None) == wall
    assert read.skipped[0] == (not exists)
    assert read.seconds[0] == (int(first.timestamp()) if exists else None)
    assert read.repeated[0] == (exists and first.utcoffset() != first.replace(fold=1).utcoffset())


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2037, 12, 31)),  # noqa: DTZ001
    st.integers(-14 * 60, 14 * 60),
    st.sampled_from([":", ""]),
)
def test_offsets_are_obeyed(wall: datetime, minutes: int, mark: str) -> None:
    wall = wall.replace(microsecond=0)
    sign, size = ("-", -minutes) if minutes < 0 else ("+", minutes)
    text = f"{wall:%Y-%m-%dT%H:%M:%S}{sign}{size // 60:02}{mark}{size % 60:02}"
    read = read_instants(pl.Series([text]), Clock(), ZONE)
    assert read.seconds[0] == int((wall - timedelta(minutes=minutes)).replace(tzinfo=UTC).timestamp())
    assert not read.naive[0]


def test_later_of_two_occurrences_when_the_profile_says_so() -> None:
    text = pl.Series(["2026-10-25 02:30"])
    first = read_instants(text, Clock(zone=ZONE), ZONE).seconds[0]
    assert read_instants(text, Clock(zone=ZONE, ambiguous="latest"), ZONE).seconds[0] == first + 3600


def test_day_first_is_never_month_first() -> None:
    clock = Clock(("%d/%m/%Y %H:%M",), zone=ZONE)
    read = read_instants(pl.Series(["1/3/2016 7:05", "13/3/2016 07:05", "3/13/2016 07:05"]), clock, ZONE)
    assert read.seconds.to_list() == [1456812300, 1457849100, None]
    assert read.no_such_day.to_list() == [False, False, True]


@pytest.mark.parametrize(
    ("format_", "text", "seconds"),
    [
        ("epoch", "1790834400", 1790834400),
        ("epoch", "1790834400.75", 1790834400),
        ("epoch_ms", "1790834400123", 1790834400),
        ("%d/%b/%y %I:%M %p", "01/Oct/26 8:00 AM", 1790834400),
        ("iso", "2026-10-01 00:00", 1790805600),
    ],
)
def test_other_ways_to_write_an_instant(format_: str, text: str, seconds: int) -> None:
    assert read_instants(pl.Series([text]), Clock((format_,), zone=ZONE), ZONE).seconds[0] == seconds
