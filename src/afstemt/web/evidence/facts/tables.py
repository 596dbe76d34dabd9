"""A delivery's facts as files: one Parquet a table, and the faults of its rows. Knows folders, no database."""

import json
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from afstemt.core.evidence.evidence import LOST as EVIDENCE_LOST
from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.evidence.export import Export, from_json
from afstemt.core.evidence.exports import Merged, merge
from afstemt.core.evidence.overlap import merge_lazily
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.units.fault import Fault
from afstemt.files.kept import kept_fault, told_fault

KEYS: Mapping[str, tuple[str, ...]] = {
    **{
        table.name: tuple(table.column(column).frame_name for column in table.key)
        for table in BY_NAME.values()
        if table.key
    },
    "stated_values": ("level", "period", "population"),
}
"""What tells a row of a table from another, by the columns in frames. A figure that is stated again replaces the
earlier one of the same level, period and population."""
FAULTS, EXPORTS = "faults.json", "exports.json"
LOST, UNUSABLE = "lost", "unusable"
"""Folders beside the facts, with a Parquet a table; a delivery that was kept before there were such has none."""
NOTHING: Mapping[str, type[pl.DataType]] = {}


def keep(target: Path, evidence: Evidence) -> None:
    """Write a delivery's facts and faults; nothing is left behind when that fails."""
    target.mkdir(parents=True)
    try:
        for name, table in evidence.tables.items():
            table.sink_parquet(target / f"{name}.parquet")
        for folder, frames in ((LOST, evidence.lost), (UNUSABLE, evidence.unusable)):
            for name, frame in frames.items():
                (target / folder).mkdir(exist_ok=True)
                frame.write_parquet(target / folder / f"{name}.parquet")
        (target / EXPORTS).write_text(
            json.dumps([one.as_json() for one in evidence.exports]), encoding="utf-8"
        )
        said = [kept_fault(fault) for fault in evidence.faults]
        (target / FAULTS).write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise


def faults_in(folder: Path) -> tuple[Fault, ...]:
    """Return what was wrong with a delivery's rows, in the active language."""
    path = folder / FAULTS
    if not path.exists():
        return ()
    return tuple(told_fault(one) for one in json.loads(path.read_text(encoding="utf-8")))


def tables_in(folder: Path) -> dict[str, pl.LazyFrame]:
    """Return a delivery's tables, unread, with all their columns: one that came later is empty."""
    return {
        path.stem: _whole(path.stem, pl.scan_parquet(path))
        for path in sorted(folder.glob("*.parquet"))
        if path.stem in BY_NAME
    }


def _whole(name: str, table: pl.LazyFrame, more: Mapping[str, type[pl.DataType]] = NOTHING) -> pl.LazyFrame:
    schema: dict[str, pl.DataType | type[pl.DataType]] = {**BY_NAME[name].schema, **more}
    kept = table.collect_schema().names()
    lacking = [pl.lit(None, dtype=dtype).alias(one) for one, dtype in schema.items() if one not in kept]
    return table.with_columns(lacking).select(list(schema)) if lacking else table


@dataclass(frozen=True)
class Joint:
    """The tables of several deliveries as one.

    Attributes:
        tables: Each thing once, however many deliveries have it.
        merged: By table, what came of the rows that several deliveries have.
        exports: The files, by their numbers in ``file_no``.
    """

    tables: dict[str, pl.LazyFrame]
    merged: dict[str, Merged]
    exports: tuple[Export, ...]


def together(folders: Sequence[Path], counts: Sequence[int] | None = None) -> Joint:
    """Return the tables of several deliveries as one.

    Args:
        folders: In the order they were confirmed, which orders what no time in a file's name does.
        counts: How many files each has; None to go by its facts.
    """
    parts: dict[str, dict[int, pl.LazyFrame]] = defaultdict(dict)
    exports: list[Export] = []
    for place, folder in enumerate(folders):
        tables = tables_in(folder)
        count = _files_of(tables.values()) if counts is None else counts[place]
        for name, table in tables.items():
            numbered = table.with_columns((pl.col("file_no") + len(exports)).cast(pl.Int32))
            parts[name][place] = by_key(name, numbered)
        exports += _exports_in(folder, count, place)
    made = {name: _merged(name, each, exports) for name, each in parts.items()}
    merged = {name: one for name, (_table, one) in made.items() if one is not None}
    return Joint({name: table for name, (table, _one) in made.items()}, merged, tuple(exports))


def _files_of(tables: Iterable[pl.LazyFrame]) -> int:
    last = [collect(table.select(pl.col("file_no").max())).item() for table in tables]
    return max((one + 1 for one in last if one is not None), default=0)


def _exports_in(folder: Path, count: int, place: int) -> list[Export]:
    """Return what is known of a delivery's files; of one that was kept before that was, only its place."""
    path = folder / EXPORTS
    said = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    known = [replace(from_json(one), delivery=place) for one in said][:count]
    return [*known, *(Export(f"#{number}", delivery=place) for number in range(len(known), count))]


def _merged(
    name: str, parts: Mapping[int, pl.LazyFrame], exports: Sequence[Export]
) -> tuple[pl.LazyFrame, Merged | None]:
    table = BY_NAME[name]
    if len(parts) == 1:
        return next(iter(parts.values())), None
    if table.series or name == "outages":
        return merge_lazily(table, parts, exports)
    merged = merge(table, collect(pl.concat(list(parts.values()))), exports)
    return merged.rows.lazy(), merged


def lost_together(folders: Sequence[Path], first_files: Iterable[int]) -> dict[str, pl.DataFrame]:
    """Return the rows that several deliveries lost; not one that a later delivery has, by its key.

    Arguments as ``together``.
    """
    frames: dict[str, list[pl.DataFrame]] = defaultdict(list)
    for at, (folder, first) in enumerate(zip(folders, first_files, strict=True)):
        for name, table in _beside(folder, LOST, first):
            whole = _whole(name, table, EVIDENCE_LOST)
            for later in folders[at + 1 :]:
                whole = _without_those_of(name, whole, later)
            frames[name].append(collect(whole))
    return {name: pl.concat(parts) for name, parts in frames.items()}


def unusable_together(folders: Sequence[Path], first_files: Iterable[int]) -> dict[str, pl.DataFrame]:
    """Return the cells that could not be read of several deliveries. Arguments as ``together``."""
    frames: dict[str, list[pl.DataFrame]] = defaultdict(list)
    for folder, first in zip(folders, first_files, strict=True):
        for name, table in _beside(folder, UNUSABLE, first):
            frames[name].append(collect(table))
    return {name: pl.concat(parts) for name, parts in frames.items()}


def _beside(folder: Path, kind: str, first: int) -> Iterator[tuple[str, pl.LazyFrame]]:
    for path in sorted((folder / kind).glob("*.parquet")):
        if path.stem in BY_NAME:
            scanned = pl.scan_parquet(path)
            yield path.stem, scanned.with_columns((pl.col("file_no") + first).cast(pl.Int32))


def _without_those_of(name: str, lost: pl.LazyFrame, folder: Path) -> pl.LazyFrame:
    """Return the rows without those that a later delivery has; a row whose key cannot be read stays."""
    path = folder / f"{name}.parquet"
    if name not in KEYS or not path.exists():
        return lost
    key = list(KEYS[name])
    return lost.join(_whole(name, pl.scan_parquet(path)).select(key), on=key, how="anti")


def by_key(name: str, table: pl.LazyFrame) -> pl.LazyFrame:
    """Return the table with a key that has no nulls: a stated figure without a period holds for any."""
    if name != "stated_values":
        return table
    return table.with_columns(pl.col("period", "population").fill_null(""))
