"""A new output format: ``afstemt report`` writes it beside the others."""

from pathlib import Path

from sandbox import Sandbox

WRITER = '''"""Outline: the titles of the document's sections as plain text.

For those who want to know what is there.
"""

from afstemt.core.report.blocks import Document


def write(document: Document) -> bytes:
    """Return the titles, one a line."""
    return "\\n".join(section.title for section in document.sections).encode()
'''


def test_a_writer_is_one_file_and_one_line(sandbox: Sandbox, evidence: Path, tmp_path: Path) -> None:
    sandbox.add(
        "an output format",
        "outline",
        WRITER,
        lines={
            '        Writer("json", "application/json"),': '        Writer("outline", "text/plain; charset=utf-8"),'
        },
    )
    assert len(sandbox.touched()) == 2

    written = sandbox.report(tmp_path / "out", evidence=evidence)
    assert "Ledelsesreferat" in written["outline"].decode().splitlines()
    assert "driftsrapport.outline" in sandbox.run(
        "afstemt", "report", *sandbox.asked(evidence, tmp_path / "again")
    )

    sandbox.house_stands("tests/files/writing/test_folder.py")
    assert "| `.outline` | Outline: the titles" in sandbox.page("docs/output.md")
