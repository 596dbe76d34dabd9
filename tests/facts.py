"""Fact tables from plain rows, as a file has them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import polars as pl

from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.units.period import instant

ZONE = "Europe/Copenhagen"


def second(at: str | None) -> int | None:
    """Return Danish wall time (``2026-10-05 13:06``) as a UTC second."""
    if at is None:
        return None
    wall = datetime.fromisoformat(at)
    return instant(wall.date(), ZONE, wall.hour * 3600 + wall.minute * 60 + wall.second)


def table(name: str, rows: Sequence[Mapping[str, Any]], file_no: int = 0) -> pl.LazyFrame:
    """Return rows in a file's own words (``opened_at``) as a fact table; row numbers count from 2."""
    schema = BY_NAME[name].schema
    columns = {column.name: column for column in BY_NAME[name].columns}
    made = []
    for number, row in enumerate(rows, 2):
        values: dict[str, Any] = dict.fromkeys(schema) | {"file_no": file_no, "row_no": number}
        for key, value in row.items():
            column = columns[key]
            values[column.frame_name] = second(value) if column.type == "instant" else value
        made.append(values)
    return pl.LazyFrame(made, schema=schema)
