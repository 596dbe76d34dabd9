"""A delivery's facts as files: one Parquet a table, and the faults of its rows. Knows folders, no database."""

import json
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl

from afstemt.core.evidence.evidence import LOST as EVIDENCE_LOST
from afstemt.core.evidence.evidence import Evidence, collect
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
FAULTS = "faults.json"
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


def together(folders: Sequence[Path], first_files: Iterable[int] | None = None) -> dict[str, pl.LazyFrame]:
    """Return the tables of several deliveries as one.

    Args:
        folders: In the order they were confirmed. Where two carry a row of the same key the later one's is used.
        first_files: For each folder, the number that its first file gets in ``file_no``; None to leave it be.
    """
    frames: dict[str, list[pl.LazyFrame]] = defaultdict(list)
    numbers = list(first_files) if first_files is not None else [0] * len(folders)
    for folder, first in zip(folders, numbers, strict=True):
        for name, table in tables_in(folder).items():
            frames[name].append(table.with_columns((pl.col("file_no") + first).cast(pl.Int32)))
    return {name: _latest(name, parts) for name, parts in frames.items()}


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


def _latest(name: str, parts: list[pl.LazyFrame]) -> pl.LazyFrame:
    key = KEYS.get(name)
    if len(parts) == 1 or key is None:
        return pl.concat(parts)
    whole = by_key(name, pl.concat(parts))
    return whole.unique(subset=list(key), keep="last", maintain_order=True)
