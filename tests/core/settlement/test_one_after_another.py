"""What comes first hides nothing that comes after: levels, rules, decisions, stretches, earlier periods."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from settlement_months import (
    OCTOBER,
    compact,
    contract_of,
    evidence_of,
    level_of,
    outcome_of,
    remuneration_of,
    second,
    to_settle,
)

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History, PastRow
from afstemt.core.settlement.settle import settle
from afstemt.core.settlement.settlement import Settlement
from afstemt.core.units.period import Period, month, quarter
from golden import recording

TERMS: dict[str, Any] = {"base": "entitled", "percent_per_point": 1, "clause": "§ 9"}
PER_POINT = {
    "rule": "points_per_unit",
    "parameters": {"points": 1, "unit": "percentage_point", "count": "completed"},
}


@pytest.fixture(autouse=True)
def told(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield from recording(request, monkeypatch, "settle", compact)


def past(period: str, subject: str, amount: str | None = None, state: str = "", points: int = 2) -> PastRow:
    return PastRow(period, subject, None, Decimal(points), None if amount is None else Decimal(amount), state)


def settled(
    percents: dict[str, str],
    *history: PastRow,
    settlement: dict[str, Any] | None = None,
    decisions: tuple[dict[str, Any], ...] = (),
    as_of: date | None = None,
    **terms: Any,
) -> Settlement:
    """Settle levels with a target of 90 percent; a point of 1,000 kroner is 10."""
    document = {
        "settlement": {**TERMS, **(settlement or {})},
        "service_levels": [level_of(id=name, penalties=[PER_POINT]) for name in percents],
        **terms,
    }
    given = to_settle(
        document,
        {name: [{"percent": Decimal(percent)}] for name, percent in percents.items()},
        history=history,
        evidence=evidence_of(decisions=decisions) if decisions else None,
    )
    return settle(*given, as_of=as_of)


def test_a_level_that_the_terms_do_not_have_and_a_rule_left_open_hide_no_other() -> None:
    unsaid = {"rule": "points_per_unit", "parameters": {"points": 1, "unit": "percentage_point"}}
    document = {"settlement": TERMS, "service_levels": [level_of(penalties=[unsaid, PER_POINT])]}
    contract, period, outcomes, money, history, evidence = to_settle(
        document, {"KPI 1": [{"percent": Decimal(85)}]}
    )
    gone = replace(outcomes[0], level="KPI 7")
    found = settle(contract, period, (gone, *outcomes), money, history, evidence)
    assert [(line.level, line.points) for line in found.lines] == [("KPI 1", 5)]
    assert [notice.code for notice in found.notices] == ["open-choice"]


def test_running_in_that_begins_underway_leaves_the_days_before_it() -> None:
    """5 percent of 3,100 kroner for 21 of 31 days."""
    level = level_of(penalties=[PER_POINT])
    phase = {"kind": "running_in", "from_day": date(2026, 10, 22)}
    document = {"settlement": TERMS, "service_levels": [level], "phases": [phase]}
    given = to_settle(document, {"KPI 1": [{"percent": Decimal(85)}]}, charge=Decimal(3100))
    assert settle(*given).penalty.amount == Decimal("105.00")


def test_a_stretch_of_running_in_is_shown_by_its_own_days() -> None:
    """5 percent of 1,000 kroner: 24.19 for 15 of 31 days, not counted; 25.81 for 16."""
    phase = {"kind": "running_in", "from_day": date(2026, 9, 1), "to_day": date(2026, 10, 15)}
    document = {"settlement": TERMS, "service_levels": [level_of(penalties=[PER_POINT])], "phases": [phase]}
    contract, middle = contract_of(document), date(2026, 10, 16)
    outcomes = tuple(
        outcome_of(contract.current, "KPI 1", OCTOBER, [{"percent": Decimal(85)}], part=part)
        for part in (Period(OCTOBER.first, middle), Period(middle, OCTOBER.end))
    )
    found = settle(
        contract, OCTOBER, outcomes, remuneration_of(OCTOBER, Decimal(1000)), History(), Evidence()
    )
    assert [(line.amount.amount, line.counts) for line in found.lines] == [
        (Decimal("24.19"), False),
        (Decimal("25.81"), True),
    ]


def test_a_repeat_is_found_whatever_the_levels_before_it_were() -> None:
    """A has no history, B was met, C was missed twice: 1 x 3 x 3."""
    rows = (
        past("2026-09", "B", state="met"),
        past("2026-09", "C", state="missed"),
        past("2026-08", "C", state="missed"),
    )
    found = settled(
        dict.fromkeys("ABC", "89.0"), *rows, settlement={"repeat_multiplier": 3, "repeat_max_multiplier": 20}
    )
    assert [line.points for line in found.lines] == [1, 1, 9]
    assert [step.clause for step in found.lines[2].steps if step.what.startswith("Gentagelse")] == ["§ 9"]


def test_what_is_earned_back_is_found_whatever_the_levels_before_it_were() -> None:
    """A is missed again, B was not measured before, C's amount is not known and D's is nothing; E gets 0.50 back."""
    rows = (
        past("2026-09", "A", "20", "missed"),
        past("2026-09", "C", None, "missed"),
        past("2026-09", "D", "0", "missed"),
        past("2026-09", "E", "0.50", "missed"),
        past("2026-09", "penalty", "100", "set_off"),
    )
    found = settled(
        {"A": "85.0", **dict.fromkeys("BCDE", "95.0")}, *rows, settlement={"earn_back_periods": 1}
    )
    assert [(line.level, line.amount.amount) for line in found.lines if line.kind == "correction"] == [
        ("E", Decimal("-0.50"))
    ]
    assert [notice.column for notice in found.notices] == ["amount"]


def test_a_quarter_s_penalty_that_was_waived_hides_no_month_s() -> None:
    """The quarter's 20 of September were waived; the month's 30 of November are given back."""
    terms = {**TERMS, "quarter_base": "last_month", "earn_back_periods": 1}
    levels = [
        level_of(id="Q", period="quarter", penalties=[PER_POINT]),
        level_of(id="M", penalties=[PER_POINT]),
    ]
    contract = contract_of({"settlement": terms, "service_levels": levels})
    december, whole = month(date(2026, 12, 1)), quarter(date(2026, 12, 1))
    outcomes = tuple(
        outcome_of(contract.current, name, period, [{"percent": Decimal(95)}])
        for name, period in (("Q", whole), ("M", december))
    )
    rows = (
        past("2026-Q3", "Q", "20", "missed"),
        past("2026-09", "penalty", "20", "waived"),
        past("2026-11", "M", "30", "missed"),
        past("2026-11", "penalty", "30", "set_off"),
    )
    money = remuneration_of(december, Decimal(1000))
    assert settle(contract, december, outcomes, money, History(rows), Evidence()).deducted.amount == -30


def decision(kind: str, **more: Any) -> dict[str, Any]:
    row = {"at_s": second("2026-11-05"), "by": "x", "kind": kind, "table": "penalty", "period": "2026-10"}
    return {**row, **more}


def test_a_claim_is_found_behind_what_is_decided_of_other_things() -> None:
    others = (decision("dispute", table="incidents"), decision("claim", period="2026-09"))
    assert settled({"A": "85.0"}, decisions=(*others, decision("claim"))).state == "claimed"
    assert settled({"A": "85.0"}, decisions=(decision("dispute", table=None),)).state == "calculated"
    assert settled({"A": "85.0"}, past("2026-10", "penalty", "50", "provisional")).state == "calculated"


WEEKDAYS = {day: ["08:00-16:00"] for day in ("monday", "tuesday", "wednesday", "thursday", "friday")}
CLAIMED: dict[str, Any] = {
    "settlement": {"claim": "on_claim", "claim_within_working_days": 30},
    "framework": {"calendar": "uge"},
    "calendars": {"uge": WEEKDAYS},
}


def test_an_unclaimed_penalty_stands_where_it_does_not_lapse() -> None:
    """Thirty working days from 31 October end on 11 December."""
    settlement = {**CLAIMED["settlement"], "lapses": False}
    found = settled({"A": "85.0"}, as_of=date(2026, 12, 12), **{**CLAIMED, "settlement": settlement})
    assert found.state == "calculated"
    assert found.steps[
        -1
    ].what == "Ikke gjort gældende inden fristen, der var fredag den 11. december 2026".replace(
        "11. december", "11.\u00a0december"
    )
    assert (found.steps[-1].result, found.steps[-1].clause) == ("beregnet", "§ 9")


def test_where_there_is_no_penalty_no_claim_is_spoken_of() -> None:
    found = settled({"A": "95.0"}, **CLAIMED)
    assert [step.what for step in found.steps] == ["Grundlag: vederlag før bod", "Bod før lofter"]


@pytest.mark.parametrize(("as_of", "state"), [(None, "calculated"), (date(2026, 11, 12), "lapsed")])
def test_an_earlier_penalty_lapses_by_the_document_s_date(as_of: date | None, state: str) -> None:
    """Thirty working days from 30 September end on 11 November."""
    settlement = {**CLAIMED["settlement"], "lapses": True}
    rows = (past("2026-09", "penalty", "30", "calculated"),)
    found = settled({"A": "95.0"}, *rows, as_of=as_of, **{**CLAIMED, "settlement": settlement})
    assert [one.state for one in found.earlier] == [state]


def test_a_base_that_nobody_needs_is_not_asked_for() -> None:
    assert settled({"A": "95.0"}, settlement={"base": None}).notices == ()
    told = settled({"A": "85.0"}, settlement={"base": None}).notices
    assert [notice.place for notice in told] == ["settlement.base"]


def test_a_period_is_capped_by_the_terms_of_its_own_last_day() -> None:
    """October at most 1 percent of 1,000 kroner; the half of a month's fee is agreed from 1 November."""
    document = {
        "settlement": {**TERMS, "cap_percent_period": 1},
        "service_levels": [level_of(penalties=[PER_POINT])],
    }
    later = {"in_force_from": date(2026, 11, 1), "settlement": {**TERMS, "cap_percent_period": 50}}
    _contract, period, outcomes, money, history, evidence = to_settle(
        document, {"KPI 1": [{"percent": Decimal(85)}]}
    )
    contract = contract_of(document, {**document, **later})
    assert settle(contract, period, outcomes, money, history, evidence).penalty.amount == Decimal("10.00")


def test_where_there_is_no_penalty_no_deadline_for_a_claim_is_missed() -> None:
    unsaid = {"claim": "on_claim", "claim_within_working_days": 30}
    assert settled({"A": "95.0"}, settlement=unsaid).notices == ()
    (notice,) = settled({"A": "85.0"}, settlement=unsaid).notices
    assert notice.place == "framework.calendar"
