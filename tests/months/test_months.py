"""Whole months: terms and raw files in, every figure out. Refresh with REFRESH=1 and read the difference."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from afstemt.core.month import VOCABULARY, run
from afstemt.core.report.build import build_report
from afstemt.core.units.period import parse_period
from afstemt.files.demo.generate import generate
from afstemt.files.reading.evidence import read_evidence
from afstemt.files.reading.terms import read_contract
from golden import same_as_golden

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent


def figures(terms: Path, evidence: Path, period: str, as_of: date) -> dict[str, Any]:
    """Return the machine-readable month, less what changes with the program's version and the rows past their limit."""
    contract = read_contract(terms, VOCABULARY)
    facts = read_evidence(evidence, zone=contract.current.zone)
    month = run(contract, parse_period(period), facts, as_of=as_of)
    data = json.loads(json.dumps(build_report(month).data, default=str))
    del data["program"]
    for level in data["levels"]:
        for result in level["results"]:
            result["overruns"] = len(result["overruns"])
    return data


def golden(name: str, data: dict[str, Any]) -> None:
    same_as_golden(json.dumps(data, ensure_ascii=False, indent=1) + "\n", HERE / name / "expected.json")


def test_the_servicenow_month(shared_data: Path) -> None:
    data = figures(
        ROOT / "examples" / "servicenow-2016",
        shared_data / "servicenow-incidents",
        "2016-03",
        date(2016, 4, 8),
    )
    file = data["evidence"]["files"][0]
    assert (file["rows_read"], file["rows_used"], file["rows_set_aside"]) == (59_354, 59_345, 9)
    assert file["facts"]["incidents"] == 9_202
    golden("servicenow-2016-03", data)


def test_the_uptime_month(shared_data: Path) -> None:
    data = figures(
        ROOT / "examples" / "servicenow-2016", shared_data / "uptime-checks", "2022-07", date(2022, 8, 8)
    )
    site = next(level for level in data["levels"] if level["id"] == "KPI 5")
    assert site["results"][0]["denominator"] - site["results"][0]["numerator"] == 472
    golden("uptime-2022-07", data)


@pytest.mark.parametrize("code", ["2026-09", "2026-10"])
def test_the_demo_month(tmp_path: Path, code: str) -> None:
    made = generate(tmp_path)
    golden(f"demo-{code}", figures(made.terms, dict(made.evidence)[code], code, date(2026, 11, 17)))
