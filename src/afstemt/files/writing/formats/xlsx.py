"""XLSX by XlsxWriter: a front sheet, the charts' numbers, and a sheet per appendix with every row and its types."""

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Any

import polars as pl

from afstemt.core.report.blocks import Appendix, AppendixColumn, Chart, Document
from afstemt.core.units.wording import _, language, speaking
from afstemt.files.catalogues import catalogue
from afstemt.files.mark import DOCUMENT
from afstemt.files.writing.layout import phrases
from afstemt.files.writing.layout.characters import plain
from afstemt.files.writing.layout.sheet_rows import Cells, with_rows
from afstemt.files.writing.layout.zips import repacked

LAST_ROW = 1_048_576
"""Rows on a sheet, by the file format (ECMA-376)."""
_LONGEST_TEXT = 32_767
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n")
_DAY_ZERO = 25_569
"""The spreadsheet's number for 1 January 1970."""
_FIRST_SAFE_DAY = 61
"""1 March 1900: before it the spreadsheet's calendar is a day wrong."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def write(document: Document, *, rows_per_sheet: int = LAST_ROW) -> bytes:
    """Return ``document``'s facts, figures and appendices as a workbook; the same document, the same bytes.

    An appendix with more rows than a sheet holds goes on in ``… (2)``. Text is never read as a formula.
    """
    with speaking(document.language, catalogue(document.language)):
        return _Book(document, rows_per_sheet).written()


class _Book:
    """One workbook being written."""

    def __init__(self, document: Document, rows_per_sheet: int) -> None:
        import xlsxwriter

        self.document = document
        self.rows_per_sheet = rows_per_sheet
        self.buffer = io.BytesIO()
        self.book = xlsxwriter.Workbook(
            self.buffer,
            {
                "constant_memory": False,
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
                "nan_inf_to_errors": False,
            },
        )
        at = datetime(document.date.year, document.date.month, document.date.day, tzinfo=UTC).replace(
            tzinfo=None
        )
        self.book.set_properties(
            {"title": plain(document.title), "subject": plain(document.subtitle), "created": at}
        )
        self.book.set_custom_property(DOCUMENT, document.kind)
        day, clock = (
            ("dd-mm-yyyy", "dd-mm-yyyy hh:mm:ss")
            if language() == "da"
            else ("yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss")
        )
        add = self.book.add_format
        base = {"valign": "top"}
        self.formats: dict[str, Any] = {
            "text": add({**base, "text_wrap": False}),
            "active": add({**base, "quote_prefix": True}),
            "integer": add({**base, "num_format": "#,##0"}),
            "decimal": add({**base, "num_format": "#,##0.00##"}),
            "instant": add({**base, "num_format": clock}),
            "duration": add({**base, "num_format": "[h]:mm:ss"}),
            "date": add({**base, "num_format": day}),
            "percent": add({**base, "num_format": "0.00##"}),
            "right": add({**base, "align": "right"}),
        }
        self.totals = {
            name: add({"bold": True, "top": 1, "num_format": number})
            for name, number in (
                ("integer", "#,##0"),
                ("decimal", "#,##0.00##"),
                ("duration", "[h]:mm:ss"),
                ("text", "@"),
                ("percent", "0.00##"),
            )
        }
        self.heading = add(
            {
                "bold": True,
                "bg_color": "#EEF3F7",
                "font_color": "#12304A",
                "bottom": 2,
                "text_wrap": True,
                "valign": "bottom",
            }
        )
        self.title = add({"bold": True, "font_size": 16, "font_color": "#12304A"})
        self.bold = add({"bold": True})
        self.warning = add({"bold": True, "font_color": "#9A3B12"})
        self.wrapped = add({"text_wrap": True, "valign": "top"})
        self.link = add({"font_color": "#12304A", "underline": 1})
        self.names: set[str] = set()
        self.filled: dict[str, tuple[tuple[AppendixColumn, ...], pl.DataFrame]] = {}
        """Sheets whose rows are made afterwards, by the name of their member in the file."""

    def written(self) -> bytes:
        """Write every sheet and return the file."""
        front = self._sheet(_("Forside"))
        chart_sheet = self._sheet(_("Diagrammer")) if self._charts() else None
        contents = [(appendix, *self._appendix(appendix)) for appendix in self.document.appendices]
        self._front(front, contents, chart_sheet)
        if chart_sheet is not None:
            self._chart_numbers(chart_sheet)
        self.book.close()
        return self._with_rows(self.buffer.getvalue())

    def _with_rows(self, book: bytes) -> bytes:
        """Return the workbook with every appendix's rows in place of its row of styles."""
        from xlsxwriter.utility import xl_col_to_name

        changed = {}
        with zipfile.ZipFile(io.BytesIO(book)) as members:
            for name, (columns, frame) in self.filled.items():
                cells = [
                    self._values(index, column, frame[column.name]) for index, column in enumerate(columns)
                ]
                sheet = members.read(name).decode()
                changed[name] = with_rows(sheet, cells, xl_col_to_name(len(columns))).encode()
        return repacked(book, changed, level=3)

    def _sheet(self, title: str) -> Any:
        """Add a sheet under a name that the format allows and no other sheet has (31 characters, case aside)."""
        base = _FORBIDDEN.sub(" ", plain(title)).strip(" '")[:31] or "Bilag"
        if base.casefold() == "history":
            base += " "
        name, number = base.strip(), 1
        while name.casefold() in self.names or name.casefold() == "history":
            number += 1
            mark = f" ({number})"
            name = base[: 31 - len(mark)].rstrip(" '") + mark
        self.names.add(name.casefold())
        return self.book.add_worksheet(name)

    def _text(self, sheet: Any, row: int, column: int, text: str, form: Any = None) -> None:
        """Write text as text: what a spreadsheet could take for a formula is marked as text."""
        kept = (
            text
            if len(text) <= _LONGEST_TEXT
            else text[: _LONGEST_TEXT - 40] + " … " + _("(resten står i JSON-filen)")
        )
        if kept.startswith(_ACTIVE):
            form = self.formats["active"]
        if kept:
            sheet.write_string(row, column, plain(kept) if not kept.isprintable() else kept, form)

    def _front(self, sheet: Any, contents: list[tuple[Appendix, str, int]], chart_sheet: Any) -> None:
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 1, 70)
        sheet.set_column(2, 2, 14)
        sheet.hide_gridlines(2)
        document = self.document
        self._text(sheet, 0, 0, document.title, self.title)
        self._text(sheet, 1, 0, document.subtitle)
        row = 2
        if document.synthetic:
            self._text(sheet, row, 0, phrases.synthetic(), self.warning)
            row += 1
        row += 1
        for label, text in document.facts:
            self._text(sheet, row, 0, label, self.bold)
            self._text(sheet, row, 1, text, self.wrapped)
            row += 1
        self._text(sheet, row, 0, _("Tidspunkter"), self.bold)
        self._text(sheet, row, 1, _("lokal tid i {zone}").format(zone=document.zone), self.wrapped)
        row += 2
        for column, title in enumerate((_("Ark"), _("Indhold"), _("Rækker"))):
            self._text(sheet, row, column, title, self.heading)
        for appendix, name, count in contents:
            row += 1
            sheet.write_url(row, 0, f"internal:'{name.replace(chr(39), chr(39) * 2)}'!A1", self.link, name)
            self._text(sheet, row, 1, appendix.note or appendix.title, self.wrapped)
            sheet.write_number(row, 2, count, self.formats["integer"])
        if chart_sheet is not None:
            row += 1
            sheet.write_url(
                row, 0, f"internal:'{chart_sheet.get_name()}'!A1", self.link, chart_sheet.get_name()
            )
            self._text(sheet, row, 1, _("Tallene bag rapportens diagrammer"), self.wrapped)

    def _charts(self) -> list[Chart]:
        document = self.document
        blocks = [*document.first_page]
        for _number, _level, section in phrases.numbered(document.sections):
            blocks.extend(section.blocks)
        return [block for block in blocks if isinstance(block, Chart)]

    def _chart_numbers(self, sheet: Any) -> None:
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 40, 13)
        row = 0
        for chart in self._charts():
            unit = f" ({chart.unit})" if chart.unit and chart.unit not in chart.title else ""
            self._text(sheet, row, 0, f"{chart.title}{unit}", self.bold)
            row += 1
            for column, label in enumerate(chart.labels, 1):
                self._text(sheet, row, column, label, self.heading)
            for series in chart.series:
                row += 1
                self._text(sheet, row, 0, series.name)
                for column, value in enumerate(series.values, 1):
                    if value is not None:
                        sheet.write_number(
                            row, column, value, self.formats["decimal" if chart.decimals else "integer"]
                        )
            if chart.target is not None:
                row += 1
                self._text(sheet, row, 0, chart.target_label or _("Mål"))
                sheet.write_number(row, 1, chart.target, self.formats["decimal"])
            row += 2

    def _appendix(self, appendix: Appendix) -> tuple[str, int]:
        """Write all rows of an appendix; return the name of its first sheet and the number of rows."""
        frame = appendix.frame
        total = any(column.total for column in appendix.columns) and frame.height > 0
        room = self.rows_per_sheet - 1
        pieces = [(start, min(room, frame.height - start)) for start in range(0, frame.height, room)] or [
            (0, 0)
        ]
        if total and pieces[-1][1] == room:
            start, count = pieces.pop()
            pieces += [(start, count - 1), (start + count - 1, 1)]
        sheets = [self._sheet(appendix.title) for _piece in pieces]
        for sheet, (start, count) in zip(sheets, pieces, strict=True):
            self._rows(sheet, appendix, frame.slice(start, count))
        if total:
            self._total(sheets, pieces, appendix)
        return sheets[0].get_name(), frame.height

    def _rows(self, sheet: Any, appendix: Appendix, frame: pl.DataFrame) -> None:
        sheet.freeze_panes(1, 0)
        if appendix.columns:
            sheet.autofilter(0, 0, max(frame.height, 1), len(appendix.columns) - 1)
        for index, column in enumerate(appendix.columns):
            self._text(sheet, 0, index, column.title, self.heading)
            sheet.set_column(index, index, _width(frame, column))
            if frame.height:
                sheet.write_blank(1, index, None, self.formats.get(column.type, self.formats["text"]))
        if frame.height:
            sheet.write_blank(1, len(appendix.columns), None, self.formats["active"])
            self.filled[f"xl/worksheets/sheet{sheet.index + 1}.xml"] = (appendix.columns, frame)

    def _values(self, index: int, column: AppendixColumn, values: pl.Series) -> Cells:
        """Return one column's cells by its type; what has no number in the spreadsheet stays text."""
        from xlsxwriter.utility import xl_col_to_name

        letter = xl_col_to_name(index)
        if column.type == "boolean" and values.dtype == pl.Boolean:
            words = pl.DataFrame({"v": values}).select(
                pl.when(pl.col("v")).then(pl.lit(_("ja"))).when(~pl.col("v")).then(pl.lit(_("nej")))
            )
            return Cells(letter, None, words.to_series())
        numbers, texts = _serial(values, column.type, self.document.zone)
        return Cells(letter, numbers, None if texts is None else _within_a_cell(texts))

    def _total(self, sheets: list[Any], pieces: list[tuple[int, int]], appendix: Appendix) -> None:
        """Write the last row: a sum of every sheet's rows, with its value for programs that do not calculate."""
        last, row = sheets[-1], pieces[-1][1] + 1
        from xlsxwriter.utility import xl_col_to_name

        for index, column in enumerate(appendix.columns):
            if not column.total:
                if index == 0:
                    last.write_string(row, 0, _("I alt"), self.totals["text"])
                else:
                    last.write_blank(row, index, None, self.totals["text"])
                continue
            letter = xl_col_to_name(index)
            ranges = ",".join(
                ("" if sheet is last else "'" + sheet.get_name().replace("'", "''") + "'!")
                + f"{letter}2:{letter}{count + 1}"
                for sheet, (_start, count) in zip(sheets, pieces, strict=True)
            )
            numbers, _texts = _serial(appendix.frame[column.name], column.type, self.document.zone)
            last.write_formula(
                row,
                index,
                f"=SUM({ranges})",
                self.totals.get(column.type, self.totals["decimal"]),
                numbers.sum() or 0,
            )


def _within_a_cell(texts: pl.Series) -> pl.Series:
    """Return texts cut to what a cell holds, saying so."""
    if (texts.str.len_chars().max() or 0) <= _LONGEST_TEXT:  # type: ignore[operator]
        return texts
    long = pl.col("t").str.len_chars() > _LONGEST_TEXT
    cut = pl.concat_str(
        pl.col("t").str.head(_LONGEST_TEXT - 40), pl.lit(" … " + _("(resten står i JSON-filen)"))
    )
    return pl.DataFrame({"t": texts}).select(pl.when(long).then(cut).otherwise(pl.col("t"))).to_series()


def _serial(values: pl.Series, kind: str, zone: str) -> tuple[pl.Series, pl.Series | None]:
    """Return the spreadsheet's numbers for a column, and the text of those cells that are not numbers, or None.

    A decimal is a number when its digits fit in the 15 that a spreadsheet keeps. A negative length of time and a
    day before 1 March 1900 have no number that shows rightly.
    """
    dtype = values.dtype
    frame = pl.DataFrame({"v": values})
    text = pl.col("v").cast(pl.String)
    if kind == "instant" and dtype.is_integer():
        at = (
            pl.from_epoch(pl.col("v").cast(pl.Int64), time_unit="s")
            .dt.replace_time_zone("UTC")
            .dt.convert_time_zone(zone)
        )
        number = at.dt.replace_time_zone(None).dt.epoch("s") / 86_400 + _DAY_ZERO
        fits, text = number >= _FIRST_SAFE_DAY, at.dt.strftime("%Y-%m-%d %H:%M:%S")
    elif kind == "duration" and dtype.is_integer():
        number, fits = pl.col("v") / 86_400, pl.col("v") >= 0
        size = pl.col("v").abs()
        text = pl.format(
            "-{}:{}:{}",
            size // 3600,
            (size // 60 % 60).cast(pl.String).str.zfill(2),
            (size % 60).cast(pl.String).str.zfill(2),
        )
    elif kind == "date" and dtype == pl.Date:
        number = pl.col("v").cast(pl.Int32).cast(pl.Float64) + _DAY_ZERO
        fits = number >= _FIRST_SAFE_DAY
    elif dtype.is_integer() or dtype.is_float():
        number, fits = pl.col("v").cast(pl.Float64), pl.col("v").abs().cast(pl.Float64) < 1e15
    elif kind in ("decimal", "integer", "percent"):
        digits = text.str.strip_prefix("-").str.replace(".", "", literal=True).str.strip_chars_start("0")
        number = text.cast(pl.Float64, strict=False)
        fits = text.str.contains(r"^-?\d+(\.\d+)?$") & (digits.str.len_chars() <= 15)
    else:
        return pl.Series("n", [None] * values.len(), dtype=pl.Float64), frame.select(text)["v"]
    found = frame.select(
        n=pl.when(fits).then(number), t=pl.when(fits.not_() & pl.col("v").is_not_null()).then(text)
    )
    return found["n"], found["t"] if found["t"].null_count() < values.len() else None


def _width(frame: pl.DataFrame, column: AppendixColumn) -> float:
    """Return a column's width in characters: by its type, or its longest text up to 60."""
    heading = min(len(column.title) + 3, 24)
    fixed = {"instant": 19.5, "date": 11.5, "duration": 12.0, "boolean": 8.0}.get(column.type)
    if fixed is not None:
        return max(fixed, heading)
    longest = (
        frame.select(pl.col(column.name).cast(pl.String).str.len_chars().max()).item() if frame.height else 0
    )
    return float(max(heading, min((longest or 0) + 2, 60), 8))
