"""Availability of several services and sources: the lowest, as reported, what nobody delivered, what is held out.

September 2026 has 720 hours; the services are to be available round the clock.
"""

from typing import Any

import pytest
from level_cases import evidence, level, measure, terms

from afstemt.core.measurement.outcome import Outcome
from afstemt.core.terms.model.parties import Service, System
from afstemt.core.units.figure import Figure

UNDER = terms(
    systems=(
        System(id="sag", name="Sag", services=tuple(Service(id=name, name=name, users=10) for name in "ab")),
    )
)
OUTAGES: dict[str, Any] = {"source": "outages", "downtime_from": "outage", "degraded": "counts"}
HOUR = 3600


def row(service: str, begins: str, ends: str, **rest: Any) -> dict[str, Any]:
    return {"service": service, "from_at": f"2026-09-{begins}", "to_at": f"2026-09-{ends}"} | rest


def available(parameters: dict[str, Any], missing_data: str = "up", **tables: Any) -> Outcome:
    its = level(
        "availability",
        [{"target": 99}],
        calendar=None,
        decimals=2,
        missing_data=missing_data,
        parameters=OUTAGES | {"composition": "each"} | parameters,
    )
    return measure(its, evidence(**tables), "2026-09", under=UNDER)


def hours_of(figure: Figure | None) -> tuple[float, float]:
    """Return hours up and hours agreed."""
    assert figure is not None
    return figure.numerator / HOUR, figure.denominator / HOUR


def test_the_lowest_service_is_the_one_with_the_lowest_share() -> None:
    """``a`` is up 99 of 100 hours, the rest being agreed maintenance, ``b`` 710 of 720."""
    found = available(
        {},
        outages=[row("a", "29 00:00", "29 01:00"), row("b", "29 00:00", "29 10:00")],
        maintenance=[row("a", "01 00:00", "26 20:00", agreed=True)],
    )
    assert hours_of(found.results[0].figure) == (710, 720)
    assert found.state == "missed"


@pytest.mark.parametrize(("how", "users"), [("any", 1), ("all", 1), ("weighted", 20)])
def test_the_figure_before_adjustment_is_as_it_was_reported(how: str, users: int) -> None:
    """An hour down in two hours of agreed maintenance: nothing after, an hour of 720 before."""
    found = available(
        {"composition": how},
        outages=[row(name, "02 10:00", "02 11:00") for name in "ab"],
        maintenance=[row(name, "02 10:00", "02 12:00", agreed=True) for name in "ab"],
    )
    assert hours_of(found.results[0].figure) == (718 * users, 718 * users)
    before = dict(found.extra)["Før justering"]
    assert hours_of(before) == (719 * users, 720 * users)


def checks() -> list[dict[str, Any]]:
    return [
        {"service": service, "at": f"2026-09-01 {clock}", "ok": True, "response_ms": 100}
        for clock in ("00:00", "12:00")
        for service in "ab"
    ]


def test_outages_that_nobody_delivered_are_missing_though_checks_were() -> None:
    """Where both are asked for, and what is missing counts as down."""
    both = {"source": "both", "check_valid_s": "until_next_check"}
    delivered = available(both, "down", checks=checks(), outages=[row("a", "02 10:00", "02 12:00")])
    assert hours_of(delivered.results[0].figure) == (718, 720)
    lacking = available(both, "down", checks=checks())
    assert hours_of(lacking.results[0].figure) == (0, 720)


def test_an_outage_that_nobody_was_told_of_counts_nothing_also_where_degraded_ones_do_not() -> None:
    rows = [
        row("a", "02 10:00", "02 12:00", severity="A"),
        row("a", "03 10:00", "03 12:00", severity="degraded", notified_at="2026-09-03 10:00"),
        row("a", "04 10:00", "04 12:00", severity="A", notified_at="2026-09-04 11:00"),
    ]
    found = available({"downtime_from": "notification", "degraded": "not"}, outages=rows)
    assert hours_of(found.results[0].figure) == (719, 720)
    assert found.rows["held_out"].to_list() == [
        "Leverandøren er ikke underrettet om afbrydelsen.",
        "Forringet drift tæller ikke som nedetid.",
        None,
    ]


def test_degraded_outages_are_asked_about_only_while_they_would_count() -> None:
    rows = [row("a", f"0{day} 10:00", f"0{day} 12:00", id=f"N-{day}", severity="degraded") for day in (2, 3)]
    decisions = [
        {
            "at": "2026-10-02 09:00", "by": "Parterne", "kind": "hold_out", "table": "outages",
            "row_id": each["id"], "reason": "Aftalt",
        }
        for each in rows
    ]  # fmt: skip
    asked = available({"degraded": None}, outages=rows)
    assert asked.reason == "Vilkårene siger ikke, om forringet drift tæller som nedetid (2 afbrydelser)."
    settled = available({"degraded": None}, outages=rows, decisions=decisions)
    assert hours_of(settled.results[0].figure) == (720, 720)


def test_maintenance_that_several_rows_cover_is_down_once_and_each_row_has_its_share() -> None:
    rows = [
        row("a", "02 10:00", "02 14:00", agreed=False),
        row("a", "02 11:00", "02 12:00", agreed=False),
        row("a", "02 11:30", "02 12:30", agreed=False),
        row("a", "02 13:00", "02 15:00", agreed=False),
    ]
    found = available({}, outages=[], maintenance=rows)
    assert hours_of(found.results[0].figure) == (715, 720)
    assert found.rows["counted_s"].to_list() == [4 * HOUR, HOUR]


def held(level_id: str, service: str, hours: str) -> dict[str, Any]:
    begins, ends = hours.split("-")
    return {
        "at": "2026-10-02 09:00", "by": "Parterne", "kind": "hold_out", "table": "checks", "row_id": service,
        "level": level_id, "from_at": f"2026-09-02 {begins}", "to_at": f"2026-09-02 {ends}", "reason": "Aftalt",
    }  # fmt: skip


def test_response_times_are_held_out_of_the_level_and_the_service_that_the_decision_names() -> None:
    """Four of six checks in time: the slow ones of another level's decision and without a service count."""
    slow = [("a", "10:30", 9000), ("b", "11:30", 9000), (None, "10:30", 9000), ("b", "12:30", 9000)]
    quick = [(name, clock, 100) for name in "ab" for clock in ("14:00", "15:00")]
    rows = [
        {"service": name, "at": f"2026-09-02 {clock}", "ok": True, "response_ms": took}
        for name, clock, took in slow + quick
    ]
    decisions = [
        held("KPI", "a", "10:00-11:00"),
        held("KPI", "", "11:00-12:00"),
        held("KPI 7", "b", "12:00-13:00"),
    ]
    its = level(
        "response_time_share",
        [{"target": 99}],
        calendar=None,
        parameters={"limit_ms": 4000, "failed": "counts_as_slow"},
    )
    found = measure(its, evidence(checks=rows, decisions=decisions), "2026-09")
    assert found.results[0].figure == Figure(4, 6, "percent")
    assert found.excluded == 2


@pytest.mark.parametrize(
    ("service", "lowest"),
    [
        ("a", {"a": 720, "b": 710, "ab": 710}),
        ("b", {"a": 710, "b": 720, "ab": 710}),
        ("c", {"a": 710, "b": 710, "ab": 710}),
        ("", {"a": 720, "b": 720, "ab": 720}),
    ],
)
def test_time_of_checks_is_held_out_of_the_service_that_the_decision_names(
    service: str, lowest: dict[str, int]
) -> None:
    """Both services are down for ten hours; the parties hold those hours out of one, of another, or of all."""
    rows = [
        {"service": name, "at": f"2026-09-{at}", "ok": ok, "response_ms": 100}
        for name in "ab"
        for at, ok in (("01 00:00", True), ("02 10:00", False), ("02 20:00", True))
    ]
    facts = evidence(checks=rows, decisions=[held("KPI", service, "10:00-20:00")])
    parameters = {"source": "checks", "check_valid_s": "until_next_check", "composition": "each"}
    for names, up in lowest.items():
        its = level(
            "availability",
            [{"target": 99}],
            calendar=None,
            services=tuple(names),
            missing_data="up",
            parameters=parameters,
        )
        assert hours_of(measure(its, facts, "2026-09", under=UNDER).results[0].figure) == (up, 720)


def test_checks_of_other_months_and_outside_hours_are_none_and_the_month_s_last_hour_is_in_it() -> None:
    """Open on Saturdays from 23 to 24; 31 October is one."""
    under = terms({"nat": {"saturday": ["23:00-24:00"]}})
    moments = ["08-01 23:30", "10-31 22:30", "10-31 23:30", "10-31 23:59:59", "11-01 00:00", "12-05 23:30"]
    rows = [{"service": "a", "at": f"2026-{at}", "ok": True, "response_ms": 100} for at in moments]
    parameters = {"limit_ms": 4000, "failed": "counts_as_slow"}
    its = level("response_time_share", [{"target": 99}], calendar="nat", parameters=parameters)
    found = measure(its, evidence(checks=rows), "2026-10", under=under)
    assert found.results[0].figure == Figure(2, 2, "percent")


NOTHING_AGREED = "Der er ingen aftalt eller målt driftstid i perioden."


def test_a_month_without_agreed_hours_has_no_availability_and_no_coverage() -> None:
    under = terms({"aldrig": {}})
    measured = {"source": "checks", "check_valid_s": 300}
    for kind, own in (("outage_count", {}), ("longest_outage", {"measured": "agreed_hours"})):
        its = level(kind, [{"target": 5}], calendar="aldrig", missing_data="up", parameters=measured | own)
        (result,) = measure(its, evidence(checks=checks()), "2026-09", under=under).results
        assert (result.state, result.coverage) == ("met", None)
    parameters = measured | {"composition": "each"}
    its = level("availability", [{"target": 99}], calendar="aldrig", missing_data="up", parameters=parameters)
    found = measure(its, evidence(checks=checks()), "2026-09", under=under)
    assert (found.state, found.reason) == ("not_measured", NOTHING_AGREED)
    own = [{"level": "KPI", "value": "98", "numerator": 49, "denominator": 50, "basis": "Egen rapport"}]
    found = measure(its, evidence(checks=checks(), stated_values=own), "2026-09", under=under)
    assert (found.state, found.results[0].figure) == ("missed", Figure(49, 50, "percent"))


def test_services_without_a_single_user_have_no_weighted_availability() -> None:
    services = tuple(Service(id=name, name=name, users=0) for name in "ab")
    under = terms(systems=(System(id="sag", name="Sag", services=services),))
    parameters = OUTAGES | {"composition": "weighted"}
    its = level("availability", [{"target": 99}], calendar=None, missing_data="up", parameters=parameters)
    facts = evidence(outages=[row("a", "02 10:00", "02 11:00")])
    assert measure(its, facts, "2026-09", under=under).reason == NOTHING_AGREED
