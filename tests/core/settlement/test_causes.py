"""One cause that hits several levels: what the parties decide, which cases are the same, which level costs most."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
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
from afstemt.core.evidence.history import History
from afstemt.core.settlement.settle import settle
from afstemt.core.settlement.settlement import Settlement
from afstemt.core.units.period import Period
from golden import recording

HIGHEST = {"base": "entitled", "percent_per_point": 2, "same_cause": "highest", "clause": "§ 9"}
PER_POINT = {
    "rule": "points_per_unit",
    "parameters": {"points": 1, "unit": "percentage_point", "count": "completed"},
}


@pytest.fixture(autouse=True)
def told(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield from recording(request, monkeypatch, "settle", compact)


def amount_per_point(amount: str) -> dict[str, Any]:
    parameters = {"amount": Decimal(amount), "unit": "percentage_point", "count": "completed"}
    return {"rule": "amount_per_unit", "parameters": parameters}


def levels(*names: str, **more: Any) -> list[dict[str, Any]]:
    return [level_of(id=name, penalties=[PER_POINT], **more) for name in names]


def cause(level: str, value: str | None = "strømsvigt", **more: Any) -> dict[str, Any]:
    row = {"at_s": second("2026-11-02"), "by": "begge", "kind": "cause", "level": level, "value": value}
    return {**row, "period": "2026-10", **more}


def settled(
    given: Sequence[dict[str, Any]],
    percents: dict[str, str],
    *decisions: dict[str, Any],
    settlement: dict[str, Any] | None = None,
    **terms: Any,
) -> Settlement:
    document = {"settlement": {**HIGHEST, **(settlement or {})}, "service_levels": given, **terms}
    results = {name: [{"percent": Decimal(percent)}] for name, percent in percents.items()}
    evidence = evidence_of(decisions=decisions) if decisions else None
    return settle(*to_settle(document, results, evidence=evidence))


def counting(found: Settlement) -> list[str]:
    return [line.level for line in found.lines if line.counts]


@pytest.mark.parametrize(
    "when",
    [
        {"at_s": second("2026-10-01")},
        {"at_s": second("2026-10-31 23:59:59")},
        {"at_s": second("2026-11-02"), "from_s": second("2026-10-12")},
        {"value": None, "reason": "strømsvigt", "period": "2026-10"},
    ],
    ids=["the first second", "the last second", "from a time in it", "named by its reason"],
)
def test_a_cause_without_a_period_is_placed_by_its_time(when: dict[str, Any]) -> None:
    """5 and 3 points of 1,000 kroner at 2 percent: only A's 100 kroner count."""
    decisions = [cause(name, **{"period": None, **when}) for name in "AB"]
    found = settled(levels("A", "B"), {"A": "85.0", "B": "87.0"}, *decisions)
    assert (counting(found), found.penalty.amount) == (["A"], Decimal("100.00"))
    assert {line.cause for line in found.lines} == {"strømsvigt"}


@pytest.mark.parametrize(
    "decisions",
    [
        [cause(name, period=None, at_s=second("2026-11-01")) for name in "AB"],
        [cause(name, period=None, at_s=second("2026-09-30 23:59:59")) for name in "AB"],
        [cause(name, period="2026-09") for name in "AB"],
        [cause(name, None) for name in "AB"],
        [cause("A"), cause("B", "strejke")],
        [cause("A"), cause("C")],
    ],
    ids=["after", "before", "another period", "without a name", "two causes", "another level"],
)
def test_levels_without_a_common_cause_in_the_period_are_added(decisions: list[dict[str, Any]]) -> None:
    found = settled(levels("A", "B"), {"A": "85.0", "B": "87.0"}, *decisions)
    assert (counting(found), found.penalty.amount) == (["A", "B"], Decimal("160.00"))


def test_a_cause_of_one_level_alone_does_not_hide_another_cause_of_two() -> None:
    decisions = [cause("A", "strejke"), cause("B"), cause("C")]
    found = settled(levels("A", "B", "C"), {"A": "89.0", "B": "85.0", "C": "87.0"}, *decisions)
    assert counting(found) == ["A", "B"]
    assert [line.cause for line in found.lines] == ["strejke", "strømsvigt", "strømsvigt"]


def test_levels_of_one_decided_cause_are_added_where_the_terms_say_so() -> None:
    stacked = {"same_cause": "stack"}
    found = settled(levels("A", "B"), {"A": "85.0", "B": "87.0"}, cause("A"), cause("B"), settlement=stacked)
    assert (counting(found), found.penalty.amount) == (["A", "B"], Decimal("160.00"))
    assert {line.cause for line in found.lines} == {"strømsvigt"}


def test_a_common_cause_where_the_terms_are_silent_counts_neither() -> None:
    found = settled(
        levels("A", "B"), {"A": "85.0", "B": "87.0"}, cause("A"), cause("B"), settlement={"same_cause": None}
    )
    assert (counting(found), found.penalty.amount) == ([], Decimal("0.00"))
    assert [notice.place for notice in found.notices] == ["settlement.same_cause"]


@pytest.mark.parametrize(("amount", "kept"), [("19.90", "B"), ("20.10", "A")])
def test_an_amount_and_points_are_compared_in_money(amount: str, kept: str) -> None:
    """5 points of 1,000 kroner at 2 percent are 100 kroner; 5 times the amount is 99.50 or 100.50."""
    given = [level_of(id="A", penalties=[amount_per_point(amount)]), *levels("B")]
    found = settled(given, {"A": "85.0", "B": "85.0"}, cause("A"), cause("B"))
    assert counting(found) == [kept]


@pytest.mark.parametrize(
    "settlement",
    [{}, {"percent_per_point": None, "point_steps": [{"points": 1, "percent": 2}]}],
    ids=["per point", "table"],
)
def test_a_level_costs_what_all_its_populations_cost(settlement: dict[str, Any]) -> None:
    """A's 2 + 2 points are more than B's 3."""
    two = [{"id": name, "target": 90} for name in ("a", "b")]
    document = {
        "settlement": {**HIGHEST, **settlement},
        "service_levels": [*levels("A", populations=two), *levels("B")],
    }
    results = {
        "A": [{"population": name, "percent": Decimal(88)} for name in ("a", "b")],
        "B": [{"percent": Decimal(87)}],
    }
    evidence = evidence_of(decisions=[cause("A"), cause("B")])
    found = settle(*to_settle(document, results, evidence=evidence))
    assert counting(found) == ["A", "A"]


def test_points_of_a_few_days_weigh_less_than_fewer_of_the_whole_month() -> None:
    """A's 5 points of 15 days out of 31 are 2.42, less than B's 3: B is highest, and with C's 7 there are 10.

    From 10 points the table gives 2 percent of 1,000 kroner; A's and C's would be 9.42, and cost nothing.
    """
    names = ["A", "B", "C"]
    table = {"percent_per_point": None, "point_steps": [{"points": 10, "percent": 2}]}
    contract = contract_of({"settlement": {**HIGHEST, **table}, "service_levels": levels(*names)})
    given = [("A", FIRST, "85.0"), ("B", OCTOBER, "87.0"), ("C", OCTOBER, "83.0")]
    outcomes = tuple(
        outcome_of(contract.current, name, OCTOBER, [{"percent": Decimal(percent)}], part=part)
        for name, part, percent in given
    )
    evidence = evidence_of(decisions=[cause("A"), cause("B")])
    money = remuneration_of(OCTOBER, Decimal(1000))
    found = settle(contract, OCTOBER, outcomes, money, History(), evidence)
    assert (counting(found), found.penalty.amount) == (["B", "C"], Decimal("20.00"))


def test_a_level_is_held_against_another_by_what_it_costs_alone() -> None:
    """A's 4 points reach no step and cost nothing; B's 1 point neither, but B has a fixed 5 kroner beside it."""
    table = {"percent_per_point": None, "point_steps": [{"points": 5, "percent": 2}]}
    given = [*levels("A"), level_of(id="B", penalties=[PER_POINT, amount_per_point("5")])]
    found = settled(given, {"A": "86.0", "B": "89.0"}, cause("A"), cause("B"), settlement=table)
    assert (counting(found), found.penalty.amount) == (["B", "B"], Decimal("5.00"))


def test_a_bonus_has_no_cause() -> None:
    """A's bonus for the one population stands, though the other's penalty has the same cause as B's."""
    bonus = {
        "rule": "bonus_by_band",
        "populations": ["b"],
        "parameters": {"bands": [{"at_least": 99, "amount": 5}]},
    }
    two = [{"id": name, "target": 90} for name in ("a", "b")]
    document = {
        "settlement": HIGHEST,
        "service_levels": [level_of(id="A", populations=two, penalties=[PER_POINT, bonus]), *levels("B")],
    }
    results = {
        "A": [{"population": "a", "percent": Decimal(88)}, {"population": "b", "percent": Decimal("99.5")}],
        "B": [{"percent": Decimal(87)}],
    }
    evidence = evidence_of(decisions=[cause("A"), cause("B")])
    found = settle(*to_settle(document, results, evidence=evidence))
    assert [(line.kind, line.cause, line.counts) for line in found.lines] == [
        ("penalty", "strømsvigt", False),
        ("bonus", "", True),
        ("penalty", "strømsvigt", True),
    ]


FIRST = Period(OCTOBER.first, date(2026, 10, 16), OCTOBER.zone)
LAST = Period(date(2026, 10, 16), OCTOBER.end, OCTOBER.zone)


def with_cases(
    *given: tuple[str, Period, Sequence[str]], settlement: dict[str, Any] | None = None
) -> Settlement:
    """Settle levels at 85 percent, each in a stretch with the cases that made it missed."""
    names = list(dict.fromkeys(name for name, _part, _cases in given))
    contract = contract_of(
        {"settlement": {**HIGHEST, **(settlement or {})}, "service_levels": levels(*names)}
    )
    outcomes = tuple(
        outcome_of(contract.current, name, OCTOBER, [{"percent": Decimal(85)}], part=part, late=cases)
        for name, part, cases in given
    )
    money = remuneration_of(OCTOBER, Decimal(1000))
    return settle(contract, OCTOBER, outcomes, money, History(), Evidence())


def test_a_shared_cause_is_named_by_its_first_three_cases() -> None:
    cases = ["INC 4", "INC 2", "INC 3", "INC 1"]
    found = with_cases(("A", OCTOBER, cases), ("B", OCTOBER, cases), ("C", OCTOBER, cases))
    assert {line.cause for line in found.lines} == {"INC 1, INC 2, INC 3 m.fl."}
    assert counting(found) == ["A"]


def test_the_same_case_in_two_stretches_is_not_one_cause() -> None:
    """Neither of one level nor of two: what is counted in the one stretch is not counted in the other."""
    case = ["INC 1"]
    found = with_cases(("A", FIRST, case), ("A", LAST, case))
    assert (counting(found), {line.cause for line in found.lines}) == (["A", "A"], {""})
    found = with_cases(("A", FIRST, case), ("B", LAST, case))
    assert (counting(found), {line.cause for line in found.lines}) == (["A", "B"], {""})
    assert found.notices == ()
    found = with_cases(("A", FIRST, case), ("B", LAST, case), ("C", FIRST, case))
    assert [(line.level, line.cause) for line in found.lines] == [("A", "INC 1"), ("B", ""), ("C", "INC 1")]


def test_rows_without_cases_share_nothing() -> None:
    contract = contract_of({"settlement": HIGHEST, "service_levels": levels("A", "B")})
    outcomes = tuple(
        replace(outcome_of(contract.current, name, OCTOBER, [{"percent": Decimal(85)}]), rows=pl.DataFrame())
        for name in "AB"
    )
    money = remuneration_of(OCTOBER, Decimal(1000))
    found = settle(contract, OCTOBER, outcomes, money, History(), Evidence())
    assert counting(found) == ["A", "B"]
