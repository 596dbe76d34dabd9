"""The output formats, in the order they are written and listed. A new one is one file and one line here."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from afstemt.core.report.blocks import Document


@dataclass(frozen=True, slots=True)
class Writer:
    """One output format: ``suffix`` without dot, which is also its file's name among ``formats``."""

    suffix: str
    media_type: str

    def write(self, document: Document) -> bytes:
        """Return the document as a file's bytes.

        Libraries are imported when a format is first written: a run that wants one file pays for one.
        """
        made: Callable[[Document], bytes] = import_module(
            f"afstemt.files.writing.formats.{self.suffix}"
        ).write
        return made(document)


WRITERS: dict[str, Writer] = {
    writer.suffix: writer
    for writer in (
        Writer("pdf", "application/pdf"),
        Writer("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        Writer("html", "text/html; charset=utf-8"),
        Writer("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        Writer("json", "application/json"),
    )
}


def pdf_with_attachments(document: Document, stem: str = "driftsrapport") -> bytes:
    """Return the PDF as PDF/A-3a with the document's XLSX and JSON inside; archives may drop attachments."""
    from afstemt.files.writing.formats import pdf

    attached = {f"{stem}.{suffix}": WRITERS[suffix].write(document) for suffix in ("xlsx", "json")}
    return pdf.write(document, attachments=attached)
