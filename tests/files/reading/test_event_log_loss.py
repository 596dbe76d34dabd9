"""What an event log loses: updates set aside and cells not read, and the tickets that they could have changed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from reading_help import codes

from afstemt.core.evidence.evidence import Evidence, collect

Read = Callable[..., Evidence]
HEAD = "number,incident_state,sys_mod_count,sys_updated_at,opened_at,priority,resolved_at,closed_at\n"
OPENED = "05/10/2026 09:00"
NINE = 1791183600  # 5 October 2026 9:00 in Copenhagen
DOUBTFUL = {"priority", "responded_s", "resolved_s", "closed_s", "status", "reopened_s"}


def log(folder: Path, *rows: str) -> Path:
    path = folder / "log.csv"
    path.write_text(HEAD + "\n".join(rows) + "\n")
    return path


def update(
    order: str, state: str, at: str, resolved: str = "?", ticket: str = "I3", opened: str = OPENED
) -> str:
    return f"{ticket},{state},{order},{at},{opened},1 - Critical,{resolved},?"


NEW = update("0", "New", OPENED)
RESOLVED = update("1", "Resolved", "05/10/2026 10:00", "05/10/2026 10:00")


@pytest.mark.parametrize(
    ("lost", "why"),
    [
        (update("2", "Active", "i går"), "bad-time"),
        (update("", "Active", "06/10/2026 10:00"), "missing-value"),
        (update("to", "Active", "06/10/2026 10:00"), "bad-integer"),
        (update("2", "", "06/10/2026 10:00"), "missing-value"),
        (update("2", "Active", "06/10/2026 10:00", opened="i går"), "bad-time"),
        (update("1", "Active", "06/10/2026 10:00"), "duplicate-update"),
    ],
)
def test_a_ticket_that_lost_an_update_is_kept_and_not_believed(
    read: Read, tmp_path: Path, lost: str, why: str
) -> None:
    evidence = read(log(tmp_path, NEW, RESOLVED, lost))
    [ticket] = collect(evidence.table("incidents")).iter_rows(named=True)
    last = 4 if why == "duplicate-update" else 3
    assert (ticket["id"], ticket["opened_s"], ticket["row_no"]) == ("I3", NINE, last)
    cells = evidence.unusable["incidents"]
    assert set(cells["column"]) == DOUBTFUL
    assert set(cells["why"]) == {why}
    assert set(cells["row_no"]) == {last}
    assert not evidence.lost, "the ticket is there"
    [file] = evidence.files
    assert (file.rows_read, file.rows_used, file.rows_set_aside) == (3, 2, 1)


def test_a_ticket_without_one_usable_update_is_one_row_lost_with_what_they_agree_on(
    read: Read, tmp_path: Path
) -> None:
    evidence = read(
        log(
            tmp_path,
            update("x", "New", OPENED, ticket="I4"),
            update("x", "Resolved", "05/10/2026 10:00", "05/10/2026 10:00", ticket="I4"),
            RESOLVED,
        )
    )
    columns = ("id", "opened_s", "priority", "resolved_s", "row_no", "why")
    assert evidence.lost["incidents"].select(columns).rows() == [("I4", NINE, "1", None, 2, "bad-integer")]
    assert collect(evidence.table("incidents"))["id"].to_list() == ["I3"]


def test_an_update_whose_ticket_cannot_be_read_is_a_row_lost_by_itself(read: Read, tmp_path: Path) -> None:
    evidence = read(log(tmp_path, RESOLVED, update("2", "Active", OPENED, ticket=""), "I3,Active"))
    assert evidence.lost["incidents"].select("id", "opened_s", "row_no", "why").rows() == [
        (None, NINE, 3, "missing-value"),
        (None, None, 4, "too-few-fields"),
    ]


def test_a_cell_of_an_update_counts_only_where_it_is_the_tickets_last(read: Read, tmp_path: Path) -> None:
    bad = update("1", "Resolved", "05/10/2026 10:00", "31/02/2026 10:00")
    evidence = read(log(tmp_path, NEW, bad, update("2", "Closed", "05/10/2026 11:00", "05/10/2026 10:00")))
    assert not evidence.unusable
    assert codes(evidence) == [], "nothing is asked of what is in no fact"
    evidence = read(log(tmp_path, NEW, bad))
    assert evidence.unusable["incidents"].select("row_no", "column", "why").rows() == [
        (3, "resolved_s", "no-such-date")
    ]
    assert codes(evidence) == [("no-such-date", 3, "resolved_at")]


PROFILE = """
name = "volvo"
table = "incidents"
recognise = [["SR Number", "Change Date+Time", "Sub Status"]]
[times]
formats = ["iso"]
[columns]
id = "SR Number"
priority = "Impact"
opened_at = "Change Date+Time"
[event_log]
at = "Change Date+Time"
state = "Sub Status"
responded_when_left = ["Queued"]
[event_log.pauses]
"Wait - User" = "Afventer bruger"
"""
BY_TIME = "SR Number;Change Date+Time;Sub Status;Impact\n"


def by_time(folder: Path, *rows: str) -> Path:
    (folder / "volvo.profil.toml").write_text(PROFILE)
    (folder / "log.csv").write_text(BY_TIME + "\n".join(rows) + "\n")
    return folder


def at(day: int, hour: int, state: str, impact: str = "Medium", ticket: str = "1-1") -> str:
    return f"{ticket};2026-10-{day:02}T{hour:02}:00:00+02:00;{state};{impact}"


def test_a_log_without_an_order_is_ordered_by_its_times(read: Read, cases: Path) -> None:
    evidence = read(cases / "figures" / "06-event-log-without-order-column" / "data")
    assert codes(evidence) == []
    [ticket] = collect(evidence.table("incidents")).iter_rows(named=True)
    [pause] = collect(evidence.table("pauses")).iter_rows(named=True)
    assert (ticket["status"], ticket["opened_s"]) == ("Resolved", 1335942000)
    assert (pause["reason"], pause["from_s"], pause["to_s"]) == ("Afventer bruger", 1335945600, 1336032000)


def test_the_order_of_the_file_is_not_believed(read: Read, tmp_path: Path) -> None:
    rows = [at(5, 11, "Resolved"), at(5, 9, "Queued"), at(5, 10, "In Progress"), at(5, 10, "In Progress")]
    evidence = read(by_time(tmp_path, *rows))
    [ticket] = collect(evidence.table("incidents")).iter_rows(named=True)
    assert (ticket["status"], ticket["opened_s"], ticket["responded_s"]) == ("Resolved", NINE, NINE + 3600)
    assert codes(evidence) == []
    assert not evidence.unusable


def test_two_updates_at_one_second_are_asked_about_and_not_guessed(read: Read, tmp_path: Path) -> None:
    evidence = read(by_time(tmp_path, at(5, 9, "Queued"), at(5, 10, "Resolved"), at(5, 10, "In Progress")))
    assert codes(evidence) == [("same-time", 4, None)]
    cells = evidence.unusable["incidents"]
    assert set(cells["column"]) == {"priority", "responded_s", "reopened_s", "status"}
    assert set(cells["why"]) == {"same-time"}
    [file] = evidence.files
    assert (file.rows_used, file.rows_set_aside) == (3, 0)


def test_where_only_updates_tell_the_opening_a_lost_one_may_be_the_first(read: Read, tmp_path: Path) -> None:
    evidence = read(by_time(tmp_path, "1-1;i går;Queued;Medium", at(5, 10, "Resolved")))
    assert "opened_s" in set(evidence.unusable["incidents"]["column"])
    later = read(by_time(tmp_path, at(5, 10, "Queued"), "1-1;2026-10-05T11:00:00+02:00;;Medium"))
    assert "opened_s" not in set(later.unusable["incidents"]["column"])
