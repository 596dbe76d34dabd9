"""What a workbook hides is read and asked about, or read or left out as a profile says."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from reading_help import codes

from afstemt.core.evidence.evidence import Evidence, collect

Read = Callable[..., Evidence]
HEAD = ("number", "priority", "opened_at", "short_description")


def workbook(folder: Path, how: str) -> Path:
    """Write two incidents on each of two sheets, of which something is hidden."""
    with xlsxwriter.Workbook(folder / "h.xlsx") as book:
        for place, name in enumerate(("Sager", "Mere")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, HEAD)
            for row in (1, 2):
                sheet.write_row(row, 0, (f"INC{place}{row}", "1", f"2026-10-0{row} 08:00:00", "x"))
            if how == "rows" and place == 0:
                sheet.set_row(2, None, None, {"hidden": True})
            if how == "flat" and place == 0:
                sheet.set_row(2, 0)
            if how == "columns" and place == 0:
                sheet.set_column(1, 2, None, None, {"hidden": True})
            if how == "sheet" and place == 1:
                sheet.hide()
            if how == "very" and place == 1:
                sheet.very_hidden()
    return folder


def ids(evidence: Evidence) -> list[str]:
    return collect(evidence.table("incidents"))["id"].to_list()


def told(evidence: Evidence) -> list[tuple[str, str, str]]:
    return [
        (fault.code, fault.severity, fault.source)
        for fault in evidence.faults
        if fault.code.startswith("hidden")
    ]


def test_a_hidden_row_is_read_and_asked_about(read: Read, cases: Path) -> None:
    evidence = read(cases / "reading" / "09c-hidden-row-counts" / "data")
    assert codes(evidence) == [("hidden-rows-asked", None, None)]
    assert (evidence.files[0].rows_read, evidence.files[0].rows_used) == (2, 2)
    [fault] = [fault for fault in evidence.faults if fault.severity == "ask"]
    assert fault.message == (
        "Skjulte rækker i regnearket er læst: 1 (række 3). Skriv i mappens profil.toml, om de skal "
        'tælle: under [frame] hidden = "read" eller hidden = "leave_out".'
    )


@pytest.mark.parametrize(
    ("how", "code", "source"),
    [
        ("rows", "hidden-rows", "h.xlsx#Sager"),
        ("flat", "hidden-rows", "h.xlsx#Sager"),
        ("sheet", "hidden-sheet", "h.xlsx#Mere"),
        ("very", "hidden-sheet", "h.xlsx#Mere"),
    ],
)
@pytest.mark.parametrize(
    ("said", "ending", "severity"),
    [("", "-asked", "ask"), ("read", "-read", "note"), ("leave_out", "-left-out", "note")],
)
def test_what_is_hidden_is_read_or_not_as_the_profile_says(
    read: Read, tmp_path: Path, how: str, code: str, source: str, said: str, ending: str, severity: str
) -> None:
    if said:
        (tmp_path / "profil.toml").write_text(f'[frame]\nhidden = "{said}"\n')
    evidence = read(workbook(tmp_path, how))
    assert told(evidence) == [(code + ending, severity, source)]
    gone = 0 if said != "leave_out" else 1 if code == "hidden-rows" else 2
    assert len(ids(evidence)) == 4 - gone
    assert sum(file.rows_left_out for file in evidence.files) == gone
    assert all(
        file.rows_read == file.rows_used + file.rows_left_out + file.rows_set_aside for file in evidence.files
    )


def test_hidden_columns_are_read_and_named(read: Read, tmp_path: Path) -> None:
    evidence = read(workbook(tmp_path, "columns"))
    assert told(evidence) == [("hidden-columns", "note", "h.xlsx#Sager")]
    assert len(ids(evidence)) == 4


def test_nothing_is_said_where_nothing_is_hidden(read: Read, tmp_path: Path) -> None:
    assert told(read(workbook(tmp_path, ""))) == []


def test_what_becomes_of_what_is_hidden_is_one_of_three(read: Read, tmp_path: Path) -> None:
    (tmp_path / "profil.toml").write_text('[frame]\nhidden = "yes"\n')
    evidence = read(workbook(tmp_path, ""))
    assert [fault.code for fault in evidence.faults if fault.severity == "stop"] == ["bad-profile"]
