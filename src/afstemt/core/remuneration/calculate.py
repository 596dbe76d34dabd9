"""Gross remuneration of a period: fixed fees, quantities, hours and corrections, before penalties."""

from decimal import Decimal

from afstemt.core.evidence.decisions import ACCEPT, ORDERS
from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import read_history
from afstemt.core.remuneration.corrections import corrections
from afstemt.core.remuneration.entitlement import EntitlementLine, Remuneration
from afstemt.core.remuneration.fixed import fixed_fees
from afstemt.core.remuneration.gaps import fee_gaps
from afstemt.core.remuneration.hours import hourly, orders_in_use
from afstemt.core.remuneration.quantities import variable
from afstemt.core.remuneration.rows import decision_rows, hours_rows, quantity_rows
from afstemt.core.remuneration.stretches import Stretch, stretches
from afstemt.core.remuneration.timesheet import stated_hours
from afstemt.core.terms.model.contract import Contract
from afstemt.core.units.fault import Fault
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import money, period_name
from afstemt.core.units.money import Money, rounded
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _


def calculate(contract: Contract, period: Period, evidence: Evidence) -> Remuneration:
    """Return what the supplier is entitled to for the period, VAT excluded.

    Each line is exact until it is rounded, once, as ``prices.rounding`` and ``prices.decimals`` say. Terms
    that change underway split the fees; days outside the contract give nothing. What cannot be counted
    (an open choice, a quantity without a price, hours that are not approved or above their estimate) stands
    in ``notices``, never in an amount.

    Raises:
        ValueError: Versions of the terms in one period have different currencies (a fault in the program).
    """
    parts = stretches(contract, period)
    fixed, open_fees = fixed_fees(parts)
    quantities, bad_quantities = quantity_rows(evidence, period)
    priced, unpriced = variable(parts, quantities, contract.aliases)
    rows, bad_hours = hours_rows(evidence, period.end)
    accepted = {
        str(row["row_id"]): str(row["reason"] or "")
        for row in decision_rows(evidence, ACCEPT.name)
        if (row["table"] or "") in ORDERS and row["row_id"]
    }
    begins = contract.versions[0].in_force_from
    history = read_history(evidence)
    worked, about_hours, orders = hourly(
        parts, period, rows, accepted, contract.aliases, history=history, begins=begins
    )
    corrected, bad_corrections = _corrections(contract, parts, period, evidence)
    total = sum((row.hours for row in rows if row.day in period), Decimal(0))
    notices = (
        *open_fees,
        *bad_quantities,
        *unpriced,
        *_undelivered(parts, evidence),
        *bad_hours,
        *about_hours,
        *stated_hours(evidence, period, total),
        *bad_corrections,
        *fee_gaps(evidence, period, orders_in_use(parts, period, history)),
    )
    lines = (*fixed, *priced, *worked, *corrected)
    return Remuneration(period, lines, contract.current.currency, notices, orders)


def _undelivered(parts: tuple[Stretch, ...], evidence: Evidence) -> tuple[Fault, ...]:
    if evidence.has("quantities") or not any(part.terms.prices.units for part in parts):
        return ()
    text = _(
        "Vilkårene har enhedspriser, men der er ingen mængder i datagrundlaget. Der er regnet med 0. Aflever tabellen "
        "quantities; er der ingen mængder, så aflever den tom."
    )
    return (Fault("no-quantities", text, source="quantities", severity="ask", party="supplier"),)


def _corrections(
    contract: Contract, parts: tuple[Stretch, ...], period: Period, evidence: Evidence
) -> tuple[tuple[EntitlementLine, ...], tuple[Fault, ...]]:
    found, faults = corrections(evidence, read_history(evidence), period, "correction_fee")
    terms = parts[-1].terms if parts else contract.current
    prices = terms.prices
    lines = []
    for one in found:
        amount = Money(rounded(one.amount, prices.decimals, prices.rounding), terms.currency)
        title = _("Efterregulering af {period}").format(period=period_name(one.of))
        step = Step(title, one.reason, money(amount, prices.decimals))
        lines.append(
            EntitlementLine(
                "correction",
                one.of.code,
                title,
                Decimal(1),
                _("stk."),
                amount,
                amount,
                reason=one.reason,
                steps=(step,),
            )
        )
    return tuple(lines), faults
