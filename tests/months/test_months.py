"""Whole months: terms and raw files in, every figure out. Refresh with REFRESH=1 and read the difference."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from afstemt.core.month import VOCABULARY, run
from afstemt.core.report.blocks import Table
from afstemt.core.report.build import build_report
from afstemt.core.report.month import Month
from afstemt.core.units.formats import number
from afstemt.core.units.period import parse_period
from afstemt.files.demo.generate import generate
from afstemt.files.reading.evidence import read_evidence
from afstemt.files.reading.terms import read_contract
from golden import same_as_golden

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent


def calculated(terms: Path, evidence: Path, period: str, as_of: date) -> Month:
    contract = read_contract(terms, VOCABULARY)
    facts = read_evidence(evidence, zone=contract.current.zone)
    return run(contract, parse_period(period), facts, as_of=as_of)


def figures(month: Month) -> dict[str, Any]:
    """Return the machine-readable month, less what changes with the program's version and the rows past their limit."""
    data = json.loads(json.dumps(build_report(month).data, default=str))
    del data["program"]
    for level in data["levels"]:
        for result in level["results"]:
            result["overruns"] = len(result["overruns"])
    return data


def agree_with_their_levels(month: Month) -> None:
    """The table of incidents says of each priority what the levels say of it: each has one priority a population."""
    section = next(one for one in build_report(month).sections if one.id == "incidents")
    table = next(block for block in section.blocks if isinstance(block, Table))
    heads = [column.title for column in table.columns]
    titles = {priority.id: priority.title for priority in month.terms.priorities}
    compared = 0
    for outcome in month.outcomes:
        if f"Til tiden, {outcome.level}" not in heads:
            continue
        at = heads.index(f"Til tiden, {outcome.level}")
        populations = {one.id: one.priorities for one in month.terms.level(outcome.level).populations}
        for result in outcome.results:
            (priority,) = populations[result.population]
            (row,) = (row for row in table.rows if titles[priority] in str(row[0]))
            assert result.figure is not None
            assert row[at] == f"{number(result.figure.numerator)} af {number(result.figure.denominator)}"
            compared += 1
    assert compared == 8


def golden(name: str, data: dict[str, Any]) -> None:
    same_as_golden(json.dumps(data, ensure_ascii=False, indent=1) + "\n", HERE / name / "expected.json")


def test_the_servicenow_month(shared_data: Path) -> None:
    month = calculated(
        ROOT / "examples" / "servicenow-2016",
        shared_data / "servicenow-incidents",
        "2016-03",
        date(2016, 4, 8),
    )
    agree_with_their_levels(month)
    data = figures(month)
    file = data["evidence"]["files"][0]
    assert (file["rows_read"], file["rows_used"], file["rows_set_aside"]) == (59_354, 59_345, 9)
    assert file["facts"]["incidents"] == 9_202
    golden("servicenow-2016-03", data)


def test_the_uptime_month(shared_data: Path) -> None:
    month = calculated(
        ROOT / "examples" / "servicenow-2016", shared_data / "uptime-checks", "2022-07", date(2022, 8, 8)
    )
    data = figures(month)
    site = next(level for level in data["levels"] if level["id"] == "KPI 5")
    assert site["results"][0]["denominator"] - site["results"][0]["numerator"] == 472
    golden("uptime-2022-07", data)


@pytest.mark.parametrize("code", ["2026-09", "2026-10"])
def test_the_demo_month(tmp_path: Path, code: str) -> None:
    made = generate(tmp_path)
    golden(
        f"demo-{code}", figures(calculated(made.terms, dict(made.evidence)[code], code, date(2026, 11, 17)))
    )
