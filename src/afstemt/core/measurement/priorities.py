"""Which priority of an incident counts when it was changed underway."""

from typing import Literal

import polars as pl

from afstemt.core.evidence.evidence import Evidence

Which = Literal["first", "last", "authority"]


def with_priority(
    incidents: pl.LazyFrame, evidence: Evidence, which: Which | None, until_s: int
) -> pl.LazyFrame:
    """Return the incidents with ``priority`` as the terms choose it.

    ``incidents.priority`` is the priority on receipt; ``priority_changes`` holds the changes since.

    Args:
        incidents: id, priority, authority_priority.
        evidence: Has ``priority_changes`` when any are known.
        which: ``first``: on receipt; ``last``: after the last change; ``authority``: the authority's own column,
            else its last change, else as ``last``.
        until_s: Changes from here on (UTC second) are not known: a month is the same when they come later.
    """
    if which in (None, "first"):
        return incidents
    own = [pl.col("authority_priority")] if which == "authority" else []
    if not evidence.has("priority_changes"):
        return incidents.with_columns(pl.coalesce(*own, "priority").alias("priority"))
    changes = evidence.table("priority_changes").filter(pl.col("at_s") < until_s).sort("at_s", "row_no")
    by_authority = pl.col("priority").filter(pl.col("by") == "authority").last().alias("_by_authority")
    last = changes.group_by("ticket_id").agg(pl.col("priority").last().alias("_last"), by_authority)
    if which == "authority":
        own.append(pl.col("_by_authority"))
    return (
        incidents.join(last, left_on="id", right_on="ticket_id", how="left", maintain_order="left")
        .with_columns(pl.coalesce(*own, "_last", "priority").alias("priority"))
        .drop("_last", "_by_authority")
    )
