"""The pages of one who runs the installation: organisations and their first people. No contract is shown."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from afstemt.core.units.identifiers import cvr_remark
from afstemt.core.units.wording import _
from afstemt.web.invitations.organisation import invite_to_organisation, revoke_invitation
from afstemt.web.pages.answers import decided, refused
from afstemt.web.pages.parties.forms import InviteFirst, NewOrganisation, kinds
from afstemt.web.parties import administration, queries
from afstemt.web.parties.models import Invitation, Organisation, Person


def administrator(request: HttpRequest) -> Person:
    """Return the person when they run the installation, else answer 404."""
    if not isinstance(request.user, Person) or not request.user.administrator:
        raise Http404
    return request.user


@login_required
@require_http_methods(["GET", "POST"])
def installation(request: HttpRequest) -> HttpResponse:
    """Show the organisations; make one."""
    actor = administrator(request)
    if request.method == "POST":
        return _make(request, actor)
    rows = queries.organisations(timezone.now())
    return render(
        request,
        "parties/installation.html",
        {
            "rows": [(row, kinds()[row.organisation.kind]) for row in rows],
            "empty": sum(not row.people for row in rows),
            "form": NewOrganisation(),
        },
    )


def _make(request: HttpRequest, actor: Person) -> HttpResponse:
    form = NewOrganisation(request.POST)
    if not form.is_valid():
        return refused(request, _("Angiv navn og slags; et CVR-nummer er 8 cifre."), "installation")
    given = form.cleaned_data
    said = _("{name} er oprettet.").format(name=given["name"])
    if given["cvr"] and (remark := cvr_remark(given["cvr"])):
        said += f" {remark}"
    return decided(
        request,
        lambda: administration.create_organisation(
            actor=actor, name=given["name"], kind=given["kind"], cvr=given["cvr"], at=timezone.now()
        ),
        said,
        "installation",
    )


@login_required
@require_http_methods(["GET", "POST"])
def organisation(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Show an organisation's people; invite one of its first."""
    actor = administrator(request)
    found = get_object_or_404(Organisation, pk=organisation_id)
    if request.method == "POST":
        return _invite(request, actor, found)
    now = timezone.now()
    waiting = found.invitations.open().filter(contract__isnull=True)
    return render(
        request,
        "parties/organisation.html",
        {
            "organisation": found,
            "kind": kinds()[found.kind],
            "people": found.people.annotate(
                two_step=Exists(Authenticator.objects.filter(user=OuterRef("pk")))
            ),
            "waiting": [(one, one.expired(now)) for one in waiting],
        },
    )


def _invite(request: HttpRequest, actor: Person, found: Organisation) -> HttpResponse:
    form = InviteFirst(request.POST)
    if not form.is_valid():
        return refused(request, _("Angiv en mailadresse."), "organisation", found.pk)
    given = form.cleaned_data
    return decided(
        request,
        lambda: invite_to_organisation(
            actor=actor,
            organisation=found,
            email=given["email"],
            name=given["name"],
            administrator=given["administrator"],
            at=timezone.now(),
        ),
        _("Invitationen er på vej til {email}.").format(email=given["email"]),
        "organisation",
        found.pk,
    )


@login_required
@require_POST
def revoke(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Take an invitation to an organisation back."""
    actor = administrator(request)
    found = get_object_or_404(Invitation, pk=invitation_id, contract__isnull=True)
    return decided(
        request,
        lambda: revoke_invitation(actor=actor, invitation=found, at=timezone.now()),
        _("Invitationen er trukket tilbage; linket virker ikke mere."),
        "organisation",
        found.organisation_id,
    )


@login_required
@require_POST
def end_administration(request: HttpRequest, person_id: int) -> HttpResponse:
    """Let a person no longer run the installation."""
    actor = administrator(request)
    person = get_object_or_404(Person, pk=person_id, administrator=True)
    answer = decided(
        request,
        lambda: administration.end_administration(
            actor=actor, person=person, reason=request.POST.get("reason", ""), at=timezone.now()
        ),
        _("{name} administrerer ikke længere installationen.").format(name=person.name),
        "organisation",
        person.organisation_id,
    )
    if person.pk != actor.pk:
        return answer
    own_is_over = not Person.objects.filter(pk=actor.pk, administrator=True).exists()
    return redirect("overview") if own_is_over else answer


@login_required
@require_POST
def reset_two_step(request: HttpRequest, person_id: int) -> HttpResponse:
    """Turn two-step sign-in off for one who has lost phone and codes."""
    actor = administrator(request)
    person = get_object_or_404(Person, pk=person_id)
    return decided(
        request,
        lambda: administration.reset_two_step(actor=actor, person=person, at=timezone.now()),
        _("Totrinslogin er slået fra for {name}, som får en mail om det.").format(name=person.name),
        "organisation",
        person.organisation_id,
    )
