"""One thing, however many exports have it: the rows of several files as the rows of one.

A later export completes and corrects an earlier one. Where a row may stand several times, the larger count holds and
never the sum. Nothing is chosen by the alphabet: rows that differ and that nothing orders are handed back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import TypeVar

import polars as pl

from afstemt.core.evidence.absence import absent, moved
from afstemt.core.evidence.column import Column, Table
from afstemt.core.evidence.export import ORDER, UPDATED, Export, facts_of

Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)
_OWN = ("file_no", "row_no")
_INTO = ("into_file_no", "into_row_no")


@dataclass(frozen=True)
class Merged:
    """A table's rows of all exports.

    Attributes:
        rows: What stands, with the columns that came in.
        superseded: Rows that a later export has anew, or that stand in another file as well: file_no, row_no, and
            in into_file_no and into_row_no the row that is used instead of each.
        moved: Of these, windows that a later export has at another time.
        unordered: Rows of which two files tell different things while nothing tells which file is the later: all
            columns, and in file_nos the files.
        missing: Rows of ``rows`` that a later export of the same ought to have: all columns, and later_file_no.
    """

    rows: pl.DataFrame
    superseded: pl.DataFrame
    moved: pl.DataFrame
    unordered: pl.DataFrame
    missing: pl.DataFrame


def merge(
    table: Table,
    rows: pl.DataFrame,
    exports: Sequence[Export],
    lost: pl.DataFrame | None = None,
    tickets: pl.DataFrame | None = None,
) -> Merged:
    """Return the rows of several exports as those of one.

    Args:
        table: What the rows are.
        rows: The table's columns; file_no counts in ``exports``; in ``UPDATED``, where there is such a column, when
            the row was last changed.
        exports: The files.
        lost: Rows that were set aside. A file that has a row, though it could not be read, does not lack it.
        tickets: The tickets that each file has: file_no, id. None where nobody knows.
    """
    schema = rows.schema
    seen = rows["file_no"].unique()
    nothing = Merged(
        rows,
        _superseded([]),
        _superseded([]),
        rows.clear().with_columns(pl.lit(None, pl.List(pl.Int32)).alias("file_nos")),
        rows.clear().with_columns(pl.lit(None, pl.Int32).alias("later_file_no")),
    )
    if len(seen) < 2:
        return nothing
    files = _files(table, exports).filter(pl.col("file_no").is_in(seen.implode()))
    if table.key:  # of these each sheet is by itself: an id stands once
        files = files.with_columns(pl.col("file_no").cast(pl.Int64).alias("source"))
    if files["source"].n_unique() < 2:
        return nothing
    told = with_identity(table, rows).join(files.select("file_no", "source", "_has"), on="file_no")
    if UPDATED not in told.columns:
        told = told.with_columns(pl.lit(None, pl.Int64).alias(UPDATED))
    keys = identity_names(table)
    shared = told.group_by(keys).agg(pl.col("source").n_unique().alias("_in")).filter(pl.col("_in") > 1)
    single = told.join(shared, on=keys, how="anti", nulls_equal=True)
    steps = _steps(told.join(shared, on=keys, how="semi", nulls_equal=True), files, keys)
    found, superseded = _folded(table, steps, keys, files)
    found, unordered, superseded = _torn(found, steps, superseded, keys)
    standing = pl.concat([single, found.select(single.columns)]).sort(_OWN)
    gone = moved(table, standing, told, files, keys)
    part = [*_OWN, *keys]  # a row of the file may be of several services
    standing = standing.join(gone.select(part), on=part, how="anti", nulls_equal=True)
    surplus = found.filter(pl.col("_level") < pl.col("_top")).join(
        steps.group_by(keys).agg(pl.col("file_no").sort_by("_step").last().alias("later_file_no")),
        on=keys,
        how="left",
        nulls_equal=True,
    )
    if tickets is not None:
        tickets = tickets.join(facts_of(exports), on="file_no").select("occasion", "id").unique()
    missing = absent(table, standing, told, steps, files, keys, tickets)
    missing = pl.concat(
        [missing.select(*schema, "later_file_no"), surplus.select(*schema, "later_file_no")]
    ).unique(_OWN, keep="first", maintain_order=True)
    if lost is not None:
        missing = _lacking(table, missing, lost, files, keys)
    silent = files.filter(pl.col("partial"))["file_no"]
    return Merged(
        standing.select(list(schema)),
        _superseded([superseded, gone.select(*_OWN, *_INTO)]),
        gone.select(*_OWN, *_INTO),
        unordered.select(*schema, "file_nos"),
        missing.filter(~pl.col("later_file_no").is_in(silent.implode())).sort(_OWN),
    )


def _lacking(
    table: Table, missing: pl.DataFrame, lost: pl.DataFrame, files: pl.DataFrame, keys: list[str]
) -> pl.DataFrame:
    """Return the missing rows without those that the later file has, and lost."""
    has = with_identity(table, lost).join(files.select("file_no", "source"), on="file_no")
    later = files.select(pl.col("file_no").alias("later_file_no"), "source")
    told = with_identity(table, missing).join(later, on="later_file_no", maintain_order="left")
    return told.join(has, on=[*keys, "source"], how="anti", nulls_equal=True, maintain_order="left").select(
        missing.columns
    )


def identity_names(table: Table) -> list[str]:
    """Return the columns that ``with_identity`` adds."""
    names = dict.fromkeys(name for each in table.identities for name in each)
    return [f"_id_{name}" for name in names]


def with_identity(table: Table, rows: Frame) -> Frame:
    """Return the rows with what tells that two are about the same; empties are equal."""
    first: dict[str, pl.Expr] = {}
    open_ = pl.lit(value=True)
    for number, names in enumerate(table.identities):
        frames = [table.column(name).frame_name for name in names]
        whole = pl.all_horizontal(pl.col(frames).is_not_null())
        last = number == len(table.identities) - 1
        chosen = open_ if last else open_ & whole
        for name, frame in zip(names, frames, strict=True):
            told = pl.when(chosen).then(pl.col(frame))
            first[name] = pl.coalesce(first[name], told) if name in first else told
        open_ = open_ & ~whole
    return rows.with_columns(expression.alias(f"_id_{name}") for name, expression in first.items())


def _files(table: Table, exports: Sequence[Export]) -> pl.DataFrame:
    """Return the exports as a frame, with the table's columns that each has as bits of a number in ``_has``."""
    names = [column.frame_name for column in table.columns]
    everything = (1 << len(names)) - 1
    has = [
        sum(1 << bit for bit, name in enumerate(names) if name in one.columns[table.name])
        if table.name in one.columns
        else everything
        for one in exports
    ]
    return facts_of(exports).with_columns(pl.Series("_has", has, pl.Int64))


def _steps(rows: pl.DataFrame, files: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Return the rows with ``_step``, the place of their file among those that tell of the same, oldest first.

    Files that nothing orders are of one ``_level``, in steps of their own; ``_top`` is the latest level.
    """
    placed = rows.join(files.select("file_no", *ORDER), on="file_no")
    by_source = placed.group_by(*keys, "source").agg(
        pl.when(pl.col(UPDATED).null_count() == 0).then(pl.col(UPDATED).max()).alias(UPDATED),
        *(pl.col(name).max() for name in ORDER),
    )
    told = [UPDATED, *ORDER]
    ordered = by_source.with_columns(
        pl.when(pl.col(name).is_not_null().all().over(keys)).then(pl.col(name)).alias(name) for name in told
    ).sort(*keys, *told, "source", nulls_last=False)
    same = pl.all_horizontal(pl.col(name).eq_missing(pl.col(name).shift().over(keys)) for name in told)
    place = pl.int_range(pl.len()).over(keys)
    stepped = ordered.with_columns(place.alias("_step")).with_columns(
        (~same & (pl.col("_step") > 0)).cast(pl.Int64).cum_sum().over(keys).alias("_level")
    )
    stepped = stepped.with_columns(pl.col("_level").max().over(keys).alias("_top"))
    return rows.join(
        stepped.select(*keys, "source", "_step", "_level", "_top"), on=[*keys, "source"], nulls_equal=True
    )


def _folded(
    table: Table, steps: pl.DataFrame, keys: list[str], files: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return what stands of the rows, step upon step, and what is superseded by what.

    ``_tied`` has as bits the columns that two files of one level tell differently.
    """
    columns = [column.frame_name for column in table.columns]
    shared_bits = reduce(and_, files["_has"].to_list(), -1)
    shared = {name for bit, name in enumerate(columns) if shared_bits >> bit & 1}
    content = [_plain(column) for column in table.columns if column.frame_name in shared]
    steps = steps.with_columns(
        pl.lit(0, pl.Int64).alias("_tied"),
        *(
            pl.col(column.name)
            .str.replace(r"(\.\d*?)0+$", "$1")
            .str.strip_chars_end(".")
            .alias(_plain(column))
            for column in table.columns
            if column.type == "decimal"
        ),
    ).sort("file_no", "row_no")
    standing = steps.filter(pl.col("_step") == 0)
    superseded = []
    for step in range(1, steps["_step"].n_unique()):
        newer = steps.filter(pl.col("_step") == step)
        touched = newer.select(keys).unique()
        older = standing.join(touched, on=keys, how="semi", nulls_equal=True)
        rest = standing.join(touched, on=keys, how="anti", nulls_equal=True)
        pairs = _pairs(older, newer, keys, content)
        kept, gone = _completed(newer, pairs, {column.frame_name: _plain(column) for column in table.columns})
        left = older.with_columns(pl.int_range(pl.len()).alias("_old"))
        left = left.join(pairs.select("_old"), on="_old", how="anti").drop("_old")
        standing = pl.concat([rest, left, kept.select(rest.columns)])
        superseded.append(gone)
    return standing, _superseded(superseded)


def _plain(column: Column) -> str:
    """Return the column that tells whether two values are the same: 7.5 hours are 7.50."""
    return f"_plain_{column.name}" if column.type == "decimal" else column.frame_name


def _pairs(older: pl.DataFrame, newer: pl.DataFrame, keys: list[str], content: list[str]) -> pl.DataFrame:
    """Return each newer row's place beside the older row that it stands for: equal ones first, the rest in order."""
    by_content = list(dict.fromkeys([*keys, *content]))
    again = pl.int_range(pl.len()).over(by_content).alias("_again")
    old = older.with_columns(again).with_columns(pl.int_range(pl.len()).alias("_old"))
    new = newer.with_columns(again).with_columns(pl.int_range(pl.len()).alias("_new"))
    alike = new.select(*by_content, "_again", "_new").join(
        old.select(*by_content, "_again", "_old"), on=[*by_content, "_again"], nulls_equal=True
    )
    rank = pl.int_range(pl.len()).over(keys).alias("_again")
    rest_old = old.join(alike.select("_old"), on="_old", how="anti", maintain_order="left").with_columns(rank)
    rest_new = new.join(alike.select("_new"), on="_new", how="anti", maintain_order="left").with_columns(rank)
    others = rest_new.select(*keys, "_again", "_new").join(
        rest_old.select(*keys, "_again", "_old"), on=[*keys, "_again"], nulls_equal=True
    )
    places = pl.concat([alike.select("_new", "_old"), others.select("_new", "_old")])
    return places.join(old.drop("_again"), on="_old").drop(*keys)


def _completed(
    newer: pl.DataFrame, pairs: pl.DataFrame, columns: Mapping[str, str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the newer rows, with the columns that their files lack from the older, and which older rows are gone.

    Args:
        columns: The table's columns, each with the one that tells whether two values are the same.
    """
    was = {name: f"{name} before" for name in pairs.columns if name not in ("_new", "_old")}
    joined = (
        newer.with_columns(pl.int_range(pl.len()).alias("_new"))
        .join(pairs.rename(was), on="_new", how="left", maintain_order="left")
        .with_columns(pl.col("_old").is_not_null().alias("_paired"))
    )
    has, had = pl.col("_has"), pl.col("_has before").fill_null(0)
    tied = pl.col("_paired") & (pl.col("_level") == pl.col("_level before"))
    bits = pl.lit(0, pl.Int64)
    values = []
    for bit, (name, plain) in enumerate(columns.items()):
        mask = 1 << bit
        mine, theirs = (has & mask) != 0, (had & mask) != 0
        differs = mine & theirs & pl.col(plain).ne_missing(pl.col(f"{plain} before"))
        bits = bits + pl.when(differs).then(mask).otherwise(0)
        values += [
            pl.when(~mine & theirs).then(pl.col(f"{each} before")).otherwise(pl.col(each)).alias(each)
            for each in dict.fromkeys((name, plain))
        ]
    before = pl.col("_tied before").fill_null(0)
    torn = pl.when(tied).then(before | bits).otherwise(before & ~has)
    kept = joined.with_columns(*values, torn.alias("_tied"), (has | had).alias("_has"))
    gone = joined.filter("_paired").select(
        pl.col("file_no before").alias("file_no"),
        pl.col("row_no before").alias("row_no"),
        *(pl.col(own).alias(into) for own, into in zip(_OWN, _INTO, strict=True)),
    )
    return kept, gone


def _torn(
    found: pl.DataFrame, steps: pl.DataFrame, superseded: pl.DataFrame, keys: list[str]
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Take out what two files tell differently while nothing orders them; return the rest, the torn, the superseded."""
    groups = found.filter(pl.col("_tied") != 0).select(keys).unique()
    if groups.is_empty():
        empty = found.clear().with_columns(pl.lit(None, pl.List(pl.Int32)).alias("file_nos"))
        return found, empty, superseded
    among = steps.join(groups, on=keys, how="semi", nulls_equal=True)
    standing = found.join(groups, on=keys, how="semi", nulls_equal=True).select(_OWN)
    rows = among.filter(
        (pl.col("_level") == pl.col("_top")) | pl.struct(_OWN).is_in(standing.to_struct().implode())
    )
    names = rows.group_by(keys).agg(pl.col("file_no").unique().sort().cast(pl.Int32).alias("file_nos"))
    rows = rows.join(names, on=keys, nulls_equal=True).sort(_OWN)
    return (
        found.join(groups, on=keys, how="anti", nulls_equal=True),
        rows,
        superseded.join(rows.select(_OWN), on=_OWN, how="anti"),
    )


def _superseded(parts: list[pl.DataFrame]) -> pl.DataFrame:
    types = dict(zip((*_OWN, *_INTO), (pl.Int32, pl.Int64, pl.Int32, pl.Int64), strict=True))
    return pl.concat([pl.DataFrame(schema=types), *(part.select(list(types)).cast(types) for part in parts)])  # type: ignore[arg-type]
