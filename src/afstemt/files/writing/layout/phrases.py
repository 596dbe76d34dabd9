"""The words that every writer puts around a document's own: the same sentence in every file.

Call inside ``units.wording.speaking``.
"""

from datetime import date
from typing import Literal

from afstemt.core.report.blocks import Document, Section, Table, Text
from afstemt.core.units.figure import Duration, Instant, Status, Value
from afstemt.core.units.formats import NBSP, number, show
from afstemt.core.units.wording import _

_ICONS = {
    "met": "✓",
    "reserved": "!",
    "good": "✓",
    "missed": "×",
    "attention": "▲",
    "not_judged": "–",
    "not_measured": "–",
    "provisional": "▷",
    "neutral": "",
}
Tone = Literal["good", "heed", "bad", "plain"]
_TONES: dict[str, Tone] = {
    "met": "good",
    "good": "good",
    "reserved": "heed",
    "missed": "bad",
    "attention": "bad",
}


def icon(status: Status) -> str:
    """Return the sign that stands before a status' word, so that colour is never alone; may be empty."""
    return _ICONS[status.state]


def tone(state: str) -> Tone:
    """Return how a status is coloured."""
    return _TONES.get(state, "plain")


def cell(value: Value) -> str:
    """Return a cell's text, a status with its sign; empty text stays empty, a place to write in.

    In a narrow column a moment breaks between day and clock, and a length of time before its seconds, nowhere else.
    """
    shown = show(value)
    match value:
        case Status():
            shown = f"{icon(value)} {value.word}".strip()
            return shown.replace(" ", NBSP) if len(shown) <= 16 else shown
        case Instant():
            day, _space, clock = shown.rpartition(" ")
            return f"{day.replace(' ', NBSP)} {clock}"
        case Duration():
            hours_and_minutes, seconds = shown.split(NBSP)[:4], shown.split(NBSP)[4:]
            return " ".join(NBSP.join(part) for part in (hours_and_minutes, seconds) if part)
        case date():
            return shown.replace(" ", NBSP)
    return shown


def synthetic() -> str:
    """Return the label on data that was made up."""
    return _("Syntetiske data")


def contents() -> str:
    """Return the heading of the table of contents."""
    return _("Indholdsfortegnelse")


def role(text: Text) -> str:
    """Return what stands before a paragraph that is not the report's own voice; empty for the others."""
    if text.role == "supplier":
        return _("Leverandørens egne ord")
    if text.role == "draft":
        return _("Beregnet udkast")
    return ""


def shown_of(table: Table) -> str:
    """Return the sentence on a table that is cut, or empty: how many rows are shown and where the rest is."""
    if table.of is None or table.of <= len(table.rows):
        return ""
    counts = {"shown": number(len(table.rows)), "of": number(table.of)}
    if table.appendix:
        return _(
            "Viser {shown} af {of} rækker. Alle rækker står i bilaget »{appendix}« i rapportens XLSX- og JSON-fil."
        ).format(appendix=table.appendix, **counts)
    return _("Viser {shown} af {of} rækker.").format(**counts)


def no_rows() -> str:
    """Return what stands in a table without rows."""
    return _("Ingen rækker")


def appendices(document: Document) -> str:
    """Return the sentence on the appendices that PDF, Word and HTML leave out."""
    return (
        _("Bilagene indeholder alle rækker og står i rapportens XLSX- og JSON-fil:")
        if document.appendices
        else ""
    )


def rows(count: int) -> str:
    """Return a number of rows with its word."""
    return _("{n} rækker").format(n=number(count)) if count != 1 else _("1 række")


def page_of() -> str:
    """Return ``side {page} af {pages}``, to be filled in by the program that lays out the pages."""
    return _("side {page} af {pages}")


def numbered(sections: tuple[Section, ...], before: str = "") -> list[tuple[str, int, Section]]:
    """Return each section with its number (``3``, ``3.1``) and level (1 is the top), in reading order."""
    found: list[tuple[str, int, Section]] = []
    for index, section in enumerate(sections, 1):
        name = f"{before}{index}"
        found.append((name, name.count(".") + 1, section))
        found.extend(numbered(section.sections, f"{name}."))
    return found
