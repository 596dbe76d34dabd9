"""What a penalty or bonus rule is, and what it is given."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from pydantic import BaseModel

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.measurement.outcome import Outcome, Result
from afstemt.core.settlement.settlement import SettlementLine
from afstemt.core.terms.model.levels import Penalty, ServiceLevel
from afstemt.core.terms.model.terms import Terms
from afstemt.core.terms.model.vocabulary import RuleTerms
from afstemt.core.units.fault import Fault
from afstemt.core.units.figure import Step
from afstemt.core.units.money import Money, rounded, zero
from afstemt.core.units.wording import _

ZERO = Decimal(0)


class Unsettled(Exception):  # noqa: N818 - a state of the terms or the data, not a fault in the program
    """No amount can be made: a choice is open, or the figure fits nothing in the rule. Carries the fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


@dataclass(frozen=True)
class Breach:
    """A level's outcome with the rule that applies to it.

    Attributes:
        base: The gross remuneration that percentages are taken of, for the whole period.
        share: The part of the base that the outcome's stretch carries: its days out of the days in force; all of it
            where events are counted.
        evidence: All facts, for rules that read what the parties have decided.
        no_base: Why there is no base to take percentages of (an open choice), else None.
        base_steps: How the base came about, where it is not the period's own; to put before what is taken of it.
        counts_events: Whether the rule counts single events; see ``Rule``.
    """

    outcome: Outcome
    level: ServiceLevel
    penalty: Penalty
    terms: Terms
    base: Money
    share: Fraction = Fraction(1)
    evidence: Evidence = field(default_factory=Evidence)
    no_base: Fault | None = None
    counts_events: bool = False
    base_steps: tuple[Step, ...] = ()

    @property
    def parameters(self) -> BaseModel:
        """The rule's own parameters, of the rule's model."""
        return self.penalty.parameters  # type: ignore[no-any-return]

    @property
    def results(self) -> tuple[Result, ...]:
        """The results of the populations that the rule covers, in the outcome's order."""
        chosen = self.penalty.populations
        return tuple(result for result in self.outcome.results if not chosen or result.population in chosen)

    @property
    def share_words(self) -> str:
        """The share as a factor to put after a formula; nothing where the outcome carries the whole base."""
        if self.share == 1:
            return ""
        part = f"{self.share.numerator}/{self.share.denominator}"
        return _(" × {part} af periodens dage").format(part=part)

    def percent_of_base(self, percent: Decimal) -> Money:
        """Return ``percent`` of the outcome's share of the base, rounded once as the settlement says.

        Raises:
            Unsettled: There is no base.
        """
        if self.no_base is not None:
            raise Unsettled(self.no_base)
        terms = self.terms.settlement
        exact = Fraction(self.base.amount) * Fraction(percent) / 100 * self.share
        return Money(rounded(exact, terms.decimals, terms.rounding), self.base.currency)

    def line(
        self,
        population: str,
        *,
        points: Decimal = ZERO,
        amount: Money | None = None,
        kind: Literal["penalty", "bonus"] = "penalty",
        steps: tuple[Step, ...] = (),
    ) -> SettlementLine:
        """Return a line of this rule; without ``amount`` the points become money later, in ``settle``."""
        return SettlementLine(
            kind,
            self.level.id,
            population,
            self.penalty.rule,
            points,
            zero(self.terms.currency) if amount is None else amount,
            self.outcome.part,
            clause=self.clause,
            steps=steps,
        )

    @property
    def clause(self) -> str:
        """The rule's clause, else the level's."""
        return self.penalty.clause or self.level.clause

    def open(self, name: str) -> Unsettled:
        """Return what to raise when the choice ``name`` is needed and the terms leave it open."""
        return Unsettled(
            Fault(
                "open-choice",
                _(
                    "{level}: vilkårene vælger ikke »{field}« i reglen »{rule}«. Der beregnes intet beløb, "
                    "før valget står i vilkårene; afstemt check viser valgmulighederne."
                ).format(level=self.level.id, field=name, rule=self.penalty.rule),
                place=f"service_levels.{self.level.id}.penalties.{self.penalty.rule}.{name}",
            )
        )


@dataclass(frozen=True, kw_only=True)
class Rule(RuleTerms):
    """A rule: what it says of itself, its parameters' model, and the lines it gives (points, or an amount, or both).

    Rules that give points leave ``amount`` zero; points become money once, in ``settle``.
    ``counts_events`` says whether each event (a case, an hour late) costs by itself, by the parameters where they
    decide it: then a stretch of a period carries the whole base, for no event is counted in two stretches.
    A verdict on a figure is given once a stretch, and carries the stretch's days of the base.
    """

    apply: Callable[[Breach], tuple[SettlementLine, ...]] = field(repr=False)
    counts_events: bool | Callable[[Any], bool] = False
