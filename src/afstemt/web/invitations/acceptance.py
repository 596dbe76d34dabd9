"""Accepting an invitation, once: a new person, or another role for one who is here."""

from datetime import datetime

from django.db import transaction

from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.contracts.access import access_of, enter_access
from afstemt.web.contracts.mandate import Mandate
from afstemt.web.contracts.models import Contract
from afstemt.web.contracts.roles import may_hold
from afstemt.web.invitations.invitation import digest
from afstemt.web.parties.models import Invitation, Organisation, Person
from afstemt.web.parties.own_name import OwnName
from afstemt.web.refusals import WrongState


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


def _give_role(held: Invitation, contract: Contract, person: Person, at: datetime) -> None:
    if access_of(contract, person) is not None:
        raise WrongState(_("Du har allerede en rolle i kontrakten. Log ind."))
    if not may_hold(held.role, held.organisation, contract):
        raise WrongState(_("Invitationen er trukket tilbage. Spørg den, der inviterede dig."))
    enter_access(contract=contract, person=person, role=held.role, given_by=held.made_by, at=at)
