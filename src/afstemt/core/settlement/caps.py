"""Caps: on each rule's points and percent across populations, on the period, and on the rolling year."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from afstemt.core.evidence.history import History
from afstemt.core.settlement.base import Base
from afstemt.core.settlement.changed import changed_since, month_of
from afstemt.core.settlement.item import Item
from afstemt.core.settlement.settlement import PastAmount
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.settlement_terms import Settlement
from afstemt.core.units.fault import Fault
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import exact_percent, money, month_name, number, price
from afstemt.core.units.money import Money, rounded, zero
from afstemt.core.units.period import Period, add_months, month
from afstemt.core.units.wording import _

ROLLING_MONTHS = 12
"""The rolling year: the period's month and the eleven before it (settlement.cap_percent_rolling_year)."""

NOT_PAID = frozenset({"lapsed", "waived", "earned_back", "provisional"})
"""States of earlier penalties that use nothing of the rolling cap."""


def capped_points(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return the items with each rule's points held under its ``cap_points``, the last ones reduced."""
    used: dict[tuple[object, ...], Decimal] = {}
    changed = []
    for item in items:
        cap = item.breach.penalty.cap_points
        if cap is None or not item.line.points:
            changed.append(item)
            continue
        key = _key(item)
        before = used.get(key, Decimal(0))
        points = min(item.line.points, max(Decimal(0), cap - before))
        used[key] = before + points
        if points < item.line.points:
            what = _("Loft for servicemålet: {cap} point").format(cap=number(cap))
            left = f"{number(cap)} − {number(before)}" if before else ""
            step = Step(what, left, f"{number(points)} {_('point')}", item.line.clause)
            changed.append(item.with_points(points, step))
        else:
            changed.append(item)
    return tuple(changed)


def capped_amounts(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return the items with each rule's amounts held under its ``cap_percent`` of the base (rounded down).

    While there is no base, what the cap leaves is not known, and the amount is none.
    """
    used: dict[tuple[object, ...], Decimal] = {}
    changed = []
    for item in items:
        cap = item.breach.penalty.cap_percent
        if cap is None or not item.line.amount.amount:
            changed.append(item)
            continue
        if item.breach.no_base is not None:
            nothing = zero(item.line.amount.currency)
            changed.append(item.with_amount(nothing, Step(item.breach.no_base.message)))
            continue
        settlement = item.breach.terms.settlement
        exact = Fraction(item.breach.base.amount) * Fraction(cap) / 100 * item.breach.share
        most = rounded(exact, settlement.decimals, "down")
        key = _key(item)
        before = used.get(key, Decimal(0))
        amount = min(item.line.amount.amount, max(Decimal(0), most - before))
        used[key] = before + amount
        if amount < item.line.amount.amount:
            kept = Money(amount, item.line.amount.currency)
            whole, taken = (money(Money(each, kept.currency), settlement.decimals) for each in (most, before))
            what = _("Loft for servicemålet: {cap} af grundlaget{share}, {most}").format(
                cap=exact_percent(cap), share=item.breach.share_words, most=whole
            )
            left = f"{whole} − {taken}" if before else ""
            changed.append(
                item.with_amount(kept, Step(what, left, money(kept, settlement.decimals), item.line.clause))
            )
        else:
            changed.append(item)
    return tuple(changed)


def _key(item: Item) -> tuple[object, ...]:
    """A rule on a level with all its populations: in one stretch, or, where events are counted, in the period."""
    whole = item.breach.counts_events
    return item.line.level, None if whole else item.line.part, item.rule_no, item.line.counts


@dataclass(frozen=True)
class Capped:
    """The period's penalty after its caps, which cap held it down, and how."""

    amount: Money
    by: Literal["", "period", "rolling_year"]
    steps: tuple[Step, ...]
    faults: tuple[Fault, ...] = ()


def capped(
    total: Money,
    base_: Base,
    settlement: Settlement,
    period: Period,
    contract: Contract,
    history: History,
    earlier: Sequence[PastAmount],
) -> Capped:
    """Return ``total`` held under the caps of the period and of the rolling year; caps are rounded down.

    The rolling year is this period and the 11 months before it: at most the percentage of their bases
    (history's ``fee``, with this base) less the penalties that history has there and that stand, each with what has
    been settled of corrections of it and given back, and never below nothing. While there is no base, what the caps
    leave is not known, and nothing is due.

    Args:
        earlier: Earlier months as they stand now, where more has been decided than history knows.
    """
    caps = settlement.cap_percent_period, settlement.cap_percent_rolling_year
    if base_.fault is not None and caps != (None, None):
        return Capped(zero(total.currency), "", ())
    base = base_.amount
    amount, by = total, ""
    steps: list[Step] = []
    faults: tuple[Fault, ...] = ()
    decimals, clause = settlement.decimals, settlement.clause

    def shown(value: Decimal) -> str:
        return money(Money(value, total.currency), decimals)

    def least(what: str, before: Money, most: Decimal) -> Step:
        formula = _("det mindste af {amount} og {most}")
        formula = formula.format(amount=shown(before.amount), most=shown(most))
        return Step(what, formula, shown(min(before.amount, most)), clause)

    if settlement.cap_percent_period is not None:
        share = exact_percent(settlement.cap_percent_period)
        most = _cap(base.amount, settlement.cap_percent_period, settlement)
        what = _("Loft for perioden: {cap} af grundlaget").format(cap=share)
        steps += [
            Step(what, f"{money(base)} × {share}", shown(most), clause),
            least(_("Bod efter loftet for perioden"), amount, most),
        ]
        if amount.amount > most:
            amount, by = Money(most, total.currency), "period"
    if settlement.cap_percent_rolling_year is not None:
        share = exact_percent(settlement.cap_percent_rolling_year)
        fees, credits_, changed, faults = _year(period, contract, history, earlier)
        whole = _cap(base.amount + fees, settlement.cap_percent_rolling_year, settlement)
        left = whole - credits_
        room = max(Decimal(0), rounded(left, decimals, "down"))
        what = _("Loft for de seneste 12 måneder: {cap} af vederlaget").format(cap=share)
        paid = price(Money(fees, base.currency))
        rest = f"{shown(whole)} − {price(Money(credits_, base.currency))}"
        if left > room:
            exact = price(Money(left, base.currency))
            rest = _("{rest} = {exact}, rundet ned").format(rest=rest, exact=exact)
        steps += [
            Step(what, f"({money(base)} + {paid}) × {share}", shown(whole), clause),
            Step(
                _("Resten af loftet efter bod i de 11 foregående måneder, med efterreguleringer")
                if changed
                else _("Resten af loftet efter bod i de 11 foregående måneder"),
                rest if left >= 0 else _("{rest}, dog mindst 0").format(rest=rest),
                shown(room),
                clause,
            ),
            least(_("Bod efter loftet for de seneste 12 måneder"), amount, room),
        ]
        if amount.amount > room:
            amount, by = Money(room, total.currency), "rolling_year"
    return Capped(amount, by, tuple(steps), faults)  # type: ignore[arg-type]


def _cap(base: Decimal, cap: Decimal, settlement: Settlement) -> Decimal:
    return rounded(Fraction(base) * Fraction(cap) / 100, settlement.decimals, "down")


def _year(
    period: Period, contract: Contract, history: History, earlier: Sequence[PastAmount]
) -> tuple[Decimal, Decimal, bool, tuple[Fault, ...]]:
    """Return the rolling year's earlier fees and standing penalties, whether any was changed, and which fees lack."""
    this = period.first.replace(day=1)
    since = add_months(this, 1 - ROLLING_MONTHS)
    states = {one.period: one.state for one in earlier}
    changed = changed_since(history, period.zone)
    standing = {first: amount for first, amount in changed.items() if since <= first < this}
    any_changed = bool(standing)
    fees, known = Decimal(0), set()
    for row in history.rows:
        if row.amount is None or row.subject not in ("fee", "penalty"):
            continue
        first = month_of(row.period, period.zone)
        if first is None or not since <= first < this:
            continue
        if row.subject == "fee":
            fees += row.amount
            known.add(first)
        elif row.state != "provisional" and states.get(row.period, row.state) not in NOT_PAID:
            standing[first] = standing.get(first, Decimal(0)) + row.amount
    credits_ = sum((max(Decimal(0), amount) for amount in standing.values()), Decimal(0))
    begun = contract.versions[0].in_force_from
    months = [add_months(this, -back) for back in range(1, ROLLING_MONTHS)]
    missing = [first for first in months if month(first).end > begun and first not in known]
    if not missing:
        return fees, credits_, any_changed, ()
    if len(missing) == 1:
        text = _(
            "Loftet over de seneste 12 måneder er beregnet uden vederlag for {month}, som historikken ikke har. "
            "Tilføj rækken »fee« i historikken."
        ).format(month=month_name(missing[0]))
    else:
        text = _(
            "Loftet over de seneste 12 måneder er beregnet uden vederlag for {count} tidligere måneder, som "
            "historikken ikke har. Tilføj rækker »fee« i historikken."
        ).format(count=len(missing))
    fault = Fault("no-history", text, source="history", severity="note")
    return fees, credits_, any_changed, (fault,)
