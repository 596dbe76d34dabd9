"""PDF by Typst: PDF/A-2a and PDF/UA-1, to be archived and read aloud; says where the rows are that a table leaves out.

The layout is ``report.typ``; the document goes in as JSON, so that no text of the user is ever read as Typst.
"""

import json
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from afstemt.core.report.blocks import Block, Bullets, Chart, Document, KeyFigures, Section, Table, Text
from afstemt.core.units.figure import Status, Value
from afstemt.core.units.formats import show
from afstemt.core.units.wording import _, speaking
from afstemt.files.catalogues import catalogue
from afstemt.files.writing.charts import charts
from afstemt.files.writing.charts.sparklines import described, sparkline
from afstemt.files.writing.layout import fonts, phrases
from afstemt.files.writing.layout.characters import printable
from afstemt.files.writing.layout.widths import PAGE, after_number, row_lines, widths

WHOLE = 14
"""Lines of a table that is kept on one page."""


def write(document: Document, *, attachments: Mapping[str, bytes] | None = None) -> bytes:
    """Return ``document`` as PDF; the same document gives the same bytes.

    Args:
        document: What to write; its date is the PDF's date.
        attachments: None gives PDF/A-2a. File name (``.json``, ``.xlsx``) to bytes gives PDF/A-3a with those
            files inside; ``registry.pdf_with_attachments`` makes them from the same document.

    Raises:
        RuntimeError: Typst warns or refuses: a fault in the program, never the fault of a user's text.
    """
    with speaking(document.language, catalogue(document.language)):
        return _compiled(document, dict(attachments or {}))


def _compiled(document: Document, attached: Mapping[str, bytes]) -> bytes:
    import typst

    page = _Page()
    made = page.document(document, attached)
    at = datetime(document.date.year, document.date.month, document.date.day, tzinfo=UTC)
    with tempfile.TemporaryDirectory(prefix="afstemt-pdf-") as name:
        root = Path(name)
        main = root / "report.typ"
        main.write_bytes(files("afstemt.files.writing.formats").joinpath("report.typ").read_bytes())
        for file, content in attached.items():
            (root / file).write_bytes(content)
        result, warnings = typst.compile_with_warnings(
            main,
            root=root,
            font_paths=typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts.folder()]
            ),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["a-3a" if attached else "a-2a", "ua-1"],
            timestamp=int(at.timestamp()),
            sys_inputs={"document": json.dumps(made, ensure_ascii=False)},
        )
    if warnings:
        raise RuntimeError("; ".join(str(warning) for warning in warnings))
    if not isinstance(result, bytes):
        raise RuntimeError("Typst gave no PDF")
    return result


class _Page:
    """Turns blocks into what ``report.typ`` reads, and counts the characters that the font lacks."""

    def __init__(self) -> None:
        self.replaced = 0

    def document(self, document: Document, attached: Mapping[str, bytes]) -> dict[str, Any]:
        """Return the whole document as JSON values."""
        made: dict[str, Any] = {
            "title": self.text(document.title),
            "subtitle": self.text(document.subtitle),
            "author": [],
            "language": document.language,
            "date": [document.date.year, document.date.month, document.date.day],
            "synthetic": phrases.synthetic() if document.synthetic else "",
            "footer": self.text(" · ".join([document.title, *(text for _label, text in document.facts[:1])])),
            "page-of": phrases.page_of(),
            "contents": phrases.contents(),
            "outline": document.kind == "report",
            "facts": [[self.text(label), self.text(text)] for label, text in document.facts],
            "first_page": [self.block(block) for block in document.first_page],
            "sections": [
                self.section(level, section)
                for _number, level, section in phrases.numbered(document.sections)
            ],
            "appendices": [
                f"{self.text(appendix.title)} ({phrases.rows(appendix.frame.height)})"
                for appendix in document.appendices
            ],
            "appendices-title": _("Bilag"),
            "appendices-text": phrases.appendices(document),
            "attachments": [_attachment(name) for name in attached],
        }
        made["replaced"] = (
            _(
                "{n} tegn findes ikke i rapportens skrift og står her som »?«. De står uændret i JSON-filen."
            ).format(n=self.replaced)
            if self.replaced
            else ""
        )
        return made

    def text(self, text: str) -> str:
        """Return text that the font can show."""
        shown, replaced = printable(text)
        self.replaced += replaced
        return shown

    def section(self, level: int, section: Section) -> dict[str, Any]:
        """Return a section without its subsections."""
        return {
            "level": level,
            "title": self.text(section.title),
            "blocks": [self.block(b) for b in section.blocks],
        }

    def block(self, block: Block) -> dict[str, Any]:
        """Return a block, named by its kind."""
        match block:
            case Text():
                label = " · ".join(part for part in (phrases.role(block), block.author) if part)
                return {
                    "block": "text",
                    "role": block.role,
                    "label": self.text(label),
                    "text": self.text(block.text),
                }
            case Bullets():
                return {
                    "block": "bullets",
                    "ordered": block.ordered,
                    "items": [self.text(item) for item in block.items],
                }
            case KeyFigures():
                return {"block": "key_figures", "items": [self._key_figure(item) for item in block.items]}
            case Table():
                return self._table(block)
            case Chart():
                return {
                    "block": "chart",
                    "title": self.text(block.title),
                    "description": self.text(block.description),
                    "svg": charts.svg(block),
                }

    def _key_figure(self, item: Any) -> dict[str, Any]:
        status = Status(item.status, "") if item.status else Status("neutral", "")
        return {
            "label": self.text(item.label),
            "value": self.text(show(item.value)),
            "note": self.text(item.note),
            "tone": phrases.tone(status.state),
            "icon": phrases.icon(status),
            "line": sparkline(item),
            "spoken": self.text(described(item)),
        }

    def _table(self, table: Table) -> dict[str, Any]:
        measured = widths(table)
        size = 9.0 if measured.least <= PAGE else max(6.5, 9.0 * PAGE / measured.least)
        to_fill = bool(table.rows) and all(value in (None, "") for row in table.rows for value in row)
        return {
            "block": "table",
            "caption": self.text(table.caption),
            "columns": [
                {
                    "title": self._word(column.title),
                    "align": column.align,
                    "share": round(share, 5),
                    "apart": after_number(table, index),
                }
                for index, (column, share) in enumerate(zip(table.columns, measured.shares, strict=True))
            ],
            "rows": [[self._cell(value) for value in row] for row in table.rows]
            if not to_fill
            else [["" for _value in row] for row in table.rows],
            "total": None
            if table.total is None
            else ["" if v is None else self._word(phrases.cell(v)) for v in table.total],
            "width": 1.0 if to_fill else round(min(1.0, max(0.5, measured.natural * 1.15 / PAGE)), 3),
            "size": round(size, 2),
            "pad": 12.0 if to_fill else 3.6,
            "whole": sum(row_lines(table, measured.shares, PAGE * max(1.0, 9.0 / size))) <= WHOLE,
            "empty": phrases.no_rows(),
            "note": self.text(phrases.shown_of(table)),
        }

    def _cell(self, value: Value) -> str | list[str]:
        shown = self._word(phrases.cell(value))
        return [shown, phrases.tone(value.state)] if isinstance(value, Status) else shown

    def _word(self, text: str) -> str:
        """Return a cell's text, where a very long word may break."""
        shown = self.text(text)
        if len(shown) <= 30:
            return shown
        return " ".join(
            "\u200b".join(word[at : at + 8] for at in range(0, len(word), 8)) if len(word) > 30 else word
            for word in shown.split(" ")
        )


def _attachment(name: str) -> dict[str, str]:
    suffix = name.rpartition(".")[2]
    kinds = {
        "json": ("application/json", "data", _("Hele rapporten som data")),
        "xlsx": (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "supplement",
            _("Alle rækker i bilagene"),
        ),
    }
    kind, relationship, description = kinds.get(suffix, ("application/octet-stream", "supplement", name))
    return {"name": name, "type": kind, "relationship": relationship, "description": description}
