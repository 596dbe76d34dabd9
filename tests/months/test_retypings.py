"""A late case that a later export has as another kind: reserved until the authority agrees that it was right."""

from pathlib import Path

import pytest
from test_ticket_states import level, month, share

from afstemt.core.report.month import Month

HEAD = "Summary,Issue key,Issue Type,Status,Priority,Created,Resolved,Organizations\n"
IN_TIME = "a,X-1,Incident,Done,High,05/Oct/26 9:10 AM,05/Oct/26 9:50 AM,authority\n"
LATE = "b,X-2,{kind},Done,High,05/Oct/26 9:10 AM,09/Oct/26 4:10 PM,authority\n"
DECISION = "at,by,kind,table,row_id,reason\n{at},{by},accept_retyping,{table},{row},Det var en bestilling\n"


def moved(folder: Path, decision: str = "", kind: str = "Service Request") -> Month:
    """Return October with a late incident that the newer of two exports has as the kind."""
    exports = (("j-2026-10-10.csv", "Incident"), ("j-2026-10-31.csv", kind))
    files = {name: HEAD + IN_TIME + LATE.format(kind=then) for name, then in exports}
    return month(folder, files | ({"myndigheden/decisions.csv": decision} if decision else {}))


def decided(
    by: str = "myndigheden", table: str = "incidents", row: str = "X-2", at: str = "2026-11-01 10:00"
) -> str:
    return DECISION.format(by=by, table=table, row=row, at=at)


def said(of: Month) -> list[tuple[str, str]]:
    return [(fault.code, fault.severity) for fault in of.evidence.faults if fault.severity != "note"]


def test_a_case_moved_by_a_word_is_reserved_and_says_how_it_is_settled(tmp_path: Path) -> None:
    found = moved(tmp_path)
    assert (level(found).state, said(found)) == ("reserved", [("retyped", "set_aside")])
    [fault] = [one for one in found.evidence.faults if one.code == "retyped"]
    assert "kind accept_retyping, table incidents, row_id X-2" in fault.message


@pytest.mark.parametrize("by", ["myndigheden", "begge", "A"])
def test_the_authority_agrees_that_it_was_rightly_moved(tmp_path: Path, by: str) -> None:
    found = moved(tmp_path, decided(by))
    assert (level(found).state, share(found), said(found)) == ("met", (1, 1), [])
    [fault] = [one for one in found.evidence.faults if one.code == "retyped"]
    assert str(fault.message).endswith(f"Godkendt af {by}: Det var en bestilling")
    assert "incidents" not in found.evidence.lost
    for file in found.evidence.files:
        counts = file.rows_used, file.rows_superseded, file.rows_left_out, file.rows_set_aside
        assert (file.rows_read, file.rows_set_aside) == (sum(counts), 0)


@pytest.mark.parametrize(
    ("decision", "column", "words"),
    [
        (decided(by="leverandøren"), "by", "ikke kan beslutte for leverandøren"),
        (decided(row="X-1"), "row_id", "ingen nyere fil har taget sagen »X-1« ud af incidents"),
        (decided(row="x 2"), "row_id", "Mente I »X-2«?"),
        (decided(table="changes", row="X-9"), "row_id", ""),
        (decided(table="outages"), "table", "incidents, service_requests, problems, changes"),
        (decided(row=""), "row_id", "skal have noget i row_id"),
    ],
)
def test_what_does_not_settle_it_is_told(tmp_path: Path, decision: str, column: str, words: str) -> None:
    found = moved(tmp_path, decision)
    assert level(found).state == "reserved"
    told = [
        one
        for one in found.evidence.faults
        if one.source == "myndigheden/decisions.csv" and one.severity == "ask"
    ]
    assert [one.column for one in told] == ([column] if words else [])
    assert all(words in str(one.message) for one in told)


def test_a_decision_of_an_older_month_is_not_asked_about_when_its_files_are_gone(tmp_path: Path) -> None:
    files = {"j-2026-10-31.csv": HEAD + IN_TIME, "myndigheden/decisions.csv": decided(at="2026-09-15")}
    assert said(month(tmp_path, files)) == []


def test_a_case_left_out_of_a_later_export_is_settled_the_same_way(tmp_path: Path) -> None:
    (tmp_path / "profil.toml").write_text(
        'like = "jira-service-management"\n[[filter]]\ncolumn = "Issue Type"\nonly = ["Incident"]\n'
    )
    assert level(moved(tmp_path, kind="Task")).state == "reserved"
    assert level(moved(tmp_path, decided(), kind="Task")).state == "met"
