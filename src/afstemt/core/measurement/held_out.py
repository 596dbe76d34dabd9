"""Rows that are held out of a level's figure by the parties' decision, each with its reason."""

import polars as pl

from afstemt.core.evidence.decisions import HOLD_OUT, TAKE_IN, in_effect
from afstemt.core.evidence.evidence import Evidence

_WHOLE = pl.col("from_s").is_null() & pl.col("to_s").is_null()


def _decisions(table: str, level: str, evidence: Evidence) -> pl.LazyFrame:
    return in_effect(evidence).filter(
        pl.col("kind").is_in([HOLD_OUT.name, TAKE_IN.name]),
        pl.col("table") == table,
        pl.col("row_id").is_not_null(),
        pl.col("level").fill_null("").is_in(["", level]),
    )


def hold_out(
    rows: pl.LazyFrame, table: str, level: str, evidence: Evidence, id_column: str = "id"
) -> pl.LazyFrame:
    """Return ``rows`` with a column ``held_out``: the decision's reason, or null when the row counts.

    A decision of kind ``hold_out`` names the table and the row's id, and may name one level; without a
    level it holds for all. The last decision on a row wins; ``take_in`` clears it. A decision with
    ``from_at`` or ``to_at`` holds out time, not the row (``held_intervals``).
    """
    if not evidence.has("decisions"):
        return rows.with_columns(pl.lit(None, dtype=pl.String).alias("held_out"))
    decisions = (
        _decisions(table, level, evidence)
        .filter(_WHOLE)
        .sort("at_s", "row_no")
        .group_by("row_id", maintain_order=True)
        .last()
        .select(
            pl.col("row_id").alias(id_column),
            pl.when(pl.col("kind") == HOLD_OUT.name).then(pl.col("reason").fill_null("")).alias("held_out"),
        )
    )
    return rows.join(decisions, on=id_column, how="left", maintain_order="left")


def held_intervals(table: str, level: str, evidence: Evidence) -> pl.LazyFrame:
    """Return ticket_id, from_s, to_s: time of a row that the parties have agreed not to count.

    Half-open; a null ``to_s`` runs on. The last decision on the same interval wins.
    """
    return (
        _decisions(table, level, evidence)
        .filter(~_WHOLE)
        .sort("at_s", "row_no")
        .group_by("row_id", "from_s", "to_s", maintain_order=True)
        .last()
        .filter(pl.col("kind") == HOLD_OUT.name)
        .select(pl.col("row_id").alias("ticket_id"), "from_s", "to_s")
    )
