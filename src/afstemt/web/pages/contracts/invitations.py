"""Inviting to a contract, and taking an invitation back."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from afstemt.core.units.wording import _
from afstemt.web.contracts.models import Access
from afstemt.web.invitations import contract as actions
from afstemt.web.pages.answers import decided, refused
from afstemt.web.pages.contracts.forms import Invite
from afstemt.web.pages.requests import SignedIn, visible


@login_required
@require_POST
def invite(request: SignedIn, contract_id: int) -> HttpResponse:
    """Let someone into the contract."""
    found = visible(request, contract_id)
    form = Invite(Access.Role.values, request.POST)
    if not form.is_valid():
        said = [str(each) for each in form.errors.get("cvr", ())] or [_("Angiv en mailadresse og en rolle.")]
        return refused(request, " ".join(said), "people", found.pk)
    given = form.cleaned_data
    return decided(
        request,
        lambda: actions.invite(
            actor=request.user,
            contract=found,
            email=given["email"],
            name=given["name"],
            role=given["role"],
            organisation=given["cvr"],
            at=timezone.now(),
        ),
        _(
            "{email} får en mail. En kollega, der kan logge ind i forvejen, har adgang nu; andre følger linket."
        ).format(email=given["email"]),
        "people",
        found.pk,
    )


@login_required
@require_POST
def withdraw_invitation(request: SignedIn, contract_id: int, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    found = visible(request, contract_id)
    invitation = get_object_or_404(found.invitations, pk=invitation_id)
    return decided(
        request,
        lambda: actions.withdraw_invitation(actor=request.user, invitation=invitation, at=timezone.now()),
        _("Invitationen er trukket tilbage; linket virker ikke mere."),
        "people",
        found.pk,
    )
