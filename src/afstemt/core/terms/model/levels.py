"""Service levels: what is measured, over which cases, held against what, and what a miss costs."""

from typing import Any, Literal

from pydantic import Field

from afstemt.core.terms.model.numbers import Decimals, Number, Whole
from afstemt.core.terms.model.part import Clause, Part
from afstemt.core.units.money import RoundingMode


class Limit(Part):
    """A time limit: exactly one of minutes, hours, working_days. Working days end at closing time."""

    minutes: Whole | None = Field(default=None, gt=0)
    hours: Number | None = Field(default=None, gt=0)
    working_days: Whole | None = Field(default=None, gt=0)


class Population(Clause):
    """One population of a level: which cases, which limit, which target.

    Attributes:
        id: For example ``"kategori 1-2"``.
        priorities: Priorities (incidents), severities (updates) or kinds (deliverables) that belong; empty for all.
        limit: Time limit, for kinds that have one.
        target: The figure to reach, in percent, seconds, count ... as the kind says; None for every case.
        expected: The expected level where the contract has both a minimum (``target``) and an expected one.
    """

    id: str = ""
    title: str = ""
    priorities: tuple[str, ...] = ()
    limit: Limit | None = None
    target: Number | None = None
    expected: Number | None = None


Clock = Literal["business_hours", "start_deferred", "elapsed"]


class Penalty(Clause):
    """One penalty or bonus rule on a level, or on the contract (``[[settlement.penalties]]``).

    ``rule`` is a name in the registry of rules; ``parameters`` are validated by the rule's model.
    ``populations`` limits it to some of the level's populations; empty for all.
    """

    rule: str
    populations: tuple[str, ...] = ()
    parameters: Any = Field(default_factory=dict)
    cap_points: Number | None = None
    cap_percent: Number | None = None


DECIMALS = 2
"""Decimals of a figure that is shown where the terms do not say how many."""


class ServiceLevel(Clause):
    """A service level (servicemål, KPI).

    Attributes:
        id: As the contract calls it, for example ``"KPI 1"``.
        kind: Name in the registry of kinds.
        parameters: The kind's own settings, validated by the kind's model.
        systems, services: What it covers; empty for the whole contract.
        period: What it is judged over.
        calendar: Id of the service hours it is measured in; None is round the clock.
        clock: How limits run; None leaves it open. Only for kinds with limits.
        populations: At least one.
        decimals: Decimals of the figure when shown; and when judged, if ``judge`` is rounded. None: open.
        judge: Whether the rounded or the exact value is judged; None: open.
        rounding: How the figure is rounded.
        missing_data: What a stretch without measurement counts as; None: open. Only for kinds over time.
        assign_by: Which time puts a case in a period; None: open. Only for kinds over cases.
        open_past_limit: What a case still open past its limit is; None: open.
        priority: Which priority counts when it was changed underway; None: open.
        minimum_cases: Population below this is handled by ``few_cases``; 0 for none.
        few_cases: Not judged, judged all the same, or carried on into the next period.
        penalties: What a miss (or bonus: an over-fulfilment) costs.
    """

    id: str
    title: str
    kind: str
    parameters: Any = Field(default_factory=dict)
    systems: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    period: Literal["month", "quarter"] = "month"
    calendar: str | None = None
    clock: Clock | None = None
    populations: tuple[Population, ...] = Field(min_length=1)
    decimals: Decimals | None = None
    judge: Literal["rounded", "exact"] | None = None
    rounding: RoundingMode = "half_up"
    missing_data: Literal["up", "down", "left_out"] | None = None
    assign_by: Literal["resolved", "opened", "due"] | None = None
    open_past_limit: Literal["missed_now", "missed_when_resolved", "left_out"] | None = None
    priority: Literal["first", "last", "authority"] | None = None
    minimum_cases: Whole = Field(default=0, ge=0)
    few_cases: Literal["not_judged", "judged", "carried_on"] | None = None
    penalties: tuple[Penalty, ...] = ()

    @property
    def shown_decimals(self) -> int:
        """Decimals of the figure when shown."""
        return DECIMALS if self.decimals is None else self.decimals
