"""Fees split on any day add up, quantities follow a slow count, estimates are never passed."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.remuneration.calculate import calculate
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.period import Period, month

PARTIES = [{"role": "authority", "name": "Myndigheden"}, {"role": "supplier", "name": "Leverandøren"}]
amounts = st.decimals(min_value=0, max_value=10**7, places=2)
days = st.dates(date(2024, 1, 1), date(2027, 12, 31))


def terms_of(**document: Any) -> Terms:
    common = {"id": "K1", "title": "Kontrakt", "in_force_from": date(2020, 1, 1), "parties": PARTIES}
    return Terms.model_validate({**common, **document})


def evidence_of(table: str, rows: list[dict[str, Any]]) -> Evidence:
    schema = BY_NAME[table].schema
    full = [dict.fromkeys(schema) | row | {"row_no": number} for number, row in enumerate(rows, 2)]
    return Evidence({table: pl.LazyFrame(full, schema=schema)})


def near(one: Decimal, other: Fraction, lines: int) -> bool:
    """Whether two amounts differ by no more than half an øre a line."""
    return abs(Fraction(one) - other) <= Fraction(lines, 200)


@given(days, amounts, st.sampled_from(["calendar_days", "thirty_days"]))
def test_a_month_split_on_any_day_adds_up(day: date, amount: Decimal, how: str) -> None:
    fee = {"id": "drift", "title": "Drift", "amount": amount, "part_month": how}
    contract = Contract((terms_of(prices={"fixed": [fee]}),))
    whole = month(day)
    if day == whole.first:
        day += timedelta(days=1)
    parts = [Period(whole.first, day), Period(day, whole.end)]
    found = [calculate(contract, part, Evidence()).total().amount for part in parts]
    assert near(sum(found, Decimal(0)), Fraction(amount), 2)
    assert calculate(contract, whole, Evidence()).total().amount == amount


@given(days, amounts, amounts)
def test_a_price_that_changes_on_any_day_is_paid_day_by_day(
    day: date, before: Decimal, after: Decimal
) -> None:
    """Against a slow sum over the days of the month."""

    def fee(amount: Decimal) -> dict[str, Any]:
        one = {"id": "drift", "title": "Drift", "amount": amount, "part_month": "calendar_days"}
        return {"prices": {"fixed": [one]}}

    contract = Contract((terms_of(**fee(before)), terms_of(in_force_from=day, **fee(after))))
    whole = month(day)
    slow = Fraction(0)
    each = whole.first
    while each < whole.end:
        slow += Fraction(before if each < day else after) / whole.days
        each += timedelta(days=1)
    found = calculate(contract, whole, Evidence())
    assert near(found.total().amount, slow, len(found.lines))


@given(
    st.lists(st.tuples(st.integers(1, 31), st.integers(0, 40)), max_size=6),
    st.integers(0, 30),
    st.lists(st.tuples(st.integers(1, 80), amounts), max_size=3, unique_by=lambda tier: tier[0]),
    amounts,
    st.integers(2, 31),
    amounts,
)
def test_quantities_are_priced_unit_by_unit(
    delivered: list[tuple[int, int]],
    included: int,
    tiers: list[tuple[int, Decimal]],
    price: Decimal,
    change: int,
    later: Decimal,
) -> None:
    """Against counting one unit at a time, with a basic price that changes on any day."""

    def prices(basic: Decimal) -> dict[str, Any]:
        one = {"id": "x", "title": "X", "unit": "stk.", "price": basic, "included": included}
        return {"prices": {"units": [{**one, "tiers": [[start, each] for start, each in tiers]}]}}

    contract = Contract(
        (terms_of(**prices(price)), terms_of(in_force_from=date(2026, 10, change), **prices(later)))
    )
    october = month(date(2026, 10, 1))
    rows = [
        {
            "item": "x",
            "quantity": str(quantity),
            "from_s": Period(date(2026, 10, day), october.end).from_s,
        }
        for day, quantity in delivered
    ]
    found = calculate(contract, october, evidence_of("quantities", rows))
    slow, unit = Fraction(0), 0
    for day, quantity in sorted(delivered, key=lambda row: row[0]):
        for _each in range(quantity):
            unit += 1
            if unit <= included:
                continue
            basic = price if day < change else later
            reached = [each for start, each in sorted(tiers) if unit > start]
            slow += Fraction(reached[-1] if reached else basic)
    assert near(found.total().amount, slow, len(found.lines))
    assert found.notices == ()


@given(
    st.lists(
        st.tuples(st.integers(1, 60), st.decimals(min_value=0, max_value=12, places=2), st.booleans()),
        max_size=12,
    ),
    st.integers(0, 60),
)
def test_an_estimate_is_never_passed(worked: list[tuple[int, Decimal, bool]], limit: int) -> None:
    """Over September and October together, against a running count."""
    prices = {
        "hours_must_be_approved": True,
        "hourly": [{"code": "S", "title": "Senior", "rate": 100}],
        "estimates": [{"order": "O", "hours": limit}],
    }
    rows = [
        {
            "date": date(2026, 9, 1) + timedelta(days=day),
            "consultant": "K",
            "activity": "A",
            "hours": str(hours),
            "order": "O",
            "approved": approved,
        }
        for day, hours, approved in worked
    ]
    october = month(date(2026, 10, 1))
    found = calculate(Contract((terms_of(prices=prices),)), october, evidence_of("hours", rows))
    left, slow = Decimal(limit), Decimal(0)
    for row in sorted(rows, key=lambda row: row["date"]):
        if not row["approved"]:
            continue
        within = min(left, Decimal(row["hours"]))
        left -= within
        slow += within if row["date"] in october else 0
    assert found.total("hours").amount == slow * 100
    shown = sum((line.quantity for line in found.lines), Decimal(0))
    assert shown == sum((Decimal(row["hours"]) for row in rows if row["date"] in october), Decimal(0))


def test_stated_totals_are_held_against_each_other_and_the_rows() -> None:
    hours = [
        {"date": date(2026, 10, 1), "consultant": "A", "activity": "x", "hours": "145.5", "approved": True}
    ]
    stated = [
        {"level": "hours_by_consultant", "value": "145.50", "period": "2026-10"},
        {"level": "hours_by_activity", "value": "139.00", "period": "2026-10"},
        {"level": "hours_by_activity", "value": "1.00", "period": "2026-09"},
    ]
    both = Evidence({**evidence_of("hours", hours).tables, **evidence_of("stated_values", stated).tables})
    prices = {"hours_must_be_approved": True, "hourly": [{"code": "S", "title": "Senior", "rate": 100}]}
    found = calculate(Contract((terms_of(prices=prices),)), month(date(2026, 10, 1)), both)
    assert [notice.code for notice in found.notices] == ["hours-disagree", "hours-not-as-stated"]


def test_a_missing_table_of_quantities_is_said() -> None:
    prices = {"units": [{"id": "x", "title": "X", "unit": "stk.", "price": 1}]}
    found = calculate(Contract((terms_of(prices=prices),)), month(date(2026, 10, 1)), Evidence())
    assert [notice.code for notice in found.notices] == ["no-quantities"]


def test_a_negative_quantity_is_taken_back_at_the_basic_price() -> None:
    prices = {"units": [{"id": "x", "title": "X", "unit": "stk.", "price": 3, "included": 5}]}
    october = month(date(2026, 10, 1))
    rows = [{"item": "x", "quantity": "-4", "from_s": october.from_s}]
    found = calculate(Contract((terms_of(prices=prices),)), october, evidence_of("quantities", rows))
    assert found.total().amount == -12


def test_two_currencies_in_one_period_are_a_fault_in_the_program() -> None:
    contract = Contract((terms_of(), terms_of(in_force_from=date(2026, 10, 5), currency="EUR")))
    with pytest.raises(ValueError, match="EUR"):
        calculate(contract, month(date(2026, 10, 1)), Evidence())
