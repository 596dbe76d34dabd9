"""What a delivery changes in what is confirmed already: rows new, changed, the same, and no longer told of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from afstemt.core.evidence.absence import ended, is_done
from afstemt.core.evidence.evidence import collect
from afstemt.core.evidence.tables import BY_NAME
from afstemt.web.evidence.facts.extent import time_of
from afstemt.web.evidence.facts.tables import KEYS, by_key

SHOWN = 25
"""Changed rows that are shown one by one; all are counted."""
LONGEST = 80
"""Characters of a value that are shown."""
_BEFORE = " before"

Plain = str | int | bool | None


@dataclass(frozen=True)
class Changed:
    """One row that is changed: its key, and each column's name, earlier and later value."""

    key: tuple[Plain, ...]
    columns: tuple[tuple[str, Plain, Plain], ...]


@dataclass(frozen=True)
class Difference:
    """What one table with a key changes.

    Attributes:
        new, changed, same: Rows of the delivery; together all of them.
        left: Rows confirmed earlier, in the time that the delivery spans and not over before all of its own, that it
            does not have. They stay.
        columns: Columns with how many rows change in each, most first.
        shown: The first changed rows.
    """

    table: str
    new: int
    changed: int
    same: int
    left: int
    columns: tuple[tuple[str, int], ...]
    shown: tuple[Changed, ...]


def differences(new: Mapping[str, pl.LazyFrame], old: Mapping[str, pl.LazyFrame]) -> tuple[Difference, ...]:
    """Return the difference of every table with a key.

    Args:
        new: The delivery's tables.
        old: The confirmed tables together, one row of each key.
    """
    return tuple(_difference(name, table, old.get(name)) for name, table in new.items() if name in KEYS)


def _difference(name: str, new: pl.LazyFrame, old: pl.LazyFrame | None) -> Difference:
    key = list(KEYS[name])
    content = [column for column in BY_NAME[name].schema if column not in (*key, "file_no", "row_no")]
    if old is None:
        old = pl.LazyFrame(schema=BY_NAME[name].schema)
    new = by_key(name, new).select(*key, *content)
    old = by_key(name, old).select(*key, *content)
    joined = new.join(
        old.with_columns(pl.lit(value=True).alias("was")),
        on=key,
        how="left",
        suffix=_BEFORE,
        maintain_order="left",
    ).with_columns(
        (pl.col("was").is_not_null() & pl.col(column).ne_missing(pl.col(column + _BEFORE))).alias(
            "≠" + column
        )
        for column in content
    )
    differs = pl.any_horizontal("≠" + column for column in content)
    counts = collect(
        joined.select(
            pl.len().alias("rows"),
            pl.col("was").null_count().alias("new"),
            differs.sum().cast(pl.Int64).alias("changed"),
            *(pl.col("≠" + column).sum().cast(pl.Int64) for column in content),
        )
    ).row(0, named=True)
    rows, fresh, changed = int(counts["rows"]), int(counts["new"]), int(counts["changed"] or 0)
    columns = sorted(
        ((column, int(counts["≠" + column] or 0)) for column in content), key=lambda one: -one[1]
    )
    shown = collect(joined.filter(differs).head(SHOWN)) if changed else pl.DataFrame()
    return Difference(
        name,
        fresh,
        changed,
        rows - fresh - changed,
        _left(name, key, new, old),
        tuple(one for one in columns if one[1]),
        tuple(
            Changed(
                tuple(_plain(row[column]) for column in key),
                tuple(
                    (column, _plain(row[column + _BEFORE]), _plain(row[column]))
                    for column in content
                    if row["≠" + column]
                ),
            )
            for row in shown.iter_rows(named=True)
        ),
    )


def _left(name: str, key: list[str], new: pl.LazyFrame, old: pl.LazyFrame) -> int:
    at = time_of(name)
    if at is None:
        return 0
    table = BY_NAME[name]
    first, last, active = collect(
        new.select(
            pl.col(at).min().alias("first"),
            pl.col(at).max().alias("last"),
            ended(table).min().alias("active"),
        )
    ).row(0)
    if first is None:
        return 0
    expected = (ended(table) >= active) & ~is_done(table)  # what was over before is on no later list
    gone = old.filter(pl.col(at).is_between(first, last) & expected).join(new.select(key), on=key, how="anti")
    return int(collect(gone.select(pl.len())).item())


def _plain(value: Any) -> Plain:
    if isinstance(value, date):
        return value.isoformat()
    return value[:LONGEST] if isinstance(value, str) else value
