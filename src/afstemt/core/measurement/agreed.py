"""Agreed time on the line of services: how many seconds of it lie before a position, and between two."""

from dataclasses import dataclass, field
from functools import cached_property, reduce
from math import gcd

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.measurement.intervals import SPELLS, Line, union
from afstemt.core.units.hours import Calendar


def _no_spells() -> pl.DataFrame:
    return pl.DataFrame(schema=SPELLS)


@dataclass(frozen=True)
class Agreed:
    """Agreed service hours, the same for every service, less what is taken out of one or more services.

    Attributes:
        line: The services and the stretch of time.
        open: Disjoint agreed spells of one service as start and end (seconds from ``line.from_s``).
        out: Disjoint intervals on the line that are not agreed time (agreed maintenance, stretches left out).
    """

    line: Line
    open: pl.DataFrame
    out: pl.DataFrame = field(default_factory=_no_spells)

    def without(self, *spells: pl.DataFrame) -> "Agreed":
        """Return the agreed time with more of it taken out."""
        if all(each.is_empty() for each in spells):
            return self
        out = union(pl.concat([self.out, *(each.select("start", "end") for each in spells)]))
        return Agreed(self.line, self.open, out)

    @cached_property
    def each(self) -> int:
        """Agreed seconds of one service, before anything is taken out."""
        return int((self.open["end"] - self.open["start"]).sum())

    @cached_property
    def always(self) -> bool:
        """True when every second of the line is agreed time (before anything is taken out)."""
        return self.each == self.line.to_s - self.line.from_s

    @cached_property
    def _steps(self) -> tuple[int, pl.Series, pl.Series]:
        """The line in steps that fit every boundary: their length, and per step a base and 1 where open.

        Open seconds before second ``t`` are ``base``, plus ``t`` where open.
        """
        marks = [*self.open["start"].to_list(), *self.open["end"].to_list()]
        step = reduce(gcd, marks, self.line.to_s - self.line.from_s)
        count = (self.line.to_s - self.line.from_s) // step
        numbers = pl.int_range(0, count + 1, dtype=pl.Int64, eager=True) * step
        begun = self.open["start"].search_sorted(numbers, side="right").cast(pl.Int64)
        ended = self.open["end"].search_sorted(numbers, side="right").cast(pl.Int64)
        is_open = begun - ended
        return step, (is_open.cum_sum() - is_open - is_open * (numbers // step)) * step, is_open

    @property
    def steps(self) -> tuple[int, pl.Series]:
        """The line in steps that fit every boundary: their length in seconds, and 1 where agreed, else 0."""
        return self._steps[0], self._steps[2]

    @cached_property
    def _out_hours(self) -> tuple[pl.Series, pl.Series]:
        """Of each stretch taken out, and before them of none: what to take off its count of hours, and where that ends.

        Of a position after the start of a stretch, the hours up to its end, or the position if that comes first, less
        those before it, are taken out, with all that the stretches before it take.
        """
        begun, ended = (self._hours_of(self.out[name]) for name in ("start", "end"))
        length = ended - begun
        none = pl.Series([0], dtype=pl.Int64)
        return pl.concat([none, length.cum_sum() - length - begun]), pl.concat([none, ended])

    def _hours_of(self, position: pl.Series) -> pl.Series:
        return pl.DataFrame([position.alias("at")]).select(self._hours_before(pl.col("at"))).to_series()

    def _hours_before(self, position: pl.Expr) -> pl.Expr:
        """Agreed hours on the line before each position, nothing taken out."""
        service = position // self.line.span
        seconds = position - service * self.line.span
        if self.always:
            return service * self.each + seconds
        step, base, is_open = self._steps
        number = seconds // step
        return service * self.each + pl.lit(base).gather(number) + pl.lit(is_open).gather(number) * seconds

    def _passed(self, position: pl.Series) -> pl.Series:
        """How many of the stretches taken out begin at or before each position."""
        starts = self.out["start"]
        if position.len() <= starts.len() or not position.is_sorted():
            return starts.search_sorted(position, side="right")
        # The other way round: as many look-ups as there are stretches, not as many as there are positions.
        first = position.search_sorted(starts, side="left").rle().struct
        begins = pl.zeros(position.len() + 1, dtype=pl.UInt32, eager=True)
        begins = begins.scatter(first.field("value"), first.field("len").cast(pl.UInt32))
        return begins.head(position.len()).cum_sum()

    def less_out(self, position: pl.Series, hours: pl.Series) -> pl.Series:
        """Return the agreed seconds on the line before each position.

        Of series, not expressions: a plan with thousands of stretches as literals costs more than the count.

        Args:
            position: Positions on the line; quickest where they ascend.
            hours: The agreed hours before each, nothing taken out.
        """
        if self.out.is_empty():
            return hours
        passed = self._passed(position)
        off, ends = self._out_hours
        marks = pl.DataFrame(
            [hours.alias("hours"), off.gather(passed).alias("off"), ends.gather(passed).alias("ends")]
        )
        return marks.select(pl.col("hours") - pl.col("off") - pl.min_horizontal("hours", "ends")).to_series()

    def before(self, start: pl.Series, end: pl.Series) -> pl.DataFrame:
        """Return begun and ended: the agreed seconds on the line, all services end to end, before each position."""
        spells = pl.DataFrame([start.alias("begun"), end.alias("ended")])
        hours = collect(
            spells.lazy().select(self._hours_before(pl.col(name)).alias(name) for name in spells.columns)
        )
        if self.out.is_empty():
            return hours
        return hours.with_columns(
            self.less_out(spells[name], hours[name]).alias(name) for name in spells.columns
        )

    def between(self, start: pl.Series, end: pl.Series) -> pl.Series:
        """Return the agreed seconds from each start up to its end (positions of one service); 0 when reversed."""
        marks = self.before(start, end)
        return (marks["ended"] - marks["begun"]).clip(lower_bound=0).alias("counted_s")

    def per_service(self) -> pl.Series:
        """Return the agreed seconds of each service, in the line's order."""
        count = len(self.line.services)
        first = pl.int_range(0, count, dtype=pl.Int64, eager=True) * self.line.span
        return self.between(first, first + (self.line.span - 1)).alias("agreed_s")

    def of(self, disjoint: pl.DataFrame) -> pl.Series:
        """Return, in the line's order, how many agreed seconds of each service the disjoint intervals cover."""
        return self.by_service(disjoint["start"], self.between(disjoint["start"], disjoint["end"]))

    def by_service(self, start: pl.Series, seconds: pl.Series) -> pl.Series:
        """Return the sum of ``seconds`` of each service, in the line's order; ``start`` ascending."""
        span, count = self.line.span, len(self.line.services)
        firsts = pl.int_range(0, count + 1, dtype=pl.Int64, eager=True) * span
        bounds = start.search_sorted(firsts, side="left").cast(pl.Int64)
        if seconds.is_empty():
            return pl.zeros(count, dtype=pl.Int64, eager=True).alias("counted_s")
        reached = seconds.cum_sum().gather((bounds - 1).clip(lower_bound=0)) * (bounds > 0).cast(pl.Int64)
        return (reached.slice(1) - reached.slice(0, count)).alias("counted_s")


def agreed_hours(calendar: Calendar, line: Line) -> Agreed:
    """Return the calendar's open time on the line.

    Raises:
        ValueError: The calendar does not reach over the whole line.
    """
    if calendar.from_s > line.from_s or calendar.to_s < line.to_s:
        raise ValueError("the calendar does not cover the stretch that is measured")
    spells = calendar.open_spells.select(
        (pl.col("start_s").clip(line.from_s, line.to_s) - line.from_s).alias("start"),
        (pl.col("end_s").clip(line.from_s, line.to_s) - line.from_s).alias("end"),
    )
    return Agreed(line, union(spells))
