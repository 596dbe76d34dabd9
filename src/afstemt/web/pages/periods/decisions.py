"""What is done with a period: calculated, submitted, returned, approved, archived."""

from collections.abc import Callable
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from afstemt.core.units.fault import Refused
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _
from afstemt.web.contracts.mandate import mandate_to
from afstemt.web.contracts.models import Contract
from afstemt.web.lifecycle import background, decisions
from afstemt.web.lifecycle.package import package
from afstemt.web.pages.answers import decided, refused
from afstemt.web.pages.periods.period import context
from afstemt.web.pages.requests import SignedIn, visible
from afstemt.web.periods.address import the_period
from afstemt.web.periods.state import standing
from afstemt.web.refusals import NotAllowed, WrongState


@login_required
@require_POST
def calculate(request: SignedIn, contract_id: int, code: str) -> HttpResponse:
    """Ask for a new draft; the page it goes back to says how the calculation goes."""
    found = visible(request, contract_id)
    judged = the_period(code, found.zone)
    said = request.POST.get("meeting", "").strip()
    try:
        meeting = date.fromisoformat(said) if said else None
    except ValueError:
        return refused(request, _("Mødedatoen skal være en dato som 2026-11-18."), "period", found.pk, code)
    try:
        background.ask_for_report(
            actor=request.user, contract=found, period=judged, at=timezone.now(), meeting=meeting
        )
    except Refused as faults:
        return render(
            request, "periods/period.html", context(request, found, judged, faults.faults), status=422
        )
    except (NotAllowed, WrongState) as why:
        return refused(request, str(why), "period", found.pk, judged.code)
    return redirect(
        reverse("period", args=(found.pk, judged.code)) + "#naeste"
    )  # where the page says how it goes


@login_required
@require_POST
def submit(request: SignedIn, contract_id: int, code: str) -> HttpResponse:
    """Submit the newest draft."""
    return _decided(
        request,
        contract_id,
        code,
        lambda contract, period: decisions.submit(
            actor=request.user, contract=contract, period=period, number=_number(request), at=timezone.now()
        ),
        _("Driftsrapporten er indsendt til myndigheden."),
    )


@login_required
@require_POST
def send_back(request: SignedIn, contract_id: int, code: str) -> HttpResponse:
    """Return the submitted report."""
    return _decided(
        request,
        contract_id,
        code,
        lambda contract, period: decisions.return_report(
            actor=request.user,
            contract=contract,
            code=period.code,
            number=_number(request),
            reason=request.POST.get("reason", ""),
            at=timezone.now(),
        ),
        _("Driftsrapporten er sendt retur til leverandøren."),
    )


@login_required
@require_POST
def approve(request: SignedIn, contract_id: int, code: str) -> HttpResponse:
    """Approve the submitted report."""
    return _decided(
        request,
        contract_id,
        code,
        lambda contract, period: decisions.approve_report(
            actor=request.user,
            contract=contract,
            code=period.code,
            number=_number(request),
            reservations=request.POST.get("reservations", ""),
            at=timezone.now(),
        ),
        _("Driftsrapporten er godkendt, og perioden er låst."),
    )


@login_required
@require_POST
def journal(request: SignedIn, contract_id: int, code: str) -> HttpResponse:
    """Write the number of the authority's journal case."""
    return _decided(
        request,
        contract_id,
        code,
        lambda contract, period: decisions.set_journal_number(
            actor=request.user,
            contract=contract,
            code=period.code,
            number=request.POST.get("journal_number", ""),
            at=timezone.now(),
        ),
        _("Journalnummeret er gemt."),
    )


def _decided(
    request: SignedIn,
    contract_id: int,
    code: str,
    decide: Callable[[Contract, Period], object],
    said: str,
) -> HttpResponse:
    """Carry out a decision on the period of the address, and go back to its page."""
    found = visible(request, contract_id)
    judged = the_period(code, found.zone)
    return decided(request, lambda: decide(found, judged), said, "period", found.pk, judged.code)


@login_required
@require_GET
def archive(request: SignedIn, contract_id: int, code: str) -> HttpResponse | FileResponse:
    """Give the package for the records system."""
    found = visible(request, contract_id)
    judged = the_period(code, found.zone)
    now = standing(found, judged.code)
    try:
        mandate_to(found, request.user, "archive")
    except NotAllowed as why:
        return refused(request, str(why), "period", found.pk, judged.code)
    if now.last is None or now.state != "approved":
        said = _("Pakken kan hentes, når driftsrapporten er godkendt.")
        return refused(request, said, "period", found.pk, judged.code)
    without = request.GET.get("uden") == "hemmeligheder"
    name = f"journal-{judged.code}{'-uden-hemmeligheder' if without else ''}.zip"
    try:
        given = package(now.last, without_secrets=without)
    except WrongState as why:
        return refused(request, str(why), "period", found.pk, judged.code)
    return FileResponse(given, as_attachment=True, filename=name, content_type="application/zip")


@login_required
@require_POST
def copy(request: SignedIn, contract_id: int, code: str) -> HttpResponse:
    """Ask for the copy without trade secrets; the page it goes back to says when it can be fetched."""
    return _decided(
        request,
        contract_id,
        code,
        lambda contract, period: background.ask_for_copy(
            actor=request.user, contract=contract, code=period.code, at=timezone.now()
        ),
        _("Udgaven uden forretningshemmeligheder bliver lavet."),
    )


def _number(request: SignedIn) -> int:
    """Return the number of what the person has seen; one that is not there matches nothing."""
    said = request.POST.get("number", "")
    return int(said) if said.isdecimal() and len(said) < 9 else -1
