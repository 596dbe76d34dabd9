"""Edges of single rules: users not known, the first and last check, outages without names, a midnight twice."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl
import pytest
from level_cases import evidence, level, measure, terms, told_lines

from afstemt.core.evidence.evidence import collect
from afstemt.core.measurement.local_days import last_second_of_day
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.terms.model.parties import Service, System
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.period import instant
from golden import recording

Rows = Sequence[Mapping[str, Any]]
DOWN = {"source": "outages", "downtime_from": "outage", "degraded": "counts"}


@pytest.fixture(autouse=True)
def told(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield from recording(request, monkeypatch, "measure", told_lines)


def with_users(users: Mapping[str, int | None]) -> Terms:
    services = tuple(Service(id=name, name=name.title(), users=count) for name, count in users.items())
    return terms(systems=(System(id="sag", name="Sagssystemet", services=services),))


def weighted(users: Mapping[str, int | None], outages: Rows, all_users: int | None = None) -> Outcome:
    parameters = DOWN | {"composition": "weighted", "all_users": all_users}
    its = level("availability", [{"target": 99}], calendar=None, missing_data="up", parameters=parameters)
    return measure(its, evidence(outages=outages), "2026-09", under=with_users(users))


HOUR = {"service": "portal", "from_at": "2026-09-02 10:00", "to_at": "2026-09-02 11:00"}


def test_users_that_the_terms_do_not_know_are_asked_for_by_service() -> None:
    found = weighted({"portal": None, "arkiv": None, "web": 10}, [HOUR | {"affected_users": 5}])
    assert found.reason == "Antallet af brugere mangler i vilkårene for portal, arkiv."


def test_an_outage_without_users_is_said_where_the_terms_do_not_know_them_either() -> None:
    found = weighted({"portal": None}, [HOUR], all_users=100)
    assert found.reason == "En afbrydelse siger ikke, hvor mange brugere den ramte, og vilkårene heller ikke."


def test_an_outage_without_length_needs_no_users_and_a_service_without_users_has_none() -> None:
    """40 of 100 users for an hour of September's 720; ``arkiv`` has no users yet."""
    still = {"service": "portal", "from_at": "2026-09-03 10:00", "to_at": "2026-09-03 10:00"}
    found = (
        weighted({"portal": None}, [HOUR | {"affected_users": 40}, still], all_users=100).results[0].figure
    )
    assert found is not None
    assert (found.numerator, found.denominator) == (100 * 720 * 3600 - 40 * 3600, 100 * 720 * 3600)
    found = weighted({"portal": 100, "arkiv": 0}, [HOUR | {"affected_users": 40}]).results[0].figure
    assert found is not None
    assert found.denominator == 100 * 720 * 3600


OUTAGES = [
    HOUR | {"id": "NB-1", "incident_id": "INC-1"},
    HOUR | {"incident_id": "INC-2"},
    HOUR,
    HOUR | {"id": "NB-4", "responsible": "third_party"},
    HOUR | {"id": "NB-5"},
]


@pytest.mark.parametrize(("others", "number"), [("held_out", 3), ("counted", 4)])
def test_outages_are_counted_by_their_own_names_and_their_responsible(others: str, number: int) -> None:
    """Held out: NB-5 by the level's decision, and NB-4 where the terms hold out what others answer for."""
    its = level("count_limit", [{"target": 1}], parameters={"count": "outages", "others": others})
    decision = {
        "at": "2026-10-02 09:00", "by": "Parterne", "kind": "hold_out", "table": "outages", "row_id": "NB-5",
        "level": "KPI", "reason": "Aftalt",
    }  # fmt: skip
    elsewhere = decision | {"level": "KPI 7", "row_id": "NB-1"}
    found = measure(its, evidence(outages=OUTAGES, decisions=[decision, elsewhere]), "2026-09")
    assert found.rows["id"].to_list() == ["NB-1", "INC-2", "portal", "NB-4", "NB-5"]
    assert found.results[0].figure is not None
    assert found.results[0].figure.numerator == number


def test_a_level_s_few_cases_do_not_excuse_a_count() -> None:
    """None is a count too: with at most 0 allowed it is met, whatever the least number of cases."""
    its = level(
        "count_limit",
        [{"clause": "Bilag 6, pkt. 3"}],
        minimum_cases=5,
        few_cases="not_judged",
        parameters={"count": "outages"},
    )
    assert measure(its, evidence(outages=[]), "2026-09").state == "met"
    (number,) = [
        step for step in measure(its, evidence(outages=[HOUR]), "2026-09").steps if step.what == "Antal, alle"
    ]
    assert (number.result, number.clause) == ("1", "Bilag 6, pkt. 3")


def test_each_row_inside_another_is_an_outage_where_the_contract_counts_rows() -> None:
    inside = HOUR | {"from_at": "2026-09-02 10:15", "to_at": "2026-09-02 10:45"}
    for overlapping, minimum_s, number in (
        ("once", 1, 1),
        ("each", 1, 2),
        ("each", 1800, 2),
        ("each", 1801, 1),
    ):
        parameters = DOWN | {"overlapping": overlapping, "minimum_s": minimum_s}
        its = level(
            "outage_count",
            [{"target": 1}],
            services=("portal",),
            calendar=None,
            missing_data="up",
            parameters=parameters,
        )
        figure = measure(its, evidence(outages=[HOUR, inside]), "2026-09").results[0].figure
        assert figure is not None
        assert figure.numerator == number, (overlapping, minimum_s)


@pytest.mark.parametrize("overlapping", ["once", "each"])
def test_maintenance_that_nobody_agreed_to_is_an_outage_however_they_are_counted(overlapping: str) -> None:
    """An outage on the 2nd and maintenance without agreement on the 9th: two, and the one agreed to is none.

    An hour of maintenance that the outage covers is no further outage. What nobody measured, where that is downtime,
    is one.
    """

    def number(missing_data: str, **facts: Rows) -> int:
        its = level(
            "outage_count",
            [{"target": 1}],
            services=("portal",),
            calendar=None,
            missing_data=missing_data,
            parameters=DOWN | {"overlapping": overlapping},
        )
        figure = measure(its, evidence(**facts), "2026-09").results[0].figure
        assert figure is not None
        return figure.numerator

    mended = {
        "service": "portal",
        "from_at": "2026-09-09 10:00",
        "to_at": "2026-09-09 11:00",
        "agreed": False,
    }
    agreed = mended | {"from_at": "2026-09-16 10:00", "to_at": "2026-09-16 11:00", "agreed": True}
    covered = mended | {"from_at": HOUR["from_at"], "to_at": HOUR["to_at"]}
    assert number("up", outages=[HOUR], maintenance=[mended, agreed]) == 2
    assert number("up", outages=[HOUR], maintenance=[covered]) == 1
    assert number("down") == 1


def test_the_share_of_changes_that_caused_an_incident() -> None:
    """One of three: two incidents of one change are one change."""
    changes = [
        {"id": f"CHG-{number}", "planned_start_at": "2026-09-10 20:00", "planned_end_at": "2026-09-10 22:00"}
        for number in range(3)
    ]
    incidents = [
        {"id": f"INC-{number}", "priority": "1", "opened_at": "2026-09-11 09:00", "caused_by_change": change}
        for number, change in enumerate(("CHG-1", "CHG-1", "CHG-9", None))
    ]
    its = level(
        "change_caused_incidents", [{"target": 20}], parameters={"measure": "share_of_changes"}, decimals=1
    )
    found = measure(its, evidence(changes=changes, incidents=incidents), "2026-09")
    assert found.rows["state"].to_list() == ["ok", "caused_incident", "ok"]
    assert found.results[0].figure is not None
    assert (found.results[0].figure.numerator, found.results[0].figure.denominator) == (1, 3)


def check(at: str, response_ms: int | None = 300, service: str = "portal") -> dict[str, Any]:
    return {"service": service, "at": at, "ok": response_ms is not None, "response_ms": response_ms}


def answers(checks: Rows, populations: Rows = ({"target": 90},), **more: Any) -> Outcome:
    under = terms(
        {"nat": {day: ["00:00-01:00", "23:00-24:00"] for day in ("tuesday", "wednesday", "thursday")}}
    )
    parameters = {"limit_ms": 1000, "failed": "left_out", **more.pop("parameters", {})}
    its = level("response_time_share", populations, parameters=parameters, **more)
    return measure(its, evidence(checks=checks), "2026-09", under=under)


def test_the_first_and_the_last_hour_of_the_month_are_looked_up() -> None:
    """Open 0-1 and 23-24: 1 September is a Tuesday, the 30th a Wednesday; one second on, all is closed."""
    inside = ["2026-09-01 00:00", "2026-09-01 00:59:59", "2026-09-30 23:00", "2026-09-30 23:59:59"]
    outside = ["2026-08-31 23:59:59", "2026-09-01 01:00", "2026-09-30 22:59:59", "2026-10-01 00:00"]
    found = answers([check(at) for at in (*inside, *outside)], calendar="nat")
    assert found.results[0].cases == 4


def test_round_the_clock_ends_where_the_month_ends() -> None:
    found = answers(
        [check(at) for at in ("2026-09-01 00:00", "2026-09-30 23:59:59", "2026-10-01 00:00")], calendar=None
    )
    assert found.results[0].cases == 2
    assert [step.what for step in found.steps][:2] == [
        "Målinger i den aftalte driftstid",
        "Besvaret på under 1.000 ms",
    ]


def test_each_population_has_its_own_limit_where_the_terms_give_one() -> None:
    """500 and 1,500 ms: within 2,000 both, within the level's own 1,000 one."""
    checks = [check("2026-09-02 10:00", 500), check("2026-09-02 10:10", 1500)]
    found = answers(
        checks,
        [{"id": "søgning", "target": 90}, {"id": "andet", "target": 40}],
        parameters={"limits_ms": {"søgning": 2000}},
        calendar=None,
    )
    assert [one.judged for one in found.results] == [100, 50]


def test_services_are_those_of_the_level_else_of_the_checks() -> None:
    checks = [check("2026-09-02 10:00"), check("2026-09-02 10:00", service="arkiv")]
    assert answers(checks, calendar=None).results[0].cases == 2
    assert answers(checks, calendar=None, services=("portal",)).results[0].cases == 1
    assert answers(checks, calendar=None, systems=("ukendt",)).state == "not_measured"


def test_half_of_the_calls_without_an_answer_are_the_slow_half() -> None:
    """The median of 300 ms and a call without answer is 300 ms; of one more such call it is no answer: missed."""
    its = level(
        "response_time_percentile",
        [{"target": 1000}],
        calendar=None,
        parameters={"percentile": 50, "failed": "counts_as_slow"},
    )
    two = [check("2026-09-02 10:00"), check("2026-09-02 10:10", None)]
    found = measure(its, evidence(checks=two), "2026-09")
    assert (found.state, found.excluded, found.results[0].cases) == ("met", 0, 2)
    assert found.steps[0].result == "2"
    three = [*two, check("2026-09-02 10:20", None)]
    assert measure(its, evidence(checks=three), "2026-09").state == "missed"


def test_a_stated_value_without_a_target_that_nobody_states_is_not_measured() -> None:
    found = measure(level("stated_value", [{"id": "a"}, {"id": "b", "target": 5}]), evidence(), "2026-09")
    assert [(one.state, one.target) for one in found.results] == [("not_measured", None), ("not_measured", 5)]


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Copenhagen", date(2026, 10, 25), 25),
        ("Europe/Copenhagen", date(2026, 3, 29), 23),
        # on the Azores the clock goes back from 1 to 0 on 25 October: midnight comes twice, the day ends at the first
        ("Atlantic/Azores", date(2026, 10, 24), 24),
        ("Atlantic/Azores", date(2026, 10, 25), 25),
        # on 29 March it goes forward from 0 to 1: that day has no midnight, and the day before ends as ever
        ("Atlantic/Azores", date(2026, 3, 28), 24),
        ("Atlantic/Azores", date(2026, 3, 29), 23),
        # in Nuuk it goes forward from 23 to 24 on 28 March
        ("America/Nuuk", date(2026, 3, 28), 23),
    ],
)
def test_a_local_day_ends_a_second_before_the_next_begins(zone: str, day: date, hours: int) -> None:
    first = instant(day, zone)
    frame = pl.LazyFrame({"at": [first, first + 3600, first + 12 * 3600]})
    at = pl.col("at")
    found = collect(frame.select(last_second_of_day(at, zone).alias("last")))
    assert found["last"].to_list() == [first + hours * 3600 - 1] * 3


def test_each_month_of_a_quarter_has_its_own_allowance_of_maintenance() -> None:
    """Two hours each in October and November, 90 minutes allowed a month: 30 minutes of each are downtime."""
    maintenance = [
        {
            "service": "portal",
            "from_at": f"2026-{month}-14 10:00",
            "to_at": f"2026-{month}-14 12:00",
            "agreed": True,
        }
        for month in (10, 11)
    ]
    window = {"services": ["portal"], "weekly": {"wednesday": ["08:00-16:00"], "saturday": ["08:00-16:00"]}}
    under = terms(
        systems=(System(id="sag", name="Sag", services=(Service(id="portal", name="Portal"),)),),
        service_windows=(window | {"allowance_minutes": 90},),
        framework={"calendar": "desk"},
    )
    its = level(
        "availability",
        [{"target": 99}],
        period="quarter",
        calendar=None,
        missing_data="up",
        parameters=DOWN | {"composition": "each"},
    )
    found = measure(its, evidence(outages=[], maintenance=maintenance), "2026-Q4", under=under)
    assert found.rows["counted_s"].to_list() == [1800, 1800]


def test_an_outage_that_ends_as_the_month_begins_is_not_of_the_month() -> None:
    before = HOUR | {"from_at": "2026-08-30 08:00", "to_at": "2026-09-01 00:00"}
    its = level(
        "longest_outage",
        [{"target": 7200}],
        services=("portal",),
        calendar=None,
        missing_data="up",
        parameters=DOWN | {"measured": "elapsed"},
    )
    found = measure(its, evidence(outages=[before, HOUR]), "2026-09")
    assert (found.results[0].cases, found.rows.height) == (1, 1)
    assert found.results[0].figure is not None
    assert found.results[0].figure.value == 3600


def down_by_checks(checks: Rows, users: Mapping[str, int | None], **parameters: Any) -> Outcome:
    settings = {"source": "checks", "check_valid_s": 3600, "composition": "each"} | parameters
    its = level("availability", [{"target": 99}], calendar=None, missing_data="up", parameters=settings)
    return measure(its, evidence(checks=checks), "2026-09", under=with_users(users))


def test_an_outage_is_shown_by_the_check_that_began_it() -> None:
    """Of two that fail in one second the last row; of one that fails and one that does not, the one that fails."""
    checks = [
        check("2026-09-02 10:00", None),
        check("2026-09-02 10:00", None),
        check("2026-09-02 11:00"),
        check("2026-09-03 10:00", None),
        check("2026-09-03 10:00"),
        check("2026-09-03 11:00"),
    ]
    found = down_by_checks(checks, {"portal": None})
    assert found.rows["row_no"].to_list() == [3, 5]
    assert found.rows["counted_s"].to_list() == [3600, 3600]


def test_an_outage_that_runs_into_the_month_is_shown_by_its_own_check() -> None:
    """``arkiv`` failed at 23.30 on 31 August; what ``portal`` does as the month ends is of another month."""
    checks = [
        check("2026-08-31 23:30", None, "arkiv"),
        check("2026-09-01 00:10", 300, "arkiv"),
        check("2026-10-01 00:00", None),
    ]
    found = down_by_checks(checks, {"portal": None, "arkiv": None})
    assert found.rows["row_no"].to_list() == [2]
    assert found.rows["counted_s"].to_list() == [600]


def test_how_long_a_check_holds_is_asked_for() -> None:
    found = down_by_checks([check("2026-09-02 10:00")], {"portal": None}, check_valid_s=None)
    assert found.reason == "Vilkårene siger ikke, hvor længe en måling gælder."


def test_an_outage_inside_agreed_maintenance_has_no_length() -> None:
    """Nor is one that is held out a row of a month that it only touches."""
    window = {"services": ["portal"], "weekly": {"wednesday": ["08:00-16:00"]}}
    services = (Service(id="portal", name="Portal"),)
    under = terms(
        systems=(System(id="sag", name="Sag", services=services),),
        service_windows=(window,),
        framework={"calendar": "desk"},
    )
    its = level(
        "longest_outage",
        [{"target": 7200}],
        calendar=None,
        missing_data="up",
        parameters=DOWN | {"measured": "elapsed"},
    )
    before = HOUR | {"id": "NB-1", "from_at": "2026-08-31 08:00", "to_at": "2026-09-01 00:00"}
    decision = {
        "at": "2026-10-02 09:00", "by": "Parterne", "kind": "hold_out", "table": "outages", "row_id": "NB-1",
        "reason": "Aftalt",
    }  # fmt: skip
    facts = evidence(outages=[HOUR, before], maintenance=[HOUR | {"agreed": True}], decisions=[decision])
    found = measure(its, facts, "2026-09", under=under)
    assert (found.results[0].cases, found.excluded) == (0, 0)
    assert [step.what for step in found.steps] == [
        "Afbrydelser, der slutter i perioden eller stadig er åbne",
        "Mål",
    ]


def resolved(name: str, priority: str | None, hours: int) -> dict[str, Any]:
    day = "2026-09-02"
    return {
        "id": name, "priority": priority, "opened_at": f"{day} 09:00", "resolved_at": f"{day} {9 + hours:02d}:00",
    }  # fmt: skip


def test_many_priorities_are_placed_as_few_are() -> None:
    """Forty names with two hours and forty with four: three hours are late for the first alone."""
    quick, slow = ([f"{letter}{number}" for number in range(40)] for letter in "qs")
    populations = [
        {"id": "hurtig", "priorities": quick, "limit": {"hours": 2}, "target": 90},
        {"id": "langsom", "priorities": slow, "limit": {"hours": 4}, "target": 90},
    ]
    incidents = [
        resolved("A", "q39", 3),
        resolved("B", "s39", 3),
        resolved("C", "q0", 2),
        resolved("D", "x", 1),
    ]
    found = measure(level("resolution_time", populations), evidence(incidents=incidents), "2026-09")
    assert dict(found.rows.select("id", "population").iter_rows()) == {
        "A": "hurtig",
        "B": "langsom",
        "C": "hurtig",
        "D": "",
    }
    assert dict(found.rows.select("id", "state").iter_rows()) == {
        "A": "late",
        "B": "in_time",
        "C": "in_time",
        "D": "not_measured",
    }


@pytest.mark.parametrize(("which", "priority"), [("first", "3"), ("last", "1")])
def test_changes_of_priority_are_taken_by_their_time_and_not_by_their_row(which: str, priority: str) -> None:
    """From 3 to 2 at 9.10 and to 1 at 9.20, though the later stands first in the file."""
    changes = [
        {"ticket_id": "A", "at": f"2026-09-02 09:{minute}", "priority": to, "by": "supplier"}
        for minute, to in ((20, "1"), (10, "2"))
    ]
    populations = [{"id": "alle", "limit": {"hours": 4}, "target": 90}]
    facts = evidence(incidents=[resolved("A", "3", 1)], priority_changes=changes)
    found = measure(level("resolution_time", populations, priority=which), facts, "2026-09")
    assert found.rows["priority"].to_list() == [priority]
