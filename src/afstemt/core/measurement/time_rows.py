"""Rows in time: what of each counts, its share of the union, and the rows that an outcome carries."""

from collections.abc import Mapping

import polars as pl

from afstemt.core.measurement.agreed import Agreed
from afstemt.core.measurement.held_out_time import HeldOutTime, remaining
from afstemt.core.measurement.intervals import SPELLS, Line, fresh, union

ROWS: Mapping[str, type[pl.DataType]] = {
    "table": pl.String,
    "id": pl.String,
    "population": pl.String,
    "service": pl.String,
    "file_no": pl.Int32,
    "row_no": pl.Int64,
    "start_s": pl.Int64,
    "end_s": pl.Int64,
    "counted_s": pl.Int64,
    "affected_users": pl.Int64,
    "state": pl.String,
    "held_out": pl.String,
}
"""What ``Outcome.rows`` holds of the kinds over time; ``counted_s`` adds up to the downtime."""


def in_time(found: pl.DataFrame) -> pl.DataFrame:
    """Return the rows by start, equal ones as they stood: row (number in ``found``), start, end, counts.

    The number rides in the low bits of what is sorted: one column of integers instead of a whole frame.
    """
    bits = found.height.bit_length() + 1
    highest = found["start"].max()
    if isinstance(highest, int) and highest.bit_length() + bits < 63:
        low = pl.int_range(found.height, dtype=pl.Int64, eager=True) * 2 + found["held_out"].is_null().cast(
            pl.Int64
        )
        keys = (found["start"] * 2**bits + low).sort()
        start = keys // 2**bits
        low = keys - start * 2**bits
        row = low // 2
        counts = low - row * 2 == 1
    else:
        row = found.with_row_index("row").sort("start", maintain_order=True)["row"].cast(pl.Int64)
        start = found["start"].gather(row)
        counts = found["held_out"].is_null().gather(row)
    return pl.DataFrame(
        {"row": row, "start": start.set_sorted(), "end": found["end"].gather(row), "counts": counts}
    )


def pieces_that_count(
    found: pl.DataFrame, ordered: pl.DataFrame, line: Line, held: HeldOutTime
) -> pl.DataFrame:
    """Return what of each row counts before hours: row, start, end; by start, so that they can be ``fresh``.

    A row that does not count keeps its place with no length. A row held out in part gives its pieces.
    """
    end = pl.when("counts").then(pl.col("end")).otherwise(pl.col("start")).alias("end")
    pieces = ordered.select("row", "start", end)
    if not held.parts:
        return pieces
    partly = found["id"].is_in(list(held.parts)).fill_null(False).gather(pieces["row"])
    some = pieces.filter(partly)
    cut = [
        (row["row"], low, high)
        for row in some.with_columns(found["id"].gather(some["row"])).iter_rows(named=True)
        for low, high in _left(row, line, held)
    ]
    made = pl.DataFrame(cut, schema=pieces.schema, orient="row")
    # A row without a piece keeps its place, so that as many pieces as rows means one of each.
    emptied = some.filter(~pl.col("row").is_in(made["row"].implode())).with_columns(end=pl.col("start"))
    return pl.concat([pieces.filter(~partly), made, emptied]).sort("start", maintain_order=True)


def _left(row: Mapping[str, int], line: Line, held: HeldOutTime) -> list[tuple[int, int]]:
    base = row["start"] // line.span * line.span - line.from_s
    placed = tuple((start + base, end + base, reason) for start, end, reason in held.parts[str(row["id"])])
    return remaining(row["start"], row["end"], placed)


def shares(pieces: pl.DataFrame, rows: int, counting: Agreed) -> tuple[pl.Series, pl.Series]:
    """Return each row's own share of the downtime, in the rows' order, and the sum of each service.

    Overlapping time is the share of the row that began first.
    """
    own = fresh(pieces)
    counted = own.select("row").with_columns(counting.between(own["fresh"], own["end"]))
    total = counting.by_service(pieces["start"], counted["counted_s"])
    if counted.height != rows:
        counted = counted.group_by("row").agg(pl.col("counted_s").sum())
    none = pl.zeros(rows, dtype=pl.Int64, eager=True)
    return none.scatter(counted["row"], counted["counted_s"]).alias("counted_s"), total


def stretches_held_out(line: Line, held: HeldOutTime) -> pl.DataFrame:
    """Return, disjoint, the time that is held out whatever happened in it."""
    numbers = {service: number for number, service in enumerate(line.services)}
    found = [pl.DataFrame(schema=SPELLS)]
    for service, stretches in held.stretches.items():
        codes = None if not service else [numbers[service]] if service in numbers else []
        found.extend(line.everywhere(start, end, codes) for start, end, _reason in stretches)
    return union(pl.concat(found))


def finished(
    rows: pl.DataFrame, line: Line, population: str, table: str, state: str = "down"
) -> pl.DataFrame:
    """Return rows as ``ROWS`` says, from the line when they do not have their own times already."""
    values = {
        "table": pl.lit(table),
        "population": pl.lit(population),
        "state": pl.when(pl.col("held_out").is_not_null())
        .then(pl.lit("held_out"))
        .when(pl.col("counted_s") > 0)
        .then(pl.lit(state))
        .otherwise(pl.lit("not_counted")),
    }
    if "start_s" not in rows.columns:
        rows = line.back(rows)
    return rows.select(values.get(name, pl.col(name)).cast(dtype).alias(name) for name, dtype in ROWS.items())
