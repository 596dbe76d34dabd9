"""An invitation: put in with a mail that carries its link, and taken back."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.contracts.mandate import Mandate
from afstemt.web.invitations.mail import invitation_mail
from afstemt.web.mail.outbox import put_in
from afstemt.web.parties.models import Invitation, Organisation
from afstemt.web.parties.own_name import OwnName
from afstemt.web.refusals import WrongState

LIVES = timedelta(days=14)
"""How long a link lets its address in."""


@dataclass(frozen=True)
class Made:
    """An invitation with its link, which is known now and never again."""

    invitation: Invitation
    link: str


def digest(token: str) -> str:
    """Return what is kept of a token. It is random and long, so its plain SHA-256 tells nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


def enter_invitation(
    *,
    by: Mandate | OwnName,
    email: str,
    name: str,
    organisation: Organisation,
    at: datetime,
    role: str = "",
    administrator: bool = False,
) -> Made:
    """Put an invitation in with its mail and audit row, in the action's transaction; an open one is replaced.

    Raises:
        WrongState: Another has invited the address in the same moment.
    """
    email = email.strip()
    standing = Invitation.objects.open().select_for_update().filter(email__iexact=email, contract=by.contract)
    standing.update(revoked_at=at, revoked_by=by.actor)
    token = secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                email=email,
                name=name.strip(),
                organisation=organisation,
                contract=by.contract,
                role=role,
                administrator=administrator,
                token_sha256=digest(token),
                made_at=at,
                made_by=by.actor,
                expires_at=at + LIVES,
            )
    except IntegrityError as error:  # another has invited the address in the same moment
        raise WrongState(_("Mailadressen er netop inviteret af en anden. Genindlæs siden.")) from error
    record(
        verb="invite",
        at=at,
        by=by,
        about=f"invitation {invitation.pk}",
        role=role,
        organisation=organisation.pk,
        administrator=administrator,
    )
    link = settings.ENVIRONMENT.origin + reverse("invitation", args=(token,))
    subject, text = invitation_mail(invitation, link)
    put_in(key=f"invitation-{invitation.pk}", to=email, subject=subject, text=text, at=at)
    return Made(invitation, link)


def take_back(*, by: Mandate | OwnName, invitation: Invitation, at: datetime) -> Invitation:
    """Take an invitation back with its audit row, in the action's transaction.

    Raises:
        WrongState: It has been accepted or taken back already.
    """
    held = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if held.accepted_at is not None:
        raise WrongState(_("Invitationen er allerede taget imod."))
    if held.revoked_at is not None:
        raise WrongState(_("Invitationen er allerede trukket tilbage."))
    held.revoked_at, held.revoked_by = at, by.actor
    held.save(update_fields=("revoked_at", "revoked_by"))
    record(
        verb="revoke_invitation",
        at=at,
        by=by,
        about=f"invitation {held.pk}",
        role=held.role,
    )
    return held
