"""Money adds up, caps hold, more points never cost less: against plain fractions."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from settlement_months import contract_of, level_of, outcome_of, remuneration_of

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History, PastRow
from afstemt.core.settlement.conversion import allot, step_percent
from afstemt.core.settlement.counting import STEPS_SHOWN, whole
from afstemt.core.settlement.settle import settle
from afstemt.core.settlement.settlement import Settlement
from afstemt.core.terms.model.settlement_terms import PointStep
from afstemt.core.units.period import Period, month

OCTOBER = month(date(2026, 10, 1))
STEPS = [(5, 0), (10, 2), (15, 4), (20, 6), (25, 8), (30, 10)]

money = st.decimals(min_value=0, max_value=10**8, places=2)
days_late = st.lists(st.integers(0, 40), min_size=1, max_size=5)
factor = st.decimals(min_value=Decimal("0.01"), max_value=5, places=2)
percent = st.decimals(min_value=0, max_value=100, places=1)


def report_level(number: int, points: Decimal, **penalty: Any) -> dict[str, Any]:
    rule = {"rule": "points_per_working_day_late", "parameters": {"points": points}, **penalty}
    return level_of(
        id=f"KPI {number}",
        populations=[{"id": "alle", "limit": {"working_days": 10}}],
        penalties=[rule],
    )


def settled(
    late: list[list[int]],
    charge: Decimal,
    settlement: dict[str, Any],
    points: Decimal = Decimal(1),
    history: History | None = None,
    **penalty: Any,
) -> Settlement:
    levels = [report_level(number, points, **penalty) for number in range(len(late))]
    contract = contract_of({"settlement": {"base": "entitled", **settlement}, "service_levels": levels})
    outcomes = tuple(
        outcome_of(contract.current, f"KPI {number}", OCTOBER, [{"working_days_late": days}])
        for number, days in enumerate(late)
    )
    return settle(
        contract, OCTOBER, outcomes, remuneration_of(OCTOBER, charge), history or History(), Evidence()
    )


def half_up(value: Fraction) -> Decimal:
    """The oracle's own rounding of a positive amount to øre."""
    return Decimal(int(value * 100 + Fraction(1, 2))) / 100


@given(st.lists(days_late, min_size=1, max_size=4), money, factor)
def test_lines_by_factor_add_up_to_the_penalty(late: list[list[int]], charge: Decimal, each: Decimal) -> None:
    settlement = settled(late, charge, {"percent_per_point": each})
    oracle = [half_up(Fraction(charge) * sum(days) * Fraction(each) / 100) for days in late if sum(days)]
    assert [line.amount.amount for line in settlement.lines] == oracle
    assert settlement.penalty.amount == settlement.uncapped.amount == sum(oracle, Decimal(0))
    assert settlement.points == sum(sum(days) for days in late)


@given(st.lists(days_late, min_size=1, max_size=4), money)
def test_lines_by_steps_add_up_to_the_percentage(late: list[list[int]], charge: Decimal) -> None:
    steps = [{"points": points, "percent": share} for points, share in STEPS]
    settlement = settled(late, charge, {"point_steps": steps})
    points = sum(sum(days) for days in late)
    share = max((each for reached, each in STEPS if reached <= points), default=0)
    assert settlement.uncapped.amount == half_up(Fraction(charge) * share / 100)
    assert sum((line.amount.amount for line in settlement.lines), Decimal(0)) == settlement.uncapped.amount


@given(days_late, money, percent, percent, money, money)
def test_caps_are_never_exceeded(
    late: list[int], charge: Decimal, cap: Decimal, rolling: Decimal, earlier: Decimal, credits_: Decimal
) -> None:
    history = History(
        (
            PastRow("2026-08", "fee", None, None, earlier, ""),
            PastRow("2026-08", "penalty", None, None, credits_, "set_off"),
        )
    )
    terms = {"percent_per_point": 1, "cap_percent_period": cap, "cap_percent_rolling_year": rolling}
    settlement = settled([late], charge, terms, history=history)
    by_period = Fraction(charge) * Fraction(cap) / 100
    by_year = (Fraction(charge) + Fraction(earlier)) * Fraction(rolling) / 100 - Fraction(credits_)
    most = max(Fraction(0), min(by_period, by_year))
    amount = Fraction(settlement.penalty.amount)
    assert amount <= most
    assert amount == Fraction(settlement.uncapped.amount) or most - amount < Fraction(1, 100)
    assert (settlement.capped_by != "") == (settlement.penalty != settlement.uncapped)


@given(days_late, money, st.integers(1, 30), percent)
def test_a_rules_own_caps_hold_across_cases(
    late: list[int], charge: Decimal, cap: int, share: Decimal
) -> None:
    by_points = settled([late], charge, {"percent_per_point": 1}, cap_points=Decimal(cap))
    assert by_points.points == min(cap, sum(late))
    by_share = settled([late], charge, {"percent_per_point": 1}, cap_percent=share)
    assert Fraction(by_share.uncapped.amount) <= Fraction(charge) * Fraction(share) / 100


@given(days_late, days_late, money, st.sampled_from(["factor", "steps"]))
def test_more_points_never_cost_less(late: list[int], more: list[int], charge: Decimal, how: str) -> None:
    steps = [{"points": points, "percent": share} for points, share in STEPS]
    terms = {"percent_per_point": 1} if how == "factor" else {"point_steps": steps}
    terms = {**terms, "cap_percent_period": 20}
    less_, more_ = settled([late], charge, terms), settled([late, more], charge, terms)
    assert more_.points >= less_.points
    assert more_.penalty.amount >= less_.penalty.amount


@given(
    st.integers(0, 10**9),
    st.lists(
        st.fractions(min_value=Fraction(1, 100), max_value=1000, max_denominator=100), min_size=1, max_size=8
    ),
)
def test_allotted_parts_add_up_and_are_near_their_share(units: int, weights: list[Fraction]) -> None:
    total = Decimal(units) / 100
    parts = allot(total, weights, 2)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(Fraction(part) - Fraction(total) * weight / sum(weights)) < Fraction(1, 100)


@given(st.fractions(min_value=0, max_value=60, max_denominator=8))
def test_steps_are_read_as_from_and_up(points: Fraction) -> None:
    table = tuple(PointStep(points=Decimal(a), percent=Decimal(b)) for a, b in reversed(STEPS))
    slow = 0
    for reached, share in STEPS:
        if points >= reached:
            slow = share
    assert step_percent(table, points) == slow


PER_UNIT = {"points": Decimal(1), "count": "commenced"}


def split_month(
    day: int, level: dict[str, Any], found: dict[str, Any], charge: Decimal
) -> tuple[Settlement, tuple[Period, Period]]:
    """Return October settled under terms that change on the day, the same found in both stretches."""
    common = {"settlement": {"base": "entitled", "percent_per_point": 1}, "service_levels": [level]}
    contract = contract_of(common, {**common, "in_force_from": date(2026, 10, day), "note": "ny"})
    parts = Period(date(2026, 10, 1), date(2026, 10, day)), Period(date(2026, 10, day), date(2026, 11, 1))
    outcomes = tuple(outcome_of(contract.current, "KPI 0", OCTOBER, [found], part=part) for part in parts)
    remuneration = remuneration_of(OCTOBER, charge)
    return settle(contract, OCTOBER, outcomes, remuneration, History(), Evidence()), parts


@given(st.integers(2, 30), st.integers(1, 20), money)
def test_a_late_case_costs_the_same_whatever_day_the_month_is_split_on(
    day: int, days_late: int, charge: Decimal
) -> None:
    """What is counted case by case is counted once, in the stretch it belongs to, and of the whole base."""
    split, _parts = split_month(day, report_level(0, Decimal(1)), {"working_days_late": [days_late]}, charge)
    assert [line.amount.amount for line in split.lines] == [half_up(Fraction(charge) * days_late / 100)] * 2


@given(st.integers(2, 30), st.integers(1, 20), money)
def test_an_amount_per_percentage_point_follows_the_stretchs_days(
    day: int, points: int, amount: Decimal
) -> None:
    per_point = {
        "rule": "amount_per_unit",
        "parameters": {"amount": amount + 1, "unit": "percentage_point", "count": "commenced"},
    }
    split, parts = split_month(
        day, level_of(id="KPI 0", penalties=[per_point]), {"percent": Decimal(90 - points)}, Decimal(1)
    )
    for line, part in zip(split.lines, parts, strict=True):
        assert line.amount.amount == half_up(Fraction(amount + 1) * points * part.days / 31)


@given(st.integers(2, 30), st.integers(1, 20), money)
def test_a_month_split_on_any_day_carries_its_share_of_the_base(
    day: int, points: int, charge: Decimal
) -> None:
    """The same points in both stretches cost what they cost in a whole month, but for one rounding a line."""
    per_point = {"rule": "points_per_unit", "parameters": {**PER_UNIT, "unit": "percentage_point"}}
    split, parts = split_month(
        day, level_of(id="KPI 0", penalties=[per_point]), {"percent": Decimal(90 - points)}, charge
    )
    whole = Fraction(charge) * points / 100
    assert abs(Fraction(split.penalty.amount) - whole) <= Fraction(1, 100)
    for line, part in zip(split.lines, parts, strict=True):
        assert line.amount.amount == half_up(whole * part.days / 31)


def test_another_currency_is_a_fault_in_the_program() -> None:
    contract = contract_of({"settlement": {"base": "entitled", "percent_per_point": 1}})
    with pytest.raises(ValueError, match="EUR"):
        settle(contract, OCTOBER, (), remuneration_of(OCTOBER, Decimal(1), "EUR"), History(), Evidence())


@given(
    st.fractions(min_value=0, max_value=10**6, max_denominator=997),
    st.fractions(min_value=Fraction(1, 60), max_value=90),
)
def test_units_are_counted_as_the_words_say(quantity: Fraction, size: Fraction) -> None:
    exact = quantity / size
    assert whole(quantity, size, "commenced") == ceil(exact)
    assert whole(quantity, size, "completed") == floor(exact)
    assert whole(quantity, size, "rounded") == floor(exact + Fraction(1, 2))


def test_only_the_first_cases_are_written_out_and_the_rest_still_count() -> None:
    late = [1] * (STEPS_SHOWN + 3)
    (line,) = settled([late], Decimal(1000), {"percent_per_point": 1}).lines
    assert line.points == STEPS_SHOWN + 3
    cases = [step for step in line.steps if step.what.startswith("sag ")]
    assert len(cases) == STEPS_SHOWN
    (rest,) = [step for step in line.steps if step.what == "Øvrige tilfælde"]
    assert rest.formula.startswith("3 tilfælde")
