"""XLSX: every row with its type, text that stays text, sums that are formulas."""

import io
import zipfile
from datetime import date, timedelta

import openpyxl
import polars as pl
from sample import NASTY, SECOND, appendices, sample

from afstemt.core.report.blocks import Appendix, AppendixColumn, Document
from afstemt.core.units.period import local
from afstemt.files.writing.formats import xlsx


def document_with(*parts: Appendix) -> Document:
    return Document("report", "Titel", "", "da", date(2026, 11, 10), "Europe/Copenhagen", (), parts)


def test_every_row_keeps_its_type(written: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written["xlsx"]))
    sheet = book["Incidents"]
    assert sheet.max_row == 1 + 200 + 1
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:H201"
    row = [cell.value for cell in sheet[3]]
    assert row[0] == "INC0000001"
    assert row[1] == 2
    assert row[2] == local(SECOND + 61, "Europe/Copenhagen").replace(tzinfo=None)
    assert row[3] == timedelta(seconds=17)
    assert row[4] == -1.25
    assert row[5].isoformat() == "2026-10-02T00:00:00"
    assert row[6] == "ja"
    assert sheet["E2"].value == "12345678901234567.89"
    assert sheet["D2"].value == "-0:00:20"
    assert sheet["C2"].value is None


def test_text_is_never_a_formula(written: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written["xlsx"]))
    sheet = book["Incidents"]
    titles = [sheet.cell(row, 8) for row in range(2, 12)]
    assert {cell.data_type for cell in titles} <= {"s", "n"}
    assert titles[0].value == "=cmd|' /C calc'!A0"
    assert all(cell.quotePrefix for cell in titles[:6])
    assert titles[6].value == NASTY
    with zipfile.ZipFile(io.BytesIO(written["xlsx"])) as file:
        formulas = b"".join(file.read(name) for name in file.namelist() if "worksheets/sheet" in name).count(
            b"<f>"
        )
    assert formulas == 2


def test_totals_are_sums_with_their_value(written: dict[str, bytes]) -> None:
    formulas = openpyxl.load_workbook(io.BytesIO(written["xlsx"]))["Incidents"]
    values = openpyxl.load_workbook(io.BytesIO(written["xlsx"]), data_only=True)["Incidents"]
    assert formulas["D202"].value == "=SUM(D2:D201)"
    expected = sum(max(0, index * 37 - 20) for index in range(200))
    assert round(values["D202"].value.total_seconds()) == expected


def test_long_appendix_goes_on_in_a_second_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx.write(sample(rows=20), rows_per_sheet=11)))
    assert [name for name in book.sheetnames if name.startswith("Incidents")] == [
        "Incidents",
        "Incidents (2)",
        "Incidents (3)",
    ]
    ids = [
        cell.value for name in book.sheetnames if name.startswith("Incidents") for cell in book[name]["A"][1:]
    ]
    assert ids == [f"INC{index:07d}" for index in range(20)] + ["I alt"]
    assert book["Incidents (3)"]["D3"].value == "=SUM('Incidents'!D2:D11,'Incidents (2)'!D2:D10,D2:D2)"


def test_sheet_names_are_allowed_and_unlike() -> None:
    columns = (AppendixColumn("a", "A"),)
    frame = pl.DataFrame({"a": ["x"]})
    titles = ["Forside", "forside", "History", "x" * 40, "x" * 40, "'[]:*?/\\'", ""]
    parts = [Appendix(str(index), title, columns, frame) for index, title in enumerate(titles)]
    names = openpyxl.load_workbook(io.BytesIO(xlsx.write(document_with(*parts)))).sheetnames
    assert len(names) == 1 + len(titles)
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 for name in names)


def test_text_too_long_for_a_cell_says_where_the_rest_is() -> None:
    part = Appendix("a", "Lang", (AppendixColumn("a", "A"),), pl.DataFrame({"a": ["y" * 40_000]}))
    value = openpyxl.load_workbook(io.BytesIO(xlsx.write(document_with(part))))["Lang"]["A2"].value
    assert value.endswith("(resten står i JSON-filen)")


def test_front_sheet_lists_the_sheets(written: dict[str, bytes]) -> None:
    front = openpyxl.load_workbook(io.BytesIO(written["xlsx"]))["Forside"]
    text = [str(cell.value) for row in front.iter_rows() for cell in row if cell.value is not None]
    assert "Syntetiske data" in text
    assert {part.title for part in appendices() if len(part.title) < 30} <= set(text)
