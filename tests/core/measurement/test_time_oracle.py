"""Downtime held against a slow second-by-second count: calendars, clock changes, overlaps, maintenance, decisions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from level_cases import KINDS, level, terms

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History
from afstemt.core.evidence.tables import BY_NAME as TABLES
from afstemt.core.measurement.kind import Task
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.terms.model.calendars import ServiceWindow
from afstemt.core.terms.model.hours import service_hours, service_window_spells
from afstemt.core.units.hours import compile_calendar
from afstemt.core.units.period import Period, local
from effort import examples

ZONE = "Europe/Copenhagen"
SERVICES = ("a", "b")
# Two days each: spring and autumn change, a leap day, the turn of a month, a holiday with a working day.
STARTS = [date(2026, 3, 28), date(2026, 10, 24), date(2028, 2, 28), date(2026, 10, 31), date(2026, 5, 14)]
CALENDARS: Mapping[str, Any] = {
    "lunch": {
        day: ["07:30-12:00", "12:45-16:15"] for day in ("thursday", "friday", "saturday", "sunday", "monday")
    },
    "night": {day: ["00:00-03:00", "22:00-24:00"] for day in ("saturday", "sunday", "tuesday")}
    | {"holidays": None},
}
WINDOW = ServiceWindow(
    services=("a",),
    weekly={"sunday": ("01:00-05:00",), "thursday": ("22:00-28:00",), "tuesday": ("09:00-11:00",)},
)


@dataclass(frozen=True)
class Facts:
    """Generated input, in seconds from the period's start (may lie outside it)."""

    first: date
    calendar: str | None
    outages: tuple[tuple[str, int, int | None, str, bool], ...] = ()
    maintenance: tuple[tuple[str, int, int], ...] = ()
    allowance: int | None = None
    outside_counts: bool = True
    held: tuple[tuple[int, int, int], ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)

    @property
    def period(self) -> Period:
        return Period(self.first, self.first + timedelta(days=2), ZONE)


def frame(table: str, rows: Iterable[Mapping[str, Any]]) -> pl.LazyFrame:
    schema = TABLES[table].schema
    filled = [
        dict.fromkeys(schema) | dict(row) | {"file_no": 0, "row_no": number + 2}
        for number, row in enumerate(rows)
    ]
    return pl.LazyFrame(filled, schema=schema)


def evidence(facts: Facts) -> Evidence:
    base = facts.period.from_s
    outages = [
        {
            "id": str(number),
            "service": service,
            "from_s": base + start,
            "to_s": None if end is None else base + end,
            "responsible": responsible,
        }
        for number, (service, start, end, responsible, _whole) in enumerate(facts.outages)
    ]
    maintenance = [
        {"service": service, "from_s": base + start, "to_s": base + end}
        for service, start, end in facts.maintenance
    ]
    whole = [
        {"at_s": 1, "by": "x", "kind": "hold_out", "table": "outages", "row_id": str(number), "reason": "ja"}
        for number, outage in enumerate(facts.outages)
        if outage[4]
    ]
    parts = [
        {
            "at_s": 2,
            "by": "x",
            "kind": "hold_out",
            "table": "outages",
            "row_id": str(number),
            "from_s": base + start,
            "to_s": base + end,
            "reason": "delvist",
        }
        for number, start, end in facts.held
    ]
    return Evidence(
        {
            "outages": frame("outages", outages),
            "maintenance": frame("maintenance", maintenance),
            "decisions": frame("decisions", [*whole, *parts]),
        }
    )


def task(facts: Facts, part: Period | None = None, kind: str = "availability", **rest: Any) -> Task:
    windows = (
        WINDOW.model_copy(
            update={"allowance_minutes": facts.allowance, "outside_counts": facts.outside_counts}
        ),
    )
    under = terms(CALENDARS, service_windows=windows)
    parameters = {"source": "outages", "downtime_from": "outage"} | dict(facts.parameters)
    choices: dict[str, Any] = {
        "missing_data": "up",
        "judge": "exact",
        "calendar": facts.calendar,
        "services": SERVICES,
    }
    measured = level(kind, [{"target": 99}], parameters=parameters, **(choices | rest))
    first, last = facts.first - timedelta(days=200), facts.first + timedelta(days=200)
    return Task(
        measured,
        under,
        facts.period,
        part or facts.period,
        evidence(facts),
        History(),
        lambda name: compile_calendar(service_hours(under, name, first, last), first, last),
    )


def measure(facts: Facts, part: Period | None = None, kind: str = "availability", **rest: Any) -> Outcome:
    return KINDS[kind].measure(task(facts, part, kind, **rest))


# ---- the slow oracle: sets of seconds ------------------------------------------------------------------


def open_seconds(facts: Facts) -> set[int]:
    period = facts.period
    seconds = range(period.from_s, period.to_s)
    if facts.calendar is None:
        return set(seconds)
    hours = service_hours(terms(CALENDARS), facts.calendar, period.first, period.end)
    found = set()
    for start in range(period.from_s, period.to_s, 900):  # clock changes and spells lie on quarters here
        at = local(start, ZONE)
        wall = at.hour * 3600 + at.minute * 60
        if any(low <= wall < high for low, high in hours.on(at.date())):
            found.update(range(start, start + 900))
    return found


def agreed_maintenance(facts: Facts) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    """Return, per service, the seconds of agreed maintenance and of maintenance that counts as downtime."""
    base = facts.period.from_s
    windows = service_window_spells(
        WINDOW, ZONE, facts.first - timedelta(days=40), facts.first + timedelta(days=40)
    )
    inside = set()
    for start, end in windows:
        inside.update(range(start, end))
    off: dict[str, set[int]] = {service: set() for service in SERVICES}
    counts: dict[str, set[int]] = {service: set() for service in SERVICES}
    asked = set()
    for service, start, end in facts.maintenance:
        if service == "a":
            asked.update(range(base + start, base + end))
    used: dict[str, int] = {}
    for second in sorted(asked):
        month = f"{local(second, ZONE):%Y-%m}"
        room = facts.allowance is None or used.get(month, 0) < facts.allowance * 60
        if room and (second in inside or not facts.outside_counts):
            used[month] = used.get(month, 0) + 1
            off["a"].add(second)
        else:
            counts["a"].add(second)
    return off, counts


def oracle(facts: Facts) -> dict[str, tuple[set[int], set[int]]]:
    """Return, per service, the seconds down and the seconds agreed."""
    base = facts.period.from_s
    hours = open_seconds(facts)
    off, counts = agreed_maintenance(facts)
    found = {}
    for service in SERVICES:
        down = set(counts[service])
        for number, (its, start, end, responsible, whole) in enumerate(facts.outages):
            if its != service or responsible != "supplier":
                continue
            partly = [(low, high) for which, low, high in facts.held if which == number]
            if whole and not partly:
                continue
            seconds = set(range(base + start, facts.period.to_s if end is None else base + end))
            if whole:  # held out entirely, whatever stretches were named as well
                seconds = set()
            for low, high in partly:
                seconds -= set(range(base + low, base + high))
            down |= seconds
        found[service] = (down & hours - off[service], hours - off[service])
    return found


def share(down: int, agreed: int) -> Fraction:
    return Fraction(agreed - down, agreed) * 100


HALF_DAY = 43_200
moments = st.integers(-HALF_DAY, 5 * HALF_DAY)


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    first = draw(st.sampled_from(STARTS))
    outages = []
    for _number in range(draw(st.integers(0, 6))):
        start = draw(moments)
        length = draw(st.one_of(st.sampled_from([0, 1, -5, None]), st.integers(1, 2 * HALF_DAY)))
        outages.append(
            (
                draw(st.sampled_from(SERVICES)),
                start,
                None if length is None else start + length,
                draw(st.sampled_from(["supplier", "supplier", "supplier", "authority", "third_party"])),
                draw(st.sampled_from([False, False, False, True])),
            )
        )
    maintenance = []
    for _number in range(draw(st.integers(0, 3))):
        start = draw(moments)
        maintenance.append((draw(st.sampled_from(SERVICES)), start, start + draw(st.integers(1, HALF_DAY))))
    held = []
    for _number in range(draw(st.integers(0, 2)) if outages else 0):
        start = draw(moments)
        held.append((draw(st.integers(0, len(outages) - 1)), start, start + draw(st.integers(1, HALF_DAY))))
    return Facts(
        first,
        draw(st.sampled_from([None, "lunch", "night"])),
        tuple(outages),
        tuple(maintenance),
        draw(st.sampled_from([None, 0, 61])),
        draw(st.booleans()),
        tuple(held),
    )


@settings(max_examples=examples(60))
@given(facts())
@example(Facts(date(2026, 3, 28), None, (("a", 0, None, "supplier", False),)))
@example(
    Facts(
        date(2026, 10, 24), "night", (("b", 80_000, 100_000, "supplier", False),), held=((0, 90_000, 91_000),)
    )
)
def test_availability_agrees_with_a_count_of_seconds(generated: Facts) -> None:
    expected = oracle(generated)
    for how, compose in COMPOSITIONS.items():
        outcome = measure(replace(generated, parameters={"composition": how}))
        figure = outcome.results[0].figure
        wanted = compose(expected)
        if wanted is None:
            assert outcome.state == "not_measured"
            continue
        assert figure is not None
        assert figure.value == wanted, how
        assert 0 <= figure.value <= 100
        assert outcome.rows["counted_s"].sum() == sum(len(down) for down, _agreed in expected.values())


Expected = Mapping[str, tuple[set[int], set[int]]]


def _lowest(found: Expected) -> Fraction | None:
    return min((share(len(down), len(agreed)) for down, agreed in found.values() if agreed), default=None)


def _average(found: Expected) -> Fraction | None:
    shares = [share(len(down), len(agreed)) for down, agreed in found.values() if agreed]
    return sum(shares, Fraction(0)) / len(shares) if shares else None


def _any(found: Expected) -> Fraction | None:
    agreed = found["a"][1] | found["b"][1]
    return share(len(found["a"][0] | found["b"][0]), len(agreed)) if agreed else None


def _all(found: Expected) -> Fraction | None:
    agreed = found["a"][1] | found["b"][1]
    return share(len(found["a"][0] & found["b"][0]), len(agreed)) if agreed else None


COMPOSITIONS = {"each": _lowest, "average": _average, "any": _any, "all": _all}


@settings(max_examples=examples(25))
@given(facts())
def test_totals_are_the_same_by_day(generated: Facts) -> None:
    """The allowance is a month's, so adding day by day gives the same as the whole."""
    whole = measure(replace(generated, parameters={"composition": "average"})).rows["counted_s"].sum()
    days = [
        measure(
            replace(generated, parameters={"composition": "average"}),
            Period(
                generated.first + timedelta(days=number), generated.first + timedelta(days=number + 1), ZONE
            ),
        )
        for number in range(2)
    ]
    assert sum(int(day.rows["counted_s"].sum()) for day in days) == whole


@settings(max_examples=examples(25))
@given(facts())
def test_longest_outage_and_count_agree_with_a_count_of_seconds(generated: Facts) -> None:
    alone = replace(
        generated,
        maintenance=(),
        held=(),
        parameters={"measured": "agreed_hours", "across_periods": "clipped"},
    )
    hours = open_seconds(alone)
    period = alone.period
    lengths, begun = [], 0
    for service in SERVICES:
        down = _reported(alone, service)
        spell = 0
        for second in range(period.from_s, period.to_s + 1):
            if second in down and second < period.to_s:
                spell += second in hours
            elif second - 1 in down:
                lengths.append(spell)
                spell = 0
        begun += _begun(down, hours, period)
    longest = measure(alone, kind="longest_outage").results[0].figure
    assert longest is not None
    assert longest.value == max(lengths, default=0)
    counted = measure(replace(alone, parameters={}), kind="outage_count").results[0].figure
    assert counted is not None
    assert counted.value == begun


def _reported(facts: Facts, service: str) -> set[int]:
    base = facts.period.from_s
    found: set[int] = set()
    for its, start, end, responsible, whole in facts.outages:
        if its == service and responsible == "supplier" and not whole:
            found.update(range(base + start, facts.period.to_s if end is None else base + end))
    return found


def _begun(down: set[int], hours: set[int], period: Period) -> int:
    """Return the unbroken outages that begin in the period and have open time in it."""
    count = 0
    for start in sorted(
        second for second in down if second - 1 not in down and period.from_s <= second < period.to_s
    ):
        second = start
        while second in down and second < period.to_s and second not in hours:
            second += 1
        count += second in down and second in hours
    return count


@pytest.mark.parametrize("how", ["each", "average", "any", "all"])
def test_a_month_without_outages_is_fully_available(how: str) -> None:
    outcome = measure(Facts(STARTS[0], None, parameters={"composition": how}))
    assert outcome.results[0].figure is not None
    assert outcome.results[0].figure.value == 100
