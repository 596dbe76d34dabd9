"""Invitations: made with a mail that carries the link, taken back, accepted once."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.contracts.access import access_of, enter_access
from afstemt.web.contracts.mandate import Mandate
from afstemt.web.contracts.roles import may_hold
from afstemt.web.invitations.mail import invitation_mail
from afstemt.web.mail.outbox import put_in
from afstemt.web.parties.administration import must_run_the_installation
from afstemt.web.parties.models import Invitation, Organisation, Person
from afstemt.web.parties.own_name import OwnName
from afstemt.web.refusals import WrongState

if TYPE_CHECKING:
    from afstemt.web.contracts.models import Contract

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


@transaction.atomic
def invite_to_organisation(
    *,
    actor: Person,
    organisation: Organisation,
    email: str,
    name: str,
    at: datetime,
    administrator: bool = False,
) -> Made:
    """Invite one of an organisation's first people; contracts are theirs to make.

    Args:
        administrator: The person will run the installation too.

    Raises:
        NotAllowed: The actor does not run the installation.
    """
    must_run_the_installation(actor)
    return enter_invitation(
        by=OwnName(actor),
        email=email,
        name=name,
        organisation=organisation,
        at=at,
        administrator=administrator,
    )


@transaction.atomic
def revoke_invitation(*, actor: Person, invitation: Invitation, at: datetime) -> Invitation:
    """Take back an invitation to an organisation, by one who runs the installation.

    Raises:
        NotAllowed: The actor does not.
        WrongState: It has been accepted or taken back already.
    """
    must_run_the_installation(actor)
    return take_back(by=OwnName(actor), invitation=invitation, at=at)


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


def usable(invitation: Invitation, at: datetime) -> None:
    """Refuse an invitation that lets nobody in at an instant.

    Raises:
        WrongState: It has been used or taken back, or has expired; the text says what to do.
    """
    if invitation.accepted_at is not None:
        raise WrongState(_("Linket er brugt. Har du sat din adgangskode, så log ind."))
    if invitation.revoked_at is not None:
        raise WrongState(_("Invitationen er trukket tilbage. Spørg den, der inviterede dig."))
    if invitation.expired(at):
        raise WrongState(_("Linket er udløbet. Bed den, der inviterede dig, om et nyt."))


@transaction.atomic
def accept_invitation(*, token: str, name: str, password: str | None, at: datetime) -> Person:
    """Let the invited person in: a new person, or one who is here already and just gets the role.

    Args:
        name: Of a new person; what another is called does not change.
        password: Of a new person; None for one who will sign in by a provider.

    Raises:
        Invitation.DoesNotExist: No invitation has the token.
        WrongState: The invitation lets nobody in any more, or the address belongs to one who acts for another
            organisation or has a role in the contract already.
    """
    held = Invitation.objects.select_for_update().get(token_sha256=digest(token))
    usable(held, at)
    person = Person.objects.select_for_update().filter(email__iexact=held.email).first()
    if person is None and not _vouched_for(held):
        raise WrongState(
            _(
                "Du skal først være oprettet hos {organisation}. Bed installationens administrator eller en kollega "
                "om det; derefter virker linket."
            ).format(organisation=held.organisation.name)
        )
    if person is None:
        person = Person.objects.create_user(
            held.email, password, name=name.strip(), organisation=held.organisation, created_at=at
        )
    elif person.organisation_id != held.organisation_id:
        raise WrongState(
            _(
                "Din mailadresse hører til en anden organisation her. Bed den, der inviterede dig, om at invitere "
                "en anden adresse."
            )
        )
    person.is_active = True
    person.administrator = person.administrator or held.administrator
    person.save(update_fields=("is_active", "administrator"))
    if held.contract is not None:
        _give_role(held, held.contract, person, at)
    held.accepted_at, held.accepted_by = at, person
    held.save(update_fields=("accepted_at", "accepted_by"))
    record(
        verb="accept_invitation",
        at=at,
        by=Mandate(held.contract, person, held.role) if held.contract else OwnName(person),
        about=f"invitation {held.pk}",
        role=held.role,
    )
    return person


def _vouched_for(held: Invitation) -> bool:
    """Return whether the inviter may say that someone acts for the organisation.

    One party names the other's first contract manager, but not who is the other's person.
    """
    outsiders = (Organisation.Kind.ADVISER, Organisation.Kind.SUBCONTRACTOR)
    return (
        held.made_by is None
        or held.contract is None
        or held.organisation.kind in outsiders
        or held.made_by.organisation_id == held.organisation_id
    )


def _give_role(held: Invitation, contract: "Contract", person: Person, at: datetime) -> None:
    if access_of(contract, person) is not None:
        raise WrongState(_("Du har allerede en rolle i kontrakten. Log ind."))
    if not may_hold(held.role, held.organisation, contract):
        raise WrongState(_("Invitationen er trukket tilbage. Spørg den, der inviterede dig."))
    enter_access(contract=contract, person=person, role=held.role, given_by=held.made_by, at=at)
