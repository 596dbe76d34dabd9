"""Penalty and bonus of a period: the types. ``settle`` makes them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from afstemt.core.units.fault import Fault
from afstemt.core.units.figure import Step
from afstemt.core.units.money import Money
from afstemt.core.units.period import Period

ClaimState = Literal[
    "calculated",
    "provisional",
    "claimed",
    "acknowledged",
    "disputed",
    "set_off",
    "lapsed",
    "waived",
    "earned_back",
]


@dataclass(frozen=True, slots=True)
class SettlementLine:
    """One penalty or bonus: its points and amount with every step.

    Amounts of penalties are positive and reduce the payment; a bonus is positive with ``kind`` bonus.
    ``part`` is the stretch of the period it belongs to. ``cause`` groups lines hit by one cause. ``of`` is the earlier
    period that a correction is of; of an earn-back, the month whose penalty it returns.
    """

    kind: Literal["penalty", "bonus", "correction"]
    level: str
    population: str
    rule: str
    points: Decimal
    amount: Money
    part: Period
    clause: str = ""
    cause: str = ""
    steps: tuple[Step, ...] = ()
    counts: bool = True
    """False when shown but not part of the sum (a lower one of several with one cause, running-in)."""
    of: Period | None = None

    @property
    def is_penalty(self) -> bool:
        """Whether it is a penalty that counts."""
        return self.kind == "penalty" and self.counts


@dataclass(frozen=True)
class PastAmount:
    """An earlier period's total from history."""

    period: str
    points: Decimal
    amount: Money
    base: Money | None
    state: str


@dataclass(frozen=True)
class Settlement:
    """The period's penalty and bonus.

    ``uncapped`` is the sum of the penalty lines that count. ``penalty`` is that after caps: the period's own, which is
    claimed. ``corrections`` is the sum of the correction lines, which belong to earlier periods: no cap touches them,
    and they are no claim. ``bonus`` is the sum of the bonus lines that count. ``base`` is what percentages and caps
    were taken of; zero when no base could be found.
    """

    period: Period
    lines: tuple[SettlementLine, ...]
    points: Decimal
    base: Money
    uncapped: Money
    penalty: Money
    corrections: Money
    bonus: Money
    state: ClaimState
    capped_by: Literal["", "period", "rolling_year"] = ""
    steps: tuple[Step, ...] = ()
    earlier: tuple[PastAmount, ...] = ()
    notices: tuple[Fault, ...] = ()
    provisional: bool = False

    @property
    def shown_state(self) -> ClaimState:
        """Where the claim stands as it is shown: provisional while any figure under it is."""
        return "provisional" if self.provisional else self.state

    @property
    def stop(self) -> Fault | None:
        """Why the penalty could not be calculated in full; None where it could."""
        return next((notice for notice in self.notices if notice.severity == "stop"), None)

    @property
    def deducted(self) -> Money:
        """Penalty with corrections: what reduces the payment. Below zero when more is given back than is due."""
        return self.penalty + self.corrections

    @property
    def bonus_corrections(self) -> Money:
        """The part of ``corrections`` that is of bonus: below zero when a bonus is raised."""
        total = Money(Decimal(0), self.corrections.currency)
        for line in self.lines:
            if line.rule == "correction_bonus":
                total += line.amount
        return total
