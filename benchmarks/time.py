"""The kinds over time against the floor: the same engine reading the same columns and group-counting by service.

``python -m benchmarks.time [--folder DIR] [--large]`` generates the data once in the folder and prints one
table. Each line runs in a process of its own, so that its peak memory is its own. ``--large`` adds ten
times the checks.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.evidence.history import History
from afstemt.core.evidence.tables import BY_NAME as TABLES
from afstemt.core.measurement.kind import Task
from afstemt.core.measurement.registry import BY_NAME as KINDS
from afstemt.core.measurement.reserve import measured
from afstemt.core.terms.model.hours import service_hours
from afstemt.core.terms.model.levels import Population, ServiceLevel
from afstemt.core.terms.model.parties import Service, System
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.hours import compile_calendar
from afstemt.core.units.period import month
from benchmarks.tickets import peak_mib

PERIOD = month(date(2026, 10, 1))
SERVICES = 1_000
OUTAGE_SERVICES = 8_000
OUTAGES = 1_500_000
MINUTES = (PERIOD.to_s - PERIOD.from_s) // 60 - 60
"""Checks a minute for a month of 30 days and an hour less, about 43.2 million for 1,000 services."""
RUNS = 5


def _mixed(value: pl.Expr, seed: int) -> pl.Expr:
    """Return a whole number from 0 up to 2^31 that looks random, the same on every machine."""
    first = (value * 1_103_515_245 + 12_345 * seed) % 2**31
    return (first * 69_069 + first // 2**15 + seed) % 2**31


def _service(number: pl.Expr, prefix: str) -> pl.Expr:
    return pl.format(prefix + "-{}", number.cast(pl.String).str.zfill(4))


def generate_checks(path: Path, *, services: int = SERVICES, count: int = 43_200, every_s: int = 60) -> None:
    """Write ``count`` checks of each service, in order of time; one in a thousand has failed. Synthetic."""
    names = pl.LazyFrame({"number": range(services)}, schema={"number": pl.Int64})
    times = pl.LazyFrame({"time": range(count)}, schema={"time": pl.Int64})
    mixed = pl.col("time") * services + pl.col("number")
    times.join(names, how="cross", maintain_order="left_right").select(
        _service(pl.col("number"), "tjeneste").alias("service"),
        (PERIOD.from_s + pl.col("time") * every_s + pl.col("number") % min(7, every_s)).alias("at_s"),
        (_mixed(mixed, 1) % 1000 != 0).alias("ok"),
        (20 + _mixed(mixed, 2) % 3000).alias("response_ms"),
    ).sink_parquet(path, row_group_size=1_000_000)


def generate_checks_by_service(path: Path, source: Path) -> None:
    """Write the same checks service by service."""
    names = sorted(collect(pl.scan_parquet(source).select(pl.col("service").unique()))["service"])
    parts = []
    for first in range(0, len(names), 100):
        part = path.with_suffix(f".{first:04d}.parquet")
        some = pl.scan_parquet(source).filter(pl.col("service").is_in(names[first : first + 100]))
        collect(some).sort("service", "at_s").write_parquet(part)
        parts.append(part)
    pl.scan_parquet(parts).sink_parquet(path, row_group_size=1_000_000)
    for part in parts:
        part.unlink()


def generate_outages(path: Path) -> None:
    """Write overlapping outages in no order, one in a thousand still open. Synthetic."""
    number = pl.int_range(OUTAGES, dtype=pl.Int64)
    start = PERIOD.from_s + _mixed(number, 3) % (PERIOD.to_s - PERIOD.from_s)
    end = start + 1 + _mixed(number, 4) % 14_400
    pl.LazyFrame({"n": [0]}).select(
        _service(_mixed(number, 5) % OUTAGE_SERVICES, "tjeneste").alias("service"),
        start.alias("from_s"),
        pl.when(_mixed(number, 6) % 1000 != 0).then(end).alias("to_s"),
        pl.when(_mixed(number, 7) % 10 == 0)
        .then(pl.lit("authority"))
        .otherwise(pl.lit("supplier"))
        .alias("responsible"),
        pl.format("NB-{}", number).alias("id"),
        pl.when(_mixed(number, 8) % 3 == 0).then(pl.lit("A")).otherwise(pl.lit("B")).alias("severity"),
        (1 + _mixed(number, 9) % 500).alias("affected_users"),
    ).sink_parquet(path)


def _task(kind: str, parameters: Mapping[str, Any], table: str, path: Path, services: int) -> Task:
    spells = ("08:00-12:00", "12:30-17:00")
    days = ("monday", "tuesday", "wednesday", "thursday", "friday")
    terms = Terms(
        id="syntetisk",
        title="Syntetiske data",
        in_force_from=PERIOD.first,
        synthetic=True,
        parties=(),
        systems=(
            System(
                id="alle",
                name="Alle",
                services=tuple(
                    Service(id=f"tjeneste-{n:04d}", name=f"Tjeneste {n}") for n in range(services)
                ),
            ),
        ),
        calendars={"drift": {"holidays": "DK"} | dict.fromkeys(days, spells)},  # type: ignore[dict-item]
    )
    level = ServiceLevel(
        id="KPI",
        title="KPI",
        kind=kind,
        parameters=KINDS[kind].parameters.model_validate(parameters),
        calendar="drift",
        populations=(Population(target=None if kind == "x" else 99),),
        decimals=2,
        judge="rounded",
        missing_data="left_out",
    )
    scanned = pl.scan_parquet(path, row_index_name="row_no", row_index_offset=1)
    have = scanned.collect_schema()
    scanned = scanned.with_columns(
        pl.col("row_no").cast(pl.Int64),
        *(
            pl.lit(None, dtype).alias(name)
            for name, dtype in TABLES[table].schema.items()
            if name not in have
        ),
    )
    first, last = date(2025, 1, 1), date(2027, 12, 31)
    calendar = compile_calendar(service_hours(terms, "drift", first, last), first, last)
    return Task(level, terms, PERIOD, PERIOD, Evidence({table: scanned}), History(), lambda _name: calendar)


MAINTAINED = 4
"""Agreed maintenance of each service in the month, an hour each."""
LOST = 100
"""One row in so many is lost."""


def _complete(frame: pl.DataFrame, table: str) -> pl.DataFrame:
    """Return the frame with all the table's columns; those that it lacks are empty."""
    schema = TABLES[table].schema
    lacking = (pl.lit(None, dtype).alias(name) for name, dtype in schema.items() if name not in frame.columns)
    return frame.with_columns(*lacking).select(list(schema))


def with_maintenance(task: Task) -> Task:
    """Return the task with agreed maintenance of every service. Synthetic."""
    number = pl.int_range(OUTAGE_SERVICES * MAINTAINED, dtype=pl.Int64)
    start = PERIOD.from_s + _mixed(number, 11) % (PERIOD.to_s - PERIOD.from_s)
    rows = pl.select(
        _service(number % OUTAGE_SERVICES, "tjeneste").alias("service"),
        start.alias("from_s"),
        (start + 3600).alias("to_s"),
        pl.lit(value=True).alias("agreed"),
    )
    tables = {**task.evidence.tables, "maintenance": _complete(rows, "maintenance").lazy()}
    return replace(task, evidence=replace(task.evidence, tables=tables))


def with_losses(table: str, column: str) -> Callable[[Task], Task]:
    """Return what sets one row in a hundred of a task's table aside, one of its cells unread."""

    def spoil(task: Task) -> Task:
        rows = task.evidence.table(table)
        gone = pl.col("row_no") % LOST == 0
        blank = pl.lit(None, TABLES[table].schema[column]).alias(column)
        lost = _complete(collect(rows.filter(gone)), table).with_columns(
            blank, pl.lit("bad-time").alias("why")
        )
        tables = {**task.evidence.tables, table: rows.filter(~gone)}
        return replace(task, evidence=replace(task.evidence, tables=tables, lost={table: lost}))

    return spoil


CHECKED = {"source": "checks", "check_valid_s": 300, "composition": "average"}
OUT = {"source": "outages", "downtime_from": "outage", "composition": "average"}
Line = tuple[str, str, str, Mapping[str, Any], tuple[str, ...], float]
LINES: Mapping[str, Line] = {
    "counted": (
        "checks counted (response time share)",
        "checks",
        "response_time_share",
        {"limit_ms": 2000, "failed": "counts_as_slow"},
        ("ok", "at_s", "response_ms"),
        2,
    ),
    "percentile": (
        "checks counted (percentile)",
        "checks",
        "response_time_percentile",
        {"percentile": 95, "failed": "left_out"},
        ("ok", "at_s", "response_ms"),
        2,
    ),
    "weighted": ("checks weighted by time", "checks", "availability", CHECKED, ("ok", "at_s"), 5),
    "weighted_by_service": (
        "checks weighted by time, file by service",
        "checks_by_service",
        "availability",
        CHECKED,
        ("ok", "at_s"),
        5,
    ),
    "outages": (
        "overlapping outages",
        "outages",
        "availability",
        OUT,
        ("from_s", "to_s", "responsible", "id", "severity", "affected_users"),
        4,
    ),
    "outages_maintained": (
        "overlapping outages, agreed maintenance of 8,000 services",
        "outages",
        "availability",
        OUT,
        ("from_s", "to_s", "responsible", "id", "severity", "affected_users"),
        8,
    ),
    "outages_lost": (
        "overlapping outages, 1 pct. of the rows lost",
        "outages",
        "availability",
        OUT,
        ("from_s", "to_s", "responsible", "id", "severity", "affected_users"),
        8,
    ),
    "weighted_lost": (
        "checks weighted by time, 1 pct. of the rows lost",
        "checks",
        "availability",
        CHECKED,
        ("ok", "at_s"),
        20,
    ),
    "counted_large": (
        "ten times the checks, counted",
        "checks_large",
        "response_time_share",
        {"limit_ms": 2000, "failed": "counts_as_slow"},
        ("ok", "at_s", "response_ms"),
        2,
    ),
    "weighted_large": (
        "ten times the checks, weighted by time",
        "checks_large",
        "availability",
        {**CHECKED, "check_valid_s": 30},
        ("ok", "at_s"),
        5,
    ),
}

CHANGED: Mapping[str, Callable[[Task], Task]] = {
    "outages_maintained": with_maintenance,
    "outages_lost": with_losses("outages", "to_s"),
    "weighted_lost": with_losses("checks", "ok"),
}
"""What is done to a line's task before it is measured."""


@dataclass(frozen=True)
class Taken:
    """Median seconds of floor and measurement, peak memory of the measurement alone in MiB, and the figure."""

    floor: float
    seconds: float
    memory: int
    figure: str


def _seconds(run: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def _child(name: str, folder: Path, runs: int) -> None:
    """Run one line, floor and measurement in turn so that a busy machine hits both alike; print JSON."""
    _title, file, kind, parameters, columns, _allowed = LINES[name]
    path = folder / f"{file}.parquet"
    of_outages = file == "outages"
    services = OUTAGE_SERVICES if of_outages else SERVICES
    task = _task(kind, parameters, "outages" if of_outages else "checks", path, services)
    task = CHANGED.get(name, lambda task: task)(task)
    read = pl.scan_parquet(path).group_by("service").agg(pl.len(), pl.col(*columns).count())
    measure = KINDS[kind].measure if not task.evidence.lost else partial(measured, kind=KINDS[kind])
    outcome = measure(task)
    memory = round(peak_mib())
    collect(read)
    floor, taken = [], []
    for _number in range(runs):
        floor.append(_seconds(lambda: collect(read)))
        taken.append(_seconds(lambda: measure(task)))
    figure = "–" if outcome.results[0].figure is None else str(outcome.results[0].figure.to(4))
    print(json.dumps(asdict(Taken(statistics.median(floor), statistics.median(taken), memory, figure))))


def _run(name: str, folder: Path, runs: int) -> Taken:
    command = [sys.executable, "-m", "benchmarks.time", "--child", name, str(runs), "--folder", str(folder)]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    return Taken(**json.loads(done.stdout))


def prepare(folder: Path, *, large: bool) -> None:
    """Generate what is not there yet."""
    checks = folder / "checks.parquet"
    if not checks.exists():
        generate_checks(checks)
    by_service = folder / "checks_by_service.parquet"
    if not by_service.exists():
        generate_checks_by_service(by_service, checks)
    if not (folder / "outages.parquet").exists():
        generate_outages(folder / "outages.parquet")
    if large and not (folder / "checks_large.parquet").exists():
        generate_checks(folder / "checks_large.parquet", count=432_000, every_s=6)


def lines(folder: Path | None = None, *, large: bool = False) -> list[str]:
    """Return the table's lines: each measurement's ratio to its floor, what is allowed, and its peak memory."""
    if folder is None:
        with tempfile.TemporaryDirectory() as made:
            return lines(Path(made), large=large)
    prepare(folder, large=large)
    found = ["| what | ratio to the floor | allowed | peak MiB | figure |", "|---|---|---|---|---|"]
    for name, (title, file, *_rest, allowed) in LINES.items():
        if file.endswith("_large") and not large:
            continue
        runs = 1 if file.endswith("_large") else RUNS
        taken = _run(name, folder, runs)
        found.append(
            f"| {title} | {taken.seconds / taken.floor:.1f} | {allowed:g} | {taken.memory} | {taken.figure} |"
        )
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--child", nargs=2, metavar=("LINE", "RUNS"))
    chosen = parser.parse_args()
    if chosen.child:
        name, runs = chosen.child
        _child(name, chosen.folder, int(runs))
        return
    if chosen.folder:
        chosen.folder.mkdir(parents=True, exist_ok=True)
    print("\n".join(lines(chosen.folder, large=chosen.large)))


if __name__ == "__main__":
    main()
