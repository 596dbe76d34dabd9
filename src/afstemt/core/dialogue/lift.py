"""What lifts a matter to a higher level of cooperation, by the thresholds of the contract."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from afstemt.core.evidence.history import History
from afstemt.core.measurement.outcome import HELD, Outcome
from afstemt.core.settlement.settlement import Settlement
from afstemt.core.terms.model.follow_up import Threshold
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units import formats
from afstemt.core.units.money import Money
from afstemt.core.units.period import parse_period
from afstemt.core.units.wording import _


@dataclass(frozen=True, slots=True)
class Lift:
    """One threshold reached.

    Attributes:
        measure: Which threshold, as in the terms.
        subject: The level's id, or ``""`` for the whole contract.
        level: What it is lifted to.
        title: The threshold's title in the terms, or its measure in words.
        reason: Why, in the active language, with the figures.
        clause: The contract's clause.
        periods: Codes of the periods it rests on, oldest first.
    """

    measure: str
    subject: str
    level: Literal["monthly", "contractual"]
    title: str
    reason: str
    clause: str
    periods: tuple[str, ...]


def lifted(
    terms: Terms, history: History, outcomes: tuple[Outcome, ...], settlement: Settlement
) -> tuple[Lift, ...]:
    """Return every threshold in ``terms.framework.thresholds`` that the period reaches, in the terms' order.

    A threshold counts over its last ``periods`` periods, this one included, and is reached at ``value``:
    points are added; the cap, a level's misses and a level's missed expected level (the minimum met) are
    counted. "Three months running" is 3 in 3. A level met with reservation is no miss; its figure is held against the
    expected level as it is. A provisional figure, or a period that history does not hold,
    counts for nothing.
    """
    found: list[Lift] = []
    for threshold in terms.framework.thresholds:
        match threshold.measure:
            case "points":
                found.extend(_points(threshold, history, settlement))
            case "cap_reached":
                found.extend(_cap(threshold, terms, history, settlement))
            case "same_level_missed" | "expected_level_missed":
                for level in terms.service_levels:
                    own = tuple(outcome for outcome in outcomes if outcome.level == level.id)
                    found.extend(_level(threshold, level, history, own))
    return tuple(found)


def _points(threshold: Threshold, history: History, settlement: Settlement) -> Iterator[Lift]:
    if settlement.provisional:
        return
    total = settlement.points
    held = [settlement.period.code]
    for period in reversed(settlement.period.run(threshold.periods)[:-1]):
        row = history.at("penalty", period.code)
        if row is None or row.points is None:
            row = history.at("points", period.code)
        if row is not None and row.points is not None:
            total += row.points
            held.append(period.code)
    if total >= threshold.value:
        reason = _("{points} point på {periods}; grænsen er {limit}.").format(
            points=_plain(total), periods=_periods(threshold.periods), limit=_plain(threshold.value)
        )
        yield _lift(threshold, "", reason, held)


def _cap(threshold: Threshold, terms: Terms, history: History, settlement: Settlement) -> Iterator[Lift]:
    if settlement.provisional:
        return
    percent = terms.settlement.cap_percent_period
    held = []
    earlier = {past.period: past for past in settlement.earlier}
    for period in settlement.period.run(threshold.periods)[:-1]:
        past = earlier.get(period.code)
        if past and past.base and percent is not None and _at_cap(past.amount, past.base, percent):
            held.append(period.code)
        elif past is None and (row := history.at("penalty", period.code)) and row.amount:
            fee = history.at("fee", period.code)
            if fee and fee.amount and percent is not None:
                currency = settlement.base.currency
                if _at_cap(Money(row.amount, currency), Money(fee.amount, currency), percent):
                    held.append(period.code)
    reached = settlement.capped_by != "" or (
        percent is not None and _at_cap(settlement.penalty, settlement.base, percent)
    )
    if not reached:
        return
    held.append(settlement.period.code)
    if len(held) >= threshold.value:
        reason = (
            _("Loftet for bod er nået: {amount}.").format(amount=formats.money(settlement.penalty))
            if len(held) == 1
            else _("Loftet for bod er nået {times} gange på {periods}, senest med {amount}.").format(
                times=len(held), periods=_periods(threshold.periods), amount=formats.money(settlement.penalty)
            )
        )
        yield _lift(threshold, "", reason, reversed(held))


def _at_cap(penalty: Money, base: Money, percent: Decimal) -> bool:
    """Return whether the penalty is at the cap, to the last øre that rounding down may take."""
    cap = Fraction(base.amount) * Fraction(percent) / 100
    return penalty.amount > 0 and Fraction(penalty.amount) > cap - Fraction(1, 100)


def _level(
    threshold: Threshold, level: ServiceLevel, history: History, outcomes: tuple[Outcome, ...]
) -> Iterator[Lift]:
    if not outcomes or any(outcome.provisional for outcome in outcomes):
        return
    now = outcomes[-1].period
    expected = threshold.measure == "expected_level_missed"
    hit = _expected_missed_now(level, outcomes) if expected else _missed(outcomes)
    if not hit:
        return
    held = [now.code]
    for period in reversed(now.run(threshold.periods)[:-1]):
        row = history.at(level.id, period.code)
        if row is None:
            continue
        hit = _below_expected(level, history, period.code, outcomes) if expected else row.state == "missed"
        if hit:
            held.append(period.code)
    if len(held) < threshold.value:
        return
    if expected:
        text = _("{level}: det forventede niveau er ikke nået {times} gange på {periods}.")
    elif threshold.value == threshold.periods > 1:
        text = _("{level} er ikke opfyldt {times} perioder i træk.")
    else:
        text = _("{level} er ikke opfyldt {times} gange på {periods}.")
    reason = text.format(
        level=f"{level.id} {level.title}", times=len(held), periods=_periods(threshold.periods)
    )
    yield _lift(threshold, level.id, reason, held)


def _missed(outcomes: tuple[Outcome, ...]) -> bool:
    return any(outcome.state == "missed" for outcome in outcomes)


def _expected_missed_now(level: ServiceLevel, outcomes: tuple[Outcome, ...]) -> bool:
    """Return whether a population that met its minimum did not reach its expected level."""
    expected = {population.id: population.expected for population in level.populations}
    for outcome in outcomes:
        for result in outcome.results:
            wanted = expected.get(result.population)
            if wanted is None or result.state not in HELD or result.figure is None:
                continue
            judged = result.judged if result.judged is not None else result.figure.value
            if judged < wanted if result.at_least else judged > wanted:
                return True
    return False


def _below_expected(level: ServiceLevel, history: History, code: str, outcomes: tuple[Outcome, ...]) -> bool:
    """Return whether a population that met its minimum in an earlier period was short of its expected level."""
    alone = len(level.populations) == 1
    higher = {result.population: result.at_least for outcome in outcomes for result in outcome.results}
    for population in level.populations:
        row = history.of_population(level.id, population.id, code, alone=alone)
        if population.expected is None or row is None or row.value is None or row.state not in HELD:
            continue
        at_least = higher.get(population.id, True)
        if row.value < population.expected if at_least else row.value > population.expected:
            return True
    return False


def _lift(threshold: Threshold, subject: str, reason: str, held: "Iterator[str] | list[str]") -> Lift:
    codes = sorted(held, key=lambda code: parse_period(code).first)
    return Lift(
        threshold.measure,
        subject,
        threshold.level,
        threshold.title or _measure(threshold.measure),
        reason,
        threshold.clause,
        tuple(codes),
    )


def _measure(measure: str) -> str:
    match measure:
        case "points":
            return _("Antal point")
        case "cap_reached":
            return _("Loftet for bod er nået")
        case "same_level_missed":
            return _("Samme servicemål er ikke opfyldt gentagne gange")
        case _:
            return _("Det forventede niveau er ikke nået gentagne gange")


def _periods(count: int) -> str:
    return _("én periode") if count == 1 else _("{count} perioder").format(count=count)


def _plain(value: Decimal) -> str:
    return formats.number(value.normalize() if value % 1 else int(value))
