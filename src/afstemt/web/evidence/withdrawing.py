"""Withdrawing a delivery: its facts are removed, and a tombstone says that it was there."""

from datetime import datetime

from django.db import transaction

from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.contracts.mandate import Mandate, mandate_to
from afstemt.web.contracts.models import Contract
from afstemt.web.evidence import queries
from afstemt.web.evidence.holding import let_go_of
from afstemt.web.evidence.models import Delivery
from afstemt.web.evidence.row_counts import counts_of, write_counts
from afstemt.web.evidence.store import forget
from afstemt.web.parties.models import Person
from afstemt.web.refusals import WrongState


def withdraw(*, actor: Person, delivery: Delivery, reason: str, at: datetime, through: str = "") -> Delivery:
    """Take a delivery back: its facts are removed, a tombstone stays.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: It has been withdrawn already, a locked period stands on it, or no reason is given.
    """
    standing = _without(delivery)
    counts = counts_of(standing) if delivery.state == Delivery.State.CONFIRMED else None
    with transaction.atomic():
        Contract.objects.select_for_update().get(pk=delivery.contract_id)
        held = Delivery.objects.select_for_update().get(pk=delivery.pk)
        mandate = mandate_to(held.contract, actor, "deliver")
        if held.state == Delivery.State.WITHDRAWN:
            raise WrongState(_("Leverancen er allerede trukket tilbage."))
        if not reason.strip():
            raise WrongState(_("Skriv, hvorfor leverancen trækkes tilbage."))
        counted = held.state == Delivery.State.CONFIRMED
        take_back(mandate=mandate, held=held, reason=reason.strip()[:300], at=at, through=through)
        if counted:
            write_counts(_without(held), counts)
    return held


def _without(delivery: Delivery) -> list[Delivery]:
    """Return the confirmed deliveries that stand when this one does not."""
    return [one for one in queries.confirmed(delivery.contract) if one.pk != delivery.pk]


def take_back(*, mandate: Mandate, held: Delivery, reason: str, at: datetime, through: str) -> Delivery:
    """Withdraw a delivery that the caller's transaction holds.

    Raises:
        WrongState: A locked period stands on it.
    """
    if queries.stands_locked(held):
        raise WrongState(
            _(
                "En låst periode bygger på leverancen, så den kan ikke trækkes tilbage. Ret ved en efterregulering."
            )
        )
    held.state, held.withdrawn_at, held.withdrawn_by = Delivery.State.WITHDRAWN, at, mandate.actor
    held.withdrawn_reason = reason
    held.save(update_fields=("state", "withdrawn_at", "withdrawn_by", "withdrawn_reason"))
    held.files.update(contents=[])
    let_go_of(held)
    record(
        verb="withdraw_delivery",
        at=at,
        by=mandate,
        about=held.key,
        reason=reason,
        through=through,
    )
    transaction.on_commit(lambda: forget(held.key))
    return held
