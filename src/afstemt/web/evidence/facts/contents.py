"""What a delivered file holds, as plain values kept beside it: taken from its facts once, not by each page."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.summary import TableSummary, summaries
from afstemt.core.evidence.tables import BY_NAME

MOST_KEPT = 300
"""Different texts of a column that are kept, the most frequent first; the others only by number."""

Kept = dict[str, Any]
"""One table that a file became: table, rows, first and last (UTC seconds or null), months, untimed, and columns, each
with its name, values (text and rows), silent, and others (how many more texts, and their rows)."""


def contents(evidence: Evidence, zone: str) -> list[list[Kept]]:
    """Return what each file of the evidence became, by its place among the files."""
    found = summaries(evidence, zone)
    return [[_kept(one) for one in found.get(number, ())] for number in range(len(evidence.files))]


def _kept(one: TableSummary) -> Kept:
    return {
        "table": one.table.name,
        "rows": one.rows,
        "first": one.first,
        "last": one.last,
        "months": [list(each) for each in one.months],
        "untimed": one.untimed,
        "columns": [
            {
                "name": column.column.name,
                "values": [[value.text, value.rows] for value in column.values[:MOST_KEPT]],
                "silent": column.silent,
                "others": [
                    len(column.values[MOST_KEPT:]),
                    sum(value.rows for value in column.values[MOST_KEPT:]),
                ],
            }
            for column in one.columns
        ],
    }


def names_in(files: Sequence[Sequence[Kept]]) -> Evidence:
    """Return evidence that has the texts kept of files and nothing else: enough to ask the terms which they know."""
    texts: dict[str, dict[str, dict[str, None]]] = {}
    for file in files:
        for one in file:
            own = texts.setdefault(one["table"], {})
            for column in one["columns"]:
                known = own.setdefault(BY_NAME[one["table"]].column(column["name"]).frame_name, {})
                known.update(dict.fromkeys(text for text, _rows in column["values"]))
    return Evidence(tables={name: _frame(name, own) for name, own in texts.items()})


def _frame(table: str, texts: dict[str, dict[str, None]]) -> pl.LazyFrame:
    """Return a frame of the table in which each column has its texts, from the top."""
    height = max((len(each) for each in texts.values()), default=0)
    columns = []
    for name, dtype in BY_NAME[table].schema.items():
        own = list(texts.get(name, ())) if dtype == pl.String else []
        columns.append(pl.Series(name, [*own, *([None] * (height - len(own)))], dtype))
    return pl.DataFrame(columns).lazy()
