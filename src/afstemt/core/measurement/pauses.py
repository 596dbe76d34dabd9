"""Pauses of cases, subtracted in the level's own clock; overlapping ones count once.

Most cases have no pause or one. Only those with several are put in order, in one sort of one integer
that holds the case and the pause's start; the running maximum of ends then says what is new time.
"""

import polars as pl

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.evidence.ticket_state import RESOLVED_SPELL
from afstemt.core.measurement.clock import LevelClock
from afstemt.core.terms.model.ticket_terms import TicketTerms

_CASE = 1 << 36
"""Room for a count of seconds below the case's number in one Int64."""


def stopping_pauses(evidence: Evidence, terms: TicketTerms) -> pl.LazyFrame:
    """Return the pauses that stop the clock: the time that a ticket stood as resolved only where the terms say so."""
    pauses = evidence.table("pauses")
    if terms.resolved_spell == "pause":
        return pauses
    return pauses.filter(pl.col("reason").ne_missing(RESOLVED_SPELL))


def paused(cases: pl.LazyFrame, pauses: pl.LazyFrame, clock: LevelClock) -> pl.LazyFrame:
    """Return case_no, paused, shift and shift_late (Int64 counts of the clock) of the cases with pauses.

    Args:
        cases: case_no (Int64), id, count_from, count_to, limit (and limit_days where the clock asks).
        pauses: ticket_id, from_s, to_s (UTC seconds, half-open). May overlap, lie outside the case or outside
            hours; a null to_s runs to the case's end. Empty and reversed ones count nothing.
        clock: The level's clock.

    Returns:
        ``paused`` is all paused time of the case. ``shift`` is the part that moves its due time: pauses that
        begin before the limit is used up; ``shift_late`` also counts one that begins at that very instant.
    """
    low, high = clock.calendar.from_s, clock.calendar.to_s - 1
    counts = {"a": pl.col("from_s").clip(low, high), "b": pl.col("to_s").clip(low, high)}
    passes = pl.col("b").is_null() | (pl.col("b") > pl.col("a"))
    pauses = pauses.filter(pl.col("to_s").is_null() | (pl.col("to_s") > pl.col("from_s")))
    if clock.same_for_all:
        pauses = clock.counted(pauses, counts).filter(passes).select("ticket_id", "a", "b")
    joined = pauses.join(cases, left_on="ticket_id", right_on="id", how="inner")
    if not clock.same_for_all:
        joined = clock.counted(joined, counts)
    found = collect(
        joined.select(
            "case_no",
            pl.max_horizontal("a", "count_from").alias("a"),
            pl.min_horizontal("b", "count_to").alias("b"),
            "count_from",
            "limit",
        ).filter(pl.col("b") > pl.col("a"))
    )
    several = found["case_no"].is_duplicated()
    single = (
        found.filter(~several)
        .lazy()
        .with_columns(
            (pl.col("b") - pl.col("a")).alias("new"), (pl.col("a") - pl.col("count_from")).alias("used")
        )
    )
    return pl.concat([_parts(single), _parts(_in_order(found.filter(several))).group_by("case_no").sum()])


def _in_order(found: pl.DataFrame) -> pl.LazyFrame:
    """Return the pauses with ``new``, their time not covered by earlier ones, and ``used`` of the limit before."""
    base = pl.col("case_no") * _CASE
    ordered = found.select(
        "case_no", (base + pl.col("a")).alias("a"), (base + pl.col("b")).alias("b"), "count_from", "limit"
    ).sort("a")
    begins = pl.max_horizontal("a", pl.col("b").cum_max().shift(1))
    ordered = ordered.with_columns(begins.alias("begins"))
    ordered = ordered.with_columns((pl.col("b") - pl.col("begins")).clip(0).alias("new"))
    before = pl.col("new").cum_sum() - pl.col("new")
    first = pl.col("case_no") != pl.col("case_no").shift(1)
    ordered = ordered.with_columns(
        (before - pl.when(first.fill_null(value=True)).then(before).forward_fill()).alias("before")
    )
    used = pl.col("begins") - base - pl.col("count_from") - pl.col("before")
    return ordered.lazy().with_columns(used.alias("used"))


def _parts(pauses: pl.LazyFrame) -> pl.LazyFrame:
    new, none = pl.col("new"), pl.lit(0, dtype=pl.Int64)
    return pauses.select(
        "case_no",
        new.alias("paused"),
        pl.when(pl.col("used") < pl.col("limit")).then(new).otherwise(none).alias("shift"),
        pl.when(pl.col("used") <= pl.col("limit")).then(new).otherwise(none).alias("shift_late"),
    )
