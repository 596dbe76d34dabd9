"""Efterreguleringer: what was found after a period was locked, proposed and answered."""

from collections.abc import Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from afstemt.core.report.trends import code_name
from afstemt.core.report.words import sentence
from afstemt.core.terms.model.contract import Contract as Terms
from afstemt.core.units.wording import _
from afstemt.web.contracts.mandate import Mandates, mandates_of
from afstemt.web.contracts.models import Contract
from afstemt.web.contracts.terms import in_force
from afstemt.web.pages.answers import decided
from afstemt.web.pages.requests import SignedIn, visible
from afstemt.web.penalties.corrections.actions import (
    FROM,
    RAISED,
    REDUCED,
    RIGHT,
    WHAT,
    decide_correction,
    propose_correction,
)
from afstemt.web.penalties.corrections.rows import corrections, locked_periods
from afstemt.web.penalties.corrections.words import effect, told, verdict
from afstemt.web.penalties.models import Correction
from afstemt.web.refusals import NotAllowed, WrongState

FIELDS = ("code", "what", "direction", "amount", "level", "reason")


@login_required
@require_http_methods(["GET", "POST"])
def corrections_page(request: SignedIn, contract_id: int) -> HttpResponse:
    """Show the contract's corrections, and propose one; a form that is refused stands as it was written."""
    found = visible(request, contract_id)
    if request.method != "POST":
        return _page(request, found, {"code": request.GET.get("periode", "")})
    written = {name: request.POST.get(name, "") for name in FIELDS}
    try:
        made = propose_correction(actor=request.user, contract=found, at=timezone.now(), **written)
    except (NotAllowed, WrongState) as why:
        return _page(request, found, written, str(why), 422)
    said = _("Efterreguleringen er foreslået og venter på den anden part: {effect}.")
    messages.success(request, sentence(said.format(effect=effect(made, found.zone))))
    return redirect("corrections", found.pk)


@login_required
@require_POST
def decide(request: SignedIn, contract_id: int, correction_id: int) -> HttpResponse:
    """Agree to a correction, dispute it, or withdraw it."""
    found = visible(request, contract_id)
    held = get_object_or_404(Correction, pk=correction_id, period__contract=found)
    kind = request.POST.get("kind", "")
    return decided(
        request,
        lambda: decide_correction(
            actor=request.user,
            contract=found,
            correction=held,
            kind=kind,
            reason=request.POST.get("reason", ""),
            at=timezone.now(),
        ),
        {
            "agree": _("Efterreguleringen er godkendt."),
            "dispute": _("Efterreguleringen er bestridt."),
            "withdraw": _("Efterreguleringen er trukket tilbage."),
        }.get(kind, ""),
        "corrections",
        found.pk,
    )


def _open(one: Correction, mandates: Mandates) -> list[str]:
    """Return the decisions that the correction's state and the person's party allow."""
    ours = one.proposed_for == mandates.side
    return [
        kind
        for kind, states in FROM.items()
        if one.state in states and (kind == "withdraw") == ours and mandates.to(RIGHT[kind])
    ]


def _page(
    request: SignedIn, found: Contract, written: Mapping[str, str], wrong: str = "", status: int = 200
) -> HttpResponse:
    terms, mandates = in_force(found), mandates_of(found, request.user)
    shown = corrections(found)
    return render(
        request,
        "penalties/corrections.html",
        {
            "contract": found,
            "said": verdict(shown),
            "corrections": [(one, _open(one.row, mandates)) for one in told(shown, found.zone)],
            "may_propose": terms is not None and mandates.to("correction_propose") is not None,
            "periods": [(code, code_name(code, found.zone)) for code in locked_periods(found)],
            "levels": _levels(terms),
            "whats": ((WHAT.PENALTY, _("Bod")), (WHAT.BONUS, _("Bonus")), (WHAT.FEE, _("Vederlag"))),
            "directions": ((REDUCED, _("nedsættes")), (RAISED, _("forhøjes"))),
            "written": written,
            "wrong": wrong,
        },
        status=status,
    )


def _levels(terms: Terms | None) -> dict[str, str]:
    """Return the titles of all service levels that the terms have or had, by their ids."""
    versions = terms.versions if terms else ()
    return {level.id: level.title for version in versions for level in version.service_levels}
