"""Overblik and Opgaver."""

from collections.abc import Iterable

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from afstemt.core.report.trends import code_name
from afstemt.core.units.wording import _
from afstemt.web.contracts.models import Contract
from afstemt.web.contracts.roles import MAY
from afstemt.web.overview.rows import Row, rows_of
from afstemt.web.overview.sheet import as_sheet
from afstemt.web.overview.task_texts import Task, verdict
from afstemt.web.overview.tasks import Roles, is_for, roles_of, waiting_sentence
from afstemt.web.overview.tiles import SIGNS, word
from afstemt.web.pages.overview import filters
from afstemt.web.pages.requests import SignedIn

FIRST_TASKS = 5
"""Tasks that open the overview; all stand on their own page."""
A_PAGE = 25


@login_required
@require_GET
def overview(request: SignedIn) -> HttpResponse:
    """Show what waits for the person, then a row per contract."""
    today = timezone.localdate()
    roles = roles_of(request.user)
    everything = rows_of(roles, today)
    asked_for = filters.Filters.of(request.GET)
    found = [row for row in everything if asked_for.leave(row)]
    if request.GET.get("format") == "xlsx":
        return as_sheet(found)
    tasks = _for(roles, everything)
    suppliers, systems = filters.choices(everything)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("side", "1"))
    meetings = any(row.meeting for row in everything)
    asked = request.GET.copy()
    asked.pop("side", None)
    return render(
        request,
        "overview/overview.html",
        {
            "page": page,
            "rows": [_written(row, meetings=meetings) for row in page.object_list],
            "meetings": meetings,
            "count": len(found),
            "filters": asked_for,
            "suppliers": suppliers,
            "systems": systems,
            "waits": [
                (filters.LATE, _("bindende frist overskredet")),
                ("supplier", _("venter på leverandøren")),
                ("authority", _("venter på myndigheden")),
                ("locked", _("låst")),
                ("none", _("ingen periode endnu")),
            ],
            "tasks": [(task, task.late(today)) for task in tasks[:FIRST_TASKS]],
            "more": max(0, len(tasks) - FIRST_TASKS),
            "waiting": waiting_sentence(tasks, today),
            "verdict": verdict([one for row in everything for one in row.late]),
            "asked": asked.urlencode(),
        },
    )


@login_required
@require_GET
def tasks(request: SignedIn) -> HttpResponse:
    """Show everything that waits for the person, the most pressing first."""
    today = timezone.localdate()
    roles = roles_of(request.user)
    found = _for(roles, rows_of(roles, today))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("side", "1"))
    return render(
        request,
        "overview/tasks.html",
        {
            "page": page,
            "tasks": [(task, task.late(today)) for task in page.object_list],
            "waiting": waiting_sentence(found, today),
            "contracts": Contract.objects.visible_to(request.user, MAY["see"]).filter(
                pk__in={one.contract.pk for one in page.object_list}
            ),
        },
    )


def _for(roles: Roles, rows: Iterable[Row]) -> list[Task]:
    """Return what waits for one with the roles, the most pressing first."""
    mine = [one for row in rows for one in row.owed if is_for(one.obligation, roles[row.contract.pk])]
    return sorted(mine, key=lambda one: one.obligation.pressing)


def _written(row: Row, *, meetings: bool) -> str:
    """Return the row as a piece of the page; written once for each language while the row stands."""
    way = (get_language(), meetings)
    if way not in row.written:
        names = [code_name(tile.code, row.contract.zone) for tile in row.tiles]
        row.written[way] = render_to_string(
            "overview/row.html",
            {
                "row": row,
                "tiles": [
                    (tile, SIGNS[tile.state], word(tile), name)
                    for tile, name in zip(row.tiles, names, strict=True)
                ],
                "name": code_name(row.current.code, row.contract.zone) if row.current else "",
                "state": word(row.current) if row.current else "",
                "meetings": meetings,
            },
        )
    return row.written[way]
