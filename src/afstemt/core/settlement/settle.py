"""Penalty and bonus of a period, in the order of the design: from outcomes to what reduces the payment."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.remuneration.corrections import Correction, corrections
from afstemt.core.remuneration.entitlement import Remuneration
from afstemt.core.remuneration.gaps import settlement_gaps
from afstemt.core.settlement.base import base_of
from afstemt.core.settlement.breaches import rule_lines
from afstemt.core.settlement.caps import capped, capped_amounts, capped_points
from afstemt.core.settlement.causes import one_cause
from afstemt.core.settlement.claims import claim_of, undated_claims
from afstemt.core.settlement.conversion import converted
from afstemt.core.settlement.earn_back import earned_back
from afstemt.core.settlement.item import Item, counting_points
from afstemt.core.settlement.repeats import repeated
from afstemt.core.settlement.settlement import ClaimState, PastAmount, Settlement, SettlementLine
from afstemt.core.settlement.threshold_findings import threshold_findings
from afstemt.core.settlement.thresholds import reaches
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.fault import Fault
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import exact_money, money, period_name
from afstemt.core.units.money import Money, rounded, zero
from afstemt.core.units.period import Period, parse_period
from afstemt.core.units.wording import _


def settle(
    contract: Contract,
    period: Period,
    outcomes: tuple[Outcome, ...],
    remuneration: Remuneration,
    history: History,
    evidence: Evidence,
    *,
    as_of: date | None = None,
) -> Settlement:
    """Return the period's penalty and bonus, each line with its steps.

    Order: rule lines (running-in and provisional ones shown, not counted), repeats, one cause, caps on a rule's
    points, points to money on the base, caps on a rule's amount, cap of the period, cap of the
    rolling year, bonus, earn-back, corrections of locked periods, state of the claim. Caps of the period use the
    terms in force on its last day; everything else the terms of the outcome's own stretch.

    Args:
        contract: All versions of the terms.
        period: The month, cut to the contract's own days.
        outcomes: One per level and stretch.
        remuneration: The same period's, before penalties.
        history: Locked results of earlier periods.
        evidence: All facts; decisions are read here.
        as_of: The document's date, to see whether a claim's deadline has passed; None leaves it open.

    Raises:
        ValueError: The remuneration's currency is not the contract's (a fault in the program).
    """
    terms = contract.ruling(period) or contract.current
    if remuneration.currency != terms.currency:
        raise ValueError(f"remuneration in {remuneration.currency}, terms in {terms.currency}")
    items, about_rules = rule_lines(contract, outcomes, remuneration, history, evidence)
    items, about_repeats = repeated(items, contract, history)
    items, about_causes = one_cause(items, evidence)
    items = capped_points(items)
    items, about_money = converted(items)
    items = capped_amounts(items)
    base = base_of(terms, None, remuneration, history, evidence)
    uncapped = _sum((item.line for item in items if item.is_penalty), terms.currency)
    bonus = _sum((one.line for one in items if one.line.kind == "bonus" and one.line.counts), terms.currency)
    earlier, about_earlier = _earlier(contract, period, history, evidence, as_of)
    held = capped(uncapped, base, terms.settlement, period, contract, history, earlier)
    returned, about_returned = earned_back(contract, outcomes, history, earlier)
    corrected, about_corrected = _corrections(terms, period, history, evidence)
    extra = _sum((*returned, *corrected), terms.currency)
    claim = claim_of(terms, period, history, evidence, as_of)
    unknown = bool(about_rules or about_money)
    has_penalty = any(item.is_penalty for item in items) and (bool(uncapped.amount) or unknown)
    provisional = any(outcome.provisional for outcome in outcomes)
    state: ClaimState = claim.state
    if state == "lapsed" and not has_penalty:
        state = "calculated"
    if provisional and not has_penalty and state == "calculated":
        state = "provisional"
    notices = (
        *about_rules,
        *about_repeats,
        *about_causes,
        *about_money,
        *((base.fault,) if base.fault and any(_has_cap(item) for item in items) else ()),
        *held.faults,
        *about_returned,
        *about_corrected,
        *(claim.faults if has_penalty else ()),
        *about_earlier,
        *undated_claims(evidence),
    )
    steps = (
        *((base.step,) if base.fault is None or base.fault in notices else ()),
        Step(_("Bod før lofter"), "", money(uncapped, terms.settlement.decimals), terms.settlement.clause),
        *held.steps,
        *_total(terms, held.amount, extra),
        *(claim.steps if has_penalty else ()),
    )
    settled = Settlement(
        period,
        lines=(*(item.line for item in items), *returned, *corrected),
        points=counting_points(items),
        base=base.amount,
        uncapped=uncapped,
        penalty=held.amount,
        corrections=extra,
        bonus=bonus,
        state=state,
        capped_by=held.by,
        steps=steps,
        earlier=earlier,
        provisional=provisional,
    )
    found = threshold_findings(reaches(terms, contract, history, outcomes, settled))
    told = (*notices, *found, *settlement_gaps(evidence, period))
    return replace(settled, notices=tuple(dict.fromkeys(told)))


def _has_cap(item: Item) -> bool:
    """Return whether the item is held under a percentage of a base: its rule's, or the period's."""
    settlement = item.breach.terms.settlement
    caps = (
        item.breach.penalty.cap_percent,
        settlement.cap_percent_period,
        settlement.cap_percent_rolling_year,
    )
    return any(cap is not None for cap in caps)


def _sum(lines: Iterable[SettlementLine], currency: str) -> Money:
    total = zero(currency)
    for line in lines:
        total += line.amount
    return total


def _total(terms: Terms, held: Money, extra: Money) -> tuple[Step, ...]:
    if not extra.amount:
        return ()
    decimals = terms.settlement.decimals
    sign, added = ("+", extra) if extra.amount > 0 else ("−", -extra)
    formula = f"{money(held, decimals)} {sign} {exact_money(added, decimals)}"
    return (
        Step(
            _("Med efterreguleringer"), formula, exact_money(held + extra, decimals), terms.settlement.clause
        ),
    )


def _corrections(
    terms: Terms, period: Period, history: History, evidence: Evidence
) -> tuple[tuple[SettlementLine, ...], tuple[Fault, ...]]:
    """Return the lines that correct locked periods: more penalty reduces the payment, more bonus raises it."""
    penalty, about_penalty = corrections(evidence, history, period, "correction")
    bonus, about_bonus = corrections(evidence, history, period, "correction_bonus")
    return tuple(_correction(one, terms, period) for one in (*penalty, *bonus)), (
        *about_penalty,
        *about_bonus,
    )


def _correction(one: Correction, terms: Terms, period: Period) -> SettlementLine:
    settlement = terms.settlement
    of_bonus = one.subject == "correction_bonus"
    sign = -1 if of_bonus else 1
    amount = Money(rounded(sign * one.amount, settlement.decimals, settlement.rounding), terms.currency)
    text = (
        _("Efterregulering af bonus for {period}") if of_bonus else _("Efterregulering af bod for {period}")
    )
    what = text.format(period=period_name(one.of)) + (f" ({one.reason})" if one.reason else "")
    step = Step(what, "", money(amount, settlement.decimals), settlement.clause)
    return SettlementLine(
        "correction",
        one.level,
        "",
        one.subject,
        Decimal(0),
        amount,
        period,
        clause=settlement.clause,
        steps=(step,),
        of=one.of,
    )


def _earlier(
    contract: Contract, period: Period, history: History, evidence: Evidence, as_of: date | None
) -> tuple[tuple[PastAmount, ...], tuple[Fault, ...]]:
    """Return earlier periods' totals; an unclaimed one whose deadline passed before this period's end lapses."""
    found: list[PastAmount] = []
    faults: list[Fault] = []
    until = as_of or period.last
    codes = dict.fromkeys(row.period for row in history.rows if row.subject in ("penalty", "points"))
    for code in codes:
        try:
            past = parse_period(code, period.zone)
        except ValueError:
            continue
        if past.first >= period.first:
            continue
        row, points, fee = (history.at(subject, code) for subject in ("penalty", "points", "fee"))
        amount = Money((row.amount if row else None) or Decimal("0.00"), contract.current.currency)
        known = row.state if row else ""
        terms = contract.ruling(past) or contract.current
        claim = claim_of(terms, past, history, evidence, until, known)
        stated = points.points if points and points.points is not None else row.points if row else None
        base = None if fee is None or fee.amount is None else Money(fee.amount, amount.currency)
        state = claim.state if amount.amount > 0 else known
        found.append(PastAmount(code, stated or Decimal(0), amount, base, state))
        faults += claim.faults if amount.amount > 0 else ()
    return tuple(found), tuple(faults)
