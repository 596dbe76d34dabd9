"""A contract's access keys to the HTTP interface."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from afstemt.core.units.wording import _
from afstemt.web.api import keys
from afstemt.web.api.words import USES
from afstemt.web.contracts.mandate import mandates_of
from afstemt.web.pages.answers import decided
from afstemt.web.pages.api.forms import NewKey
from afstemt.web.pages.requests import SignedIn, visible
from afstemt.web.refusals import NotAllowed, WrongState


@login_required
@require_http_methods(["GET", "POST"])
def access_keys(request: SignedIn, contract_id: int) -> HttpResponse:
    """Show the party's keys; make one, and show its secret this once."""
    found = visible(request, contract_id)
    can = mandates_of(found, request.user).rights
    form = NewKey(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"contract": found, "may": can, "form": form, "uses": _uses()}
    status = 200
    if request.method == "POST":
        try:
            if not form.is_valid():
                raise WrongState(
                    _("Skriv, hvad nøglen er til, og vælg, hvad den kan, og hvor længe den gælder.")
                )
            key, secret = keys.make_key(
                actor=request.user,
                contract=found,
                name=form.cleaned_data["name"],
                uses=form.cleaned_data["uses"],
                days=form.cleaned_data["days"],
                at=timezone.now(),
                form=form.cleaned_data["form"],
            )
            context |= {"made": key, "secret": secret}
        except (NotAllowed, WrongState) as refusal:
            context["said"], status = str(refusal), 422
    own = found.access_keys.filter(made_by__organisation=request.user.organisation_id)
    context["keys"] = list(own.select_related("made_by")) if "make_key" in can else []
    context["now"] = timezone.now()
    context["in_use"] = sum(
        key.revoked_at is None and key.expires_at > context["now"] for key in context["keys"]
    )
    answer = render(request, "api/access_keys.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _uses() -> list[tuple[str, str]]:
    return [(use, _(words)) for use, words in USES.items()]


@login_required
@require_POST
def revoke_access_key(request: SignedIn, contract_id: int, key_id: int) -> HttpResponse:
    """Revoke a key of the party's own."""
    found = visible(request, contract_id)
    key = get_object_or_404(found.access_keys, pk=key_id)
    return decided(
        request,
        lambda: keys.revoke_key(actor=request.user, key=key, at=timezone.now()),
        _("Nøglen er tilbagekaldt og virker ikke mere."),
        "access_keys",
        found.pk,
    )
