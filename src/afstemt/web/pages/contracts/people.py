"""Parter og adgang: who is in the contract; roles changed, handed over and ended; what has been decided."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from afstemt.core.units.wording import _
from afstemt.web.contracts import access, decisions
from afstemt.web.contracts.mandate import mandate_to, mandates_of
from afstemt.web.contracts.models import Access, Contract
from afstemt.web.contracts.people import people_of
from afstemt.web.contracts.roles import side_of
from afstemt.web.overview import handover
from afstemt.web.overview.task_texts import in_words
from afstemt.web.overview.tasks import tasks_in
from afstemt.web.pages.answers import decided, refused
from afstemt.web.pages.contracts.forms import HandOver, Invite, NewRole
from afstemt.web.pages.forms import Reason
from afstemt.web.pages.requests import SignedIn, visible

A_PAGE = 50
"""Decisions on one page."""


@login_required
@require_GET
def people(request: SignedIn, contract_id: int) -> HttpResponse:
    """Show who is in the contract, and what the person may do about it."""
    found = visible(request, contract_id)
    mandates = mandates_of(found, request.user)
    side = mandates.side
    giving = mandates.to("give_access")
    roles = access.roles_to_give(giving) if giving else ()
    return render(
        request,
        "contracts/people.html",
        {
            "contract": found,
            "may": mandates.rights,
            "side": side,
            "shown": people_of(found, mandates, timezone.now()),
            "invite": Invite(roles),
            "roles": NewRole([role for role in roles if side_of(role) in (side, "")]),
            "colleagues": _colleagues(found, request.user.pk, side),
            "today": timezone.localdate(),
        },
    )


def _colleagues(contract: Contract, person: int, side: str) -> list[Access]:
    """Return the accesses of others than a person on a side, by name."""
    held = contract.access.filter(ended_at__isnull=True).exclude(person=person).select_related("person")
    return sorted((one for one in held if side_of(one.role) == side), key=lambda one: one.person.name)


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
    own_is_over = held.person_id == request.user.pk and access.access_of(found, request.user) is None
    return redirect("overview") if own_is_over else answer


@login_required
@require_POST
def change_role(request: SignedIn, contract_id: int, access_id: int) -> HttpResponse:
    """Give a person another role."""
    found = visible(request, contract_id)
    held = get_object_or_404(found.access, pk=access_id)
    form = NewRole(Access.Role.values, request.POST)
    if not form.is_valid():
        return refused(request, _("Vælg den nye rolle, og skriv, hvorfor den skiftes."), "people", found.pk)
    return decided(
        request,
        lambda: access.change_role(
            actor=request.user,
            access=held,
            role=form.cleaned_data["role"],
            reason=form.cleaned_data["reason"],
            at=timezone.now(),
        ),
        _("Rollen er skiftet."),
        "people",
        found.pk,
    )


@login_required
@require_http_methods(["GET", "POST"])
def hand_over(request: SignedIn, contract_id: int, access_id: int) -> HttpResponse:
    """Show what is open and what the person has decided and why; hand the role to another."""
    found = visible(request, contract_id, "give_access")
    held = get_object_or_404(found.access.select_related("person"), pk=access_id, ended_at__isnull=True)
    side = mandate_to(found, request.user, "give_access").side
    if side_of(held.role) != side:
        return refused(request, _("Hver part afslutter adgang for sine egne roller."), "people", found.pk)
    if request.method == "POST":
        return _hand_over(request, found, held)
    rows = decisions.decisions_of(found, side).filter(actor=held.person)[:A_PAGE]
    return render(
        request,
        "contracts/hand_over.html",
        {
            "contract": found,
            "held": held,
            "tasks": in_words(tasks_in({found.pk: {held.role}}, timezone.localdate()), [found]),
            "decisions": decisions.in_words(rows),
            "colleagues": _colleagues(found, held.person_id, side),
        },
    )


def _hand_over(request: SignedIn, found: Contract, held: Access) -> HttpResponse:
    form = HandOver(request.POST)
    if not form.is_valid():
        said = _("Vælg, hvem der overtager, og skriv, hvorfor.")
        return refused(request, said, "hand_over", found.pk, held.pk)
    to = get_object_or_404(found.access.select_related("person"), pk=form.cleaned_data["to"])
    answer = decided(
        request,
        lambda: handover.hand_over(
            actor=request.user, access=held, to=to, reason=form.cleaned_data["reason"], at=timezone.now()
        ),
        _("Rollen er overdraget til {name}.").format(name=to.person.name),
        "people",
        found.pk,
    )
    return answer if access.access_of(found, request.user) else redirect("overview")


@login_required
@require_GET
def decisions_made(request: SignedIn, contract_id: int) -> HttpResponse:
    """Show what has been decided about the contract, newest first."""
    found = visible(request, contract_id)
    rows = decisions.decisions_of(found, mandate_to(found, request.user, "see").side)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("side"))
    return render(
        request,
        "contracts/decisions.html",
        {"contract": found, "page": page, "decisions": decisions.in_words(page.object_list)},
    )
