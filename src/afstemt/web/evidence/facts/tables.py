"""A delivery's facts as files: one Parquet a table, and the faults of its rows. Knows folders, no database."""

import json
import shutil
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import polars as pl

from afstemt.core.evidence.evidence import Evidence
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


def keep(target: Path, evidence: Evidence) -> None:
    """Write a delivery's facts and faults; nothing is left behind when that fails."""
    target.mkdir(parents=True)
    try:
        for name, table in evidence.tables.items():
            table.sink_parquet(target / f"{name}.parquet")
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


def _whole(name: str, table: pl.LazyFrame) -> pl.LazyFrame:
    schema, kept = BY_NAME[name].schema, table.collect_schema().names()
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
