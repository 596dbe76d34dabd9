"""Index regulation: the price from each regulation day, exact until a line is rounded."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from afstemt.core.terms.model.prices import Index
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import day as day_words
from afstemt.core.units.formats import money, number
from afstemt.core.units.money import Money, rounded
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _

PRICE_DECIMALS = 4
"""Decimals that a regulated price is shown with; it is calculated with exactly."""


@dataclass(frozen=True)
class Price:
    """An exact price on a day, with the step that regulated it."""

    exact: Fraction
    currency: str
    steps: tuple[Step, ...] = ()

    @property
    def shown(self) -> Money:
        """The price with as many decimals as it needs, at most four."""
        for decimals in (2, PRICE_DECIMALS):
            value = rounded(self.exact, decimals)
            if Fraction(value) == self.exact:
                break
        return Money(value, self.currency)

    @property
    def words(self) -> str:
        """The price as it is shown in steps."""
        return money(self.shown, max(2, -int(self.shown.amount.as_tuple().exponent)))


def index_named(terms: Terms, name: str | None) -> Index | None:
    """Return the index of the terms with the name, or None."""
    return next((index for index in terms.prices.indexes if index.name == name), None)


def regulation_days(index: Index | None, part: Period) -> tuple[date, ...]:
    """Return the days inside ``part``, its first day left out, on which the index changes."""
    if index is None:
        return ()
    days = sorted(date.fromisoformat(text) for text in index.values)
    return tuple(day for day in days if part.first < day < part.end)


def split(part: Period, days: tuple[date, ...]) -> tuple[Period, ...]:
    """Return ``part`` cut at each of ``days``."""
    bounds = (part.first, *days, part.end)
    return tuple(Period(first, end, part.zone) for first, end in pairwise(bounds))


def price_on(price: Decimal, terms: Terms, name: str | None, day: date) -> Price:
    """Return the price on ``day``: the regulated share times the index in force over its base."""
    index = index_named(terms, name)
    if index is None:
        return Price(Fraction(price), terms.currency)
    reached = [text for text in index.values if date.fromisoformat(text) <= day]
    if not reached:
        return Price(Fraction(price), terms.currency)
    since = max(reached, key=date.fromisoformat)
    value, share = index.values[since], Fraction(index.share) / 100
    exact = Fraction(price) * (1 - share + share * Fraction(value) / Fraction(index.base))
    formula = f"{money(Money(price, terms.currency))} × {number(value)} / {number(index.base)}"
    if share != 1:
        formula += " " + _("for {share} pct. af prisen").format(share=number(index.share))
    regulated = Price(exact, terms.currency)
    step = Step(
        _("Reguleret efter {index} fra {day}").format(
            index=index.name, day=day_words(date.fromisoformat(since))
        ),
        formula,
        regulated.words,
        index.clause,
    )
    return Price(exact, terms.currency, (step,))
