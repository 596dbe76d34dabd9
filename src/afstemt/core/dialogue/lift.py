"""What lifts a matter to a higher level of cooperation, by the thresholds of the contract."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from afstemt.core.settlement.settlement import Settlement
from afstemt.core.settlement.threshold_findings import measure_word
from afstemt.core.settlement.thresholds import Reach
from afstemt.core.units import formats
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


def lifted(reaches: Iterable[Reach], settlement: Settlement) -> tuple[Lift, ...]:
    """Return every threshold that a period reaches, of how far it reaches each, in their order."""
    return tuple(_lift(one, settlement) for one in reaches if one.reached)


def _lift(reach: Reach, settlement: Settlement) -> Lift:
    threshold, level = reach.threshold, reach.level
    return Lift(
        threshold.measure,
        level.id if level else "",
        threshold.level,
        threshold.title or measure_word(threshold.measure),
        _reason(reach, settlement),
        threshold.clause,
        tuple(period.code for period in reach.periods),
    )


def _reason(reach: Reach, settlement: Settlement) -> str:
    threshold, times = reach.threshold, int(reach.count)
    periods = _periods(threshold.periods)
    if threshold.measure == "points":
        text = _("{points} point på {periods}; grænsen er {limit}.")
        return text.format(points=_plain(reach.count), periods=periods, limit=_plain(threshold.value))
    if threshold.measure == "cap_reached":
        amount = formats.money(settlement.penalty)
        if times == 1:
            return _("Loftet for bod er nået: {amount}.").format(amount=amount)
        text = _("Loftet for bod er nået {times} gange på {periods}, senest med {amount}.")
        return text.format(times=times, periods=periods, amount=amount)
    if threshold.measure == "expected_level_missed":
        text = _("{level}: det forventede niveau er ikke nået {times} gange på {periods}.")
    elif threshold.value == threshold.periods > 1:
        text = _("{level} er ikke opfyldt {times} perioder i træk.")
    else:
        text = _("{level} er ikke opfyldt {times} gange på {periods}.")
    assert reach.level is not None
    return text.format(level=f"{reach.level.id} {reach.level.title}", times=times, periods=periods)


def _periods(count: int) -> str:
    return _("én periode") if count == 1 else _("{count} perioder").format(count=count)


def _plain(value: Decimal) -> str:
    return formats.number(value.normalize() if value % 1 else int(value))
