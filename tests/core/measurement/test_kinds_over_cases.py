"""Each kind over cases: what belongs, what is held out and why, and what an outcome carries."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from level_cases import evidence, level, measure, second, table, terms, told_lines

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import PastRow
from afstemt.core.measurement.outcome import BREACHING, Outcome
from afstemt.core.terms.model.parties import Service, System
from afstemt.core.units.figure import Figure
from golden import recording

FOUR_HOURS = {"limit": {"hours": 4}, "target": 90}


@pytest.fixture(autouse=True)
def told(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield from recording(request, monkeypatch, "measure", told_lines)


def incident(name: str, opened: str, resolved: str | None = None, **rest: Any) -> dict[str, Any]:
    return {"id": name, "priority": "1", "opened_at": opened, "resolved_at": resolved} | rest


def states(outcome: Outcome) -> dict[str, tuple[str, bool]]:
    """Return each case's state and whether it is held out."""
    return {
        row["id"]: (row["state"], row["held_out"] is not None) for row in outcome.rows.iter_rows(named=True)
    }


# Opened 28 September at 9, so 4 hours are used up at 13 that day; 30 October at 15 has one hour before November.
OVER_AT_MONTH_END = [
    incident("løst i tide", "2026-10-06 09:00", "2026-10-06 13:00"),
    incident("løst for sent", "2026-10-06 09:00", "2026-10-06 13:00:01"),
    incident("sen fra september", "2026-09-28 09:00", "2026-10-01 10:00"),
    incident("sen i oktober", "2026-09-30 15:00", "2026-10-01 12:30"),
    incident("åben over fristen", "2026-10-29 09:00"),
    incident("åben inden for", "2026-10-30 15:00"),
    incident("løst i november", "2026-10-29 09:00", "2026-11-02 09:00"),
    incident("november", "2026-11-02 09:00", "2026-11-02 10:00"),
]
LATE_OPEN = {"åben over fristen": "open_late"}


@pytest.mark.parametrize(
    ("assign_by", "open_past_limit", "counted"),
    [
        (
            "resolved",
            "missed_now",
            {
                "løst i tide": "in_time",
                "løst for sent": "late",
                "sen i oktober": "late",
                "åben over fristen": "open_late",
                "løst i november": "open_late",
            },
        ),
        (
            "resolved",
            "missed_when_resolved",
            {
                "løst i tide": "in_time",
                "løst for sent": "late",
                "sen i oktober": "late",
                "sen fra september": "late",
            },
        ),
        (
            "resolved",
            "left_out",
            {
                "løst i tide": "in_time",
                "løst for sent": "late",
                "sen i oktober": "late",
                "sen fra september": "late",
            },
        ),
        (
            "opened",
            "missed_now",
            {
                "løst i tide": "in_time",
                "løst for sent": "late",
                "sen i oktober": "late",
                "åben over fristen": "open_late",
                "løst i november": "open_late",
            },
        ),
        (
            "opened",
            "missed_when_resolved",
            {
                "løst i tide": "in_time",
                "løst for sent": "late",
                "sen i oktober": "late",
                "sen fra september": "late",
            },
        ),
        (
            "opened",
            "left_out",
            {
                "løst i tide": "in_time",
                "løst for sent": "late",
                "sen i oktober": "late",
                "sen fra september": "late",
            },
        ),
        (
            "due",
            "missed_now",
            {
                "løst i tide": "in_time",
                "løst for sent": "late",
                "sen i oktober": "late",
                "åben over fristen": "open_late",
                "løst i november": "open_late",
            },
        ),
        (
            "due",
            "missed_when_resolved",
            {
                "løst i tide": "in_time",
                "løst for sent": "late",
                "sen i oktober": "late",
                "sen fra september": "late",
            },
        ),
    ],
)
def test_period_of_a_case_is_as_the_terms_say(
    assign_by: str, open_past_limit: str, counted: dict[str, str]
) -> None:
    made = level("resolution_time", [FOUR_HOURS], assign_by=assign_by, open_past_limit=open_past_limit)
    outcome = measure(made, evidence(incidents=OVER_AT_MONTH_END))
    judged = {
        name: state
        for name, (state, held) in states(outcome).items()
        if not held and state in ("in_time", "late", "open_late")
    }
    assert judged == counted
    assert outcome.results[0].cases == len(counted)


RESOLVED_LATE = {
    "løst for sent",
    "sen fra september",
    "sen i oktober",
    "løst i november",
    "frist ved lukketid",
}


def test_a_late_case_counts_in_one_month_only() -> None:
    """Also one within its limit as its month ends, and one whose limit runs out at closing on the last day."""
    at_closing = incident("frist ved lukketid", "2026-09-30 12:00", "2026-10-01 09:00")
    facts = evidence(incidents=[*OVER_AT_MONTH_END, at_closing])
    for open_past_limit in ("missed_now", "missed_when_resolved"):
        for assign_by in ("resolved", "opened", "due"):
            made = level(
                "resolution_time", [FOUR_HOURS], assign_by=assign_by, open_past_limit=open_past_limit
            )
            late = [
                overrun.case
                for period in ("2026-09", "2026-10", "2026-11")
                for overrun in measure(made, facts, period).results[0].overruns
            ]
            assert len(late) == len(set(late)), (assign_by, open_past_limit)
            assert set(late) >= RESOLVED_LATE, (assign_by, open_past_limit)


def test_priority_without_level_is_listed_by_name() -> None:
    made = level("resolution_time", [FOUR_HOURS | {"id": "1", "priorities": ["1"]}])
    rows = [incident("a", "2026-10-06 09:00", "2026-10-06 10:00", priority="9")]
    outcome = measure(made, evidence(incidents=rows))
    assert states(outcome) == {"a": ("not_measured", True)}
    assert outcome.excluded == 1
    assert outcome.results[0].state == "not_judged"
    assert "Prioritet uden servicemål." in outcome.rows["held_out"].to_list()


@pytest.mark.parametrize(("which", "priority"), [("first", "1"), ("last", "3"), ("authority", "2")])
def test_priority_changed_underway_is_as_the_terms_say(which: str, priority: str) -> None:
    facts = evidence(
        incidents=[incident("a", "2026-10-06 09:00", "2026-10-06 10:00")],
        priority_changes=[
            {"ticket_id": "a", "at": "2026-10-06 09:20", "priority": "2", "by": "authority"},
            {"ticket_id": "a", "at": "2026-10-06 09:40", "priority": "3", "by": "supplier"},
        ],
    )
    made = level("resolution_time", [FOUR_HOURS], priority=which)
    assert measure(made, facts).rows["priority"].to_list() == [priority]


def test_authority_column_goes_before_its_changes() -> None:
    rows = [incident("a", "2026-10-06 09:00", "2026-10-06 10:00", authority_priority="4")]
    made = level("resolution_time", [FOUR_HOURS], priority="authority")
    assert measure(made, evidence(incidents=rows)).rows["priority"].to_list() == ["4"]


def test_held_out_by_decision_by_responsibility_and_taken_in_again() -> None:
    late = ("2026-10-06 09:00", "2026-10-06 15:00")
    facts = evidence(
        incidents=[
            incident("ude", *late),
            incident("ind", *late),
            incident("andet mål", *late),
            incident("myndighed", *late, responsible="authority"),
            incident("tredjepart", *late, responsible="third_party"),
            incident("leverandør", *late, responsible="supplier"),
        ],
        decisions=[
            {
                "at": "2026-11-01 09:00",
                "by": "x",
                "kind": "hold_out",
                "table": "incidents",
                "row_id": "ude",
                "reason": "Strejke",
            },
            {
                "at": "2026-11-01 09:00",
                "by": "x",
                "kind": "hold_out",
                "table": "incidents",
                "row_id": "ind",
                "reason": "Strejke",
            },
            {"at": "2026-11-02 09:00", "by": "x", "kind": "take_in", "table": "incidents", "row_id": "ind"},
            {
                "at": "2026-11-01 09:00",
                "by": "x",
                "kind": "hold_out",
                "table": "incidents",
                "row_id": "andet mål",
                "level": "andet",
            },
        ],
    )
    outcome = measure(level("resolution_time", [FOUR_HOURS]), facts)
    reasons = dict(outcome.rows.select("id", "held_out").iter_rows())
    assert reasons == {
        "ude": "Strejke",
        "ind": None,
        "andet mål": None,
        "myndighed": "Myndigheden har ansvaret.",
        "tredjepart": "En tredjepart har ansvaret.",
        "leverandør": None,
    }
    assert outcome.results[0].cases == 3
    counted = level("resolution_time", [FOUR_HOURS], parameters={"others": "counted"})
    assert measure(counted, facts).results[0].cases == 5


def test_cut_to_systems_and_services_keeps_rows_that_name_neither() -> None:
    under = terms(
        systems=(
            System(id="s1", name="S1", services=(Service(id="web", name="Web"),)),
            System(id="s2", name="S2"),
        )
    )
    times = ("2026-10-06 09:00", "2026-10-06 10:00")
    rows = [
        incident("system", *times, system="s1"),
        incident("tjeneste", *times, service="web"),
        incident("andet", *times, system="s2"),
        incident("intet", *times),
    ]
    outcome = measure(
        level("resolution_time", [FOUR_HOURS], systems=["s1"]), evidence(incidents=rows), under=under
    )
    assert states(outcome) == {
        "system": ("in_time", False),
        "tjeneste": ("in_time", False),
        "intet": ("in_time", True),
    }
    only = measure(
        level("resolution_time", [FOUR_HOURS], services=["web"]), evidence(incidents=rows), under=under
    )
    assert set(states(only)) == {"tjeneste", "intet"}


def test_time_outside_the_calendar_is_a_finding() -> None:
    outcome = measure(
        level("resolution_time", [FOUR_HOURS]),
        evidence(incidents=[incident("a", "1999-10-06 09:00", "2026-10-06 10:00")]),
    )
    assert states(outcome) == {"a": ("not_measured", True)}


def test_every_case_without_target_and_share_with_one() -> None:
    rows = [
        incident("a", "2026-10-06 09:00", "2026-10-06 13:00"),
        incident("b", "2026-10-06 09:00", "2026-10-06 13:30"),
    ]
    every = measure(
        level("resolution_time", [{"limit": {"hours": 4}}], judge="exact"), evidence(incidents=rows)
    ).results[0]
    assert (every.state, every.figure) == ("missed", Figure(1, 2, "percent"))
    assert [(overrun.case, overrun.seconds) for overrun in every.overruns] == [("b", 1800)]
    share = measure(
        level("resolution_time", [{"limit": {"hours": 4}, "target": 50}]), evidence(incidents=rows)
    ).results[0]
    assert share.state == "met"


def test_overlapping_populations_count_a_case_in_each() -> None:
    populations = [
        {"id": "alle", "limit": {"hours": 4}, "target": 90},
        {"id": "kritiske", "priorities": ["1"], "limit": {"hours": 1}, "target": 90},
    ]
    rows = [
        incident("a", "2026-10-06 09:00", "2026-10-06 12:00"),
        incident("b", "2026-10-06 09:00", "2026-10-06 12:00", priority="2"),
    ]
    pauses = [{"ticket_id": "a", "from_at": "2026-10-06 09:00", "to_at": "2026-10-06 09:30"}]
    outcome = measure(level("resolution_time", populations), evidence(incidents=rows, pauses=pauses))
    assert outcome.result("alle").figure == Figure(2, 2, "percent")
    assert outcome.result("kritiske").figure == Figure(0, 1, "percent")
    assert outcome.result("kritiske").overruns[0].seconds == 5400
    assert outcome.state == "missed"


def test_few_cases_are_not_judged_or_carried_on() -> None:
    rows = [
        incident("a", "2026-10-06 09:00", "2026-10-06 15:00"),
        incident("s", "2026-09-07 09:00", "2026-09-07 15:00"),
    ]
    facts = evidence(incidents=rows)
    few = level("resolution_time", [FOUR_HOURS], minimum_cases=2, few_cases="not_judged")
    assert measure(few, facts).results[0].state == "not_judged"
    carried = level("resolution_time", [FOUR_HOURS], minimum_cases=2, few_cases="carried_on")
    assert measure(carried, facts).results[0].state == "not_judged"
    before = PastRow("2026-09", "KPI", None, None, None, "not_judged")
    with_september = measure(carried, facts, history=(before,))
    assert with_september.results[0].state == "missed"
    assert with_september.results[0].cases == 2
    met = PastRow("2026-09", "KPI", None, None, None, "met")
    assert measure(carried, facts, history=(met,)).results[0].cases == 1


def test_few_changes_are_carried_on_to_the_population_they_are_of() -> None:
    populations = [
        {"id": "alle", "target": 90},
        {"id": "haste", "priorities": ["emergency"], "target": 90},
    ]
    made = level("change_success", populations, minimum_cases=2, few_cases="carried_on")
    facts = evidence(
        changes=[
            change("august", "failed", ended="2026-08-10 20:00"),
            change("september", "failed", "emergency", ended="2026-09-10 20:00"),
            change("oktober", "successful", ended="2026-10-10 20:00"),
            change("haste i oktober", "successful", "emergency", ended="2026-10-31 23:59:59"),
        ]
    )
    before = PastRow("2026-09", "KPI/haste", None, None, None, "not_judged")
    outcome = measure(made, facts, history=(before,))
    assert outcome.result("haste").figure == Figure(1, 2, "percent")
    assert outcome.result("haste").state == "missed"
    assert outcome.result("alle").figure == Figure(2, 2, "percent")
    alone = measure(made, facts).result("haste")
    assert (alone.state, alone.figure) == ("not_judged", Figure(1, 1, "percent"))


def test_reaction_of_a_case_resolved_without_one() -> None:
    rows = [incident("a", "2026-10-06 09:00", "2026-10-06 10:00")]
    assert states(measure(level("reaction_time", [FOUR_HOURS]), evidence(incidents=rows))) == {
        "a": ("in_time", False)
    }
    never = level(
        "reaction_time", [FOUR_HOURS], parameters={"without_response": "never"}, open_past_limit="missed_now"
    )
    assert states(measure(never, evidence(incidents=rows))) == {"a": ("open_late", False)}


def test_outcome_names_file_row_and_derivation() -> None:
    rows = [
        incident("a", "2026-10-06 09:00", "2026-10-06 12:00"),
        incident("b", "2026-10-06 09:00", "2026-10-06 15:00"),
    ]
    outcome = measure(level("resolution_time", [FOUR_HOURS]), evidence(incidents=rows))
    assert outcome.rows.select("table", "file_no", "row_no").rows() == [
        ("incidents", 0, 2),
        ("incidents", 0, 3),
    ]
    text = " ".join(f"{step.what} {step.formula} {step.result}" for step in outcome.steps).replace(
        "\u00a0", " "
    )
    assert "1 af 2" in text
    assert "50,0000 pct." in text
    assert "ikke opfyldt" in text
    assert dict(outcome.extra)["Median"] == Figure(3 * 3600, 1, "seconds")
    assert dict(outcome.extra)["90-percentil"] == Figure(6 * 3600, 1, "seconds")


def test_stated_figure_stands_beside_the_calculated_one() -> None:
    rows = [incident("a", "2026-10-06 09:00", "2026-10-06 12:00")]
    own = [{"level": "KPI", "value": "99,5".replace(",", "."), "period": "2026-10", "basis": "Egen rapport"}]
    result = measure(
        level("resolution_time", [FOUR_HOURS]), evidence(incidents=rows, stated_values=own)
    ).results[0]
    assert result.basis == "calculated"
    assert result.stated is not None
    assert result.stated.value == Fraction("99.5")


def test_stated_figure_is_judged_when_nothing_was_delivered() -> None:
    own = [{"level": "KPI", "value": "81.8", "numerator": 18, "denominator": 22, "basis": "Egen rapport"}]
    result = measure(level("resolution_time", [FOUR_HOURS]), evidence(stated_values=own)).results[0]
    assert (result.state, result.basis, result.basis_note) == ("missed", "stated", "Egen rapport")
    assert result.figure == Figure(18, 22, "percent")
    assert result.cases == 22
    assert result.shortfall == Fraction("8.2")


def test_nothing_delivered_is_not_measured() -> None:
    for kind in (
        "reaction_time",
        "resolution_time",
        "request_fulfilment",
        "change_success",
        "emergency_change_share",
        "security_updates",
        "deliverable",
        "stated_value",
    ):
        outcome = measure(level(kind, [FOUR_HOURS]), Evidence())
        assert outcome.state == "not_measured", kind
        assert outcome.reason, kind


def change(
    name: str, outcome: str | None, kind: str | None = "normal", ended: str = "2026-10-06 20:00"
) -> dict[str, Any]:
    return {
        "id": name,
        "planned_start_at": "2026-10-06 18:00",
        "ended_at": ended,
        "initiator": "supplier",
        "type": kind,
        "outcome": outcome,
    }


CHANGES = [
    change("a", "successful"),
    change("b", "failed", "emergency"),
    change("c", "rolled_back"),
    change("d", "cancelled"),
    change("e", None),
    change("f", "successful", None),
    change("g", "successful", ended="2026-11-01 00:00"),
]


@pytest.mark.parametrize(("cancelled", "figure"), [("left_out", (2, 4)), ("not_successful", (2, 5))])
def test_change_success(cancelled: str, figure: tuple[int, int]) -> None:
    made = level("change_success", [{"target": 90}], parameters={"cancelled": cancelled})
    outcome = measure(made, evidence(changes=CHANGES))
    assert outcome.results[0].figure == Figure(*figure, "percent")
    assert outcome.state == "missed"
    assert states(outcome)["e"] == ("failed", True)


def test_emergency_change_share_may_not_pass_the_target() -> None:
    outcome = measure(level("emergency_change_share", [{"target": 20}]), evidence(changes=CHANGES))
    assert outcome.results[0].figure == Figure(1, 4, "percent")
    assert outcome.results[0].shortfall == 5
    assert not outcome.results[0].at_least
    assert (
        measure(level("emergency_change_share", [{"target": 25}]), evidence(changes=CHANGES)).state == "met"
    )


def test_an_emergency_change_that_went_well_has_not_failed() -> None:
    """It counts against the level as an emergency change, in a word of its own."""
    changes = [change("a", "successful"), change("b", "successful", "emergency")]
    outcome = measure(level("emergency_change_share", [{"target": 20}]), evidence(changes=changes))
    assert outcome.rows["state"].to_list() == ["ok", "emergency"]
    assert set(outcome.rows["state"]) & set(BREACHING) == {"emergency"}


@pytest.mark.parametrize("kind", ["resolution_time", "change_success", "response_time_share"])
def test_few_stated_cases_are_not_said_to_be_carried_on(kind: str) -> None:
    """Nothing was delivered: there is only the supplier's figure of 2 of 4, and no case to carry on."""
    populations = [{"target": 90, "limit": {"hours": 4}}]
    parameters = {"response_time_share": {"limit_ms": 500, "failed": "left_out"}}.get(kind, {})
    made = level(kind, populations, minimum_cases=10, few_cases="carried_on", parameters=parameters)
    own = [{"level": "KPI", "value": "50", "numerator": 2, "denominator": 4}]
    result = measure(made, evidence(stated_values=own)).results[0]
    assert (result.state, result.reason) == ("not_judged", "Færre end 10 tilfælde (4): bedømmes ikke.")


def test_change_caused_incidents_as_count_and_share() -> None:
    facts = evidence(
        changes=CHANGES,
        incidents=[
            incident("1", "2026-10-06 21:00", caused_by_change="b"),
            incident("2", "2026-10-07 21:00", caused_by_change="b"),
            incident("3", "2026-10-07 21:00"),
            incident("4", "2026-09-30 21:00", caused_by_change="a"),
        ],
    )
    count = measure(level("change_caused_incidents", [{"target": 1}], parameters={"measure": "count"}), facts)
    assert (count.results[0].figure, count.state) == (Figure(2, 1, "count"), "missed")
    assert count.results[0].shortfall == 1
    share = measure(
        level("change_caused_incidents", [{"target": 50}], parameters={"measure": "share_of_changes"}), facts
    )
    assert (share.results[0].figure, share.state) == (Figure(2, 5, "percent"), "met")


@pytest.mark.parametrize(
    ("count", "found"), [("incidents", 2), ("outages", 1), ("failed_changes", 2), ("escalated_incidents", 1)]
)
def test_count_limit(count: str, found: int) -> None:
    facts = evidence(
        incidents=[
            incident("a", "2026-10-01 00:00", escalated_at="2026-10-31 23:59:59"),
            incident("b", "2026-10-31 23:59:59", escalated_at="2026-11-01 00:00"),
            incident("c", "2026-11-01 00:00"),
            incident("d", "2026-10-06 00:00", responsible="authority"),
        ],
        outages=[
            {"service": "web", "from_at": "2026-10-06 10:00"},
            {"service": "web", "from_at": "2026-10-06 11:00", "responsible": "third_party"},
        ],
        changes=CHANGES,
    )
    for target, state in ((found, "met"), (found - 1, "missed")):
        outcome = measure(level("count_limit", [{"target": target}], parameters={"count": count}), facts)
        assert outcome.results[0].figure == Figure(found, 1, "count")
        assert outcome.state == state
    none = measure(level("count_limit", [{}], parameters={"count": count}), facts)
    assert none.state == "missed"


def test_security_updates_by_severity_and_postponed_only_by_decision() -> None:
    populations = [{"id": "kritisk", "priorities": ["critical"], "limit": {"working_days": 3}}]
    update = {
        "id": "a",
        "severity": "critical",
        "released_at": "2026-10-06 20:00",
        "postponed_reason": "Fastfrysning",
    }
    facts = {"security_updates": [update | {"installed_at": "2026-10-12 09:00"}]}
    made = level("security_updates", populations)
    outcome = measure(made, evidence(**facts))
    assert outcome.rows["due_s"].to_list() == [second("2026-10-09 16:00")]
    assert outcome.state == "missed"
    decision = {
        "at": "2026-10-08 09:00",
        "by": "x",
        "kind": "hold_out",
        "table": "security_updates",
        "row_id": "a",
        "reason": "Accepteret",
    }
    assert measure(made, evidence(**facts, decisions=[decision])).state == "not_judged"


def test_stated_value_with_basis_and_without() -> None:
    made = level("stated_value", [{"target": Decimal("3.8")}])
    own = [{"level": "KPI", "value": "3.75", "basis": "Måling i oktober", "period": "2026-10"}]
    outcome = measure(made, evidence(stated_values=own))
    assert (outcome.state, outcome.results[0].basis) == ("met", "stated")
    assert outcome.results[0].judged == Fraction("3.8")
    assert measure(made, evidence(stated_values=[own[0] | {"period": "2026-09"}])).state == "not_measured"
    lower = level("stated_value", [{"target": 3}], parameters={"better": "lower"}, judge="exact")
    assert measure(lower, evidence(stated_values=own)).state == "missed"


def test_requests_by_type_and_initiator() -> None:
    rows = [
        {
            "id": "a",
            "opened_at": "2026-10-06 09:00",
            "resolved_at": "2026-10-06 12:00",
            "initiator": "authority",
            "type": "adgang",
        },
        {
            "id": "b",
            "opened_at": "2026-10-06 09:00",
            "resolved_at": "2026-10-06 15:00",
            "initiator": "supplier",
            "type": "adgang",
        },
    ]
    made = level("request_fulfilment", [FOUR_HOURS | {"priorities": ["adgang"]}])
    assert measure(made, evidence(service_requests=rows)).results[0].figure == Figure(1, 2, "percent")
    only = level("request_fulfilment", [FOUR_HOURS], parameters={"initiator": "authority"})
    assert measure(only, evidence(service_requests=rows)).results[0].figure == Figure(1, 1, "percent")


def test_zero_length_and_reversed_pauses_count_nothing() -> None:
    rows = [incident("a", "2026-10-06 09:00", "2026-10-06 12:00")]
    pauses = [
        {"ticket_id": "a", "from_at": "2026-10-06 10:00", "to_at": "2026-10-06 10:00"},
        {"ticket_id": "a", "from_at": "2026-10-06 11:00", "to_at": "2026-10-06 10:00"},
        {"ticket_id": "b", "from_at": "2026-10-06 10:00", "to_at": "2026-10-06 11:00"},
    ]
    outcome = measure(level("resolution_time", [FOUR_HOURS]), evidence(incidents=rows, pauses=pauses))
    assert outcome.rows["paused_s"].to_list() == [0]
    assert isinstance(table("pauses", pauses), pl.LazyFrame)


def test_a_missed_level_is_not_explained_by_a_population_without_cases() -> None:
    of = level(
        "resolution_time",
        [
            {"id": "kategori 1", "priorities": ["1"], "limit": {"hours": 8}},
            {"id": "kategori 2", "priorities": ["2"], "limit": {"hours": 8}},
        ],
    )
    late = {"id": "a", "priority": "2", "opened_at": "2026-10-05 08:00", "resolved_at": "2026-10-07 08:00"}
    outcome = measure(of, evidence(incidents=[late]))
    assert (outcome.state, outcome.reason) == ("missed", "")
    assert outcome.result("kategori 1").reason
    assert measure(of, evidence(incidents=[])).reason == outcome.result("kategori 1").reason


def test_a_case_resolved_as_the_month_ends_belongs_to_the_next() -> None:
    rows = [
        incident("a", "2026-10-30 15:00", "2026-11-01 00:00"),
        incident("b", "2026-10-30 15:00", "2026-10-31 23:59:59"),
    ]
    made = level("resolution_time", [FOUR_HOURS], calendar=None, clock="elapsed")
    for period, late in (("2026-10", {"b"}), ("2026-11", {"a"})):
        found = states(measure(made, evidence(incidents=rows), period))
        assert {name for name, (state, held) in found.items() if state == "late" and not held} == late


def test_the_authoritys_priority_counts_only_where_the_terms_say_so() -> None:
    rows = [incident("a", "2026-10-06 09:00", "2026-10-06 10:00", authority_priority="4")]
    for which, priority in (("first", "1"), ("last", "1"), ("authority", "4")):
        made = level("resolution_time", [FOUR_HOURS], priority=which)
        assert measure(made, evidence(incidents=rows)).rows["priority"].to_list() == [priority]


def test_a_decision_may_name_this_level() -> None:
    decided = {"at": "2026-11-01 09:00", "by": "x", "kind": "hold_out", "table": "incidents", "row_id": "a"}
    for named, excluded in (("KPI", 1), ("KPI 2", 0)):
        facts = evidence(
            incidents=[incident("a", "2026-10-06 09:00", "2026-10-06 15:00")],
            decisions=[decided | {"level": named, "reason": "Strejke"}],
        )
        assert measure(level("resolution_time", [FOUR_HOURS]), facts).excluded == excluded


def test_a_priority_of_another_level_of_the_kind_is_not_listed_here() -> None:
    own = level("resolution_time", [FOUR_HOURS | {"id": "1", "priorities": ["1"]}])
    other = level("resolution_time", [FOUR_HOURS | {"id": "2", "priorities": ["2"]}], id="KPI 2")
    rows = [incident(name, "2026-10-06 09:00", "2026-10-06 10:00", priority=name) for name in ("1", "2", "3")]
    found = measure(own, evidence(incidents=rows), under=terms(service_levels=(own, other)))
    assert states(found) == {"1": ("in_time", False), "3": ("not_measured", True)}


def test_a_limit_of_one_working_day_is_said_as_one() -> None:
    rows = [incident("a", "2026-10-06 09:00", "2026-10-06 10:00")]
    made = level("resolution_time", [{"limit": {"working_days": 1}, "target": 90}])
    words = [step.what for step in measure(made, evidence(incidents=rows)).steps]
    assert "Inden for 1 arbejdsdag, alle" in words


OUTAGES = {"source": "outages", "downtime_from": "outage", "degraded": "counts"}


def of_portal(**rest: Any) -> Any:
    services = (Service(id="portal", name="Portalen"),)
    return terms(
        systems=(System(id="sag", name="Sag", services=services),), framework={"calendar": "desk"}, **rest
    )


def test_an_allowance_of_maintenance_is_each_months_own() -> None:
    """60 minutes a month: two hours in October and one in November leave one hour as downtime in the quarter."""
    window = {"weekly": {"tuesday": ["08:00-16:00"]}, "allowance_minutes": 60}
    taken = [
        {
            "service": "portal",
            "from_at": f"2026-{day} 09:00",
            "to_at": f"2026-{day} {until}:00",
            "agreed": True,
        }
        for day, until in (("10-06", 11), ("11-03", 10))
    ]
    made = level("availability", [{"target": 99}], period="quarter", missing_data="up", parameters=OUTAGES)
    facts = Evidence({"outages": table("outages", []), "maintenance": table("maintenance", taken)})
    found = measure(made, facts, "2026-Q4", under=of_portal(service_windows=(window,)))
    assert dict(found.extra)["Nedetid"] == Figure(3600, 1, "seconds")


def test_time_held_out_may_have_one_end_alone() -> None:
    """From 11 that day and on, or up to 11: what of the outage 10-12 is left counts an hour."""
    outage = {"service": "portal", "from_at": "2026-10-06 10:00", "to_at": "2026-10-06 12:00", "id": "N"}
    for bound in ("from_at", "to_at"):
        decided = {
            "at": "2026-11-01 09:00",
            "by": "x",
            "kind": "hold_out",
            "table": "outages",
            "row_id": "N",
            bound: "2026-10-06 11:00",
            "reason": "Aftalt",
        }
        facts = Evidence({"outages": table("outages", [outage]), "decisions": table("decisions", [decided])})
        made = level("availability", [{"target": 99}], missing_data="up", parameters=OUTAGES)
        found = measure(made, facts, under=of_portal())
        assert dict(found.extra)["Nedetid"] == Figure(3600, 1, "seconds"), bound


def test_a_stated_number_where_none_is_allowed_is_missed() -> None:
    stated = [{"level": "KPI", "value": "88", "basis": "Egen rapport"}]
    made = level("count_limit", [{}], parameters={"count": "incidents"})
    assert measure(made, evidence(stated_values=stated)).state == "missed"


def said(outcome: Outcome) -> list[str]:
    """Return the steps, a line a step."""
    return [f"{step.what} | {step.formula} | {step.result}".replace("\u00a0", " ") for step in outcome.steps]


@pytest.mark.parametrize(("value", "state"), [("88.5", "missed"), ("99.99", "missed"), ("100", "met")])
def test_a_stated_share_below_the_whole_is_missed_where_every_case_must_hold(value: str, state: str) -> None:
    stated = [{"level": "KPI", "value": value, "basis": "Egen rapport"}]
    made = level("resolution_time", [{"limit": {"hours": 4}}])
    outcome = measure(made, evidence(stated_values=stated))
    assert outcome.state == state
    assert "0 er over" not in " ".join(said(outcome))


def test_a_stated_share_is_told_with_the_counts_that_were_stated_and_no_others() -> None:
    made = level("resolution_time", [FOUR_HOURS])
    alone = measure(
        made, evidence(stated_values=[{"level": "KPI", "value": "88.5", "basis": "Egen rapport"}])
    )
    assert said(alone)[2] == "Oplyst af leverandøren, ikke beregnet her | Egen rapport | 88,5 pct."
    assert not any(" af 200" in line for line in said(alone))
    counts = {"level": "KPI", "value": "81.8", "numerator": 18, "denominator": 22, "basis": "Egen rapport"}
    counted = said(measure(made, evidence(stated_values=[counts])))
    assert counted[2] == "Oplyst af leverandøren, ikke beregnet her | Egen rapport: 18 af 22 | 81,8182 pct."


def test_exact_values_are_compared_as_they_are() -> None:
    """3.75 against at most 3, to one decimal: not 3.8, and 0.75 away, not 0.8."""
    made = level("stated_value", [{"target": 3}], parameters={"better": "lower"}, judge="exact")
    own = [{"level": "KPI", "value": "3.75", "basis": "Måling"}]
    lines = said(measure(made, evidence(stated_values=own)))
    assert "Mål | 3,75 mod højst 3 | ikke opfyldt, 0,75 fra målet" in lines


def test_a_target_with_more_decimals_than_the_level_is_shown_as_it_is() -> None:
    made = level("stated_value", [{"target": Decimal("99.95")}], parameters={"unit": "percent"})
    own = [{"level": "KPI", "value": "99.9", "basis": "Måling"}]
    lines = said(measure(made, evidence(stated_values=own)))
    assert "Mål | 99,90 pct. mod mindst 99,95 pct. | ikke opfyldt, 0,05 procentpoint fra målet" in lines


def test_stated_fractions_of_seconds_and_milliseconds_are_shown() -> None:
    for unit, shown, against in (
        ("seconds", "88,5 sek.", "1 min. 28 sek."),
        ("milliseconds", "88,5 ms", "88 ms"),
    ):
        made = level("stated_value", [{"target": 88}], parameters={"unit": unit, "better": "lower"})
        lines = said(measure(made, evidence(stated_values=[{"level": "KPI", "value": "88.5"}])))
        assert f"Mål | {shown} mod højst {against} | ikke opfyldt, 0,5 {shown.split()[1]} fra målet" in lines


def test_a_stated_value_that_is_not_judged_has_not_failed() -> None:
    made = level(
        "stated_value",
        [{"target": 90}],
        parameters={"unit": "percent"},
        minimum_cases=50,
        few_cases="not_judged",
    )
    own = {"level": "KPI", "value": "80", "numerator": 8, "denominator": 10, "basis": "Måling"}
    outcome = measure(made, evidence(stated_values=[own]))
    assert outcome.state == "not_judged"
    assert outcome.rows["state"].to_list() == ["not_counted"]


def test_one_decimal_is_said_as_one() -> None:
    rows = [incident("a", "2026-10-06 09:00", "2026-10-06 10:00")]
    lines = said(measure(level("resolution_time", [FOUR_HOURS]), evidence(incidents=rows)))
    assert "Afrunding til 1 decimal | 100,00000 pct. | 100,0 pct." in lines


def outages(*spells: tuple[str, str], **rest: Any) -> list[dict[str, Any]]:
    return [{"service": "portal", "from_at": begun, "to_at": ended} | rest for begun, ended in spells]


def test_each_outage_counts_by_the_downtime_it_gives() -> None:
    """Saturday gives none, 15.30-17 half an hour; two that overlap count each by its own."""
    facts = evidence(
        outages=outages(
            ("2026-10-10 10:00", "2026-10-10 14:00"),
            ("2026-10-06 15:30", "2026-10-06 17:00"),
            ("2026-10-07 10:00", "2026-10-07 12:00"),
            ("2026-10-07 10:30", "2026-10-07 11:30"),
        )
    )
    for minimum_s, count in ((1, 3), (1801, 2), (3601, 1)):
        made = level(
            "outage_count",
            [{"target": 0}],
            missing_data="up",
            parameters=OUTAGES | {"overlapping": "each", "minimum_s": minimum_s},
        )
        assert measure(made, facts, under=of_portal()).results[0].figure == Figure(count, 1, "count")


@pytest.mark.parametrize(
    ("kind", "target", "more"),
    [
        ("outage_count", 0, {}),
        ("longest_outage", 3600, {"measured": "elapsed"}),
        ("availability", Decimal("99.9"), {}),
    ],
)
def test_few_outages_are_judged_as_many(kind: str, target: Decimal, more: dict[str, Any]) -> None:
    facts = evidence(outages=outages(("2026-10-06 10:00", "2026-10-06 12:00")))
    for few_cases in ("not_judged", "carried_on"):
        made = level(
            kind,
            [{"target": target}],
            missing_data="up",
            minimum_cases=5,
            few_cases=few_cases,
            parameters=OUTAGES | more,
        )
        assert measure(made, facts, under=of_portal()).state == "missed"


def test_the_least_length_of_an_outage_that_counts_is_said() -> None:
    made = level("outage_count", [{"target": 0}], missing_data="up", parameters=OUTAGES | {"minimum_s": 3600})
    lines = said(measure(made, evidence(outages=[]), under=of_portal()))
    assert lines[0] == "Antal afbrydelser, der begynder i perioden og giver mindst 1 t. nedetid |  | 0"


def test_what_does_not_count_of_the_longest_outage_is_said() -> None:
    made = level(
        "longest_outage",
        [{"target": 3600}],
        missing_data="up",
        parameters=OUTAGES | {"measured": "agreed_hours"},
    )
    facts = evidence(outages=outages(("2026-10-09 15:00", "2026-10-12 09:00")))
    lines = said(measure(made, facts, under=of_portal()))
    assert lines[1] == (
        "Længste afbrydelse: Portalen | 9. oktober 2026 kl. 15.00 – 12. oktober 2026 kl. 09.00; "
        "heraf tæller 64 t. ikke med | 2 t."
    )


def test_one_outage_in_doubt_is_said_as_one() -> None:
    open_ = {"source": "outages", "downtime_from": "outage"}
    made = level("availability", [{"target": 99}], missing_data="up", parameters=open_)
    facts = evidence(outages=outages(("2026-10-06 10:00", "2026-10-06 12:00"), severity="degraded"))
    assert measure(made, facts, under=of_portal()).reason.endswith("(1 afbrydelse).")


def test_a_system_without_services_is_said_to_have_none() -> None:
    made = level("availability", [{"target": 99}], missing_data="up", parameters=OUTAGES, systems=["tomt"])
    under = terms(systems=(System(id="tomt", name="Tomt"),), framework={"calendar": "desk"})
    facts = evidence(outages=outages(("2026-10-06 10:00", "2026-10-06 12:00")))
    reason = measure(made, facts, under=under).reason
    assert reason == "Vilkårene nævner ingen ydelser under det system, som målet gælder."


def checked(*answers: int | None, day: str = "2026-10-06") -> list[dict[str, Any]]:
    """Return a check a minute from 9, each with its milliseconds; None is no answer."""
    return [
        {"service": "portal", "at": f"{day} 09:{minute:02d}", "ok": ms is not None, "response_ms": ms}
        for minute, ms in enumerate(answers)
    ]


def percentile(nth: int, **rest: Any) -> Any:
    parameters = {"percentile": Decimal(nth), "failed": "counts_as_slow"}
    return level("response_time_percentile", [{"target": 500}], parameters=parameters, **rest)


def test_a_percentile_without_an_answer_is_missed_whatever_the_supplier_states() -> None:
    facts = evidence(
        checks=checked(100, 200, None), stated_values=[{"level": "KPI", "value": "150", "basis": "Rapport"}]
    )
    outcome = measure(percentile(95), facts, under=of_portal())
    result = outcome.results[0]
    assert (outcome.state, result.basis, result.figure, result.cases) == ("missed", "calculated", None, 3)
    assert said(outcome) == [
        "Målinger i den aftalte driftstid |  | 3",
        "Heraf uden svar, tæller som for langsomme |  | 1",
        "95-percentil: svartid nr. 3 af 3, hurtigste først | 95 / 100 × 3, rundet op til 3 | intet svar",
        "Mål | 95-percentilen falder på et kald uden svar, som er langsommere end ethvert mål. | ikke opfyldt",
    ]
    few = percentile(95, minimum_cases=10, few_cases="not_judged")
    assert measure(few, facts, under=of_portal()).state == "not_judged"


def test_a_rank_that_is_whole_is_not_said_to_be_rounded() -> None:
    lines = said(measure(percentile(50), evidence(checks=checked(100, 200)), under=of_portal()))
    assert lines[1] == "50-percentil: svartid nr. 1 af 2, hurtigste først | 50 / 100 × 2 = 1 | 100 ms"


@pytest.mark.parametrize("service", ["", "portal", "andet"])
def test_checks_in_time_that_is_held_out_are_not_of_the_response_times(service: str) -> None:
    decided = {
        "at": "2026-11-01 09:00",
        "by": "x",
        "kind": "hold_out",
        "table": "checks",
        "row_id": service or None,
        "from_at": "2026-10-06 09:02",
        "to_at": "2026-10-06 09:04",
        "reason": "Øvelse",
    }
    facts = evidence(checks=checked(100, 200, 900, None, 300), decisions=[decided])
    held = 0 if service == "andet" else 2
    share = level(
        "response_time_share", [{"target": 90}], parameters={"limit_ms": 500, "failed": "counts_as_slow"}
    )
    found = measure(share, facts, under=of_portal())
    assert found.results[0].figure == Figure(3, 5 - held, "percent")
    assert found.excluded == held
    assert said(found)[0] == "Målinger i den aftalte driftstid |  | 5"
    whole = measure(percentile(100), facts, under=of_portal())
    assert (whole.state, whole.excluded) == ("met" if held else "missed", held)


def told_of(kind: str, populations: list[dict[str, Any]], facts: Evidence, **rest: Any) -> str:
    return "\n".join(said(measure(level(kind, populations, **rest), facts)))


def test_the_day_that_working_days_are_counted_from_is_said_as_it_is() -> None:
    """A root cause analysis asked for on a Saturday has Monday as its first day; an incident has it as its zeroth."""
    days = [{"limit": {"working_days": 1}}]
    saturday = {"id": "a", "kind": "report", "requested_at": "2026-10-10 12:00"}
    incidents = [incident("a", "2026-10-10 12:00", "2026-10-13 16:00")]
    facts = evidence(
        deliverables=[saturday | {"delivered_at": "2026-10-12 16:00"}],
        incidents=incidents,
        security_updates=[
            {
                "id": "a",
                "severity": "low",
                "released_at": "2026-10-10 12:00",
                "installed_at": "2026-10-12 16:00",
            }
        ],
    )
    for kind, due, words in (
        ("deliverable", "2026-10-12 16:00", "den dag, fristen regnes fra, tælles ikke med"),
        ("security_updates", "2026-10-12 16:00", "den dag, fristen regnes fra, tælles ikke med"),
        ("resolution_time", "2026-10-13 16:00", "dagen, hvor tiden begynder at løbe, tælles ikke med"),
    ):
        outcome = measure(level(kind, days), facts)
        assert outcome.rows["due_s"].to_list() == [second(due)], kind
        assert words in said(outcome)[1], kind


def test_working_days_without_a_calendar_are_said_to_be_all_days() -> None:
    incidents = [incident("a", "2026-10-09 12:00", "2026-10-10 23:00")]
    outcome = measure(
        level("resolution_time", [{"limit": {"working_days": 1}}], calendar=None),
        evidence(incidents=incidents),
    )
    assert outcome.rows["due_s"].to_list() == [second("2026-10-11 00:00")]
    assert "ved døgnets udgang på den sidste dag, og alle dage er arbejdsdage" in said(outcome)[1]
    assert "lukketid" not in said(outcome)[1]


@pytest.mark.parametrize(
    ("count", "what"),
    [
        ("incidents", "incidents, der er modtaget"),
        ("outages", "afbrydelser, der er begyndt"),
        ("failed_changes", "mislykkede changes, der er afsluttet"),
        ("escalated_incidents", "incidents, der er eskaleret"),
    ],
)
def test_a_count_limit_says_what_it_counts(count: str, what: str) -> None:
    facts = evidence(incidents=[], outages=[], changes=[])
    text = told_of(
        "count_limit", [{"target": 1, "id": "a", "title": "Alvorlige"}], facts, parameters={"count": count}
    )
    assert f"Antallet af {what} i perioden; højst målet." in text
    assert "Antal, Alvorlige |  | 0" in text


def test_a_resolution_time_says_from_when_to_when_it_runs() -> None:
    facts = evidence(incidents=[])
    for parameters, words in (
        ({}, "Tiden regnes"),
        ({"start": "responded_at"}, "Tiden regnes fra reaktionen til løsningen."),
        ({"end": "closed_at"}, "Tiden regnes fra modtagelsen til lukningen."),
        ({"start": "responded_at", "end": "closed_at"}, "Tiden regnes fra reaktionen til lukningen."),
    ):
        text = told_of("resolution_time", [FOUR_HOURS], facts, parameters=parameters)
        assert (words in text) == bool(parameters)


def test_a_row_that_says_no_severity_or_type_is_held_out_by_name() -> None:
    facts = evidence(
        outages=outages(("2026-10-06 10:00", "2026-10-06 12:00"))
        + outages(("2026-10-07 10:00", "2026-10-07 12:00"), severity="A")
        + outages(("2026-10-08 10:00", "2026-10-08 12:00"), severity="C"),
        changes=[change("a", "successful", "normal"), change("b", "failed", None)],
    )
    of_a = [{"id": "A", "priorities": ["A"], "target": 1}, {"id": "B", "priorities": ["B"], "target": 1}]
    counted = measure(level("count_limit", of_a, parameters={"count": "outages"}), facts)
    assert [result.figure for result in counted.results] == [Figure(1, 1, "count"), Figure(0, 1, "count")]
    assert counted.excluded == 2
    assert counted.rows.select("row_no", "population").rows() == [(2, ""), (3, "A"), (4, "")]
    normal = [{"id": "normale", "priorities": ["normal"], "target": 90}]
    share = measure(level("change_success", normal), facts)
    assert (share.results[0].figure, share.excluded) == (Figure(1, 1, "percent"), 1)
    assert measure(level("change_success", [{"target": 90}]), facts).excluded == 0


def test_a_counted_case_of_a_priority_that_no_level_has_is_held_out_by_name() -> None:
    """Of four incidents one is of priority 1, one of another level's priority 2, and two of none that anyone knows."""
    rows = [
        {"id": f"INC-{name}", "priority": name, "opened_at": "2026-10-06 10:00"}
        for name in ("1", "2", "Kritisk", "9")
    ]
    its = level(
        "count_limit", [{"id": "1", "priorities": ["1"], "target": 1}], parameters={"count": "incidents"}
    )
    other = level("resolution_time", [{"id": "2", "priorities": ["2"], "limit": {"hours": 4}}], id="KPI 2")
    found = measure(its, evidence(incidents=rows), under=terms(service_levels=(its, other)))
    assert found.results[0].figure == Figure(1, 1, "count")
    unknown = "Prioriteten eller alvorligheden har intet servicemål."
    assert found.rows.select("id", "held_out").rows() == [
        ("INC-1", None),
        ("INC-Kritisk", unknown),
        ("INC-9", unknown),
    ]


def test_a_change_of_another_type_than_the_level_s_is_nothing_to_list() -> None:
    changes = [change("a", "successful", "normal"), change("b", "failed", "emergency")]
    normal = [{"id": "normale", "priorities": ["normal"], "target": 90}]
    found = measure(level("change_success", normal), evidence(changes=changes))
    assert (found.rows["id"].to_list(), found.excluded) == (["a"], 0)
