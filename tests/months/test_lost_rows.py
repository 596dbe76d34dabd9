"""Rows that a file loses, in every format: what the levels say of them, and the small inputs that once failed."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from afstemt.core.month import VOCABULARY, run
from afstemt.core.report.month import Month
from afstemt.core.units.period import parse_period
from afstemt.files.reading.evidence import read_evidence
from afstemt.files.reading.terms import read_contract

CASES = Path(__file__).parents[3] / "shared" / "cases"
TERMS = """
id = "c"
title = "Eksempel"
in_force_from = 2026-01-01
zone = "Europe/Copenhagen"
parties = [{ role = "authority", name = "A" }, { role = "supplier", name = "S" }]
systems = [{ id = "s", name = "S", services = [{ id = "w", name = "w" }] }]
priorities = [{ id = "1", title = "1" }]
[calendars.d]
monday = ["08:00-16:00"]
tuesday = ["08:00-16:00"]
wednesday = ["08:00-16:00"]
thursday = ["08:00-16:00"]
friday = ["08:00-16:00"]
holidays = "DK"
"""
LEVEL = """
[[service_levels]]
id = "{kind}"
title = "{kind}"
kind = "{kind}"
calendar = "d"
clock = "business_hours"
assign_by = "opened"
open_past_limit = "missed_now"
priority = "last"
decimals = 2
judge = "exact"
minimum_cases = 0
populations = [{{ id = "1", priorities = ["1"], limit = {{ hours = 2 }}, target = 90 }}]
"""
COLUMNS = ("id", "priority", "opened_at", "responded_at", "resolved_at")
GOOD = [
    (f"I{n}", "1", "2026-10-05T09:00:00+02:00", "2026-10-05T09:10:00+02:00", "2026-10-05T10:00:00+02:00")
    for n in range(9)
]


def month(terms: Path, evidence: Path) -> Month:
    contract = read_contract(terms, VOCABULARY)
    facts = read_evidence(evidence, zone=contract.current.zone)
    return run(contract, parse_period("2026-10"), facts, as_of=date(2026, 11, 5))


def states(found: Month) -> dict[str, str]:
    return {outcome.level: outcome.state for outcome in found.outcomes}


def asked(found: Month) -> list[tuple[str, str]]:
    return [(fault.code, fault.severity) for fault in found.evidence.faults if fault.severity != "note"]


def csv(path: Path, rows: list[tuple[str, ...]]) -> None:
    path.with_suffix(".csv").write_text("\n".join(",".join(row) for row in [COLUMNS, *rows]) + "\n")


def documents(rows: list[tuple[str, ...]]) -> list[dict[str, str]]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def json_list(path: Path, rows: list[tuple[str, ...]]) -> None:
    path.with_suffix(".json").write_text(json.dumps(documents(rows)))


def json_lines(path: Path, rows: list[tuple[str, ...]]) -> None:
    path.with_suffix(".jsonl").write_text("\n".join(json.dumps(row) for row in documents(rows)))


def sheet(path: Path, rows: list[tuple[str, ...]]) -> None:
    with xlsxwriter.Workbook(path.with_suffix(".xlsx")) as book:
        page = book.add_worksheet("incidents")
        for at, row in enumerate([COLUMNS, *rows]):
            page.write_row(at, 0, row)


def parquet(path: Path, rows: list[tuple[str, ...]]) -> None:
    pl.DataFrame(documents(rows)).write_parquet(path.with_suffix(".parquet"))


@pytest.mark.parametrize("write", [csv, json_list, json_lines, sheet, parquet])
@pytest.mark.parametrize(
    ("row", "expected", "told"),
    [
        (
            ("LATE", "1", "2026-10-05T09:00:00+02:00", "2026-10-05T09:10:00+02:00", "31-02-2026 10:00"),
            {"resolution_time": "reserved", "reaction_time": "met"},
            [("dates-turned", "ask"), ("no-such-date", "ask")],
        ),
        (
            (
                "LATE",
                "1",
                "2026-10-05T09:00:00+02:00",
                "2026-10-05T08:59:00+02:00",
                "2026-10-09T10:00:00+02:00",
            ),
            {"resolution_time": "missed", "reaction_time": "reserved"},
            [("end-before-start", "ask")],
        ),
        (
            ("LATE", "1", "i går", "2026-10-05T09:10:00+02:00", "2026-10-09T10:00:00+02:00"),
            {"resolution_time": "reserved", "reaction_time": "reserved"},
            [("bad-time", "set_aside")],
        ),
        (
            (
                "I0",
                "1",
                "2026-10-05T09:00:00+02:00",
                "2026-10-09T09:10:00+02:00",
                "2026-10-09T10:00:00+02:00",
            ),
            {"resolution_time": "reserved", "reaction_time": "reserved"},
            [("duplicate-id", "set_aside")],
        ),
    ],
)
def test_a_row_that_is_lost_has_its_effect_in_every_format(
    tmp_path: Path,
    write: Callable[[Path, list[tuple[str, ...]]], None],
    row: tuple[str, ...],
    expected: dict[str, str],
    told: list[tuple[str, str]],
) -> None:
    terms = tmp_path / "terms.toml"
    levels = "".join(LEVEL.format(kind=kind) for kind in expected)
    terms.write_text(TERMS + levels.replace("target = 90", "target = 95"))
    (tmp_path / "data").mkdir()
    write(tmp_path / "data" / "incidents", [*GOOD, row])
    found = month(terms, tmp_path / "data")
    assert (states(found), asked(found)) == (expected, told)


@pytest.mark.parametrize(
    ("name", "state", "told"),
    [
        ("01b-late-ticket-unreadable-end-level-met", "reserved", {("no-such-date", "ask")}),
        ("01e-optional-column-drops-ticket-from-other-level", "missed", {("end-before-start", "ask")}),
    ],
)
def test_the_small_inputs_that_were_met(name: str, state: str, told: set[tuple[str, str]]) -> None:
    if not CASES.is_dir():
        pytest.fail("The small inputs are not here: this test reads ../shared/cases beside the project.")
    folder = CASES / "reading" / name
    found = month(folder / "terms.toml", folder / "data")
    [level] = found.outcomes
    assert level.state == state
    assert {one for one in asked(found) if one[0] == next(iter(told))[0]} == told
    if name.startswith("01e"):
        [result] = level.results
        assert (result.figure.numerator, result.figure.denominator) == (9, 10)  # type: ignore[union-attr]


def test_outages_that_cannot_be_used_are_no_measurement(tmp_path: Path) -> None:
    """The small input's twelve-hour times are read today (99,4 pct.); its kind is rows that nobody can read."""
    if not CASES.is_dir():
        pytest.fail("The small inputs are not here: this test reads ../shared/cases beside the project.")
    folder = CASES / "reading" / "01a-all-outages-set-aside-level-met"
    [read] = month(folder / "terms.toml", folder / "data").outcomes
    [result] = read.results
    assert (read.state, result.figure and result.figure.denominator - result.figure.numerator) == (
        "met",
        16200,
    )
    text = (folder / "data" / "p.csv").read_text().replace("2026-10-05", "i går")
    (tmp_path / "p.csv").write_text(text)
    found = month(folder / "terms.toml", tmp_path)
    assert [outcome.state for outcome in found.outcomes] == ["not_measured"]
    assert ("bad-time", "set_aside") in asked(found)
