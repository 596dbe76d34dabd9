"""Hours by agreed rate: approved as the terms require, and never past an estimate without agreement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from afstemt.core.evidence.history import History, PastRow
from afstemt.core.remuneration.entitlement import EntitlementLine, OrderUse
from afstemt.core.remuneration.index import Price, price_on
from afstemt.core.remuneration.rows import HoursRow
from afstemt.core.remuneration.stretches import Stretch, stretch_at
from afstemt.core.remuneration.unknown import RATES, about_orders, about_prices, known_orders
from afstemt.core.terms.model.aliases import Alias
from afstemt.core.terms.model.prices import Estimate, HourlyRate
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.fault import Fault
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import money, number
from afstemt.core.units.money import Money, rounded, zero
from afstemt.core.units.period import Period, parse_period
from afstemt.core.units.wording import _

Standing = Literal["entitled", "unapproved", "above", "unknown"]


@dataclass
class _Sum:
    """Hours of one rate, order and standing at one price."""

    terms: Terms
    rate: HourlyRate
    price: Price
    order: str
    standing: Standing
    hours: Decimal = Decimal(0)
    notes: list[str] = field(default_factory=list)


@dataclass
class _Used:
    """What an order has used of its estimate so far."""

    hours: Decimal = Decimal(0)
    amount: Fraction = Fraction(0)


def order_subject(order: str) -> str:
    """Return history's subject for what an order has used of its estimate at the end of a period."""
    return f"order/{order}"


@dataclass(frozen=True)
class _Earlier:
    """What history knows of an order: its use, and the first day that is not in it."""

    used: PastRow
    until: date


def _earlier(terms: Terms, history: History, period: Period) -> dict[str, _Earlier]:
    """Return by order the latest use that history has from before the period."""
    found: dict[str, _Earlier] = {}
    for estimate in terms.prices.estimates:
        for row in history.of(order_subject(estimate.order)):
            if (ended := _end(row.period, period.zone)) and ended <= period.first:
                found[estimate.order] = _Earlier(row, ended)
    return found


def orders_in_use(stretches: Sequence[Stretch], period: Period, history: History) -> dict[str, date]:
    """Return each order with an estimate, and the first day from which hours use it up: that history does not cover."""
    found: dict[str, date] = {}
    for stretch in stretches:
        earlier = _earlier(stretch.terms, history, period)
        for estimate in stretch.terms.prices.estimates:
            found[estimate.order] = earlier[estimate.order].until if estimate.order in earlier else date.min
    return found


def _end(code: str, zone: str) -> date | None:
    try:
        return parse_period(code, zone).end
    except ValueError:
        return None


def hourly(
    stretches: Sequence[Stretch],
    period: Period,
    rows: Sequence[HoursRow],
    accepted: Mapping[str, str],
    aliases: Sequence[Alias] = (),
    *,
    history: History,
    begins: date,
) -> tuple[tuple[EntitlementLine, ...], tuple[Fault, ...], tuple[OrderUse, ...]]:
    """Return a line for each rate, price, order and standing, what was noticed, and what orders have used at the end.

    Args:
        stretches: The period's, oldest first.
        period: Rows before it only use up their order's estimate.
        rows: All hours up to the period's end, oldest first.
        accepted: Orders that the authority has agreed to, with the decision's reason: past their estimate, or though
            the terms do not know them.
        aliases: The contract's.
        history: Has what orders had used earlier; rows that it covers are not counted again.
        begins: When the contract begins: from then on an order can have been used.

    Hours that are not entitled (not approved, above the estimate, on an order that the terms do not know) have a line
    of zero with the reason. The mark of approval in a delivered row makes no order known: who delivers it writes it.
    """
    if not stretches:
        return (), (), ()
    earlier = _earlier(stretches[-1].terms, history, period)
    sums: dict[tuple[object, ...], _Sum] = {}
    used = {
        order: _Used(one.used.value or Decimal(0), Fraction(one.used.amount or 0))
        for order, one in earlier.items()
    }
    unknown: dict[str, Decimal] = {}
    undecided = Decimal(0)
    orders = known_orders(stretches)
    for row in rows:
        inside = row.day in period
        if row.order in earlier and row.day < earlier[row.order].until:
            continue
        stretch = stretch_at(row.day, stretches)
        if inside and stretch is None:
            unknown[row.rate_code] = unknown.get(row.rate_code, Decimal(0)) + row.hours
            continue
        terms = (stretch or stretches[0]).terms
        rate = _rate(terms, row.rate_code)
        if rate is None:
            if inside:
                unknown[row.rate_code] = unknown.get(row.rate_code, Decimal(0)) + row.hours
            continue
        price = price_on(rate.rate, terms, rate.index, row.day)
        if row.order and orders.closed and row.order not in orders and row.order not in accepted:
            if inside:
                _count(sums, _Sum(terms, rate, price, row.order, "unknown"), row.hours, row.note)
            continue
        if not row.approved and terms.prices.hours_must_be_approved is not False:
            if inside and terms.prices.hours_must_be_approved is None:
                undecided += row.hours
            if inside:
                _count(sums, _Sum(terms, rate, price, row.order, "unapproved"), row.hours, row.note)
            continue
        within = _within_estimate(terms, row, price, used, accepted)
        if inside and (within or not row.hours):
            _count(sums, _Sum(terms, rate, price, row.order, "entitled"), within, row.note)
        if inside and within < row.hours:
            above = _Sum(terms, rate, price, row.order, "above")
            _count(sums, above, row.hours - within, row.note)
    lines = tuple(_line(one) for one in sums.values())
    notices = (
        *_use_unknown(rows, period, sums, earlier, begins),
        *_notices(sums, accepted),
        *about_orders(_on_unknown_orders(sums), stretches, aliases),
        *about_prices(RATES, unknown, stretches, aliases),
        *_undecided(undecided),
    )
    uses = tuple(
        OrderUse(order, one.hours, rounded(one.amount, 2, "half_up")) for order, one in sorted(used.items())
    )
    return lines, notices, uses


def _on_unknown_orders(sums: Mapping[tuple[object, ...], _Sum]) -> dict[str, tuple[Decimal, Fraction]]:
    """Return the hours and their exact amount by order, of orders that the terms do not know."""
    found: dict[str, tuple[Decimal, Fraction]] = {}
    for one in sums.values():
        if one.standing == "unknown":
            hours, exact = found.get(one.order, (Decimal(0), Fraction(0)))
            found[one.order] = hours + one.hours, exact + Fraction(one.hours) * one.price.exact
    return found


def _use_unknown(
    rows: Sequence[HoursRow],
    period: Period,
    sums: Mapping[tuple[object, ...], _Sum],
    earlier: Mapping[str, _Earlier],
    begins: date,
) -> list[Fault]:
    """Ask of each order with an estimate of whose use before the period nothing is known."""
    known = {*earlier, *(row.order for row in rows if row.day < period.first)}
    text = _(
        "Det vides ikke, hvad ordren {order} har brugt af sit estimat før perioden: der er hverken historik eller "
        "timer for den. Der er regnet med 0. Aflever rækken {subject} i tabellen history, eller timerne fra før "
        "perioden."
    )
    return [
        Fault(
            "order-use-unknown",
            text.format(order=order, subject=order_subject(order)),
            source="history",
            severity="ask",
            party="supplier",
        )
        for order in sorted({one.order for one in sums.values() if _estimate(one.terms, one.order)} - known)
        if begins < period.first
    ]


def _rate(terms: Terms, code: str) -> HourlyRate | None:
    rates = terms.prices.hourly
    if not code and len(rates) == 1:
        return rates[0]
    return next((rate for rate in rates if rate.code == code), None)


def _estimate(terms: Terms, order: str) -> Estimate | None:
    return next((one for one in terms.prices.estimates if order and one.order == order), None)


def _within_estimate(
    terms: Terms, row: HoursRow, price: Price, used: dict[str, _Used], accepted: Mapping[str, str]
) -> Decimal:
    """Return how many of the row's hours the order's estimate still holds, and use them up.

    An hour that an amount holds only a part of is held as far as two decimals of an hour go.
    """
    estimate = _estimate(terms, row.order)
    if estimate is None or row.hours <= 0:
        return row.hours
    so_far = used.setdefault(row.order, _Used())
    within, bounded = row.hours, row.order not in accepted
    if bounded and estimate.hours is not None:
        within = min(within, max(Decimal(0), estimate.hours - so_far.hours))
    if bounded and estimate.amount is not None and price.exact > 0:
        room = max(Fraction(0), Fraction(estimate.amount) - so_far.amount) / price.exact
        if Fraction(within) > room:
            within = rounded(room, 2, "down")
    so_far.hours += within
    so_far.amount += Fraction(within) * price.exact
    return within


def _count(sums: dict[tuple[object, ...], _Sum], new: _Sum, hours: Decimal, note: str) -> None:
    key = (new.rate.code, new.price.exact, new.order, new.standing)
    one = sums.setdefault(key, new)
    one.hours += hours
    if note and note not in one.notes:
        one.notes.append(note)


def _line(one: _Sum) -> EntitlementLine:
    prices = one.terms.prices
    reason = "; ".join(one.notes)
    clause = one.rate.clause
    title = one.rate.title if not one.order else f"{one.rate.title} ({one.order})"
    if one.standing == "entitled":
        exact = Fraction(one.hours) * one.price.exact
        amount = Money(rounded(exact, prices.decimals, prices.rounding), one.terms.currency)
        formula = f"{number(one.hours)} × {one.price.words}"
        step = Step(_("Timer × timepris"), formula, money(amount, prices.decimals), clause)
    else:
        amount = zero(one.terms.currency)
        why = {
            "unapproved": _("Ikke godkendt; ikke medregnet"),
            "above": _("Over estimatet uden forudgående aftale; ikke medregnet"),
            "unknown": _("Ordren er ikke i vilkårene; ikke medregnet"),
        }[one.standing]
        step = Step(why, f"{number(one.hours)} {_('timer')}", money(amount, prices.decimals), clause)
        reason = f"{why}. {reason}" if reason else why
    return EntitlementLine(
        "hours",
        one.rate.code,
        title,
        one.hours,
        _("timer"),
        one.price.shown,
        amount,
        clause=clause,
        reason=reason,
        steps=(*one.price.steps, step),
    )


def _notices(sums: Mapping[tuple[object, ...], _Sum], accepted: Mapping[str, str]) -> list[Fault]:
    faults = []
    above: dict[str, Decimal] = {}
    unapproved = Decimal(0)
    for one in sums.values():
        if one.standing == "above":
            above[one.order] = above.get(one.order, Decimal(0)) + one.hours
        elif one.standing == "unapproved" and one.terms.prices.hours_must_be_approved:
            unapproved += one.hours
    for order, hours in above.items():
        text = _(
            "Ordren {order} har passeret sit estimat: {hours} timer ligger over og er ikke medregnet, da der ikke "
            "er en forudgående aftale. En beslutning »accept« med ordren i row_id tager dem med."
        )
        message = text.format(order=order, hours=number(hours))
        faults.append(Fault("estimate-passed", message, source="hours", severity="note"))
    for order in sorted({one.order for one in sums.values()} & set(accepted)):
        known = any(_estimate(one.terms, order) for one in sums.values() if one.order == order)
        text = (
            _("Ordren {order} må passere sit estimat efter beslutning: {reason}")
            if known
            else _("Ordren {order} er ikke i vilkårene, men er godkendt efter beslutning: {reason}")
        )
        message = text.format(order=order, reason=accepted[order] or "–")
        faults.append(Fault("estimate-accepted", message, source="decisions", severity="note"))
    if unapproved:
        text = _("{hours} timer er ikke godkendt og er ikke medregnet.")
        faults.append(
            Fault("unapproved-hours", text.format(hours=number(unapproved)), source="hours", severity="note")
        )
    return faults


def _undecided(hours: Decimal) -> list[Fault]:
    if not hours:
        return []
    text = _(
        "{hours} timer er ikke godkendt, og vilkårene siger ikke, om timer skal være godkendt for at kunne "
        "faktureres. De er ikke medregnet; vælg »hours_must_be_approved« i vilkårene."
    )
    return [Fault("open-choice", text.format(hours=number(hours)), place="prices.hours_must_be_approved")]
