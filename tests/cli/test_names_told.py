"""Names that the terms do not know, aliases, and decisions that match nothing, as a user meets them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

AFSTEMT = Path(sys.executable).parent / "afstemt"
TERMS = """
id = "c"
title = "Prøve"
in_force_from = 2020-01-01
[[parties]]
role = "authority"
name = "Myndigheden"
[[parties]]
role = "supplier"
name = "Leverandøren"
[[systems]]
id = "s"
name = "S"
services = [{ id = "w", name = "Web" }]
[[service_levels]]
id = "A"
title = "Tilgængelighed"
kind = "availability"
parameters = { source = "outages", downtime_from = "outage", degraded = "not", composition = "any" }
populations = [{ target = 99.0 }]
decimals = 2
judge = "exact"
missing_data = "up"
"""
OUTAGES = """service,from_at,to_at
w,2026-10-05T09:00:00+02:00,2026-10-05T10:00:00+02:00
W,2026-10-07T09:00:00+02:00,2026-10-07T19:00:00+02:00
"""
DECISIONS = """at,by,kind,table,level,from_at,to_at
2026-11-01T10:00:00+01:00,begge,hold-out,outages,A,2026-10-05T09:00:00+02:00,2026-10-05T10:00:00+02:00
2026-11-01T10:00:00+01:00,begge,hold_out,outages,a,2026-10-05T09:00:00+02:00,2026-10-05T10:00:00+02:00
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "terms.toml").write_text(TERMS, encoding="utf-8")
    (tmp_path / "data" / "outages.csv").write_text(OUTAGES, encoding="utf-8")
    return tmp_path


def afstemt(case: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [AFSTEMT, *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=case,
        env=os.environ | {"AFSTEMT_LANGUAGE": "da"},
    )


def report(case: Path) -> subprocess.CompletedProcess[str]:
    return afstemt(
        case, "report", "terms.toml", "data", "--period", "2026-10", "--out", "out", "--date", "2026-11-05"
    )


def test_an_unknown_service_is_asked_about_until_its_alias_is_confirmed(case: Path) -> None:
    done = report(case)
    assert done.returncode == 3, done.stderr
    line = '{ of = "service", name = "W", means = "w", confirmed_by = ["supplier"] }'
    assert line in done.stderr
    (case / "terms.aliases.toml").write_text(f"aliases = [\n{line.replace('supplier', 'authority')}\n]\n")
    done = report(case)
    assert done.returncode == 3
    assert "før leverandøren har bekræftet det" in done.stderr
    (case / "terms.aliases.toml").write_text(f"aliases = [\n{line}\n]\n")
    done = report(case)
    assert done.returncode == 0, done.stderr
    data = json.loads((case / "out" / "driftsrapport.json").read_text(encoding="utf-8"))["data"]
    (level,) = data["levels"]
    assert level["state"] == "missed"
    assert [one["name"] for one in data["aliases"]["names"]] == ["W"]
    assert data["aliases"]["sha256"] in (case / "out" / "driftsrapport.html").read_text(encoding="utf-8")
    explained = afstemt(
        case, "explain", "terms.toml", "data", "A", "--period", "2026-10", "--date", "2026-11-05"
    )
    assert "»W« er læst som »w« efter alias, bekræftet af leverandøren (1 række)." in explained.stdout


def test_a_decision_that_matches_nothing_is_told_by_read_and_by_report(case: Path) -> None:
    (case / "data" / "decisions.csv").write_text(DECISIONS, encoding="utf-8")
    read = afstemt(case, "read", "data")
    assert read.returncode == 3, read.stdout
    assert "Mente I »hold_out«?" in read.stderr
    done = report(case)
    assert done.returncode == 3
    for said in ("Mente I »hold_out«?", "servicemålet »a« findes ikke. Mente I »A«?"):
        assert said in done.stderr, done.stderr


def test_aliases_that_cannot_be_used_are_refused_with_their_line(case: Path) -> None:
    (case / "terms.aliases.toml").write_text('aliases = [{ of = "service", name = "W", means = "web" }]\n')
    done = report(case)
    assert done.returncode == 1
    assert "terms.aliases.toml" in done.stderr
    assert "Mente du »w«?" in done.stderr
