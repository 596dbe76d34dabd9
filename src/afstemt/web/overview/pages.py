"""Overblik and Opgaver."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from afstemt.core.units.wording import _
from afstemt.web.contracts.models import Contract
from afstemt.web.contracts.pages import SignedIn
from afstemt.web.contracts.roles import MAY
from afstemt.web.overview import queries
from afstemt.web.overview.queries import Filters, Row, Seen
from afstemt.web.overview.sheet import as_sheet
from afstemt.web.overview.tasks import roles_of, tasks_in, waiting_sentence
from afstemt.web.overview.tiles import Tiles, word
from afstemt.web.overview.told import told

FIRST_TASKS = 5
"""Tasks that open the overview; all stand on their own page."""


@login_required
@require_GET
def overview(request: SignedIn) -> HttpResponse:
    """Show what waits for the person, then a row per contract."""
    today = timezone.localdate()
    filters = Filters.of(request.GET)
    seen = Seen.by(roles_of(request.user), today)
    contracts = seen.contracts(request.user, filters)
    if request.GET.get("format") == "xlsx":
        return as_sheet(seen.rows(contracts))
    tasks = seen.tasks
    suppliers, systems = queries.choices(request.user)
    page = queries.page_of(contracts, request.GET.get("side", "1"))
    rows = seen.rows(page.object_list)
    tiles = Tiles()
    asked = request.GET.copy()
    asked.pop("side", None)
    return render(
        request,
        "overview/overview.html",
        {
            "page": page,
            "rows": [_shown(row, tiles) for row in rows],
            "meetings": any(row.meeting for row in rows),
            "count": page.paginator.count,
            "filters": filters,
            "suppliers": suppliers,
            "systems": systems,
            "waits": [
                (queries.LATE, _("bindende frist overskredet")),
                ("supplier", _("venter på leverandøren")),
                ("authority", _("venter på myndigheden")),
                ("locked", _("låst")),
                ("none", _("ingen periode endnu")),
            ],
            "tasks": [(task, task.late(today)) for task in told(tasks[:FIRST_TASKS])],
            "more": max(0, len(tasks) - FIRST_TASKS),
            "waiting": waiting_sentence(tasks, today),
            "verdict": seen.verdict(),
            "asked": asked.urlencode(),
        },
    )


@login_required
@require_GET
def tasks(request: SignedIn) -> HttpResponse:
    """Show everything that waits for the person."""
    today = timezone.localdate()
    roles = roles_of(request.user)
    found = tasks_in(roles, today)
    return render(
        request,
        "overview/tasks.html",
        {
            "tasks": [(task, task.late(today)) for task in told(found)],
            "waiting": waiting_sentence(found, today),
            "contracts": Contract.objects.visible_to(request.user, MAY["see"]).filter(
                pk__in={one.contract for one in found}
            ),
        },
    )


def _shown(row: Row, tiles: Tiles) -> dict[str, object]:
    return {
        "row": row,
        "tiles": tiles.of(row),
        "state": word(row.current) if row.current else "",
        "name": tiles.name(row.current.code) if row.current else "",
    }
