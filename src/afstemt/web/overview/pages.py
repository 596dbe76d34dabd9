"""Overblik and Opgaver."""

import io

import xlsxwriter
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from afstemt.core.units.wording import _
from afstemt.web.contracts.pages import SignedIn
from afstemt.web.overview import queries
from afstemt.web.overview.queries import Filters, Row
from afstemt.web.overview.tasks import tasks_of, waiting_sentence
from afstemt.web.overview.tiles import Tiles, word

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST_TASKS = 5
"""Tasks that open the overview; all stand on their own page."""


@login_required
@require_GET
def overview(request: SignedIn) -> HttpResponse:
    """Show what waits for the person, then a row per contract."""
    today = timezone.localdate()
    filters = Filters.of(request.GET)
    contracts = queries.contracts_of(request.user, filters, today)
    if request.GET.get("format") == "xlsx":
        return _sheet(queries.rows(contracts, today))
    tasks = tasks_of(request.user, today)
    suppliers, systems = queries.choices(request.user)
    page = queries.page_of(contracts, request.GET.get("side", "1"))
    tiles = Tiles()
    asked = request.GET.copy()
    asked.pop("side", None)
    return render(
        request,
        "overview/overview.html",
        {
            "page": page,
            "rows": [_shown(row, tiles) for row in queries.rows(page.object_list, today)],
            "count": page.paginator.count,
            "filters": filters,
            "suppliers": suppliers,
            "systems": systems,
            "waits": [
                ("supplier", _("leverandøren")),
                ("authority", _("myndigheden")),
                ("locked", _("ingen: låst")),
                ("none", _("ingen periode endnu")),
            ],
            "tasks": tasks[:FIRST_TASKS],
            "more": max(0, len(tasks) - FIRST_TASKS),
            "waiting": waiting_sentence(tasks, today),
            "late": {id(task) for task in tasks if task.late(today)},
            "today": today,
            "asked": asked.urlencode(),
        },
    )


@login_required
@require_GET
def tasks(request: SignedIn) -> HttpResponse:
    """Show everything that waits for the person."""
    today = timezone.localdate()
    found = tasks_of(request.user, today)
    return render(
        request,
        "overview/tasks.html",
        {
            "tasks": [(task, task.late(today)) for task in found],
            "waiting": waiting_sentence(found, today),
        },
    )


def _shown(row: Row, tiles: Tiles) -> dict[str, object]:
    return {
        "row": row,
        "tiles": tiles.of(row),
        "state": word(row.current) if row.current else "",
        "name": tiles.name(row.current.code) if row.current else "",
    }


def _sheet(found: list[Row]) -> HttpResponse:
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
        *(_("Kontrakt"), _("Myndighed"), _("Leverandør"), _("Periode"), _("Status")),
        *(_("Beregnet bod i år"), _("Valuta"), _("Næste i kontraktens kalender"), _("Senest")),
    )
    sheet.write_row(0, 0, heads, bold)
    for number, row in enumerate(found, 1):
        contract = row.contract
        sheet.write_row(
            number,
            0,
            (
                *(contract.title, contract.authority.name, contract.supplier.name),
                row.current.code if row.current else "",
                word(row.current) if row.current else "",
            ),
        )
        sheet.write_number(number, 5, float(row.penalty.amount), money)
        sheet.write_string(number, 6, row.penalty.currency)
        if row.coming:
            sheet.write_string(number, 7, row.coming[0])
            sheet.write_datetime(number, 8, row.coming[1], day)
    sheet.autofit()
    sheet.freeze_panes(1, 1)
    book.close()
    answer = HttpResponse(out.getvalue(), content_type=SHEET)
    answer.headers["Content-Disposition"] = 'attachment; filename="overblik.xlsx"'
    return answer
