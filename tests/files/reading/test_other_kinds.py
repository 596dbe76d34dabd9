"""Ids and types that tell another kind are not read as the table's, in Afstemt's own tables and in logs too."""

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from reading_help import codes
from test_kinds import ids, messages, whole

from afstemt.core.evidence.evidence import Evidence

Read = Callable[..., Evidence]
HEAD = "id,priority,opened_at,title"


def own(folder: Path, *numbers: str, table: str = "incidents") -> None:
    rows = [f"{number},1,2026-10-01T08:00:00+02:00,x" for number in numbers]
    (folder / f"{table}.csv").write_text("\n".join([HEAD, *rows]) + "\n")


def test_ids_of_another_kind_in_an_own_table_are_set_aside_with_their_effect(
    read: Read, tmp_path: Path
) -> None:
    own(tmp_path, "INC1", "CHG2", "chg-3", "RITM4", "CTASK5", "4711", "CHANGE")
    evidence = read(tmp_path)
    assert (ids(evidence, "incidents"), whole(evidence)) == (["INC1", "4711", "CHANGE"], (7, 3, 0, 4))
    assert codes(evidence) == [("other-kind", None, "id")]
    [said] = messages(evidence, "other-kind")
    assert "CHG 1, CTASK 1, RITM 1, chg 1" in said
    assert 'under [kind] neutral = ["CHG", "chg", "RITM"]' in said
    assert evidence.lost["incidents"]["why"].to_list() == ["other-kind"] * 4


def test_incidents_among_the_requests_are_not_passed_over_either(read: Read, tmp_path: Path) -> None:
    (tmp_path / "service_requests.csv").write_text(
        "id,opened_at,initiator,type\nREQ1,2026-10-01T08:00:00Z,authority,Incident\nINC2,2026-10-01T08:00:00Z,authority,x\n"
    )
    evidence = read(tmp_path)
    assert (ids(evidence, "service_requests"), codes(evidence)) == (["REQ1"], [("other-kind", None, "id")])


def test_words_that_tell_no_kind_here_are_said_in_the_folders_profile(read: Read, tmp_path: Path) -> None:
    own(tmp_path, "REQ1", "REQ2")
    (tmp_path / "profil.toml").write_text('[kind]\nneutral = ["req"]\n')
    evidence = read(tmp_path)
    assert (ids(evidence, "incidents"), codes(evidence)) == (["REQ1", "REQ2"], [])


@pytest.mark.parametrize(
    ("heading", "word"),
    [
        ("type", "Vraag"),
        ("Issue Type", "[System] Service request"),
        ("Sagstype", "Serviceanmodning"),
        ("Type", "Change"),
    ],
)
def test_types_of_another_kind_in_an_own_table_are_set_aside(
    read: Read, tmp_path: Path, heading: str, word: str
) -> None:
    row = "1,2026-10-01T08:00:00Z"
    (tmp_path / "incidents.csv").write_text(
        f"id,priority,opened_at,{heading}\nA,{row},{word}\nB,{row},Incident\nC,{row},Hardware\nD,{row},\n"
    )
    evidence = read(tmp_path)
    assert (ids(evidence, "incidents"), codes(evidence)) == (["B", "C", "D"], [("other-kind", None, heading)])
    assert f"{word} 1" in messages(evidence, "other-kind")[0]


def test_updates_of_another_kind_in_a_log_are_set_aside(read: Read, tmp_path: Path) -> None:
    head = "number,incident_state,sys_mod_count,opened_at,sys_updated_at,priority,sys_class_name\n"
    row = "{},New,{},1/10/2026 08:00,1/10/2026 08:05,2 - High,{}\n"
    updates = [("INC1", 0, "incident"), ("CHG2", 0, "incident"), ("INC3", 0, "problem"), ("INC1", 1, "")]
    (tmp_path / "log.csv").write_text(head + "".join(row.format(*each) for each in updates))
    evidence = read(tmp_path)
    assert (ids(evidence, "incidents"), whole(evidence)) == (["INC1"], (4, 2, 0, 2))
    assert sorted(evidence.lost["incidents"]["id"]) == ["CHG2", "INC3"]


@pytest.mark.parametrize(("number", "used"), [("PRB2", ["INC1"]), ("INC2", ["INC1", "INC2"])])
def test_a_file_that_is_left_on_disk_is_looked_at_too(
    read: Read, tmp_path: Path, number: str, used: list[str]
) -> None:
    frame = pl.DataFrame({"id": ["INC1", number], "priority": ["1", "1"], "opened_s": [1790834400] * 2})
    frame.write_parquet(tmp_path / "incidents.parquet")
    assert ids(read(tmp_path), "incidents") == used


def test_a_profile_of_ones_own_says_that_its_ids_are_of_its_kind(read: Read, tmp_path: Path) -> None:
    (tmp_path / "sager.csv").write_text("nr,prio,tid\nCHG1,1,2026-10-01 08:00\n")
    profile = (
        'table = "incidents"\nrecognise = ["nr", "prio", "tid"]\n[times]\nzone = "contract"\n'
        '[columns]\nid = "nr"\npriority = "prio"\nopened_at = "tid"\n'
    )
    (tmp_path / "profil.toml").write_text(profile)
    assert codes(read(tmp_path)) == [("other-kind", None, "nr")]
    (tmp_path / "profil.toml").write_text(profile + '[kind]\nids = ["CHG"]\n')
    assert ids(read(tmp_path), "incidents") == ["CHG1"]


ACTIVITY = {"number": "WA1", "briefDescription": "x", "plannedStartDate": "2026-10-01T08:00:00Z"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "a.csv",
            "Activity number;Brief description;Change number;Planned start date\nWA1;x;W1;01-10-2026 08:00\n",
        ),
        ("a.csv", "Aktivitetsnummer;Kort beskrivelse;Planlagt startdato\nA1;x;01-10-2026 08:00\n"),
        ("a.csv", "Activiteitnummer;Korte omschrijving;Prioriteit;Aanmaakdatum\nA1;x;P1;01-10-2026 08:00\n"),
        ("a.json", json.dumps([{**ACTIVITY, "change": {"number": "W1"}}])),
        ("a.json", json.dumps([{**ACTIVITY, "plannedEndDate": "2026-10-01T09:00:00Z"}])),
    ],
)
def test_topdesks_activities_are_no_cases(read: Read, tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    evidence = read(tmp_path)
    assert (dict(evidence.tables), codes(evidence), whole(evidence)) == ({}, [], (1, 0, 1, 0))
    assert "TOPdesk, aktiviteter" in messages(evidence, "only-parts")[0]
