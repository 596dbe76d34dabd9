"""Rows that were set aside in one export and that a later export has: they are lost no more."""

from collections.abc import Sequence
from functools import reduce
from operator import and_, or_

import polars as pl

from afstemt.core.evidence.column import Table
from afstemt.core.evidence.evidence import collect
from afstemt.core.evidence.export import ORDER, UPDATED, Export, facts_of
from afstemt.core.evidence.exports import Frame, identity_names, with_identity

UNREAD = "unread"
"""A column of rows that were set aside: which of their cells could not be read. Null where none is to be believed."""
_OWN = ("file_no", "row_no")
_FOUND = {"file_no": pl.Int32, "row_no": pl.Int64, "into_file_no": pl.Int32}


def recovered(
    table: Table, lost: pl.DataFrame, rows: Sequence[pl.LazyFrame], exports: Sequence[Export]
) -> pl.DataFrame:
    """Return the rows set aside that a later export has: file_no, row_no, and in into_file_no the later file.

    A row whose identity cannot be read is never among them, nor one that is later than all others of the same: it
    could be another word of what stands, and is reserved. Where a thing may stand several times the later file must
    have as many of it, read or set aside.

    Args:
        table: What the rows are.
        lost: Rows that were set aside: the table's columns, ``UNREAD``, and ``UPDATED`` where there is one.
        rows: Each file's rows that were read, superseded or not.
        exports: The files.
    """
    files = facts_of(exports)
    told = _with_updated(with_identity(table, lost.filter(_is_told(table)))).join(
        files.select("file_no", "source", *ORDER), on="file_no"
    )
    if told.is_empty() or files["source"].n_unique() < 2:
        return pl.DataFrame(schema=_FOUND)
    keys = identity_names(table)
    wanted = told.select(keys).unique().lazy()
    read = [
        collect(_with_updated(with_identity(table, each)).join(wanted, on=keys, how="semi", nulls_equal=True))
        for each in rows
    ]
    parts = [each.select(*keys, *_OWN, UPDATED, pl.lit(value=True).alias("_read")) for each in read]
    parts.append(told.select(*keys, *_OWN, UPDATED, pl.lit(value=False).alias("_read")))
    every = pl.concat(parts).join(files.select("file_no", "source", *ORDER), on="file_no")
    own = every.filter("_read").group_by(*keys, "source").agg(pl.len().alias("_beside"))
    place = pl.int_range(1, pl.len() + 1).over(*keys, "source").alias("_place")
    needing = (
        told.sort(_OWN)
        .with_columns(place)
        .join(own, on=[*keys, "source"], how="left", nulls_equal=True)
        .with_columns(
            (pl.lit(1) if table.key else pl.col("_beside").fill_null(0) + pl.col("_place")).alias("_need")
        )
    )
    pairs = needing.join(every, on=keys, suffix=" later", nulls_equal=True).filter(
        (pl.col("source") != pl.col("source later")) & _is_later()
    )
    return (
        pairs.group_by(*_OWN, "source later", maintain_order=True)
        .agg(pl.len().alias("_has"), pl.col("_need").first(), pl.col("file_no later").last())
        .filter(pl.col("_has") >= pl.col("_need"))
        .unique(_OWN, keep="last", maintain_order=True)
        .select(*_OWN, pl.col("file_no later").alias("into_file_no"))
        .cast(_FOUND)  # type: ignore[arg-type]
        .sort(_OWN)
    )


def _is_told(table: Table) -> pl.Expr:
    """Return whether what identifies a row could be read: an empty cell tells, one that could not be read does not."""

    def is_read(name: str) -> pl.Expr:
        column = table.column(name)
        filled = pl.col(column.frame_name).is_not_null()
        if column.required:
            return filled
        return filled | ~pl.col(UNREAD).list.contains(column.frame_name).fill_null(value=True)

    whole = [[table.column(name).frame_name for name in names] for names in table.identities]
    filled = [pl.all_horizontal(pl.col(names).is_not_null()) for names in whole[:-1]]
    last = reduce(and_, (is_read(name) for name in table.identities[-1]))
    return reduce(or_, filled, last)


def _is_later() -> pl.Expr:
    """Return whether the other row is known to be of a later export: by the first that both tell and that differs.

    Where one tells when it was last changed and the other does not, nothing is known.
    """
    mine, theirs = pl.col(UPDATED), pl.col(f"{UPDATED} later")
    after, open_ = (theirs > mine).fill_null(value=False), mine.eq_missing(theirs)
    for name in ORDER:
        mine, theirs = pl.col(name), pl.col(f"{name} later")
        after = after | (open_ & (theirs > mine).fill_null(value=False))
        open_ = open_ & mine.eq(theirs).fill_null(value=True)
    return after


def _with_updated(frame: Frame) -> Frame:
    if UPDATED in frame.collect_schema().names():
        return frame
    return frame.with_columns(pl.lit(None, pl.Int64).alias(UPDATED))
