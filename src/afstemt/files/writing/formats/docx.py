"""Word by python-docx: headings, captions, repeated header rows and alternative texts as Word knows them; to edit.

The same document gives the same bytes again.
"""

import io
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import docx
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt, RGBColor, Twips

from afstemt.core.report.blocks import Block, Bullets, Chart, Document, KeyFigure, KeyFigures, Table, Text
from afstemt.core.units.figure import Status, Value
from afstemt.core.units.formats import show
from afstemt.core.units.wording import _, speaking
from afstemt.files.catalogues import catalogue
from afstemt.files.writing.charts import charts
from afstemt.files.writing.charts.sparklines import described, sparkline
from afstemt.files.writing.layout import phrases, word
from afstemt.files.writing.layout.characters import plain
from afstemt.files.writing.layout.fitting import fitting
from afstemt.files.writing.layout.widths import after_number, widths
from afstemt.files.writing.layout.word_styles import BLUE, GREY, INK, PALE, SMALL, SMALLER, add_styles
from afstemt.files.writing.layout.zips import repacked

_WIDTH = 9638
"""Width between the margins in twips: 170 mm."""
_PAGE = 98.0
"""Characters of a table's normal size that fit between the margins: Arial is wider than the PDF's font."""
_WHOLE = 8
"""Lines of a table that is kept on one page."""
_ROW_ROOM = 40
"""Room in twips above and below the text of a row; a quarter on a first page made smaller."""
_APART = 220
"""Room in twips before a column of text that follows one of numbers."""
_FOOTER = 75
"""Characters that fit in the footer beside the page number."""
_TONES = {"good": "1D6B34", "heed": "7A5200", "bad": "9A3B12", "plain": INK}
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
}


def write(document: Document) -> bytes:
    """Return ``document`` as DOCX; the same document gives the same bytes.

    A table whose rows are all empty becomes a form: blank rows high enough to write in.
    """
    with speaking(document.language, catalogue(document.language)):
        made = _Word(document)
        made.build()
        out = io.BytesIO()
        made.word.save(out)
    return repacked(out.getvalue())


class _Word:
    """One Word document being written; counts tables and charts for their captions."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.word: Any = docx.Document()
        self.counts = {"table": 0, "figure": 0}
        self.below_table = False
        self.scale = 1.0
        """How much of its usual size a text has: less on a first page that would not fit one page."""

    def build(self) -> None:
        """Write everything, in reading order."""
        document = self.document
        self._set_up()
        self._paragraph("Title", plain(document.title))
        if document.subtitle:
            self._paragraph("Subtitle", plain(document.subtitle))
        if document.synthetic:
            self._run(self._paragraph(), phrases.synthetic(), bold=True, colour=_TONES["bad"])
        self.scale = fitting(document)
        self._facts()
        for block in document.first_page:
            self._block(block)
        self.scale = 1.0
        if document.kind == "report":
            self._contents()
        for name, level, section in phrases.numbered(document.sections):
            self.below_table = False
            self._paragraph(f"Heading {level}", f"{name}\u2002{plain(section.title)}")
            for index, block in enumerate(section.blocks):
                self._block(block, leads=index == 0)
        if document.appendices:
            self._paragraph("Heading 1", _("Bilag"))
            self._paragraph(text=phrases.appendices(document))
            for appendix in document.appendices:
                text = f"{plain(appendix.title)} ({phrases.rows(appendix.frame.height)})"
                self._paragraph("List Bullet", text)

    def _set_up(self) -> None:
        document, body = self.document, self.word
        at = datetime(document.date.year, document.date.month, document.date.day, tzinfo=UTC).replace(
            tzinfo=None
        )
        core = body.core_properties
        core.title, core.subject = plain(document.title)[:255], plain(document.subtitle)[:255]
        core.author = core.last_modified_by = "Afstemt"
        core.comments, core.keywords, core.revision = "", phrases.synthetic() if document.synthetic else "", 1
        core.language = {"da": "da-DK", "en": "en-GB"}[document.language]
        core.created = core.modified = core.last_printed = at
        word.set_language(body.styles, core.language)
        page = body.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin = page.right_margin = Mm(20)
        page.top_margin, page.bottom_margin = Mm(20), Mm(20)
        add_styles(body.styles, fitting(document))
        self._footer(page)

    def _footer(self, page: Any) -> None:
        line = page.footer.paragraphs[0]
        line.style = self.word.styles["Note"]
        for stop in list(line.paragraph_format.tab_stops):
            del stop
        line.paragraph_format.tab_stops.add_tab_stop(Twips(_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        parts = [self.document.title, *(text for _label, text in self.document.facts[:1])]
        named = plain(" · ".join(parts))
        line.add_run(named if len(named) <= _FOOTER else plain(self.document.title)[:_FOOTER])
        if self.document.synthetic:
            line.add_run(" · ")
            line.add_run(phrases.synthetic()).bold = True
        line.add_run("\t")
        before, _mark, rest = phrases.page_of().partition("{page}")
        between, _mark, after = rest.partition("{pages}")
        line.add_run(before)
        word.field(line, "PAGE", "1")
        line.add_run(between)
        word.field(line, "NUMPAGES", "1")
        line.add_run(after)

    @cached_property
    def _style_ids(self) -> dict[str, str]:
        """Name to id; looked up once, as the library goes through all styles for each paragraph."""
        return {style.name: style.style_id for style in self.word.styles}

    def _paragraph(self, style: str = "Normal", text: str = "", *, inside: Any = None) -> Any:
        paragraph = (self.word if inside is None else inside).add_paragraph(text)
        if style != "Normal" or self.scale < 1:
            paragraph._p.style = self._style_id(style)
        return paragraph

    @property
    def _row_room(self) -> int:
        """Twips above and below the text of a table's row."""
        return _ROW_ROOM if self.scale == 1 else _ROW_ROOM // 4

    def _style_id(self, name: str) -> str:
        return self._style_ids[f"{name} {SMALLER}" if self.scale < 1 and name in SMALL else name]

    def _run(
        self, paragraph: Any, text: str, *, bold: bool | None = None, colour: str = "", size: float = 0
    ) -> None:
        run = paragraph.add_run(plain(text))
        run.bold = bold
        if colour:
            run.font.color.rgb = RGBColor.from_string(colour)
        if size:
            run.font.size = Pt(round(2 * size * self.scale) / 2)

    def _facts(self) -> None:
        facts = self.document.facts
        if not facts:
            return
        pairs = 2 if len(facts) > 4 else 1
        label_width = 1900
        sizes = [label_width, _WIDTH // pairs - label_width] * pairs
        table = self.word.add_table(rows=-(-len(facts) // pairs), cols=2 * pairs)
        grey = (4, "C8C8C8")
        table._tbl.tblPr.append(word.borders(top=grey, bottom=grey))
        word.lay_out(table, sizes, _("Om dokumentet"), self._row_room)
        cells = list(table._cells)
        for cell, width in zip(cells, sizes * len(table.rows), strict=True):
            word.cell_width(cell, width)
            cell.paragraphs[0]._p.style = self._style_id("Cell")
        for cell, text, colour in zip(
            cells, (text for fact in facts for text in fact), [GREY, ""] * len(facts), strict=False
        ):
            self._run(cell.paragraphs[0], text, colour=colour)
        self.below_table = True

    def _contents(self) -> None:
        """Write the table of contents as a field with its entries filled in; page numbers come when Word updates it."""
        heading = self._paragraph("Contents Heading", phrases.contents())
        heading.paragraph_format.page_break_before = bool(self.document.first_page)
        entries = [
            (level, f"{name}\u2002{plain(section.title)}")
            for name, level, section in phrases.numbered(self.document.sections)
            if level <= 2
        ]
        paragraphs = [self._paragraph(f"toc {level}", text) for level, text in entries]
        if paragraphs:
            word.span_field(paragraphs, 'TOC \\o "1-2" \\h \\z \\u')

    def _block(self, block: Block, *, leads: bool = False) -> None:
        """Write a block; ``leads``: the first of its section, whose small print stays with what follows."""
        if isinstance(block, Chart):
            self.below_table = False
        match block:
            case Text():
                self._text(block, leads and block.role == "note")
            case Bullets():
                style = "List Number" if block.ordered else "List Bullet"
                number = word.restarted(self.word, style) if block.ordered else 0
                for item in block.items:
                    paragraph = self._paragraph(style, plain(item))
                    self._keep_away(paragraph)
                    if number:
                        word.use_list(paragraph, number)
            case KeyFigures():
                self._key_figures(block)
            case Table():
                self._table(block)
            case Chart():
                self._caption("figure", _("Figur"), block.title)
                self._picture(self._paragraph(), charts.png(block), block.title, block.description, Mm(170))

    def _keep_away(self, paragraph: Any) -> None:
        """Give the first paragraph below a table some room; a table has none of its own."""
        if self.below_table:
            paragraph.paragraph_format.space_before = Pt(10 * self.scale * self.scale)
        self.below_table = False

    def _text(self, block: Text, leads: bool = False) -> None:
        styles = {
            "normal": "Normal",
            "lead": "Lead",
            "note": "Note",
            "supplier": "Supplier",
            "draft": "Draft",
        }
        paragraph = self._paragraph(styles[block.role])
        self._keep_away(paragraph)
        if leads or block.text.endswith(":"):
            paragraph.paragraph_format.keep_with_next = True
        label = " · ".join(part for part in (phrases.role(block), block.author) if part)
        if label:
            self._run(paragraph, label, bold=True, colour=GREY, size=8.5)
            paragraph.add_run().add_break()
        self._run(paragraph, block.text)

    def _caption(self, kind: str, word_for: str, text: str) -> None:
        self.counts[kind] += 1
        paragraph = self._paragraph("Caption", f"{word_for} ")
        word.field(paragraph, f"SEQ {word_for} \\* ARABIC", str(self.counts[kind]))
        self._run(paragraph, f": {text}")

    def _picture(self, paragraph: Any, content: bytes, title: str, description: str, width: Any) -> None:
        picture = paragraph.add_run().add_picture(io.BytesIO(content), width=width)
        word.describe(picture, plain(title), plain(description))

    def _key_figures(self, block: KeyFigures) -> None:
        """Write the figures as a table of cards, three across."""
        across = min(3, len(block.items)) or 1
        table = self.word.add_table(rows=-(-len(block.items) // across), cols=across)
        grey = (4, "C8C8C8")
        table._tbl.tblPr.append(
            word.borders(top=grey, left=grey, bottom=grey, right=grey, insideH=grey, insideV=grey)
        )
        sizes = [_WIDTH // across] * across
        word.lay_out(table, sizes, _("Nøgletal"), self._row_room)
        for row in table.rows:
            word.keep_row_together(row)
            for cell, width in zip(row.cells, sizes, strict=True):
                word.cell_width(cell, width)
                cell.paragraphs[0]._p.style = self._style_id("Cell")
        for index, item in enumerate(block.items):
            self._card(table.cell(index // across, index % across), item)
        self.below_table = True

    def _card(self, cell: Any, item: KeyFigure) -> None:
        self._run(cell.paragraphs[0], item.label, colour=GREY, size=8.5)
        sign = phrases.icon(Status(item.status, "")) if item.status else ""
        value = self._paragraph("Cell", inside=cell)
        self._run(
            value,
            f"{sign} {show(item.value)}".strip(),
            bold=True,
            colour=_TONES[phrases.tone(item.status)],
            size=15,
        )
        if item.note:
            self._run(self._paragraph("Cell", inside=cell), item.note, size=8.5)
        if line := sparkline(item):
            self._picture(
                self._paragraph("Cell", inside=cell),
                charts.raster(line),
                item.label,
                described(item),
                Mm(38 * self.scale),
            )

    def _table(self, block: Table) -> None:
        self._caption("table", _("Tabel"), block.caption)
        measured = widths(block, _PAGE)
        to_fill = bool(block.rows) and all(value in (None, "") for row in block.rows for value in row)
        share = 1.0 if to_fill else min(1.0, max(0.5, measured.natural * 1.15 / _PAGE))
        sizes = [int(part * share * _WIDTH) for part in measured.shares]
        size = 0.0 if measured.least <= _PAGE else max(6.5, 8.5 * _PAGE / measured.least)
        rows = len(block.rows) + 1 + (block.total is not None) + (not block.rows)
        table = self.word.add_table(rows=rows, cols=len(block.columns))
        strong, thin = (8, BLUE), (4, "C8C8C8")
        inside = thin if to_fill else None
        table._tbl.tblPr.append(
            word.borders(
                top=strong,
                bottom=strong if to_fill else thin,
                insideH=thin,
                insideV=inside,
                left=inside,
                right=inside,
            )
        )
        word.lay_out(table, sizes, plain(block.caption), self._row_room)
        lines: list[tuple[Value, ...]] = [tuple(column.title for column in block.columns), *block.rows]
        if not block.rows:
            lines.append((phrases.no_rows(), *("" for _column in block.columns[1:])))
        if block.total is not None:
            lines.append(tuple("" if value is None else value for value in block.total))
        cells = list(table._cells)
        across = len(block.columns)
        whole = len(lines) <= _WHOLE
        for number, line in enumerate(lines):
            bold = number == 0 or (block.total is not None and number == len(lines) - 1)
            for column, value in enumerate(line):
                cell = cells[number * across + column]
                word.cell_width(cell, sizes[column])
                if after_number(block, column):
                    word.room_before(cell, _APART)
                self._cell(
                    cell,
                    "" if to_fill and number else value,
                    _ALIGN[block.columns[column].align],
                    bold=bold,
                    size=size,
                )
                if number == 0 or (whole and number < len(lines) - 1):
                    cell.paragraphs[0].paragraph_format.keep_with_next = True
                if number == 0:
                    word.shade(cell._tc.get_or_add_tcPr(), PALE)
        writable = self.document.kind == "minutes"
        for number, row in enumerate(table.rows):
            word.keep_row_together(row)
            if number == 0:
                word.repeat_header(row)
            elif to_fill or (writable and "" in lines[number]):
                row.height, row.height_rule = Mm(14), WD_ROW_HEIGHT_RULE.AT_LEAST
        self.below_table = True
        if note := phrases.shown_of(block):
            self.below_table = False
            self._paragraph("Note", note)

    def _cell(self, cell: Any, value: Value, align: Any, *, bold: bool, size: float) -> None:
        paragraph = cell.paragraphs[0]
        paragraph._p.style = self._style_id("Cell")
        paragraph.alignment = align
        tone = phrases.tone(value.state) if isinstance(value, Status) else "plain"
        text = phrases.cell(value)
        if text:
            self._run(
                paragraph,
                text,
                bold=bold or tone != "plain" or None,
                colour=_TONES[tone] if tone != "plain" else "",
                size=size,
            )
