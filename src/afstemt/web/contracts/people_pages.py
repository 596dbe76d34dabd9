"""Parter og adgang: who is in the contract; access given and ended."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from afstemt.core.units.wording import _
from afstemt.web.contracts import access
from afstemt.web.contracts.forms import GiveAccess, Reason
from afstemt.web.contracts.pages import SignedIn, visible
from afstemt.web.contracts.roles import may, title
from afstemt.web.look.answers import decided, refused
from afstemt.web.parties.models import Person


@login_required
@require_http_methods(["GET", "POST"])
def people(request: SignedIn, contract_id: int) -> HttpResponse:
    """Show who has access; give a person a role."""
    found = visible(request, contract_id)
    if request.method == "POST":
        return _give(request, contract_id)
    shown = found.access.filter(ended_at__isnull=True).select_related("person", "person__organisation")
    return render(
        request,
        "contracts/people.html",
        {
            "contract": found,
            "may": may(access.role_in(found, request.user)),
            "people": [(one, _(title(one.role))) for one in shown],
            "give_access": GiveAccess(),
        },
    )


def _give(request: SignedIn, contract_id: int) -> HttpResponse:
    found = visible(request, contract_id)
    form = GiveAccess(request.POST)
    if not form.is_valid():
        return refused(request, _("Angiv en mailadresse og en rolle."), "people", found.pk)
    parties = (found.authority_id, found.supplier_id)
    person = Person.objects.filter(
        email__iexact=form.cleaned_data["email"], organisation_id__in=parties, is_active=True
    ).first()
    if person is None:
        return refused(request, _("Ingen hos kontraktens parter har den mailadresse."), "people", found.pk)
    return decided(
        request,
        lambda: access.give_access(
            actor=request.user,
            contract=found,
            person=person,
            role=form.cleaned_data["role"],
            at=timezone.now(),
        ),
        _("{name} har fået adgang.").format(name=person.name),
        "people",
        found.pk,
    )


@login_required
@require_POST
def end_access(request: SignedIn, contract_id: int, access_id: int) -> HttpResponse:
    """End a person's access."""
    found = visible(request, contract_id)
    held = get_object_or_404(found.access, pk=access_id)
    form = Reason(request.POST)
    if not form.is_valid():
        return refused(request, _("Skriv, hvorfor adgangen afsluttes."), "people", found.pk)
    answer = decided(
        request,
        lambda: access.end_access(
            actor=request.user, access=held, reason=form.cleaned_data["reason"], at=timezone.now()
        ),
        _("Adgangen er afsluttet."),
        "people",
        found.pk,
    )
    own_is_over = held.person_id == request.user.pk and access.role_in(found, request.user) is None
    return redirect("overview") if own_is_over else answer
