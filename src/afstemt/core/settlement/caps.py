"""Caps: on each rule's points and percent across populations, on the period, and on the rolling year."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from afstemt.core.evidence.history import History
from afstemt.core.settlement.item import Item
from afstemt.core.terms.contract import Contract
from afstemt.core.terms.model import Settlement
from afstemt.core.units.fault import Fault
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import money, number, percent
from afstemt.core.units.money import Money, rounded
from afstemt.core.units.period import Period, add_months, month, parse_period
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
        room = max(Decimal(0), cap - used.get(key, Decimal(0)))
        points = min(item.line.points, room)
        used[key] = used.get(key, Decimal(0)) + points
        if points < item.line.points:
            what = _("Loft for servicemålet: {cap} point").format(cap=number(cap))
            step = Step(what, "", f"{number(points)} {_('point')}", item.line.clause)
            changed.append(item.with_points(points, step))
        else:
            changed.append(item)
    return tuple(changed)


def capped_amounts(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return the items with each rule's amounts held under its ``cap_percent`` of the base (rounded down)."""
    used: dict[tuple[object, ...], Decimal] = {}
    changed = []
    for item in items:
        cap = item.breach.penalty.cap_percent
        if cap is None or not item.line.amount.amount or item.breach.no_base is not None:
            changed.append(item)
            continue
        settlement = item.breach.terms.settlement
        exact = Fraction(item.breach.base.amount) * Fraction(cap) / 100 * item.breach.share
        most = rounded(exact, settlement.decimals, "down")
        key = _key(item)
        room = max(Decimal(0), most - used.get(key, Decimal(0)))
        amount = min(item.line.amount.amount, room)
        used[key] = used.get(key, Decimal(0)) + amount
        if amount < item.line.amount.amount:
            kept = Money(amount, item.line.amount.currency)
            what = _("Loft for servicemålet: {cap} af grundlaget, {most}").format(
                cap=_percent(cap), most=money(Money(most, kept.currency), settlement.decimals)
            )
            changed.append(
                item.with_amount(kept, Step(what, "", money(kept, settlement.decimals), item.line.clause))
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
    total: Money, base: Money, settlement: Settlement, period: Period, contract: Contract, history: History
) -> Capped:
    """Return ``total`` held under the caps of the period and of the rolling year; caps are rounded down.

    The rolling year is this period and the 11 months before it: at most the percentage of their bases
    (history's ``fee``, with this base) less the penalties that history has there and that stand.
    """
    amount, by = total, ""
    steps: list[Step] = []
    faults: tuple[Fault, ...] = ()
    if settlement.cap_percent_period is not None:
        most = _cap(base.amount, settlement.cap_percent_period, settlement)
        if amount.amount > most:
            amount, by = Money(most, total.currency), "period"
        steps.append(
            Step(
                _("Loft for perioden: {cap} af grundlaget").format(
                    cap=_percent(settlement.cap_percent_period)
                ),
                f"{money(base)} × {_percent(settlement.cap_percent_period)} = "
                + money(Money(most, total.currency), settlement.decimals),
                money(amount, settlement.decimals),
                settlement.clause,
            )
        )
    if settlement.cap_percent_rolling_year is not None:
        fees, credits_, faults = _year(period, contract, history)
        whole = _cap(base.amount + fees, settlement.cap_percent_rolling_year, settlement)
        room = max(Decimal(0), whole - credits_)
        if amount.amount > room:
            amount, by = Money(rounded(room, settlement.decimals, "down"), total.currency), "rolling_year"
        steps.append(
            Step(
                _("Loft for de seneste 12 måneder: {cap} af vederlaget").format(
                    cap=_percent(settlement.cap_percent_rolling_year)
                ),
                f"({money(base)} + {money(Money(fees, base.currency))}) × "
                f"{_percent(settlement.cap_percent_rolling_year)} − {money(Money(credits_, base.currency))} = "
                + money(Money(room, base.currency), settlement.decimals),
                money(amount, settlement.decimals),
                settlement.clause,
            )
        )
    return Capped(amount, by, tuple(steps), faults)  # type: ignore[arg-type]


def _cap(base: Decimal, cap: Decimal, settlement: Settlement) -> Decimal:
    return rounded(Fraction(base) * Fraction(cap) / 100, settlement.decimals, "down")


def _year(period: Period, contract: Contract, history: History) -> tuple[Decimal, Decimal, tuple[Fault, ...]]:
    """Return the earlier fees and standing penalties of the rolling year, and which months lack a fee."""
    this = period.first.replace(day=1)
    since = add_months(this, 1 - ROLLING_MONTHS)
    fees = credits_ = Decimal(0)
    known = set()
    for row in history.rows:
        if row.amount is None or row.subject not in ("fee", "penalty"):
            continue
        try:
            first = parse_period(row.period, period.zone).first
        except ValueError:
            continue
        if not since <= first.replace(day=1) < this:
            continue
        if row.subject == "fee":
            fees += row.amount
            known.add(first.replace(day=1))
        elif row.state not in NOT_PAID:
            credits_ += row.amount
    begun = contract.versions[0].in_force_from
    months = [add_months(this, -back) for back in range(1, ROLLING_MONTHS)]
    missing = [first for first in months if month(first).end > begun and first not in known]
    if not missing:
        return fees, credits_, ()
    text = _(
        "Loftet over de seneste 12 måneder er beregnet uden vederlag for {count} tidligere måneder, som historikken "
        "ikke har. Tilføj rækker »fee« i historikken."
    )
    fault = Fault("no-history", text.format(count=len(missing)), source="history", severity="note")
    return fees, credits_, (fault,)


def _percent(value: Decimal) -> str:
    return percent(value, max(0, -int(value.normalize().as_tuple().exponent)))
