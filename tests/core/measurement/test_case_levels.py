"""Whose a case is: populations that overlap, other levels, decisions, and what is counted at all."""

from typing import Any

import pytest
from level_cases import evidence, level, measure, terms

from afstemt.core.evidence.history import PastRow
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.figure import Figure

FOUR_HOURS = {"limit": {"hours": 4}, "target": 90}
CRITICAL: dict[str, Any] = FOUR_HOURS | {"id": "kritiske", "priorities": ["1"]}
NO_LEVEL = "Prioritet uden servicemål."


def incident(name: str, priority: str | None, **rest: Any) -> dict[str, Any]:
    return {
        "id": name, "priority": priority, "opened_at": "2026-10-06 09:00", "resolved_at": "2026-10-06 10:00",
    } | rest  # fmt: skip


INCIDENTS = [incident("a", "1"), incident("b", "2"), incident("none", None), incident("other", "9")]


def places(outcome: Outcome) -> list[tuple[str, str, str | None]]:
    """Return each row's case, population and why it is held out."""
    return sorted(outcome.rows.select("id", "population", "held_out").rows())


def test_a_case_of_no_population_is_listed_once_where_populations_overlap() -> None:
    both = FOUR_HOURS | {"id": "begge", "priorities": ["1", "2"]}
    found = measure(level("resolution_time", [CRITICAL, both]), evidence(incidents=INCIDENTS))
    assert places(found) == [
        ("a", "begge", None),
        ("a", "kritiske", None),
        ("b", "begge", None),
        ("none", "", NO_LEVEL),
        ("other", "", NO_LEVEL),
    ]
    assert found.excluded == 2


def test_a_population_of_every_case_leaves_none_without_one() -> None:
    found = measure(
        level("resolution_time", [CRITICAL, FOUR_HOURS | {"id": "alle"}]), evidence(incidents=INCIDENTS)
    )
    assert [case for case, population, _held in places(found) if population == "alle"] == [
        "a", "b", "none", "other",
    ]  # fmt: skip
    assert found.excluded == 0


def beside(*others: ServiceLevel) -> list[str]:
    """Return the cases that a level of critical cases lists, with other levels beside it."""
    its = level("resolution_time", [CRITICAL])
    under: Terms = terms(service_levels=(its, *others))
    return [
        case for case, _population, _held in places(measure(its, evidence(incidents=INCIDENTS), under=under))
    ]


def test_a_case_of_another_level_of_the_same_kind_is_not_listed() -> None:
    nine = FOUR_HOURS | {"id": "ni", "priorities": ["9"]}
    assert beside(level("resolution_time", [nine], id="KPI 2")) == ["a", "b", "none"]
    assert beside(level("resolution_time", [FOUR_HOURS], id="KPI 2")) == ["a"]


def test_a_case_that_only_another_kind_or_another_system_has_is_listed_as_without_a_level() -> None:
    nine = FOUR_HOURS | {"id": "ni", "priorities": ["9"]}
    assert beside(level("reaction_time", [nine], id="KPI 2")) == ["a", "b", "none", "other"]
    elsewhere = level("resolution_time", [nine], id="KPI 2", systems=("arkiv",))
    assert beside(elsewhere) == ["a", "b", "none", "other"]


def decision(kind: str, at: str) -> dict[str, Any]:
    return {
        "at": at, "by": "Parterne", "kind": kind, "table": "incidents", "row_id": "a", "reason": "Aftalt",
    }  # fmt: skip


@pytest.mark.parametrize(("kinds", "held"), [(("take_in", "hold_out"), 0), (("hold_out", "take_in"), 1)])
def test_the_last_decision_stands_in_whatever_order_the_file_has_them(
    kinds: tuple[str, str], held: int
) -> None:
    """The one made on the 9th stands first in the file."""
    rows = [decision(kinds[0], "2026-10-09 09:00"), decision(kinds[1], "2026-10-07 09:00")]
    facts = evidence(incidents=INCIDENTS[:1], decisions=rows)
    assert measure(level("resolution_time", [FOUR_HOURS]), facts).excluded == held


def change(name: str, ended: str) -> dict[str, Any]:
    return {
        "id": name, "planned_start_at": ended, "ended_at": ended, "initiator": "supplier", "type": "normal",
        "outcome": "failed",
    }  # fmt: skip


FAILED = [
    change("september", "2026-09-30 23:59:59"),
    change("first second", "2026-10-01 00:00"),
    change("november", "2026-11-01 00:00"),
]


@pytest.mark.parametrize("few_cases", [None, "carried_on"])
def test_failed_changes_are_counted_in_the_month_that_they_ended_in(few_cases: str | None) -> None:
    """A number is a figure whatever the number of cases: nothing is carried on."""
    its = level(
        "count_limit",
        [{"target": 1}],
        minimum_cases=2,
        few_cases=few_cases,
        parameters={"count": "failed_changes"},
    )
    few = PastRow("2026-09", "KPI", None, None, None, "not_judged")
    found = measure(its, evidence(changes=FAILED), history=(few,))
    assert found.rows["id"].to_list() == ["first second"]
    assert found.results[0].figure == Figure(1, 1, "count")


def test_a_share_takes_the_change_that_ended_as_the_month_began() -> None:
    found = measure(level("change_success", [{"target": 90}]), evidence(changes=FAILED))
    assert found.results[0].figure == Figure(0, 1, "percent")


@pytest.mark.parametrize(("others", "number"), [("held_out", 1), ("counted", 2)])
def test_escalated_incidents_are_counted_by_who_answers_for_them(others: str, number: int) -> None:
    rows = [
        incident("a", "1", escalated_at="2026-10-07 09:00", responsible="supplier"),
        incident("b", "1", escalated_at="2026-10-08 09:00", responsible="third_party"),
        incident("c", "1"),
    ]
    parameters = {"count": "escalated_incidents", "others": others}
    found = measure(level("count_limit", [{"target": 1}], parameters=parameters), evidence(incidents=rows))
    assert found.results[0].figure == Figure(number, 1, "count")


def test_the_percentiles_of_more_than_a_hundred_cases_are_by_nearest_rank() -> None:
    """202 cases of 1 to 202 minutes: number 101 and number 182."""
    rows = [
        incident(str(number), "1", resolved_at=f"2026-10-06 {9 + number // 60:02}:{number % 60:02}")
        for number in range(1, 203)
    ]
    extra = dict(measure(level("resolution_time", [FOUR_HOURS]), evidence(incidents=rows)).extra)
    assert extra["Median"] == Figure(101 * 60, 1, "seconds")
    assert extra["90-percentil"] == Figure(182 * 60, 1, "seconds")


@pytest.mark.parametrize(
    ("limit", "words"),
    [({"minutes": 30}, "30 min."), ({"hours": 4}, "4 t."), ({"hours": 1, "minutes": 30}, "1 t. 30 min.")],
)
def test_a_limit_is_said_in_hours_and_minutes(limit: dict[str, int], words: str) -> None:
    its = level("resolution_time", [{"limit": limit, "target": 90}])
    found = measure(its, evidence(incidents=INCIDENTS[:1]))
    assert any(f"Inden for {words}, " in step.what.replace("\xa0", " ") for step in found.steps)


def test_an_incident_of_a_change_that_another_answers_for_is_not_counted() -> None:
    rows = [
        incident("a", "1", caused_by_change="C-1", responsible="supplier"),
        incident("b", "1", caused_by_change="C-2", responsible="authority"),
    ]
    its = level("change_caused_incidents", [{"target": 5}], parameters={"measure": "count"})
    found = measure(its, evidence(incidents=rows))
    assert found.results[0].figure == Figure(1, 1, "count")
    assert found.excluded == 1
