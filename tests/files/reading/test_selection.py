"""Which rows of a file are taken in: a profile filters by a column's value, and the kinds of case are said."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from reading_help import codes

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.files.reading.intake.profile_file import FOLDER

Read = Callable[..., Evidence]
JIRA = (FOLDER / "jira-service-management.toml").read_text()
HEAD = "Summary,Issue key,Issue Type,Status,Priority,Resolution,Created,Resolved\n"


def jira(folder: Path, filters: str, *rows: str) -> Path:
    own = JIRA.replace('name = "jira-service-management"', 'name = "vores"')
    (folder / "profil.toml").write_text(f"{own}\n{filters}\n")
    (folder / "j.csv").write_text(HEAD + "\n".join(rows) + "\n")
    return folder


def row(key: str, kind: str, resolution: str = "Done") -> str:
    return f"a,{key},{kind},Done,High,{resolution},05/Oct/26 9:10 AM,05/Oct/26 4:10 PM"


def counts(evidence: Evidence) -> tuple[int, int, int, int]:
    [file] = evidence.files
    assert file.rows_read == file.rows_used + file.rows_left_out + file.rows_set_aside
    return file.rows_read, file.rows_used, file.rows_left_out, file.rows_set_aside


def ids(evidence: Evidence) -> list[str]:
    return collect(evidence.table("incidents"))["id"].to_list()


def message(evidence: Evidence, code: str) -> str:
    [fault] = [fault for fault in evidence.faults if fault.code == code]
    return str(fault.message)


def test_what_a_profile_leaves_out_is_counted_by_value_and_no_fault(read: Read, tmp_path: Path) -> None:
    filters = """
[[filter]]
column = ["fields.issuetype.name", "Issue Type"]
only = ["incident"]
[[filter]]
column = "Resolution"
leave_out = ["Duplicate"]
"""
    rows = [
        row("X-1", "Incident", "Duplicate"),
        row("X-2", "Service Request"),
        row("X-3", " INCIDENT "),
        row("X-4", "Task"),
        row("X-5", "Task"),
        row("X-6", "Incident", ""),
    ]
    evidence = read(jira(tmp_path, filters, *rows))
    assert (ids(evidence), codes(evidence), counts(evidence)) == (["X-3", "X-6"], [], (6, 2, 4, 0))
    said = [fault.message for fault in evidence.faults if fault.code == "left-out"]
    assert said == [
        "Profilen vores udelader 3 rækker efter Issue Type: Task 2, Service Request 1.",
        "Profilen vores udelader 1 række efter Resolution: Duplicate 1.",
    ]
    assert not evidence.lost


def test_a_row_that_does_not_say_its_kind_or_misspells_it_is_lost(read: Read, tmp_path: Path) -> None:
    filters = '[[filter]]\ncolumn = "Issue Type"\nonly = ["Incident"]'
    evidence = read(jira(tmp_path, filters, row("X-1", ""), row("X-2", "Incidnet"), row("X-3", "Incident")))
    assert codes(evidence) == [
        ("no-filter-value", 2, "Issue Type"),
        ("filter-value-alike", 3, "Issue Type"),
    ]
    assert (ids(evidence), counts(evidence)) == (["X-3"], (3, 1, 0, 2))
    lost = evidence.lost["incidents"].select("id", "why", pl.col("opened_s").is_not_null()).rows()
    assert lost == [("X-1", "no-filter-value", True), ("X-2", "filter-value-alike", True)]


def test_a_filter_on_a_column_that_the_file_lacks_is_asked_about(read: Read, tmp_path: Path) -> None:
    evidence = read(
        jira(tmp_path, '[[filter]]\ncolumn = "Kind"\nonly = ["Incident"]', row("X-1", "Incident"))
    )
    assert codes(evidence) == [("no-filter-column", None, "Kind")]
    assert ids(evidence) == ["X-1"]


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ('[[filter]]\ncolumn = "A"', "filter: column, only, leave_out ?"),
        ('[[filter]]\nonly = ["A"]', "filter: column, only, leave_out ?"),
        ('[[filter]]\ncolumn = "A"\nkeep = ["B"]', "filter.keep ?"),
        ('[filter]\ncolumn = "A"', "[[filter]]"),
    ],
)
def test_a_filter_that_says_too_little_is_refused(
    read: Read, tmp_path: Path, filters: str, said: str
) -> None:
    evidence = read(jira(tmp_path, filters, row("X-1", "Incident")))
    assert any(fault.code == "bad-profile" and said in fault.message for fault in evidence.faults)


CUSTOMERS = "number,priority,opened_at,short_description,company\n"


def test_a_customer_written_in_another_way_is_lost_and_another_one_left_out(
    read: Read, tmp_path: Path
) -> None:
    names = ("Region Øst", "region  øst", "Regionen Øst", "Kommunen")
    rows = [f"INC{n},1,01-10-2026 08:00:00,x,{name}" for n, name in enumerate(names)]
    (tmp_path / "sn.csv").write_text(CUSTOMERS + "\n".join(rows) + "\n")
    evidence = read(tmp_path, customer="Region Øst")
    assert (ids(evidence), counts(evidence)) == (["INC0", "INC1"], (4, 2, 1, 1))
    assert codes(evidence) == [("customer-alike", 4, "company")]
    assert evidence.lost["incidents"]["id"].to_list() == [None]
    assert not any("Kommunen" in fault.message for fault in evidence.faults)


def test_a_file_with_no_row_of_the_customer_is_asked_about(read: Read, tmp_path: Path) -> None:
    (tmp_path / "sn.csv").write_text(CUSTOMERS + "INC1,1,01-10-2026 08:00:00,x,Kommunen\n")
    evidence = read(tmp_path, customer="Regionen")
    assert codes(evidence) == [("only-other-customers", None, "company")]
