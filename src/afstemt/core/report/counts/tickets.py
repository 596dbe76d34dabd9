"""Counts and times of tickets by group: opened, resolved, open at the end, in time, median and 90-percentile."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.measurement.outcome import JUDGED, Outcome
from afstemt.core.measurement.registry import kind_of
from afstemt.core.report.month import Month
from afstemt.core.report.parts import inside, level_of, open_at, outcomes, with_rows
from afstemt.core.report.trends import per_period
from afstemt.core.units.period import Period


@dataclass(frozen=True)
class Counts:
    """One group's tickets in the period. Times in seconds, None when nothing was resolved."""

    group: str
    opened: int
    resolved: int
    backlog: int
    backlog_before: int
    median: int | None
    ninetieth: int | None


def rank(column: str, tenths: int) -> pl.Expr:
    """Return the percentile by nearest rank: at least ``tenths`` tenths of the values are at most this one."""
    known = pl.col(column).drop_nulls()
    position = (known.len().cast(pl.Int64) * tenths + 9) // 10 - 1
    return pl.when(known.len() > 0).then(known.sort().get(position, null_on_oob=True))


def by_group(tickets: pl.LazyFrame, period: Period, group: pl.Expr) -> tuple[Counts, ...]:
    """Return the counts of each group, in the order of its name. Times are round the clock.

    Args:
        tickets: Columns opened_s, resolved_s and undated, as ``measurement.ticket_ends`` has them.
        period: Half-open.
        group: Text; null becomes ``""``.
    """
    resolved = inside("resolved_s", period)
    frame = collect(
        tickets.select(
            group.fill_null("").alias("group"),
            inside("opened_s", period).cast(pl.Int64).alias("opened"),
            resolved.fill_null(False).cast(pl.Int64).alias("resolved"),
            open_at(period.to_s).cast(pl.Int64).alias("backlog"),
            open_at(period.from_s).cast(pl.Int64).alias("backlog_before"),
            pl.when(resolved).then(pl.col("resolved_s") - pl.col("opened_s")).alias("taken"),
        )
        .group_by("group")
        .agg(
            pl.col("opened", "resolved", "backlog", "backlog_before").sum(),
            rank("taken", 5).alias("median"),
            rank("taken", 9).alias("ninetieth"),
        )
        .sort("group")
    )
    return tuple(Counts(**row) for row in frame.iter_rows(named=True))


@dataclass(frozen=True)
class Timely:
    """How many of a group's judged cases were in time, and their times in the level's own clock."""

    in_time: int
    judged: int
    median: int | None = None
    ninetieth: int | None = None


def timely(outcome: Outcome, table: str, group_of: pl.LazyFrame) -> dict[str, Timely]:
    """Return by group how many of the level's cases were in time; what is held out does not count.

    Args:
        outcome: Its rows name the table, the id and the state.
        table: The fact table to count.
        group_of: Columns id and group (text).
    """
    rows = outcome.counted.filter(pl.col("table") == table, pl.col("state").is_in(JUDGED))
    times: list[pl.Expr] = []
    if "elapsed_s" in outcome.rows.columns:
        rows = rows.with_columns(
            pl.when(pl.col("state") != "open_late").then(pl.col("elapsed_s")).alias("taken")
        )
        times = [rank("taken", 5).alias("median"), rank("taken", 9).alias("ninetieth")]
    frame = collect(
        rows.join(group_of.select("id", "group"), on="id", how="left")
        .with_columns(pl.col("group").fill_null(""))
        .group_by("group")
        .agg(
            (pl.col("state") == "in_time").cast(pl.Int64).sum().alias("in_time"),
            pl.len().cast(pl.Int64).alias("judged"),
            *times,
        )
        .sort("group")
    )
    return {row.pop("group"): Timely(**row) for row in frame.iter_rows(named=True)}


def levels_over(month: Month, table: str) -> tuple[Outcome, ...]:
    """Return the outcomes made of cases of the table, those of resolution and fulfilment first."""
    found = [outcome for outcome in outcomes(month) if with_rows(outcome, table)]
    judged = [o for o in found if bool(o.rows["state"].is_in(JUDGED).any())]
    return tuple(sorted(judged, key=lambda outcome: not about_resolution(month, outcome)))


def about_resolution(month: Month, outcome: Outcome) -> bool:
    """Return whether the level's kind is about resolution or fulfilment, not reaction."""
    level = level_of(month, outcome)
    return level is not None and kind_of(level).watches_resolution


def delivered_run(
    tickets: pl.LazyFrame, run: Sequence[Period], done: str = "resolved_s"
) -> tuple[Period, ...]:
    """Return the periods that the delivered data cover: the current one, and before it those with tickets
    resolved in them. An export of what is open or new carries old tickets too, but none resolved earlier.
    """
    counts = per_period(tickets, done, run).get("", [0] * len(run))
    first = next((index for index, value in enumerate(counts) if value), len(run) - 1)
    return tuple(run[first:])
