"""What is never stored: columns with persons, CPR numbers in free text, rows of other customers."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_help import UNPROVEN, codes

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.files.reading.sheets.personal import LEFT_OUT, has_cpr, is_personal

Read = Callable[..., Evidence]


def found(text: str) -> bool:
    return bool(has_cpr(pl.Series([text]))[0])


@pytest.mark.parametrize(
    "text",
    [
        "0101701234",
        "010170-1234",
        "ring til 010170-1234.",
        "CPR:3112991234",
        "(290200-1234)",
        "010170 1234",
        "x 290204-1234",
        "010170–1234",
        "010170 - 1234",
        "010170/1234",
        "01.01.70-1234",
        "01-01-70-1234",
        "01 01 70 1234",
        "010170\u00a01234",
        "610170-1234",
    ],
)
def test_a_cpr_number_is_found_with_and_without_hyphen(text: str) -> None:
    assert found(text)


@pytest.mark.parametrize(
    "text",
    [
        "3202701234",
        "0113701234",
        "310470-1234",
        "290201-1234",
        "00010112345678",
        "010170-12345",
        "12345678",
        "010170",
        "01.10.26 0815",
        "01-10-2026 0815",
        "6101701234",
    ],
)
def test_digits_without_a_valid_date_are_left_alone(text: str) -> None:
    assert not found(text)


@given(st.dates(date(1900, 1, 1), date(2029, 12, 31)), st.integers(0, 9999), st.sampled_from(["", "-", " "]))
def test_every_day_there_is_makes_a_number(day: date, serial: int, mark: str) -> None:
    if (day.month, day.day, day.year % 100) != (2, 29, 0):
        assert found(f"{day:%d%m%y}{mark}{serial:04}")


@pytest.mark.parametrize(
    "name",
    [
        *("caller_id", "Assignee", "Assigned to", "opened_by", "fields.reporter.displayName", "Anmelder"),
        *(
            "caller_id.email",
            "Requester - Requester",
            "Watchers#2",
            "Assignee Id",
            "Oprettet af",
            "Tildelt til",
        ),
    ],
)
def test_columns_with_persons_are_known_by_name(name: str) -> None:
    assert is_personal(name)


@pytest.mark.parametrize("name", ["id", "consultant", "priority", "responsible", "owner"])
def test_other_columns_are_not(name: str) -> None:
    assert not is_personal(name)


def test_a_text_with_a_cpr_number_is_blanked_and_quoted_nowhere(read: Read, tmp_path: Path) -> None:
    (tmp_path / "incidents.csv").write_text(
        "id,priority,opened_at,title\n"
        "A1,1,2026-10-01T08:00Z,Borger 010170-1234 ringede\n"
        "010170-1234,1,2026-10-01T08:00Z,x\n"
    )
    (tmp_path / "feedback.csv").write_text("at,from_whom,text\n2026-10-01T08:00Z,kunde,010170-1234\n")
    evidence = read(tmp_path)
    assert codes(evidence) == [("cpr-in-id", 3, "id")]
    assert not any("010170" in fault.message for fault in evidence.faults)
    incidents = collect(evidence.table("incidents"))
    assert incidents.select("id", "title").rows() == [("A1", None)]
    assert collect(evidence.table("feedback"))["text"].to_list() == [LEFT_OUT]


def test_a_value_that_sets_its_row_aside_is_not_quoted_when_it_holds_a_cpr_number(
    read: Read, tmp_path: Path
) -> None:
    (tmp_path / "incidents.csv").write_text(
        "id,priority,opened_at,responsible\n"
        "A1,1,ring til 010170-1234,supplier\n"
        "A2,1,2026-10-01T08:00Z,0101701234\n"
    )
    evidence = read(tmp_path)
    assert codes(evidence) == [("bad-time", 2, "opened_at"), ("unknown-choice", 3, "responsible")]
    assert not any("010170" in fault.message for fault in evidence.faults)


def test_a_state_with_a_cpr_number_is_blanked_too(read: Read, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(
        "number,incident_state,sys_mod_count,sys_updated_at,opened_at,priority\n"
        "I1,Afventer 010170-1234,0,01/10/2026 08:00,01/10/2026 08:00,2 - High\n"
    )
    evidence = read(tmp_path)
    assert collect(evidence.table("incidents"))["status"].to_list() == [None]
    assert [fault.code for fault in evidence.faults] == [UNPROVEN, "cpr-blanked"]


def test_a_personal_column_is_read_when_a_profile_asks(read: Read, tmp_path: Path) -> None:
    profile = """
        name = "timer"
        table = "hours"
        recognise = [["Dato", "Navn"]]
        [times]
        formats = ["%d-%m-%Y"]
        [columns]
        date = "Dato"
        consultant = "Navn"
        activity = { constant = "drift" }
        hours = "Timer"
        """
    (tmp_path / "t.csv").write_text("Dato;Navn;Timer\n01-10-2026;K1;7,5\n")
    (tmp_path / "profil.toml").write_text(profile)
    assert codes(read(tmp_path))[0][0] == "missing-column"
    (tmp_path / "profil.toml").write_text(profile + '[personal]\ntake_in = ["Navn"]\n')
    frame = collect(read(tmp_path).table("hours"))
    assert frame.select("date", "consultant", "hours").rows() == [(date(2026, 10, 1), "K1", "7.5")]
