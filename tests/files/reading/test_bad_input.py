"""Bad input, item by item: a clear list of what and where, rows counted to the last one, and never a traceback."""

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import openpyxl
import polars as pl
import pytest
from reading_help import ZONE, codes

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.units.fault import Refused
from afstemt.files.reading import evidence as module
from afstemt.files.reading.evidence import Limits, preview, read_evidence
from afstemt.files.reading.intake import interpret
from afstemt.files.reading.intake.process import Parser

Read = Callable[..., Evidence]
HEAD = "id,priority,opened_at,resolved_at,title,responsible,affected_users\n"
GOOD = "A1,1,2026-10-01T08:00:00+02:00,2026-10-01T09:00:00+02:00,Printer,supplier,3\n"


def incidents(tmp_path: Path, *rows: str, head: str = HEAD, name: str = "incidents.csv") -> Path:
    path = tmp_path / name
    path.write_text(head + "".join(row + "\n" for row in rows))
    return path


def counted(evidence: Evidence) -> tuple[int, int, int]:
    [file] = evidence.files
    assert file.rows_read == file.rows_used + file.rows_set_aside
    return file.rows_read, file.rows_used, file.rows_set_aside


def test_an_empty_file_is_refused(read: Read, tmp_path: Path) -> None:
    (tmp_path / "incidents.csv").write_bytes(b"")
    assert codes(read(tmp_path)) == [("empty-file", None, None)]


def test_a_file_with_only_a_header_is_a_delivered_empty_table(read: Read, tmp_path: Path) -> None:
    evidence = read(incidents(tmp_path))
    assert evidence.has("incidents")
    assert counted(evidence) == (0, 0, 0)


def test_a_missing_or_empty_folder_is_refused(read: Read, tmp_path: Path) -> None:
    assert codes(read(tmp_path / "nowhere")) == [("no-such-path", None, None)]
    assert codes(read(tmp_path)) == [("empty-folder", None, None)]


def test_wrong_columns_are_named_with_what_was_probably_meant(read: Read, tmp_path: Path) -> None:
    path = incidents(tmp_path, head="id,prioritet,opened_on,titel\n")
    evidence = read(path)
    assert codes(evidence) == [
        ("missing-column-meant", None, "priority"),
        ("missing-column-meant", None, "opened_at"),
    ]
    assert "Mente du prioritet?" in evidence.faults[0].message


def test_an_unknown_column_is_noted_not_dropped_in_silence(read: Read, tmp_path: Path) -> None:
    path = incidents(tmp_path, head="id,priority,opened_at,titel\n")
    [fault] = read(path).faults
    assert (fault.code, fault.column, fault.severity) == ("unknown-column-meant", "titel", "note")


def test_an_unrecognised_file_asks_for_its_profile(read: Read, tmp_path: Path) -> None:
    (tmp_path / "udtræk.csv").write_text("x,y\n1,2\n")
    [fault] = read(tmp_path).faults
    assert fault.code == "unrecognised"
    assert "--as" in fault.message
    assert "servicenow" in fault.message


def test_a_date_that_does_not_exist_sets_its_row_aside(read: Read, tmp_path: Path) -> None:
    path = incidents(
        tmp_path, "A1,1,2026-02-29T08:00:00+01:00,,,,", "A2,1,i går,,,,", "A3,1,,,,,", GOOD.strip()
    )
    evidence = read(path)
    assert codes(evidence) == [
        ("no-such-date", 2, "opened_at"),
        ("bad-time", 3, "opened_at"),
        ("missing-value", 4, "opened_at"),
    ]
    assert counted(evidence) == (4, 1, 3)


def test_the_spring_hour_is_set_aside_and_the_autumn_hour_is_its_first(read: Read, tmp_path: Path) -> None:
    path = incidents(tmp_path, "A1,1,2026-03-29 02:30,,,,", "A2,1,2026-10-25 02:30,,,,")
    evidence = read(path)
    assert [(fault.code, fault.row, fault.severity) for fault in evidence.faults] == [
        ("local-times", None, "note"),
        ("skipped-hour", 2, "set_aside"),
        ("repeated-hour-earliest", 3, "note"),
    ]
    assert collect(evidence.table("incidents"))["opened_s"].to_list() == [1792888200]  # 00:30 UTC


def test_two_zones_in_one_file_set_the_times_without_one_aside(read: Read, tmp_path: Path) -> None:
    path = incidents(
        tmp_path,
        "A1,1,2026-10-01T08:00:00+02:00,,,,",
        "A2,1,2026-10-01T08:00:00Z,,,,",
        "A3,1,2026-10-01 08:00,,,,",
    )
    evidence = read(path)
    assert codes(evidence) == [("two-zones", 4, "opened_at")]
    assert collect(evidence.table("incidents"))["opened_s"].to_list() == [1790834400, 1790841600]


def test_an_end_before_its_start_is_not_used_and_asked_of(read: Read, tmp_path: Path) -> None:
    path = incidents(tmp_path, "A1,1,2026-10-01T08:00:00Z,2026-10-01T07:59:59Z,,,")
    evidence = read(path)
    [fault] = evidence.faults
    assert (fault.code, fault.row, fault.column, fault.severity) == (
        *("end-before-start", 2, "resolved_at"),
        "ask",
    )
    assert "slutter før start" in fault.message
    assert collect(evidence.table("incidents"))["resolved_s"].to_list() == [None]


def test_a_pause_without_length_is_set_aside_by_name(read: Read, tmp_path: Path) -> None:
    (tmp_path / "pauses.csv").write_text("ticket_id,from_at,to_at\nA1,2026-10-01T08:00Z,2026-10-01T08:00Z\n")
    assert codes(read(tmp_path)) == [("zero-length", 2, "to_at")]


def test_a_duplicate_id_with_other_content_names_both_rows(read: Read, tmp_path: Path) -> None:
    path = incidents(tmp_path, GOOD.strip(), GOOD.strip(), GOOD.strip().replace("Printer", "Skærm"))
    evidence = read(path)
    assert [(fault.code, fault.row, fault.severity) for fault in evidence.faults] == [
        ("identical-row", 3, "note"),
        ("duplicate-id", 4, "set_aside"),
    ]
    assert "række 2" in evidence.faults[1].message
    assert counted(evidence) == (3, 2, 1)
    assert evidence.files[0].facts == (("incidents", 1),)


def test_unknown_choices_and_impossible_numbers_are_cells_that_cannot_be_used(
    read: Read, tmp_path: Path
) -> None:
    path = incidents(
        tmp_path,
        "A1,1,2026-10-01T08:00:00Z,,,kunden,1",
        "A2,1,2026-10-01T08:00:00Z,,,,-1",
        "A3,1,2026-10-01T08:00:00Z,,,,mange",
        "A4,1,2026-10-01T08:00:00Z,,,,1.5",
        "A5,1,9999-12-31T00:00:00Z,,,,",
    )
    evidence = read(path)
    assert sorted(codes(evidence), key=str) == [
        ("bad-integer", 4, "affected_users"),
        ("bad-integer", 5, "affected_users"),
        ("time-out-of-range", 6, "opened_at"),
        ("too-small", 3, "affected_users"),
        ("unknown-choice", 2, "responsible"),
    ]
    assert counted(evidence) == (5, 4, 1)
    rows = collect(evidence.table("incidents")).select("id", "responsible", "affected_users").rows()
    assert rows == [(f"A{n}", "supplier", 1 if n == 1 else None) for n in range(1, 5)]
    assert evidence.unusable["incidents"].select("row_no", "column", "why").rows() == [
        (2, "responsible", "unknown-choice"),
        (3, "affected_users", "too-small"),
        (4, "affected_users", "bad-integer"),
        (5, "affected_users", "bad-integer"),
    ]


def test_use_may_have_decimals_as_far_as_they_can_be_added(read: Read, tmp_path: Path) -> None:
    values = [
        "1.234,5",
        "0,1",
        "12,333333333333334",
        "7",
        "0,0000000000000000001",
        "-1",
        "1" + "0" * 19,
        "1.234",
    ]
    lines = [f"2026-10-05T{hour:02}:00Z;gigabyte;{value}" for hour, value in enumerate(values)]
    (tmp_path / "usage.csv").write_text("at;metric;value\n" + "\n".join(lines) + "\n")
    evidence = read(tmp_path)
    assert sorted(codes(evidence)) == [
        ("too-exact", 6, "value"),
        ("too-large", 8, "value"),
        ("too-small", 7, "value"),
    ]
    used = ["1234.5", "0.1", "12.333333333333334", "7", "1234"]
    assert collect(evidence.table("usage"))["value"].to_list() == used
    assert "flere end 18 decimaler" in evidence.faults[0].message


def test_a_pause_for_an_unknown_ticket_is_set_aside(read: Read, tmp_path: Path) -> None:
    incidents(tmp_path, GOOD.strip())
    (tmp_path / "pauses.csv").write_text(
        "ticket_id,from_at,to_at\nA1,2026-10-01T08:00Z,2026-10-01T08:10Z\nB9,2026-10-01T08:00Z,\n"
    )
    evidence = read(tmp_path)
    assert codes(evidence) == [("no-such-ticket", 3, "ticket_id")]
    assert [(file.rows_used, file.rows_set_aside) for file in evidence.files] == [(1, 0), (1, 1)]
    assert len(collect(evidence.table("pauses"))) == 1


def test_letters_encoded_twice_are_noted(read: Read, tmp_path: Path) -> None:
    path = incidents(tmp_path, GOOD.strip().replace("Printer", "KÃ¸kken"))
    assert [(fault.code, fault.row) for fault in read(path).faults] == [("encoded-twice", 2)]


HOURS = "date,consultant,activity,hours\n2026-10-01,K1,drift,7.5\n"


def test_a_link_is_named_and_not_followed(read: Read, tmp_path: Path) -> None:
    outside, folder = tmp_path / "andre", tmp_path / "evidence"
    for each in (outside, folder):
        each.mkdir()
    (outside / "hours.csv").write_text(HOURS)
    (folder / "hours.csv").symlink_to(outside / "hours.csv")
    (folder / "mappe").symlink_to(outside)
    (folder / "væk.csv").symlink_to(tmp_path / "findes-ikke")
    (folder / "rundt").symlink_to(folder)
    evidence = read(folder)
    assert {fault.source for fault in evidence.faults if fault.code == "link"} == {
        *("hours.csv", "mappe", "væk.csv", "rundt")
    }
    assert not evidence.files
    (tmp_path / "genvej").symlink_to(outside)
    assert [file.rows_used for file in read(tmp_path / "genvej").files] == [1]


def test_what_is_no_file_is_named_and_not_waited_for(read: Read, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "hours.csv")
    assert codes(read(tmp_path)) == [("no-file", None, None)]


def test_a_file_name_that_is_no_text_is_shown_by_its_bytes(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/hours-\xe6.csv"))).write_text(HOURS)
    [file] = preview(tmp_path, zone=ZONE).files
    assert (file.name, file.rows_used) == ("hours-\\xe6.csv", 1)


def test_a_file_that_cannot_be_opened_is_a_finding(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hours.csv").write_text(HOURS)
    opened = Path.open

    def closed(path: Path, *arguments: Any, **options: Any) -> Any:
        if path.suffix == ".csv":
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", closed)
    [fault] = read(tmp_path).faults
    assert (fault.code, fault.severity) == ("cannot-open", "stop")
    assert "Permission denied" in fault.message


def test_a_file_that_is_written_to_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hours.csv").write_text(HOURS)
    received = Parser.receive

    def late(parser: Parser) -> list[dict[str, Any]]:
        with (tmp_path / "hours.csv").open("a") as file:
            file.write("2026-10-02,K1,drift,7.5\n")
        return received(parser)

    monkeypatch.setattr(Parser, "receive", late)
    evidence = preview(tmp_path, zone=ZONE)
    assert codes(evidence) == [("changed-while-read", None, None)]
    assert not evidence.has("hours")


def test_the_child_is_watched_while_the_hash_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hours.csv").write_text(HOURS)
    watching, in_time = Event(), []
    received, hashed = Parser.receive, module._Received._hash

    def receive(parser: Parser) -> list[dict[str, Any]]:
        watching.set()
        return received(parser)

    def slowly(file: module._Received) -> None:
        in_time.append(watching.wait(20))
        hashed(file)

    monkeypatch.setattr(Parser, "receive", receive)
    monkeypatch.setattr(module._Received, "_hash", slowly)
    assert len(preview(tmp_path, zone=ZONE).files[0].sha256) == 64
    assert in_time == [True]


def test_an_offset_that_no_place_has_is_set_aside(read: Read, tmp_path: Path) -> None:
    times = ("+25:00", "+02:75", "+14:00", "-1200", "+14:01")
    rows = [f"A{at},1,2026-10-01T08:00:00{offset},,,supplier," for at, offset in enumerate(times)]
    assert codes(read(incidents(tmp_path, *rows))) == [
        ("no-such-date", 2, "opened_at"),
        ("no-such-date", 3, "opened_at"),
        ("no-such-date", 6, "opened_at"),
    ]


def test_what_only_the_whole_file_tells_is_told_when_it_is_read_in_parts(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interpret, "_ROWS_AT_A_TIME", 1)
    rows = ["A1,1,2026-10-01T08:00:00,,,supplier,1.200", "A2,1,2026-10-01T08:00:00Z,,,supplier,2.000"]
    evidence = read(incidents(tmp_path, *rows, rows[1].replace("2.000", "x").replace("A2", "A3")))
    assert codes(evidence) == [("two-zones", 2, "opened_at"), ("bad-integer", 4, "affected_users")]
    assert collect(evidence.table("incidents"))["affected_users"].to_list() == [2000, None]


def test_a_file_where_nothing_fits_is_refused_not_set_aside_row_by_row(read: Read, tmp_path: Path) -> None:
    path = incidents(tmp_path, *["A,1,i går,,,,"] * 30)
    [fault] = read(path, limits=Limits(faults=20)).faults
    assert (fault.code, fault.severity) == ("too-many-faults", "stop")
    assert (
        "Flere end 20 rækker har fejl; den første er række 2 (et tidspunkt kan ikke læses)." in fault.message
    )


def test_notes_past_the_limit_are_counted(read: Read, tmp_path: Path) -> None:
    path = incidents(tmp_path, *[GOOD.strip()] * 10)
    notes = read(path, limits=Limits(notes=3)).faults
    assert [fault.code for fault in notes] == ["more-notes"] + ["identical-row"] * 3
    assert "6" in notes[0].message


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("incidents.json", b'[{"id": "A1", "priority": "1", "open', "bad-json"),
        ("incidents.json", b'{"a": 1}', "json-shape"),
        ("incidents.json", b"[" * 100_000, "bad-json"),
        ("incidents.json", b"[]", "empty-file"),
        ("incidents.jsonl", b"\n", "empty-file"),
        ("incidents.parquet", b"PAR1 afkortet", "parser-failed"),
        ("incidents.xlsx", b"PK\x03\x04 afkortet", "not-a-workbook"),
        ("incidents.xls", b"x", "unread-format"),
        ("incidents.csv", b"\x00\x01\x02\x03", "not-text"),
    ],
)
def test_a_truncated_or_wrong_file_is_refused(
    read: Read, tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert [each for each, _, _ in codes(read(tmp_path))] == [code]


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
@pytest.mark.parametrize("suffix", ["xlsx", "parquet"])
def test_a_file_cut_short_is_refused(read: Read, tmp_path: Path, suffix: str, share: float) -> None:
    path = tmp_path / f"incidents.{suffix}"
    if suffix == "xlsx":
        book = openpyxl.Workbook()
        book.active.append(["id", "priority", "opened_at"])  # type: ignore[union-attr]
        book.save(path)
    else:
        pl.DataFrame({"id": ["A"], "priority": ["1"], "opened_at": ["2026-10-01T08:00Z"]}).write_parquet(path)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    [fault] = read(path).faults
    assert fault.severity == "stop"


def test_a_csv_cut_in_a_row_sets_that_row_aside(read: Read, tmp_path: Path) -> None:
    (tmp_path / "incidents.csv").write_text(HEAD + GOOD + "A2,1,2026-10-01T0")
    assert codes(read(tmp_path)) == [("too-few-fields", 3, None)]


def corner(path: Path, reference: str = "XFD1048576") -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["id", "priority", "opened_at"])
    sheet[reference] = "x"
    book.save(path)


def test_a_cell_in_the_far_corner_is_named_before_it_costs_anything(read: Read, tmp_path: Path) -> None:
    corner(tmp_path / "incidents.xlsx")
    [fault] = read(tmp_path).faults
    assert fault.code == "sheet-too-wide"
    assert "XFD1048576" in fault.message


def test_a_spreadsheet_that_unpacks_to_gigabytes_is_refused(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "incidents.xlsx"
    corner(path, "A2")
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/media/a.bin", "w") as part,
    ):
        for _ in range(32):
            part.write(bytes(1 << 20))
    [fault] = read(path, limits=Limits(unpacked_bytes=16 << 20)).faults
    assert fault.code == "zip-too-large"


def test_a_spreadsheet_that_lies_about_its_size_is_refused(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "incidents.xlsx"
    corner(path, "A2")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b"<a>" + b" " * (8 << 20) + b"</a>")
    content = path.read_bytes()
    size = (8 << 20) + 7
    path.write_bytes(content.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little")))
    assert [fault.severity for fault in read(path, limits=Limits(unpacked_bytes=4 << 20)).faults] == ["stop"]


def moved(path: Path, place: str, content: bytes | None = None) -> None:
    """Write a workbook of one sheet whose part lies at ``place`` below ``xl/``."""
    whole = path.with_name("bog.xlsx")
    book = openpyxl.Workbook()
    book.active.title = "hours"
    for line in HOURS.splitlines():
        book.active.append(line.split(","))
    book.save(whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                target.writestr(f"xl/{place}", content or part)
            else:
                target.writestr(name, part.replace(b"worksheets/sheet1.xml", place.encode()))
    whole.unlink()


def test_a_sheet_is_counted_wherever_in_the_file_it_lies(read: Read, tmp_path: Path) -> None:
    for at, place in enumerate(("ark/et.xml", "worksheets/SHEET1.XML")):
        folder = tmp_path / str(at)
        folder.mkdir()
        moved(folder / "t.xlsx", place)
        assert counted(read(folder)) == (1, 1, 0)
        far = b'<worksheet><sheetData><row r="1"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
        moved(folder / "t.xlsx", place, far)
        assert codes(read(folder))[0][0] == "sheet-too-wide"


def test_an_xml_entity_bomb_is_refused(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "incidents.xlsx"
    corner(path, "A2")
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/worksheets/sheet2.xml", bomb)
    [fault] = read(path).faults
    assert fault.code == "xml-entities"


def test_a_formula_in_a_text_is_kept_as_text(read: Read, tmp_path: Path) -> None:
    path = incidents(tmp_path, 'A1,1,2026-10-01T08:00:00Z,,"=HYPERLINK(""http://x"")",,')
    assert collect(read(path).table("incidents"))["title"].to_list() == ['=HYPERLINK("http://x")']


def test_refused_carries_every_fault_of_every_file(tmp_path: Path) -> None:
    """The real child process, as in use: one file refused, one row set aside, one line far too long."""
    incidents(tmp_path, "A1,1,i går,,,,", GOOD.strip())
    (tmp_path / "outages.csv").write_text("service,fra\nweb,1\n")
    with (tmp_path / "pauses.csv").open("wb") as file:
        file.write(b"ticket_id,from_at,to_at\n")
        for _ in range(200):
            file.write(b"x" * (1 << 20))
    with pytest.raises(Refused) as raised:
        read_evidence(tmp_path, zone=ZONE)
    found = {(fault.source, fault.code) for fault in raised.value.faults}
    assert found >= {
        ("incidents.csv", "bad-time"),
        ("outages.csv", "missing-column-meant"),
        ("pauses.csv", "long-line"),
    }


def test_a_child_that_dies_is_a_finding_and_the_next_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The corner cell, with the check for it away, makes the spreadsheet reader abort its process."""
    code, folder = tmp_path / "code", tmp_path / "evidence"
    code.mkdir()
    folder.mkdir()
    (code / "sitecustomize.py").write_text(
        "from afstemt.files.reading.sheets import workbook\nworkbook.MOST_CELLS = 10**12\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(code))
    corner(folder / "a-incidents.xlsx")
    incidents(folder, GOOD.strip())
    evidence = preview(folder, zone=ZONE, limits=Limits(cells=10**12))
    assert [(fault.source, fault.code) for fault in evidence.faults] == [("a-incidents.xlsx", "parser-died")]
    assert len(collect(evidence.table("incidents"))) == 1


def test_a_child_that_takes_too_long_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "incidents.json").write_text(json.dumps([{"id": "A"}]))
    evidence = preview(tmp_path, zone=ZONE, limits=Limits(wall_seconds=0))
    assert codes(evidence) == [("took-too-long", None, None)]


def test_memory_past_the_stated_limit_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "incidents.json"
    with path.open("w") as file:
        file.write("[")
        for _ in range(400_000):
            file.write('{"id":"A","priority":"1","opened_at":"2026-10-01T08:00Z","a":"b","c":"d"},')
        file.write("{}]")
    [fault] = preview(path, zone=ZONE, limits=Limits(memory_bytes=300 << 20)).faults
    assert fault.code == "too-much-memory"
    assert "300 MB" in fault.message


def test_address_space_past_the_stated_limit_is_a_finding(tmp_path: Path) -> None:
    path = incidents(tmp_path, *[GOOD.strip().replace("A1", f"A{n}") for n in range(200_000)])
    [fault] = preview(path, zone=ZONE, limits=Limits(address_bytes=1100 << 20)).faults
    assert fault.code in ("too-much-memory", "parser-died")
