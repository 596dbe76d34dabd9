"""Cases that a later export has as another kind, or leaves out: a word takes them out of a figure, no solution."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from afstemt.core.evidence.column import Column, Table, need
from afstemt.core.evidence.export import UPDATED, Export
from afstemt.core.evidence.exports import merge

RETYPED, LEFT_OUT, UNORDERED = "retyped", "left-out-later", "unordered-kinds"
"""Why a case is lost to its kind: a later export has it as another, or leaves it out; nothing tells which is later."""
TABLES = ("incidents", "service_requests", "problems", "changes")
"""The kinds of case."""

CASES = Table(
    "cases",
    "sager",
    (need("id", "Id", "The case's."), Column("kind", "Slags", "Its table; empty where it was left out.")),
    key=("id",),
)
"""Rows of several tables whose ids are of one numbering."""
_PLACE = ("file_no", "row_no")
_INTO = ("into_file_no", "into_row_no")


@dataclass(frozen=True)
class Retyping:
    """What several exports say of the kind of the same cases.

    Attributes:
        gone: Rows of cases that a later export has as another kind: file_no, row_no, id, kind, into_file_no, into.
        unordered: Rows of cases whose kind two exports tell differently while nothing tells which is the later:
            file_no, row_no, id, kind, file_nos.
    """

    gone: pl.DataFrame
    unordered: pl.DataFrame


def retyping(rows: pl.DataFrame, exports: Sequence[Export]) -> Retyping | None:
    """Return the cases of which exports tell different kinds; None where there are none.

    Args:
        rows: file_no, row_no, id, kind, ``UPDATED``: ids of one numbering.
        exports: The files.
    """
    told = rows.group_by("id").agg(pl.col("kind").n_unique()).filter(pl.col("kind") > 1)
    rows = rows.join(told.select("id"), on="id", how="semi")
    if rows.is_empty():
        return None
    merged = merge(CASES, rows.select("id", "kind", *_PLACE, UPDATED), exports)
    into = merged.superseded
    kinds = rows.select(*_PLACE, "id", "kind")
    last = into.join(
        kinds.select(
            pl.col(_PLACE[0]).alias(_INTO[0]), pl.col(_PLACE[1]).alias(_INTO[1]), pl.col("kind").alias("into")
        ),
        on=_INTO,
    )
    ends = _ends(last)
    gone = kinds.join(ends, on=_PLACE).filter(pl.col("kind") != pl.col("into"))
    return Retyping(
        gone.sort(_PLACE), merged.unordered.select(*_PLACE, "id", "kind", "file_nos").sort(_PLACE)
    )


def _ends(steps: pl.DataFrame) -> pl.DataFrame:
    """Return each row with the last of those that stand in its place, one after the other."""
    onward = steps.select(
        pl.col(_PLACE[0]).alias(_INTO[0]),
        pl.col(_PLACE[1]).alias(_INTO[1]),
        pl.col(_INTO[0]).alias("next_file_no"),
        pl.col(_INTO[1]).alias("next_row_no"),
        pl.col("into").alias("next"),
    )
    while True:
        joined = steps.join(onward, on=_INTO, how="left")
        if not joined["next"].is_not_null().any():
            return steps
        steps = joined.select(
            *_PLACE,
            pl.coalesce("next_file_no", _INTO[0]).alias(_INTO[0]),
            pl.coalesce("next_row_no", _INTO[1]).alias(_INTO[1]),
            pl.coalesce("next", "into").alias("into"),
        )
