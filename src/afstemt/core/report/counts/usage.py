"""Use of the system: each metric's figures in a period, where nothing counts twice and no level is added up."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.report.month import Month
from afstemt.core.report.parts import facts
from afstemt.core.report.trends import index_of
from afstemt.core.units.period import Period


def metric_subject(metric: str) -> str:
    """Return history's subject for a metric's figure."""
    return f"usage/{metric}"


def is_level(metric: str) -> bool:
    """Return whether a metric is how many there are at a time (users), so that values must not be added."""
    return metric.endswith("users") or metric in ("sessions", "active", "concurrent")


@dataclass(frozen=True, slots=True)
class Use:
    """One metric in one period.

    Attributes:
        instants: How many times it was measured.
        total: The values added; means nothing of a level.
        mean: Per instant, rounded to a whole number.
        highest: The highest value.
    """

    metric: str
    instants: int
    total: int
    mean: int
    highest: int

    @property
    def figure(self) -> int:
        """The period's one figure: the highest of a level, else the total."""
        return self.highest if is_level(self.metric) else self.total


def totals(month: Month) -> pl.LazyFrame:
    """Return the value of each metric at each instant: columns metric, at_s, value.

    It is the row without a group where the metric has such rows, else the sum of the groups, so that nothing counts
    twice.
    """
    return (
        facts(month, "usage")
        .with_columns(pl.col("group").is_null().any().over("metric").alias("has_total"))
        .filter(~pl.col("has_total") | pl.col("group").is_null())
        .group_by("metric", "at_s")
        .agg(pl.col("value").sum())
    )


def use_per_period(month: Month, run: Sequence[Period]) -> tuple[dict[str, Use], ...]:
    """Return each period's use by metric, in the order of the metrics' names."""
    frame = collect(
        totals(month)
        .select(index_of("at_s", run).alias("index"), "metric", "value")
        .drop_nulls("index")
        .group_by("index", "metric")
        .agg(
            pl.len().cast(pl.Int64).alias("instants"),
            pl.col("value").sum().alias("total"),
            pl.col("value").mean().round(0).cast(pl.Int64).alias("mean"),
            pl.col("value").max().alias("highest"),
        )
        .sort("index", "metric")
    )
    found: tuple[dict[str, Use], ...] = tuple({} for _period in run)
    for index, *row in frame.iter_rows():
        use = Use(*row)
        found[index][use.metric] = use
    return found
