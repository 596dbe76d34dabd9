"""Perioden: calculate, read the verdict, download."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from afstemt.core.units.fault import Fault, Refused
from afstemt.core.units.formats import period_name
from afstemt.core.units.period import Period, parse_period
from afstemt.web.contracts.access import role_in
from afstemt.web.contracts.pages import SignedIn, visible
from afstemt.web.contracts.roles import may
from afstemt.web.periods import actions
from afstemt.web.refusals import NotAllowed, WrongState

TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".json": "application/json",
}


def the_period(code: str, zone: str) -> Period:
    """Return the month of an address, else answer 404."""
    try:
        return parse_period(code, zone)
    except ValueError as error:
        raise Http404 from error


@login_required
@require_http_methods(["GET", "POST"])
def period(request: SignedIn, contract_id: int, code: str) -> HttpResponse:
    """Show a period's reports, and calculate a new one."""
    found = visible(request, contract_id, "read_report")
    judged = the_period(code, found.zone)
    faults: tuple[Fault, ...] = ()
    status = 200
    if request.method == "POST":
        try:
            actions.make_report(actor=request.user, contract=found, period=judged, at=timezone.now())
            return redirect("period", found.pk, judged.code)
        except Refused as refused:
            faults, status = refused.faults, 422
        except (NotAllowed, WrongState) as refused:
            messages.error(request, str(refused))
            return redirect("period", found.pk, judged.code)
    reports = list(found.reports.filter(period=judged.code).select_related("made_by"))
    return render(
        request,
        "periods/period.html",
        {
            "contract": found,
            "code": judged.code,
            "name": period_name(judged),
            "reports": reports,
            "latest": reports[0] if reports else None,
            "may_make": "make_report" in may(role_in(found, request.user)),
            "faults": faults,
        },
        status=status,
    )


@login_required
@require_GET
def download(request: SignedIn, contract_id: int, code: str, number: int, name: str) -> FileResponse:
    """Give a report's file; it is what its hash says."""
    found = visible(request, contract_id, "read_report")
    version = get_object_or_404(found.reports, period=code, number=number)
    if name not in version.files:
        raise Http404
    path = actions.folder_of(version.key) / name
    if not path.is_file():
        raise Http404
    title = f"{name.rpartition('.')[0]}-{code}-{number}.{name.rpartition('.')[2]}"
    return FileResponse(path.open("rb"), as_attachment=True, filename=title, content_type=TYPES[path.suffix])
