"""A settlement line on its way: the line, the breach it came of, and which rule gave it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from afstemt.core.settlement.rule import Breach
from afstemt.core.settlement.settlement import SettlementLine
from afstemt.core.units.figure import Step
from afstemt.core.units.money import Money


@dataclass(frozen=True)
class Item:
    """A line with its breach. ``rule_no`` tells two rules on the same level apart."""

    line: SettlementLine
    breach: Breach
    rule_no: int

    @property
    def is_penalty(self) -> bool:
        """Whether it is a penalty that counts."""
        return self.line.is_penalty

    def with_points(self, points: Decimal, step: Step) -> "Item":
        """Return the item with other points, and the step that says why."""
        return replace(self, line=replace(self.line, points=points, steps=(*self.line.steps, step)))

    def with_amount(self, amount: Money, *steps: Step) -> "Item":
        """Return the item with an amount, and the steps that say how."""
        return replace(self, line=replace(self.line, amount=amount, steps=(*self.line.steps, *steps)))

    def without_effect(self, step: Step) -> "Item":
        """Return the item as shown but not counted, and the step that says why."""
        return replace(self, line=replace(self.line, counts=False, steps=(*self.line.steps, step)))


def counting_points(items: Sequence[Item]) -> Decimal:
    """Return the sum of the points of the penalties that count."""
    return sum((item.line.points for item in items if item.is_penalty), Decimal(0))
