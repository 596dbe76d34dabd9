"""Use of the system: each metric's figures in a period, where nothing counts twice and no level is added up."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.evidence.exact import added, carried, exact, highest, parted
from afstemt.core.report.month import Month
from afstemt.core.report.parts import facts
from afstemt.core.report.trends import index_of
from afstemt.core.units.money import rounded
from afstemt.core.units.period import Period


def metric_subject(metric: str) -> str:
    """Return history's subject for a metric's figure."""
    return f"usage/{metric}"


def is_level(metric: str) -> bool:
    """Return whether a metric is how many there are at a time (users), so that values must not be added."""
    return metric.endswith("users") or metric in ("sessions", "active", "concurrent")


SHOWN = 4
"""Decimals of a figure that a page shows at most; history, and the rows in the appendix, have all."""


HIGHEST = "highest_"
"""What the columns of a group's highest value begin with."""


def shown(value: Decimal) -> int | Decimal:
    """Return a figure as pages show it: a whole number as one, else without zeros at its end."""
    text = f"{rounded(value, SHOWN):f}".rstrip("0").rstrip(".")
    return Decimal(text) if "." in text else int(text)


@dataclass(frozen=True, slots=True)
class Use:
    """One metric in one period.

    Attributes:
        instants: How many times it was measured.
        total: The values added; means nothing of a level.
        mean: Per instant, rounded to the decimals that the values have, a half to the even one.
        highest: The highest value.
    """

    metric: str
    instants: int
    total: Decimal
    mean: Decimal
    highest: Decimal

    @property
    def figure(self) -> Decimal:
        """The period's one figure: the highest of a level, else the total."""
        return self.highest if is_level(self.metric) else self.total


def totals(month: Month) -> pl.LazyFrame:
    """Return the value of each metric at each instant: columns metric, at_s and the three of ``exact.parted``.

    It is the row without a group where the metric has such rows, else the sum of the groups, so that nothing counts
    twice.
    """
    return (
        facts(month, "usage")
        .with_columns(pl.col("group").is_null().any().over("metric").alias("has_total"))
        .filter(~pl.col("has_total") | pl.col("group").is_null())
        .select("metric", "at_s", *parted("value"))
        .group_by("metric", "at_s")
        .agg(*added())
        .pipe(carried)
    )


def use_per_period(month: Month, run: Sequence[Period]) -> tuple[dict[str, Use], ...]:
    """Return each period's use by metric, in the order of the metrics' names."""
    found: tuple[dict[str, Use], ...] = tuple({} for _period in run)
    rows = totals(month).with_columns(index_of("at_s", run).alias("index")).drop_nulls("index")
    for use in group_uses(summed(rows, "index", "metric")):
        found[use.group[0]][use.group[1]] = Use(use.group[1], use.rows, use.total, use.mean, use.highest)
    return found


@dataclass(frozen=True, slots=True)
class GroupUse:
    """What the values of a group come to; as ``Use`` has it. ``group`` is what they have in common."""

    group: tuple[Any, ...]
    rows: int
    total: Decimal
    highest: Decimal
    decimals: int

    @property
    def mean(self) -> Decimal:
        """Per row, rounded to the decimals that the values have, a half to the even one."""
        return rounded(Fraction(self.total) / self.rows, min(self.decimals, SHOWN), "half_even")


def summed(values: pl.LazyFrame, *by: str) -> pl.DataFrame:
    """Return what the values (the three columns of ``exact.parted``) of each group of rows come to, in order.

    Columns: those of ``by``, rows, the three of the sum, and the two of the highest, ``HIGHEST`` before them.
    """
    sums = values.group_by(by).agg(pl.len().alias("rows"), *added(), *highest(HIGHEST))
    return collect(sums.pipe(carried).sort(by))


def group_uses(frame: pl.DataFrame) -> list[GroupUse]:
    """Return the rows of ``summed``."""
    return [
        GroupUse(tuple(group), rows, exact(whole, rest), exact(most, most_rest), decimals)
        for *group, rows, whole, rest, decimals, most, most_rest in frame.iter_rows()
    ]
