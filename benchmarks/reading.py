"""What reading an export costs: through the child process, beside the bare libraries on the same bytes.

Run ``python -m benchmarks.reading [--folder DIR] [--beside PYTHON]``. The two are run in turn, each in a process of its
own, and held against each other by processor time, children included, so that a busy machine matters less; the least
of several runs counts. ``--beside`` names the interpreter of another version of the program, which reads the same files
in the same turns.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import xlsxwriter

from benchmarks.time_data import PERIOD, mixed

RUNS = 5
ROWS = 200_000
SHEET_ROWS = 50_000
UPDATES = 5
CHECKS = 5_000_000

READ = """
import sys
from pathlib import Path
from afstemt.core.evidence.evidence import collect
from afstemt.files.reading.evidence import read_evidence
evidence = read_evidence(Path(sys.argv[1]), zone="Europe/Copenhagen")
print(sum(collect(table).height if name != "checks" else 0 for name, table in evidence.tables.items()))
"""
_FLOOR = """
import sys
import polars as pl
from pathlib import Path
[path] = (each for each in Path(sys.argv[1]).iterdir() if each.name != "profil.toml")
times = ("opened_at", "resolved_at")
def read(frame, form):
    local = "%z" not in form
    for name in times:
        at = pl.col(name).str.to_datetime(form)
        at = at.dt.replace_time_zone("Europe/Copenhagen", ambiguous="earliest") if local else at
        frame = frame.with_columns(at.dt.epoch("s"))
    return frame.with_columns(pl.col("affected_users").cast(pl.Int64)).height
"""
_FLOORS: Mapping[str, str] = {
    "iso": 'print(read(pl.read_csv(path, infer_schema_length=0), "%Y-%m-%dT%H:%M:%S%z"))',
    "local": 'print(read(pl.read_csv(path, infer_schema_length=0), "%d-%m-%Y %H:%M"))',
    "json": """
import json
print(read(pl.DataFrame(json.loads(path.read_bytes()), infer_schema_length=None), "%Y-%m-%dT%H:%M:%S%z"))
""",
    "xlsx": """
from python_calamine import CalamineWorkbook
rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
frame = pl.DataFrame(rows[1:], schema=rows[0], orient="row", infer_schema_length=None)
print(frame.with_columns(pl.col(name).dt.epoch("s") for name in times).height)
""",
    "parquet": """
every = pl.scan_parquet(path)
print(every.select(pl.len(), pl.col("at_s").max(), pl.col("ok").sum(), pl.col("response_ms").sum())
    .collect(engine="streaming").rows())
""",
    "log": """
frame = pl.read_csv(path, infer_schema_length=0)
for name in ("opened_at", "sys_updated_at"):
    at = pl.col(name).str.to_datetime("%d-%m-%Y %H:%M").dt.replace_time_zone("Europe/Copenhagen", ambiguous="earliest")
    frame = frame.with_columns(at.dt.epoch("s"))
print(frame.sort("number", pl.col("sys_mod_count").cast(pl.Int64)).group_by("number").agg(pl.all().last()).height)
""",
}
_LOCAL_PROFILE = """
name = "lokal"
title = "Syntetisk udtræk"
table = "incidents"
recognise = [["id", "priority", "opened_at", "resolved_at", "affected_users"]]

[times]
formats = ["%d-%m-%Y %H:%M"]
zone = "contract"

[columns]
id = "id"
priority = "priority"
opened_at = "opened_at"
resolved_at = "resolved_at"
title = "title"
affected_users = "affected_users"
"""


@dataclass(frozen=True)
class Line:
    """One line: a format, how its file is made, the bare reading of it, and how many times that it may cost.

    What is allowed is 1.3 times what was measured on 30 November 2026.
    """

    title: str
    make: Callable[[Path], None]
    floor: str
    allowed: float


def _incidents(rows: int) -> pl.DataFrame:
    """Return incidents as text, their times in UTC. Synthetic."""
    number = pl.int_range(rows, dtype=pl.Int64, eager=True).alias("number").to_frame()
    length = PERIOD.to_s - PERIOD.from_s - 100_000
    opened = (PERIOD.from_s + mixed(pl.col("number"), 1) % length).alias("opened_at")
    return number.with_columns(opened).select(
        pl.format("SYN-{}", "number").alias("id"),
        (1 + pl.col("number") % 4).cast(pl.String).alias("priority"),
        pl.from_epoch("opened_at"),
        pl.from_epoch(pl.col("opened_at") + 60 * (mixed(pl.col("number"), 2) % 1_000)).alias("resolved_at"),
        pl.format("Syntetisk sag {}", "number").alias("title"),
        (mixed(pl.col("number"), 3) % 500).alias("affected_users"),
    )


def _csv_iso(folder: Path) -> None:
    _written(_incidents(ROWS), "%Y-%m-%dT%H:%M:%S+00:00").write_csv(folder / "incidents.csv")


def _csv_local(folder: Path) -> None:
    (folder / "profil.toml").write_text(_LOCAL_PROFILE, encoding="utf-8")
    _written(_incidents(ROWS), "%d-%m-%Y %H:%M").write_csv(folder / "sager.csv")


def _json(folder: Path) -> None:
    _written(_incidents(ROWS), "%Y-%m-%dT%H:%M:%S+00:00").write_json(folder / "incidents.json")


def _written(frame: pl.DataFrame, form: str) -> pl.DataFrame:
    return frame.with_columns(pl.col("opened_at", "resolved_at").dt.strftime(form))


def _xlsx(folder: Path) -> None:
    frame = _incidents(SHEET_ROWS)
    with xlsxwriter.Workbook(str(folder / "incidents.xlsx"), {"constant_memory": True}) as book:
        sheet, moment = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        sheet.write_row(0, 0, frame.columns)
        for row, cells in enumerate(frame.iter_rows(), 1):
            for column, cell in enumerate(cells):
                if column in (2, 3):
                    sheet.write_datetime(row, column, cell, moment)
                else:
                    sheet.write(row, column, cell)


def _parquet(folder: Path) -> None:
    number = pl.LazyFrame({"number": range(CHECKS)}, schema={"number": pl.Int64})
    number.select(
        pl.format("tjeneste-{}", pl.col("number") % 1_000).alias("service"),
        (PERIOD.from_s + pl.col("number") // 1_000 * 60).alias("at_s"),
        (mixed(pl.col("number"), 1) % 1_000 != 0).alias("ok"),
        (20 + mixed(pl.col("number"), 2) % 3_000).alias("response_ms"),
    ).sink_parquet(folder / "checks.parquet")


def _log(folder: Path) -> None:
    tickets = _incidents(ROWS // UPDATES).with_columns(pl.lit([*range(UPDATES)]).alias("step"))
    states = pl.Series(["New", "Active", "Awaiting User Info", "Active", "Resolved"])
    form = "%d-%m-%Y %H:%M"
    log = tickets.explode("step").select(
        pl.col("id").alias("number"),
        states.gather(pl.Series(list(range(UPDATES)) * (ROWS // UPDATES))).alias("incident_state"),
        pl.col("step").cast(pl.String).alias("sys_mod_count"),
        (pl.col("opened_at") + pl.duration(minutes=pl.col("step") * 30))
        .dt.strftime(form)
        .alias("sys_updated_at"),
        pl.col("opened_at").dt.strftime(form),
        pl.lit("2 - High").alias("priority"),
        pl.lit("").alias("resolved_at"),
    )
    log.write_csv(folder / "log.csv")


LINES = {
    "csv_iso": Line(f"CSV, {ROWS:,} incidents, times in ISO 8601", _csv_iso, _FLOORS["iso"], 6.5),
    "csv_local": Line(f"CSV, {ROWS:,} incidents, local times day first", _csv_local, _FLOORS["local"], 8.5),
    "xlsx": Line(f"XLSX, {SHEET_ROWS:,} incidents", _xlsx, _FLOORS["xlsx"], 6.5),
    "json": Line(f"JSON, {ROWS:,} incidents", _json, _FLOORS["json"], 5.5),
    "parquet": Line(f"Parquet left on disk, {CHECKS:,} checks", _parquet, _FLOORS["parquet"], 7.5),
    "log": Line(f"an event log, {ROWS:,} updates", _log, _FLOORS["log"], 8.5),
}


def processor_seconds(command: Sequence[str]) -> float:
    """Return the processor time of a process and its children.

    Raises:
        SystemExit: It failed.
    """
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        _process, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise SystemExit(said.read().decode())
    return used.ru_utime + used.ru_stime


def prepare(folder: Path) -> None:
    """Make the files that are not there yet, each in a folder of its own."""
    for name, line in LINES.items():
        if not (folder / name).exists():
            (folder / name).mkdir()
            line.make(folder / name)


def lines(folder: Path | None = None, beside: str = "") -> list[str]:
    """Return the table's lines: what reading each file costs, of the bare reading of it, and what is allowed."""
    if folder is None:
        with tempfile.TemporaryDirectory() as made:
            return lines(Path(made), beside)
    prepare(folder)
    more = (" times the other program |", "---|") if beside else ("", "")
    found = [f"| what is read | times the bare reading | allowed |{more[0]}", f"|---|---|---|{more[1]}"]
    for name, line in LINES.items():
        commands = [(sys.executable, READ), (sys.executable, _FLOOR + line.floor)]
        commands += [(beside, READ)] if beside else []
        turns = [
            [processor_seconds([python, "-c", code, str(folder / name)]) for python, code in commands]
            for _run in range(RUNS)
        ]
        own, floor, *other = (min(times) for times in zip(*turns, strict=True))
        last = "".join(f" {own / one:.2f} |" for one in other)
        found.append(f"| {line.title} | {own / floor:.1f} | {line.allowed:g} |{last}")
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--beside", default="")
    chosen = parser.parse_args()
    if chosen.folder:
        chosen.folder.mkdir(parents=True, exist_ok=True)
    print("\n".join(lines(chosen.folder, chosen.beside)))


if __name__ == "__main__":
    main()
