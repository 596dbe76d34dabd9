"""Totals and texts below a table are no rows of it, and are named; a row that was cut off stays a row that is lost."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlsxwriter
from reading_help import codes

from afstemt.core.evidence.evidence import Evidence, collect

Read = Callable[..., Evidence]
HEAD = ("number", "priority", "opened_at", "short_description")
ROW = ("INC1", "1", "2026-10-01 08:00:00", "x")
FORMATS = pytest.mark.parametrize("kind", ["csv", "padded", "xlsx"])


def write(folder: Path, kind: str, *lines: Sequence[str]) -> Path:
    """Write the lines as separated text, with all separators or not, or as a workbook; an empty one is empty."""
    if kind == "xlsx":
        with xlsxwriter.Workbook(folder / "r.xlsx") as book:
            sheet = book.add_worksheet()
            for row, line in enumerate(lines):
                for column, text in enumerate(line):
                    if text:
                        sheet.write(row, column, text)
    else:
        padded = [(*line, *[""] * (4 - len(line))) if kind == "padded" else line for line in lines]
        (folder / "r.csv").write_text("\n".join(";".join(line) for line in padded) + "\n")
    return folder


def below(evidence: Evidence) -> list[str]:
    return [fault.message for fault in evidence.faults if fault.code == "lines-below"]


def counts(evidence: Evidence) -> tuple[int, int, int]:
    [file] = evidence.files
    return file.rows_read, file.rows_used, file.rows_set_aside


@FORMATS
@pytest.mark.parametrize("total", ["Total", "I alt", "Sum: 1", "Gesamt", "Grand total", "TOTALT:"])
def test_a_total_below_the_table_is_no_row(read: Read, tmp_path: Path, kind: str, total: str) -> None:
    evidence = read(write(tmp_path, kind, HEAD, ROW, (total, "1")))
    assert (codes(evidence), counts(evidence)) == ([], (1, 1, 0))
    assert below(evidence) == [
        "Under tabellen står der linjer, som ikke er rækker og ikke er læst (linje 3)."
    ]


@FORMATS
def test_texts_below_an_empty_line_are_no_rows(read: Read, tmp_path: Path, kind: str) -> None:
    evidence = read(write(tmp_path, kind, HEAD, ROW, (), ("Dannet 01-11-2026",), (), ("Fortroligt",)))
    assert (codes(evidence), counts(evidence)) == ([], (1, 1, 0))
    assert below(evidence) == [
        "Under tabellen står der linjer, som ikke er rækker og ikke er læst (linje 4, 6)."
    ]


@FORMATS
@pytest.mark.parametrize(
    "last", [("INC2",), ("Total", "1", "2026-10-01 08:00:00", "y"), ("INC2", "1"), ("Totalkunden",)]
)
def test_a_row_at_the_end_stays_a_row(read: Read, tmp_path: Path, kind: str, last: Sequence[str]) -> None:
    evidence = read(write(tmp_path, kind, HEAD, ROW, last))
    assert (below(evidence), counts(evidence)[0]) == ([], 2)


@FORMATS
def test_a_row_below_a_total_keeps_it_a_row(read: Read, tmp_path: Path, kind: str) -> None:
    later = ("INC2", *ROW[1:])
    evidence = read(write(tmp_path, kind, HEAD, ROW, ("Total",), later))
    assert (below(evidence), counts(evidence)) == ([], (3, 2, 1))


@FORMATS
def test_a_profile_says_how_many_lines_are_below(read: Read, tmp_path: Path, kind: str) -> None:
    (tmp_path / "profil.toml").write_text("[frame]\nbelow = 2\n")
    evidence = read(write(tmp_path, kind, HEAD, ROW, ("Dannet", "i dag"), ("af", "os", "og", "jer")))
    assert (codes(evidence), counts(evidence)) == ([], (1, 1, 0))
    assert len(below(evidence)) == 1


def test_a_text_over_several_lines_at_the_end_is_no_line_below(read: Read, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(f'{";".join(HEAD)}\nINC1;1;2026-10-01 08:00:00;"x\n\nTotal\nIkke mere"\n')
    evidence = read(tmp_path)
    assert (codes(evidence), below(evidence), counts(evidence)) == ([], [], (1, 1, 0))
    assert collect(evidence.table("incidents"))["title"].to_list() == ["x\n\nTotal\nIkke mere"]


def test_a_total_below_a_text_over_several_lines_is_no_row(read: Read, tmp_path: Path) -> None:
    row = f'{";".join(HEAD)}\nINC1;1;2026-10-01 08:00:00;"x\ny"\n\nTotal;1\n'
    (tmp_path / "r.csv").write_text(row)
    evidence = read(tmp_path)
    assert (codes(evidence), len(below(evidence)), counts(evidence)) == ([], 1, (1, 1, 0))
