"""Thresholds of the contract: how far a period reaches each, and which earlier periods history does not tell of.

One home for what lifts a matter to a higher level of cooperation and for what is itself a default. A period that
history lacks counts for nothing, and is asked about wherever it could decide whether the threshold is reached.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from afstemt.core.evidence.history import History
from afstemt.core.measurement.outcome import HELD, JUDGED_VERDICTS, Outcome
from afstemt.core.settlement.settlement import Settlement
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.follow_up import Threshold
from afstemt.core.terms.model.levels import Population, ServiceLevel
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.money import Money
from afstemt.core.units.period import Period


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a period reaches one threshold.

    Attributes:
        threshold: As in the terms.
        count: Points, or periods that count, this one included.
        periods: Those that count, oldest first.
        lacking: Earlier periods since the contract began of which history does not tell, oldest first.
        unbounded: Whether one of those can count for any number, and not for 1 at most.
        level: The service level, or None for the whole contract.
    """

    threshold: Threshold
    count: Decimal
    periods: tuple[Period, ...]
    lacking: tuple[Period, ...] = ()
    unbounded: bool = False
    level: ServiceLevel | None = None

    @property
    def reached(self) -> bool:
        """Whether the threshold is reached by what is known."""
        return self.count >= self.threshold.value

    @property
    def unknown(self) -> bool:
        """Whether the periods that history lacks decide whether it is reached."""
        if self.reached or not self.lacking:
            return False
        most = self.count + len(self.lacking)
        return self.unbounded or (self.count > 0 and most >= self.threshold.value)


def reaches(
    terms: Terms, contract: Contract, history: History, outcomes: Sequence[Outcome], settlement: Settlement
) -> tuple[Reach, ...]:
    """Return how far a period reaches every threshold in ``terms.framework.thresholds``, in the terms' order.

    A threshold counts over its last ``periods`` periods, this one included, and is reached at ``value``:
    points are added; the cap, a level's misses and a level's missed expected level (the minimum met) are counted. The
    cap and a level's misses reach it only in a period that is itself one of them. "Three months running" is 3 in 3. A
    level met with reservation is no miss; its figure is held against the expected level as it is. A provisional figure
    counts for nothing.
    """
    past = _Past(terms, contract, history, settlement)
    found: list[Reach] = []
    for threshold in terms.framework.thresholds:
        match threshold.measure:
            case "points":
                found += past.points(threshold)
            case "cap_reached":
                found += past.caps(threshold)
            case "same_level_missed":
                found += past.levels(threshold, outcomes, _missed, now=True)
            case "expected_level_missed":
                found += past.levels(threshold, outcomes, _short, now=False)
    return tuple(found)


@dataclass(frozen=True)
class _Past:
    """What the periods before one are asked by."""

    terms: Terms
    contract: Contract
    history: History
    settlement: Settlement

    def _earlier(self, now: Period, count: int) -> list[Period]:
        """Return the ``count - 1`` periods before one, oldest first, those before the contract left out."""
        begun = self.contract.versions[0].in_force_from
        return [one for one in now.run(count)[:-1] if one.last >= begun]

    def _reach(
        self,
        threshold: Threshold,
        now: Period,
        told: Iterable[tuple[Period, Decimal | bool | None]],
        start: Decimal | int = 1,
        **more: Any,
    ) -> Reach:
        """Return a threshold's reach of what this and each earlier period counts: None where nobody knows."""
        count, periods, lacking = Decimal(start), list[Period](), list[Period]()
        for period, counts in told:
            if counts is None:
                lacking.append(period)
            elif counts is not False:
                count += int(counts) if counts is True else counts
                periods.append(period)
        held = (*periods, now) if start or more.get("unbounded") else tuple(periods)
        return Reach(threshold, count, held, tuple(lacking), **more)

    def points(self, threshold: Threshold) -> Iterator[Reach]:
        """Yield the points of the last periods together."""
        now = self.settlement.period
        if self.settlement.provisional:
            return
        told = ((one, self._points(one)) for one in self._earlier(now, threshold.periods))
        yield self._reach(threshold, now, told, self.settlement.points, unbounded=True)

    def _points(self, period: Period) -> Decimal | None:
        rows = (self.history.at(name, period.code) for name in ("penalty", "points"))
        return next((row.points for row in rows if row is not None and row.points is not None), None)

    def caps(self, threshold: Threshold) -> Iterator[Reach]:
        """Yield how often the cap was reached, in a period that reaches it."""
        settlement, percent = self.settlement, self.terms.settlement.cap_percent_period
        at_cap = percent is not None and _at_cap(settlement.penalty, settlement.base, percent)
        if settlement.provisional or not (settlement.capped_by or at_cap):
            return
        told = (
            (one, self._capped(one, percent)) for one in self._earlier(settlement.period, threshold.periods)
        )
        yield self._reach(threshold, settlement.period, told)

    def _capped(self, period: Period, percent: Decimal | None) -> bool | None:
        """Return whether an earlier period was at the cap of the period; None where history does not tell."""
        row, fee = (self.history.at(name, period.code) for name in ("penalty", "fee"))
        if row is None or row.amount is None:
            return None
        if row.amount <= 0:
            return False
        if percent is None or fee is None or fee.amount is None:
            return None
        currency = self.settlement.base.currency
        return _at_cap(Money(row.amount, currency), Money(fee.amount, currency), percent)

    def levels(
        self,
        threshold: Threshold,
        outcomes: Sequence[Outcome],
        counts: Callable[[ServiceLevel, Sequence[Outcome], History, str], bool | None],
        *,
        now: bool,
    ) -> Iterator[Reach]:
        """Yield how often each level counts; ``now``: of the levels that do in this period."""
        for level in self.terms.service_levels:
            own = [outcome for outcome in outcomes if outcome.level == level.id]
            if not own or any(one.provisional for one in own):
                continue
            hit = bool(counts(level, own, self.history, ""))
            if now and not hit:
                continue
            period = own[-1].period
            told = (
                (one, counts(level, own, self.history, one.code))
                for one in self._earlier(period, threshold.periods)
            )
            yield self._reach(threshold, period, told, int(hit), level=level)


def _at_cap(penalty: Money, base: Money, percent: Decimal) -> bool:
    """Return whether the penalty is at the cap, to the last øre that rounding down may take."""
    cap = Fraction(base.amount) * Fraction(percent) / 100
    return penalty.amount > 0 and Fraction(penalty.amount) > cap - Fraction(1, 100)


def _missed(level: ServiceLevel, own: Sequence[Outcome], history: History, code: str) -> bool | None:
    """Return whether the level is missed, now (no code) or in an earlier period; None where history does not tell."""
    if not code:
        return any(outcome.state == "missed" for outcome in own)
    row = history.at(level.id, code)
    return None if row is None or not row.state else row.state == "missed"


def _short(level: ServiceLevel, own: Sequence[Outcome], history: History, code: str) -> bool | None:
    """Return whether any population that met its minimum was short of its expected level; None where nobody knows."""
    results = {result.population: result for outcome in own for result in outcome.results}
    found: list[bool | None] = []
    for population in level.populations:
        result = results.get(population.id)
        at_least = result.at_least if result else True
        if population.expected is None:
            continue
        if not code:
            now = [one for outcome in own for one in outcome.results if one.population == population.id]
            found += [
                _between(one.judged if one.judged is not None else one.figure.value, population, one.at_least)
                for one in now
                if one.state in HELD and one.figure is not None
            ]
            continue
        row = history.of_population(level.id, population.id, code, alone=len(level.populations) == 1)
        if row is None or (row.value is None and row.state in ("", *JUDGED_VERDICTS)):
            found.append(None)
        elif row.value is not None and row.state in ("", *HELD):
            found.append(_between(Fraction(row.value), population, at_least))
    return True if True in found else None if None in found else False


def _between(value: Fraction, population: Population, at_least: bool) -> bool:
    """Return whether a figure is short of what is expected, and no worse than the minimum."""
    assert population.expected is not None
    expected = Fraction(population.expected)
    short = value < expected if at_least else value > expected
    if population.target is None:
        return short
    minimum = Fraction(population.target)
    return short and (value >= minimum if at_least else value <= minimum)
