"""Rows that are held out of a level's figure by the parties' decision, each with its reason."""

import polars as pl

from afstemt.core.evidence.evidence import Evidence


def hold_out(
    rows: pl.LazyFrame, table: str, level: str, evidence: Evidence, id_column: str = "id"
) -> pl.LazyFrame:
    """Return ``rows`` with a column ``held_out``: the decision's reason, or null when the row counts.

    A decision of kind ``hold_out`` names the table and the row's id, and may name one level; without a
    level it holds for all. The last decision on a row wins; ``take_in`` clears it.
    """
    decisions = (
        evidence.table("decisions")
        .filter(
            pl.col("kind").is_in(["hold_out", "take_in"]),
            pl.col("table") == table,
            pl.col("level").is_null() | (pl.col("level") == "") | (pl.col("level") == level),
        )
        .sort("at_s", "row_no")
        .group_by("row_id", maintain_order=True)
        .last()
        .select(
            pl.col("row_id").alias(id_column),
            pl.when(pl.col("kind") == "hold_out").then(pl.col("reason").fill_null("")).alias("held_out"),
        )
    )
    return rows.join(decisions, on=id_column, how="left", maintain_order="left")
