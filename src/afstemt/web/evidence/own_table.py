"""Rows of the workplace's own, put among the delivered facts of one table."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from afstemt.core.evidence.evidence import Evidence, SourceFile, collect
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.units.fault import Fault

Row = dict[str, Any]


@dataclass(frozen=True)
class OwnTable:
    """Rows for one fact table.

    Attributes:
        table: Its name in ``core.evidence.tables``.
        name: What stands for a file's name in the report.
        rows: As the table has them.
        replaced: Which delivered rows give way to these.
        said: What is said of each delivered row that gives way, of its ``id``; nothing where that is plain.
    """

    table: str
    name: str
    rows: Sequence[Row]
    replaced: pl.Expr
    said: str = ""


def with_table(evidence: Evidence, own: OwnTable) -> Evidence:
    """Return the evidence with the rows in it, as a source of their own; without rows it is as it was."""
    if not own.rows:
        return evidence
    number = len(evidence.files)
    schema = BY_NAME[own.table].schema
    frame = pl.LazyFrame(
        [
            {column: row.get(column) for column in schema} | {"file_no": number, "row_no": index}
            for index, row in enumerate(own.rows, 1)
        ],
        schema=schema,
    )
    faults: list[Fault] = []
    if own.said:
        gone = collect(evidence.table(own.table).filter(own.replaced).select("id", "file_no", "row_no"))
        faults = [
            Fault(
                "own_row_counts",
                own.said.format(id=row),
                evidence.files[file].name if file < number else "",
                row=at,
                severity="note",
            )
            for row, file, at in gone.iter_rows()
        ]
    if evidence.has(own.table):
        frame = pl.concat([evidence.table(own.table).filter(~own.replaced).select(list(schema)), frame])
    said = json.dumps(list(own.rows), ensure_ascii=False, sort_keys=True).encode()
    count = len(own.rows)
    source = SourceFile(
        own.name, hashlib.sha256(said).hexdigest(), len(said), own.table, "afstemt", count, count, 0
    )
    return replace(
        evidence,
        tables={**evidence.tables, own.table: frame},
        files=(*evidence.files, source),
        faults=(*evidence.faults, *faults),
    )
