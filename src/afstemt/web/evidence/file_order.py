"""Saying in which order a delivery's files were taken out of their system, where nothing else orders them."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.contracts.mandate import Mandate, mandate_to, mandates_of
from afstemt.web.contracts.models import Contract
from afstemt.web.evidence import queries
from afstemt.web.evidence.facts.contents import contents
from afstemt.web.evidence.facts.extent import as_json, extents
from afstemt.web.evidence.models import DeliveredFile, Delivery
from afstemt.web.evidence.row_counts import write_counts
from afstemt.web.evidence.store import evidence_of, unordered_files
from afstemt.web.parties.models import Person
from afstemt.web.refusals import NotAllowed, WrongState

REMEMBERED = 20
"""How many of a party's deliveries are looked through for an order of files that are called the same."""


def order_files(
    *, actor: Person, delivery: Delivery, names: Sequence[str], at: datetime, through: str = ""
) -> Delivery:
    """Say the order of a delivery's files. Later deliveries of the party with files called the same stand by it too.

    Args:
        names: The files that nothing else orders (``store.unordered_files``), the oldest first.

    Raises:
        NotAllowed: The actor's role does not let them, or the other party delivered the files.
        WrongState: The delivery is withdrawn, a locked period stands on it, or the names are not those files, each
            once.
    """
    must_be_its_party(mandate_to(delivery.contract, actor, "deliver"), delivery)
    asked = unordered_files(delivery)
    with transaction.atomic():
        Contract.objects.select_for_update().get(pk=delivery.contract_id)
        held = Delivery.objects.select_for_update().get(pk=delivery.pk)
        mandate = mandate_to(held.contract, actor, "deliver")
        if held.state == Delivery.State.WITHDRAWN:
            raise WrongState(_("Leverancen er allerede trukket tilbage."))
        if queries.stands_locked(held):
            raise WrongState(
                _(
                    "En låst periode bygger på leverancen, så filernes rækkefølge kan ikke ændres. Ret ved en "
                    "efterregulering."
                )
            )
        if not asked:
            raise WrongState(_("Leverancen har ingen filer, hvis rækkefølge skal oplyses."))
        if sorted(names) != sorted(asked):
            raise WrongState(_("Giv hver fil sit eget nummer, med 1 til den ældste."))
        held.file_order, held.ordered_at, held.ordered_by = list(names), at, actor
        evidence = evidence_of([held])
        held.extents = as_json(extents(evidence.tables, held.contract.zone))
        held.save(update_fields=("file_order", "ordered_at", "ordered_by", "extents"))
        files = list(held.files.all())
        for file, own in zip(files, contents(evidence, held.contract.zone), strict=True):
            file.contents = own
        DeliveredFile.objects.bulk_update(files, ("contents",), batch_size=500)
        confirmed = held.state == Delivery.State.CONFIRMED
        write_counts(queries.confirmed(held.contract) if confirmed else [held])
        record(verb="order_files", at=at, by=mandate, about=held.key, files=list(names), through=through)
    return held


def must_be_its_party(mandate: Mandate, delivery: Delivery) -> None:
    """Refuse whoever acts for another party than the one that delivered.

    Raises:
        NotAllowed: They do.
    """
    if mandate.side != delivery.party:
        raise NotAllowed(_("Kun den part, der har leveret filerne, kan oplyse deres rækkefølge."))


def is_its_party(person: Person, delivery: Delivery) -> bool:
    """Return whether the person acts for the party that delivered."""
    return mandates_of(delivery.contract, person).side == delivery.party


def orders_before(contract: Contract, party: str) -> list[Delivery]:
    """Return the party's deliveries whose files somebody has ordered, the newest first."""
    found = contract.deliveries.filter(party=party, ordered_at__isnull=False).order_by("-ordered_at", "-id")
    return list(found[:REMEMBERED])
