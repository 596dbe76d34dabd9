"""The stretches of a period under one version of the terms, month by month."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.period import Period, add_months, month


@dataclass(frozen=True)
class Stretch:
    """Days of one calendar month under one version of the terms."""

    part: Period
    month: Period
    terms: Terms


def between(first: date | None, last: date | None, within: Period) -> Period | None:
    """Return the days of ``within`` from ``first`` to ``last`` (both included, None is open), or None."""
    start = within.first if first is None else max(first, within.first)
    end = within.end if last is None else min(last + timedelta(days=1), within.end)
    return Period(start, end, within.zone) if start < end else None


def stretches(contract: Contract, period: Period) -> tuple[Stretch, ...]:
    """Return the period's stretches, oldest first; days outside the contract are left out.

    Raises:
        ValueError: Two versions have different currencies: such a contract is refused before this.
    """
    found = []
    for whole in _months(period):
        inside = period.intersection(whole)
        assert inside is not None
        for part, terms in contract.in_force(inside):
            active = between(None, terms.to_day, part)
            if active is not None:
                found.append(Stretch(active, whole, terms))
    currencies = {stretch.terms.currency for stretch in found}
    if len(currencies) > 1:
        raise ValueError(f"one period, several currencies: {sorted(currencies)}")
    return tuple(found)


def stretch_at(day: date, stretches: Sequence[Stretch]) -> Stretch | None:
    """Return the stretch that a day is in, or None."""
    return next((stretch for stretch in stretches if day in stretch.part), None)


def _months(period: Period) -> Iterator[Period]:
    first = period.first.replace(day=1)
    while first < period.end:
        yield month(first, period.zone)
        first = add_months(first, 1)
