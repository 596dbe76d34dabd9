"""A delivery's facts as files: what each of its files became, one Parquet a table. Knows folders, no database."""

import json
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from afstemt.core.evidence.column import Table
from afstemt.core.evidence.evidence import Evidence, SourceFile, collect
from afstemt.core.evidence.export import UPDATED, Export, from_json
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.units.fault import Fault
from afstemt.files.kept import kept_fault, told_fault
from afstemt.files.reading.evidence import Parts, joined
from afstemt.files.reading.intake.event_log import Rule
from afstemt.files.reading.intake.export_name import place_of
from afstemt.files.reading.intake.parts import LOST_HERE, UPDATES

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
FAULTS, READING = "faults.json", "reading.json"
"""All that is said of a delivery by itself, and of that what was found in each file by itself."""
EXPORTS, FILES, RULES = "exports.json", "files.json", "rules.json"
LOST, UNUSABLE, ALTERNATIVES, LOGS = "lost", "unusable", "alternatives", "logs"
"""Folders beside the facts, with a Parquet a table; a delivery that was kept before there were such has none."""
LEFT_OUT = "left_out.parquet"
"""The ids of rows that profiles left out, for a case may be left out by a word; missing where none were."""
NOTHING: Mapping[str, pl.DataType | type[pl.DataType]] = {}


def keep(target: Path, parts: Parts, evidence: Evidence) -> None:
    """Write what a delivery's files became, and what is said of them; nothing is left behind when that fails.

    Args:
        target: The folder, which must not be there.
        parts: What each file became.
        evidence: The files joined by themselves.
    """
    target.mkdir(parents=True)
    try:
        for name in BY_NAME:
            if rows := parts.rows_of(name):
                pl.concat(list(rows.values()), how="diagonal").sink_parquet(target / f"{name}.parquet")
        for folder, frames in (
            (LOST, parts.lost),
            (UNUSABLE, parts.unusable),
            (ALTERNATIVES, parts.alternatives),
            (LOGS, {UPDATES: [updates for _rule, updates in parts.logs.values()]}),
        ):
            for name, each in frames.items():
                if each:
                    (target / folder).mkdir(exist_ok=True)
                    pl.concat(each, how="diagonal").write_parquet(target / folder / f"{name}.parquet")
        if parts.left_out:
            pl.concat(list(parts.left_out.values()), how="diagonal").write_parquet(target / LEFT_OUT)
        _write(target / RULES, {number: asdict(rule) for number, (rule, _updates) in parts.logs.items()})
        _write(target / EXPORTS, [one.as_json() for one in parts.exports])
        _write(target / FILES, [asdict(one) for one in parts.files])
        _write(target / READING, [kept_fault(fault) for _number, fault in parts.faults])
        _write(target / FAULTS, [kept_fault(fault) for fault in evidence.faults])
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise


def _write(path: Path, said: Any) -> None:
    path.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")


def _read(path: Path, without: Any) -> Any:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else without


def faults_in(folder: Path) -> tuple[Fault, ...]:
    """Return what is said of a delivery by itself, in the active language."""
    return tuple(told_fault(one) for one in _read(folder / FAULTS, []))


def are_counted(folder: Path) -> bool:
    """Return whether it is kept how the reading counted each file by itself."""
    return (folder / FILES).exists()


def tables_in(folder: Path) -> dict[str, pl.LazyFrame]:
    """Return the rows of a delivery's files, unread, with the columns of today: one that came later is empty."""
    return {
        path.stem: _whole(BY_NAME[path.stem], pl.scan_parquet(path))
        for path in sorted(folder.glob("*.parquet"))
        if path.stem in BY_NAME
    }


def _whole(
    table: Table, rows: pl.LazyFrame, more: Mapping[str, pl.DataType | type[pl.DataType]] = NOTHING
) -> pl.LazyFrame:
    schema: dict[str, pl.DataType | type[pl.DataType]] = {**table.schema, **more}
    kept = rows.collect_schema().names()
    if UPDATED in kept:
        schema[UPDATED] = pl.Int64
    whole = [
        (pl.col(one) if one in kept else pl.lit(None)).cast(dtype).alias(one) for one, dtype in schema.items()
    ]
    return rows.select(whole)


@dataclass(frozen=True)
class Delivered:
    """A delivery's facts, and its files as they are to be called.

    Attributes:
        folder: Where the facts lie.
        files: Its files; their names count, and all else where the folder does not tell. None to go by the folder.
        order: Files by name, oldest first, where the party has said so.
    """

    folder: Path
    files: tuple[SourceFile, ...] | None = None
    order: tuple[str, ...] = ()


def order_among(names: Collection[str], orders: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return what an order said before says of files: the first that has two or more of them; empty for none."""
    known = {*names, *(name.partition("#")[0] for name in names)}
    found = ([name for name in order if name in known] for order in orders)
    return next((tuple(order) for order in found if len(order) > 1), ())


def together(deliveries: Sequence[Delivered], only: Iterable[str] = BY_NAME) -> Evidence:
    """Return the evidence of several deliveries, as if all their files had been read at once.

    Args:
        deliveries: In the order they were confirmed, which orders what no time in a file's name does.
        only: The tables that are wanted.
    """
    parts, wanted = Parts(reader="workplace"), frozenset(only)
    for place, one in enumerate(deliveries):
        _take(parts, one, place, wanted)
    return joined(parts)


def _take(parts: Parts, one: Delivered, place: int, only: frozenset[str]) -> None:
    """Put a delivery's files among the others'."""
    first = len(parts.files)
    tables = {name: table for name, table in tables_in(one.folder).items() if name in only}
    files = _files_in(one, tables)
    parts.files += files
    parts.exports += _exports_in(one, files, place)
    for name, table in tables.items():
        rows = by_key(name, _numbered(table, first))
        if BY_NAME[name].series or name == "outages":
            parts.lazy[name] |= _by_file(rows) if len(files) > 1 else {first: rows}
        else:
            by_file = collect(rows).partition_by("file_no", as_dict=True)
            parts.frames[name] |= {int(str(number)): own for (number,), own in by_file.items()} or {
                first: collect(rows)
            }
    for name, rows in _beside(one.folder, LOST, first):
        if name in only:
            parts.lost[name].append(collect(by_key(name, _whole(BY_NAME[name], rows, LOST_HERE))))
    for name, rows in _beside(one.folder, UNUSABLE, first):
        if name in only:
            parts.unusable[name].append(collect(rows))
    for name, rows in _beside(one.folder, ALTERNATIVES, first):
        if name in only:
            parts.alternatives[name].append(collect(rows))
    if "incidents" in only:
        _take_logs(parts, one.folder, first)
    if (one.folder / LEFT_OUT).exists():
        left_out = collect(_numbered(pl.scan_parquet(one.folder / LEFT_OUT), first))
        by_number = left_out.partition_by("file_no", as_dict=True)
        parts.left_out |= {int(str(number)): own for (number,), own in by_number.items()}
    said = _read(one.folder / READING, None)
    parts.say([told_fault(each) for each in said] if said is not None else faults_in(one.folder), first)


def _take_logs(parts: Parts, folder: Path, first: int) -> None:
    for _name, rows in _beside(folder, LOGS, first):
        updates = collect(rows).partition_by("file_no", as_dict=True)
        for number, rule in _read(folder / RULES, {}).items():
            place = int(number) + first
            parts.logs[place] = Rule(**rule), updates[(place,)]


def _files_in(one: Delivered, tables: Mapping[str, pl.LazyFrame]) -> list[SourceFile]:
    """Return the delivery's files as the reading counted each by itself."""
    said = _read(one.folder / FILES, None)
    if said is None:  # kept before each file was: as many as its facts tell of
        numbers = [collect(table.select(pl.col("file_no").max())).item() for table in tables.values()]
        count = max((number + 1 for number in numbers if number is not None), default=0)
        return list(one.files or [SourceFile("", "", 0, "", "", 0, 0, 0)] * count)
    files = [SourceFile(**each) for each in said]
    if one.files is None:
        return files
    return [
        replace(file, name=known.name, period=known.period, party=known.party)
        for file, known in zip(files, one.files, strict=True)
    ]


def _exports_in(one: Delivered, files: Sequence[SourceFile], place: int) -> list[Export]:
    """Return what is known of a delivery's files; of one that was kept before that was, only its place."""
    known = [replace(from_json(each), delivery=place) for each in _read(one.folder / EXPORTS, [])][
        : len(files)
    ]
    known += [Export(f"#{number}", delivery=place) for number in range(len(known), len(files))]
    if not one.order:
        return known
    return [
        replace(export, place=place_of(file.name, one.order))
        for export, file in zip(known, files, strict=True)
    ]


def _numbered(rows: pl.LazyFrame, first: int) -> pl.LazyFrame:
    return rows.with_columns((pl.col("file_no") + first).cast(pl.Int32))


def _by_file(rows: pl.LazyFrame) -> dict[int, pl.LazyFrame]:
    numbers = collect(rows.select(pl.col("file_no").unique()))["file_no"]
    return {number: rows.filter(pl.col("file_no") == number) for number in numbers}


def _beside(folder: Path, kind: str, first: int) -> Iterator[tuple[str, pl.LazyFrame]]:
    for path in sorted((folder / kind).glob("*.parquet")):
        if path.stem in BY_NAME or kind == LOGS:
            yield path.stem, _numbered(pl.scan_parquet(path), first)


def by_key(name: str, table: pl.LazyFrame) -> pl.LazyFrame:
    """Return the table with a key that has no nulls: a stated figure without a period holds for any."""
    if name != "stated_values":
        return table
    return table.with_columns(pl.col("period", "population").fill_null(""))
