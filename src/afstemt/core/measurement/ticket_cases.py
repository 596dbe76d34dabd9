"""Tickets as cases of a level: what their state, their paused time in all and their own deadline mean for them."""

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.evidence.ticket_state import RESOLVED_SPELL
from afstemt.core.measurement.kind import Task
from afstemt.core.measurement.source_states import said
from afstemt.core.measurement.ticket_ends import tickets

_TOLD_BY = {"taken_out": "state", "total_pause": "paused_seconds", "stated_due_s": "due_s"}
"""What a case that is a ticket has besides, by what tells it (see ``source_states.said``)."""


def tickets_of(task: Task, table: str) -> pl.LazyFrame:
    """Return a table's tickets as ``ticket_ends.tickets`` has them at the end of the task's part, and more.

    ``taken_out`` is why a ticket does not count; ``total_pause`` its paused seconds in all, where they stop the clock
    and its pauses are not delivered one by one; ``stated_due_s`` its due time in the source system. The latter two are
    there only where any ticket has one.
    """
    terms = task.terms.tickets
    rows = tickets(task.evidence, table, terms, task.part.to_s)
    tells = said(rows)
    more = []
    if "paused_seconds" in tells:
        more.append(_total(task).alias("total_pause"))
    if "due_s" in tells:
        more.append(pl.col("due_s").alias("stated_due_s"))
    return rows.with_columns(more)


def state_columns(rows: pl.LazyFrame) -> tuple[str, ...]:
    """Return which columns of ``tickets_of`` a case has besides its table's: none that no ticket tells by."""
    tells = said(rows)
    return tuple(name for name, by in _TOLD_BY.items() if by in tells)


def _total(task: Task) -> pl.Expr:
    """Return the paused seconds in all of a ticket whose pauses are not delivered one by one; null for none."""
    total = pl.col("paused_seconds")
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
