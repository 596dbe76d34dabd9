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
from pathlib import Path
from typing import Any

import polars as pl

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.evidence.history import History
from afstemt.core.evidence.tables import BY_NAME as TABLES
from afstemt.core.measurement.kind import Task
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.measurement.registry import BY_NAME as KINDS
from afstemt.core.terms.model.hours import service_hours
from afstemt.core.terms.model.levels import Population, ServiceLevel
from afstemt.core.terms.model.parties import Service, System
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.hours import compile_calendar
from benchmarks import time_data
from benchmarks.tickets import peak_mib
from benchmarks.time_data import OUTAGE_SERVICES, PERIOD, SERVICES, mixed, service

RUNS = 5


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
HELD = 10
"""Stretches of time held out of every service, two hours each, as planned maintenance that the parties decided on."""


def _complete(frame: pl.DataFrame, table: str) -> pl.DataFrame:
    """Return the frame with all the table's columns; those that it lacks are empty."""
    schema = TABLES[table].schema
    lacking = (pl.lit(None, dtype).alias(name) for name, dtype in schema.items() if name not in frame.columns)
    return frame.with_columns(*lacking).select(list(schema))


def with_maintenance(task: Task) -> Task:
    """Return the task with agreed maintenance of every service. Synthetic."""
    number = pl.int_range(OUTAGE_SERVICES * MAINTAINED, dtype=pl.Int64)
    start = PERIOD.from_s + mixed(number, 11) % (PERIOD.to_s - PERIOD.from_s)
    rows = pl.select(
        service(number % OUTAGE_SERVICES, "tjeneste").alias("service"),
        start.alias("from_s"),
        (start + 3600).alias("to_s"),
        pl.lit(value=True).alias("agreed"),
    )
    tables = {**task.evidence.tables, "maintenance": _complete(rows, "maintenance").lazy()}
    return replace(task, evidence=replace(task.evidence, tables=tables))


def with_held_out_time(task: Task) -> Task:
    """Return the task with stretches held out of each service by decision. Synthetic."""
    number = pl.int_range(SERVICES * HELD, dtype=pl.Int64)
    start = PERIOD.from_s + mixed(number, 15) % (PERIOD.to_s - PERIOD.from_s)
    rows = pl.select(
        pl.lit(PERIOD.to_s, pl.Int64).alias("at_s"),
        pl.lit("authority").alias("by"),
        pl.lit("hold_out").alias("kind"),
        pl.lit("checks").alias("table"),
        service(number % SERVICES, "tjeneste").alias("row_id"),
        start.alias("from_s"),
        (start + 7200).alias("to_s"),
        pl.lit("Planlagt arbejde").alias("reason"),
        (number + 2).alias("row_no"),
    )
    tables = {**task.evidence.tables, "decisions": _complete(rows, "decisions").lazy()}
    return replace(task, evidence=replace(task.evidence, tables=tables))


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
    "weighted_gaps": (
        "checks weighted by time, 1 pct. of them missing",
        "checks_gaps",
        "availability",
        CHECKED,
        ("ok", "at_s"),
        5,
    ),
    "weighted_mixed": (
        "checks weighted by time, services mixed in time",
        "checks_mixed",
        "availability",
        CHECKED,
        ("ok", "at_s"),
        5,
    ),
    "weighted_anyhow": (
        "checks weighted by time, in no order",
        "checks_anyhow",
        "availability",
        CHECKED,
        ("ok", "at_s"),
        15,
    ),
    "weighted_held": (
        "checks weighted by time, ten stretches held out of each of 1,000 services",
        "checks",
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
        6.5,
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
    "weighted_held": with_held_out_time,
}
"""What is done to a line's task before it is measured."""


@dataclass(frozen=True)
class Taken:
    """Median seconds of floor and measurement, peak memory of the measurement alone in MiB, and the figure."""

    floor: float
    seconds: float
    memory: int
    figure: str


def task_of(name: str, folder: Path) -> Task:
    """Return what a line measures, over the generated files."""
    _title, file, kind, parameters, _columns, _allowed = LINES[name]
    of_outages = file == "outages"
    services = OUTAGE_SERVICES if of_outages else SERVICES
    task = _task(
        kind, parameters, "outages" if of_outages else "checks", folder / f"{file}.parquet", services
    )
    return CHANGED.get(name, lambda task: task)(task)


def seconds(run: Callable[[], Any]) -> float:
    """Return how long it took, in seconds."""
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def _child(name: str, folder: Path, runs: int) -> None:
    """Run one line, floor and measurement in turn so that a busy machine hits both alike; print JSON."""
    _title, file, kind, _parameters, columns, _allowed = LINES[name]
    task = task_of(name, folder)
    read = (
        pl.scan_parquet(folder / f"{file}.parquet")
        .group_by("service")
        .agg(pl.len(), pl.col(*columns).count())
    )

    def measure() -> Outcome:
        return KINDS[kind].measure(replace(task, read={}))  # nothing is known of the run before

    outcome = measure()
    memory = round(peak_mib())
    collect(read)
    floor, taken = [], []
    for _number in range(runs):
        floor.append(seconds(lambda: collect(read)))
        taken.append(seconds(measure))
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
    folder.mkdir(parents=True, exist_ok=True)
    checks = folder / "checks.parquet"
    if not checks.exists():
        time_data.generate_checks(checks)
    for name, generate in time_data.ORDERS.items():
        if not (folder / f"{name}.parquet").exists():
            generate(folder / f"{name}.parquet", checks)
    if not (folder / "outages.parquet").exists():
        time_data.generate_outages(folder / "outages.parquet")
    if large and not (folder / "checks_large.parquet").exists():
        time_data.generate_checks(folder / "checks_large.parquet", count=432_000, every_s=6)


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
    print("\n".join(lines(chosen.folder, large=chosen.large)))


if __name__ == "__main__":
    main()
