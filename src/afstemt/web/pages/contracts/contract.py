"""The pages of contracts: each authorises, calls one action or query, and renders."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from afstemt.core.report.trends import code_name
from afstemt.core.units.fault import Fault, Refused
from afstemt.web.contracts import actions, queries
from afstemt.web.contracts.beginnings import from_scratch, from_standard
from afstemt.web.contracts.mandate import mandates_of
from afstemt.web.overview.rows import rows_of
from afstemt.web.overview.tiles import SIGNS, word
from afstemt.web.pages.contracts.forms import NewContract
from afstemt.web.pages.requests import SignedIn, visible
from afstemt.web.parties.models import Organisation
from afstemt.web.refusals import NotAllowed


@login_required
@require_http_methods(["GET", "POST"])
def create(request: SignedIn) -> HttpResponse:
    """Create a contract from a terms file, from the standard contract, or from nothing."""
    form = NewContract(request.user.organisation, request.POST or None, request.FILES or None)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST" and form.is_valid():
        own, other = request.user.organisation, form.cleaned_data["other_party"]
        authority, supplier = (own, other) if own.kind == "authority" else (other, own)
        try:
            contract = actions.create_contract(
                actor=request.user,
                title=form.cleaned_data["title"],
                authority=authority,
                supplier=supplier,
                text=_first_terms(form.cleaned_data, authority, supplier),
                at=timezone.now(),
                form=form.cleaned_data["form"],
            )
            return redirect("contract" if form.cleaned_data["how"] == "file" else "terms", contract.pk)
        except actions.AlreadyCreated as refused:
            messages.info(request, str(refused))
            return redirect("contract", refused.contract.pk)
        except Refused as refused:
            faults = refused.faults
        except NotAllowed as refused:
            messages.error(request, str(refused))
    status = 422 if request.method == "POST" else 200
    return render(request, "contracts/create.html", {"form": form, "faults": faults}, status=status)


def _first_terms(given: dict[str, Any], authority: Organisation, supplier: Organisation) -> str:
    """Return the first draft's text, made the way that was chosen."""
    about = {
        "title": given["title"],
        "in_force_from": given["in_force_from"],
        "authority": authority,
        "supplier": supplier,
    }
    if given["how"] == "standard":
        return from_standard(**about)
    return from_scratch(**about) if given["how"] == "scratch" else str(given["document"])


@login_required
@require_GET
def contract(request: SignedIn, contract_id: int) -> HttpResponse:
    """Show a contract: its parties and its periods."""
    found = visible(request, contract_id, "read_report")
    today = timezone.localdate()
    mandates = mandates_of(found, request.user)
    (row,) = rows_of({found.pk: mandates.roles}, today)
    words = {tile.code: (SIGNS[tile.state], word(tile)) for tile in row.tiles}
    return render(
        request,
        "contracts/contract.html",
        {
            "contract": found,
            "guest": mandates.guest,
            "passed": [one.lateness for one in row.passed],
            "now": word(row.current) if row.current else "",
            "name": code_name(row.current.code, found.zone) if row.current else "",
            "in_force": [
                version for version in found.versions.order_by("-in_force_from") if version.in_force
            ],
            "periods": [(code, name, *words[code]) for code, name in queries.last_periods(today, found.zone)],
        },
    )
