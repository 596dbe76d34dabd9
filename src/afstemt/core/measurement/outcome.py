"""What a measurement found: exact figures, a verdict, and everything needed to check them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Literal, overload

import polars as pl

from afstemt.core.units.figure import Figure, Step
from afstemt.core.units.period import Period

State = Literal["met", "reserved", "missed", "not_judged", "not_measured"]
Basis = Literal["calculated", "stated"]

VERDICTS: tuple[State, ...] = ("missed", "reserved", "met", "not_judged", "not_measured")
"""All of them, in the order in which one beats another where several come together.

``reserved`` is met by what could be used, with rows lost that could turn it.
"""

LATE = ("late", "open_late")
"""States of rows whose cases are past their limit."""

JUDGED = ("in_time", *LATE)
"""States of rows whose cases are judged by their limit."""

HELD: tuple[State, ...] = ("met", "reserved")
"""Verdicts on a level whose target is reached by what could be used."""

JUDGED_VERDICTS: tuple[State, ...] = ("met", "reserved", "missed")
"""Verdicts on a level that was held against its target."""

BREACHING = (*LATE, "down", "failed", "emergency", "caused_incident")
"""States of an outcome's rows that make a level missed."""


@dataclass(frozen=True, slots=True)
class Overrun:
    """One case past its limit: by how much, in the level's own clock.

    Attributes:
        case: Id of the ticket, deliverable or update.
        seconds: Seconds past the limit, for limits in hours; None for limits in days.
        days_commenced: Working days begun past the due time, for limits in working days; else None.
        days_completed: Working days fully passed since the due time; else None.
    """

    case: str
    seconds: int | None = None
    days_commenced: int | None = None
    days_completed: int | None = None


class LateCases(Sequence[Overrun]):
    """The overruns of rows as ``tickets.shown`` has them, by id, each made when it is asked for: most never are."""

    def __init__(self, rows: pl.DataFrame) -> None:
        """Keep the late cases: columns id, over_s, days_commenced, days_completed; any order."""
        self.rows = rows.select("id", "over_s", "days_commenced", "days_completed")

    @cached_property
    def _all(self) -> tuple[Overrun, ...]:
        return tuple(
            Overrun(case, None if commenced is not None else over, commenced, completed)
            for case, over, commenced, completed in self.rows.sort("id").iter_rows()
        )

    def __len__(self) -> int:
        return self.rows.height

    @overload
    def __getitem__(self, number: int) -> Overrun: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[Overrun]: ...

    def __getitem__(self, number: int | slice) -> Overrun | Sequence[Overrun]:
        return self._all[number]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LateCases | tuple) and self._all == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all)

    def __repr__(self) -> str:
        return repr([*self._all])


OWN = frozenset({"outside-calendar"})
"""Why rows could not be used where neither party is to blame."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Rows that could not be used for a level, and what they can do to it at most.

    Attributes:
        table: Fact table that they are of.
        why: Code of what was wrong: the fault's, ``unknown-name``, ``outside-calendar``, ``not-said``,
            ``not-delivered`` ...
        rows: How many.
        cases: Cases that they can be at most; None where the level does not count cases.
        seconds: Time that they can be at most; None where the level does not count time.
        bounded: Whether it can be told what they can do at most.
        places: The first of them: file_no and row_no.
        services: Names of the services of which the table has no row; empty where it is rows that were lost.
    """

    table: str
    why: str
    rows: int
    cases: int | None = None
    seconds: int | None = None
    bounded: bool = True
    places: tuple[tuple[int, int], ...] = ()
    services: tuple[str, ...] = ()

    @property
    def own(self) -> bool:
        """Whether it is what the product itself could not do, which is held against nobody."""
        return self.why in OWN


@dataclass(frozen=True)
class Result:
    """The figure of one population of a level (a level without several has one).

    Attributes:
        population: Id of the population in the terms.
        state: Verdict on this population alone.
        figure: None when not measured.
        target: The figure to reach, in the figure's unit.
        at_least: True when higher is better.
        judged: The value that was judged, after the level's rounding.
        shortfall: How far the judged value is from the target on the wrong side (in the figure's
            unit), zero when met.
        overruns: The cases past their limit, for kinds that judge cases.
        cases: Number of cases judged (the population's size).
        basis: Calculated here or stated by the supplier.
        reason: Why not judged or not measured, in the active language; else ``""``.
        coverage: Measured out of agreed time, for kinds that watch time; else None.
        basis_note: What the supplier says its own figure stands on.
        stated: The supplier's own figure, also when it is the one that is judged.
        at_worst: The figure that rows lost could make it at most; None where none were, or it cannot be told.
    """

    population: str
    state: State
    figure: Figure | None
    target: Fraction | None
    at_least: bool = True
    judged: Fraction | None = None
    shortfall: Fraction = Fraction(0)
    overruns: Sequence[Overrun] = ()
    cases: int = 0
    basis: Basis = "calculated"
    basis_note: str = ""
    reason: str = ""
    coverage: Figure | None = None
    stated: Figure | None = None
    at_worst: Figure | None = None


@dataclass(frozen=True)
class Outcome:
    """What one service level came to in one stretch of a period under one version of the terms.

    Attributes:
        level: Id of the service level.
        period: The period that the level is judged over (a month or a quarter).
        part: The stretch of it under these terms; equal to ``period`` unless the terms changed underway.
        state: ``missed`` when any population is; else ``reserved``, else ``met`` when any is; else not_judged,
            not_measured.
        provisional: True for a quarter's level before its last month.
        rows: What the figure is made of. At least: table (String), id (String), population (String),
            file_no, row_no, state (String: in_time, late, open_late, open, down, ok, failed, emergency ...),
            held_out (String reason or null), and per kind start_s, due_s, end_s, elapsed_s, limit_s ...
        steps: The derivation, to be read by the parties.
        excluded: Number of rows held out by decision or by the terms, already inside ``rows``.
        extra: Further figures that the report shows beside the verdict (raw before adjustment, median ...),
            label in the active language to figure.
        losses: What could not be used for it, with its effect at most.
        at_worst: Its results if all that was lost counts against it, in the order of ``results``; None where nothing
            was lost, or that cannot be told.
    """

    level: str
    period: Period
    part: Period
    state: State
    results: tuple[Result, ...]
    provisional: bool = False
    reason: str = ""
    rows: pl.DataFrame = field(default_factory=pl.DataFrame)
    steps: tuple[Step, ...] = ()
    excluded: int = 0
    extra: tuple[tuple[str, Figure], ...] = ()
    losses: tuple[Loss, ...] = ()
    at_worst: tuple[Result, ...] | None = None

    @property
    def turnable(self) -> bool:
        """Whether what was lost could make it missed: it is reserved, or has a population that is left open."""
        return self.state != "missed" and any(self.turns(result) for result in self.results)

    def turns(self, result: Result) -> bool:
        """Return whether what was lost could make this population missed, where it is not."""
        if not self.losses:
            return False
        worst = self.at_worst or (None,) * len(self.results)
        return turned(result, worst[self.results.index(result)])

    @property
    def counted(self) -> pl.LazyFrame:
        """The rows that count: none that is held out."""
        rows = self.rows.lazy()
        return rows.filter(pl.col("held_out").is_null()) if "held_out" in self.rows.columns else rows

    def result(self, population: str) -> Result:
        """Return the result of one population."""
        return next(result for result in self.results if result.population == population)


def turned(result: Result, worst: Result | None) -> bool:
    """Return whether what was lost could make a population missed that is not; what is untold (None) can."""
    return result.state != "missed" and (worst is None or worst.state == "missed")


def why(results: Sequence[Result]) -> str:
    """Return why the level's state is what it is: the first reason among its populations in that state, or ``""``.

    What one population lacks is no reason for a verdict that rests on another.
    """
    state = overall(results)
    return next((result.reason for result in results if result.state == state and result.reason), "")


def overall(results: Sequence[Result]) -> State:
    """Return a level's state from its populations'; not measured where there are none."""
    return worst(result.state for result in results)


def worst(states: Iterable[State]) -> State:
    """Return the state that beats the others; not measured where there are none."""
    return min(states, key=VERDICTS.index, default="not_measured")
