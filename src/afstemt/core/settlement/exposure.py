"""What rows that were lost could cost at most: the period settled again with each level as it would be at worst."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from afstemt.core.measurement.outcome import Outcome, overall
from afstemt.core.settlement.breaches import typed_penalty
from afstemt.core.settlement.registry import BY_NAME
from afstemt.core.settlement.settlement import Settlement
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.vocabulary import answer
from afstemt.core.units.money import Money, zero


@dataclass(frozen=True, slots=True)
class Exposure:
    """What a level's losses could add to its penalty at most, before the period's caps.

    Attributes:
        level: The level's id.
        points, amount: Beside what is calculated; None where it cannot be told.
    """

    level: str
    points: Decimal | None
    amount: Money | None


@dataclass(frozen=True, slots=True)
class Exposures:
    """The levels that something was lost for and that a penalty is agreed for, in the terms' order.

    Attributes:
        penalty: The period's penalty after caps if all of it counts against the levels; None where nothing was lost,
            or a level's cannot be told.
    """

    levels: tuple[Exposure, ...] = ()
    penalty: Money | None = None

    def of(self, level: str) -> Exposure | None:
        """Return the level's; None where nothing was lost for it, or no penalty is agreed."""
        return next((one for one in self.levels if one.level == level), None)


def exposures(
    contract: Contract,
    outcomes: Sequence[Outcome],
    settlement: Settlement,
    settled: Callable[[tuple[Outcome, ...]], Settlement],
) -> Exposures:
    """Return what the losses could cost at most.

    A rule that counts cases or time past a limit cannot be told: how late a row is that could not be read is not known.

    Args:
        settlement: The period's own.
        settled: Settles the period with other outcomes.
    """
    lost = [outcome for outcome in outcomes if outcome.losses and not outcome.provisional]
    penalised = dict.fromkeys(one.level for one in lost if _rules(contract, one))
    if not penalised:
        return Exposures()
    worst = settled(tuple(_at_worst(outcome) for outcome in outcomes))
    found = []
    for level in penalised:
        own = [outcome for outcome in lost if outcome.level == level]
        told = worst.stop is None and all(
            one.at_worst is not None and not _counts_events(contract, one) for one in own
        )
        points, amount = _more(level, settlement, worst)
        found.append(Exposure(level, points, amount) if told else Exposure(level, None, None))
    whole = all(one.amount is not None for one in found)
    return Exposures(tuple(found), worst.penalty if whole else None)


def _at_worst(outcome: Outcome) -> Outcome:
    if outcome.at_worst is None or outcome.provisional:
        return outcome
    return replace(outcome, state=overall(outcome.at_worst), results=outcome.at_worst)


def _rules(contract: Contract, outcome: Outcome) -> bool:
    found = contract.ruling_level(outcome.level, outcome.part)
    if found is None:
        return False
    terms, level = found
    return bool(level.penalties or terms.settlement.penalties)


def _counts_events(contract: Contract, outcome: Outcome) -> bool:
    found = contract.ruling_level(outcome.level, outcome.part)
    assert found is not None
    terms, level = found
    return any(
        answer(BY_NAME[one.rule].counts_events, typed_penalty(one).parameters)
        for one in (*level.penalties, *terms.settlement.penalties)
    )


def _more(level: str, settlement: Settlement, worst: Settlement) -> tuple[Decimal, Money]:
    """Return the points and the amount that the level has more of at worst; never less than nothing."""
    points = _points(level, worst) - _points(level, settlement)
    amount = _amount(level, worst) - _amount(level, settlement)
    nothing = zero(settlement.penalty.currency)
    return max(points, Decimal(0)), amount if amount.amount > 0 else nothing


def _points(level: str, settlement: Settlement) -> Decimal:
    return sum((one.points for one in settlement.lines if one.level == level and one.is_penalty), Decimal(0))


def _amount(level: str, settlement: Settlement) -> Money:
    total = zero(settlement.penalty.currency)
    for line in settlement.lines:
        if line.level == level and line.is_penalty:
            total += line.amount
    return total
