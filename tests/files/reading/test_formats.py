"""The same tickets in five formats are the same facts, each row with its own number."""

import datetime as dt
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import polars as pl
import pytest
import xlsxwriter
from reading_help import codes

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.files.reading.sheets import typed

Read = Callable[..., Evidence]
COLUMNS = ["id", "priority", "opened_at", "affected_users", "significant", "title"]
ROWS = [
    ["A1", "1", "2026-10-01T08:00:00+02:00", 1200, True, "Ærø"],
    ["A2", "2", "2026-12-01T08:00:00+01:00", None, False, None],
]
LOCAL = [dt.datetime(2026, 10, 1, 8), dt.datetime(2026, 12, 1, 8)]  # noqa: DTZ001 - a spreadsheet has no zone
SECONDS = [1790834400, 1796108400]


def csv(path: Path) -> None:
    lines = [
        ";".join(COLUMNS),
        *(";".join("" if each is None else str(each) for each in row) for row in ROWS),
    ]
    path.write_text("\n".join(lines))


def xlsx(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet, moment = book.add_worksheet("incidents"), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row(0, 0, COLUMNS)
        for at, row in enumerate(ROWS):
            sheet.write_row(at + 1, 0, row)
            sheet.write_datetime(at + 1, 2, LOCAL[at], moment)


def as_json(path: Path) -> None:
    path.write_text(json.dumps({"records": [dict(zip(COLUMNS, row, strict=True)) for row in ROWS]}))


def jsonl(path: Path) -> None:
    path.write_text("\n".join(json.dumps(dict(zip(COLUMNS, row, strict=True))) for row in ROWS))


def parquet(path: Path) -> None:
    frame = pl.DataFrame(ROWS, schema=COLUMNS, orient="row")
    frame.with_columns(pl.col("opened_at").str.to_datetime(time_zone="UTC")).write_parquet(path)


@pytest.mark.parametrize(
    ("name", "write", "first_row"),
    [
        ("incidents.csv", csv, 2),
        ("incidents.xlsx", xlsx, 2),
        ("incidents.json", as_json, 1),
        ("incidents.jsonl", jsonl, 1),
        ("incidents.parquet", parquet, 1),
    ],
)
def test_every_format_gives_the_same_facts(
    read: Read, tmp_path: Path, name: str, write: Callable[[Path], None], first_row: int
) -> None:
    write(tmp_path / name)
    evidence = read(tmp_path)
    noted = ["local-times"] if name.endswith("xlsx") else []
    assert [fault.code for fault in evidence.faults] == noted
    frame = collect(evidence.table("incidents"))
    assert frame["opened_s"].to_list() == SECONDS
    assert frame["affected_users"].to_list() == [1200, None]
    assert frame["significant"].to_list() == [True, False]
    assert frame["title"].to_list() == ["Ærø", None]
    assert frame["responsible"].to_list() == ["supplier", "supplier"]
    assert frame["row_no"].to_list() == [first_row, first_row + 1]
    assert frame.schema == evidence.tables["incidents"].collect_schema()


def book_with(tmp_path: Path, *sheets: tuple[str, list[str]]) -> None:
    """Write a workbook with a sheet of pauses, and others of which each has one column."""
    book = openpyxl.Workbook()
    pauses = book.active
    assert pauses is not None
    pauses.title = "pauses"
    pauses.append(["ticket_id", "from_at", "to_at"])
    pauses.append(["A1", "2026-10-01T08:00Z", None])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([row])
    book.save(tmp_path / "oktober.xlsx")


COVER = ("Forside", ["Driftsdata", "Leverandør A/S", "Oktober"])


def test_sheet_with_rows_that_nothing_recognises_is_asked_about_with_the_line_to_write(
    read: Read, tmp_path: Path
) -> None:
    book_with(tmp_path, COVER, ('Kvartal "4"', ["Sum", "3"]))
    faults = {fault.source: fault for fault in read(tmp_path).faults if fault.code == "unrecognised-sheet"}
    assert {fault.severity for fault in faults.values()} == {"ask"}
    assert 'ignore_sheets = ["Forside"]' in faults["oktober.xlsx#Forside"].message
    assert 'ignore_sheets = ["Kvartal \\"4\\""]' in faults['oktober.xlsx#Kvartal "4"'].message


@pytest.mark.parametrize("line", ['ignore_sheets = ["Forside"]', 'ignore_sheets = ["for*"]'])
@pytest.mark.parametrize("more", ["", '\n[export]\norder = ["a.csv"]', '\nignore = ["*.eml"]'])
def test_sheet_that_the_profile_ignores_is_left_out_with_a_note(
    read: Read, tmp_path: Path, line: str, more: str
) -> None:
    book_with(tmp_path, COVER)
    (tmp_path / "profil.toml").write_text(line + more)
    evidence = read(tmp_path)
    assert [(fault.code, fault.source, fault.severity) for fault in evidence.faults] == [
        ("ignored-sheet", "oktober.xlsx#Forside", "note")
    ]
    own = [
        (file.rows_read, file.rows_used, file.rows_left_out, file.rows_set_aside) for file in evidence.files
    ]
    assert own == [(1, 1, 0, 0), (2, 0, 2, 0)]


def test_sheet_of_evidence_that_a_profile_ignores_is_not_read(read: Read, tmp_path: Path) -> None:
    book_with(tmp_path, ("feedback", ["at", "2026-10-01T08:00Z"]))
    (tmp_path / "egen.profil.toml").write_text('table = "checks"\nignore_sheets = ["PAUSES", "feedback"]')
    evidence = read(tmp_path)
    assert not evidence.tables
    assert [fault.code for fault in evidence.faults] == ["ignored-sheet", "ignored-sheet"]


def test_a_workbook_gives_a_table_per_sheet_and_notes_the_others(read: Read, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Forside"
    first.append(["Driftsdata for oktober"])
    for name, row in (
        ("pauses", ["A1", "2026-10-01T08:00Z", None]),
        ("feedback", ["2026-10-01T08:00Z", "kunde", "Tak"]),
    ):
        sheet = book.create_sheet(name)
        sheet.append(["ticket_id", "from_at", "to_at"] if name == "pauses" else ["at", "from_whom", "text"])
        sheet.append([])
        sheet.append(row)
    book.save(tmp_path / "oktober.xlsx")
    evidence = read(tmp_path)
    assert [(fault.code, fault.source, fault.severity) for fault in evidence.faults] == [
        ("unrecognised-sheet", "oktober.xlsx#Forside", "note")
    ]
    assert [(file.name, file.rows_read) for file in evidence.files[1:]] == [
        ("oktober.xlsx#pauses", 1),
        ("oktober.xlsx#feedback", 1),
    ]
    assert collect(evidence.table("pauses"))["row_no"].to_list() == [3]


def test_a_formula_is_its_value_and_one_without_value_is_named(read: Read, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["id", "priority", "opened_at", "title"])
    sheet.append(["A1", "1", "2026-10-01T08:00Z", "=1+1"])
    book.save(tmp_path / "incidents.xlsx")
    evidence = read(tmp_path)
    [fault] = evidence.faults
    assert (fault.code, fault.row, fault.column, fault.severity) == (
        *("formula-without-value", 2, "title"),
        "ask",
    )
    assert evidence.unusable["incidents"].rows() == [(0, 2, "title", "formula-without-value")]


def calculated_to_nothing(path: Path) -> None:
    """Empty the text "nothing" of a formula, as a spreadsheet writes one that gives an empty text."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    with zipfile.ZipFile(path, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content.replace(b"<v>nothing</v>", b"<v></v>"))


def test_a_cell_with_an_error_is_no_empty_one(read: Read, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "incidents.xlsx") as book:
        sheet = book.add_worksheet("incidents")
        sheet.write_row(0, 0, ["id", "priority", "opened_at", "resolved_at", "note"])
        sheet.write_row(1, 0, ["A1", "1", "2026-10-01T08:00Z"])
        sheet.write_formula(1, 3, "=1/0", value="#DIV/0!")
        sheet.write_formula(1, 4, "=1/0", value="#DIV/0!")
        sheet.write_row(2, 0, ["A2", "1", "2026-10-01T08:00Z"])
        sheet.write_formula(2, 3, '=IF(A1="","",1)', value="nothing")
        sheet.write_row(3, 0, ["A3", "1"])
        sheet.write_formula(3, 2, "=NA()", value="#N/A")
    calculated_to_nothing(tmp_path / "incidents.xlsx")
    evidence = read(tmp_path)
    assert codes(evidence) == [("error-cell", 2, "resolved_at"), ("error-cell", 4, "opened_at")]
    assert evidence.unusable["incidents"].rows() == [(0, 2, "resolved_s", "error-cell")]
    assert evidence.lost["incidents"].select("id", "opened_s", "why").rows() == [("A3", None, "error-cell")]


def test_a_cell_shown_as_percent_is_not_read_as_a_hundredth(read: Read, tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "stated_values.xlsx")
    sheet = book.add_worksheet("stated_values")
    shown = [book.add_format({"num_format": each}) for each in ("0.00%", "0", '0.0"%"', "0,000 %")]
    for column, name in enumerate(("level", "value")):
        sheet.write(0, column, name)
    for row, (value, form) in enumerate(zip((0.995, 99.5, 99.5, 0.9995), shown, strict=True), 1):
        sheet.write(row, 0, f"KPI {row}")
        sheet.write(row, 1, value, form)
    book.close()
    (tmp_path / "stated_values-2.csv").write_text("level;value\nKPI 5;99,5 %\n")
    evidence = read(tmp_path)
    assert codes(evidence) == [
        ("percent-number", 2, "value"),
        ("percent-number", 2, "value"),
        ("percent-number", 5, "value"),
    ]
    shown_as = [fault.message.partition("”")[2].partition("”")[0] for fault in evidence.faults]
    assert shown_as == ["99,5 %", "99.5 %", "99.95 %"]
    assert collect(evidence.table("stated_values"))["value"].to_list() == ["99.5", "99.5"]


def test_json_lines_name_the_line_that_is_none(read: Read, tmp_path: Path) -> None:
    good = '{"id":"A1","priority":"1","opened_at":"2026-10-01T08:00Z"}'
    (tmp_path / "incidents.jsonl").write_text(f'{good}\n\n{{"id":\n[1]\n{good[:-1]},"id":"A2"}}\n')
    evidence = read(tmp_path)
    assert codes(evidence) == [
        ("bad-json-row", 3, None),
        ("not-an-object", 4, None),
        ("repeated-field", 5, "id"),
    ]
    [file] = evidence.files
    assert (file.rows_read, file.rows_used, file.rows_set_aside) == (4, 1, 3)


JSON_RECORDS = [
    '{"id":"A1","priority":1,"opened_at":"2026-10-01T08:00Z","affected_users":1e2}',
    '{"id":"A2","priority":1,"opened_at":"2026-10-01T08:00Z","affected_users":NaN}',
    '{"id":"A3","priority":1,"opened_at":"2026-10-01T08:00Z","affected_users":1e999999999}',
    '{"id":"A4","priority":1,"opened_at":"2026-10-01T08:00Z","title":"\\ud800"}',
    '{"id":"A5","priority":1,"opened_at":"2026-10-01T08:00Z","title":{"x":1},"title.x":2}',
    '{"id":"A6","id":"A7","priority":1,"opened_at":"2026-10-01T08:00Z"}',
]


@pytest.mark.parametrize(
    ("name", "between", "ends"), [("incidents.json", ",\n", "[]"), ("incidents.jsonl", "\n", "  ")]
)
def test_a_fault_in_one_json_record_costs_that_record_only(
    read: Read, tmp_path: Path, name: str, between: str, ends: str
) -> None:
    (tmp_path / name).write_text(ends[0] + between.join(JSON_RECORDS) + ends[1])
    evidence = read(tmp_path)
    assert sorted(codes(evidence), key=lambda code: code[1] or 0) == [
        ("bad-integer", 2, "affected_users"),
        ("bad-integer", 3, "affected_users"),
        ("no-such-character", 4, None),
        ("repeated-field", 5, "title.x"),
        ("repeated-field", 6, "id"),
    ]
    users = collect(evidence.table("incidents").select("id", "affected_users")).rows()
    assert users == [("A1", 100), ("A2", None), ("A3", None)]
    lost = evidence.lost["incidents"].select("id", "opened_s", "row_no", "why").rows()
    assert lost == [
        (None, None, 4, "no-such-character"),
        (None, None, 5, "repeated-field"),
        (None, None, 6, "repeated-field"),
    ]


def test_a_json_file_without_one_good_record_names_each(read: Read, tmp_path: Path) -> None:
    (tmp_path / "incidents.json").write_text("[" + JSON_RECORDS[-1] + ", 7]")
    found = {code for code, _row, _column in codes(read(tmp_path))}
    assert found == {"missing-column", "repeated-field", "not-an-object"}


def test_a_list_of_objects_in_json_is_read_field_by_field(read: Read, tmp_path: Path) -> None:
    (tmp_path / "profil.toml").write_text(
        'name = "x"\ntable = "incidents"\nrecognise = ["nr"]\n[times]\nformats = "iso"\n'
        '[columns]\nid = "nr"\nopened_at = "t"\nservice = "dele.navn"\n[columns.priority]\nconstant = "1"\n'
    )
    (tmp_path / "x.json").write_text(
        '[{"nr":1,"t":"2026-10-01T08:00Z","dele":[{"navn":"web"},{"navn":"database"}]}]'
    )
    assert collect(read(tmp_path).table("incidents"))["service"].to_list() == ["web, database"]


def test_json_in_windows_letters_is_noted(read: Read, tmp_path: Path) -> None:
    for name, record in (("incidents.json", "[{}]"), ("problems.jsonl", "{}")):
        fields = '"id":"A","priority":1,"opened_at":"2026-10-01T08:00Z","title":"Ærø – 5 €"'
        (tmp_path / name).write_bytes(record.replace("{}", "{" + fields + "}").encode("cp1252"))
    evidence = read(tmp_path)
    assert [fault.code for fault in evidence.faults if fault.row is None and fault.column is None] == [
        "read-as-cp1252"
    ] * 2
    assert collect(evidence.table("incidents"))["title"].to_list() == ["Ærø – 5 €"]


def test_exact_numbers_keep_their_digits(read: Read, tmp_path: Path) -> None:
    (tmp_path / "hours.json").write_text(
        '[{"date":"2026-10-01","consultant":"K1","activity":"drift","hours":1.250},'
        '{"date":"2026-10-02","consultant":"K1","activity":"drift","hours":7.1}]'
    )
    assert collect(read(tmp_path).table("hours"))["hours"].to_list() == ["1.2500", "7.1"]


def checks(path: Path, rows: int) -> pl.DataFrame:
    frame = pl.DataFrame({"at_s": range(1_790_000_000, 1_790_000_000 + rows)}).with_columns(
        service=pl.lit("web"), ok=pl.col("at_s") % 7 != 0, response_ms=pl.lit(120, pl.Int64)
    )
    frame.write_parquet(path)
    return frame


def test_a_large_parquet_of_checks_stays_on_disk(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typed, "ENOUGH_ROWS", 1000)
    frame = checks(tmp_path / "checks.parquet", 5000)
    evidence = read(tmp_path)
    assert "PARQUET SCAN" in evidence.tables["checks"].explain().upper()
    facts = collect(evidence.table("checks"))
    assert facts["at_s"].to_list() == frame["at_s"].to_list()
    assert facts["row_no"].to_list() == list(range(1, 5001))
    assert facts.schema == evidence.tables["checks"].collect_schema()
    [file] = evidence.files
    assert (file.rows_read, file.rows_used, file.facts) == (5000, 5000, (("checks", 5000),))


def test_a_large_parquet_of_use_in_whole_numbers_stays_on_disk(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typed, "ENOUGH_ROWS", 3)
    at = [dt.datetime(2026, 10, 5, hour, tzinfo=dt.UTC) for hour in range(4)]
    frame = pl.DataFrame({"at": at, "metric": "users", "value": [5, -1, 7, 10**18 + 5000]})
    frame.write_parquet(tmp_path / "usage.parquet")
    evidence = read(tmp_path)
    assert "PARQUET SCAN" in evidence.tables["usage"].explain().upper()
    assert collect(evidence.table("usage"))["value"].to_list() == ["5", "7"]
    assert sorted(codes(evidence)) == [("too-large", 4, "value"), ("too-small", 2, "value")]


def test_a_large_parquet_of_use_with_decimals_is_read_as_any_other(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typed, "ENOUGH_ROWS", 3)
    at = [dt.datetime(2026, 10, 5, hour, tzinfo=dt.UTC) for hour in range(4)]
    frame = pl.DataFrame({"at": at, "metric": "users", "value": [5.5, 1.125, 7.0, 12.333333333333334]})
    frame.write_parquet(tmp_path / "usage.parquet")
    evidence = read(tmp_path)
    assert [float(one) for one in collect(evidence.table("usage"))["value"]] == frame["value"].to_list()
    assert codes(evidence) == []


def test_a_large_parquet_with_blank_or_padded_texts_is_read_as_any_other(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typed, "ENOUGH_ROWS", 3)
    frame = checks(tmp_path / "checks.parquet", 4)
    frame = frame.with_columns(service=pl.Series(["web", " web ", "", " "]))
    frame.write_parquet(tmp_path / "checks.parquet")
    evidence = read(tmp_path)
    assert codes(evidence) == [("missing-value", 3, "service"), ("missing-value", 4, "service")]
    assert collect(evidence.table("checks"))["service"].to_list() == ["web", "web"]


def test_faulty_rows_of_a_large_parquet_are_named_and_kept_apart(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typed, "ENOUGH_ROWS", 1000)
    frame = checks(tmp_path / "checks.parquet", 2000)
    frame.with_columns(
        response_ms=pl.when(pl.int_range(pl.len()) == 9).then(-5).otherwise("response_ms"),
        service=pl.when(pl.int_range(pl.len()) == 19).then(None).otherwise("service"),
    ).write_parquet(tmp_path / "checks.parquet")
    evidence = read(tmp_path)
    assert sorted(codes(evidence)) == [("missing-value", 20, "service"), ("too-small", 10, "response_ms")]
    [file] = evidence.files
    assert (file.rows_read, file.rows_used, file.rows_set_aside) == (2000, 1999, 1)
    assert collect(evidence.table("checks").select(pl.len())).item() == 1999
    assert evidence.unusable["checks"].rows() == [(0, 10, "response_ms", "too-small")]
    [lost] = evidence.lost["checks"].iter_rows(named=True)
    assert (lost["row_no"], lost["why"], lost["service"], lost["ok"]) == (20, "missing-value", None, True)
    assert lost["at_s"] is not None
