"""Caps: on a rule in its stretch or over the period, beside other rules; the rolling year's rows in history."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from settlement_months import (
    OCTOBER,
    compact,
    contract_of,
    level_of,
    outcome_of,
    remuneration_of,
    to_settle,
)

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History, PastRow
from afstemt.core.settlement.settle import settle
from afstemt.core.settlement.settlement import Settlement
from afstemt.core.units.period import Period
from golden import recording

TERMS = {"base": "entitled", "percent_per_point": 1}


@pytest.fixture(autouse=True)
def told(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield from recording(request, monkeypatch, "settle", compact)


def per_point(points: int = 1, **cap: Any) -> dict[str, Any]:
    parameters = {"points": points, "unit": "percentage_point", "count": "completed"}
    return {"rule": "points_per_unit", "parameters": parameters, **cap}


def settled(
    *penalties: dict[str, Any],
    populations: str = "a",
    settlement: dict[str, Any] | None = None,
    history: tuple[PastRow, ...] = (),
) -> Settlement:
    """Settle populations at 85 percent of 90, five points each, of a fee of 1,000 kroner."""
    level = level_of(populations=[{"id": name, "target": 90} for name in populations], penalties=penalties)
    document = {"settlement": {**TERMS, **(settlement or {})}, "service_levels": [level]}
    results = [{"population": name, "percent": Decimal(85)} for name in populations]
    return settle(*to_settle(document, {"KPI 1": results}, history=history))


def in_halves(penalty: dict[str, Any]) -> Settlement:
    """Settle 85 percent, or ten hours late, in each half of October; the terms changed on the 16th."""
    late = penalty["parameters"]["unit"] == "hour"
    level = level_of(penalties=[penalty], populations=[{"id": "a", "target": 90, "limit": {"hours": 1}}])
    contract = contract_of({"settlement": TERMS, "service_levels": [level]})
    middle = date(2026, 10, 16)
    given: list[dict[str, Any]] = [{"used": ["6:00"]} if late else {"percent": Decimal(85)}]
    outcomes = tuple(
        outcome_of(contract.current, "KPI 1", OCTOBER, given, part=part)
        for part in (Period(OCTOBER.first, middle), Period(middle, OCTOBER.end))
    )
    money = remuneration_of(OCTOBER, Decimal(1000))
    return settle(contract, OCTOBER, outcomes, money, History(), Evidence())


def test_a_cap_on_points_is_used_up_by_three_populations() -> None:
    found = settled(per_point(cap_points=7), populations="abc")
    assert [line.points for line in found.lines] == [5, 2, 0]
    assert found.penalty.amount == Decimal("70.00")


def test_a_cap_on_amounts_is_used_up_by_three_populations() -> None:
    """6 percent of 1,000 kroner."""
    found = settled(per_point(cap_percent=6), populations="abc")
    assert [line.amount.amount for line in found.lines] == [50, 10, 0]


def test_two_rules_on_a_level_have_each_their_cap() -> None:
    """5 points held at 4 and 10 at 6; 50 kroner held at 40 and 100 at 60."""
    found = settled(per_point(cap_points=4), per_point(2, cap_points=6))
    assert [line.points for line in found.lines] == [4, 6]
    found = settled(per_point(cap_percent=4), per_point(2, cap_percent=6))
    assert [line.amount.amount for line in found.lines] == [40, 60]


def test_a_cap_on_a_figure_holds_in_each_stretch_and_by_its_days() -> None:
    """5 points are held at 4 in each; 4 percent of 1,000 kroner is 19.35 for 15 of 31 days and 20.64 for 16."""
    assert [line.points for line in in_halves(per_point(cap_points=4)).lines] == [4, 4]
    found = in_halves(per_point(cap_percent=4))
    assert [line.amount.amount for line in found.lines] == [Decimal("19.35"), Decimal("20.64")]


def test_a_cap_on_counted_cases_holds_over_the_whole_period() -> None:
    """5 hours late in each stretch, 7 points in all."""
    hours = {"points": 1, "unit": "hour", "count": "completed"}
    found = in_halves({"rule": "points_per_unit", "parameters": hours, "cap_points": 7})
    assert [line.points for line in found.lines] == [5, 2]


def test_a_cap_in_percent_without_a_base_leaves_no_amount_and_asks_for_the_base() -> None:
    """5 x 20 kroner, at most 4 percent of nobody knows what: nothing is due before the terms name the base."""
    parameters = {"amount": 20, "unit": "percentage_point", "count": "completed"}
    rule = {"rule": "amount_per_unit", "parameters": parameters, "cap_percent": 4}
    found = settled(rule, settlement={"base": None})
    assert found.uncapped.amount == Decimal("0.00")
    assert [notice.place for notice in found.notices] == ["settlement.base"]


def past(period: str, subject: str, amount: str | None, state: str = "") -> PastRow:
    return PastRow(period, subject, None, None, None if amount is None else Decimal(amount), state)


def test_the_rolling_year_takes_fees_and_penalties_alone_of_the_months_before() -> None:
    """10 percent of 1,000 + 200 + 300 is 150, less 60 + 50: 40 of the 50 kroner.

    A level's own amount, a fee without a figure, a period that cannot be read, the year before, and what history
    already has of this month are no part of it.
    """
    rows = (
        past("2026-08", "KPI 1", "500", "missed"),
        past("2026-07", "fee", None),
        past("i sommer", "fee", "9000"),
        past("2025-10", "fee", "9000"),
        past("2025-10", "penalty", "700", "set_off"),
        past("2026-08", "fee", "200"),
        past("2026-09", "fee", "300"),
        past("2026-08", "penalty", "60", "set_off"),
        past("2026-09", "penalty", "50", "claimed"),
        past("2026-10", "fee", "9000"),
        past("2026-10", "penalty", "20", "calculated"),
    )
    found = settled(per_point(), settlement={"cap_percent_rolling_year": 10}, history=rows)
    assert (found.uncapped.amount, found.penalty.amount) == (Decimal("50.00"), Decimal("40.00"))
    assert found.capped_by == "rolling_year"


def test_a_month_before_the_contract_lacks_no_fee() -> None:
    """The contract began on 1 October: of the eleven months before, history is asked for none."""
    level = level_of(penalties=[per_point()])
    document = {
        "in_force_from": date(2026, 10, 1),
        "settlement": {**TERMS, "cap_percent_rolling_year": 10},
        "service_levels": [level],
    }
    found = settle(*to_settle(document, {"KPI 1": [{"percent": Decimal(85)}]}))
    assert found.notices == ()
