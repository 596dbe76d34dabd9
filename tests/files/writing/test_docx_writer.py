"""Word: LibreOffice opens it and keeps headings, tables and pictures; Word's own markup is in place."""

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from sample import charts, minutes, sample

from afstemt.core.report.blocks import Chart, KeyFigures, Section, Table, TableColumn, Text
from afstemt.files.writing.formats import docx as writer
from afstemt.files.writing.layout.phrases import numbered


def blocks() -> list[object]:
    document = sample()
    return [
        *document.first_page,
        *(b for _n, _l, section in numbered(document.sections) for b in section.blocks),
    ]


def test_markup_that_word_needs(written: dict[str, bytes]) -> None:
    document = docx.Document(io.BytesIO(written["docx"]))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert len(headings) == len(numbered(sample().sections)) + 1
    assert document.styles.element.xpath("//w:docDefaults//w:lang/@w:val") == ["da-DK"]
    captions = [p.text for p in document.paragraphs if p.style.name == "Caption"]
    assert captions[:2] == ["Tabel 1: Servicemål, der ikke er opfyldt", "Figur 1: Tilgængelighed pr. måned"]
    assert len(captions) == sum(isinstance(block, Table | Chart) for block in blocks())
    data_tables = [table for table in document.tables if table._tbl.xpath("w:tr[1]/w:trPr/w:tblHeader")]
    assert len(data_tables) == sum(isinstance(block, Table) for block in blocks())
    pictures = document.element.body.iter(qn("wp:docPr"))
    assert all(picture.get("descr") for picture in pictures)
    assert not [p for p in document.paragraphs if not p.text.strip() and not p._p.xpath(".//w:drawing")]
    assert document.core_properties.created == document.core_properties.modified
    assert f"{document.core_properties.created:%Y-%m-%d}" == "2026-11-10"
    assert "PAGE" in "".join(document.sections[0].footer._element.itertext())


def test_every_part_is_well_formed_and_unique_pictures_have_ids(written: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(written["docx"])) as file:
        assert {member.date_time for member in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in file.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(file.read(name))
        ids = re.findall(rb'<wp:docPr id="(\d+)"', file.read("word/document.xml"))
        assert len(ids) == len(set(ids))


def test_form_has_room_to_write_in() -> None:
    document = docx.Document(io.BytesIO(writer.write(minutes())))
    form = document.tables[-1]
    assert [cell.text for cell in form.rows[1].cells] == ["", "", ""]
    assert all(row.height is not None and row.height.mm >= 12 for row in form.rows[1:])


def test_small_print_and_lead_in_stay_with_what_follows() -> None:
    blocks_ = (Text("10 min. Ansvarlig: myndigheden.", "note"), Text("Det fungerede:"), Text("Alt er vel."))
    document = replace(sample(), sections=(Section("a", "Velkomst", blocks_),), first_page=())
    made = docx.Document(io.BytesIO(writer.write(document)))
    kept = {p.text: bool(p.paragraph_format.keep_with_next) for p in made.paragraphs}
    assert [kept[block.text] for block in blocks_] == [True, True, False]


def test_short_table_stays_on_one_page_and_numbers_keep_away_from_text() -> None:
    columns = (TableColumn("Beløb", "right"), TableColumn("Status"))
    table = Table("T", columns, ((1, "a"), (2, "b")))
    document = replace(sample(), sections=(Section("a", "A", (table,)),), first_page=())
    last = docx.Document(io.BytesIO(writer.write(document))).tables[-1]
    held = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in last.rows]
    assert held == [True, True, False]
    assert all(row.cells[1]._tc.xpath("w:tcPr/w:tcMar/w:left") for row in last.rows)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, written: dict[str, bytes]) -> Path:
    """The sample opened and saved again as ODT by LibreOffice."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "sample.docx").write_bytes(written["docx"])
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "odt",
            "--outdir",
            str(folder),
            str(folder / "sample.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return folder / "sample.odt"


def test_libreoffice_keeps_headings_tables_and_pictures(opened: Path) -> None:
    with zipfile.ZipFile(opened) as file:
        content = etree.fromstring(file.read("content.xml"))
    spaces = {
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    }
    headings = content.findall(".//text:h", spaces)
    assert len([h for h in headings if "".join(h.itertext()).strip()]) == len(numbered(sample().sections)) + 1
    key_figures = [block for block in blocks() if isinstance(block, KeyFigures)]
    tables = sum(isinstance(block, Table) for block in blocks()) + len(key_figures) + 1
    assert len(content.findall(".//table:table", spaces)) == tables
    lines = sum(
        len([v for v in item.series if v is not None]) > 1 for block in key_figures for item in block.items
    )
    pictures = content.findall(".//draw:image", spaces)
    assert len(pictures) == len(charts()) + lines
    assert len(content.findall(".//draw:frame/svg:desc", spaces)) == len(pictures)
    header_rows = content.findall(".//table:table-header-rows", spaces)
    assert len(header_rows) == sum(isinstance(block, Table) for block in blocks())
