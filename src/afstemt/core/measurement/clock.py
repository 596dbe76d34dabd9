"""The level's own clock: how time is counted for its cases, and back from a count to an instant.

In the clock's count, a limit is an addition and a pause a difference, whatever the clock is. Limits in
working days are counted in open time: their due time is the closing of the n-th working day.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from afstemt.core.terms.model.levels import Clock
from afstemt.core.units.elapsed import (
    day_position,
    due_working_days,
    in_days,
    next_open_at,
    open_before,
    open_before_at,
    reached,
)
from afstemt.core.units.hours import Calendar

DAYS = "limit_days"
"""Column of a case's limit in working days; null for a limit in seconds."""


@dataclass(frozen=True)
class LevelClock:
    """How a level counts time.

    Attributes:
        clock: ``business_hours``: only open time; ``start_deferred``: from the next opening, then round
            the clock; ``elapsed``: round the clock.
        calendar: The level's hours.
        any_days: Some of the level's limits are in working days.
        all_days: All of them are.
    """

    clock: Clock
    calendar: Calendar
    any_days: bool = False
    all_days: bool = False

    @property
    def _open_only(self) -> bool:
        return self.clock == "business_hours" or self.all_days

    @property
    def same_for_all(self) -> bool:
        """Whether every case of the level has the same count at the same instant."""
        return self._open_only or not self.any_days

    def _choose(self, opened: pl.Expr, plain: pl.Expr) -> pl.Expr:
        if self._open_only:
            return opened
        if not self.any_days:
            return plain
        return pl.when(pl.col(DAYS).is_not_null()).then(opened).otherwise(plain)

    def begin(self, instant: pl.Expr) -> pl.Expr:
        """Return when time begins to run for a case that came in at ``instant``."""
        if self.clock == "start_deferred" or self.all_days:
            return next_open_at(instant, self.calendar)
        if self.any_days:
            deferred = next_open_at(instant, self.calendar)
            return pl.when(pl.col(DAYS).is_not_null()).then(deferred).otherwise(instant)
        return instant

    def count(self, instant: pl.Expr) -> pl.Expr:
        """Return the clock's count at an instant (Int64 seconds); null outside the calendar."""
        return self._choose(open_before(instant, self.calendar), instant)

    def known(self, instant: pl.Expr) -> pl.Expr:
        """Return whether the clock has a count at an instant; it has none outside the calendar."""
        return self._choose(in_days(instant, self.calendar), instant.is_not_null())

    def counted(self, rows: pl.LazyFrame, counts: Mapping[str, pl.Expr]) -> pl.LazyFrame:
        """Return the rows with each name's instant as ``count``; each day is looked up once."""
        if not self._open_only and not self.any_days:
            return rows.with_columns(instant.alias(name) for name, instant in counts.items())
        days = {name: f"_day_{name}" for name in counts}
        return (
            rows.with_columns(
                day_position(instant, self.calendar).alias(days[name]) for name, instant in counts.items()
            )
            .with_columns(
                self._choose(open_before(instant, self.calendar, days[name]), instant).alias(name)
                for name, instant in counts.items()
            )
            .drop(days.values())
        )

    def count_at(self, second: int) -> pl.Expr:
        """Return the clock's count at one instant, the same for every case."""
        opened = pl.lit(open_before_at(second, self.calendar), dtype=pl.Int64)
        return self._choose(opened, pl.lit(second, dtype=pl.Int64))

    def instant(self, count: pl.Expr) -> pl.Expr:
        """Return the earliest instant at which the clock shows ``count``."""
        return self._choose(reached(count, self.calendar), count)

    def last_instant(self, count: pl.Expr) -> pl.Expr:
        """Return the last instant at which the clock shows ``count``: the next opening, of a count at closing."""
        return self._choose(reached(count + 1, self.calendar) - 1, count)

    def choose_limit(self, days: pl.Expr, seconds: pl.Expr) -> pl.Expr:
        """Return one expression for cases with limits in working days, another for those with limits in seconds."""
        if self.all_days:
            return days
        return pl.when(pl.col(DAYS).is_not_null()).then(days).otherwise(seconds) if self.any_days else seconds

    def limit(self, begin: pl.Expr, seconds: pl.Expr, day_zero: pl.Expr | None = None) -> pl.Expr:
        """Return a case's limit in the clock's count.

        Args:
            begin: When time begins to run.
            seconds: The limit in seconds; null for one in working days.
            day_zero: An instant in the day that working days are counted after; ``begin`` when None.
        """
        if not self.any_days:
            return seconds
        closing = due_working_days(begin if day_zero is None else day_zero, pl.col(DAYS), self.calendar)
        in_days = open_before(closing, self.calendar) - open_before(begin, self.calendar)
        return pl.when(pl.col(DAYS).is_not_null()).then(in_days).otherwise(seconds)
