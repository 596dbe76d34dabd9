"""Intervals of many services at once: union, difference and depth, without grouping.

Services are laid end to end on one line of seconds (`Line`), so that an interval of any service is one
(start, end) pair of positions and everything is sorting, running maximum and gap. Half-open throughout.
Frames on the line hold ``start`` and ``end`` (Int64 positions); a *disjoint* one is in order and no two
of its intervals overlap or touch.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

SPELLS = {"start": pl.Int64, "end": pl.Int64}


@dataclass(frozen=True)
class Line:
    """Services end to end, each from ``from_s`` up to, not including, ``to_s`` (UTC seconds).

    One second separates two services, so that intervals of different services never touch.

    Attributes:
        services: Ids, in order; position ``code * span`` is ``from_s`` of service number ``code``.
    """

    services: tuple[str, ...]
    from_s: int
    to_s: int

    @property
    def span(self) -> int:
        """Positions from one service to the next."""
        return self.to_s - self.from_s + 1

    @cached_property
    def _names(self) -> pl.Enum:
        return pl.Enum(self.services)

    def code(self, service: str = "service") -> pl.Expr:
        """Return the service's number (Int64), null for a service that is not on the line."""
        return pl.col(service).cast(self._names, strict=False).to_physical().cast(pl.Int64)

    def place(self, from_s: pl.Expr, to_s: pl.Expr, code: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
        """Return expressions for ``start`` and ``end``: clipped to the line; a null ``to_s`` is its end.

        An interval outside the line, of no length, or reversed gets ``end <= start``.
        """
        base = code * self.span - self.from_s
        start = from_s.clip(self.from_s, self.to_s) + base
        end = to_s.fill_null(self.to_s).clip(self.from_s, self.to_s) + base
        return start.alias("start"), end.alias("end")

    def placed(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return start and end of a frame's service, start_s, end_s; what is empty or elsewhere is left out."""
        start, end = self.place(pl.col("start_s"), pl.col("end_s"), pl.col("code"))
        return (
            frame.with_columns(self.code().alias("code"))
            .filter(pl.col("code").is_not_null())
            .select(start, end)
            .filter(pl.col("end") > pl.col("start"))
        )

    def back(self, spells: pl.DataFrame) -> pl.DataFrame:
        """Return ``spells`` with service, start_s and end_s instead of start and end."""
        code = pl.col("start") // self.span
        base = code * self.span - self.from_s
        names = pl.Series("service", self.services, dtype=pl.String)
        return spells.with_columns(
            names.gather(spells["start"] // self.span),
            (pl.col("start") - base).alias("start_s"),
            (pl.col("end") - base).alias("end_s"),
        ).drop("start", "end")

    def everywhere(self, from_s: int, to_s: int, codes: Sequence[int] | None = None) -> pl.DataFrame:
        """Return the same interval for every service (or those numbered ``codes``), clipped to the line."""
        start, end = max(from_s, self.from_s), min(to_s, self.to_s)
        if start >= end:
            return pl.DataFrame(schema=SPELLS)
        number = pl.Series("code", range(len(self.services)) if codes is None else codes, dtype=pl.Int64)
        base = number * self.span - self.from_s
        return pl.DataFrame({"start": base + start, "end": base + end})


def fresh(spells: pl.DataFrame) -> pl.DataFrame:
    """Return ``spells``, sorted by start, with ``fresh``: where each adds time that none before it covers.

    The stretches [fresh, end) with ``fresh < end`` are disjoint and together the union, so overlapping
    time counts once and each row has its own share.
    """
    reached = pl.col("end").cum_max().shift(1)
    return spells.with_columns(pl.max_horizontal("start", reached).alias("fresh"))


def union(spells: pl.DataFrame) -> pl.DataFrame:
    """Return the disjoint intervals that cover the same time as ``spells`` (any order, may overlap)."""
    ordered = spells.select("start", "end").filter(pl.col("end") > pl.col("start")).sort("start")
    if ordered.is_empty():
        return ordered
    reached = ordered["end"].cum_max()
    first = (ordered["start"] > reached.shift(1)).fill_null(True)
    last = first.shift(-1).fill_null(True)
    return pl.DataFrame({"start": ordered["start"].filter(first), "end": reached.filter(last)})


def depth(spells: pl.DataFrame) -> pl.DataFrame:
    """Return the line cut at every start and end: start, end, depth (Int64: how many intervals cover it)."""
    return _swept(_events(spells, "depth"))


def at_least(spells: pl.DataFrame, count: int) -> pl.DataFrame:
    """Return, disjoint, where at least ``count`` of ``spells`` (each counted) cover the line."""
    return union(depth(spells).filter(pl.col("depth") >= count))


def minus(spells: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    """Return, disjoint, what ``spells`` cover and ``other`` does not."""
    if spells.is_empty() or other.is_empty():
        return union(spells)
    return union(_both(spells, other).filter((pl.col("one") > 0) & (pl.col("two") == 0)))


def common(spells: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    """Return, disjoint, what both cover."""
    return union(_both(spells, other).filter((pl.col("one") > 0) & (pl.col("two") > 0)))


def _events(spells: pl.DataFrame, name: str) -> pl.DataFrame:
    solid = spells.filter(pl.col("end") > pl.col("start"))
    return pl.concat(
        [
            solid.select(pl.col("start").alias("at"), pl.lit(1, pl.Int64).alias(name)),
            solid.select(pl.col("end").alias("at"), pl.lit(-1, pl.Int64).alias(name)),
        ]
    )


def _both(spells: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    events = pl.concat([_events(spells, "one"), _events(other, "two")], how="diagonal")
    return _swept(events.with_columns(pl.col("one", "two").fill_null(0)))


def _swept(events: pl.DataFrame) -> pl.DataFrame:
    counted = pl.exclude("at")
    return (
        events.group_by("at")
        .agg(counted.sum())
        .sort("at")
        .with_columns(counted.cum_sum())
        .select(pl.col("at").alias("start"), pl.col("at").shift(-1).alias("end"), counted)
        .filter(pl.col("end").is_not_null())
    )
