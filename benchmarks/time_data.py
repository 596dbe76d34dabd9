"""What the kinds over time are measured on: checks in several orders, and outages. All synthetic."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.units.period import month

PERIOD = month(date(2026, 10, 1))
SERVICES = 1_000
OUTAGE_SERVICES = 8_000
OUTAGES = 1_500_000
_PARTS = 30
"""Pieces in which a large file is put in another order, so that little of it is in memory at once."""


def mixed(value: pl.Expr, seed: int) -> pl.Expr:
    """Return a whole number from 0 up to 2^31 that looks random, the same on every machine."""
    first = (value * 1_103_515_245 + 12_345 * seed) % 2**31
    return (first * 69_069 + first // 2**15 + seed) % 2**31


def service(number: pl.Expr, prefix: str) -> pl.Expr:
    """Return a service's id."""
    return pl.format(prefix + "-{}", number.cast(pl.String).str.zfill(4))


def generate_checks(path: Path, *, services: int = SERVICES, count: int = 43_200, every_s: int = 60) -> None:
    """Write ``count`` checks of each service, in order of time; one in a thousand has failed. Synthetic."""
    names = pl.LazyFrame({"number": range(services)}, schema={"number": pl.Int64})
    times = pl.LazyFrame({"time": range(count)}, schema={"time": pl.Int64})
    number = pl.col("time") * services + pl.col("number")
    times.join(names, how="cross", maintain_order="left_right").select(
        service(pl.col("number"), "tjeneste").alias("service"),
        (PERIOD.from_s + pl.col("time") * every_s + pl.col("number") % min(7, every_s)).alias("at_s"),
        (mixed(number, 1) % 1000 != 0).alias("ok"),
        (20 + mixed(number, 2) % 3000).alias("response_ms"),
    ).sink_parquet(path, row_group_size=1_000_000)


def generate_checks_by_service(path: Path, source: Path) -> None:
    """Write the same checks service by service."""
    names = sorted(collect(pl.scan_parquet(source).select(pl.col("service").unique()))["service"])
    checks = pl.scan_parquet(source)
    some = [
        checks.filter(pl.col("service").is_in(names[first : first + 100]))
        for first in range(0, len(names), 100)
    ]
    _joined(path, (collect(part).sort("service", "at_s") for part in some))


def generate_checks_mixed(path: Path, source: Path) -> None:
    """Write as many checks in order of time, each somewhere in its minute, so that the services stand mixed."""
    of_minute = (
        mixed(pl.col("at_s") // 60 * SERVICES + pl.col("service").str.slice(9).cast(pl.Int64), 12) % 60
    )
    checks = pl.scan_parquet(source).with_columns((pl.col("at_s") // 60 * 60 + of_minute).alias("at_s"))
    _joined(path, (part.sort("at_s") for part in _by_time(checks)))


def generate_checks_anyhow(path: Path, source: Path) -> None:
    """Write the same checks in no order at all."""
    checks = pl.scan_parquet(source, row_index_name="number").with_columns(
        mixed(pl.col("number").cast(pl.Int64), 13).alias("number")
    )
    step = 2**31 // _PARTS + 1
    parts = (
        collect(checks.filter(pl.col("number").is_between(first, first + step, closed="left")))
        for first in range(0, 2**31, step)
    )
    _joined(path, (part.sort("number").drop("number") for part in parts))


def generate_checks_with_gaps(path: Path, source: Path) -> None:
    """Write the same checks without one in a hundred."""
    checks = pl.scan_parquet(source, row_index_name="number").filter(
        mixed(pl.col("number").cast(pl.Int64), 14) % 100 != 0
    )
    checks.drop("number").sink_parquet(path, row_group_size=1_000_000)


def _by_time(checks: pl.LazyFrame) -> Iterator[pl.DataFrame]:
    step = -(-(PERIOD.to_s - PERIOD.from_s) // _PARTS // 60) * 60
    for first in range(PERIOD.from_s, PERIOD.to_s, step):
        yield collect(checks.filter(pl.col("at_s").is_between(first, first + step, closed="left")))


def _joined(path: Path, frames: Iterable[pl.DataFrame]) -> None:
    """Write the frames one after another as one file."""
    parts = []
    for number, frame in enumerate(frames):
        part = path.with_suffix(f".{number:04d}.parquet")
        frame.write_parquet(part)
        parts.append(part)
    pl.scan_parquet(parts).sink_parquet(path, row_group_size=1_000_000)
    for part in parts:
        part.unlink()


def generate_outages(path: Path) -> None:
    """Write overlapping outages in no order, one in a thousand still open. Synthetic."""
    number = pl.int_range(OUTAGES, dtype=pl.Int64)
    start = PERIOD.from_s + mixed(number, 3) % (PERIOD.to_s - PERIOD.from_s)
    end = start + 1 + mixed(number, 4) % 14_400
    pl.LazyFrame({"n": [0]}).select(
        service(mixed(number, 5) % OUTAGE_SERVICES, "tjeneste").alias("service"),
        start.alias("from_s"),
        pl.when(mixed(number, 6) % 1000 != 0).then(end).alias("to_s"),
        pl.when(mixed(number, 7) % 10 == 0)
        .then(pl.lit("authority"))
        .otherwise(pl.lit("supplier"))
        .alias("responsible"),
        pl.format("NB-{}", number).alias("id"),
        pl.when(mixed(number, 8) % 3 == 0).then(pl.lit("A")).otherwise(pl.lit("B")).alias("severity"),
        (1 + mixed(number, 9) % 500).alias("affected_users"),
    ).sink_parquet(path)


ORDERS: Mapping[str, Callable[[Path, Path], None]] = {
    "checks_by_service": generate_checks_by_service,
    "checks_mixed": generate_checks_mixed,
    "checks_anyhow": generate_checks_anyhow,
    "checks_gaps": generate_checks_with_gaps,
}
"""Files that are made of ``checks``, each with what makes it."""
