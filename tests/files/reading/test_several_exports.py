"""Several exports in a folder: what names, rows and profiles tell of their order, and what is said of them."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from reading_help import codes

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.files.reading.evidence import Limits
from afstemt.files.reading.intake.export_name import is_pattern, place_of, time_in
from afstemt.files.reading.intake.profile import ExportOrder

Read = Callable[..., Evidence]

SERVICENOW = "number,priority,opened_at,resolved_at,closed_at,state,short_description{}\n"
OUTAGES = "service,from_at,to_at{}\n"


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write the files, with their folders."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def rows(evidence: Evidence, table: str, *names: str) -> list[tuple[object, ...]]:
    """Return the columns of a table's rows."""
    return sorted(collect(evidence.table(table).select(names)).rows(), key=str)


def account(evidence: Evidence) -> list[tuple[str, int, int, int]]:
    """Return each file's rows used, superseded and set aside, after holding that they add up."""
    for file in evidence.files:
        whole = file.rows_used + file.rows_superseded + file.rows_left_out + file.rows_set_aside
        assert file.rows_read == whole
    return [(file.name, file.rows_used, file.rows_superseded, file.rows_set_aside) for file in evidence.files]


def servicenow(row: str, more: str = "") -> str:
    return SERVICENOW.format(more) + row + "\n"


REOPENED = {
    "2026-10-10.csv": servicenow("INC1,1,2026-10-05 09:00:00,2026-10-05 10:00:00,,Resolved,x"),
    "2026-10-31.csv": servicenow("INC1,3,2026-10-05 09:00:00,,,In Progress,x"),
}


def test_a_ticket_reopened_in_a_newer_export_is_open_and_has_its_new_priority(
    read: Read, tmp_path: Path
) -> None:
    evidence = read(write(tmp_path, REOPENED))
    assert rows(evidence, "incidents", "resolved_s", "priority") == [(None, "3")]
    assert account(evidence) == [("2026-10-10.csv", 0, 1, 0), ("2026-10-31.csv", 1, 0, 0)]
    assert [fault.code for fault in evidence.faults] == ["superseded"]
    assert codes(evidence) == []


def test_the_alphabet_orders_nothing(read: Read, tmp_path: Path) -> None:
    first, second = REOPENED.values()
    evidence = read(write(tmp_path, {"a.csv": first, "b.csv": second}))
    assert rows(evidence, "incidents", "id") == []
    assert codes(evidence) == [("unordered-exports", 2, "id")] * 2
    assert 'order = ["a.csv", "b.csv"]' in evidence.faults[0].message
    assert account(evidence) == [("a.csv", 0, 0, 1), ("b.csv", 0, 0, 1)]
    lost = evidence.lost["incidents"]
    assert lost.select("id", "resolved_s", "why").rows() == [
        ("INC1", 1791187200, "unordered-exports"),
        ("INC1", None, "unordered-exports"),
    ]


@pytest.mark.parametrize(("first", "second"), [("a.csv", "b.csv"), ("b.csv", "a.csv")])
def test_the_line_of_the_finding_in_a_profile_orders_them(
    read: Read, tmp_path: Path, first: str, second: str
) -> None:
    older, newer = REOPENED.values()
    profile = f'[export]\norder = ["{first}", "{second}"]\n'
    evidence = read(write(tmp_path, {first: older, second: newer, "profil.toml": profile}))
    assert rows(evidence, "incidents", "priority") == [("3",)]
    assert codes(evidence) == []


def test_an_order_can_be_given_when_the_files_are_read(read: Read, tmp_path: Path) -> None:
    older, newer = REOPENED.values()
    folder = write(tmp_path, {"a.csv": newer, "b.csv": older})
    assert rows(read(folder, order=["b.csv", "a.csv"]), "incidents", "priority") == [("3",)]


def test_a_pattern_in_the_profile_tells_the_time_in_the_name(read: Read, tmp_path: Path) -> None:
    older, newer = REOPENED.values()
    files = {
        "udtræk 311026.csv": newer,
        "udtræk 101126.csv": older,
        "profil.toml": '[export]\nname = "%d%m%y"\n',
    }
    assert rows(read(write(tmp_path, files)), "incidents", "priority") == [("1",)]


def test_a_time_in_the_rows_orders_them_by_the_profile(read: Read, tmp_path: Path) -> None:
    row = "INC1,{},2026-10-05 09:00:00,,,New,x,{}"
    files = {
        "a-2026-10-31.csv": servicenow(row.format(1, "2026-10-06 10:00:00"), ",sys_updated_on"),
        "b-2026-10-10.csv": servicenow(row.format(2, "2026-10-07 10:00:00"), ",sys_updated_on"),
    }
    assert rows(read(write(tmp_path, files)), "incidents", "priority") == [("2",)]


def test_months_as_folders_order_their_files(read: Read, tmp_path: Path) -> None:
    older, newer = REOPENED.values()
    folder = write(tmp_path, {"2026-10/sager.csv": newer, "2026-09/sager.csv": older})
    assert rows(read(folder), "incidents", "priority") == [("3",)]


@pytest.mark.parametrize(
    ("name", "time"),
    [
        ("2026-10-31.csv", (24322, 1793404800)),
        ("sager_20261031_v2.csv", (24322, 1793404800)),
        ("2026-10-01 til 2026-10-31.csv", (24322, 1793404800)),
        ("2026-09/incidents-2026-10.csv", (24322, None)),
        ("2026-09/incidents.csv", (24321, None)),
        ("incidents-2026-13-45.csv", (None, None)),
        ("12026103100.csv", (None, None)),
        ("incidents.csv", (None, None)),
    ],
)
def test_a_name_tells_a_date_or_a_month(name: str, time: tuple[int | None, int | None]) -> None:
    assert time_in(name, ExportOrder()) == time


def test_a_pattern_has_a_year_and_a_month() -> None:
    assert is_pattern("%d%m%Y")
    assert not is_pattern("%d%m")
    assert not is_pattern("%Y-%j")
    assert time_in("x-1.10.2026.csv", ExportOrder(name="%d.%m.%Y")) == (None, None)
    assert place_of("2026/b.csv", ["a*.csv", "b*.csv"]) == 1


def test_a_profile_with_a_pattern_that_is_none_is_refused(read: Read, tmp_path: Path) -> None:
    files = {"profil.toml": '[export]\nname = "%Q"\n', "outages.csv": OUTAGES.format("")}
    assert [fault.code for fault in read(write(tmp_path, files)).faults] == ["bad-profile"]


OPEN, ENDED = "w,2026-10-05T09:00:00+02:00,", "w,2026-10-05T09:00:00+02:00,2026-10-05T10:00:00+02:00"


@pytest.mark.parametrize("identified", [True, False])
def test_an_outage_open_in_one_export_and_ended_in_the_next_is_one(
    read: Read, tmp_path: Path, identified: bool
) -> None:
    header, more = (OUTAGES.format(",id"), ",P1") if identified else (OUTAGES.format(""), "")
    files = {
        "outages-2026-10-05.csv": f"{header}{OPEN}{more}\n",
        "outages-2026-10-12.csv": f"{header}{ENDED}{more}\n",
    }
    evidence = read(write(tmp_path, files))
    assert rows(evidence, "outages", "from_s", "to_s") == [(1791183600, 1791187200)]
    assert codes(evidence) == []


def test_a_zabbix_problem_open_in_one_export_and_ended_in_the_next_is_one(read: Read, tmp_path: Path) -> None:
    header = "Severity,Time,Recovery time,Status,Host,Problem,Duration,Ack,Actions,Tags\n"
    row = "High,2026-10-05 09:00:00,{},{},w,down,1h,No,,\n"
    files = {
        "zabbix 2026-10-05.csv": header + row.format("", "PROBLEM"),
        "zabbix 2026-10-12.csv": header + row.format("2026-10-05 10:00:00", "RESOLVED"),
    }
    evidence = read(write(tmp_path, files), as_profile="zabbix")
    assert rows(evidence, "outages", "service", "to_s") == [("w", 1791187200)]


HOURS = "date,consultant,activity,hours,rate_code\n"
WEEK = HOURS + "2026-10-01,K1,drift,7.5,S\n2026-10-02,K1,drift,7.5,S\n"
MONTH = HOURS + "2026-10-02,K1,drift,7.5,S\n2026-10-05,K1,drift,7.5,S\n"


def test_hours_in_two_overlapping_exports_count_once(read: Read, tmp_path: Path) -> None:
    evidence = read(write(tmp_path, {"hours-oktober.csv": MONTH, "hours-uge40.csv": WEEK}))
    assert sum(float(str(one)) for (one,) in rows(evidence, "hours", "hours")) == 22.5
    assert account(evidence) == [("hours-oktober.csv", 1, 1, 0), ("hours-uge40.csv", 2, 0, 0)]
    assert codes(evidence) == []


@pytest.mark.parametrize(
    ("table", "header", "shared", "own", "others"),
    [
        (
            "quantities",
            "item,quantity,from_at",
            "gb,100,2026-10-01T00:00:00Z",
            "gb,7,2026-10-02T00:00:00Z",
            2,
        ),
        ("usage", "at,metric,value", "2026-10-01T00:00:00Z,users,100", "2026-10-02T00:00:00Z,users,7", 2),
        ("checks", "service,at,ok", "w,2026-10-01T00:00:00Z,true", "w,2026-10-02T00:00:00Z,false", 2),
        ("feedback", "at,from_whom,text", "2026-10-01T00:00:00Z,A,god", "2026-10-02T00:00:00Z,A,dårlig", 2),
    ],
)
def test_what_counts_by_the_row_counts_once(
    read: Read, tmp_path: Path, table: str, header: str, shared: str, own: str, others: int
) -> None:
    files = {f"{table}-a.csv": f"{header}\n{shared}\n", f"{table}-b.csv": f"{header}\n{shared}\n{own}\n"}
    evidence = read(write(tmp_path, files))
    assert len(collect(evidence.table(table))) == others
    assert [superseded for _name, _used, superseded, _aside in account(evidence)] == [1, 0]


def test_a_whole_copy_of_a_file_counts_once_and_has_a_note(read: Read, tmp_path: Path) -> None:
    evidence = read(write(tmp_path, {"hours.csv": WEEK, "hours-kopi.csv": WEEK}))
    assert len(rows(evidence, "hours", "hours")) == 2
    assert [(fault.code, fault.severity) for fault in evidence.faults] == [("superseded", "note")]


def test_equal_bytes_in_two_tables_are_no_copies(read: Read, tmp_path: Path) -> None:
    text = "service,from_at,to_at\nw,2026-10-05T09:00:00Z,2026-10-05T10:00:00Z\n"
    evidence = read(write(tmp_path, {"outages.csv": text, "maintenance.csv": text}))
    assert account(evidence) == [("maintenance.csv", 1, 0, 0), ("outages.csv", 1, 0, 0)]
    assert not evidence.faults


def test_a_row_missing_from_a_newer_export_stays_and_is_asked_about(read: Read, tmp_path: Path) -> None:
    more = "v,2026-10-06T09:00:00Z,2026-10-06T10:00:00Z\n"
    header = OUTAGES.format("")
    files = {
        "outages-2026-10-10.csv": f"{header}{ENDED}\n{more}",
        "outages-2026-10-31.csv": f"{header}{ENDED}\n",
    }
    evidence = read(write(tmp_path, files))
    assert len(rows(evidence, "outages", "from_s")) == 2
    assert [(fault.code, fault.severity, fault.source, fault.row) for fault in evidence.faults][1:] == [
        ("missing-later", "ask", "outages-2026-10-10.csv", 3)
    ]
    assert "v · 2026-10-06T09:00:00Z" in evidence.faults[1].message
    (tmp_path / "profil.toml").write_text("[export]\npartial = true\n")
    assert codes(read(tmp_path)) == []


def test_many_missing_rows_are_named_and_the_rest_counted(read: Read, tmp_path: Path) -> None:
    header = OUTAGES.format("")
    row = "w,2026-10-05T{:02}:{:02}:00Z,2026-10-05T{:02}:{:02}:30Z\n"
    every = [row.format(at // 60, at % 60, at // 60, at % 60) for at in range(100)]
    files = {"outages-2026-10-10.csv": header + "".join(every), "outages-2026-10-31.csv": header + every[0]}
    found = [fault.code for fault in read(write(tmp_path, files)).faults if fault.severity == "ask"]
    assert found == ["missing-later-more"] + ["missing-later"] * 20


def test_a_column_that_a_newer_file_lacks_erases_nothing(read: Read, tmp_path: Path) -> None:
    files = {
        "outages-2026-10-05.csv": f"{OUTAGES.format(',cause,responsible')}{OPEN},disk,authority\n",
        "outages-2026-10-12.csv": f"{OUTAGES.format('')}{ENDED}\n",
    }
    evidence = read(write(tmp_path, files))
    assert rows(evidence, "outages", "to_s", "cause", "responsible") == [(1791187200, "disk", "authority")]


LOG = "number,incident_state,sys_mod_count,sys_updated_at,opened_at,priority\n"
UPDATES = [
    "INC1,New,0,5/10/2026 08:00,5/10/2026 08:00,2 - High\n",
    "INC1,Awaiting User Info,1,5/10/2026 09:00,5/10/2026 08:00,2 - High\n",
    "INC1,Active,2,5/10/2026 11:00,5/10/2026 08:00,2 - High\n",
    "INC1,Active,3,5/10/2026 12:00,5/10/2026 08:00,1 - Critical\n",
    "INC1,Resolved,4,5/10/2026 13:00,5/10/2026 08:00,1 - Critical\n",
]


def log_tables(evidence: Evidence) -> list[object]:
    return [
        rows(evidence, "incidents", "id", "priority", "status", "responded_s"),
        rows(evidence, "pauses", "ticket_id", "from_s", "to_s"),
        rows(evidence, "priority_changes", "ticket_id", "at_s", "priority"),
    ]


@pytest.mark.parametrize("cut", [(0, 5, 0, 5), (0, 3, 2, 5), (0, 4, 1, 5), (2, 5, 0, 3), (0, 2, 2, 5)])
def test_the_updates_of_two_logs_are_one_log(
    read: Read, tmp_path: Path, cut: tuple[int, int, int, int]
) -> None:
    for name in ("whole", "parts"):
        (tmp_path / name).mkdir()
    (tmp_path / "whole" / "log.csv").write_text(LOG + "".join(UPDATES))
    for name, first, last in (("a.csv", *cut[:2]), ("b.csv", *cut[2:])):
        (tmp_path / "parts" / name).write_text(LOG + "".join(UPDATES[first:last]))
    whole, parts = read(tmp_path / "whole"), read(tmp_path / "parts")
    assert log_tables(parts) == log_tables(whole)
    assert codes(parts) == []
    shared = cut[1] - cut[0] + cut[3] - cut[2] - 5
    assert sum(superseded for _name, _used, superseded, _aside in account(parts)) == shared


def test_a_ticket_with_an_update_that_two_logs_tell_differently_is_lost_whole(
    read: Read, tmp_path: Path
) -> None:
    other = "INC2,New,0,5/10/2026 08:00,5/10/2026 08:00,2 - High\n"
    (tmp_path / "a.csv").write_text(LOG + "".join(UPDATES) + other)
    (tmp_path / "b.csv").write_text(LOG + UPDATES[3].replace("12:00", "12:30"))
    evidence = read(tmp_path)
    assert rows(evidence, "incidents", "id") == [("INC2",)]
    assert rows(evidence, "pauses", "ticket_id") == []
    assert evidence.lost["incidents"]["id"].to_list() == ["INC1"]
    assert [aside for _name, _used, _superseded, aside in account(evidence)] == [5, 1]


def test_large_files_are_compared_only_where_they_overlap(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("afstemt.files.reading.sheets.typed.ENOUGH_ROWS", 10)
    start = 1_791_000_000
    for name, first, last in (("a-2026-10-10", 0, 60), ("b-2026-10-20", 50, 100)):
        pl.DataFrame(
            {
                "service": ["w"] * (last - first) + ["v"] * 20,
                "at_s": [
                    start + at * 60 for at in (*range(first, last), *range(first * 100, first * 100 + 20))
                ],
                "ok": [at % 7 != first % 2 for at in (*range(first, last), *range(20))],
            }
        ).write_parquet(tmp_path / f"checks-{name}.parquet")
    evidence = read(tmp_path, limits=Limits())
    assert len(collect(evidence.table("checks").filter(pl.col("service") == "w"))) == 100
    assert len(collect(evidence.table("checks"))) == 140
    assert [superseded for _name, _used, superseded, _aside in account(evidence)] == [10, 0]
