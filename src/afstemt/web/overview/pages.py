"""Overblik and Opgaver."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from afstemt.core.report.trends import code_name
from afstemt.core.units.wording import _
from afstemt.web.contracts.pages import SignedIn
from afstemt.web.contracts.roles import MAY
from afstemt.web.overview import queries
from afstemt.web.overview.queries import Filters, Row
from afstemt.web.overview.sheet import as_sheet
from afstemt.web.overview.tasks import roles_of, tasks_with, waiting_sentence

FIRST_TASKS = 5
"""Tasks that open the overview; all stand on their own page."""


@login_required
@require_GET
def overview(request: SignedIn) -> HttpResponse:
    """Show what waits for the person, then a row per contract."""
    today = timezone.localdate()
    filters = Filters.of(request.GET)
    roles = roles_of(request.user)
    everything = queries.rows_with(roles, today)
    found = [row for row in everything if filters.leave(row)]
    if request.GET.get("format") == "xlsx":
        return as_sheet(found)
    tasks = tasks_with(roles, today)
    suppliers, systems = queries.choices(everything)
    page = queries.page_of(found, request.GET.get("side", "1"))
    asked = request.GET.copy()
    asked.pop("side", None)
    return render(
        request,
        "overview/overview.html",
        {
            "page": page,
            "rows": [_shown(row) for row in page.object_list],
            "meetings": any(row.meeting for row in everything),
            "count": len(found),
            "filters": filters,
            "suppliers": suppliers,
            "systems": systems,
            "waits": [
                ("late", _("bindende frist overskredet")),
                ("supplier", _("venter på leverandøren")),
                ("authority", _("venter på myndigheden")),
                ("locked", _("låst")),
                ("none", _("ingen periode endnu")),
            ],
            "tasks": [(task, task.late(today)) for task in tasks[:FIRST_TASKS]],
            "more": max(0, len(tasks) - FIRST_TASKS),
            "waiting": waiting_sentence(tasks, today),
            "verdict": queries.verdict(everything),
            "asked": asked.urlencode(),
        },
    )


@login_required
@require_GET
def tasks(request: SignedIn) -> HttpResponse:
    """Show everything that waits for the person."""
    today = timezone.localdate()
    roles = roles_of(request.user)
    found = tasks_with(roles, today)
    return render(
        request,
        "overview/tasks.html",
        {
            "tasks": [(task, task.late(today)) for task in found],
            "waiting": waiting_sentence(found, today),
            "contracts": list(
                dict.fromkeys(task.contract for task in found if roles[task.contract] & MAY["see"])
            ),
        },
    )


def _shown(row: Row) -> dict[str, object]:
    return {
        "row": row,
        "tiles": [
            (
                tile,
                queries.SIGNS[tile.state],
                queries.tile_word(tile),
                code_name(tile.code, row.contract.zone),
            )
            for tile in row.tiles
        ],
        "state": queries.tile_word(row.current) if row.current else "",
        "name": code_name(row.current.code, row.contract.zone) if row.current else "",
    }
