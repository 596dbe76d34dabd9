"""A new point of the agenda: with its own share of the meeting, and a title that the terms may change."""

import zipfile
from pathlib import Path

from sandbox import TERMS, Sandbox

POINT = '''"""What the weather does to the operation."""

from afstemt.core.meeting.material import Material
from afstemt.core.meeting.point import PointSpec
from afstemt.core.report.blocks import Block, Text
from afstemt.core.units.wording import _


def blocks(material: Material) -> tuple[Block, ...]:
    """Return the line on the weather."""
    return (Text(_("Der er ikke meldt uvejr før mødet.")),)


SPEC = PointSpec("weather", lambda: _("Vejret"), "both", 5, 5, blocks)
'''


def test_a_point_is_one_file_and_one_line(sandbox: Sandbox, evidence: Path, tmp_path: Path) -> None:
    sandbox.add(
        "a point of the agenda",
        "weather",
        POINT,
        lines={"    summary,": "    weather,", "    security.SPEC,": "    weather.SPEC,"},
        english={"Der er ikke meldt uvejr før mødet.": "No storm is forecast.", "Vejret": "The weather"},
    )
    assert len(sandbox.touched()) == 3

    for language, title in (("da", "Vejret"), ("en", "The weather")):
        out = tmp_path / language
        verb = ("afstemt", "--language", language, "agenda")
        sandbox.run(*verb, TERMS, evidence, "--meeting", "2026-11-18", "--out", out)
        for name in ("dagsorden.docx", "referat.docx"):
            with zipfile.ZipFile(out / name) as word:
                assert title in word.read("word/document.xml").decode()

    sandbox.house_stands("tests/core/meeting")
