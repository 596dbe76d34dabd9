"""Driftsrapport: read with comments; and how one figure came about."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from afstemt.core.report.registry import SECTIONS
from afstemt.core.units.formats import period_name
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _
from afstemt.web.contracts.mandate import mandates_of
from afstemt.web.contracts.models import Contract
from afstemt.web.pages.answers import decided
from afstemt.web.pages.requests import SignedIn, visible
from afstemt.web.periods.address import the_period
from afstemt.web.periods.models import ReportVersion
from afstemt.web.periods.rendering import shown
from afstemt.web.periods.state import standing
from afstemt.web.periods.state_texts import ball_sentence
from afstemt.web.reports import actions
from afstemt.web.reports.models import Thread
from afstemt.web.reports.queries import Talk, talks

LEVEL = "level:"
"""Begins what a thread is about when it is about a figure."""

EXPLAINED = frozenset(spec.id for spec in SECTIONS if spec.figures)
"""Sections that lead to how their figures came about."""


def chosen_version(request: SignedIn, found: Contract, code: str) -> ReportVersion:
    """Return the version that the address names by ``?udkast=``, else the newest; 404 for none."""
    said = request.GET.get("udkast", "")
    versions = found.reports.filter(period=code).select_related("made_by")
    if said:
        return get_object_or_404(versions, number=int(said) if said.isdecimal() and len(said) < 9 else -1)
    newest: ReportVersion | None = versions.first()
    if newest is None:
        raise Http404
    return newest


def _common(request: SignedIn, found: Contract, judged: Period, version: ReportVersion) -> dict[str, Any]:
    mandates = mandates_of(found, request.user)
    now = standing(found, judged.code)
    said = shown(version.key)
    if said is None:
        raise Http404
    return {
        "contract": found,
        "code": judged.code,
        "name": period_name(judged),
        "version": version,
        "newest": now.row is not None and now.row.latest_id == version.pk,
        "now": now,
        "ball": ball_sentence(now, timezone.localdate()),
        "may": mandates.rights,
        "guest": mandates.guest,
        "side": mandates.side,
        "shown": said,
        "talks": talks(now.row, mandates.side),
    }


@login_required
@require_GET
def read(request: SignedIn, contract_id: int, code: str) -> HttpResponse:
    """Show the report as one page: the supplier's words first, comments beside each section."""
    found = visible(request, contract_id, "read_report")
    judged = the_period(code, found.zone)
    version = chosen_version(request, found, judged.code)
    common = _common(request, found, judged, version)
    parts = [(part, common["talks"].get(part["id"], Talk())) for part in common["shown"]["parts"]]
    return render(request, "reports/read.html", {**common, "parts": parts, "explained": EXPLAINED})


@login_required
@require_GET
def figure(request: SignedIn, contract_id: int, code: str, level: str) -> HttpResponse:
    """Show how a level's figure came about: clause, definition, formula with numbers, rows with file and line."""
    found = visible(request, contract_id, "read_report")
    judged = the_period(code, found.zone)
    version = chosen_version(request, found, judged.code)
    common = _common(request, found, judged, version)
    own = next((one for one in common["shown"]["levels"] if one["id"] == level), None)
    if own is None:
        raise Http404
    about = LEVEL + level
    return render(
        request,
        "reports/figure.html",
        {**common, "level": own, "about": about, "talk": common["talks"].get(about, Talk())},
    )


@login_required
@require_POST
def comment(request: SignedIn, contract_id: int, code: str) -> HttpResponse:
    """Open a thread."""
    found = visible(request, contract_id)
    judged = the_period(code, found.zone)
    about = request.POST.get("about", "")
    answer = decided(
        request,
        lambda: actions.comment(
            actor=request.user,
            contract=found,
            period=judged,
            about=about,
            text=request.POST.get("text", ""),
            internal=request.POST.get("audience") == "internal",
            at=timezone.now(),
        ),
        _("Kommentaren er gemt."),
        "report",
        found.pk,
        judged.code,
    )
    return _back(answer, found, judged, about)


@login_required
@require_POST
def answer(request: SignedIn, contract_id: int, code: str, thread_id: int) -> HttpResponse:
    """Add to a thread, or end it."""
    found = visible(request, contract_id)
    judged = the_period(code, found.zone)
    own = Thread.objects.of_side(mandates_of(found, request.user).side)
    thread = get_object_or_404(own, pk=thread_id, period__contract=found, period__code=judged.code)
    ends = request.POST.get("do") == "resolve"
    reply = decided(
        request,
        (lambda: actions.resolve(actor=request.user, contract=found, thread=thread, at=timezone.now()))
        if ends
        else (
            lambda: actions.answer(
                actor=request.user,
                contract=found,
                thread=thread,
                text=request.POST.get("text", ""),
                at=timezone.now(),
            )
        ),
        _("Tråden er afsluttet.") if ends else _("Kommentaren er gemt."),
        "report",
        found.pk,
        judged.code,
    )
    return _back(reply, found, judged, thread.about)


def _back(answer: HttpResponse, found: Contract, judged: Period, about: str) -> HttpResponse:
    """Return to where the comment stands: the figure's page, or the report's section."""
    if about.startswith(LEVEL):
        return redirect("figure", found.pk, judged.code, about.removeprefix(LEVEL))
    answer.headers["Location"] += f"#{about}" if about else ""
    return answer
