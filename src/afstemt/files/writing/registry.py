"""The output formats, in the order they are written and listed."""

from collections.abc import Callable
from dataclasses import dataclass

from afstemt.core.report.blocks import Document


@dataclass(frozen=True, slots=True)
class Writer:
    """One output format: ``suffix`` without dot, and the function from a document to a file's bytes."""

    suffix: str
    media_type: str
    write: Callable[[Document], bytes]


def _pdf(document: Document) -> bytes:
    from afstemt.files.writing.formats import pdf

    return pdf.write(document)


def _docx(document: Document) -> bytes:
    from afstemt.files.writing.formats import docx

    return docx.write(document)


def _html(document: Document) -> bytes:
    from afstemt.files.writing.formats import html

    return html.write(document)


def _xlsx(document: Document) -> bytes:
    from afstemt.files.writing.formats import xlsx

    return xlsx.write(document)


def _json(document: Document) -> bytes:
    from afstemt.files.writing.formats import json

    return json.write(document)


WRITERS: dict[str, Writer] = {
    "pdf": Writer("pdf", "application/pdf", _pdf),
    "docx": Writer("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _docx),
    "html": Writer("html", "text/html; charset=utf-8", _html),
    "xlsx": Writer("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "json": Writer("json", "application/json", _json),
}
"""Libraries are imported when a format is first written: a run that wants one file pays for one."""


def pdf_with_attachments(document: Document, stem: str = "driftsrapport") -> bytes:
    """Return the PDF as PDF/A-3a with the document's XLSX and JSON inside; archives may drop attachments."""
    from afstemt.files.writing.formats import pdf

    attached = {f"{stem}.{suffix}": WRITERS[suffix].write(document) for suffix in ("xlsx", "json")}
    return pdf.write(document, attachments=attached)
