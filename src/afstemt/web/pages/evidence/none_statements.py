"""Var der ingen? Stating that a month had none of something, and taking it back, on the page of its evidence."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from afstemt.core.units.period import Period
from afstemt.core.units.wording import _
from afstemt.web.contracts.models import Contract
from afstemt.web.lifecycle import background
from afstemt.web.pages.requests import SignedIn, visible
from afstemt.web.periods.address import the_period
from afstemt.web.refusals import NotAllowed, WrongState
from afstemt.web.reports import none_statements as actions
from afstemt.web.reports.models import NoneStatement


@login_required
@require_POST
def state_none(request: SignedIn, contract_id: int, code: str) -> HttpResponse:
    """State that the month had none; what is calculated already is calculated anew."""
    found = visible(request, contract_id)
    judged = the_period(code, found.zone)
    if not request.POST.get("sure"):
        messages.error(request, _("Sæt kryds ved, at der ingen var."))
        return _back(found, judged)
    try:
        actions.state_none(
            actor=request.user,
            contract=found,
            period=judged,
            topic=request.POST.get("topic", ""),
            at=timezone.now(),
        )
    except (NotAllowed, WrongState) as why:
        messages.error(request, str(why))
        return _back(found, judged)
    _said(request, found, judged, _("Det er noteret, at der ingen var."))
    return _back(found, judged)


@login_required
@require_POST
def withdraw_none(request: SignedIn, contract_id: int, code: str, statement_id: int) -> HttpResponse:
    """Take back that the month had none; what is calculated already is calculated anew."""
    found = visible(request, contract_id)
    judged = the_period(code, found.zone)
    held = get_object_or_404(NoneStatement, pk=statement_id, period__contract=found, period__code=judged.code)
    try:
        actions.withdraw_none(actor=request.user, contract=found, statement=held, at=timezone.now())
    except (NotAllowed, WrongState) as why:
        messages.error(request, str(why))
        return _back(found, judged)
    _said(request, found, judged, _("Det er trukket tilbage."))
    return _back(found, judged)


def _said(request: SignedIn, contract: Contract, period: Period, said: str) -> None:
    again = background.ask_again(actor=request.user, contract=contract, period=period, at=timezone.now())
    more = _("Driftsrapporten beregnes igen.") if again else ""
    messages.success(request, f"{said} {more}".strip())


def _back(contract: Contract, period: Period) -> HttpResponse:
    return redirect(reverse("period_data", args=(contract.pk, period.code)) + "#ingen")
