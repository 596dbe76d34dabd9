"""The headings are found below what a file says of itself first; the lines above are named, and no row is lost."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlsxwriter
from reading_help import codes

from afstemt.core.evidence.evidence import Evidence, collect

Read = Callable[..., Evidence]
HEAD = ("number", "priority", "opened_at", "short_description")
ROW = ("INC1", "1", "2026-10-01 08:00:00", "x")
EIGHT = 1790834400


def write(folder: Path, kind: str, *lines: Sequence[str]) -> Path:
    """Write the lines as CSV or as a workbook; an empty one is an empty line."""
    if kind == "csv":
        (folder / "r.csv").write_text("\n".join(",".join(line) for line in lines) + "\n")
    else:
        with xlsxwriter.Workbook(folder / "r.xlsx") as book:
            sheet = book.add_worksheet()
            for row, line in enumerate(lines):
                for column, text in enumerate(line):
                    sheet.write_string(row, column, text)
    return folder


def notes(evidence: Evidence) -> list[str]:
    return [fault.message for fault in evidence.faults if fault.code in ("lines-above", "rows-above")]


def ids(evidence: Evidence) -> list[str]:
    return collect(evidence.table("incidents"))["id"].to_list()


@pytest.mark.parametrize("name", ["r.csv", "title.xlsx"])
def test_the_headings_are_found_below_a_title(read: Read, cases: Path, name: str) -> None:
    evidence = read(cases / "reading" / "09a-title-lines-above-the-header" / "data" / name)
    assert (codes(evidence), ids(evidence)) == ([], ["INC1"])
    assert (evidence.files[0].rows_read, evidence.files[0].rows_used) == (1, 1)
    assert len(notes(evidence)) == 1


def test_the_type_line_of_powershell_is_passed_over(read: Read, cases: Path) -> None:
    evidence = read(cases / "reading" / "09b-powershell-type-line" / "data")
    assert (codes(evidence), evidence.files[0].rows_used) == ([], 1)
    assert notes(evidence) == ["Over kolonnenavnene i linje 2 står der tekst, som ikke er læst (linje 1)."]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_row_numbers_below_a_title_are_those_of_the_file(read: Read, tmp_path: Path, kind: str) -> None:
    bad = ("INC2", "1", "i går", "x")
    evidence = read(write(tmp_path, kind, ("Rapport",), ("Dannet", "01-11-2026"), (), HEAD, ROW, bad))
    assert codes(evidence) == [("bad-time", 6, "opened_at")]
    assert (ids(evidence), evidence.files[0].rows_read) == (["INC1"], 2)
    assert notes(evidence) == ["Over kolonnenavnene i linje 4 står der tekst, som ikke er læst (linje 1-2)."]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_row_above_the_headings_is_asked_about(read: Read, tmp_path: Path, kind: str) -> None:
    late = ("INC0", "1", "2026-10-01 07:00:00", "y")
    evidence = read(write(tmp_path, kind, late, HEAD, ROW))
    assert codes(evidence) == [("rows-above", None, None)]
    assert ids(evidence) == ["INC1"]


PROFILE = """name = "vores"
table = "incidents"
files = ["r*"]
[times]
formats = ["iso"]
zone = "contract"
[columns]
id = "#1"
priority = "#2"
opened_at = "#3"
[frame]
header = 0
"""


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_without_headings_is_read_by_the_numbers_of_its_columns(
    read: Read, tmp_path: Path, kind: str
) -> None:
    (tmp_path / "profil.toml").write_text(PROFILE)
    second = ("INC2", "2", "2026-10-01 08:00:00", "y, z" if kind == "xlsx" else '"y, z"')
    evidence = read(write(tmp_path, kind, (), ROW, second))
    assert (codes(evidence), ids(evidence), evidence.files[0].rows_read) == ([], ["INC1", "INC2"], 2)
    frame = collect(evidence.table("incidents"))
    assert frame.select("row_no", "opened_s").rows() == [(2, EIGHT), (3, EIGHT)]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_profile_says_which_line_the_headings_are(read: Read, tmp_path: Path, kind: str) -> None:
    stated = PROFILE.replace("header = 0", "header = 3")
    for number, name in enumerate(HEAD[:3], 1):
        stated = stated.replace(f'"#{number}"', f'"{name}"')
    (tmp_path / "profil.toml").write_text(stated)
    evidence = read(write(tmp_path, kind, HEAD, ("a", "b", "c", "d"), HEAD, ROW))
    assert (codes(evidence), ids(evidence)) == ([], ["INC1"])
    assert notes(evidence) == ["Over kolonnenavnene i linje 3 står der tekst, som ikke er læst (linje 1-2)."]


def test_a_line_of_headings_that_is_not_there_is_refused(read: Read, tmp_path: Path) -> None:
    (tmp_path / "profil.toml").write_text(PROFILE.replace("header = 0", "header = 3"))
    evidence = read(write(tmp_path, "csv", HEAD, ROW))
    assert codes(evidence) == [("no-header-line", 3, None)]


@pytest.mark.parametrize("said", ["-1", "1001", '"4"', "true"])
def test_a_line_of_headings_is_a_whole_number(read: Read, tmp_path: Path, said: str) -> None:
    (tmp_path / "profil.toml").write_text(PROFILE.replace("header = 0", f"header = {said}"))
    evidence = read(write(tmp_path, "csv", HEAD, ROW))
    assert any(fault.code == "bad-profile" and "frame.header" in fault.message for fault in evidence.faults)


def test_an_unknown_file_is_told_of_by_its_headings_and_not_by_its_title(read: Read, tmp_path: Path) -> None:
    evidence = read(write(tmp_path, "csv", ("Rapport",), ("a", "b", "c"), ("1", "2", "3"), ("1", "2", "3")))
    [fault] = evidence.faults
    assert fault.code == "unrecognised"
    assert "(a, b, c)" in fault.message


def test_a_title_with_other_separators_and_a_lone_quote_is_a_title(read: Read, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(
        'Rapport, "oktober\nDannet, af, x\n' + ";".join(HEAD) + "\n" + ";".join(ROW) + "\n"
    )
    evidence = read(tmp_path)
    assert (codes(evidence), ids(evidence)) == ([], ["INC1"])
