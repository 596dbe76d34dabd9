"""Changes: those carried out in a period, how they went, and those still ahead of it."""

from dataclasses import dataclass

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.measurement.counted import FAILED
from afstemt.core.report.month import Month
from afstemt.core.report.parts import facts, inside
from afstemt.core.report.untold import Untold, untold
from afstemt.core.units.period import Period

SUCCESSFUL = "changes_done"
"""History's subject for the changes that a period carried out without fault."""

OUTCOMES = ("successful", *FAILED, "cancelled")


def belonging(month: Month) -> pl.LazyFrame:
    """Return all changes, with ``when_s``, which decides the period that each belongs to: when it began, or should."""
    return facts(month, "changes").with_columns(pl.coalesce("started_s", "planned_start_s").alias("when_s"))


def carried_out(month: Month) -> pl.LazyFrame:
    """Return the period's changes that were carried out, well or not: neither cancelled nor without an outcome."""
    return of_period(month).filter(pl.col("outcome").is_in(["successful", *FAILED]))


def of_period(month: Month) -> pl.LazyFrame:
    """Return the period's changes, whatever came of them."""
    return belonging(month).filter(inside("when_s", month.period))


def results_untold(month: Month) -> Untold:
    """Return of how many of the period's changes nobody has told how they went."""
    return untold(month.evidence, "changes", "outcome", of_period(month))


def types_untold(month: Month) -> Untold:
    """Return of how many of the period's changes nobody has told their type."""
    return untold(month.evidence, "changes", "type", of_period(month))


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """How many changes a period carried out; of them successful, failed (or rolled back), and emergency changes."""

    total: int
    successful: int
    failed: int
    emergency: int


def count_carried_out(month: Month) -> CarriedOut:
    """Return the counts of ``carried_out``."""

    def number(condition: pl.Expr) -> pl.Expr:
        return condition.fill_null(value=False).cast(pl.Int64).sum()

    frame = carried_out(month).select(
        pl.len().cast(pl.Int64).alias("total"),
        number(pl.col("outcome") == "successful").alias("successful"),
        number(pl.col("outcome").is_in(FAILED)).alias("failed"),
        number(pl.col("type") == "emergency").alias("emergency"),
    )
    return CarriedOut(*collect(frame).row(0))


def ahead(period: Period) -> pl.Expr:
    """Return whether a change is planned after the period, and neither begun nor cancelled."""
    return (
        (pl.col("planned_start_s") >= period.to_s)
        & pl.col("started_s").is_null()
        & (pl.col("outcome") != "cancelled").fill_null(value=True)
    )
