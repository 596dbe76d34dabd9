"""A new section of the report: in every format, in both languages, and to be left out by the terms."""

import io
import json
import zipfile
from pathlib import Path

import jsonschema
from sandbox import Sandbox

from afstemt.files.writing.formats.json import schema

SECTION = '''"""Vejret: what the weather was, of which nothing is delivered."""

from afstemt.core.report.month import Month, SectionPart
from afstemt.core.report.blocks import Section
from afstemt.core.report.parts import SectionSpec, not_delivered
from afstemt.core.units.wording import _


def make(month: Month) -> SectionPart:
    """Return the section."""
    return SectionPart(Section(SPEC.id, SPEC.title(), (not_delivered(_("vejret")),)))


SPEC = SectionSpec("weather", ("vejr",), lambda: _("Vejret i perioden"), make)
'''


def test_a_section_is_one_file_and_one_line(sandbox: Sandbox, evidence: Path, tmp_path: Path) -> None:
    sandbox.add(
        "a section of the report",
        "weather",
        SECTION,
        lines={"    traffic,": "    weather,", "    traffic.SPEC,": "    weather.SPEC,"},
        english={"Vejret i perioden": "The weather in the period", "vejret": "the weather"},
    )
    assert len(sandbox.touched()) == 3

    written = sandbox.report(tmp_path / "danish", evidence=evidence)
    assert sorted(written) == ["docx", "html", "json", "pdf", "xlsx"]
    made = json.loads(written["json"])
    jsonschema.validate(made, schema())
    assert [one["title"] for one in made["sections"] if one["id"] == "weather"] == ["Vejret i perioden"]
    with zipfile.ZipFile(io.BytesIO(written["docx"])) as word:
        texts = (written["html"].decode(), word.read("word/document.xml").decode())
    assert all("Der er ikke leveret oplysninger om vejret for perioden." in text for text in texts)
    english = sandbox.report(tmp_path / "english", evidence=evidence, language="en")
    assert "The weather in the period" in english["html"].decode()

    document = "tests/core/report/test_report_document.py"
    sandbox.pytest(document, "-k", "golden", REFRESH="1")
    sandbox.house_stands(document)
