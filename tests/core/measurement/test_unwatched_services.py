"""A service that nobody measured while others were: named, with what it could do at most, never averaged away."""

from fractions import Fraction
from typing import Any

import pytest
from level_cases import CALENDARS, KINDS, Row, evidence, level, task, terms

from afstemt.core.measurement.outcome import Outcome
from afstemt.core.measurement.reserve import measured
from afstemt.core.terms.model.parties import Service, System

UNDER = terms(
    CALENDARS,
    systems=(
        System(
            id="sag",
            name="Sag",
            services=tuple(Service(id=name, name=name.title(), users=10) for name in ("portal", "api")),
        ),
    ),
)
OCTOBER = 31 * 86400 + 3600
CHECKED = {"source": "checks", "check_valid_s": "until_next_check", "composition": "each"}
START = {"service": "portal", "at": "2026-10-01 00:00", "ok": True, "response_ms": 10}
STALE = {"service": "api", "at": "2026-09-30 23:59", "ok": True, "response_ms": 10}


def outcome(kind: str, parameters: Row, *rows: Row, target: int = 0, missing: str = "left_out") -> Outcome:
    choices: dict[str, Any] = {"calendar": None, "judge": "exact", "missing_data": missing}
    its = level(kind, [{"target": target}], parameters=parameters, **choices)
    return measured(task(its, evidence(checks=rows), under=UNDER), KINDS[kind])


def named(found: Outcome) -> list[tuple[str, ...]]:
    return [loss.services for loss in found.losses]


@pytest.mark.parametrize(
    ("composition", "state", "worst"),
    [
        ("each", "reserved", Fraction(0)),
        ("any", "reserved", Fraction(0)),
        ("average", "reserved", Fraction(50)),
        ("weighted", "reserved", Fraction(50)),
        ("all", "met", Fraction(100)),
    ],
)
@pytest.mark.parametrize("missing", ["left_out", "up"])
def test_service_without_a_check_is_reserved_by_what_it_could_be(
    composition: str, state: str, worst: Fraction, missing: str
) -> None:
    parameters = CHECKED | {"composition": composition}
    found = outcome("availability", parameters, START, target=99, missing=missing)
    assert (found.state, named(found)) == (state, [("Api",)])
    assert found.at_worst is not None
    figure = found.at_worst[0].figure
    assert figure is not None
    assert figure.value == worst
    assert [loss.seconds for loss in found.losses] == [OCTOBER]


def test_reason_and_derivation_name_the_service() -> None:
    found = outcome("availability", CHECKED, START, target=99)
    assert found.reason.startswith("Api er ikke målt i perioden")
    assert ("Ikke målt", "der er ingen målinger af Api") in [
        (step.what, step.formula) for step in found.steps
    ]


def test_check_from_before_the_period_says_nothing_of_it() -> None:
    found = outcome("availability", CHECKED, START, STALE, target=99)
    assert (found.state, named(found)) == ("reserved", [("Api",)])
    (result,) = found.results
    assert result.coverage is not None
    assert result.coverage.value == 50


def test_service_without_a_check_is_down_where_time_without_measurement_is() -> None:
    found = outcome("availability", CHECKED, START, STALE, target=99, missing="down")
    assert (found.state, named(found)) == ("missed", [])


def test_failing_service_stays_missed_whoever_stops_measuring_it() -> None:
    failed = STALE | {"ok": False}
    assert outcome("availability", CHECKED, START, failed, target=99).state == "missed"


def test_miss_stays_a_miss_and_names_what_was_not_measured() -> None:
    found = outcome("availability", CHECKED, START | {"ok": False}, target=99)
    assert (found.state, named(found)) == ("missed", [("Api",)])


def test_longest_outage_could_be_the_whole_period() -> None:
    parameters = {key: value for key, value in CHECKED.items() if key != "composition"}
    found = outcome("longest_outage", parameters | {"measured": "elapsed"}, START, target=3600)
    assert found.state == "reserved"
    assert found.at_worst is not None
    assert found.at_worst[0].figure is not None
    assert found.at_worst[0].figure.numerator == OCTOBER


@pytest.mark.parametrize(
    ("kind", "parameters", "target"),
    [
        ("outage_count", {"source": "checks", "check_valid_s": 300}, 2),
        ("response_time_share", {"limit_ms": 500, "failed": "counts_as_slow"}, 90),
        ("response_time_percentile", {"percentile": 90, "failed": "counts_as_slow"}, 500),
    ],
)
def test_what_cannot_be_told_is_reserved(kind: str, parameters: Row, target: int) -> None:
    found = outcome(kind, parameters, START, target=target)
    assert (found.state, named(found), found.at_worst) == ("reserved", [("Api",)], None)
    both = outcome(kind, parameters, START, START | {"service": "api"}, target=target)
    assert (both.state, both.losses) == ("met", ())


def test_month_without_any_check_is_not_measured() -> None:
    assert outcome("availability", CHECKED, STALE, target=99).state == "not_measured"
