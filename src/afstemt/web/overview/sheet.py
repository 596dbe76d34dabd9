"""Overblik as a spreadsheet: the columns of the page, each tile in words in a column of its own."""

import io
from collections.abc import Sequence

import xlsxwriter
from django.http import HttpResponse

from afstemt.core.report.trends import code_name
from afstemt.core.units.wording import _
from afstemt.web.overview.rows import Row
from afstemt.web.overview.tiles import word

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_sheet(found: Sequence[Row]) -> HttpResponse:
    """Return the rows as a spreadsheet; texts stay texts whatever they begin with."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(_("Overblik"))
    bold, money, day = (
        book.add_format({"bold": True}),
        book.add_format({"num_format": "#,##0.00"}),
        book.add_format({"num_format": "yyyy-mm-dd"}),
    )
    heads = (
        *(_("Kontrakt"), _("Myndighed"), _("Leverandør"), _("Periode"), _("Status"), _("Frister")),
        *(_("Beregnet bod i år"), _("Valuta"), _("Næste møde")),
        *(_("Næste i kontraktens kalender"), _("Senest")),
    )
    tiles = found[0].tiles if found else ()
    names = [code_name(tile.code, found[0].contract.zone).capitalize() for tile in tiles]
    sheet.write_row(0, 0, (*heads, *names), bold)
    for number, row in enumerate(found, 1):
        contract = row.contract
        sheet.write_row(
            number,
            0,
            (
                *(contract.title, contract.authority.name, contract.supplier.name),
                row.current.code if row.current else "",
                word(row.current) if row.current else "",
                " ".join(one.lateness for one in row.passed),
            ),
        )
        if row.penalty:
            sheet.write_number(number, 6, float(row.penalty.amount), money)
            sheet.write_string(number, 7, row.penalty.currency)
        if row.meeting:
            sheet.write_datetime(number, 8, row.meeting, day)
        if row.coming:
            sheet.write_string(number, 9, row.coming[0])
            sheet.write_datetime(number, 10, row.coming[1], day)
        sheet.write_row(number, len(heads), [word(tile) for tile in row.tiles])
    sheet.autofit()
    sheet.freeze_panes(1, 1)
    book.close()
    answer = HttpResponse(out.getvalue(), content_type=SHEET)
    answer.headers["Content-Disposition"] = 'attachment; filename="overblik.xlsx"'
    return answer
