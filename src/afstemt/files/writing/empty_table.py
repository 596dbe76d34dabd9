"""A file of a table with its columns' headings and no rows, to be filled in: CSV or a workbook."""

import io
from datetime import datetime

from afstemt.core.evidence.tables import BY_NAME
from afstemt.files.writing.layout.zips import repacked

FORMATS = ("csv", "xlsx")
"""What it is written as, by the file's suffix."""


def write_empty(table: str, suffix: str) -> bytes:
    """Return the file; the columns that every row must have come first.

    Args:
        table: One of ``BY_NAME``.
        suffix: One of ``FORMATS``.
    """
    columns = sorted(BY_NAME[table].columns, key=lambda column: not column.required)
    names = [column.name for column in columns]
    return _workbook(table, names) if suffix == "xlsx" else _text(names)


def _text(names: list[str]) -> bytes:
    """Return a line that a Danish spreadsheet parts into columns: the mark of UTF-8 first, then semicolons."""
    return ("\ufeff" + ";".join(names) + "\r\n").encode()


def _workbook(table: str, names: list[str]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime(1980, 1, 1)})  # noqa: DTZ001 - the writer takes no zone
    sheet = book.add_worksheet(table[:31])
    bold = book.add_format({"bold": True})
    for at, name in enumerate(names):
        sheet.write_string(0, at, name, bold)
        sheet.set_column(at, at, max(12, len(name) + 2))
    sheet.freeze_panes(1, 0)
    book.close()
    return repacked(out.getvalue())
