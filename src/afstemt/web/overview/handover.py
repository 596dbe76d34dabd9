"""Handing a role over with what is open, and telling both by mail."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.contracts.access import (
    close_access,
    enter_access,
    held_for_change,
    mandate_to_change,
    must_have_a_reason,
    must_leave_a_manager,
    shut_out_when_all_is_ended,
)
from afstemt.web.contracts.models import Access
from afstemt.web.contracts.roles import MAY, may_hold, title
from afstemt.web.mail.outbox import put_in
from afstemt.web.overview.task_texts import in_words
from afstemt.web.overview.tasks import tasks_in
from afstemt.web.parties.language import in_language_of
from afstemt.web.parties.models import Person
from afstemt.web.refusals import NotAllowed, WrongState


@transaction.atomic
def hand_over(*, actor: Person, access: Access, to: Access, reason: str, at: datetime) -> Access:
    """Hand a person's role to another of the same side: the first one's access ends, the other gets the role.

    Both are told by mail what is open; the one who has handed over only when able to sign in still.

    Returns:
        The receiver's new access.

    Raises:
        NotAllowed: The actor's role does not let them, or an access is on the other party's side.
        WrongState: An access has ended, both are the same, no reason is given, or the receiver is the party's only
            contract manager and would give that up.
    """
    mandate = mandate_to_change(access, actor)
    held = held_for_change(access, mandate)
    if held.pk == to.pk or held.contract_id != to.contract_id:
        raise WrongState(_("Vælg en anden person, der har en rolle hos samme part i kontrakten."))
    receiving = held_for_change(to, mandate)
    if not may_hold(held.role, receiving.person.organisation, held.contract):
        raise NotAllowed(
            _("{name} hører ikke til den part, som rollen er hos.").format(name=receiving.person.name)
        )
    if held.role not in MAY["give_access"]:
        must_leave_a_manager(receiving)
    must_have_a_reason(reason)
    close_access(held, actor, reason, at)
    close_access(receiving, actor, reason, at)
    new = enter_access(contract=held.contract, person=receiving.person, role=held.role, given_by=actor, at=at)
    shut_out_when_all_is_ended(held.person)
    record(
        verb="hand_over",
        at=at,
        by=mandate,
        about=f"person {held.person_id}",
        to=receiving.person_id,
        role=held.role,
        before=receiving.role,
        reason=held.end_reason,
    )
    _tell(held, new, at)
    return new


def _tell(held: Access, new: Access, at: datetime) -> None:
    """Put the mails in: the receiver's links go to where each thing is done, the other's no longer has any there."""
    giver, receiver = Person.objects.get(pk=held.person_id), new.person
    origin, contract = settings.ENVIRONMENT.origin, held.contract
    with in_language_of(receiver):
        open_now = [f"- {text}: {origin}{link}" for text, link in _open(new, at)]
        text = _(
            "Hej {name}\n\nDu har overtaget rollen {role} efter {other} i kontrakten {contract}.\n\n{open}\n\n"
            "Begrundelse: {reason}\n\nHvad {other} har besluttet, og hvorfor, står under Beslutninger:\n{link}"
        )
        put_in(
            key=f"handed-over-to-{new.pk}",
            to=receiver.email,
            person=receiver,
            subject=_("Du har overtaget en rolle i {contract}").format(contract=contract.title),
            text=text.format(
                name=receiver.name,
                role=_(title(new.role)),
                other=giver.name,
                contract=contract.title,
                open=_listed(open_now),
                reason=held.end_reason,
                link=origin + reverse("decisions", args=(contract.pk,)),
            ),
            at=at,
        )
    if not giver.is_active:
        return
    with in_language_of(giver):
        text = _(
            "Hej {name}\n\nDin rolle {role} i kontrakten {contract} er overdraget til {other}, og din adgang til "
            "kontrakten er afsluttet.\n\n{open}\n\nBegrundelse: {reason}\n\nDet, du stadig har adgang til, finder "
            "du her:\n{link}"
        )
        put_in(
            key=f"handed-over-from-{held.pk}",
            to=giver.email,
            person=giver,
            subject=_("Din rolle i {contract} er overdraget").format(contract=contract.title),
            text=text.format(
                name=giver.name,
                role=_(title(held.role)),
                other=receiver.name,
                contract=contract.title,
                open=_listed([f"- {text}" for text, _link in _open(new, at)]),
                reason=held.end_reason,
                link=origin + reverse("overview"),
            ),
            at=at,
        )


def _open(new: Access, at: datetime) -> list[tuple[str, str]]:
    """Return what waits for one with the role: its text and the path of the page where it is done."""
    found = tasks_in({new.contract.pk: {new.role}}, timezone.localdate(at))
    return [(task.text, task.link) for task in in_words(found, [new.contract])]


def _listed(lines: list[str]) -> str:
    return (
        "\n".join([_("Åbne opgaver, der følger rollen:"), *lines])
        if lines
        else _("Der er ingen åbne opgaver.")
    )
