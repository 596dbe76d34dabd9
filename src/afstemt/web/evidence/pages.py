"""Datagrundlag: deliver files, see what they became, confirm or withdraw."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from afstemt.core.units.fault import Fault, Refused
from afstemt.core.units.wording import _
from afstemt.web.contracts.access import role_in
from afstemt.web.contracts.forms import Reason
from afstemt.web.contracts.pages import SignedIn, visible
from afstemt.web.contracts.roles import may
from afstemt.web.evidence import actions
from afstemt.web.evidence.store import faults_of
from afstemt.web.refusals import NotAllowed, WrongState

SHOWN = 200
"""Faults shown on a page; the rest are counted."""


@login_required
@require_http_methods(["GET", "POST"])
def deliveries(request: SignedIn, contract_id: int) -> HttpResponse:
    """Show the contract's deliveries, and take a new one."""
    found = visible(request, contract_id)
    faults: tuple[Fault, ...] = ()
    status = 200
    if request.method == "POST":
        files = request.FILES.getlist("files")
        try:
            if not files:
                raise WrongState(_("Vælg mindst én fil."))
            delivery = actions.deliver(actor=request.user, contract=found, files=files, at=timezone.now())
            return redirect("delivery", found.pk, delivery.pk)
        except Refused as refused:
            faults, status = refused.faults, 422
        except (NotAllowed, WrongState) as refused:
            messages.error(request, str(refused))
            return redirect("deliveries", found.pk)
    shown = found.deliveries.select_related("made_by").prefetch_related("files")
    return render(
        request,
        "evidence/deliveries.html",
        {
            "contract": found,
            "deliveries": shown,
            "may_deliver": "deliver" in may(role_in(found, request.user)),
            "faults": faults[:SHOWN],
            "more_faults": max(0, len(faults) - SHOWN),
        },
        status=status,
    )


@login_required
@require_GET
def delivery(request: SignedIn, contract_id: int, delivery_id: int) -> HttpResponse:
    """Show what a delivery became: files, rows used and set aside, each with its reason."""
    found = visible(request, contract_id)
    one = get_object_or_404(found.deliveries.select_related("made_by"), pk=delivery_id)
    faults = faults_of(one.key)
    return render(
        request,
        "evidence/delivery.html",
        {
            "contract": found,
            "delivery": one,
            "files": one.files.all(),
            "aside": [fault for fault in faults if fault.severity == "set_aside"][:SHOWN],
            "more_aside": max(0, sum(fault.severity == "set_aside" for fault in faults) - SHOWN),
            "notes": [fault for fault in faults if fault.severity == "note"][:SHOWN],
            "may_deliver": "deliver" in may(role_in(found, request.user)),
        },
    )


@login_required
@require_POST
def confirm(request: SignedIn, contract_id: int, delivery_id: int) -> HttpResponse:
    """Confirm a delivery."""
    found = visible(request, contract_id)
    one = get_object_or_404(found.deliveries, pk=delivery_id)
    try:
        actions.confirm(actor=request.user, delivery=one, at=timezone.now())
        messages.success(request, _("Leverancen er bekræftet og indgår i datagrundlaget."))
    except (NotAllowed, WrongState) as refused:
        messages.error(request, str(refused))
    return redirect("deliveries", found.pk)


@login_required
@require_POST
def withdraw(request: SignedIn, contract_id: int, delivery_id: int) -> HttpResponse:
    """Withdraw a delivery."""
    found = visible(request, contract_id)
    one = get_object_or_404(found.deliveries, pk=delivery_id)
    form = Reason(request.POST)
    try:
        if not form.is_valid():
            raise WrongState(_("Skriv, hvorfor leverancen trækkes tilbage."))
        actions.withdraw(
            actor=request.user, delivery=one, reason=form.cleaned_data["reason"], at=timezone.now()
        )
        messages.success(request, _("Leverancen er trukket tilbage, og dens data er slettet."))
    except (NotAllowed, WrongState) as refused:
        messages.error(request, str(refused))
    return redirect("deliveries", found.pk)
