"""Perioden: its steps, who has the ball, the one next action; and its files."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from afstemt.core.units.fault import Fault
from afstemt.core.units.formats import period_name
from afstemt.core.units.period import Period
from afstemt.files.writing.registry import WRITERS
from afstemt.web.contracts.mandate import mandates_of
from afstemt.web.contracts.models import Contract
from afstemt.web.lifecycle.askings import newest
from afstemt.web.lifecycle.package import copy_is_made
from afstemt.web.pages.answers import looked_again
from afstemt.web.pages.requests import SignedIn, visible
from afstemt.web.penalties.corrections.rows import corrections
from afstemt.web.penalties.corrections.words import told
from afstemt.web.periods.address import the_period
from afstemt.web.periods.changes import changes
from afstemt.web.periods.models import Asking, ReportVersion
from afstemt.web.periods.rendering import folder_of, key_figures
from afstemt.web.periods.state import Standing, standing
from afstemt.web.periods.state_texts import ball_sentence, deadlines_shown
from afstemt.web.work.awaited import Progress


def context(
    request: SignedIn, found: Contract, judged: Period, faults: tuple[Fault, ...] = ()
) -> dict[str, Any]:
    """Return what the period's page shows."""
    today = timezone.localdate()
    mandates = mandates_of(found, request.user)
    now = standing(found, judged.code)
    reports = list(found.reports.filter(period=judged.code).select_related("made_by").order_by("-number"))
    latest = reports[0] if reports else None
    able = mandates.rights
    going = newest(found, judged.code, Asking.What.REPORT)
    if going and not going.waiting and not (now.writable and "make_report" in able):
        going = None  # what came of it is for those who can ask again
    return {
        "contract": found,
        "code": judged.code,
        "name": period_name(judged),
        "now": now,
        "ball": ball_sentence(now, today),
        "deadlines": deadlines_shown(now, today),
        "late": now.late(today),
        "reports": reports,
        "latest": latest,
        "key_figures": key_figures(latest.key) if latest else "",
        "changes": changes(latest, _before(now, reports)) if latest else (),
        "may": able,
        "guest": mandates.guest,
        "going": going,
        "copying": _copying(found, now) if now.state == "approved" and "archive" in able else None,
        "side": mandates.side,
        "corrections": told(corrections(found, judged.code), found.zone) if "see" in able else (),
        "meeting": next(
            (one["day"] for one in now.row.deadlines if one["what"] == "meeting" and one["day"]), ""
        )
        if now.row
        else "",
        "faults": faults or (going.faults if going else ()),
    }


@dataclass(frozen=True)
class Copying:
    """How the copy of an approved report without trade secrets stands.

    Attributes:
        made: It can be fetched; also when nothing is marked.
        going: How the newest asking for it goes.
    """

    made: bool
    going: Progress[Asking] | None


def _copying(found: Contract, now: Standing) -> Copying:
    assert now.last is not None
    made = copy_is_made(now.last)
    return Copying(made, None if made else newest(found, now.last.period.code, Asking.What.COPY))


def _before(now: Standing, reports: list[ReportVersion]) -> ReportVersion | None:
    """Return what the newest version is held against: what was last submitted, else the draft before."""
    latest = reports[0]
    submitted = next((one.version for one in now.submissions if one.version_id != latest.pk), None)
    return submitted or (reports[1] if len(reports) > 1 else None)


@login_required
@require_GET
def period(request: SignedIn, contract_id: int, code: str) -> HttpResponse:
    """Show a period."""
    found = visible(request, contract_id, "read_report")
    judged = the_period(code, found.zone)
    if request.htmx:  # type: ignore[attr-defined]
        asked = [newest(found, judged.code, what) for what in Asking.What.values]
        return looked_again(any(one.waiting for one in asked if one))
    return render(request, "periods/period.html", context(request, found, judged))


@login_required
@require_GET
def download(request: SignedIn, contract_id: int, code: str, number: int, name: str) -> FileResponse:
    """Give a report's file; it is what its hash says."""
    found = visible(request, contract_id, "read_report")
    version = get_object_or_404(found.reports, period=code, number=number)
    if name not in version.files:
        raise Http404
    path = folder_of(version.key) / name
    if not path.is_file():
        raise Http404
    title = f"{name.rpartition('.')[0]}-{code}-{number}.{name.rpartition('.')[2]}"
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=title, content_type=WRITERS[path.suffix[1:]].media_type
    )
