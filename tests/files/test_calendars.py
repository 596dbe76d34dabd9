"""A run on frozen calendars comes to the same whatever holidays and time zones become; as a file they are whole."""

import gzip
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta, timezone, tzinfo
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from afstemt.core.month import VOCABULARY, run
from afstemt.core.report.build import build_report
from afstemt.core.report.month import Month
from afstemt.core.report.past import past_rows
from afstemt.core.terms.model import hours as terms_hours
from afstemt.core.terms.model.compiled import CalendarKey, Calendars
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units import hours as units_hours
from afstemt.core.units.fault import Refused
from afstemt.core.units.hours import Calendar, ServiceHours, compile_calendar
from afstemt.core.units.period import parse_period
from afstemt.files.calendars import packed, read_calendars, unpacked, write_calendars
from afstemt.files.demo import generate
from afstemt.files.reading.evidence import read_evidence
from afstemt.files.reading.terms import read_contract
from afstemt.files.writing.formats import json

Frozen = Mapping[CalendarKey, Calendar]


def without_deadlines(terms: Terms) -> Terms:
    """Return the terms without what the report says in working days and counts by today's holidays (ADR 12)."""
    return terms.model_copy(
        update={
            "framework": terms.framework.model_copy(update={"deadlines": ()}),
            "settlement": terms.settlement.model_copy(update={"claim_within_working_days": None}),
        }
    )


class Demo:
    """The demo's last month, calculated as often as a test likes."""

    def __init__(self, folder: Path) -> None:
        made = generate(folder, months=2)
        self.code, evidence = made.last
        self.agreed = read_contract(made.terms, VOCABULARY)
        self.contract = Contract(tuple(without_deadlines(terms) for terms in self.agreed.versions))
        self.facts = read_evidence(evidence, zone=self.contract.current.zone)
        self.as_of = made.meeting

    def month(self, calendars: Frozen | None = None, contract: Contract | None = None) -> Month:
        return run(
            contract or self.contract,
            parse_period(self.code),
            self.facts,
            as_of=self.as_of,
            calendars=calendars,
        )


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return Demo(tmp_path_factory.mktemp("demo"))


def written(month: Month) -> bytes:
    return json.write(build_report(month))


def every_monday(_country: str, year: int) -> Mapping[date, str]:
    """Return a holiday data set that is not today's."""
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(365))
    return {day: "Ny helligdag" for day in days if day.weekday() == 0}


def always_summer(_zone: str) -> tzinfo:
    """Return a time zone as if the clock were not set back any more."""
    return timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("module", "name", "changed"),
    [(terms_hours, "_national", every_monday), (units_hours, "ZoneInfo", always_summer)],
    ids=["holidays", "time zones"],
)
def test_a_run_on_frozen_calendars_comes_to_the_same_when_their_sources_change(
    demo: Demo, monkeypatch: pytest.MonkeyPatch, module: object, name: str, changed: object
) -> None:
    first = demo.month()
    content = write_calendars(first.calendars)
    monkeypatch.setattr(module, name, changed)
    anew = demo.month()
    assert written(anew) != written(first)
    assert write_calendars(anew.calendars) != content
    again = demo.month(read_calendars(content, "kalendere.csv"))
    assert written(again) == written(first)
    assert write_calendars(again.calendars) == content


def test_the_figures_are_the_same_also_where_deadlines_move(
    demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = demo.month(contract=demo.agreed)
    monkeypatch.setattr(terms_hours, "_national", every_monday)
    again = demo.month(first.calendars, demo.agreed)
    assert past_rows(again) == past_rows(first)
    assert past_rows(demo.month(contract=demo.agreed)) != past_rows(first)


def test_a_run_gives_every_calendar_that_it_used_and_no_other(demo: Demo) -> None:
    """Days of the calendars: from five years before the period to two after it."""
    keys = set(demo.month().calendars)
    assert {key.calendar for key in keys} <= {*demo.contract.current.calendars, None}
    year = int(demo.code[:4])
    assert {(key.first.year, key.last.year) for key in keys} == {(year - 5, year + 2)}
    assert keys == set(demo.month(demo.month().calendars).calendars)


def test_a_calendar_that_was_not_frozen_is_refused_and_not_compiled(demo: Demo) -> None:
    frozen = dict(demo.month().calendars)
    (gone,) = [key for key in frozen if key.calendar is None]
    del frozen[gone]
    with pytest.raises(Refused, match="uden kalenderen »døgnet rundt« fra") as refused:
        demo.month(frozen)
    assert [fault.code for fault in refused.value.faults] == ["calendar-not-kept"]


SPELLS = st.lists(
    st.tuples(st.integers(0, 30 * 3600), st.integers(1, 6 * 3600)).map(lambda it: (it[0], it[0] + it[1])),
    max_size=3,
).map(tuple)
NAMES = st.none() | st.text(st.characters(exclude_categories=("Cs",)), max_size=6)
"""A key of TOML may be any text, the empty one too."""


@st.composite
def frozen(draw: st.DrawFn) -> Frozen:
    made = {}
    for name in draw(st.lists(NAMES, unique=True, max_size=3)):
        first = draw(st.sampled_from([date(2026, 3, 27), date(2026, 10, 23), date(1969, 12, 30)]))
        last = first + timedelta(days=draw(st.integers(0, 5)))
        zone = draw(st.sampled_from(["Europe/Copenhagen", "Australia/Lord_Howe", "UTC"]))
        weekly = tuple(draw(st.lists(SPELLS, min_size=7, max_size=7)))
        version = draw(st.sampled_from([date(2026, 1, 1), date(2026, 7, 1)]))
        made[CalendarKey(version, name, first, last)] = compile_calendar(
            ServiceHours(zone, weekly), first, last
        )
    return made


def assert_same(one: Frozen, other: Frozen) -> None:
    assert set(one) == set(other)
    for key, calendar in one.items():
        again = other[key]
        bounds = (calendar.first_day, calendar.last_day, calendar.spells)
        assert (again.first_day, again.last_day, again.spells) == bounds
        assert_frame_equal(again.days, calendar.days)
        assert_frame_equal(again.working_days, calendar.working_days)


@given(frozen())
def test_what_is_written_is_read_again_exactly(calendars: Frozen) -> None:
    content = write_calendars(calendars)
    assert_same(read_calendars(unpacked(packed(content), "f"), "f"), calendars)
    turned = dict(reversed(list(calendars.items())))
    assert write_calendars(turned) == content


DESK = ServiceHours("Europe/Copenhagen", (((8 * 3600, 12 * 3600), (13 * 3600, 16 * 3600)),) * 5 + ((), ()))
MONDAY, TUESDAY = date(2026, 10, 26), date(2026, 10, 27)
ONE = {CalendarKey(date(2026, 1, 1), "desk", MONDAY, TUESDAY): compile_calendar(DESK, MONDAY, TUESDAY)}


def test_the_file_can_be_read_by_eye() -> None:
    """Two days of winter time: 8 to 12 and 13 to 16 in Copenhagen are an hour earlier in UTC."""
    rows = write_calendars(ONE).decode().splitlines()
    assert rows[:3] == [
        "in_force_from,round_the_clock,calendar,first,last,what,day,open_before,start_1,end_1,start_2,end_2",
        "2026-01-01,0,desk,2026-10-26,2026-10-27,day,20752,0,25200,39600,43200,54000",
        "2026-01-01,0,desk,2026-10-26,2026-10-27,day,20753,25200,25200,39600,43200,54000",
    ]
    assert "2026-01-01,0,desk,2026-10-26,2026-10-27,working_day,20753,,25200,54000,," in rows


def test_a_packed_file_holds_no_time_and_no_name() -> None:
    header = packed(write_calendars(ONE))[:10]
    assert header[:8] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00"


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\xff\xfe",
        write_calendars(ONE).replace(b"open_before", b"open"),
        write_calendars(ONE).replace(b",start_2,end_2", b""),
        write_calendars(ONE).replace(b"20752", b"20751"),  # the same day twice, another missing
        write_calendars(ONE).replace(b"day,20753,25200", b"day,20753,25201"),  # the running total
        write_calendars(ONE).replace(b"25200,39600,43200", b"25200,43201,43200"),  # spells over each other
        write_calendars(ONE).replace(b"54000\r", b"86401\r"),  # past midnight
        write_calendars(ONE).replace(b"working_day", b"holiday"),
        write_calendars(ONE).replace(b"2026-01-01", b"2026-13-01"),
        write_calendars(ONE).replace(b",25200,54000,,", b",54000,25200,,"),  # closes before it opens
        write_calendars(ONE)[: len(write_calendars(ONE)) // 3],
    ],
    ids=range(12),
)
def test_a_damaged_file_is_refused_in_words(damage: bytes) -> None:
    with pytest.raises(Refused, match=r"^kalendere\.csv er beskadiget"):
        read_calendars(damage, "kalendere.csv")


def test_a_file_that_is_not_whole_gzip_is_refused_in_words() -> None:
    whole = packed(write_calendars(ONE))
    for damage in (whole[:-9], b"no gzip", whole[:12] + b"\0\0\0\0" + whole[16:], gzip.compress(b"x")[:-1]):
        with pytest.raises(Refused, match=r"^kalendere\.csv\.gz er beskadiget"):
            unpacked(damage, "kalendere.csv.gz")


@given(st.integers(0, 2000), st.characters(max_codepoint=255).map(str.encode))
def test_damage_anywhere_is_refused_or_read_and_never_a_fault_in_the_program(place: int, put: bytes) -> None:
    content = write_calendars(ONE)
    place %= len(content)
    try:
        read = read_calendars(content[:place] + put * 25 + content[place + 1 :], "f")
    except Refused:
        return
    assert all(isinstance(one, Calendar) for one in read.values())


def test_the_round_trip_test_can_fail() -> None:
    (key,) = ONE
    moved = replace(ONE[key], days=ONE[key].days.with_columns(pl.col("start_1") + 1))
    with pytest.raises(AssertionError):
        assert_same({key: moved}, ONE)


def test_calendars_frozen_before_they_reached_as_far_back_are_stood_on_as_they_are() -> None:
    """An earlier version of the program asked for five years whatever the rows were."""
    terms = Terms(id="K", title="K", in_force_from=date(2010, 1, 1), parties=())
    first = Calendars()
    kept = first.of(terms, None, date(2021, 1, 1), date(2021, 12, 31))
    again = Calendars(first.given)
    assert again.of(terms, None, date(2015, 1, 1), date(2021, 12, 31)) is kept
    assert again.given == first.given
    with pytest.raises(Refused):
        again.of(terms, None, date(2021, 1, 1), date(2022, 12, 31))
