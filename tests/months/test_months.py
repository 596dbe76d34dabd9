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


def overlapping(case: str, shared_data: Path) -> dict[str, Any]:
    """Return October 2026 of one of the small inputs with two exports of the same."""
    folder = next((shared_data.parent / "cases" / "reading").glob(f"{case}-*"))
    return figures(calculated(folder / "terms.toml", folder / "data", "2026-10", date(2026, 11, 5)))


def test_a_ticket_that_a_newer_export_reopens_is_late(shared_data: Path) -> None:
    level = overlapping("02a", shared_data)["levels"][0]
    assert (level["state"], level["results"][0]["numerator"], level["results"][0]["denominator"]) == (
        "missed",
        0,
        1,
    )


def test_an_outage_that_nothing_says_whether_is_over_is_not_a_met_level(shared_data: Path) -> None:
    data = overlapping("02b", shared_data)
    assert data["levels"][0]["state"] in ("reserved", "not_measured")
    assert [fault["code"] for fault in data["evidence"]["faults"]] == ["unordered-exports"] * 2


def test_the_hour_of_an_outage_that_a_newer_export_ends(shared_data: Path, tmp_path: Path) -> None:
    folder = next((shared_data.parent / "cases" / "reading").glob("02b-*"))
    for name in ("outages-1.csv", "outages-2.csv"):
        (tmp_path / name).write_bytes((folder / "data" / name).read_bytes())
    (tmp_path / "profil.toml").write_text('[export]\norder = ["outages-1.csv", "outages-2.csv"]\n')
    level = figures(calculated(folder / "terms.toml", tmp_path, "2026-10", date(2026, 11, 5)))["levels"][0]
    result = level["results"][0]
    assert result["denominator"] - result["numerator"] == 3_600


def test_hours_that_two_exports_have_are_paid_once(shared_data: Path) -> None:
    assert overlapping("02d", shared_data)["remuneration"]["total"] == "22500.00"
