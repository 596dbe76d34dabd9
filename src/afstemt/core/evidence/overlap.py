"""Exports of long series, compared only where two of them tell of the same in the same time; the rest stays on disk."""

from collections.abc import Mapping, Sequence

import polars as pl

from afstemt.core.evidence.column import Table
from afstemt.core.evidence.evidence import collect
from afstemt.core.evidence.export import Export
from afstemt.core.evidence.exports import Merged, merge

IN_MEMORY = 500_000
"""Rows of things, in all files, that are compared whole; of series, and above it, only those of shared time are."""


def merge_lazily(
    table: Table,
    parts: Mapping[int, pl.LazyFrame],
    exports: Sequence[Export],
    lost: pl.DataFrame | None = None,
) -> tuple[pl.LazyFrame, Merged | None]:
    """Return the rows of several files as those of one, and what came of those that were compared.

    Args:
        table: What the rows are; it has a time.
        parts: By ``file_no``, each file's rows as ``exports.merge`` takes them.
        exports: The files.
        lost: As ``exports.merge`` takes them.

    Returns:
        The rows, in which ``Merged.rows`` are; None where no two files tell of the same in the same time.
    """
    if len(parts) < 2 or table.time is None:
        return pl.concat(list(parts.values()), how="diagonal"), None
    if not table.series and _rows(parts) <= IN_MEMORY:
        merged = merge(
            table, pl.concat([collect(part) for part in parts.values()], how="diagonal"), exports, lost
        )
        return merged.rows.lazy(), merged
    at = table.time.frame_name
    thing = [name for name in (table.column(each).frame_name for each in table.identities[-1]) if name != at]
    spans = pl.concat(
        [
            collect(
                part.group_by(thing).agg(pl.col(at).min().alias("first"), pl.col(at).max().alias("last"))
            ).with_columns(pl.lit(number, pl.Int64).alias("file"))
            for number, part in parts.items()
        ]
    ).with_columns(pl.col("first", "last").cast(pl.Int64))
    shared = (
        spans.join(spans, on=thing, nulls_equal=True, suffix=" other")
        .filter(
            (pl.col("file") != pl.col("file other"))
            & (pl.col("first") <= pl.col("last other"))
            & (pl.col("first other") <= pl.col("last"))
        )
        .group_by("file", *thing)
        .agg(
            pl.max_horizontal("first", "first other").min().alias("_shared_from"),
            pl.min_horizontal("last", "last other").max().alias("_shared_to"),
        )
    )
    if shared.is_empty():
        return pl.concat(list(parts.values()), how="diagonal"), None
    apart, inside = [], []
    for number, part in parts.items():
        own = shared.filter(pl.col("file") == number).drop("file")
        if own.is_empty():
            apart.append(part)
            continue
        marked = part.join(own.lazy(), on=thing, how="left", nulls_equal=True, maintain_order="left")
        within = pl.col(at).cast(pl.Int64).is_between("_shared_from", "_shared_to").fill_null(value=False)
        told = ("_shared_from", "_shared_to")
        inside.append(collect(marked.filter(within).drop(told)))
        apart.append(marked.filter(~within).drop(told))
    merged = merge(table, pl.concat(inside, how="diagonal"), exports, lost)
    return pl.concat([*apart, merged.rows.lazy()], how="diagonal"), merged


def _rows(parts: Mapping[int, pl.LazyFrame]) -> int:
    return sum(int(collect(part.select(pl.len())).item()) for part in parts.values())
