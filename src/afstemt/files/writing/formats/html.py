"""HTML by ``style/page.css`` and ``style/blocks.css``: one file without script, requests or style attributes, which
reads well aloud, on a telephone and in print; a chart's numbers one click away.

It works under the strictest content security policy: no script, no style attributes, no requests; the one style
block is allowed by its hash.
"""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from importlib.resources import files

from afstemt.core.measurement.outcome import JUDGED_VERDICTS
from afstemt.core.report.blocks import (
    Block,
    Bullets,
    Chart,
    Document,
    KeyFigure,
    KeyFigures,
    Section,
    Table,
    TableColumn,
    Text,
)
from afstemt.core.report.words import state_word
from afstemt.core.units.figure import Status, Value
from afstemt.core.units.formats import number, show
from afstemt.core.units.wording import _, speaking
from afstemt.files.catalogues import catalogue
from afstemt.files.writing.charts import charts
from afstemt.files.writing.charts.sparklines import described, sparkline
from afstemt.files.writing.layout import phrases
from afstemt.files.writing.layout.characters import plain


def write(document: Document) -> bytes:
    """Return ``document`` as one UTF-8 page; the same document gives the same bytes."""
    with speaking(document.language, catalogue(document.language)):
        return _Page(document).written().encode("utf-8")


STYLES = ("page.css", "blocks.css")
"""The frame of a page that stands alone, and what blocks look like in any page."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a document for a page that has its own frame: ``html`` holds blocks, no heading.

    ``level`` is 1 for a section, 2 and 3 for those inside it; ``id`` is the section's stable id.
    """

    id: str
    number: str
    level: int
    title: str
    html: str


def parts(document: Document) -> tuple[Part, ...]:
    """Return the first page (id ``first_page``, no number) and every section, in order, numbered as in the file."""
    with speaking(document.language, catalogue(document.language)):
        page = _Page(document)
        first = Part("first_page", "", 1, _("Perioden på én side"), page.blocks(document.first_page))
        return (
            first,
            *(
                Part(section.id, name, level, section.title, page.blocks(section.blocks))
                for name, level, section in phrases.numbered(document.sections)
            ),
        )


def loose(blocks: Iterable[Block], document: Document) -> str:
    """Return blocks that stand outside the document, in its language."""
    with speaking(document.language, catalogue(document.language)):
        return _Page(document).blocks(blocks)


def _e(text: str) -> str:
    """Return text to stand in the page, line ends as breaks."""
    return escape(plain(text)).replace("\n", "<br>")


def _attribute(text: str) -> str:
    return escape(plain(text).replace("\n", " "))


class _Page:
    """One page being written; counts tables and charts, whose numbers are their ids too."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tables = 0
        self.figures = 0

    def written(self) -> str:
        """Return the whole page."""
        document = self.document
        style = "".join(
            files("afstemt.files.writing.formats").joinpath("style", name).read_text("utf-8")
            for name in STYLES
        )
        allowed = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
        policy = f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
        sections = phrases.numbered(document.sections)
        synthetic = (
            f'<p class="synthetic"><strong>{phrases.synthetic()}</strong></p>' if document.synthetic else ""
        )
        first = self.blocks(document.first_page)
        body = "".join(
            f'<section aria-labelledby="s{name}"><h{level + 1} id="s{name}"><span class="number">{name}</span> '
            f"{_e(section.title)}</h{level + 1}>{self.blocks(section.blocks)}</section>"
            for name, level, section in sections
        )
        return "\n".join(
            [
                "<!DOCTYPE html>",
                f'<html lang="{document.language}">',
                "<head>",
                '<meta charset="utf-8">',
                f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
                '<meta name="viewport" content="width=device-width, initial-scale=1">',
                '<meta name="referrer" content="no-referrer">',
                f'<meta name="dcterms.date" content="{document.date.isoformat()}">',
                f"<title>{_e(document.title)}</title>",
                f"<style>{style}</style>",
                "</head>",
                "<body>",
                f'<a class="skip" href="#main">{_("Gå til indholdet")}</a>',
                f"<header><h1>{_e(document.title)}</h1>",
                f'<p class="subtitle">{_e(document.subtitle)}</p>' if document.subtitle else "",
                synthetic,
                self._facts(),
                "</header>",
                '<main id="main" tabindex="-1">',
                f'<section aria-label="{_("Perioden på én side")}">{first}</section>' if first else "",
                self._contents(sections),
                body,
                self._appendices(),
                "</main>",
                f"<footer><p>{_e(' · '.join([document.title, *(text for _label, text in document.facts[:1])]))}"
                + (f" · <strong>{phrases.synthetic()}</strong>" if document.synthetic else "")
                + "</p></footer>",
                "</body>",
                "</html>",
                "",
            ]
        )

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Return blocks one after the other."""
        return "".join(self._block(block) for block in blocks)

    def _facts(self) -> str:
        pairs = "".join(
            f"<div><dt>{_e(label)}</dt><dd>{_e(text)}</dd></div>" for label, text in self.document.facts
        )
        return f'<dl class="facts">{pairs}</dl>' if pairs else ""

    def _contents(self, sections: list[tuple[str, int, Section]]) -> str:
        if self.document.kind != "report":
            return ""
        entries = "".join(
            f'<li class="level{level}"><a href="#s{name}"><span class="number">{name}</span> '
            f"{_e(section.title)}</a></li>"
            for name, level, section in sections
        )
        return f'<nav aria-labelledby="contents"><h2 id="contents">{phrases.contents()}</h2><ul>{entries}</ul></nav>'

    def _appendices(self) -> str:
        if not self.document.appendices:
            return ""
        items = "".join(
            f"<li>{_e(appendix.title)} ({phrases.rows(appendix.frame.height)})</li>"
            for appendix in self.document.appendices
        )
        return (
            f'<section aria-labelledby="appendices"><h2 id="appendices">{_("Bilag")}</h2>'
            f"<p>{phrases.appendices(self.document)}</p><ul>{items}</ul></section>"
        )

    def _block(self, block: Block) -> str:
        match block:
            case Text():
                return self._text(block)
            case Bullets():
                tag = "ol" if block.ordered else "ul"
                return f"<{tag}>{''.join(f'<li>{_e(item)}</li>' for item in block.items)}</{tag}>"
            case KeyFigures():
                return f'<ul class="figures">{"".join(self._key_figure(item) for item in block.items)}</ul>'
            case Table():
                return self._table(block)
            case Chart():
                return self._chart(block)

    def _text(self, block: Text) -> str:
        if block.role in ("normal", "lead", "note"):
            return f'<p class="{block.role}">{_e(block.text)}</p>'
        label = " · ".join(part for part in (phrases.role(block), block.author) if part)
        return f'<div class="{block.role}"><p class="label">{_e(label)}</p><p>{_e(block.text)}</p></div>'

    def _key_figure(self, item: KeyFigure) -> str:
        sign = phrases.icon(Status(item.status, "")) if item.status else ""
        words = state_word(item.status) if item.status in JUDGED_VERDICTS else ""
        mark = (
            f'<span aria-hidden="true">{sign}</span> <span class="unseen">{words}:</span> '
            if sign and words
            else ""
        )
        line = sparkline(item).replace(
            "<svg ", f'<svg role="img" aria-label="{_attribute(described(item))}" ', 1
        )
        note = f'<span class="small">{_e(item.note)}</span>' if item.note else ""
        return (
            f'<li><span class="label">{_e(item.label)}</span> '
            f'<span class="value {phrases.tone(item.status)}">{mark}{_e(show(item.value))}</span> {note}{line}</li>'
        )

    def _table(self, table: Table) -> str:
        self.tables += 1
        caption = f"{_('Tabel')} {self.tables}: {table.caption}"
        head = "".join(
            f'<th scope="col" class="{column.align}">{_e(column.title)}</th>' for column in table.columns
        )
        rows = "".join(self._row(table.columns, row) for row in table.rows)
        if not table.rows:
            rows = f'<tr><td colspan="{len(table.columns)}" class="note">{phrases.no_rows()}</td></tr>'
        total = ""
        if table.total is not None:
            shown = tuple("" if value is None else value for value in table.total)
            total = f"<tfoot>{self._row(table.columns, shown)}</tfoot>"
        note = phrases.shown_of(table)
        wide = ' class="wide"' if len(table.columns) > 3 else ""
        return (
            f'<div class="scroll" role="region" tabindex="0" aria-label="{_attribute(caption)}">'
            f"<table{wide}><caption><span>{_e(caption)}</span></caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>{total}</table></div>"
            + (f'<p class="note">{_e(note)}</p>' if note else "")
        )

    def _row(self, columns: tuple[TableColumn, ...], row: tuple[Value, ...]) -> str:
        cells = []
        for index, (column, value) in enumerate(zip(columns, row, strict=True)):
            shown = _e(show(value))
            kinds: str = column.align
            if isinstance(value, Status):
                sign = phrases.icon(value)
                kinds += f" {phrases.tone(value.state)}"
                shown = f'<span aria-hidden="true">{sign}</span> {shown}' if sign else shown
            tag, scope = ("th", ' scope="row"') if index == 0 else ("td", "")
            cells.append(f'<{tag}{scope} class="{kinds}">{shown}</{tag}>')
        return f"<tr>{''.join(cells)}</tr>"

    def _chart(self, chart: Chart) -> str:
        self.figures += 1
        key = f"f{self.figures}"
        caption = f"{_('Figur')} {self.figures}: {chart.title}"
        head = "".join(f'<th scope="col" class="right">{_e(label)}</th>' for label in chart.labels)
        rows = "".join(
            f'<tr><th scope="row" class="left">{_e(series.name)}</th>'
            + "".join(f'<td class="right">{_number(value, chart.decimals)}</td>' for value in series.values)
            + "</tr>"
            for series in chart.series
        )
        unit = f" ({chart.unit})" if chart.unit else ""
        numbers = _attribute(_("Tal til {figure}").format(figure=caption))
        return (
            f'<figure><figcaption>{_e(caption)}</figcaption><div class="chart" role="region" tabindex="0" '
            f'aria-label="{_attribute(caption)}">{charts.inline(chart, key)}</div>'
            f"<details><summary>{_('Vis tallene som tabel')}</summary>"
            f'<div class="scroll" role="region" tabindex="0" aria-label="{numbers}">'
            f"<table><caption><span>{_e(chart.title + unit)}</span></caption><thead><tr><td></td>{head}</tr></thead>"
            f"<tbody>{rows}</tbody></table></div></details></figure>"
        )


def _number(value: float | None, decimals: int) -> str:
    from fractions import Fraction

    return "–" if value is None else number(Fraction(value), decimals)
