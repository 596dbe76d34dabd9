"""Which period a case counts in: pauses, the first and last second of a month, few cases carried on.

October 2026; the 1st is a Thursday. Four hours are the limit; the desk is open from 8 to 16 on working days.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from level_cases import ZONE, evidence, level, measure

from afstemt.core.evidence.history import PastRow
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.units.figure import Figure
from afstemt.core.units.period import Period

FOUR_HOURS = {"limit": {"hours": 4}, "target": 90}
FEW = PastRow("2026-09", "KPI", None, None, None, "not_judged")


def incident(name: str, opened: str, resolved: str | None = None) -> dict[str, Any]:
    return {"id": name, "priority": "1", "opened_at": f"2026-{opened}"} | (
        {} if resolved is None else {"resolved_at": f"2026-{resolved}"}
    )


def pause(name: str, begins: str, ends: str | None) -> dict[str, Any]:
    return {"ticket_id": name, "from_at": begins, "to_at": ends}


def october(
    incidents: Sequence[Mapping[str, Any]],
    *,
    pauses: Sequence[Mapping[str, Any]] = (),
    history: tuple[PastRow, ...] = (),
    part: Period | None = None,
    **choices: Any,
) -> Outcome:
    tables = {"incidents": incidents} | ({"pauses": pauses} if pauses else {})
    return measure(
        level("resolution_time", [FOUR_HOURS], **choices), evidence(**tables), history=history, part=part
    )


def counted(outcome: Outcome) -> dict[str, str]:
    """Return the state of each case that counts."""
    return {
        row["id"]: row["state"]
        for row in outcome.rows.iter_rows(named=True)
        if row["held_out"] is None and row["state"] != "open"
    }


PAUSED = [
    incident("september", "09-28 09:00", "10-01 10:00"),
    incident("paused over the month's end", "09-30 09:00", "10-01 15:00"),
    incident("paused as its limit ran out", "09-30 09:00", "10-01 15:00"),
]
PAUSES = [
    pause("paused over the month's end", "2026-09-30 10:00", "2026-10-01 10:00"),
    pause("paused as its limit ran out", "2026-09-30 13:00", "2026-10-01 10:00"),
]


def test_a_pause_over_the_month_s_end_makes_a_case_late_in_the_month_after() -> None:
    """At the end of September none of the paused cases has used more than its four hours; the first has used 20."""
    found = october(PAUSED, pauses=PAUSES, open_past_limit="missed_now")
    assert counted(found) == {
        "paused over the month's end": "late",
        "paused as its limit ran out": "late",
    }
    assert found.results[0].figure == Figure(0, 2, "percent")


def test_a_case_is_not_counted_again_whatever_the_clock_and_where_pauses_are_none() -> None:
    """Counted in September, when its limit ran out; the last second of September is in September."""
    rows = [
        incident("september", "09-28 09:00", "10-01 10:00"),
        incident("last second", "09-30 19:59:59", "10-01 10:00"),
        incident("october", "09-30 20:00", "10-01 10:00"),
    ]
    for parameters in ({"pauses": True}, {"pauses": False}):
        found = october(rows, clock="elapsed", open_past_limit="missed_now", parameters=parameters)
        assert counted(found) == {"october": "late"}
        found = october(rows[:1], open_past_limit="missed_now", parameters=parameters)
        assert counted(found) == {}


def test_a_paused_case_is_due_when_its_pause_has_moved_it() -> None:
    """Used at 13 on 30 September; moved eight open hours, to 13 on 1 October."""
    found = october(PAUSED[1:2], pauses=PAUSES[:1], assign_by="due", open_past_limit="missed_now")
    assert counted(found) == {"paused over the month's end": "late"}


DUE = [
    incident("last second of august", "08-31 19:59:59", "09-01 01:00"),
    incident("first second of september", "08-31 20:00", "09-01 00:00"),
    incident("last second of september", "09-30 19:59:59", "10-01 01:00"),
    incident("first second", "09-30 20:00", "10-01 00:00"),
    incident("last second", "10-31 19:59:59", "10-31 23:59:59"),
    incident("november", "10-31 20:00", "11-01 00:00"),
]


def test_a_case_is_due_in_the_month_of_its_last_second_round_the_clock() -> None:
    found = october(DUE, clock="elapsed", assign_by="due", open_past_limit="missed_now")
    assert counted(found) == {"first second": "in_time", "last second": "in_time"}


def test_few_cases_due_in_the_month_before_are_carried_on() -> None:
    carried = {"clock": "elapsed", "assign_by": "due", "minimum_cases": 2, "few_cases": "carried_on"}
    found = october(DUE, history=(FEW,), open_past_limit="missed_now", **carried)
    assert counted(found) == {
        "first second of september": "in_time",
        "last second of september": "late",
        "first second": "in_time",
        "last second": "in_time",
    }


@pytest.mark.parametrize(("few_cases", "cases"), [("not_judged", 1), ("carried_on", 2)])
def test_few_cases_are_carried_on_only_where_the_terms_say_so(few_cases: str, cases: int) -> None:
    rows = [incident("september", "09-07 09:00", "09-07 10:00"), incident("b", "10-06 09:00", "10-06 10:00")]
    found = october(rows, history=(FEW,), minimum_cases=2, few_cases=few_cases)
    assert found.results[0].cases == cases


def test_few_cases_are_carried_on_to_the_first_stretch_of_a_month_alone() -> None:
    rows = [incident("september", "09-07 09:00", "09-07 10:00"), incident("b", "10-20 09:00", "10-20 10:00")]
    later = Period(date(2026, 10, 16), date(2026, 11, 1), ZONE)
    found = october(rows, history=(FEW,), part=later, minimum_cases=2, few_cases="carried_on")
    assert counted(found) == {"b": "in_time"}


def test_a_late_case_that_ends_as_a_month_begins_counts_in_that_month() -> None:
    rows = [
        incident("first second", "09-29 09:00", "10-01 00:00"),
        incident("ended in november", "10-29 09:00", "11-01 00:00"),
        incident("ended in november, of september", "09-29 09:00", "11-01 00:00"),
        incident("of november", "11-01 00:00", "11-01 01:00"),
    ]
    found = october(rows, clock="elapsed", assign_by="opened", open_past_limit="missed_when_resolved")
    assert counted(found) == {"first second": "late"}
    assert found.excluded == 1


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        ("2099-01-01 09:00", None),
        ("2099-01-01 09:00", "2099-02-01 09:00"),
        ("2001-01-01 09:00", "2001-02-01 09:00"),
    ],
)
def test_a_pause_of_a_year_that_is_not_there_pauses_nothing(begins: str, ends: str | None) -> None:
    rows = [incident("a", "10-06 09:00", "10-06 15:00")]
    found = october(rows, pauses=[pause("a", begins, ends)])
    assert counted(found) == {"a": "late"}
    assert found.results[0].overruns[0].seconds == 2 * 3600


def deliverable(**rest: Any) -> dict[str, Any]:
    return {
        "id": "L-1", "kind": "report", "requested_at": "2026-10-05 09:00", "delivered_at": "2026-10-05 14:00",
    } | rest  # fmt: skip


@pytest.mark.parametrize(("due", "state"), [("2026-10-05 13:30", "late"), ("2026-10-05 14:00", "in_time")])
def test_an_agreed_time_goes_before_the_limit_round_the_clock_too(due: str, state: str) -> None:
    its = level("deliverable", [FOUR_HOURS], clock="elapsed")
    assert counted(measure(its, evidence(deliverables=[deliverable(due_at=due)]))) == {"L-1": state}


def test_time_that_the_parties_do_not_count_is_taken_from_a_deliverable_s_too() -> None:
    """Five hours, of which one is taken out; half of it once more, decided later, changes nothing."""
    its = level("deliverable", [FOUR_HOURS])
    held = {
        "at": "2026-10-07 09:00", "by": "Parterne", "kind": "hold_out", "table": "deliverables", "row_id": "L-1",
        "from_at": "2026-10-05 09:00", "to_at": "2026-10-05 10:00", "reason": "Aftalt",
    }  # fmt: skip
    assert counted(measure(its, evidence(deliverables=[deliverable()]))) == {"L-1": "late"}
    found = measure(its, evidence(deliverables=[deliverable()], decisions=[held]))
    assert counted(found) == {"L-1": "in_time"}
    shorter = held | {"to_at": "2026-10-05 09:30"}
    found = measure(its, evidence(deliverables=[deliverable()], decisions=[held, shorter]))
    assert found.rows["paused_s"].to_list() == [3600]


@pytest.mark.parametrize(
    ("clock", "state"), [(None, "in_time"), ("business_hours", "in_time"), ("elapsed", "late")]
)
def test_a_deliverable_s_time_is_open_time_where_the_terms_name_no_clock(
    clock: str | None, state: str
) -> None:
    """From 15 to 11 the next day: four open hours."""
    row = deliverable(requested_at="2026-10-05 15:00", delivered_at="2026-10-06 11:00")
    assert counted(
        measure(level("deliverable", [FOUR_HOURS], clock=clock), evidence(deliverables=[row]))
    ) == {"L-1": state}


@pytest.mark.parametrize(("pauses", "state"), [(True, "in_time"), (False, "late")])
def test_a_reaction_is_paused_where_the_terms_say_so(pauses: bool, state: str) -> None:
    rows = [incident("a", "10-06 09:00", "10-06 15:00") | {"responded_at": "2026-10-06 14:00"}]
    facts = evidence(incidents=rows, pauses=[pause("a", "2026-10-06 10:00", "2026-10-06 12:00")])
    its = level("reaction_time", [FOUR_HOURS], parameters={"pauses": pauses})
    assert counted(measure(its, facts)) == {"a": state}


def test_few_cases_are_carried_on_to_a_contract_s_short_last_month() -> None:
    rows = [incident("september", "09-07 09:00", "09-07 10:00"), incident("b", "10-06 09:00", "10-06 10:00")]
    last = Period(date(2026, 10, 1), date(2026, 10, 16), ZONE)
    kpi = level("resolution_time", [FOUR_HOURS], minimum_cases=2, few_cases="carried_on")
    found = measure(kpi, evidence(incidents=rows), last, history=(FEW,))
    assert counted(found) == {"september": "in_time", "b": "in_time"}
