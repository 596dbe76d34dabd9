"""A heading is known in any spelling where it can be one column alone, and never where it could be another."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from reading_help import codes

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.files.reading.sheets.typed import ENOUGH_ROWS

Read = Callable[..., Evidence]
EIGHT = 1790834400  # 1 October 2026 8:00 in Copenhagen


def test_the_american_headings_of_glpi_are_known(read: Read, cases: Path) -> None:
    evidence = read(cases / "reading" / "09d-glpi-en-us-headings" / "data")
    assert (evidence.files[0].profile, codes(evidence)) == (
        "glpi",
        [("kind-not-told", None, None)],
    )
    assert collect(evidence.table("incidents")).select("id", "priority", "status").rows() == [
        ("1", "3", "New")
    ]


@pytest.mark.parametrize(
    "header",
    [
        "ID,Priority,Opened_At,Resolved At",
        "Id,PRIORITY,openedat,resolved_at",
        " id,priority,Opened\u00a0at,RESOLVED_AT",
    ],
)
def test_an_own_table_is_known_in_any_spelling(read: Read, tmp_path: Path, header: str) -> None:
    (tmp_path / "incidents.csv").write_text(f"{header}\n1,2,2026-10-01 08:00,2026-10-01 09:00\n")
    evidence = read(tmp_path)
    assert (evidence.files[0].profile, codes(evidence)) == ("afstemt", [])
    assert collect(evidence.table("incidents")).select("id", "priority", "opened_s", "resolved_s").rows() == [
        ("1", "2", EIGHT, EIGHT + 3600)
    ]


def test_the_frames_own_column_is_whole_seconds_in_any_spelling(read: Read, tmp_path: Path) -> None:
    (tmp_path / "checks.csv").write_text(f"Service,At_S,Ok\nweb,{EIGHT},1\n")
    evidence = read(tmp_path)
    assert (collect(evidence.table("checks"))["at_s"].to_list(), codes(evidence)) == ([EIGHT], [])


def test_a_table_without_a_name_is_known_by_its_headings_in_any_spelling(read: Read, tmp_path: Path) -> None:
    (tmp_path / "noget.csv").write_text("Service,At,OK,Response Ms\nweb,2026-10-01 08:00,ja,12\n")
    evidence = read(tmp_path)
    assert (evidence.files[0].table, codes(evidence)) == ("checks", [])
    assert collect(evidence.table("checks"))["response_ms"].to_list() == [12]


PROFILE = """name = "vores"
table = "incidents"
recognise = ["Sag", "Prioritet", "Åbnet"]
[times]
formats = ["iso"]
zone = "contract"
[columns]
id = "Sag"
priority = "Prioritet"
opened_at = "Åbnet"
status = "State"
category = "state"
"""
BODY = "\n1,2,2026-10-01 08:00,Ny\n"


def own(folder: Path, header: str) -> Path:
    (folder / "profil.toml").write_text(PROFILE)
    (folder / "x.csv").write_text(header + BODY)
    return folder


def test_a_profiles_columns_are_known_in_any_spelling(read: Read, tmp_path: Path) -> None:
    evidence = read(own(tmp_path, "SAG,prioritet,ÅBNET,STATE"))
    assert (evidence.files[0].profile, codes(evidence)) == ("vores", [])


@pytest.mark.parametrize(
    ("header", "status", "place"),
    [("Sag,Prioritet,Åbnet,State", "Ny", None), ("Sag,Prioritet,Åbnet,state", None, "Ny")],
)
def test_a_heading_that_is_another_column_exactly_is_that_one_alone(
    read: Read, tmp_path: Path, header: str, status: str | None, place: str | None
) -> None:
    frame = collect(read(own(tmp_path, header)).table("incidents"))
    assert frame.select("status", "category").rows() == [(status, place)]


def test_two_headings_that_differ_by_a_capital_are_not_guessed_between(read: Read, tmp_path: Path) -> None:
    (tmp_path / "incidents.csv").write_text("id,Priority,PRIORITY,opened_at\n1,2,3,2026-10-01 08:00\n")
    evidence = read(tmp_path)
    assert [(fault.code, fault.column) for fault in evidence.faults] == [("missing-column-meant", "priority")]


def test_a_heading_written_exactly_so_goes_first(read: Read, tmp_path: Path) -> None:
    (tmp_path / "incidents.csv").write_text("id,priority,Priority,opened_at\n1,2,3,2026-10-01 08:00\n")
    evidence = read(tmp_path)
    assert collect(evidence.table("incidents"))["priority"].to_list() == ["2"]
    assert ("unknown-column", "Priority") in {(fault.code, fault.column) for fault in evidence.faults}


def test_a_file_that_a_profile_names_exactly_is_not_an_own_table_by_another_spelling(
    read: Read, tmp_path: Path
) -> None:
    (tmp_path / "profil.toml").write_text(
        PROFILE.replace('"Sag",', '"ID",').replace('id = "Sag"', 'id = "ID"')
    )
    (tmp_path / "incidents.csv").write_text("ID,Prioritet,Åbnet,Priority,Opened At" + BODY.rstrip() + ",3,\n")
    assert read(tmp_path).files[0].profile == "vores"


def test_columns_with_persons_are_left_out_in_any_spelling(read: Read, tmp_path: Path) -> None:
    header = "id,priority,opened_at,OpenedBy,Sags behandler,Caller_ID.Email"
    (tmp_path / "incidents.csv").write_text(f"{header}\n1,2,2026-10-01 08:00,a,b,c\n")
    [said] = [fault.message for fault in read(tmp_path).faults if fault.code == "personal-left-out"]
    assert said == "Kolonner med personoplysninger er ikke læst: OpenedBy, Sags behandler, Caller_ID.Email."


def test_a_large_typed_file_with_another_spelling_loses_no_column(read: Read, tmp_path: Path) -> None:
    times = pl.Series([datetime(2026, 10, 1, 6, tzinfo=UTC)] * ENOUGH_ROWS)
    frame = pl.DataFrame({"service": "web", "at": times, "ok": True, "Response_MS": 12})
    frame.write_parquet(tmp_path / "checks.parquet")
    found = collect(read(tmp_path).table("checks"))
    assert (len(found), found["response_ms"].unique().to_list()) == (ENOUGH_ROWS, [12])
