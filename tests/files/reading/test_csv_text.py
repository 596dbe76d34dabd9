"""Separated text: every usual way of writing it is read, and every way of breaking it is named by line."""

import csv
import io
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_help import Everything

from afstemt.files.reading.formats import csv_text
from afstemt.files.reading.formats.csv_text import read
from afstemt.files.reading.sheets import encoding
from afstemt.files.reading.sheets.finding import Unreadable
from afstemt.files.reading.sheets.limits import Limits
from afstemt.files.reading.sheets.sheet import Sheet
from afstemt.files.reading.sheets.wanted import Wanted

ROWS = [
    ["id", "titel", "tal"],
    ["A1", "Ærø; å, ø | x", "1,5"],
    ["A2", 'sagde "hej"', "2"],
    ["A3", "to\nlinjer", ""],
]


def sheet_of(path: Path, limits: Limits = Limits(), wanted: Wanted = Everything()) -> Sheet:  # noqa: B008 - frozen
    [sheet] = read(path, limits, wanted)
    return sheet


def values(sheet: Sheet) -> list[list[str]]:
    return [[value or "" for value in row] for row in sheet.frame.drop("row_no").iter_rows()]


def written(rows: list[list[str]], separator: str = ",", end: str = "\n") -> str:
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=separator, lineterminator=end).writerows(rows)
    return target.getvalue()


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv_in_any_usual_encoding_separator_and_line_end(
    tmp_path: Path, codec: str, separator: str, end: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(written(ROWS, separator, end).encode(codec))
    sheet = sheet_of(path)
    assert sheet.header == ("id", "titel", "tal")
    assert values(sheet) == ROWS[1:]
    assert sheet.frame["row_no"].to_list() == [2, 3, 4]
    assert sheet.rows_read == 3
    assert not sheet.findings.aside


def test_csv_with_lone_carriage_returns_is_not_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"id;titel\rA1;x\rA2;y\r")
    assert values(sheet_of(path)) == [["A1", "x"], ["A2", "y"]]


def test_separator_stated_by_excel_is_obeyed_and_lines_are_counted_with_it(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=;\nid;titel,lang\nA1;x,y\n")
    sheet = sheet_of(path)
    assert sheet.header == ("id", "titel,lang")
    assert sheet.frame["row_no"].to_list() == [3]


def test_one_column_is_a_table(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id\nA1\n"A ""2"""\n')
    assert values(sheet_of(path)) == [["A1"], ['A "2"']]


def test_rows_too_short_and_too_long_are_named_by_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b,c\n1,2,3\n1,2\n1,2,3,4\n\n4,5,6\n,,\n")
    sheet = sheet_of(path)
    found = [(finding.code, finding.row, finding.values) for finding in sheet.findings.found]
    assert found == [
        ("too-few-fields", 3, {"expected": 3, "value": "2"}),
        ("too-many-fields", 4, {"expected": 3, "value": "4"}),
        ("blank-rows", None, {"count": 1}),
    ]
    assert values(sheet) == [["1", "2", "3"], ["4", "5", "6"]]
    assert (sheet.rows_read, len(sheet.findings.aside)) == (4, 2)


def test_a_quote_left_open_costs_its_own_line_only(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b\n1,x\n2,"aldrig lukket\n3,y\n4,"to\nlinjer"\n5,z\n')
    sheet = sheet_of(path)
    assert [(finding.code, finding.row) for finding in sheet.findings.found] == [("open-quote", 3)]
    assert values(sheet) == [["1", "x"], ["3", "y"], ["4", "to\nlinjer"], ["5", "z"]]
    assert sheet.frame["row_no"].to_list() == [2, 4, 5, 7]


def test_a_record_over_two_lines_with_a_field_too_few_is_one_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b,c\n1,"to\nlinjer"\n2,x,y\n')
    sheet = sheet_of(path)
    assert [(finding.code, finding.row) for finding in sheet.findings.found] == [("too-few-fields", 2)]
    assert sheet.rows_read == 2


def test_an_open_quote_does_not_swallow_whole_rows_into_a_wrong_one(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b\n1,"åben\n2,y\n3",z,w\n4,x\n')
    sheet = sheet_of(path)
    assert [(finding.code, finding.row) for finding in sheet.findings.found] == [
        ("open-quote", 2),
        ("open-quote", 4),
    ]
    assert values(sheet) == [["2", "y"], ["4", "x"]]


def test_a_quote_inside_a_field_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b\n1,skærm 24" og 27"\n2,"a"b\n3,ok\n')
    sheet = sheet_of(path)
    assert [(finding.code, finding.row) for finding in sheet.findings.found] == [
        ("bad-quoting", 2),
        ("bad-quoting", 3),
    ]
    assert values(sheet) == [["3", "ok"]]


def test_a_long_line_stops_wherever_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,x\n2," + "y" * 99 + "\n3,z\n" * 20)
    with pytest.raises(Unreadable) as stopped:
        sheet_of(path, Limits(line_bytes=80))
    assert (stopped.value.finding.code, stopped.value.finding.row) == ("long-line", 3)
    assert sheet_of(path, Limits(line_bytes=101)).rows_read == 22


def test_a_long_header_stops_and_is_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a," + "b" * 99 + "\n1,2\n")
    with pytest.raises(Unreadable) as stopped:
        sheet_of(path, Limits(header_chars=80))
    assert stopped.value.finding.code == "long-header"
    assert sheet_of(path, Limits(header_chars=102)).rows_read == 1


def test_rows_that_two_stray_quotes_turn_into_text_are_asked_about_and_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b,c\n1,x,"åben\n2,x,y\n3,x,y\n4,x",z\n5,x,y\n'.replace('4,x",z', '4,x,z"'))
    sheet = sheet_of(path)
    assert sheet.frame["row_no"].to_list() == [2, 6]
    assert sheet.findings.aside == dict.fromkeys([3, 4, 5], "rows-in-quotes")
    assert sheet.rows_read == 5
    assert [(finding.code, finding.row, finding.values) for finding in sheet.findings.found] == [
        ("rows-in-quotes", 2, {"last": 5, "count": 2})
    ]


def test_text_over_several_lines_that_look_like_no_rows_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b,c\n1,x,"hej, med jer\nvi ses, snart\n"\n2,x,y\n')
    sheet = sheet_of(path)
    assert (sheet.rows_read, len(sheet.frame), sheet.findings.found) == (2, 2, [])


def test_a_large_file_holds_repeating_values_as_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_text, "_LARGE_PART", 40)
    monkeypatch.setattr(encoding, "BLOCK", 600)
    rows = [[f"{at}", "web" if at % 3 else "database", ""] for at in range(100)]
    (tmp_path / "a.csv").write_text("nr,tjeneste,note\n" + "".join(",".join(row) + "\n" for row in rows))
    sheet = sheet_of(tmp_path / "a.csv")
    assert values(sheet) == rows
    assert sheet.frame.schema["tjeneste"] == pl.Categorical


def test_every_name_in_the_header_is_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,id,id#2,#4,\n1,2,3,4,5\n")
    assert sheet_of(path).header == ("id", "id#2", "id#2#2", "#4", "#5")


def test_the_header_may_span_lines_and_repeat_names(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('"Åbnet\naf",Note,Note,\n1,2,3,4\n')
    sheet = sheet_of(path)
    assert sheet.header == ("Åbnet\naf", "Note", "Note#2", "#4")
    assert sheet.frame["row_no"].to_list() == [3]


def test_a_header_with_an_open_quote_stops(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,"b\n1,2\n')
    with pytest.raises(Unreadable, match="open-quote-in-header"):
        sheet_of(path)


@pytest.mark.parametrize("content", [b"\n\n", b"  \n", b"\xef\xbb\xbf", b",,,\n"])
def test_a_file_without_a_header_is_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match="empty-file"):
        sheet_of(path)


def test_a_long_line_stops_without_being_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.write(b"a,b\n1,2\n")
        file.truncate(400 << 20)
        file.seek(8)
        for _ in range(40):
            file.write(b"x" * (1 << 20))
    with pytest.raises(Unreadable, match="long-line") as raised:
        sheet_of(path, Limits(line_bytes=4 << 20))
    assert raised.value.finding.row == 3


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        (b"a,b\n\xc3\xa6,1\n\xe6,2\n", "mixed-encoding", 3),
        (b"\xef\xbb\xbfa,b\n\xe6,2\n", "mixed-encoding", 2),
        (b"PK\x03\x04\0\0\0\x01\x02", "not-text", None),
        ("a,b\næ,1\n".encode("utf-16") + b"\xd8", "bad-bytes", 3),
    ],
)
def test_a_wrong_encoding_is_named(tmp_path: Path, content: bytes, code: str, row: int | None) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=code) as raised:
        sheet_of(path)
    assert raised.value.finding.row == row


FIELD = st.text(alphabet='ab1 ,;"\nøæ', max_size=6)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(FIELD, FIELD, FIELD), min_size=1, max_size=12), st.sampled_from([7, 40, 1 << 20]))
def test_well_formed_text_reads_as_it_was_written_across_any_block(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]], block: int
) -> None:
    data = [["k", "b", "c"], *([f"x{row[0]}", *row[1:]] for row in rows)]
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_text(written(data), encoding="utf-8", newline="")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encoding, "BLOCK", block)
        sheet = sheet_of(path, Limits(header_chars=8))
    assert values(sheet) == data[1:]
    assert {finding.code for finding in sheet.findings.found} <= {"rows-in-quotes"}


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet='ab,"\n', max_size=60), st.sampled_from([5, 1 << 20]))
def test_any_text_is_used_or_set_aside_to_the_row(
    tmp_path_factory: pytest.TempPathFactory, text: str, block: int
) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_text("k,l\n" + text, encoding="utf-8", newline="")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encoding, "BLOCK", block)
        sheet = sheet_of(path, Limits(header_chars=8))
    assert sheet.rows_read == len(sheet.frame) + len(sheet.findings.aside)
    assert not set(sheet.frame["row_no"]) & set(sheet.findings.aside)


class Headed(Everything):
    """Knows one line of headings."""

    def knows(self, header: tuple[str, ...], sheet: str, line: int) -> bool:  # noqa: ARG002
        """Know that one."""
        return header == ("k", "b", "c")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.text(alphabet='ab1 ,;"', max_size=8), max_size=5),
    st.sampled_from([",", ";"]),
    st.lists(st.tuples(FIELD, FIELD, FIELD), max_size=6),
    st.sampled_from([5, 1 << 20]),
)
def test_rows_below_any_title_are_those_of_the_file(
    tmp_path_factory: pytest.TempPathFactory,
    titles: list[str],
    separator: str,
    rows: list[tuple[str, str, str]],
    block: int,
) -> None:
    body = written([["k", "b", "c"], *([f"x{row[0]}", *row[1:]] for row in rows)], separator)
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_text("".join(f"{title}\n" for title in titles) + body, encoding="utf-8", newline="")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encoding, "BLOCK", block)
        sheet = sheet_of(path, wanted=Headed())
    assert values(sheet) == [[f"x{row[0]}", *row[1:]] for row in rows]
    assert sheet.frame["row_no"].to_list()[:1] == ([len(titles) + 2] if rows else [])
    told = {finding.code for finding in sheet.findings.found} & {"lines-above", "rows-above"}
    assert bool(told) == any(title.strip(" ,;") for title in titles)
