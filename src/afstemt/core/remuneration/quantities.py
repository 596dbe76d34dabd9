"""Variable remuneration: quantities by unit price, with included quantity and tiers."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from afstemt.core.evidence.tables import INVOICED
from afstemt.core.remuneration.entitlement import EntitlementLine
from afstemt.core.remuneration.index import Price, price_on
from afstemt.core.remuneration.rows import QuantityRow
from afstemt.core.remuneration.stretches import Stretch, stretch_at
from afstemt.core.remuneration.unknown import ITEMS, about_prices
from afstemt.core.terms.model.aliases import Alias
from afstemt.core.terms.model.prices import UnitPrice
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.fault import Fault
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import money, number
from afstemt.core.units.money import Money, rounded
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _


@dataclass
class _Run:
    """One item's quantities in one month under one price: ``start`` to ``end`` of the month's count."""

    month: Period
    terms: Terms
    item: UnitPrice
    tiers: tuple[tuple[Decimal, Price], ...]
    start: Decimal
    end: Decimal
    reasons: list[str]


def variable(
    stretches: Sequence[Stretch], rows: Sequence[QuantityRow], aliases: Sequence[Alias] = ()
) -> tuple[tuple[EntitlementLine, ...], tuple[Fault, ...]]:
    """Return a line for each item, month, price and tier, and what has no price or no date.

    Included quantity and tiers count through the calendar month: a price that changes underway goes on
    from the quantity reached. Tiers are counted from the month's first unit, the included ones with them.
    """
    faults: list[Fault] = []
    runs: dict[tuple[Period, str], list[_Run]] = {}
    unknown: dict[str, Decimal] = {}
    undated: dict[str, None] = {}
    for row in rows:
        if row.item == INVOICED or not stretches:
            continue
        stretch = _stretch_of(stretches, row)
        item = None
        if stretch is not None:
            item = next((one for one in stretch.terms.prices.units if one.id == row.item), None)
        if stretch is None or item is None:
            unknown[row.item] = unknown.get(row.item, Decimal(0)) + row.quantity
            continue
        if row.day is None:
            undated[row.item] = None
        _add(runs.setdefault((stretch.month, row.item), []), stretch, item, row)
    lines = [line for group in runs.values() for run in group for line in _lines(run)]
    faults += about_prices(ITEMS, unknown, stretches, aliases)
    faults += [_undated(item) for item in undated]
    return tuple(lines), tuple(faults)


def _stretch_of(stretches: Sequence[Stretch], row: QuantityRow) -> Stretch | None:
    if row.day is None:
        return stretches[-1]
    return stretch_at(row.day, stretches)


def _add(runs: list[_Run], stretch: Stretch, item: UnitPrice, row: QuantityRow) -> None:
    day = row.day or stretch.part.last
    steps = ((Decimal(0), item.price), *sorted(item.tiers))
    tiers = tuple((start, price_on(price, stretch.terms, item.index, day)) for start, price in steps)
    last = runs[-1] if runs else None
    if (
        last
        and last.item.included == item.included
        and [(start, price.exact) for start, price in last.tiers]
        == [(start, price.exact) for start, price in tiers]
    ):
        last.end += row.quantity
    else:
        start = last.end if last else Decimal(0)
        last = _Run(stretch.month, stretch.terms, item, tiers, start, start + row.quantity, [])
        runs.append(last)
    if row.reason and row.reason not in last.reasons:
        last.reasons.append(row.reason)


def _lines(run: _Run) -> list[EntitlementLine]:
    total = run.end - run.start
    if total < 0 or run.start < 0:
        step = Step(_("Negativ mængde til grundprisen"), clause=run.item.clause)
        return [_line(run, total, run.tiers[0][1], (step,))]
    billed = []
    low = max(run.start, run.item.included)
    ends = [start for start, _price in run.tiers[1:]]
    for (start, price), end in zip(run.tiers, (*ends, None), strict=True):
        first, last = max(low, start), run.end if end is None else min(run.end, end)
        if last > first:
            billed.append((first, last, price))
    included = min(run.end, run.item.included) - min(run.start, run.item.included)
    common: tuple[Step, ...] = ()
    if included > 0:
        common = (
            Step(
                _("Inkluderet i vederlaget"),
                f"{number(total)} − {number(included)}",
                f"{number(total - included)} {run.item.unit}",
                run.item.clause,
            ),
        )
    if not billed:
        return [_line(run, Decimal(0), run.tiers[0][1], common)]
    lines = []
    for first, last, price in billed:
        steps = common
        if len(run.tiers) > 1:
            what = _("Trin: enhederne over {low} til og med {high}").format(
                low=number(first), high=number(last)
            )
            steps = (*common, Step(what, "", price.words, run.item.clause))
        lines.append(_line(run, last - first, price, steps))
    return lines


def _line(run: _Run, quantity: Decimal, price: Price, steps: tuple[Step, ...]) -> EntitlementLine:
    prices = run.terms.prices
    exact = Fraction(quantity) * price.exact
    amount = Money(rounded(exact, prices.decimals, prices.rounding), run.terms.currency)
    last = Step(
        _("Mængde × enhedspris"),
        f"{number(quantity)} {run.item.unit} × {price.words}",
        money(amount, prices.decimals),
        run.item.clause,
    )
    return EntitlementLine(
        "variable",
        run.item.id,
        run.item.title,
        quantity,
        run.item.unit,
        price.shown,
        amount,
        service=run.item.service,
        clause=run.item.clause,
        reason="; ".join(run.reasons),
        steps=(*steps, *price.steps, last),
    )


def _undated(item: str) -> Fault:
    return Fault(
        "undated-quantity",
        _(
            "Mængden af »{item}« har ingen dato og er regnet med i denne periode. "
            "Angiv from_at, så den kun tælles én gang."
        ).format(item=item),
        source="quantities",
        column="from_at",
        severity="note",
    )
