"""Security updates: how many were released and installed in a period, and how many are missing at its end."""

from dataclasses import dataclass

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.report.month import Month
from afstemt.core.report.parts import facts, inside
from afstemt.core.units.period import Period


@dataclass(frozen=True, slots=True)
class Updates:
    """Updates of one severity: released and installed in the period, missing at its end, and of those postponed.

    Postponed is what is missing with a reason given.
    """

    severity: str
    released: int
    installed: int
    missing: int
    postponed: int


def missing_at(second: int) -> pl.Expr:
    """Return whether an update was released before, and not installed before, the instant."""
    return (pl.col("released_s") < second) & (
        pl.col("installed_s").is_null() | (pl.col("installed_s") >= second)
    )


def concerning(period: Period) -> pl.Expr:
    """Return whether an update was missing, released or installed at some time in the period."""
    return (pl.col("released_s") < period.to_s) & (
        pl.col("installed_s").is_null() | (pl.col("installed_s") >= period.from_s)
    )


def by_severity(month: Month) -> tuple[Updates, ...]:
    """Return the counts of each severity that the period has updates of, in the order of their names."""
    period, missing = month.period, missing_at(month.period.to_s)

    def number(condition: pl.Expr) -> pl.Expr:
        return condition.fill_null(value=False).cast(pl.Int64).sum()

    frame = collect(
        facts(month, "security_updates")
        .filter(concerning(period))
        .group_by("severity")
        .agg(
            number(inside("released_s", period)).alias("released"),
            number(inside("installed_s", period)).alias("installed"),
            number(missing).alias("missing"),
            number(missing & pl.col("postponed_reason").is_not_null()).alias("postponed"),
        )
        .sort("severity")
    )
    return tuple(Updates(**row) for row in frame.iter_rows(named=True))
