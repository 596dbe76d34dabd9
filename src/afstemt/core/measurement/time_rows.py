"""Rows in time: what of each counts, its share of the union, and the rows that an outcome carries."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.measurement.agreed import Agreed
from afstemt.core.measurement.held_out_time import HeldOutTime, remaining
from afstemt.core.measurement.intervals import Line, union

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


@dataclass(frozen=True)
class Laid:
    """Rows laid out in time.

    Attributes:
        ordered: row (its number), start, end, counts; by start.
        pieces: What of each row counts before hours: row, start, end; by start.
        counted: Each row's own share of the downtime, in the rows' order; overlapping time is the first row's.
        reported_s, answered_s, counted_s: Seconds of each service: reported in hours, what of it is in ``pieces``,
            and what of that counts.
    """

    ordered: pl.DataFrame
    pieces: pl.DataFrame
    counted: pl.Series
    reported_s: pl.Series
    answered_s: pl.Series
    counted_s: pl.Series

    @cached_property
    def reported(self) -> pl.DataFrame:
        """Disjoint: the union of all rows."""
        return union(self.ordered)

    @cached_property
    def answered(self) -> pl.DataFrame:
        """Disjoint: the union of the pieces."""
        return union(self.pieces)


def laid_out(
    found: pl.DataFrame,
    line: Line,
    held: HeldOutTime,
    hours: Agreed,
    counting: Agreed,
    *,
    with_rows: bool = True,
) -> Laid:
    """Return the rows laid out in time.

    Args:
        found: id, start, end (on the line), held_out; any order.
        line: The services.
        held: What is held out of single rows.
        hours: Where what is reported is measured.
        counting: Where what counts is measured.
        with_rows: Whether ``counted`` is wanted; else it is empty.
    """
    ordered = _in_time(found, line)
    pieces = _pieces_that_count(found["id"], ordered, line, held)
    marks = hours.before(ordered["start"], ordered["end"]).rechunk()
    own = (
        hours.before(pieces["start"], pieces["end"]).rechunk()
        if held.parts
        else marks.with_columns(pl.when(ordered["counts"]).then("ended").otherwise("begun").alias("ended"))
    )
    shares = answered = own.select(_share())["counted_s"]
    answered_s = counted_s = hours.by_service(pieces["start"], answered)
    if counting is not hours:
        # Where a row ends before one that began earlier, it adds nothing; so the furthest end stands for it, and all
        # places ascend.
        begun = counting.less_out(pieces["start"], own["begun"])
        ended = counting.less_out(pieces["end"].cum_max(), own["ended"].cum_max())
        shares = pl.DataFrame([begun.alias("begun"), ended.alias("ended")]).select(_share())["counted_s"]
        counted_s = counting.by_service(pieces["start"], shares)
    reported_s = hours.by_service(ordered["start"], marks.select(_share())["counted_s"])
    counted = pl.Series("counted_s", dtype=pl.Int64)
    if with_rows:
        counted = _in_rows_order(pieces["row"], shares, found.height, split=bool(held.parts))
    return Laid(ordered, pieces, counted, reported_s, answered_s, counted_s)


def _share() -> pl.Expr:
    """Return the agreed seconds that each spell, in order, adds to those before it, as counted_s."""
    ended = pl.col("ended")
    return (
        (ended - pl.max_horizontal("begun", ended.cum_max().shift(1))).clip(lower_bound=0).alias("counted_s")
    )


def _in_rows_order(row: pl.Series, seconds: pl.Series, rows: int, *, split: bool) -> pl.Series:
    """Return counted_s by row; ``split`` says that a row may have several shares."""
    if split:
        summed = pl.DataFrame([row, seconds]).group_by("row").agg(pl.col("counted_s").sum())
        row, seconds = summed["row"], summed["counted_s"]
    none = pl.zeros(rows, dtype=pl.Int64, eager=True)
    return none.scatter(row, seconds).alias("counted_s")


def _in_time(found: pl.DataFrame, line: Line) -> pl.DataFrame:
    """Return row, start, end, counts by start, equal ones by row.

    The number and ``counts`` ride in the low bits of what is sorted: one column of integers instead of a frame.
    """
    # In one piece: looking up single rows over many pieces takes twice as long.
    spells = found.select("start", "end", pl.col("held_out").is_null().alias("counts")).rechunk()
    bits = spells.height.bit_length() + 1
    number = pl.int_range(pl.len(), dtype=pl.Int64)
    if (len(line.services) * line.span).bit_length() + bits > 63:
        return spells.select(number.alias("row"), "start", "end", "counts").sort("start", maintain_order=True)
    packed = pl.col("start") * 2**bits + number * 2 + pl.col("counts").cast(pl.Int64)
    key = pl.col("key")
    rows = spells.select(packed.alias("key").sort()).select(
        row=key % 2**bits // 2, start=key // 2**bits, counts=key % 2 == 1
    )
    end = spells["end"].gather(rows["row"])
    return rows.select("row", pl.col("start").set_sorted(), end, "counts")


def _pieces_that_count(ids: pl.Series, ordered: pl.DataFrame, line: Line, held: HeldOutTime) -> pl.DataFrame:
    """Return what of each row counts before hours: row, start, end; by start, so that they can be ``fresh``.

    A row that does not count keeps its place with no length. A row held out in part gives its pieces.
    """
    end = pl.when("counts").then(pl.col("end")).otherwise(pl.col("start")).alias("end")
    pieces = ordered.select("row", "start", end)
    if not held.parts:
        return pieces
    partly = ids.is_in(list(held.parts)).fill_null(False).gather(pieces["row"])
    some = pieces.filter(partly)
    cut = [
        (row["row"], low, high)
        for row in some.with_columns(ids.gather(some["row"])).iter_rows(named=True)
        for low, high in _left(row, line, held)
    ]
    made = pl.DataFrame(cut, schema=pieces.schema, orient="row")
    return pl.concat([pieces.filter(~partly), made]).sort("start", maintain_order=True)


def _left(row: Mapping[str, int], line: Line, held: HeldOutTime) -> list[tuple[int, int]]:
    base = row["start"] // line.span * line.span - line.from_s
    placed = tuple((start + base, end + base, reason) for start, end, reason in held.parts[str(row["id"])])
    return remaining(row["start"], row["end"], placed)


def stretches_held_out(line: Line, held: HeldOutTime) -> pl.DataFrame:
    """Return, disjoint, the time that is held out whatever happened in it."""
    rows = [
        (service or None, start, end)
        for service, stretches in held.stretches.items()
        for start, end, _reason in stretches
    ]
    schema = {"service": pl.String, "start_s": pl.Int64, "end_s": pl.Int64}
    found = pl.DataFrame(rows, schema=schema, orient="row")
    all_services = [
        line.everywhere(start, end)
        for _service, start, end in found.filter(pl.col("service").is_null()).iter_rows()
    ]
    return union(pl.concat([line.placed(found), *all_services]))


def finished(
    rows: pl.DataFrame, line: Line, population: str, table: str, state: str = "down"
) -> pl.DataFrame:
    """Return rows as ``ROWS`` says, from the line when they do not have their own times already.

    Rows of several tables say their own in a column ``table``.
    """
    values = {
        "table": pl.col("table") if "table" in rows.columns else pl.lit(table),
        "population": pl.lit(population),
        "state": pl.when(pl.col("held_out").is_not_null())
        .then(pl.lit("held_out"))
        .when(pl.col("counted_s") > 0)
        .then(pl.lit(state))
        .otherwise(pl.lit("not_counted")),
    }
    if "start_s" not in rows.columns:
        rows = line.back(rows)
    shown = (values.get(name, pl.col(name)).cast(dtype).alias(name) for name, dtype in ROWS.items())
    return collect(rows.lazy().select(shown))
