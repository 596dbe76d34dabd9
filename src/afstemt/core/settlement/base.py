"""The base: the gross remuneration that percentages and caps are taken of."""

from dataclasses import dataclass
from decimal import Decimal

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History
from afstemt.core.remuneration.entitlement import Remuneration
from afstemt.core.remuneration.quantities import INVOICED
from afstemt.core.remuneration.rows import quantity_rows
from afstemt.core.terms.model import ServiceLevel, Terms
from afstemt.core.units.fault import Fault
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import money, period_name
from afstemt.core.units.money import Money, zero
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
