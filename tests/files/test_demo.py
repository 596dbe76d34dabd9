"""The synthetic example: the same bytes for the same seed, terms that validate, every table, labelled."""

import csv
import hashlib
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from afstemt.core.evidence.tables import TABLES
from afstemt.core.meeting.agenda import build_agenda
from afstemt.core.month import VOCABULARY, run
from afstemt.core.terms.check.linter import check
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.period import parse_period
from afstemt.files.demo import DemoPaths, generate
from afstemt.files.demo.generate import OF_THE_AUTHORITY
from afstemt.files.demo.story import ZONE
from afstemt.files.reading.evidence import read_evidence
from afstemt.files.reading.intake.folder import AUTHORITY_FOLDER
from afstemt.files.reading.terms import read_contract


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoPaths:
    return generate(tmp_path_factory.mktemp("demo"))


def _digest(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_generate_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = generate(tmp_path / "one", months=3), generate(tmp_path / "two", months=3)
    assert _digest(one.folder) == _digest(two.folder)


def test_another_seed_gives_other_rows(tmp_path: Path) -> None:
    one, two = generate(tmp_path / "one", months=2), generate(tmp_path / "two", months=2, seed=7)
    assert _digest(one.last[1]) != _digest(two.last[1])


def test_history_is_what_the_engine_finds_in_the_files(demo: DemoPaths) -> None:
    contract = read_contract(demo.terms, VOCABULARY)
    code, folder = demo.evidence[-2]
    month = run(contract, parse_period(code), read_evidence(folder, zone=ZONE), as_of=demo.meeting)
    kept = {row["subject"]: row for row in _rows(demo.last[1] / "history.csv") if row["period"] == code}
    assert Decimal(kept["penalty"]["amount"].replace(",", ".")) == month.settlement.penalty.amount
    assert Decimal(kept["fee"]["amount"].replace(",", ".")) == month.remuneration.total().amount
    states = {outcome.level: outcome.state for outcome in month.outcomes}
    assert {level: kept[level]["state"] for level in states} == states


def test_the_story_is_calm_then_troubled_then_mending(demo: DemoPaths) -> None:
    rows = _rows(demo.last[1] / "history.csv")
    missed = [
        sum(row["state"] == "missed" and "/" not in row["subject"] for row in rows if row["period"] == code)
        for code, _folder in demo.evidence[:-1]
    ]
    assert max(missed[:-1]) <= 2
    assert missed[-1] >= 8


def test_every_faulty_row_is_set_aside_or_asked_about(demo: DemoPaths) -> None:
    facts = read_evidence(demo.last[1], zone=ZONE)
    named = {fault.code for fault in facts.faults if fault.severity == "set_aside"}
    assert sum(file.rows_set_aside for file in facts.files) == 4
    assert len(named) == 4
    assert [fault.code for fault in facts.faults if fault.severity == "ask"] == ["end-before-start"]
    assert all(file.rows_read == file.rows_used + file.rows_set_aside for file in facts.files)


def test_terms_check_without_open_points(demo: DemoPaths) -> None:
    points = check(read_contract(demo.terms, VOCABULARY), VOCABULARY, as_of=demo.meeting)
    assert [point for point in points if point.severity != "note"] == []


def test_thirteen_months_end_with_the_last(demo: DemoPaths) -> None:
    assert [code for code, _folder in demo.evidence][0::12] == ["2025-10", "2026-10"]
    assert len(demo.evidence) == 13


def test_last_month_holds_every_table(demo: DemoPaths) -> None:
    """Each party's in its own place."""
    of_the_supplier = {path.stem for path in demo.last[1].glob("*.csv")}
    of_the_authority = {path.stem for path in (demo.last[1] / AUTHORITY_FOLDER).iterdir()}
    assert of_the_authority == OF_THE_AUTHORITY
    assert of_the_supplier == {table.name for table in TABLES} - OF_THE_AUTHORITY


def test_terms_validate_and_are_marked_synthetic(demo: DemoPaths) -> None:
    files = sorted(demo.terms.iterdir())
    assert [file.name for file in files] == ["2025-10-01.toml", "2026-04-15.toml"]
    for file in files:
        terms = Terms.model_validate(tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal))
        assert terms.synthetic
        assert "syntetisk" in terms.title
        assert all("syntetisk" in party.name for party in terms.parties)
        assert 10 <= len(terms.service_levels) <= 12
        assert len(terms.systems) == 3


def test_last_month_has_rows_to_set_aside(demo: DemoPaths) -> None:
    text = (demo.last[1] / "incidents.csv").read_text(encoding="utf-8")
    assert "2026-10-32" in text
    assert "SYN-INC-90001" in text
    assert "SYN-INC-99999" in (demo.last[1] / "pauses.csv").read_text(encoding="utf-8")


def test_troubled_month_is_worse_than_a_calm_one(demo: DemoPaths) -> None:
    folders = dict(demo.evidence)
    calm, troubled = (_rows(folders[code] / "incidents.csv") for code in ("2026-08", "2026-09"))
    assert sum(row["priority"] == "1" for row in troubled) > sum(row["priority"] == "1" for row in calm)
    assert len(troubled) > len(calm) + 50


def test_open_tickets_return_in_the_next_month_until_resolved(demo: DemoPaths) -> None:
    folders = dict(demo.evidence)
    august, september = (_rows(folders[code] / "incidents.csv") for code in ("2026-08", "2026-09"))
    still_open = {row["id"] for row in august if not row["resolved_at"]}
    assert still_open
    assert still_open <= {row["id"] for row in september}


def test_one_month_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="two months"):
        generate(tmp_path, months=1)


def test_a_calm_and_a_troubled_month_give_agendas_whose_time_shifts(demo: DemoPaths) -> None:
    contract = read_contract(demo.terms, VOCABULARY)
    folders = dict(demo.evidence)

    def minutes_of(code: str) -> dict[str, int]:
        month = run(contract, parse_period(code), read_evidence(folders[code], zone=ZONE), as_of=demo.meeting)
        return {point.id: point.minutes for point in build_agenda(month, (), demo.meeting).points}

    calm, troubled = minutes_of("2026-06"), minutes_of("2026-09")
    assert sum(calm.values()) == sum(troubled.values()) == 90
    for point in ("service_levels", "incidents"):
        assert troubled[point] > calm[point]
    for point in ("business", "improvements"):
        assert troubled[point] < calm[point]
