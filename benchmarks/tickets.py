"""A million tickets, with and without pauses, beside the floor: the same engine reading and counting the same columns.

Run ``python -m benchmarks.tickets``; each measurement runs in a process of its own, so that its peak memory is
its own. ``benchmarks.others`` holds the same tickets against the packages people use today.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.evidence.history import History
from afstemt.core.evidence.tables import BY_NAME as TABLES
from afstemt.core.measurement.kind import Task
from afstemt.core.measurement.kinds.resolution_time import Parameters, cases, measure
from afstemt.core.measurement.source_states import with_states
from afstemt.core.measurement.tickets import judged_cases
from afstemt.core.terms.model.hours import service_hours
from afstemt.core.terms.model.levels import Limit, Population, ServiceLevel
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.hours import Calendar, compile_calendar
from afstemt.core.units.period import parse_period

TICKETS = 1_000_000
PAUSES = 1_500_000
SEED = 20261031
PERIOD = parse_period("2026-10")
LIMITS = {"1": 4, "2": 8, "3": 24, "4": 80}
TARGETS = {"tickets": 2.25, "paused": 8.0}
RUNS = 5


def generate(folder: Path, tickets: int = TICKETS, pauses: int = PAUSES) -> None:
    """Write ``incidents.parquet`` and ``pauses.parquet``: seeded tickets resolved in the period, in own columns.

    A quarter of the pauses lie in the night, some overlap another of the same ticket, and one in a hundred
    has no end.
    """
    import numpy as np

    chance = np.random.default_rng(SEED)
    resolved = chance.integers(PERIOD.from_s, PERIOD.to_s, tickets)
    opened = resolved - chance.exponential(2 * 86400, tickets).astype("int64") - 60
    responsible = chance.choice(["supplier", "authority", "third_party"], tickets, p=[0.97, 0.02, 0.01])
    pl.DataFrame(
        {
            "id": pl.int_range(tickets, eager=True).cast(pl.String).str.zfill(9),
            "priority": chance.choice(list(LIMITS), tickets, p=[0.03, 0.12, 0.45, 0.4]),
            "opened_s": opened,
            "resolved_s": resolved,
            "responsible": responsible,
            "system": ["sagsbehandling"] * tickets,
            "service": ["sag-web"] * tickets,
            "file_no": pl.zeros(tickets, pl.Int32, eager=True),
            "row_no": pl.int_range(2, tickets + 2, eager=True),
        }
    ).write_parquet(folder / "incidents.parquet")
    of = chance.integers(0, tickets, pauses)
    begins = opened[of] + (chance.random(pauses) * (resolved[of] - opened[of])).astype("int64")
    ends = begins + chance.exponential(3 * 3600, pauses).astype("int64") + 1
    unended = chance.random(pauses) < 0.01
    pl.DataFrame({"ticket": of, "from_s": begins, "to_s": ends, "unended": unended}).select(
        pl.col("ticket").cast(pl.String).str.zfill(9).alias("ticket_id"),
        "from_s",
        pl.when(~pl.col("unended")).then("to_s").alias("to_s"),
        pl.lit("Afventer").alias("reason"),
    ).write_parquet(folder / "pauses.parquet")


def calendar_terms(friday: str) -> Terms:
    """Return terms with a service desk open 8-16, on Fridays as said, but on Danish public holidays."""
    week = {day: ["08:00-16:00"] for day in ("monday", "tuesday", "wednesday", "thursday")}
    return Terms(
        id="måling",
        title="Måling af hastighed (syntetiske data)",
        in_force_from=date(2020, 1, 1),
        parties=(),
        calendars={"desk": week | {"friday": [friday]}},  # type: ignore[dict-item]
    )


def task(folder: Path, pauses: bool, friday: str = "08:00-15:30") -> Task:
    """Return the resolution time per priority of the month, over the generated files."""
    terms = calendar_terms(friday)
    calendar = compile_calendar(
        service_hours(terms, "desk", date(2021, 1, 1), date(2028, 12, 31)),
        date(2021, 1, 1),
        date(2028, 12, 31),
    )
    level = ServiceLevel(
        id="KPI 2",
        title="Løsningstid",
        kind="resolution_time",
        parameters=Parameters(pauses=pauses),
        calendar="desk",
        clock="business_hours",
        populations=tuple(
            Population(id=name, priorities=(name,), limit=Limit(hours=hours), target=90)  # type: ignore[arg-type]
            for name, hours in LIMITS.items()
        ),
        decimals=1,
        judge="rounded",
        assign_by="resolved",
        open_past_limit="missed_when_resolved",
        priority="first",
    )
    incidents = pl.scan_parquet(folder / "incidents.parquet")
    given = incidents.collect_schema()
    tables = {
        "incidents": incidents.with_columns(
            pl.lit(None, dtype).alias(name)
            for name, dtype in TABLES["incidents"].schema.items()
            if name not in given
        )
    }
    if pauses:
        tables["pauses"] = pl.scan_parquet(folder / "pauses.parquet")

    def compiled(_name: str | None) -> Calendar:
        return calendar

    evidence = with_states(Evidence(tables), terms.tickets)
    return Task(level, terms, PERIOD, PERIOD, evidence, History(), compiled)


def figure(folder: Path, pauses: bool) -> Callable[[], pl.DataFrame]:
    """Return the measurement of the figure: cases in time and late per population, those held out aside."""
    made = task(folder, pauses)

    def run() -> pl.DataFrame:
        rows = judged_cases(made, cases(made, made.level.parameters), "incidents", pauses=pauses)
        counts = pl.col("held_out").is_null()
        return collect(
            rows.group_by("population").agg(
                ((pl.col("state") == "in_time") & counts).sum().cast(pl.Int64).alias("in_time"),
                ((pl.col("state") == "late") & counts).sum().cast(pl.Int64).alias("late"),
                (~counts).sum().cast(pl.Int64).alias("held_out"),
            )
        )

    return run


def whole(folder: Path, pauses: bool) -> Callable[[], pl.DataFrame]:
    """Return the measurement of the whole outcome: figure, every row with its due time, every case over."""
    made = task(folder, pauses)
    return lambda: measure(made).rows


def floor(folder: Path, pauses: bool) -> Callable[[], pl.DataFrame]:
    """Return reading and group-counting the columns that the figure is made of."""

    def run() -> pl.DataFrame:
        names = ["opened_s", "resolved_s", "responsible", *(["id"] if pauses else [])]
        tickets = pl.scan_parquet(folder / "incidents.parquet").group_by("priority")
        counted = collect(tickets.agg(pl.len(), *(pl.col(name).count() for name in names)))
        if pauses:
            own = pl.scan_parquet(folder / "pauses.parquet").group_by("ticket_id")
            collect(own.agg(pl.len(), pl.col("from_s").count(), pl.col("to_s").count()).select(pl.len()))
        return counted

    return run


def floor_plain(folder: Path, pauses: bool) -> Callable[[], pl.DataFrame]:
    """Return the same floor with the pauses only read and counted, not grouped by ticket."""

    def run() -> pl.DataFrame:
        counted = floor(folder, pauses=False)()
        if pauses:
            own = pl.scan_parquet(folder / "pauses.parquet")
            ids = collect(pl.scan_parquet(folder / "incidents.parquet").select(pl.col("id").count()))
            collect(own.select(pl.len(), pl.all().exclude("reason").count()))
            return pl.concat([counted.head(0), counted]) if ids.height else counted
        return counted

    return run


MEASURED: dict[str, tuple[Callable[[Path, bool], Callable[[], pl.DataFrame]], bool]] = {
    "tickets floor": (floor, False),
    "tickets": (figure, False),
    "tickets, whole outcome": (whole, False),
    "paused floor": (floor, True),
    "paused floor, pauses ungrouped": (floor_plain, True),
    "paused": (figure, True),
    "paused, whole outcome": (whole, True),
}


def timed(name: str, folder: Path) -> dict[str, float]:
    """Return the best of some runs in seconds, and the process's peak memory in MiB."""
    make, pauses = MEASURED[name]
    run = make(folder, pauses)
    best = float("inf")
    for _run in range(RUNS):
        before = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - before)
    return {"seconds": best, "mib": peak_mib()}


def peak_mib() -> float:
    """Return the most memory this process has had in use, in MiB; what its parent used is not part of it."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024
    except (
        OSError,
        IndexError,
        ValueError,
    ):  # another system: what it counts, which may begin with the parent's
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def in_own_process(name: str, folder: Path) -> dict[str, float]:
    """Return ``timed`` of one measurement, run in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.tickets", "--one", name, "--folder", str(folder)]
    made = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(made.stdout))


def ratios(folder: Path) -> list[tuple[str, float, float, float]]:
    """Return (name, milliseconds, ratio to its floor, peak MiB) of each measurement; generates what is missing."""
    if not (folder / "pauses.parquet").exists():
        folder.mkdir(parents=True, exist_ok=True)
        generate(folder)
    found = {name: in_own_process(name, folder) for name in MEASURED}
    lines = []
    for name, result in found.items():
        below = found["paused floor" if name.startswith("paused") else "tickets floor"]["seconds"]
        lines.append((name, result["seconds"] * 1000, result["seconds"] / below, result["mib"]))
    return lines


def main() -> None:
    """Print one line per measurement."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folder", type=Path)
    options.add_argument("--one", choices=MEASURED)
    chosen = options.parse_args()
    if chosen.one:
        print(json.dumps(timed(chosen.one, chosen.folder)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        for name, milliseconds, ratio, mib in ratios(chosen.folder or Path(temporary)):
            print(f"{name:32s} {milliseconds:8.1f} ms  {ratio:5.2f} x floor  {mib:6.0f} MiB")


if __name__ == "__main__":
    main()
