"""A column of which silence would be the better figure: a file that leaves it out does not make the level met."""

from datetime import date
from pathlib import Path

import pytest

from afstemt.core.measurement.outcome import Outcome
from afstemt.core.month import VOCABULARY, run
from afstemt.core.units.period import parse_period
from afstemt.files.reading.evidence import read_evidence
from afstemt.files.reading.terms import read_contract

TERMS = """
id = "c"
title = "Eksempel"
in_force_from = 2026-01-01
zone = "Europe/Copenhagen"
parties = [{ role = "authority", name = "A" }, { role = "supplier", name = "S" }]
systems = [{ id = "s", name = "S", services = [{ id = "w", name = "w" }] }]
priorities = [{ id = "1", title = "1" }]
[calendars.d]
monday = ["00:00-24:00"]
tuesday = ["00:00-24:00"]
wednesday = ["00:00-24:00"]
thursday = ["00:00-24:00"]
friday = ["00:00-24:00"]
saturday = ["00:00-24:00"]
sunday = ["00:00-24:00"]
holidays = ""
[[service_levels]]
id = "A"
title = "Mål"
decimals = 2
judge = "exact"
minimum_cases = 0
"""
CHANGES = ("id", "planned_start_at", "initiator", "ended_at")
A_CHANGE = ("C1", "2026-10-05T09:00:00+02:00", "supplier", "2026-10-05T10:00:00+02:00")
INCIDENTS = ("id", "priority", "opened_at")
AN_INCIDENT = ("I1", "1", "2026-10-05T09:00:00+02:00")
OUTAGES = ("service", "from_at", "to_at")
AN_OUTAGE = ("w", "2026-10-05T09:00:00+02:00", "2026-10-06T09:00:00+02:00")
FAILED = """
kind = "count_limit"
parameters = { count = "failed_changes" }
populations = [{ target = 0 }]
"""
EMERGENCIES = """
kind = "count_limit"
parameters = { count = "outages" }
populations = [{ target = 0, priorities = ["critical"] }]
"""
CAUSED = """
kind = "change_caused_incidents"
parameters = { measure = "count" }
priority = "last"
populations = [{ target = 0 }]
"""
CAUSING = """
kind = "change_caused_incidents"
parameters = { measure = "share_of_changes" }
populations = [{ target = 10 }]
"""
DOWN = """
kind = "availability"
calendar = "d"
parameters = { source = "outages", downtime_from = "outage", degraded = "not", severities = ["critical"] }
missing_data = "up"
populations = [{ target = 99 }]
"""
NOTIFIED = """
kind = "availability"
calendar = "d"
parameters = { source = "outages", downtime_from = "notification", degraded = "not" }
missing_data = "up"
populations = [{ target = 99 }]
"""


def outcome(folder: Path, level: str, tables: dict[str, list[tuple[str, ...]]]) -> Outcome:
    (folder / "data").mkdir()
    (folder / "terms.toml").write_text(TERMS + level)
    for name, rows in tables.items():
        (folder / "data" / f"{name}.csv").write_text("\n".join(",".join(row) for row in rows) + "\n")
    contract = read_contract(folder / "terms.toml", VOCABULARY)
    facts = read_evidence(folder / "data", zone=contract.current.zone)
    [found] = run(contract, parse_period("2026-10"), facts, as_of=date(2026, 11, 5)).outcomes
    return found


@pytest.mark.parametrize(
    ("level", "tables", "column", "good", "bad"),
    [
        (FAILED, {"changes": [CHANGES, A_CHANGE]}, "outcome", "successful", "failed"),
        (EMERGENCIES, {"outages": [OUTAGES, AN_OUTAGE]}, "severity", "low", "critical"),
        (CAUSED, {"incidents": [INCIDENTS, AN_INCIDENT]}, "caused_by_change", "", "C1"),
        (
            CAUSING,
            {"changes": [CHANGES, A_CHANGE], "incidents": [INCIDENTS, AN_INCIDENT]},
            "caused_by_change",
            "",
            "C1",
        ),
        (DOWN, {"outages": [OUTAGES, AN_OUTAGE]}, "severity", "low", "critical"),
        (NOTIFIED, {"outages": [OUTAGES, AN_OUTAGE]}, "notified_at", "", "2026-10-05T10:00:00+02:00"),
    ],
)
def test_leaving_a_column_out_never_makes_a_level_met(
    tmp_path: Path,
    level: str,
    tables: dict[str, list[tuple[str, ...]]],
    column: str,
    good: str,
    bad: str,
) -> None:
    found = {}
    for name, cell in (("good", good), ("bad", bad), ("left out", None)):
        (tmp_path / name).mkdir()
        last = list(tables)[-1]
        more = tables if cell is None else tables | {last: _with(tables[last], column, cell)}
        found[name] = outcome(tmp_path / name, level, more)
    assert {name: one.state for name, one in found.items()} == {
        "good": "met",
        "bad": "missed",
        "left out": "reserved",
    }
    assert [(loss.why, loss.rows) for loss in found["left out"].losses] == [("column-not-delivered", 1)]


def _with(rows: list[tuple[str, ...]], column: str, cell: str) -> list[tuple[str, ...]]:
    return [(*rows[0], column), *((*row, cell) for row in rows[1:])]
