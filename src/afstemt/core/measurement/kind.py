"""What a kind of service level is, and what it is given to measure with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import polars as pl
from pydantic import BaseModel

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History
from afstemt.core.measurement.outcome import Outcome, Result, overall, why
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.figure import Figure, Step
from afstemt.core.units.hours import Calendar
from afstemt.core.units.period import Period


@dataclass(frozen=True)
class Task:
    """One level to measure in one stretch of a period.

    Attributes:
        level: The service level in the terms.
        terms: The version in force in ``part``.
        period: The month (or quarter, for a quarterly level) that is judged.
        part: The stretch of ``period`` under these terms; what is measured.
        evidence: All facts.
        history: Earlier periods' results (repeats, cases carried on).
        calendar: Gives the compiled service hours by the id in the terms (None: round the clock), reaching
            from well before the period to well after it. Cached: the same object for the same id.
        provisional: The quarter is not over: figures so far.
    """

    level: ServiceLevel
    terms: Terms
    period: Period
    part: Period
    evidence: Evidence
    history: History
    calendar: Callable[[str | None], Calendar]
    provisional: bool = False

    def outcome(
        self,
        results: Sequence[Result],
        *,
        rows: pl.DataFrame,
        steps: Sequence[Step],
        excluded: int = 0,
        extra: Sequence[tuple[str, Figure]] = (),
    ) -> Outcome:
        """Return what the results of the populations come to together; arguments as ``Outcome`` has them."""
        return Outcome(
            self.level.id,
            self.period,
            self.part,
            overall(results),
            tuple(results),
            provisional=self.provisional,
            reason=why(results),
            rows=rows,
            steps=tuple(steps),
            excluded=excluded,
            extra=tuple(extra),
        )


@dataclass(frozen=True)
class Kind:
    """A kind of service level: its name in terms, its own parameters, and its measurement.

    Attributes:
        name: In ``[[service_levels]] kind = "..."``.
        title: Danish name (msgid).
        definition: How the figure is defined: one or two Danish sentences (msgid), for readers.
        parameters: Pydantic model of ``parameters`` (subclass of ``core.terms.model.Part``).
        needs: Fields of ServiceLevel that must be named before a figure is made: ``clock``, ``assign_by``,
            ``open_past_limit``, ``priority``, ``missing_data`` and so on; and of its populations, ``target``
            and ``limit``.
        tables: Fact tables it reads.
        measure: The measurement; never raises for data.
        unit: The figure's unit; ``""`` where the parameters decide it.
        carries: Whether few cases can be carried on into the next period; checks and stated figures cannot.
    """

    name: str
    title: str
    definition: str
    parameters: type[BaseModel]
    needs: frozenset[str]
    tables: tuple[str, ...]
    measure: Callable[[Task], Outcome] = field(repr=False)
    unit: str = "percent"
    carries: bool = True

    def unit_of(self, level: ServiceLevel) -> str:
        """Return the unit of a level of this kind: the kind's, else what the level's parameters say."""
        if self.unit:
            return self.unit
        share = getattr(level.parameters, "measure", "") == "share_of_changes"
        return "percent" if share else str(getattr(level.parameters, "unit", "count"))
