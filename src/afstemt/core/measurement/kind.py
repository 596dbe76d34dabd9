"""What a kind of service level is, and what it is given to measure with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History
from afstemt.core.evidence.said import TOPICS, NoneSaid, Topic
from afstemt.core.measurement.outcome import Loss, Outcome, Result, overall, why
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.terms import Terms
from afstemt.core.terms.model.vocabulary import KindTerms, answer
from afstemt.core.units.figure import Figure, Step
from afstemt.core.units.hours import Calendar
from afstemt.core.units.period import Period

UNREAD = "unread"
"""The column of ``Task.lost`` that lists which cells of a row could not be used."""


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
        lost: By table, rows that the level cannot use, which are not in ``evidence``: as ``Evidence.lost`` has them,
            and those of which a cell that the level uses is unusable (null here). ``unread`` lists a row's columns
            that could not be used; null where any that is null may be one.
        none_said: Of what, and of which months, it has been said that there were none.
        begun: The UTC seconds in which the time of a case begins that ``level`` judges, half-open; None without end.
        earlier: The same part under each earlier version that judges cases which began under it (``case_terms``).
        read: What one measurement has read of a table too long to be read twice, for what lost rows can do to it.
    """

    level: ServiceLevel
    terms: Terms
    period: Period
    part: Period
    evidence: Evidence
    history: History
    calendar: Callable[[str | None], Calendar]
    provisional: bool = False
    lost: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    none_said: NoneSaid = frozenset()
    begun: tuple[int | None, int | None] = (None, None)
    earlier: tuple["Task", ...] = ()
    read: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

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
class AtWorst:
    """What the rows that a level lost can do to it at most.

    Attributes:
        losses: The rows, by table and by what was wrong with them.
        results: The level's results if all of them count against it, in the order of its populations; None where that
            cannot be told.
    """

    losses: tuple[Loss, ...] = ()
    results: tuple[Result, ...] | None = None


PLACES = 5
"""Rows that a loss names, the first of them."""


def untold(task: Task, _outcome: Outcome | None = None) -> AtWorst:
    """Return every row lost of the level's tables, as one whose effect cannot be told."""
    losses = (
        Loss(table, why, rows, bounded=False, places=tuple(zip(files, numbers, strict=True)))
        for table, frame in task.lost.items()
        for why, rows, files, numbers in frame.group_by("why", maintain_order=True)
        .agg(pl.len(), pl.col("file_no").head(PLACES), pl.col("row_no").head(PLACES))
        .iter_rows()
    )
    return AtWorst(tuple(losses))


@dataclass(frozen=True, kw_only=True)
class Kind(KindTerms):
    """A kind of service level: what it says of itself, its own parameters, and its measurement.

    Attributes:
        measured_on: Fact tables that it cannot be measured without, not those that only refine it; by the parameters
            where they decide it, none while they leave it open.
        measure: The measurement; never raises for data.
        columns: Of each table, the columns (as in frames) that the level's figure stands on: a row without one of them
            is lost for it. By the level where it decides it.
        at_worst: What the rows lost can do to an outcome at most.
        told: Of each table, the columns (as in frames) of which silence would make the level's figure better: a row
            of a file that does not have such a column is lost for it. By the level where it decides it.
        unmatched: Of each table, the cells (as ``Evidence.unusable``) that name what nobody delivered and that decide
            whether a row is a case: the row is lost for the level.
        silence: Of which topics (``evidence.said``) silence would be the level's best figure, so that a month without
            any must be said to have none; by the parameters where they decide it.
        lower_is_better: Whether the figure must not pass its target; by the parameters where they decide it.
        watches_availability: Whether a miss is a miss of availability.
        watches_resolution: Whether it is about resolving or fulfilling cases, not about reacting to them.
    """

    measured_on: tuple[str, ...] | Callable[[Any], tuple[str, ...]]
    measure: Callable[[Task], Outcome] = field(repr=False)
    columns: Mapping[str, tuple[str, ...]] | Callable[[ServiceLevel], Mapping[str, tuple[str, ...]]] = field(
        default_factory=dict
    )
    told: Mapping[str, tuple[str, ...]] | Callable[[ServiceLevel], Mapping[str, tuple[str, ...]]] = field(
        default_factory=dict
    )
    unmatched: Callable[[Task], Mapping[str, pl.DataFrame]] = field(default=lambda _task: {}, repr=False)
    at_worst: Callable[[Task, Outcome], AtWorst] = field(default=untold, repr=False)
    silence: tuple[str, ...] | Callable[[Any], tuple[str, ...]] = ()
    lower_is_better: bool | Callable[[Any], bool] = False
    watches_availability: bool = False
    watches_resolution: bool = False

    @property
    def only_stated(self) -> bool:
        """Whether the figure is never calculated here, only stated by the supplier."""
        return self.measured_on == ("stated_values",)

    def tables_of(self, level: ServiceLevel) -> tuple[str, ...]:
        """Return the fact tables that the level cannot be measured without; none while its terms leave that open."""
        return answer(self.measured_on, self._own(level.parameters))

    def columns_of(self, level: ServiceLevel) -> Mapping[str, tuple[str, ...]]:
        """Return, of each table, the columns in frames that the level's figure stands on."""
        return answer(self.columns, level)

    def must_be_told(self, level: ServiceLevel) -> Mapping[str, tuple[str, ...]]:
        """Return, of each table, the columns in frames that a file must have for its rows to count."""
        return answer(self.told, level)

    def must_be_said(self, level: ServiceLevel) -> tuple[Topic, ...]:
        """Return what the level cannot take silence about; nothing where what is not measured is down."""
        if "missing_data" in self.needs and level.missing_data == "down":
            return ()
        return tuple(TOPICS[name] for name in answer(self.silence, self._own(level.parameters)))

    def holds_lower_better(self, level: ServiceLevel) -> bool:
        """Return whether the level's figure must not pass its target."""
        return answer(self.lower_is_better, self._own(level.parameters))
