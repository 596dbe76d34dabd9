"""A contract in euro that rounds down to whole euro: what each rule costs, and every word about it by its clause.

The fee is 1,999 euro, so that rounding half up or to cents would give another figure.
"""

from collections.abc import Iterator, Sequence
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
from afstemt.core.units.money import Money, zero
from afstemt.core.units.period import quarter
from golden import recording

FEE = Decimal(1999)
TERMS = {"base": "entitled", "decimals": 0, "rounding": "down", "clause": "§ 9"}


@pytest.fixture(autouse=True)
def told(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield from recording(request, monkeypatch, "settle", compact)


def rule(name: str, **parameters: Any) -> dict[str, Any]:
    return {"rule": name, "clause": "§ 9, stk. 2", "parameters": parameters}


def level(*penalties: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a level of three populations with a target of 90 percent each."""
    populations = [{"id": name, "target": 90} for name in "abc"]
    return level_of(**{"populations": populations, "penalties": penalties, **more})


def document(*levels: dict[str, Any], **settlement: Any) -> dict[str, Any]:
    return {"currency": "EUR", "settlement": {**TERMS, **settlement}, "service_levels": levels}


def percents(*given: str | None) -> list[dict[str, Any]]:
    """Return the populations' percentages; None where nothing was measured."""
    return [
        {"population": name, **({"state": "not_measured"} if one is None else {"percent": Decimal(one)})}
        for name, one in zip("abc", given, strict=False)
    ]


PER_POINT = rule("points_per_unit", points=1, unit="percentage_point", count="completed")


@pytest.mark.parametrize(
    ("penalty", "given", "settlement", "amounts"),
    [
        # b is half a point short, which is no whole one; c is 5: 5 x 1.5 percent of 1,999 is 149.925
        (PER_POINT, ("95.0", "89.5", "85.0"), {"percent_per_point": Decimal("1.50")}, [149]),
        # 5 and 10 points: from 15 the table gives 2.5 percent, 49.975; a third of 49 is 16.33, the rest 32.67
        (
            PER_POINT,
            ("95.0", "85.0", "80.0"),
            {"point_steps": [{"points": 5, "percent": 2}, {"points": 15, "percent": Decimal("2.50")}]},
            [16, 33],
        ),
        # 2.5 points reach the step at 2: 2 percent of 1,999 is 39.98
        (
            rule("points_per_unit", points=Decimal("2.5"), unit="percentage_point", count="completed"),
            ("95.0", "89.0", "90.0"),
            {"point_steps": [{"points": 2, "percent": 2}]},
            [39],
        ),
        # 5 x 100.75
        (
            rule(
                "amount_per_unit", amount=Decimal("100.75"), unit="percentage_point", count="completed"
            ),
            ("95.0", "89.5", "85.0"),
            {},
            [503],
        ),
        # the lowest tier that the value is below: 2.5 percent of 1,999 is 49.975
        (
            rule(
                "charge_percent_by_tier",
                tiers=[{"below": 95, "percent": 1}, {"below": 90, "percent": Decimal("2.50")}],
            ),
            (None, "95.0", "85.0"),
            {},
            [49],
        ),
        # a is in a band without points
        (
            rule("points_by_band", bands=[{"at_least": 90, "points": 0}, {"below": 90, "points": 5}]),
            (None, "95.0", "85.0"),
            {"percent_per_point": 1},
            [99],
        ),
        # b's late case is not a full day late, c's are 3 and 1: 4 percent of 1,999 is 79.96
        (
            rule("points_per_working_day_late", points=1, count="completed"),
            (0, 1, 4, 2),
            {"percent_per_point": 1},
            [79],
        ),
        # a lump of 3, and 1 for each day begun: 3 + 4 and 3 + 2
        (
            rule("lump_plus_unit", lump=3, per_unit=1, first_unit="additional"),
            (0, 0, 4, 2),
            {"percent_per_point": 1},
            [239],
        ),
    ],
    ids=["per point", "table", "table in halves", "amount per unit", "tiers", "bands", "days late", "lump"],
)  # fmt: skip
def test_a_rule_passes_over_what_costs_nothing_and_rounds_down(
    penalty: dict[str, Any], given: Sequence[Any], settlement: dict[str, Any], amounts: list[int]
) -> None:
    one, results = level(penalty), percents(*given[:3]) if isinstance(given[-1], str) else []
    if not results:
        one = level(penalty, populations=[{"id": name, "limit": {"working_days": 5}} for name in "abc"])
        first, other, *last = given
        results = [
            {"population": "a", "working_days_late": [first]},
            {"population": "b", "working_days_late": [other]},
            {"population": "c", "working_days_late": last},
        ]
    found = settle(*to_settle(document(one, **settlement), {"KPI 1": results}, charge=FEE))
    assert [line.amount for line in found.lines] == [Money(Decimal(amount), "EUR") for amount in amounts]
    assert found.penalty == Money(Decimal(sum(amounts)), "EUR")


@pytest.mark.parametrize(
    ("bands", "amount"),
    [
        # 2.5 percent of 1,999 is 49.975
        ([{"at_least": 99, "percent": Decimal("2.50")}, {"below": 96, "amount": 0}], 49),
        ([{"at_least": 99, "amount": Decimal("100.75")}, {"below": 96, "percent": 0}], 100),
    ],
    ids=["percent", "amount"],
)
def test_a_bonus_passes_over_what_earns_nothing_and_rounds_down(
    bands: list[dict[str, Any]], amount: int
) -> None:
    populations = [{"id": name, "target": 90} for name in "abcd"]
    one = level(rule("bonus_by_band", bands=bands), populations=populations)
    results = [
        {"population": name, "percent": Decimal(percent)}
        for name, percent in zip("abcd", ("85.0", "97.0", "95.0", "99.5"), strict=True)
    ]
    found = settle(*to_settle(document(one), {"KPI 1": results}, charge=FEE))
    assert [(line.population, line.amount) for line in found.lines] == [("d", Money(Decimal(amount), "EUR"))]
    assert found.bonus == Money(Decimal(amount), "EUR")


def test_caps_of_the_rule_and_the_period_round_down_to_whole_euro() -> None:
    """5 points are 99.95; the rule's cap of 4.5 percent is 89.955, the period's of 2.5 percent 49.975."""
    capped = {**PER_POINT, "cap_percent": Decimal("4.50")}
    terms = document(level(capped), percent_per_point=1, cap_percent_period=Decimal("2.50"))
    found = settle(*to_settle(terms, {"KPI 1": percents("95.0", "85.0")}, charge=FEE))
    assert (found.uncapped, found.penalty) == (Money(Decimal(89), "EUR"), Money(Decimal(49), "EUR"))
    assert found.capped_by == "period"


def test_the_rolling_year_s_cap_rounds_down_to_whole_euro() -> None:
    """2.5 percent of 1,999 + 1,000.50 is 74.9875: 74, of which 10.30 are used: 63.70."""
    rows = (
        PastRow("2026-09", "fee", None, None, Decimal("1000.50"), ""),
        PastRow("2026-09", "penalty", None, None, Decimal("10.30"), "set_off"),
    )
    terms = document(level(PER_POINT), percent_per_point=1, cap_percent_rolling_year=Decimal("2.50"))
    found = settle(*to_settle(terms, {"KPI 1": percents("95.0", "85.0")}, charge=FEE, history=rows))
    assert (found.uncapped, found.penalty) == (Money(Decimal(99), "EUR"), Money(Decimal(63), "EUR"))
    assert found.capped_by == "rolling_year"
    room = next(step for step in found.steps if step.result.startswith("63"))
    assert " ".join(room.formula.split()) == "74 EUR − 10,30 EUR = 63,70 EUR, rundet ned"


def test_corrections_and_earn_back_are_in_euro_and_by_their_clause() -> None:
    """79.50 is given back as it was paid; the correction of 10.75 is rounded down."""
    correction = {
        "at_s": second("2026-11-05"), "by": "begge", "kind": "correction", "table": "penalty",
        "period": "2026-08", "value": "10.75", "reason": "Sagen var løst i tide",
    }  # fmt: skip
    rows = (
        PastRow("2026-09", "KPI 1", None, None, Decimal("79.50"), "missed"),
        PastRow("2026-09", "penalty", None, None, Decimal("79.50"), "set_off"),
        PastRow("2026-09", "fee", None, None, Decimal(500), ""),
    )
    terms = document(level(PER_POINT), percent_per_point=1, earn_back_periods=1)
    evidence = evidence_of(decisions=[correction])
    found = settle(
        *to_settle(terms, {"KPI 1": percents("95.0")}, charge=FEE, history=rows, evidence=evidence)
    )
    assert [line.amount for line in found.lines] == [
        Money(Decimal("-79.50"), "EUR"),
        Money(Decimal(10), "EUR"),
    ]
    assert (found.penalty, found.deducted) == (zero("EUR"), Money(Decimal("-69.50"), "EUR"))
    total = found.steps[-1]
    assert (total.formula, total.result) == (
        "0\N{NO-BREAK SPACE}EUR − 69,50\N{NO-BREAK SPACE}EUR",
        "-69,50\N{NO-BREAK SPACE}EUR",
    )
    assert found.lines[0].steps[0].result == "-79,50\N{NO-BREAK SPACE}EUR"
    assert [(one.amount, one.base) for one in found.earlier] == [
        (Money(Decimal("79.50"), "EUR"), Money(Decimal(500), "EUR"))
    ]


def test_what_does_not_count_says_so_by_its_clause() -> None:
    """Running-in by the settlement's clause, a quarter that is not over by the rule's."""
    phase = {"kind": "running_in", "from_day": OCTOBER.first}
    terms = document(level(PER_POINT), percent_per_point=1) | {"phases": [phase]}
    given = percents("95.0", "85.0")
    found = settle(*to_settle(terms, {"KPI 1": given}, charge=FEE))
    assert (found.lines[0].counts, found.lines[0].steps[-2].clause) == (False, "§ 9")
    contract = contract_of(document(level(PER_POINT, period="quarter"), quarter_base="last_month"))
    whole = quarter(OCTOBER.first)
    outcome = outcome_of(contract.current, "KPI 1", whole, given, part=OCTOBER, provisional=True)
    money = remuneration_of(OCTOBER, FEE, "EUR")
    found = settle(contract, OCTOBER, (outcome,), money, History(), Evidence())
    assert (found.lines[0].counts, found.lines[0].steps[-1].clause) == (False, "§ 9, stk. 2")


def test_a_claim_too_late_says_so_by_the_settlement_s_clause() -> None:
    claim = {
        "at_s": second("2026-11-20"), "by": "x", "kind": "claim", "table": "penalty", "period": "2026-10",
    }  # fmt: skip
    more = {"framework": {"calendar": "uge"}, "calendars": {"uge": {"monday": ["08:00-16:00"]}}}
    terms = document(
        level(PER_POINT), percent_per_point=1, claim="on_claim", claim_within_working_days=2, lapses=True
    )
    evidence = evidence_of(decisions=[claim])
    found = settle(*to_settle({**terms, **more}, {"KPI 1": percents("85.0")}, charge=FEE, evidence=evidence))
    assert found.state == "lapsed"
    assert {step.clause for step in found.steps} == {"§ 9"}
