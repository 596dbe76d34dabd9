"""Access to a contract: given, changed and ended."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.contracts.mandate import Mandate, mandate_to
from afstemt.web.contracts.models import Access, Contract, StandIn
from afstemt.web.contracts.roles import MAY, may_hold, roles_given_by, side_of
from afstemt.web.parties.models import Invitation, Person
from afstemt.web.refusals import NotAllowed, WrongState


def access_of(contract: Contract, person: Person) -> Access | None:
    """Return the person's own access to the contract now; None for none."""
    found: Access | None = contract.access.filter(person=person, ended_at__isnull=True).first()
    return found


def enter_access(
    *, contract: Contract, person: Person, role: str, given_by: Person | None, at: datetime
) -> Access:
    """Put an access in, in the action's transaction.

    Raises:
        WrongState: The person has a role in the contract already.
    """
    try:
        with transaction.atomic():
            return Access.objects.create(
                contract=contract, person=person, role=role, given_at=at, given_by=given_by
            )
    except IntegrityError as error:
        raise WrongState(_("{name} har allerede en rolle i kontrakten.").format(name=person.name)) from error


def close_access(access: Access, actor: Person, reason: str, at: datetime) -> None:
    """End an access, and every stand-in by it or for it, in the action's transaction."""
    access.ended_at, access.ended_by, access.end_reason = at, actor, reason.strip()[:300]
    access.save(update_fields=("ended_at", "ended_by", "end_reason"))
    StandIn.objects.filter(
        Q(access=access) | Q(person_id=access.person_id, access__contract_id=access.contract_id),
        ended_at__isnull=True,
    ).update(ended_at=at, ended_by=actor)


def shut_out_when_all_is_ended(person: Person) -> None:
    """Let a person no longer sign in when no access is left; in the action's transaction.

    One who runs the installation still does that. An invitation lets the person in again.
    """
    if not person.administrator and not person.access.filter(ended_at__isnull=True).exists():
        Person.objects.filter(pk=person.pk).update(is_active=False)


@transaction.atomic
def change_role(*, actor: Person, access: Access, role: str, reason: str, at: datetime) -> Access:
    """Give a person another role in the contract: the old one ends and the new one begins, in one.

    Raises:
        NotAllowed: The actor's role does not let them, or a role is on the other party's side.
        WrongState: The access has ended, the role is the same, no reason is given, or the party would be left
            without a contract manager.
    """
    mandate = mandate_to_change(access, actor)
    held = held_for_change(access, mandate)
    must_be_given(mandate, role)
    if held.role == role:
        raise WrongState(_("{name} har allerede den rolle.").format(name=held.person.name))
    if not may_hold(role, held.person.organisation, held.contract):
        raise NotAllowed(
            _("{name} hører ikke til den part, som rollen er hos.").format(name=held.person.name)
        )
    must_leave_a_manager(held)
    must_have_a_reason(reason)
    close_access(held, actor, reason, at)
    new = enter_access(contract=held.contract, person=held.person, role=role, given_by=actor, at=at)
    record(
        verb="change_role",
        at=at,
        by=mandate,
        about=f"person {held.person_id}",
        before=held.role,
        role=role,
        reason=held.end_reason,
    )
    return new


@transaction.atomic
def end_access(*, actor: Person, access: Access, reason: str, at: datetime) -> Access:
    """End a person's access to a contract, at once.

    Raises:
        NotAllowed: The actor's role does not let them, or the access is on the other party's side.
        WrongState: It has ended already, no reason is given, or the party would be left without a contract manager.
    """
    mandate = mandate_to_change(access, actor)
    held = held_for_change(access, mandate)
    must_leave_a_manager(held)
    must_have_a_reason(reason)
    close_access(held, actor, reason, at)
    shut_out_when_all_is_ended(held.person)
    record(
        verb="end_access",
        at=at,
        by=mandate,
        about=f"person {held.person_id}",
        role=held.role,
        reason=held.end_reason,
    )
    return held


def roles_to_give(mandate: Mandate) -> tuple[str, ...]:
    """Return the roles that one may give: the own party's, a guest's, and the other party's first contract manager's.

    The last so that a contract that one party has made can come to have two.
    """
    managers = mandate.contract.access.filter(role__in=MAY["give_access"], ended_at__isnull=True)
    missing = MAY["give_access"] - set(managers.values_list("role", flat=True))
    return (*roles_given_by(mandate.role), *sorted(missing))


def must_be_given(mandate: Mandate, role: str) -> None:
    """Refuse a role that is not the actor's to give.

    Raises:
        NotAllowed: It is the other party's.
    """
    if role not in roles_to_give(mandate):
        raise NotAllowed(_("Hver part giver adgang til sine egne roller."))


def may_withdraw(invitation: Invitation, mandate: Mandate) -> bool:
    """Return whether one who may give access can take an invitation back: to a role of the own side, or one's own."""
    return invitation.role in roles_given_by(mandate.role) or invitation.made_by_id == mandate.actor.pk


def mandate_to_change(access: Access, actor: Person) -> Mandate:
    """Return the actor's mandate to change access in the access's contract.

    The contract's row is held from here, so that two managers cannot end each other's access at once.

    Raises:
        NotAllowed: The actor's role does not let them.
    """
    contract = Contract.objects.select_for_update().get(pk=access.contract_id)
    return mandate_to(contract, actor, "give_access")


def held_for_change(access: Access, mandate: Mandate) -> Access:
    """Return an access to the mandate's contract, locked, when the mandate is to change it and it has not ended.

    Raises:
        NotAllowed: The access is on the other party's side.
        WrongState: It has ended.
    """
    accesses = mandate.contract.access.select_for_update(of=("self",)).select_related("person")
    held: Access = accesses.get(pk=access.pk)
    if side_of(held.role) not in (mandate.side, ""):
        raise NotAllowed(_("Hver part afslutter adgang for sine egne roller."))
    if held.ended_at is not None:
        raise WrongState(_("Adgangen er allerede afsluttet."))
    return held


def must_leave_a_manager(held: Access) -> None:
    """Refuse to take the party's last contract manager.

    Raises:
        WrongState: It would.
    """
    managers = held.contract.access.filter(role=held.role, ended_at__isnull=True)
    if held.role in MAY["give_access"] and managers.count() == 1:
        raise WrongState(_("Parten skal have en kontraktansvarlig: giv en anden rollen først."))


def must_have_a_reason(reason: str) -> None:
    """Refuse an end without a reason.

    Raises:
        WrongState: There is none.
    """
    if not reason.strip():
        raise WrongState(_("Skriv, hvorfor adgangen afsluttes."))
