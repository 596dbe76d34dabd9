"""The page that an invitation's link leads to."""

from typing import NoReturn

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from afstemt.core.units.wording import _
from afstemt.web.contracts.roles import rights_in_words, title
from afstemt.web.invitations.acceptance import accept_invitation, usable
from afstemt.web.invitations.invitation import digest
from afstemt.web.pages.parties.forms import Welcome
from afstemt.web.parties.models import Invitation, Person
from afstemt.web.refusals import WrongState


def invited(token: str) -> Invitation:
    """Return the invitation of a token, else answer 404."""
    found = (
        Invitation.objects.select_related("organisation", "contract", "made_by__organisation")
        .filter(token_sha256=digest(token))
        .first()
    )
    return found or _not_there()


def _not_there() -> NoReturn:
    raise Http404


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show what one is invited to, and let the person in. Reading the page uses nothing up."""
    found = invited(token)
    try:
        usable(found, timezone.now())
    except WrongState as refused:
        return _gone(request, str(refused))
    known = Person.objects.filter(email__iexact=found.email).first()
    if request.user.is_authenticated and (known is None or request.user.pk != known.pk):
        return render(request, "parties/other_person.html", {"invitation": found}, status=422)
    by_provider = bool(settings.ENVIRONMENT.openid.issuer) and "provider" in request.POST
    form = Welcome(found.email, by_provider, request.POST or None, initial={"name": found.name})
    if request.method == "POST" and (known is not None or form.is_valid()):
        return _let_in(request, token, form, known)
    return render(
        request,
        "parties/invitation.html",
        {
            "invitation": found,
            "role": _(title(found.role)) if found.role else "",
            "rights": rights_in_words(found.role) if found.role else (),
            "known": known is not None,
            "form": form,
            "provider": settings.ENVIRONMENT.openid.name if settings.ENVIRONMENT.openid.issuer else "",
        },
        status=422 if request.method == "POST" else 200,
    )


def _let_in(request: HttpRequest, token: str, form: Welcome, known: Person | None) -> HttpResponse:
    given = {} if known else form.cleaned_data
    password = None if known or form.by_provider else given["password"]
    try:
        person = accept_invitation(
            token=token, name=given.get("name", ""), password=password, at=timezone.now()
        )
    except WrongState as refused:
        return _gone(request, str(refused))
    if password is not None:  # a new person, with no second step yet
        login(request, person, settings.AUTHENTICATION_BACKENDS[0])
        return redirect("overview")
    messages.success(request, _("Invitationen er taget imod. Log ind for at fortsætte."))
    return redirect("overview" if request.user.is_authenticated else "account_login")


def _gone(request: HttpRequest, said: str) -> HttpResponse:
    return render(request, "parties/invitation_gone.html", {"said": said}, status=410)
