"""The base: the gross remuneration that percentages and caps are taken of."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History
from afstemt.core.evidence.tables import INVOICED
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.remuneration.entitlement import Remuneration
from afstemt.core.remuneration.rows import quantity_rows
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.fault import Fault
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import money, period_name
from afstemt.core.units.money import Money, zero
from afstemt.core.units.period import add_months, month
from afstemt.core.units.wording import _

ENTITLED = ("fixed", "variable", "hours")
"""Corrections belong to other periods and are not part of the base."""


@dataclass(frozen=True)
class Base:
    """An amount with its step, or the reason why there is none (the amount is then zero)."""

    amount: Money
    step: Step
    fault: Fault | None = None


def base_of(
    terms: Terms,
    level: ServiceLevel | None,
    remuneration: Remuneration,
    history: History,
    evidence: Evidence,
) -> Base:
    """Return the base for a level, or for the whole period when ``level`` is None.

    ``invoiced`` is history's row ``invoiced`` for the period, else the item ``invoiced`` in the table
    ``quantities``. ``affected_service`` is the lines of the level's services; all of them for a level
    without services, and for the whole period.
    """
    clause = terms.settlement.clause
    choice = terms.settlement.base
    if choice == "fixed":
        return _named(_("Grundlag: fast vederlag"), remuneration.total("fixed"), clause)
    if choice == "entitled":
        return _named(_("Grundlag: vederlag før bod"), remuneration.total(*ENTITLED), clause)
    if choice == "affected_service":
        if level is None or not level.services:
            return _named(_("Grundlag: vederlag før bod"), remuneration.total(*ENTITLED), clause)
        total = zero(remuneration.currency)
        for service in dict.fromkeys(level.services):
            total += remuneration.total(*ENTITLED, service=service)
        return _named(_("Grundlag: vederlag for de berørte ydelser"), total, clause)
    if choice == "invoiced":
        invoiced = _invoiced(remuneration, history, evidence)
        if invoiced is not None:
            return _named(_("Grundlag: det fakturerede vederlag"), invoiced, clause)
        text = _(
            "Bod beregnes af det fakturerede vederlag for {period}, men det fremgår hverken af historikken (invoiced) "
            "eller af mængderne (item invoiced). Der beregnes intet beløb, før det er oplyst."
        ).format(period=period_name(remuneration.period))
        return _none(Fault("no-invoiced-amount", text, source="quantities"), remuneration.currency)
    text = _(
        "Vilkårene siger ikke, hvilket vederlag bod beregnes af. Der beregnes intet beløb; vælg »base« "
        "under settlement i vilkårene."
    )
    return _none(Fault("open-choice", text, place="settlement.base"), remuneration.currency)


def quarterly(base: Base, terms: Terms, outcome: Outcome, contract_from: date, history: History) -> Base:
    """Return the base of a quarterly level, made of its month's as the terms choose; other bases unchanged.

    The whole quarter is this month's base and what history has as ``fee`` of the quarter's months before it, from
    the contract's first day. A quarter that is not over shows what it is so far.

    Args:
        base: Of the level in the month that is settled.
        outcome: The level's; its part ends with that month.
        contract_from: The contract's first day.
    """
    settlement, period = terms.settlement, outcome.period
    if not period.is_quarter or base.fault is not None or settlement.quarter_base == "last_month":
        return base
    if settlement.quarter_base is None:
        text = _(
            "Vilkårene siger ikke, om bod for et kvartalsmål beregnes af kvartalets sidste måned eller af hele "
            "kvartalet. Der beregnes intet beløb; vælg »quarter_base« under settlement i vilkårene."
        )
        return _none(Fault("open-choice", text, place="settlement.quarter_base"), base.amount.currency)
    if settlement.base == "affected_service" and terms.level(outcome.level).services:
        text = _(
            "{level} er et kvartalsmål med de berørte ydelsers vederlag som grundlag, men historikken har kun "
            "månedernes samlede vederlag. Der beregnes intet beløb; vælg »last_month« i quarter_base, eller et "
            "andet grundlag."
        ).format(level=outcome.level)
        return _none(Fault("no-history", text, source="history"), base.amount.currency)
    this = outcome.part.last.replace(day=1)
    months = [first for first in (add_months(period.first, step) for step in range(3)) if first < this]
    total, formula = base.amount, money(base.amount)
    for first in months:
        one = month(first, period.zone)
        if one.end <= contract_from:
            continue
        fee = history.at("fee", one.code)
        if fee is None or fee.amount is None:
            text = _(
                "Bod for et kvartalsmål beregnes af hele kvartalets vederlag, men historikken har intet vederlag for "
                "{period}. Der beregnes intet beløb; tilføj rækken »fee« i historikken."
            ).format(period=period_name(one))
            return _none(Fault("no-history", text, source="history"), base.amount.currency)
        total += Money(fee.amount, base.amount.currency)
        formula += f" + {money(Money(fee.amount, base.amount.currency))}"
    step = Step(_("Grundlag: hele kvartalets vederlag"), formula, money(total), settlement.clause)
    return Base(total, step)


def _named(what: str, amount: Money, clause: str) -> Base:
    return Base(amount, Step(what, "", money(amount), clause))


def _none(fault: Fault, currency: str) -> Base:
    return Base(zero(currency), Step(fault.message), fault)


def _invoiced(remuneration: Remuneration, history: History, evidence: Evidence) -> Money | None:
    row = history.at(INVOICED, remuneration.period.code)
    if row is not None and row.amount is not None:
        return Money(row.amount, remuneration.currency)
    rows, _faults = quantity_rows(evidence, remuneration.period)
    stated = [row.quantity for row in rows if row.item == INVOICED]
    return Money(sum(stated, Decimal("0.00")), remuneration.currency) if stated else None
