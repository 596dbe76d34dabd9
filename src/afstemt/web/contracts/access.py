"""Who may do what in a contract: looked up, given and ended."""

from datetime import datetime

from django.db import IntegrityError, transaction

from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.contracts.models import Access, Contract
from afstemt.web.contracts.roles import AUTHORITY_SIDE, MAY, SUPPLIER_SIDE, side_of
from afstemt.web.parties.models import Person
from afstemt.web.refusals import NotAllowed, WrongState


def role_in(contract: Contract, person: Person) -> Access | None:
    """Return the person's role in the contract now; None for none."""
    return contract.access.filter(person=person, ended_at__isnull=True).first()


def must_be_able(contract: Contract, person: Person, what: str) -> Access:
    """Return the person's access when it lets them do ``what``.

    Raises:
        NotAllowed: It does not.
    """
    access = role_in(contract, person)
    if access is None or access.role not in MAY[what]:
        raise NotAllowed(_("Din rolle i kontrakten giver ikke adgang til at gøre dette."))
    return access


@transaction.atomic
def give_access(*, actor: Person, contract: Contract, person: Person, role: str, at: datetime) -> Access:
    """Give a person a role in the contract.

    Raises:
        NotAllowed: The actor's role does not let them, or the role is on the other party's side.
        WrongState: The person has a role in the contract already.
    """
    own = must_be_able(contract, actor, "give_access")
    side = side_of(role)
    if side and side != side_of(own.role):
        raise NotAllowed(_("Hver part giver adgang til sine egne roller."))
    owner = contract.authority_id if role in AUTHORITY_SIDE else contract.supplier_id
    if (role in AUTHORITY_SIDE or role in SUPPLIER_SIDE) and person.organisation_id != owner:
        raise NotAllowed(_("{name} hører ikke til den part, som rollen er hos.").format(name=person.name))
    try:
        with transaction.atomic():
            access = Access.objects.create(
                contract=contract, person=person, role=role, given_at=at, given_by=actor
            )
    except IntegrityError as error:
        raise WrongState(_("{name} har allerede en rolle i kontrakten.").format(name=person.name)) from error
    record(verb="give_access", at=at, actor=actor, contract=contract, about=f"person {person.pk}", role=role)
    return access


@transaction.atomic
def end_access(*, actor: Person, access: Access, reason: str, at: datetime) -> Access:
    """End a person's access to a contract, at once.

    Raises:
        NotAllowed: The actor's role does not let them, or the access is on the other party's side.
        WrongState: It has ended already, or the party would be left without a contract manager.
    """
    held = Access.objects.select_for_update().get(pk=access.pk)
    own = must_be_able(held.contract, actor, "give_access")
    side = side_of(held.role)
    if side and side != side_of(own.role):
        raise NotAllowed(_("Hver part afslutter adgang for sine egne roller."))
    if held.ended_at is not None:
        raise WrongState(_("Adgangen er allerede afsluttet."))
    managers = held.contract.access.filter(role=held.role, ended_at__isnull=True)
    if held.role in MAY["give_access"] and managers.count() == 1:
        raise WrongState(_("Parten skal have en kontraktansvarlig: giv en anden rollen først."))
    if not reason.strip():
        raise WrongState(_("Skriv, hvorfor adgangen afsluttes."))
    held.ended_at, held.ended_by, held.end_reason = at, actor, reason.strip()[:300]
    held.save(update_fields=("ended_at", "ended_by", "end_reason"))
    record(
        verb="end_access",
        at=at,
        actor=actor,
        contract=held.contract,
        about=f"person {held.person_id}",
        reason=held.end_reason,
    )
    return held
