"""What it costs to say what lost rows can do at most: the measurement with rows lost beside that of the whole.

Run ``python -m benchmarks.losses [--folder DIR]``. The two are measured in turn, each line in a process of its own.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.evidence.tables import BY_NAME as TABLES
from afstemt.core.measurement.kind import Task
from afstemt.core.measurement.registry import BY_NAME as KINDS
from afstemt.core.measurement.reserve import measured
from benchmarks import tickets, time

RUNS = 5
ALLOWED = 2.0
"""The effects cost at most once more the measurement's time."""


@dataclass(frozen=True)
class Line:
    """One line: what is measured, over which folder, and which share of the table's rows has an unread cell.

    ``allowed`` is how many times the measurement of all rows it may take.
    """

    title: str
    task: Callable[[Path], Task]
    table: str
    column: str
    one_in: int
    allowed: float = ALLOWED


LINES = {
    "tickets_tenth": Line(
        "tickets with pauses, a tenth lost", partial(tickets.task, pauses=True), "incidents", "resolved_s", 10
    ),
    "tickets_half": Line(
        "tickets with pauses, half lost",
        partial(tickets.task, pauses=True),
        "incidents",
        "resolved_s",
        2,
        2.25,
    ),
    "tickets_priority": Line(
        "tickets with pauses, a tenth without a priority that can be read",
        partial(tickets.task, pauses=True),
        "incidents",
        "priority",
        10,
    ),
    "outages": Line("outages, 1 pct. lost", partial(time.task_of, "outages"), "outages", "to_s", 100),
    "outages_tenth": Line("outages, a tenth lost", partial(time.task_of, "outages"), "outages", "to_s", 10),
    "checks": Line("checks, 1 pct. lost", partial(time.task_of, "weighted_gaps"), "checks", "ok", 100),
}


def spoilt(task: Task, table: str, column: str, one_in: int) -> Task:
    """Return the task with every so many of the table's rows set aside, one of their cells unread."""
    schema = TABLES[table].schema
    rows = task.evidence.table(table)
    gone = pl.col("row_no") % one_in == 0
    own = collect(rows.filter(gone))
    lacking = (pl.lit(None, dtype).alias(name) for name, dtype in schema.items() if name not in own.columns)
    lost = own.with_columns(*lacking).select(list(schema))
    lost = lost.with_columns(pl.lit(None, schema[column]).alias(column), pl.lit("bad-cell").alias("why"))
    tables = {**task.evidence.tables, table: rows.filter(~gone)}
    return replace(task, evidence=replace(task.evidence, tables=tables, lost={table: lost}))


def _child(name: str, folder: Path) -> None:
    """Measure one line, without and with rows lost in turn; print JSON."""
    line = LINES[name]
    whole = line.task(folder)
    lost = spoilt(whole, line.table, line.column, line.one_in)
    kind = KINDS[whole.level.kind]
    measured(lost, kind=kind)
    memory = tickets.peak_mib()
    plain, effects = [], []
    for _run in range(RUNS):
        plain.append(time.seconds(lambda: measured(whole, kind=kind)))
        effects.append(time.seconds(lambda: measured(lost, kind=kind)))
    print(json.dumps([statistics.median(plain), statistics.median(effects), memory]))


def lines(folder: Path | None = None) -> list[str]:
    """Return the table's lines: each measurement's time with rows lost, of that without, and what is allowed."""
    if folder is None:
        with tempfile.TemporaryDirectory() as made:
            return lines(Path(made))
    time.prepare(folder, large=False)
    if not (folder / "pauses.parquet").exists():
        tickets.generate(folder)
    found = ["| what | times the measurement of all rows | allowed | peak MiB |", "|---|---|---|---|"]
    for name, line in LINES.items():
        command = [sys.executable, "-m", "benchmarks.losses", "--child", name, "--folder", str(folder)]
        done = subprocess.run(command, capture_output=True, check=False, text=True)
        if done.returncode:
            raise SystemExit(done.stderr)
        plain, effects, memory = json.loads(done.stdout)
        found.append(f"| {line.title} | {effects / plain:.1f} | {line.allowed:g} | {memory:.0f} |")
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--child", choices=LINES)
    chosen = parser.parse_args()
    if chosen.child:
        _child(chosen.child, chosen.folder)
        return
    print("\n".join(lines(chosen.folder)))


if __name__ == "__main__":
    main()
