"""The facts of deliveries in the data folder, and all confirmed ones of a contract as one evidence."""

import json
import shutil
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl
from django.conf import settings

from afstemt.core.evidence.evidence import Evidence, SourceFile
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.units.fault import Fault
from afstemt.web.evidence.models import DeliveredFile, Delivery


def folder_of(key: str) -> Path:
    """Return the folder of a delivery's facts."""
    return Path(settings.ENVIRONMENT.data) / "deliveries" / key


def keep(key: str, evidence: Evidence) -> None:
    """Write a delivery's facts and faults; nothing is left behind when that fails."""
    target = folder_of(key)
    target.mkdir(parents=True)
    try:
        for name, table in evidence.tables.items():
            table.sink_parquet(target / f"{name}.parquet")
        said = [
            {
                "code": fault.code,
                "message": fault.message,
                "source": fault.source,
                "place": fault.place,
                "row": fault.row,
                "column": fault.column,
                "severity": fault.severity,
            }
            for fault in evidence.faults
        ]
        (target / "faults.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise


def forget(key: str) -> None:
    """Remove a delivery's facts."""
    shutil.rmtree(folder_of(key), ignore_errors=True)


def faults_of(key: str) -> tuple[Fault, ...]:
    """Return what was wrong with a delivery's rows, in the words of the day it was read."""
    path = folder_of(key) / "faults.json"
    if not path.exists():
        return ()
    return tuple(Fault(**one) for one in json.loads(path.read_text(encoding="utf-8")))


def evidence_of(deliveries: Sequence[Delivery]) -> Evidence:
    """Return the evidence of confirmed deliveries together.

    Args:
        deliveries: In the order they were confirmed. Where two carry a row of the same key (a ticket, a change ...)
            the later one's row is used.
    """
    files: list[SourceFile] = []
    frames: dict[str, list[pl.LazyFrame]] = defaultdict(list)
    faults: list[Fault] = []
    for delivery in deliveries:
        first = len(files)
        files += [_source(file) for file in delivery.files.all()]
        faults += faults_of(delivery.key)
        for path in sorted(folder_of(delivery.key).glob("*.parquet")):
            frames[path.stem].append(
                pl.scan_parquet(path).with_columns((pl.col("file_no") + first).cast(pl.Int32))
            )
    tables = {name: _latest(name, parts) for name, parts in frames.items() if name in BY_NAME}
    return Evidence(tables, tuple(files), tuple(faults))


def _latest(name: str, parts: Iterable[pl.LazyFrame]) -> pl.LazyFrame:
    together = list(parts)
    whole = pl.concat(together)
    table = BY_NAME[name]
    if len(together) == 1 or not table.key:
        return whole
    key = [table.column(column).frame_name for column in table.key]
    return whole.unique(subset=key, keep="last", maintain_order=True)


def _source(file: DeliveredFile) -> SourceFile:
    return SourceFile(
        file.name,
        file.sha256,
        file.size,
        file.table,
        file.profile,
        file.rows_read,
        file.rows_used,
        file.rows_set_aside,
        tuple((table, count) for table, count in file.facts),
    )
