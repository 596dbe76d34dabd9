"""Checks weighted by time, held against a count of seconds: any order, any batch size, gaps, ties, earlier checks."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from level_cases import KINDS, level, terms

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History
from afstemt.core.measurement import checks as module
from afstemt.core.measurement.checks import Watch, watch
from afstemt.core.measurement.intervals import Line
from afstemt.core.measurement.kind import Task
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.terms.model.hours import service_hours
from afstemt.core.units.hours import compile_calendar
from afstemt.core.units.period import Period
from effort import examples

Check = tuple[str, int, bool]
SERVICES = ("a", "b", "c")
FROM, TO = 1000, 1300


def frame(checks: Sequence[Check]) -> pl.LazyFrame:
    return pl.LazyFrame(
        [(service, at, ok, 10, 0, row) for row, (service, at, ok) in enumerate(checks, 2)],
        schema={
            "service": pl.String,
            "at_s": pl.Int64,
            "ok": pl.Boolean,
            "response_ms": pl.Int64,
            "file_no": pl.Int32,
            "row_no": pl.Int64,
        },
        orient="row",
    )


def seconds(line: Line, spells: pl.DataFrame) -> set[tuple[str, int]]:
    return {
        (row["service"], second)
        for row in line.back(spells).iter_rows(named=True)
        for second in range(row["start_s"], row["end_s"])
    }


def oracle(checks: Sequence[Check], line: Line, valid_s: int | None) -> tuple[set[Any], set[Any]]:
    """Return (service, second) that are down and those not measured, second by second."""
    down, missing = set(), set()
    for service in line.services:
        its = [(at, ok) for name, at, ok in checks if name == service]
        for second in range(line.from_s, line.to_s):
            past = [(at, ok) for at, ok in its if at <= second]
            latest = max((at for at, _ok in past), default=None)
            if latest is None or (valid_s is not None and second >= latest + valid_s):
                missing.add((service, second))
            elif not all(ok for at, ok in past if at == latest):
                down.add((service, second))
    return down, missing


@st.composite
def generated(draw: st.DrawFn) -> tuple[list[Check], int | None, int]:
    """Return checks in some order, how long they hold, and a batch size."""
    shape = draw(st.sampled_from(["anyhow", "by_time", "by_service", "rounds"]))
    if shape == "rounds":
        step = draw(st.integers(1, 60))
        names = draw(st.permutations(("a", "b", "c", "other")))
        checks = [
            (service, at + number % 2, draw(st.integers(0, 4)) > 0)
            for at in range(draw(st.integers(FROM - 100, FROM + 50)), TO + 20, max(step, 10))
            for number, service in enumerate(names)
        ]
        if draw(st.booleans()) and checks:
            del checks[draw(st.integers(0, len(checks) - 1))]
    else:
        checks = draw(
            st.lists(
                st.tuples(
                    st.sampled_from(("a", "b", "c", "other")), st.integers(FROM - 80, TO + 20), st.booleans()
                ),
                max_size=40,
            )
        )
        if shape == "by_time":
            checks.sort(key=lambda check: check[1])
        if shape == "by_service":
            checks.sort(key=lambda check: check[:2])
    return checks, draw(st.sampled_from([None, 1, 30, 60])), draw(st.sampled_from([1, 3, 8, 1000]))


@settings(max_examples=examples(250))
@example(
    (
        [
            ("b", FROM + 6, False),
            ("a", FROM + 5, False),
            ("b", FROM + 2, False),
            ("b", FROM + 6, False),
            ("b", FROM + 5, True),
        ],
        1,
        3,
    )
)
@given(generated())
def test_down_and_missing_agree_with_a_count_of_seconds(given_: tuple[list[Check], int | None, int]) -> None:
    checks, valid_s, batch = given_
    line = Line(SERVICES, FROM, TO)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BATCH", batch)
        patch.setattr(module, "STRETCH", 2 * batch)
        patch.setattr(module, "batches", _cut)
        seen = watch(frame(checks), line, valid_s=valid_s)
    down, missing = oracle(checks, line, valid_s)
    assert seconds(line, seen.down) == down
    assert seconds(line, seen.missing) == missing


@pytest.mark.parametrize("valid_s", [None, 15, 20])
@pytest.mark.parametrize("batch", [1, 2, 6, 7, 1000])
@pytest.mark.parametrize("order", ["rounds", "mixed in time", "latest first", "by service"])
def test_rounds_of_checks_agree_with_a_count_of_seconds(order: str, batch: int, valid_s: int | None) -> None:
    """A monitor asks a, b and c in turn every 20 seconds; b fails twice in a row, c at the end, a now and then."""
    failing = {("b", 3), ("b", 4), ("c", 14), ("a", 0), ("a", 2), ("a", 15)}
    checks = [
        (service, FROM - 10 + 20 * number + place, (service, number) not in failing)
        for number in range(16)
        for place, service in enumerate(SERVICES)
    ]
    if order == "mixed in time":
        checks.sort(key=lambda check: ((check[1] - FROM + 10) // 20, check[1] * 7 % 11))
    if order == "latest first":
        checks.reverse()
    if order == "by service":
        checks.sort()
    line = Line(SERVICES, FROM, TO)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BATCH", batch)
        patch.setattr(module, "STRETCH", 2 * batch)
        patch.setattr(module, "batches", _cut)
        seen = watch(frame(checks), line, valid_s=valid_s)
    down, missing = oracle(checks, line, valid_s)
    assert seconds(line, seen.down) == down
    assert seconds(line, seen.missing) == missing


def _cut(frame: pl.LazyFrame, rows: int) -> list[pl.DataFrame]:
    whole = frame.collect()
    return [whole.slice(start, rows) for start in range(0, whole.height, rows)]


@settings(max_examples=examples(100))
@given(generated(), st.randoms(use_true_random=False))
def test_order_of_the_rows_never_changes_what_they_say(
    given_: tuple[list[Check], int | None, int], chance: random.Random
) -> None:
    checks, valid_s, batch = given_
    shuffled = chance.sample(checks, len(checks))
    line = Line(SERVICES, FROM, TO)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BATCH", batch)
        patch.setattr(module, "STRETCH", 2 * batch)
        patch.setattr(module, "batches", _cut)
        one = watch(frame(checks), line, valid_s=valid_s)
        other = watch(frame(shuffled), line, valid_s=valid_s)
    assert one.down.equals(other.down)
    assert one.missing.equals(other.missing)


@settings(max_examples=examples(40))
@given(generated(), st.integers(FROM + 1, TO - 1))
def test_stretches_of_time_add_up(given_: tuple[list[Check], int | None, int], cut: int) -> None:
    checks, valid_s, _batch = given_

    def spells(from_s: int, to_s: int) -> Watch:
        return watch(frame(checks), Line(SERVICES, from_s, to_s), valid_s=valid_s)

    def both(name: str) -> set[tuple[str, int]]:
        early, late = spells(FROM, cut), spells(cut, TO)
        return seconds(Line(SERVICES, FROM, cut), getattr(early, name)) | seconds(
            Line(SERVICES, cut, TO), getattr(late, name)
        )

    whole = spells(FROM, TO)
    assert both("down") == seconds(Line(SERVICES, FROM, TO), whole.down)
    assert both("missing") == seconds(Line(SERVICES, FROM, TO), whole.missing)


# ---- missing measurement, coverage, slow answers --------------------------------------------------------

DAY = Period(date(2026, 10, 5), date(2026, 10, 6))


def measured(checks: pl.LazyFrame | None, missing_data: str | None, **parameters: Any) -> Outcome:
    under = terms()
    settings_ = {"source": "checks", "check_valid_s": 3600} | parameters
    its = level(
        "availability",
        [{"target": 99}],
        calendar=None,
        services=("a",),
        missing_data=missing_data,
        judge="exact",
        parameters=settings_,
    )
    calendar = compile_calendar(
        service_hours(under, None, DAY.first, DAY.end), DAY.first - timedelta(days=100), DAY.end
    )
    facts = Evidence({} if checks is None else {"checks": checks})
    return KINDS["availability"].measure(Task(its, under, DAY, DAY, facts, History(), lambda _name: calendar))


def half_a_day() -> pl.LazyFrame:
    """A check an hour for 12 hours; the one at hour 3 fails."""
    return frame([("a", DAY.from_s + hour * 3600, hour != 3) for hour in range(12)])


@pytest.mark.parametrize(
    ("missing_data", "up", "agreed"),
    [("up", 23, 24), ("down", 11, 24), ("left_out", 11, 12)],
)
def test_missing_measurement_counts_as_the_terms_say(missing_data: str, up: int, agreed: int) -> None:
    outcome = measured(half_a_day(), missing_data)
    figure, coverage = outcome.results[0].figure, outcome.results[0].coverage
    assert figure is not None
    assert (figure.numerator, figure.denominator) == (up * 3600, agreed * 3600)
    assert coverage is not None
    assert (coverage.numerator, coverage.denominator) == (12 * 3600, 24 * 3600)
    assert outcome.rows["counted_s"].sum() == (agreed - up) * 3600
    failing = outcome.rows.filter(pl.col("state") == "down")
    assert failing["row_no"].to_list() == [5]


def test_missing_measurement_without_a_choice_gives_no_figure() -> None:
    assert measured(half_a_day(), None).state == "not_measured"
    assert measured(None, None).state == "not_measured"
    assert measured(None, "left_out").state == "not_measured"


def test_nothing_delivered_is_down_where_the_terms_say_so_and_never_up() -> None:
    down = measured(None, "down").results[0].figure
    assert down is not None
    assert down.value == 0
    assert measured(None, "up").state == "not_measured"


def test_a_check_before_the_period_says_nothing_of_it() -> None:
    """Not even where a check's state holds until the next one, whatever time passes."""
    earlier = half_a_day().with_columns(pl.col("at_s") - 40 * 86400)
    assert measured(earlier, "up").state == "not_measured"


def test_a_check_that_is_answered_too_late_counts_as_down() -> None:
    slow = half_a_day().with_columns(
        pl.when(pl.col("row_no") == 8).then(5000).otherwise(pl.col("response_ms")).alias("response_ms")
    )
    outcome = measured(slow, "left_out", response_limit_ms=4000)
    figure = outcome.results[0].figure
    assert figure is not None
    assert (figure.numerator, figure.denominator) == (10 * 3600, 12 * 3600)


def test_a_check_without_a_response_time_is_not_too_slow() -> None:
    """What is not known is not held against the service; it was answered."""
    unknown = half_a_day().with_columns(
        pl.when(pl.col("row_no") == 8).then(None).otherwise(pl.col("response_ms")).alias("response_ms")
    )
    figure = measured(unknown, "left_out", response_limit_ms=4000).results[0].figure
    assert figure is not None
    assert (figure.numerator, figure.denominator) == (11 * 3600, 12 * 3600)


@pytest.mark.parametrize(
    "checks",
    [
        [("a", 1000, True), ("a", 1100, False), ("a", 1100, True), ("a", 1200, True)],
        [("a", 1000, True), ("a", 1100, True), ("a", 1100, False), ("a", 1200, True)],
        [("a", 1100, True), ("a", 1200, True), ("a", 1000, True), ("a", 1100, False)],
    ],
)
@pytest.mark.parametrize("batch", [1, 2, 100])
def test_a_failing_check_prevails_over_another_of_the_same_second(checks: list[Check], batch: int) -> None:
    line = Line(("a",), FROM, TO)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BATCH", batch)
        patch.setattr(module, "STRETCH", 2 * batch)
        patch.setattr(module, "batches", _cut)
        seen = watch(frame(checks), line, valid_s=None)
    assert seconds(line, seen.down) == {("a", second) for second in range(1100, 1200)}


def test_time_before_the_period_is_not_an_outage_for_want_of_checks() -> None:
    """Earlier months are looked into for outages that run on, not for checks that nobody delivered."""
    under = terms()
    parameters = {"source": "checks", "check_valid_s": 3600, "measured": "elapsed"}
    its = level(
        "longest_outage",
        [{"target": 60}],
        calendar=None,
        services=("a",),
        missing_data="down",
        parameters=parameters,
    )
    first = DAY.first - timedelta(days=100)
    calendar = compile_calendar(service_hours(under, None, first, DAY.end), first, DAY.end)
    facts = Evidence({"checks": half_a_day()})
    task = Task(its, under, DAY, DAY, facts, History(), lambda _name: calendar)
    result = KINDS["longest_outage"].measure(task).results[0]
    assert result.figure is not None
    assert result.figure.value == 12 * 3600
    assert result.coverage is not None
    assert result.coverage.value == 50
