"""The base of a penalty: what is invoiced, the affected services', the whole quarter's; its step, its faults."""

from collections.abc import Iterator
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
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.remuneration.entitlement import EntitlementLine, Remuneration
from afstemt.core.settlement.base import Base, base_of, quarterly
from afstemt.core.settlement.settle import settle
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.figure import Step
from afstemt.core.units.money import Money
from afstemt.core.units.period import Period, month, quarter
from golden import recording

PER_POINT = {
    "rule": "points_per_unit",
    "parameters": {"points": 1, "unit": "percentage_point", "count": "completed"},
}
DECEMBER = month(date(2026, 12, 1))
FOURTH = quarter(date(2026, 12, 1))


@pytest.fixture(autouse=True)
def told(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield from recording(request, monkeypatch, "settle", compact)


def euro(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def terms_in_euro(level: dict[str, Any] | None = None, **settlement: Any) -> dict[str, Any]:
    return {
        "currency": "EUR",
        "in_force_from": date(2026, 9, 1),
        "settlement": {"percent_per_point": 1, "clause": "§ 9", **settlement},
        "service_levels": [level or level_of(penalties=[PER_POINT])],
    }


@pytest.mark.parametrize(
    ("history", "stated", "base"),
    [
        ((PastRow("2026-10", "invoiced", None, None, Decimal("1500.25"), ""),), (), "1500.25"),
        ((), ("1000", "500"), "1500.00"),
    ],
    ids=["history", "quantities"],
)
def test_what_is_invoiced_is_in_the_contract_s_currency(
    history: tuple[PastRow, ...], stated: tuple[str, ...], base: str
) -> None:
    rows = [{"item": "invoiced", "quantity": amount, "from_s": second("2026-10-01")} for amount in stated]
    evidence = evidence_of(quantities=rows) if rows else None
    given = to_settle(
        terms_in_euro(base="invoiced"),
        {"KPI 1": [{"percent": Decimal(85)}]},
        history=history,
        evidence=evidence,
    )
    found = settle(*given)
    assert found.base == euro(base)
    assert str(found.base.amount) == base
    assert found.penalty == euro("75.01" if history else "75.00")


@pytest.mark.parametrize("base", ["invoiced", None])
def test_no_base_is_nothing_in_the_contract_s_currency(base: str | None) -> None:
    given = to_settle(terms_in_euro(base=base), {"KPI 1": [{"percent": Decimal(85)}]})
    assert settle(*given).base == euro("0.00")


def test_the_affected_services_fee_is_named_with_its_clause() -> None:
    level = level_of(penalties=[PER_POINT], services=["a", "b"])
    terms = contract_of(terms_in_euro(level, base="affected_service")).current

    def line(service: str, amount: str) -> EntitlementLine:
        price = euro(amount)
        return EntitlementLine("fixed", service, service, Decimal(1), "stk.", price, price, service=service)

    fees = Remuneration(OCTOBER, (line("a", "1000"), line("b", "500"), line("c", "70")), "EUR")
    found = base_of(terms, terms.service_levels[0], fees, History(), Evidence())
    assert found == Base(
        euro("1500.00"), Step("Grundlag: vederlag for de berørte ydelser", "", "1.500,00\u00a0EUR", "§ 9")
    )


def in_quarter(
    *rows: PastRow, settlement: dict[str, Any], until: Period = DECEMBER, **more: Any
) -> tuple[Base, Terms, Outcome, date, History]:
    """Return what ``quarterly`` is given: a month's base of 300 euro in the last quarter of 2026."""
    level = level_of(penalties=[PER_POINT], period="quarter", **more)
    terms = contract_of(terms_in_euro(level, **settlement)).current
    part = Period(FOURTH.first, until.end, FOURTH.zone)
    outcome = outcome_of(terms, "KPI 1", FOURTH, [{"percent": Decimal(85)}], part=part)
    return Base(euro("300"), Step("Månedens")), terms, outcome, terms.in_force_from, History(rows)


def fee(period: str, amount: str) -> PastRow:
    return PastRow(period, "fee", None, None, Decimal(amount), "")


WHOLE = {"base": "entitled", "quarter_base": "whole_quarter"}


@pytest.mark.parametrize(
    ("rows", "until", "formula", "total"),
    [
        (
            (fee("sidste år", "7"), fee("2026-09", "7"), fee("2026-10", "100"), fee("2026-11", "200.50")),
            DECEMBER,
            "300,00\u00a0EUR + 100,00\u00a0EUR + 200,50\u00a0EUR",
            "600.50",
        ),
        # a quarter that is not over is what it is so far; a later month in history is not of it
        (
            (fee("2026-10", "100"), fee("2026-12", "7")),
            month(date(2026, 11, 1)),
            "300,00\u00a0EUR + 100,00\u00a0EUR",
            "400.00",
        ),
        # the contract's own short month
        (
            (fee("2026-10-16/2026-11-01", "50"), fee("2026-11", "200")),
            DECEMBER,
            "300,00\u00a0EUR + 50,00\u00a0EUR + 200,00\u00a0EUR",
            "550.00",
        ),
    ],
    ids=["whole", "so far", "short month"],
)
def test_the_whole_quarter_is_this_month_and_those_before_it(
    rows: tuple[PastRow, ...], until: Period, formula: str, total: str
) -> None:
    found = quarterly(*in_quarter(*rows, settlement=WHOLE, until=until))
    shown = total.replace(".", ",") + "\u00a0EUR"
    assert found == Base(euro(total), Step("Grundlag: hele kvartalets vederlag", formula, shown, "§ 9"))


@pytest.mark.parametrize(
    ("begun", "rows", "total"),
    [
        (date(2026, 11, 1), (fee("2026-11", "200"),), "500.00"),
        (date(2026, 10, 31), (fee("2026-10-31/2026-11-01", "10"), fee("2026-11", "200")), "510.00"),
    ],
    ids=["with a month", "on a month's last day"],
)
def test_months_before_the_contract_are_not_asked_for(
    begun: date, rows: tuple[PastRow, ...], total: str
) -> None:
    base, terms, outcome, _begun, history = in_quarter(*rows, settlement=WHOLE)
    assert quarterly(base, terms, outcome, begun, history).amount == euro(total)


@pytest.mark.parametrize(
    ("settlement", "rows", "services", "code", "where"),
    [
        ({"base": "entitled"}, (), [], "open-choice", ("", "settlement.quarter_base")),
        (
            {"base": "affected_service", "quarter_base": "whole_quarter"},
            (fee("2026-10", "1"), fee("2026-11", "1")),
            ["a"],
            "no-history",
            ("history", ""),
        ),
        (WHOLE, (fee("2026-10", "1"),), [], "no-history", ("history", "")),
        (WHOLE, (fee("2026-11", "1"), PastRow("2026-10", "fee", None, None, None, "")), [], "no-history",
         ("history", "")),
    ],
    ids=["open", "affected services", "a month is missing", "a month without an amount"],
)  # fmt: skip
def test_a_quarter_s_base_that_cannot_be_found_is_said_and_nothing_is_guessed(
    settlement: dict[str, Any],
    rows: tuple[PastRow, ...],
    services: list[str],
    code: str,
    where: tuple[str, str],
) -> None:
    base, terms, outcome, begun, history = in_quarter(*rows, settlement=settlement, services=services)
    found = quarterly(base, terms, outcome, begun, history)
    assert found.amount == euro("0.00")
    assert found.fault is not None
    assert (found.fault.code, (found.fault.source, found.fault.place)) == (code, where)
    assert found.step == Step(found.fault.message)
    told = settle(
        contract_of(terms.model_dump()),
        DECEMBER,
        (outcome,),
        remuneration_of(DECEMBER, Decimal(300), "EUR"),
        history,
        Evidence(),
    )
    assert told.penalty == euro("0.00")
    assert [notice.message for notice in told.notices] == [found.fault.message]


def test_a_level_with_services_of_another_base_takes_the_whole_quarter() -> None:
    rows = (fee("2026-10", "100"), fee("2026-11", "200"))
    assert quarterly(*in_quarter(*rows, settlement=WHOLE, services=["a"])).amount == euro("600.00")
    affected = {"base": "affected_service", "quarter_base": "whole_quarter"}
    assert quarterly(*in_quarter(*rows, settlement=affected)).amount == euro("600.00")
