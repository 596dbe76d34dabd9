"""What a penalty or bonus rule is, and what it is given."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from pydantic import BaseModel

from afstemt.core.evidence.history import History
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.settlement.settlement import SettlementLine
from afstemt.core.terms.model import Penalty, ServiceLevel, Terms
from afstemt.core.units.money import Money


@dataclass(frozen=True)
class Breach:
    """A level's outcome with the rule that applies to it.

    ``base`` is the gross remuneration that percentages are taken of, for the outcome's part of the period.
    """

    outcome: Outcome
    level: ServiceLevel
    penalty: Penalty
    terms: Terms
    history: History
    base: Money

    @property
    def parameters(self) -> BaseModel:
        """The rule's own parameters, of the rule's model."""
        return self.penalty.parameters  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Rule:
    """A rule: name in terms, its parameters' model, and the lines it gives (points, or an amount, or both).

    Rules that give points leave ``amount`` zero; points become money once, in ``settle``.
    """

    name: str
    title: str
    parameters: type[BaseModel]
    apply: Callable[[Breach], tuple[SettlementLine, ...]] = field(repr=False)


ZERO = Decimal(0)
