"""The pages of contracts: each authorises, calls one action or query, and renders."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from afstemt.core.units.fault import Fault, Refused
from afstemt.core.units.wording import _
from afstemt.web.contracts import actions, queries
from afstemt.web.contracts.forms import GiveAccess, NewContract, Reason, TermsFile
from afstemt.web.contracts.models import Contract
from afstemt.web.contracts.roles import MAY, title
from afstemt.web.parties.models import Person
from afstemt.web.refusals import NotAllowed, WrongState


class SignedIn(HttpRequest):
    """A request of a person who has signed in."""

    user: Person


def visible(request: HttpRequest, contract_id: int) -> Contract:
    """Return a contract that the person sees, else answer 404, as for one that is not there."""
    assert isinstance(request.user, Person)
    found = Contract.objects.visible_to(request.user).select_related("authority", "supplier")
    contract: Contract = get_object_or_404(found, pk=contract_id)
    return contract


@login_required
@require_GET
def overview(request: SignedIn) -> HttpResponse:
    """Show the contracts that the person sees."""
    rows = queries.overview(request.user)
    without = sum(not row.versions_in_force for row in rows)
    return render(request, "contracts/overview.html", {"rows": rows, "without_terms": without})


@login_required
@require_http_methods(["GET", "POST"])
def create(request: SignedIn) -> HttpResponse:
    """Create a contract from a terms file."""
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
                text=form.cleaned_data["document"],
                at=timezone.now(),
            )
            return redirect("contract", contract.pk)
        except Refused as refused:
            faults = refused.faults
        except NotAllowed as refused:
            messages.error(request, str(refused))
    status = 422 if request.method == "POST" else 200
    return render(request, "contracts/create.html", {"form": form, "faults": faults}, status=status)


@login_required
@require_GET
def contract(request: SignedIn, contract_id: int, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    """Show a contract: its terms with what they leave open, and who has access."""
    found = visible(request, contract_id)
    access = actions.role_in(found, request.user)
    assert access is not None
    shown = queries.versions(found, timezone.localdate())
    people = list(found.access.filter(ended_at__isnull=True).select_related("person", "person__organisation"))
    return render(
        request,
        "contracts/contract.html",
        {
            "contract": found,
            "access": access,
            "may": {what for what, roles in MAY.items() if access.role in roles},
            "versions": shown,
            "in_force": [one for one in shown if one.version.in_force],
            "periods": queries.last_periods(timezone.localdate(), found.zone),
            "people": [(one, _(title(one.role))) for one in people],
            "give_access": GiveAccess(),
            "faults": faults,
        },
        status=422 if faults else 200,
    )


@login_required
@require_POST
def add_version(request: SignedIn, contract_id: int) -> HttpResponse:
    """Add a draft version from a terms file."""
    found = visible(request, contract_id)
    form = TermsFile(request.POST, request.FILES)
    if not form.is_valid():
        return _said(request, found, " ".join(str(each) for each in form.errors.get("document", ())))
    try:
        actions.add_version(
            actor=request.user, contract=found, text=form.cleaned_data["document"], at=timezone.now()
        )
    except Refused as refused:
        request.method = "GET"
        return contract(request, found.pk, refused.faults)
    except (NotAllowed, WrongState) as refused:
        return _said(request, found, str(refused))
    messages.success(request, _("Udkastet er lagt ind. Det gælder, når begge parter har godkendt det."))
    return redirect("contract", found.pk)


@login_required
@require_POST
def approve_version(request: SignedIn, contract_id: int, version_id: int) -> HttpResponse:
    """Approve a version for the person's party."""
    found = visible(request, contract_id)
    version = get_object_or_404(found.versions, pk=version_id)
    try:
        actions.approve_version(actor=request.user, version=version, at=timezone.now())
    except (NotAllowed, WrongState) as refused:
        return _said(request, found, str(refused))
    messages.success(request, _("Versionen er godkendt for din part."))
    return redirect("contract", found.pk)


@login_required
@require_POST
def give_access(request: SignedIn, contract_id: int) -> HttpResponse:
    """Give a person a role."""
    found = visible(request, contract_id)
    form = GiveAccess(request.POST)
    if not form.is_valid():
        return _said(request, found, _("Angiv en mailadresse og en rolle."))
    parties = (found.authority_id, found.supplier_id)
    person = Person.objects.filter(
        email__iexact=form.cleaned_data["email"], organisation_id__in=parties, is_active=True
    ).first()
    if person is None:
        return _said(request, found, _("Ingen hos kontraktens parter har den mailadresse."))
    try:
        actions.give_access(
            actor=request.user,
            contract=found,
            person=person,
            role=form.cleaned_data["role"],
            at=timezone.now(),
        )
    except (NotAllowed, WrongState) as refused:
        return _said(request, found, str(refused))
    messages.success(request, _("{name} har fået adgang.").format(name=person.name))
    return redirect("contract", found.pk)


@login_required
@require_POST
def end_access(request: SignedIn, contract_id: int, access_id: int) -> HttpResponse:
    """End a person's access."""
    found = visible(request, contract_id)
    access = get_object_or_404(found.access, pk=access_id)
    form = Reason(request.POST)
    if not form.is_valid():
        return _said(request, found, _("Skriv, hvorfor adgangen afsluttes."))
    try:
        actions.end_access(
            actor=request.user, access=access, reason=form.cleaned_data["reason"], at=timezone.now()
        )
    except (NotAllowed, WrongState) as refused:
        return _said(request, found, str(refused))
    if access.person_id == request.user.pk:
        return redirect("overview")
    messages.success(request, _("Adgangen er afsluttet."))
    return redirect("contract", found.pk)


def _said(request: HttpRequest, found: Contract, text: str) -> HttpResponse:
    messages.error(request, text)
    return redirect("contract", found.pk)
