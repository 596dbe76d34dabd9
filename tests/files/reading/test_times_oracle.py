"""Times written in every form, and the hour that repeats, held against the standard library one by one."""

import datetime as dt
from functools import cache
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_help import ZONE

from afstemt.core.evidence.tables import BY_NAME
from afstemt.files.reading.intake.day_order import day_orders
from afstemt.files.reading.intake.day_text import First, day_of
from afstemt.files.reading.intake.instants import read_instants
from afstemt.files.reading.intake.month_name import LANGUAGES, month_of
from afstemt.files.reading.intake.plan import Plan
from afstemt.files.reading.intake.profile import Clock, Profile, Source
from afstemt.files.reading.intake.repeated_hour import in_order, settled
from afstemt.files.reading.sheets.finding import Findings, Unreadable
from afstemt.files.reading.sheets.limits import Limits

COPENHAGEN = ZoneInfo(ZONE)
MONTHS = {
    "da": "jan. feb. mar. apr. maj juni juli aug. sep. okt. nov. dec.",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "de": "JAN FEB MÄRZ APR MAI JUNI JULI AUG SEPT OKT NOV DEZ",
    "es": "ene feb mar abr may jun jul ago sept oct nov dic",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
}
DAYS = ("{d}/{m}/{y}", "{d:02}-{m:02}-{y}", "{d}.{m}.{y}", "{y}-{m:02}-{d:02}", "{y}/{m:02}/{d:02}")
NAMED = ("{d}/{b}/{y2:02}", "{d:02}-{b}-{y}", "{d}. {b} {y}", "{b} {d}, {y}", "{y}-{b}-{d:02}")
CLOCKS = (
    "{H:02}:{M:02}",
    "{H}.{M:02}",
    "{H:02}:{M:02}:{S:02}",
    "{h}:{M:02}:{S:02} {p}",
    "kl. {H:02}.{M:02}",
    "{h}:{M:02} {q}",
)


def written(wall: dt.datetime, day: str, clock: str, language: str) -> str:
    names = MONTHS[language].split()
    said = {
        "d": wall.day, "m": wall.month, "y": wall.year, "y2": wall.year % 100, "b": names[wall.month - 1],
        "H": wall.hour, "M": wall.minute, "S": wall.second, "h": wall.hour % 12 or 12,
        "p": "PM" if wall.hour >= 12 else "AM", "q": "p.m." if wall.hour >= 12 else "a. m.",
    }  # fmt: skip
    return f"{day} {clock}".format(**said)


@given(
    st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2037, 12, 31)),  # noqa: DTZ001
    st.sampled_from(DAYS + NAMED),
    st.sampled_from(CLOCKS),
    st.sampled_from(sorted(MONTHS)),
)
def test_every_form_is_the_time_that_was_written(
    wall: dt.datetime, day: str, clock: str, language: str
) -> None:
    wall = wall.replace(microsecond=0, second=wall.second if "{S" in clock else 0)
    text = written(wall, day, clock, language)
    read = read_instants(pl.Series([text]), Clock(zone=ZONE), ZONE, first="day")
    local = wall.replace(tzinfo=COPENHAGEN)
    exists = local.astimezone(dt.UTC).astimezone(COPENHAGEN).replace(tzinfo=None) == wall
    assert read.seconds[0] == (int(local.timestamp()) if exists else None), text
    assert read.skipped[0] == (not exists)


def test_no_name_of_a_month_is_another_months_in_another_language() -> None:
    from babel import Locale

    seen: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for widths in Locale.parse(language).months.values():
            for names in (widths["wide"], widths["abbreviated"]):
                for number, name in names.items():
                    seen.setdefault(name.casefold().rstrip("."), set()).add(number)
    assert {name: sorted(numbers) for name, numbers in seen.items() if len(numbers) > 1} == {}
    assert all(month_of(name.upper() + ".") in numbers for name, numbers in seen.items())


@given(
    st.lists(st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)), min_size=1, max_size=40),
    st.sampled_from(["day", "month"]),
    st.sampled_from(["day", "month", None]),
)
def test_a_column_that_shows_its_order_is_read_so_and_one_that_does_not_is_told(
    days: list[dt.date], order: First, said: First | None
) -> None:
    pattern = "%d/%m/%Y" if order == "day" else "%m/%d/%Y"
    text, rows = pl.Series([day.strftime(pattern) for day in days]), pl.Series(range(len(days)))
    findings = Findings(Limits())
    clock = Clock(zone=ZONE, first=said, first_stated=False)
    source = Source(("a",))
    orders = day_orders([("a", source, lambda: [(text, rows)])], clock, "p", findings)
    shows = any(day.day > 12 for day in days)
    doubtful = any(day.day <= 12 and day.day != day.month for day in days)
    if shows:
        assert orders[("a",)] == order
    elif doubtful:
        assert orders[("a",)] == said
        assert bool(findings.found) == (said is not None)
    read = [known.date(orders[("a",)]) if (known := day_of(each)) else None for each in text]
    if shows or not doubtful:
        assert read == days


@given(
    st.lists(st.dates(dt.date(2026, 1, 13), dt.date(2026, 12, 31)), min_size=2, max_size=20),
    st.integers(1, 19),
)
def test_two_orders_in_a_column_are_never_read(days: list[dt.date], at: int) -> None:
    at = min(at, len(days) - 1)
    texts = [day.strftime("%d/%m/%Y" if row < at else "%m/%d/%Y") for row, day in enumerate(days)]
    both = any(day.day > 12 for day in days[:at]) and any(day.day > 12 for day in days[at:])
    text, rows = pl.Series(texts), pl.Series(range(len(days)))
    columns = [("a", Source(("a",)), lambda: [(text, rows)])]
    if both:
        with pytest.raises(Unreadable, match="two-date-orders"):
            day_orders(columns, Clock(), "p", Findings(Limits()))
    else:
        day_orders(columns, Clock(), "p", Findings(Limits()))


CHANGE = int(dt.datetime(2026, 10, 25, 1, tzinfo=dt.UTC).timestamp())
NEAR = st.integers(CHANGE - 3 * 3600, CHANGE + 3 * 3600)


def wall_of(second: int) -> str:
    return dt.datetime.fromtimestamp(second, COPENHAGEN).strftime("%Y-%m-%d %H:%M:%S")


@cache
def seconds_by_wall() -> dict[str, list[int]]:
    """Return every second around the change by what a clock on the wall showed, the slow way."""
    found: dict[str, list[int]] = {}
    for second in range(CHANGE - 4 * 3600, CHANGE + 4 * 3600):
        found.setdefault(wall_of(second), []).append(second)
    return found


def possible(text: str) -> list[int]:
    return seconds_by_wall()[text]


@given(st.lists(st.tuples(NEAR, NEAR), min_size=1, max_size=5), st.sampled_from(["earliest", "latest"]))
def test_an_interval_is_read_as_the_only_one_that_is_possible(
    pairs: list[tuple[int, int]], ambiguous: str
) -> None:
    pairs = [(min(pair), max(pair)) for pair in pairs]
    clock = Clock(zone=ZONE, ambiguous=ambiguous)  # type: ignore[arg-type]
    plan = Plan(Profile("p", "p", clock=clock), BY_NAME["outages"], ZONE)
    texts = {name: [wall_of(pair[at]) for pair in pairs] for at, name in enumerate(("from_at", "to_at"))}
    reads = {name: read_instants(pl.Series(text), clock, ZONE) for name, text in texts.items()}
    rows = pl.Series("row_no", range(len(pairs)), dtype=pl.Int64)
    columns = pl.DataFrame(
        {"from_s": reads["from_at"].seconds, "to_s": reads["to_at"].seconds, "row_no": rows}
    )
    repeats = {
        name: pl.DataFrame(
            {"row_no": rows, "text": texts[name], "early": read.early, "late": read.late}
        ).filter(read.repeated)
        for name, read in reads.items()
    }
    made = settled(columns, repeats, plan, Findings(Limits()))
    for row, (begin, end) in enumerate(pairs):
        can_be = [
            (first, last)
            for first in possible(texts["from_at"][row])
            for last in possible(texts["to_at"][row])
            if first <= last
        ]
        found = made["from_s"][row], made["to_s"][row]
        assert found in can_be
        for at, truth in enumerate((begin, end)):
            if len({each[at] for each in can_be}) == 1:
                assert found[at] == truth
            else:
                assert found[at] == (max if ambiguous == "latest" else min)(each[at] for each in can_be)


@given(st.lists(NEAR, min_size=1, max_size=6))
def test_a_log_in_order_is_read_as_the_only_times_that_are_possible(moments: list[int]) -> None:
    moments = sorted(moments)
    texts = [wall_of(moment) for moment in moments]
    read = read_instants(pl.Series(texts), Clock(zone=ZONE), ZONE)
    count = len(moments)
    updates = pl.DataFrame(
        {
            "id": ["A"] * count, "order": list(range(count)), "at_s": read.seconds, "row_no": list(range(count)),
            "text": texts, "early_s": read.early, "late_s": read.late,
        }
    )  # fmt: skip
    bounds = {row["row_no"]: row for row in in_order(updates, by_order=True).iter_rows(named=True)}
    ways: list[list[int]] = [[]]
    for text in texts:
        ways = [[*way, each] for way in ways for each in possible(text) if not way or way[-1] <= each]
    for row in bounds:
        can_be = {way[row] for way in ways}
        assert {bounds[row]["low"], bounds[row]["high"]} == can_be
