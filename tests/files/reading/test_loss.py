"""What is lost in reading is data: rows set aside with what could be read of them, and cells that no figure may use."""

from collections.abc import Callable
from pathlib import Path

import pytest

from afstemt.core.evidence.evidence import LOST, UNUSABLE, Evidence, collect
from afstemt.core.evidence.tables import BY_NAME

Read = Callable[..., Evidence]
EIGHT = 1790834400  # 1 October 2026 8:00 in Copenhagen
HEAD = "id,priority,opened_at,responded_at,resolved_at,responsible,affected_users\n"


def written(path: Path, *rows: str, head: str = HEAD) -> Path:
    path.write_text(head + "\n".join(rows) + "\n")
    return path


def lost(evidence: Evidence, table: str, *columns: str) -> list[tuple[object, ...]]:
    return evidence.lost[table].select(*columns, "row_no", "why").rows()


def unusable(evidence: Evidence, table: str) -> list[tuple[object, ...]]:
    return evidence.unusable[table].select("row_no", "column", "why").rows()


def test_a_late_ticket_whose_end_cannot_be_read_stays_with_a_cell_that_cannot_be_used(
    read: Read, tmp_path: Path
) -> None:
    evidence = read(
        written(tmp_path / "incidents.csv", "LATE,1,2026-10-01T08:00:00,,31-02-2026 10:00,,"),
    )
    [fault] = [fault for fault in evidence.faults if fault.severity != "note"]
    assert (fault.code, fault.column, fault.severity) == ("no-such-date", "resolved_at", "ask")
    assert fault.message.endswith("Feltet er ikke brugt; rækken er brugt i de tal, der ikke skal bruge det.")
    [row] = collect(evidence.table("incidents")).iter_rows(named=True)
    assert (row["id"], row["opened_s"], row["resolved_s"]) == ("LATE", EIGHT, None)
    assert unusable(evidence, "incidents") == [(2, "resolved_s", "no-such-date")]
    assert dict(evidence.unusable["incidents"].schema) == UNUSABLE
    assert not evidence.lost
    [file] = evidence.files
    assert (file.rows_read, file.rows_used, file.rows_set_aside) == (1, 1, 0)


def test_a_row_set_aside_is_kept_with_what_could_be_read(read: Read, tmp_path: Path) -> None:
    evidence = read(
        written(
            tmp_path / "incidents.csv",
            "A1,,2026-10-01T08:00:00Z,,2026-10-01T09:00:00Z,kunden,3",
            "A2,2,i går,,2026-10-01T09:00:00Z,authority,3",
            "A3,1,2026-10-01T08:00:00Z,,",
            'A4,1,"2026-10-01T08:00:00Z,,,,',
        )
    )
    assert evidence.has("incidents")
    assert collect(evidence.table("incidents")).is_empty()
    frame = evidence.lost["incidents"]
    assert dict(frame.schema) == {**BY_NAME["incidents"].schema, **LOST}
    columns = ("id", "priority", "opened_s", "resolved_s", "responsible", "affected_users")
    assert lost(evidence, "incidents", *columns) == [
        ("A1", None, EIGHT + 7200, EIGHT + 10800, None, 3, 2, "missing-value"),
        ("A2", "2", None, EIGHT + 10800, "authority", 3, 3, "bad-time"),
        (None, None, None, None, None, None, 4, "too-few-fields"),
        (None, None, None, None, None, None, 5, "open-quote"),
    ]
    assert set(frame["file_no"]) == {0}
    asides = [fault for fault in evidence.faults if fault.row == 2]
    assert {fault.severity for fault in asides} == {"set_aside"}, "one row is not both set aside and used"


def test_a_row_that_says_nothing_of_a_column_has_its_default(read: Read, tmp_path: Path) -> None:
    evidence = read(written(tmp_path / "incidents.csv", "A1,1,x", head="id,priority,opened_at\n"))
    assert lost(evidence, "incidents", "id", "responsible") == [("A1", "supplier", 2, "bad-time")]


@pytest.mark.parametrize(
    ("table", "head", "row", "cells"),
    [
        (
            "incidents",
            HEAD,
            "A1,1,2026-10-01T08:00Z,2026-10-01T07:59Z,2026-10-01T09:00Z,,",
            [(2, "responded_s", "end-before-start")],
        ),
        (
            "changes",
            "id,planned_start_at,initiator,started_at,ended_at\n",
            "C1,2026-10-01T08:00Z,supplier,2026-10-01T09:00Z,2026-10-01T08:30Z",
            [(2, "ended_s", "end-before-start"), (2, "started_s", "end-before-start")],
        ),
        (
            "outages",
            "service,from_at,to_at\n",
            "web,2026-10-01T08:00Z,2026-10-01T07:00Z",
            [(2, "to_s", "end-before-start")],
        ),
        (
            "quantities",
            "item,quantity,from_at,to_at\n",
            "gb,7,2026-10-01T08:00Z,2026-10-01T07:00Z",
            [(2, "from_s", "end-before-start"), (2, "to_s", "end-before-start")],
        ),
    ],
)
def test_a_row_that_ends_before_it_starts_loses_what_it_may_lack(
    read: Read, tmp_path: Path, table: str, head: str, row: str, cells: list[tuple[object, ...]]
) -> None:
    evidence = read(written(tmp_path / f"{table}.csv", row, head=head))
    assert unusable(evidence, table) == cells
    [kept] = collect(evidence.table(table)).iter_rows(named=True)
    assert all(kept[str(name)] is None for _row, name, _why in cells)
    [fault] = evidence.faults
    assert ("De to tidspunkter" in fault.message) == (len(cells) == 2)
    assert not evidence.lost


def test_a_row_that_must_have_both_ends_is_lost_without_them(read: Read, tmp_path: Path) -> None:
    row = "web,2026-10-01T08:00Z,2026-10-01T07:00Z"
    evidence = read(written(tmp_path / "maintenance.csv", row, head="service,from_at,to_at\n"))
    assert lost(evidence, "maintenance", "service", "from_s", "to_s") == [
        ("web", None, None, 2, "end-before-start")
    ]


def test_a_row_without_length_is_lost_with_its_times(read: Read, tmp_path: Path) -> None:
    row = "web,2026-10-01T08:00Z,2026-10-01T08:00Z"
    evidence = read(written(tmp_path / "outages.csv", row, head="service,from_at,to_at\n"))
    assert lost(evidence, "outages", "from_s", "to_s") == [(EIGHT + 7200, EIGHT + 7200, 2, "zero-length")]


def test_duplicates_and_rows_of_unknown_tickets_are_lost_rows(read: Read, tmp_path: Path) -> None:
    written(
        tmp_path / "incidents.csv",
        "A1,1,2026-10-01T08:00Z,,2026-10-01T09:00Z,,",
        "A1,1,2026-10-01T08:00Z,,2026-10-05T09:00Z,,mange",
    )
    written(tmp_path / "pauses.csv", "B9,2026-10-01T08:00Z,x", head="ticket_id,from_at,to_at\n")
    evidence = read(tmp_path)
    later = EIGHT + 10800 + 4 * 86400
    assert lost(evidence, "incidents", "id", "resolved_s", "affected_users") == [
        ("A1", later, None, 3, "duplicate-id")
    ]
    assert lost(evidence, "pauses", "ticket_id", "from_s", "to_s") == [
        ("B9", EIGHT + 7200, None, 2, "no-such-ticket")
    ]
    assert "pauses" not in evidence.unusable, "the row is in no table"


def test_another_files_row_of_the_same_ticket_is_lost_with_its_faults(read: Read, tmp_path: Path) -> None:
    written(tmp_path / "incidents-1.csv", "A1,1,2026-10-01T08:00Z,,2026-10-01T09:00Z,,2")
    written(tmp_path / "incidents-2.csv", "A1,2,2026-10-01T08:00Z,,2026-10-02T09:00Z,kunden,x")
    evidence = read(tmp_path)
    first, row = evidence.lost["incidents"].iter_rows(named=True)
    assert (first["id"], first["priority"], first["file_no"]) == ("A1", "1", 0)
    assert (row["id"], row["priority"], row["file_no"]) == ("A1", "2", 1)
    assert (row["responsible"], row["affected_users"]) == (None, None)


def test_a_cpr_number_is_in_no_lost_row(read: Read, tmp_path: Path) -> None:
    head = "id,priority,opened_at,title,problem_id\n"
    rows = ("010190-1234,1,2026-10-01T08:00Z,010190-1234,", "A2,1,x,ring til 010190-1234,010190-1234")
    evidence = read(written(tmp_path / "incidents.csv", *rows, head=head))
    assert "1234" not in str(evidence.lost["incidents"].rows())
    assert lost(evidence, "incidents", "id") == [(None, 2, "cpr-in-id"), ("A2", 3, "bad-time")]


def test_a_file_where_every_row_has_a_fault_stops(read: Read, tmp_path: Path) -> None:
    from afstemt.files.reading.evidence import Limits

    rows = [f"A{n},1,2026-10-01T08:00Z,,i går,," for n in range(30)]
    evidence = read(written(tmp_path / "incidents.csv", *rows), limits=Limits(faults=20))
    assert [fault.code for fault in evidence.faults] == ["too-many-faults"]


def test_rows_that_stray_quotes_hide_in_a_text_are_lost_with_nothing_but_their_number(
    read: Read, tmp_path: Path
) -> None:
    evidence = read(
        written(
            tmp_path / "incidents.csv",
            'A,1,2026-10-01T08:00:00,2026-10-01T09:00:00,"note',
            "LATE,1,2026-10-01T08:00:00,2026-10-21T09:00:00,note",
            'B,1,2026-10-01T08:00:00,2026-10-01T09:00:00,note"',
            "C,1,2026-10-01T08:00:00,2026-10-01T09:00:00,note",
            head="id,priority,opened_at,resolved_at,title\n",
        )
    )
    assert collect(evidence.table("incidents"))["id"].to_list() == ["A", "C"]
    assert lost(evidence, "incidents", "id", "priority") == [
        (None, None, 3, "rows-in-quotes"),
        (None, None, 4, "rows-in-quotes"),
    ]
    assert [
        (fault.code, fault.row, fault.severity) for fault in evidence.faults if fault.severity != "note"
    ] == [("rows-in-quotes", 2, "ask")]
    [file] = evidence.files
    assert (file.rows_read, file.rows_used, file.rows_set_aside) == (4, 2, 2)
