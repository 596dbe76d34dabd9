"""Rare months: what has no base beside what needs none, terms changed underway, amounts that are not known."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from settlement_months import (
    OCTOBER,
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
from afstemt.core.measurement.outcome import Outcome, Result
from afstemt.core.settlement.settle import settle
from afstemt.core.settlement.settlement import Settlement
from afstemt.core.units.figure import Figure
from afstemt.core.units.period import Period

FEE = Decimal(1000)
HALVES = (Period(OCTOBER.first, date(2026, 10, 16)), Period(date(2026, 10, 16), OCTOBER.end))
POINTS: dict[str, Any] = {
    "rule": "points_per_unit",
    "parameters": {"points": 1, "unit": "percentage_point", "count": "completed"},
}


def per_point(amount: int, **more: Any) -> dict[str, Any]:
    parameters = {"amount": amount, "unit": "percentage_point", "count": "completed"}
    return {"rule": "amount_per_unit", "parameters": parameters, **more}


def settled(document: dict[str, Any], percent: str = "85.0", **more: Any) -> Settlement:
    """Settle each level of the terms at the same percentage of a target of 90."""
    given = {one["id"]: [{"percent": Decimal(percent)}] for one in document["service_levels"]}
    as_of = more.pop("as_of", None)
    return settle(*to_settle(document, given, charge=FEE, **more), as_of=as_of)


def test_a_capped_amount_without_a_base_hides_no_fixed_amount_after_it() -> None:
    """5 points each: 20 kroner a point under a cap of nobody knows what, then 30 a point without a cap."""
    levels = [
        level_of(id="KPI 1", penalties=[per_point(20, cap_percent=4)]),
        level_of(id="KPI 2", penalties=[per_point(30)]),
    ]
    found = settled({"settlement": {"base": None}, "service_levels": levels})
    assert [line.amount.amount for line in found.lines] == [0, 150]
    assert found.penalty.amount == 150


def test_a_bonus_for_a_part_of_the_month_is_rounded_as_the_terms_say() -> None:
    """100 kroner by 15 of 31 days is 48.387, by 16 of 31 51.613."""
    bonus = {"rule": "bonus_by_band", "parameters": {"bands": [{"at_least": 95, "amount": 100}]}}
    for rounding, amounts in (("half_up", ["48.39", "51.61"]), ("down", ["48.38", "51.61"])):
        settlement = {"base": "entitled", "rounding": rounding}
        contract = contract_of({"settlement": settlement, "service_levels": [level_of(penalties=[bonus])]})
        outcomes = tuple(
            outcome_of(contract.current, "KPI 1", OCTOBER, [{"percent": Decimal(97)}], part=part)
            for part in HALVES
        )
        money = remuneration_of(OCTOBER, FEE)
        found = settle(contract, OCTOBER, outcomes, money, History(), Evidence())
        assert [str(line.amount.amount) for line in found.lines] == amounts


def test_causes_that_stack_hide_none_of_which_only_the_highest_counts() -> None:
    """Until the 15th the terms let what has one cause stack; from the 16th only the highest counts."""
    levels = [level_of(id=name, penalties=[per_point(amount)]) for name, amount in (("A", 10), ("B", 20))]
    settlement = {"base": "entitled", "same_cause": "stack"}
    before = {"settlement": settlement, "service_levels": levels}
    after = {
        **before,
        "in_force_from": HALVES[1].first,
        "settlement": {**settlement, "same_cause": "highest"},
    }
    contract = contract_of(before, after)
    outcomes = tuple(
        outcome_of(terms, name, OCTOBER, [{"percent": Decimal(85)}], part=part)
        for terms, part in zip(contract.versions, HALVES, strict=True)
        for name in "AB"
    )
    rows = [
        {"at_s": second(at), "by": "begge", "kind": "cause", "level": name, "value": value}
        for at, value in (("2026-10-05", "strømsvigt"), ("2026-10-20", "brud"))
        for name in "AB"
    ]
    money = remuneration_of(OCTOBER, FEE)
    found = settle(contract, OCTOBER, outcomes, money, History(), evidence_of(decisions=rows))
    assert [(line.level, line.part.first.day, line.counts) for line in found.lines] == [
        ("A", 1, True),
        ("B", 1, True),
        ("A", 16, False),
        ("B", 16, True),
    ]


def expected(
    *outcomes: Outcome, thresholds: list[dict[str, Any]], history: tuple[PastRow, ...] = ()
) -> list[str]:
    """Return the levels whose expected level was missed too often."""
    populations = [{"id": "alle", "target": 90, "expected": 95}]
    levels = [
        level_of(id="KPI 1"),
        *(level_of(id=name, populations=populations) for name in ("KPI 2", "KPI 3")),
    ]
    document = {
        "settlement": {"base": "entitled"},
        "service_levels": levels,
        "framework": {"thresholds": thresholds},
    }
    money = remuneration_of(OCTOBER, FEE)
    found = settle(contract_of(document), OCTOBER, outcomes, money, History(history), Evidence())
    return [notice.place for notice in found.notices if notice.code == "expected-level-missed"]


def at_92(name: str, *, provisional: bool = False) -> Outcome:
    result = Result("alle", "met", Figure(92, 100, "percent"), Fraction(90), True, Fraction(92))
    return Outcome(name, OCTOBER, OCTOBER, "met", (result,), provisional=provisional)


def test_an_expected_level_is_watched_behind_levels_and_thresholds_that_are_not_about_it() -> None:
    often = {"measure": "expected_level_missed", "value": 1, "periods": 1}
    points = {"measure": "points", "value": 10, "periods": 1}
    assert expected(at_92("KPI 1"), at_92("KPI 2"), thresholds=[often]) == ["KPI 2"]
    assert expected(at_92("KPI 2", provisional=True), at_92("KPI 3"), thresholds=[often]) == ["KPI 3"]
    assert expected(at_92("KPI 2"), thresholds=[points, often]) == ["KPI 2"]


def test_an_expected_level_without_a_result_is_one_to_be_reached() -> None:
    """92 percent in August and September, where 90 is the least and 95 expected."""
    other = replace(at_92("KPI 2"), results=(replace(at_92("KPI 2").results[0], population="andre"),))
    history = tuple(
        PastRow(period, "KPI 2", Decimal(92), None, None, "met") for period in ("2026-08", "2026-09")
    )
    often = {"measure": "expected_level_missed", "value": 2, "periods": 3}
    assert expected(other, thresholds=[often], history=history) == ["KPI 2"]
    assert expected(other, thresholds=[often], history=history[:1]) == []


def test_an_earlier_month_before_the_contract_is_shown_and_hinders_nothing() -> None:
    past = PastRow("2019-12", "penalty", None, None, Decimal(40), "calculated")
    document = {
        "settlement": {"base": "entitled", "percent_per_point": 1},
        "service_levels": [level_of(penalties=[POINTS])],
    }
    found = settled(document, history=(past,))
    assert [(one.period, one.amount.amount) for one in found.earlier] == [("2019-12", 40)]


@pytest.mark.parametrize(("percent", "state"), [("85.0", "lapsed"), ("95.0", "calculated")])
def test_a_penalty_whose_amount_is_not_known_lapses_as_any_other(percent: str, state: str) -> None:
    """The terms give points and do not say what they cost."""
    settlement = {"base": "entitled", "claim": "on_claim", "claim_within_working_days": 2, "lapses": True}
    document = {
        "settlement": settlement,
        "service_levels": [level_of(penalties=[POINTS])],
        "framework": {"calendar": "uge"},
        "calendars": {"uge": {"monday": ["08:00-16:00"]}},
    }
    assert settled(document, percent, as_of=date(2027, 1, 1)).state == state


def test_less_than_a_krone_added_is_shown_as_added() -> None:
    correction = {
        "at_s": second("2026-10-20"), "by": "begge", "kind": "correction", "table": "penalty",
        "period": "2026-08", "value": "0.50", "reason": "aftalt",
    }  # fmt: skip
    document = {
        "settlement": {"base": "entitled", "percent_per_point": 1},
        "service_levels": [level_of(penalties=[POINTS])],
    }
    found = settled(document, evidence=evidence_of(decisions=[correction]))
    (step,) = [one for one in found.steps if one.what == "Med efterreguleringer"]
    assert step.formula.replace("\xa0", " ") == "50,00 kr. + 0,50 kr."
