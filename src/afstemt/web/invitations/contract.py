"""Inviting to a contract, and taking an invitation back: by a contract manager, for the own side and guests."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.contracts.access import access_of, enter_access, may_withdraw, must_be_given
from afstemt.web.contracts.mandate import mandate_to
from afstemt.web.contracts.models import Access, Contract
from afstemt.web.contracts.roles import may_hold, side_of, title
from afstemt.web.invitations.invitation import Made, enter_invitation, take_back
from afstemt.web.mail.outbox import put_in
from afstemt.web.parties.language import in_language_of
from afstemt.web.parties.models import Invitation, Organisation, Person
from afstemt.web.refusals import NotAllowed, WrongState


@dataclass(frozen=True)
class Given:
    """What an invitation became: an access at once, or a link that waits; one of them is None."""

    access: Access | None
    made: Made | None


@transaction.atomic
def invite(
    *,
    actor: Person,
    contract: Contract,
    email: str,
    name: str,
    role: str,
    at: datetime,
    organisation: Organisation | None = None,
) -> Given:
    """Let someone into the contract: a colleague who is here gets the role at once, others a link by mail.

    That a colleague of the own party is here is no secret to the party. Of all others the inviter learns nothing.

    Args:
        organisation: Of an adviser, a subcontractor or a guest; None for the actor's own party.

    Raises:
        NotAllowed: The actor's role does not let them, or the role is on the other party's side.
        WrongState: The role is not one that the organisation's people can have, or the person has one already.
    """
    mandate = mandate_to(contract, actor, "give_access")
    must_be_given(mandate, role)
    own_party = contract.authority if mandate.side == "authority" else contract.supplier
    parties = {"authority": contract.authority, "supplier": contract.supplier}
    party = parties.get(side_of(role), own_party)
    found = party if organisation is None or organisation in parties.values() else organisation
    if not may_hold(role, found, contract):
        raise WrongState(
            _("En rådgiver kan være læser eller gæst, en underleverandør bidragyder eller gæst.")
        )
    person = Person.objects.filter(email__iexact=email.strip()).first()
    if person and access_of(contract, person) is not None:
        raise WrongState(_("{name} har allerede en rolle i kontrakten.").format(name=person.name))
    if person and person.is_active and person.organisation_id == found.pk == own_party.pk:
        access = enter_access(contract=contract, person=person, role=role, given_by=actor, at=at)
        record(verb="give_access", at=at, by=mandate, about=f"person {person.pk}", role=role)
        _tell(access, at)
        return Given(access, None)
    made = enter_invitation(by=mandate, email=email, name=name, organisation=found, role=role, at=at)
    return Given(None, made)


def _tell(access: Access, at: datetime) -> None:
    with in_language_of(access.person):
        put_in(
            key=f"access-{access.pk}",
            to=access.person.email,
            person=access.person,
            subject=_("Du har fået adgang til {contract}").format(contract=access.contract.title),
            text=_(
                "Hej {name}\n\nDu har fået rollen {role} i kontrakten {contract}. Log ind, som du plejer."
            ).format(name=access.person.name, role=_(title(access.role)), contract=access.contract.title),
            at=at,
        )


@transaction.atomic
def withdraw_invitation(*, actor: Person, invitation: Invitation, at: datetime) -> Invitation:
    """Take back an invitation to a contract, for the own side or a guest.

    Raises:
        NotAllowed: The actor's role does not let them, or the invitation is the other party's.
        WrongState: It has been accepted or taken back already.
    """
    if invitation.contract is None:
        raise NotAllowed(_("Det gør installationens administrator."))
    mandate = mandate_to(invitation.contract, actor, "give_access")
    if not may_withdraw(invitation, mandate):
        raise NotAllowed(_("Hver part giver adgang til sine egne roller."))
    return take_back(by=mandate, invitation=invitation, at=at)
