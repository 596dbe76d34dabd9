"""Fixed fees of a period, part months as the terms say."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from afstemt.core.remuneration.entitlement import EntitlementLine
from afstemt.core.remuneration.index import Price, index_named, price_on, regulation_days, split
from afstemt.core.remuneration.stretches import Stretch, between
from afstemt.core.terms.model.prices import FixedFee
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.fault import Fault
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import day, money, number, period_name
from afstemt.core.units.money import Money, rounded
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _

BANKERS_MONTH = 30


@dataclass(frozen=True)
class _Segment:
    """Days of one month in which one fee has one price."""

    part: Period
    month: Period
    terms: Terms
    fee: FixedFee
    price: Price


def fixed_fees(stretches: Sequence[Stretch]) -> tuple[tuple[EntitlementLine, ...], tuple[Fault, ...]]:
    """Return a line for each fee, month and price, and what is left open.

    ``calendar_days`` is days out of the month's own; ``thirty_days`` counts every month as 30 days, its last
    day as the 30th, so that parts add up; ``whole_month`` is the full fee at the price of its first day.
    """
    lines: list[EntitlementLine] = []
    faults: list[Fault] = []
    for segments in _by_fee_and_month(stretches):
        choice = segments[-1].fee.part_month
        if segments[0].part == segments[0].month:
            lines.append(_whole(segments[0]))
        elif choice is None:
            faults.append(_open(segments))
        elif choice == "whole_month":
            lines.append(_whole(segments[0]))
        else:
            lines += [_part(segment, choice == "thirty_days") for segment in segments]
    return tuple(lines), tuple(faults)


def _by_fee_and_month(stretches: Sequence[Stretch]) -> list[list[_Segment]]:
    found: dict[tuple[Period, str], list[_Segment]] = {}
    for stretch in stretches:
        for fee in stretch.terms.prices.fixed:
            active = between(fee.from_day, fee.to_day, stretch.part)
            if active is None:
                continue
            days = regulation_days(index_named(stretch.terms, fee.index), active)
            for part in split(active, days):
                price = price_on(fee.amount, stretch.terms, fee.index, part.first)
                segment = _Segment(part, stretch.month, stretch.terms, fee, price)
                _append(found.setdefault((stretch.month, fee.id), []), segment)
    return list(found.values())


def _append(segments: list[_Segment], segment: _Segment) -> None:
    """Add the segment; a version of the terms that changes nothing for the fee does not split it."""
    last = segments[-1] if segments else None
    if last and last.part.end == segment.part.first and last.price.exact == segment.price.exact:
        joined = Period(last.part.first, segment.part.end, segment.part.zone)
        segments[-1] = replace(segment, part=joined)
    else:
        segments.append(segment)


def _whole(segment: _Segment) -> EntitlementLine:
    step = Step(_("Fast vederlag for hele måneden"), "", segment.price.words, segment.fee.clause)
    return _line(segment, segment.price.exact, Decimal(1), _("måned"), step)


def _part(segment: _Segment, bankers: bool) -> EntitlementLine:
    days, whole = segment.part.days, segment.month.days
    if bankers:
        days, whole = _position(segment, end=True) - _position(segment, end=False), BANKERS_MONTH
    step = Step(
        _("Del af måneden: {first} – {last}").format(
            first=day(segment.part.first), last=day(segment.part.last)
        ),
        f"{segment.price.words} × {days}/{whole}",
        "",
        segment.fee.clause,
    )
    exact = segment.price.exact * Fraction(days, whole)
    return _line(segment, exact, Decimal(days), _("dage af {days}").format(days=whole), step)


def _position(segment: _Segment, *, end: bool) -> int:
    """Return how far into a month of 30 days the segment begins or ends."""
    bound = segment.part.end if end else segment.part.first
    if bound == segment.month.end:
        return BANKERS_MONTH
    return min(bound.day - 1, BANKERS_MONTH)


def _line(segment: _Segment, exact: Fraction, quantity: Decimal, unit: str, step: Step) -> EntitlementLine:
    prices = segment.terms.prices
    amount = Money(rounded(exact, prices.decimals, prices.rounding), segment.terms.currency)
    steps = (*segment.price.steps, replace(step, result=money(amount, prices.decimals)))
    return EntitlementLine(
        "fixed",
        segment.fee.id,
        segment.fee.title,
        quantity,
        unit,
        segment.price.shown,
        amount,
        service=segment.fee.service,
        clause=segment.fee.clause,
        steps=steps,
    )


def _open(segments: Sequence[_Segment]) -> Fault:
    fee = segments[-1].fee
    days = sum(segment.part.days for segment in segments)
    return Fault(
        "open-choice",
        _(
            "Det faste vederlag »{title}« gælder {days} dage af {month} eller skifter pris undervejs, og vilkårene "
            "siger ikke, hvordan en del af en måned beregnes. Vederlaget er ikke medregnet; vælg "
            "»part_month« i vilkårene."
        ).format(title=fee.title, days=number(days), month=period_name(segments[0].month)),
        place=f"prices.fixed.{fee.id}.part_month",
    )
