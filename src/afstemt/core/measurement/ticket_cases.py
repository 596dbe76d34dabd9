"""Tickets as cases of a level: what their state, their paused time in all and their own deadline mean for them."""

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.evidence.ticket_state import RESOLVED_SPELL
from afstemt.core.measurement.kind import Task
from afstemt.core.measurement.ticket_ends import tickets

STATE_COLUMNS = ("taken_out", "total_pause", "stated_due_s")
"""What a case that is a ticket has besides: see ``tickets_of``."""


def tickets_of(task: Task, table: str) -> pl.LazyFrame:
    """Return a table's tickets as ``ticket_ends.tickets`` has them at the end of the task's part, and more.

    ``taken_out`` is why a ticket does not count; ``total_pause`` its paused seconds in all, where they stop the clock
    and its pauses are not delivered one by one; ``stated_due_s`` its due time in the source system.
    """
    terms = task.terms.tickets
    rows = tickets(task.evidence, table, terms, task.part.to_s)
    total = _total(task, rows)
    return rows.with_columns(total.alias("total_pause"), pl.col("due_s").alias("stated_due_s"))


def _total(task: Task, rows: pl.LazyFrame) -> pl.Expr:
    """Return the paused seconds in all of a ticket whose pauses are not delivered one by one; null for none."""
    total = pl.col("paused_seconds")
    if not collect(rows.select(total.is_not_null().any())).item():
        return pl.lit(None, dtype=pl.Int64)
    counts = total.is_not_null()
    if task.terms.tickets.total_pause != "stops":
        counts &= pl.col("paused_reason").fill_null("") != ""
    if task.evidence.has("pauses"):
        single = pl.col("reason").ne_missing(RESOLVED_SPELL)
        by_row = collect(task.evidence.table("pauses").filter(single).select(pl.col("ticket_id").unique()))
        counts &= ~pl.col("id").is_in(by_row["ticket_id"].implode())
    if "pauses" in task.lost:  # a pause that was lost was delivered: losing it does not make the total count
        counts &= ~pl.col("id").is_in(task.lost["pauses"]["ticket_id"].drop_nulls().unique().implode())
    return pl.when(counts).then(total)
