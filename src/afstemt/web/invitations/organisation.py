"""Inviting an organisation's first people, by one who runs the installation, and taking that back."""

from datetime import datetime

from django.db import transaction

from afstemt.web.invitations.invitation import Made, enter_invitation, take_back
from afstemt.web.parties.administration import must_run_the_installation
from afstemt.web.parties.models import Invitation, Organisation, Person
from afstemt.web.parties.own_name import OwnName


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
