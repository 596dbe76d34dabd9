"""The whole ``afstemt report`` on the real ServiceNow month against a process that only reads that CSV."""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOG = ROOT.parent / "shared" / "data" / "servicenow-incidents"
TERMS = ROOT / "examples" / "servicenow-2016"
ALLOWED = 14.0
RUNS = 5

FLOOR = "import polars, sys; polars.read_csv(sys.argv[1], infer_schema_length=0)"
PARTS = """
import json, sys, time
from datetime import date
from pathlib import Path
marks, last = [], time.perf_counter()
def mark(name):
    global last
    marks.append((name, time.perf_counter() - last)); last = time.perf_counter()
from afstemt.core.month import VOCABULARY, run
from afstemt.core.report.build import build_report
from afstemt.core.units.period import parse_period
from afstemt.files.reading.evidence import read_evidence
from afstemt.files.reading.terms import read_contract
from afstemt.files.writing.registry import WRITERS
mark("import")
contract = read_contract(Path(sys.argv[1]), VOCABULARY); mark("read terms")
facts = read_evidence(Path(sys.argv[2]), zone="Europe/Copenhagen"); mark("read evidence (child process included)")
month = run(contract, parse_period("2016-03"), facts, as_of=date(2016, 4, 8)); mark("measure, remunerate, settle")
document = build_report(month); mark("build the report")
for name, writer in WRITERS.items():
    writer.write(document); mark(f"write {name}")
print(json.dumps({"marks": marks, "pandas": "pandas" in sys.modules}))
"""


def seconds(command: Sequence[str], runs: int = RUNS) -> float:
    """Return the median wall seconds of a process, after one that is not counted."""
    taken = []
    for _run in range(runs + 1):
        begun = time.perf_counter()
        done = subprocess.run(command, capture_output=True, check=False, text=True)
        taken.append(time.perf_counter() - begun)
        if done.returncode not in (0, 3):
            raise SystemExit(done.stderr)
    return statistics.median(taken[1:])


def lines() -> list[str]:
    """Return the table's lines: the ratio, and where the time goes."""
    if not LOG.is_dir():
        raise SystemExit(
            "The real input is not here: this benchmark reads ../shared/data beside the project."
        )
    csv = str(next(LOG.glob("*.csv")))
    afstemt = Path(sys.executable).parent / "afstemt"
    with tempfile.TemporaryDirectory() as out:
        arguments = [str(TERMS), str(LOG), "--period", "2016-03", "--date", "2016-04-08", "--out", out]
        whole = seconds([str(afstemt), "report", *arguments])
    floor = seconds([sys.executable, "-c", FLOOR, csv])
    inside = subprocess.run(
        [sys.executable, "-c", PARTS, str(TERMS), str(LOG)], capture_output=True, check=True, text=True
    ).stdout
    parts = json.loads(inside)
    if parts["pandas"]:
        raise SystemExit("pandas is among the imports")
    total = sum(taken for _name, taken in parts["marks"])
    found = [
        "| what | ratio to reading the CSV | allowed |",
        "|---|---|---|",
        f"| `afstemt report`, five files, the ServiceNow month | {whole / floor:.1f} | {ALLOWED:.0f} |",
        "",
        "| where the time goes | share |",
        "|---|---|",
        *(f"| {name} | {100 * taken / total:.0f} % |" for name, taken in parts["marks"]),
    ]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return [*found, "", f"Peak memory of the largest process: {peak} MiB. Processors: {os.cpu_count()}."]


if __name__ == "__main__":
    print("\n".join(lines()))
