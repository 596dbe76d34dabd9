"""Tickets as cases of a level: what their state, their paused time in all and their own deadline mean for them."""

import polars as pl

from afstemt.core.measurement.kind import Task
from afstemt.core.measurement.ticket_ends import tickets

STATE_COLUMNS = ("taken_out", "total_pause", "stated_due_s")
"""What a case that is a ticket has besides: see ``tickets_of``."""


def tickets_of(task: Task, table: str) -> pl.LazyFrame:
    """Return a table's tickets as ``ticket_ends.tickets`` has them at the end of the task's part, and more.

    ``taken_out`` is why a ticket does not count; ``total_pause`` its paused seconds in all, as far as they stop the
    clock; ``stated_due_s`` its due time in the source system.
    """
    terms = task.terms.tickets
    rows = tickets(task.evidence, table, terms, task.part.to_s)
    total = pl.col("paused_seconds")
    if terms.total_pause != "stops":
        total = pl.when(pl.col("paused_reason").fill_null("") != "").then(total)
    return rows.with_columns(total.alias("total_pause"), pl.col("due_s").alias("stated_due_s"))
