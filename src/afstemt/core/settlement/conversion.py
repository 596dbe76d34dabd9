"""Points to money: by a percentage per point, or by a table of steps over the points together."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from afstemt.core.settlement.item import Item
from afstemt.core.terms.model.settlement_terms import PointStep
from afstemt.core.units.fault import Fault
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import exact_percent, money, number
from afstemt.core.units.money import Money, rounded
from afstemt.core.units.wording import _


def converted(items: Sequence[Item]) -> tuple[tuple[Item, ...], tuple[Fault, ...]]:
    """Return the items with an amount for their points, and why some have none.

    With ``percent_per_point`` each line is rounded once. With ``point_steps`` the points that count (each
    weighted by its share of the period) are added, the table gives one percentage, the amount is rounded
    once and divided over the lines by their points, so that the lines add up to it exactly. Lines that
    do not count are converted by themselves, to show what they would have been.
    """
    changed = list(items)
    faults: list[Fault] = []
    tables: dict[tuple[object, ...], list[int]] = {}
    for number_, item in enumerate(items):
        if not item.line.points:
            continue
        settlement = item.breach.terms.settlement
        if item.breach.no_base is not None:
            faults.append(item.breach.no_base)
        elif (settlement.percent_per_point is None) == (not settlement.point_steps):
            faults.append(_open())
        elif settlement.percent_per_point is not None:
            changed[number_] = _by_factor(item, settlement.percent_per_point)
        else:
            key = (item.line.counts, item.line.kind, settlement.point_steps, item.breach.base)
            tables.setdefault(key, []).append(number_)
    for numbers in tables.values():
        group = _by_table([items[each] for each in numbers])
        for each, item in zip(numbers, group, strict=True):
            changed[each] = item
    return tuple(changed), tuple(dict.fromkeys(faults))


def step_percent(steps: Sequence[PointStep], points: Fraction) -> Decimal:
    """Return the percentage of the highest step reached; zero below the first."""
    reached = [step for step in steps if Fraction(step.points) <= points]
    return max(reached, key=lambda step: step.points).percent if reached else Decimal(0)


def allot(total: Decimal, weights: Sequence[Fraction], decimals: int) -> tuple[Decimal, ...]:
    """Return ``total`` divided by ``weights``, each to ``decimals``, adding up exactly (largest remainder)."""
    unit = Decimal(1).scaleb(-decimals)
    whole = sum(weights, Fraction(0))
    units = int(Fraction(total) / Fraction(unit))
    exact = [Fraction(units) * weight / whole for weight in weights]
    parts = [int(each) for each in exact]
    by_rest = sorted(range(len(parts)), key=lambda each: (parts[each] - exact[each], each))
    for each in by_rest[: units - sum(parts)]:
        parts[each] += 1
    return tuple(part * unit for part in parts)


def _by_factor(item: Item, factor: Decimal) -> Item:
    settlement = item.breach.terms.settlement
    share = item.breach.share
    exact = Fraction(item.breach.base.amount) * Fraction(item.line.points) * Fraction(factor) / 100 * share
    amount = Money(rounded(exact, settlement.decimals, settlement.rounding), item.breach.base.currency)
    points = item.line.points
    step = Step(
        _("Point til beløb: 1 point er {percent} af grundlaget").format(percent=exact_percent(factor)),
        f"{number(points)} × {exact_percent(factor)} × {money(item.breach.base)}{item.breach.share_words}",
        money(item.line.amount + amount, settlement.decimals),
        settlement.clause,
    )
    return item.with_amount(item.line.amount + amount, *item.breach.base_steps, step)


def _by_table(items: Sequence[Item]) -> list[Item]:
    settlement = items[0].breach.terms.settlement
    base = items[0].breach.base
    weights = [Fraction(item.line.points) * item.breach.share for item in items]
    points = sum(weights, Fraction(0))
    reached = step_percent(settlement.point_steps, points)
    exact = Fraction(base.amount) * Fraction(reached) / 100
    total = rounded(exact, settlement.decimals, settlement.rounding)
    shown, whole = _points(points), money(Money(total, base.currency), settlement.decimals)
    table = Step(
        _("Point til procent efter trappen: {points} point giver {percent}").format(
            points=shown, percent=exact_percent(reached)
        ),
        f"{money(base)} × {exact_percent(reached)}",
        whole,
        settlement.clause,
    )
    changed = []
    for item, part in zip(items, allot(total, weights, settlement.decimals), strict=True):
        amount = item.line.amount + Money(part, base.currency)
        own = Step(
            _("Linjens andel efter point; linjerne giver {total} i alt").format(total=whole),
            f"{whole} × {number(item.line.points)}{item.breach.share_words} / {shown}",
            money(amount, settlement.decimals),
            settlement.clause,
        )
        shares = (own,) if len(items) > 1 else ()
        changed.append(item.with_amount(amount, *item.breach.base_steps, table, *shares))
    return changed


def _points(value: Fraction) -> str:
    return number(value, next((few for few in range(3) if (value * 10**few).denominator == 1), 3))


def _open() -> Fault:
    text = _(
        "Der er givet point, men vilkårene siger ikke entydigt, hvad de koster. Der beregnes intet beløb; angiv enten "
        "»percent_per_point« eller »point_steps« under settlement i vilkårene."
    )
    return Fault("open-choice", text, place="settlement.percent_per_point")
