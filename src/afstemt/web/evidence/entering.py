"""Putting a delivery in, and refusing one whose very same files are there already."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.contracts.mandate import Mandate
from afstemt.web.contracts.models import Contract
from afstemt.web.evidence.facts.extent import as_json
from afstemt.web.evidence.facts.reading import Read
from afstemt.web.evidence.models import DeliveredFile, Delivery
from afstemt.web.refusals import WrongState


class AlreadyDelivered(WrongState):
    """The very same files are there; ``delivery`` is the one that has them."""

    def __init__(self, said: str, delivery: Delivery) -> None:
        super().__init__(said)
        self.delivery = delivery


def must_be_new(contract: Contract, found: Read) -> None:
    """Refuse files that are confirmed already, or that wait read in the same way.

    Raises:
        AlreadyDelivered: They are.
    """
    hashes = {file.sha256 for file in found.files}
    standing = list(
        contract.deliveries.exclude(state=Delivery.State.WITHDRAWN)
        .filter(files__sha256__in=hashes)
        .distinct()
        .order_by("-id")
        .prefetch_related("files")
    )
    confirmed = [one for one in standing if one.state == Delivery.State.CONFIRMED]
    known = {file.sha256 for one in confirmed for file in one.files.all()}
    if hashes and hashes <= known:
        raise AlreadyDelivered(
            _("Filerne er leveret og bekræftet før; intet er ændret."),
            next(
                (one for one in confirmed if hashes <= {file.sha256 for file in one.files.all()}),
                confirmed[0],
            ),
        )
    must_not_wait(
        standing, found, _("Filerne er allerede læst og venter på at blive bekræftet; intet er ændret.")
    )


def must_not_wait(standing: Iterable[Delivery], found: Read, said: str) -> None:
    """Refuse what waits to be confirmed, read in the same way.

    Args:
        said: What is said of it.

    Raises:
        AlreadyDelivered: It does.
    """
    as_read = {(file.sha256, file.profile, file.rows_used) for file in found.files}
    for one in standing:
        if one.state == Delivery.State.READ and as_read == {
            (file.sha256, file.profile, file.rows_used) for file in one.files.all()
        }:
            raise AlreadyDelivered(said, one)


@transaction.atomic
def enter(
    *,
    mandate: Mandate,
    key: str,
    found: Read,
    at: datetime,
    through: str = "",
    kind: str = Delivery.Kind.FILES,
    period: str = "",
    reason: str = "",
    ordered: Delivery | None = None,
) -> Delivery:
    """Put a delivery in with its files and its audit row; its facts lie in the data folder already.

    Args:
        ordered: The delivery for which the order of the files was said; None where none was.
    """
    delivery = Delivery.objects.create(
        contract=mandate.contract,
        party=mandate.side,
        key=key,
        made_at=at,
        made_by=mandate.actor,
        rows_read=sum(file.rows_read for file in found.files),
        rows_used=sum(file.rows_used for file in found.files),
        rows_superseded=sum(file.rows_superseded for file in found.files),
        rows_left_out=sum(file.rows_left_out for file in found.files),
        rows_set_aside=sum(file.rows_set_aside for file in found.files),
        extents=as_json(found.extents),
        through=through,
        kind=kind,
        period=period,
        reason=reason,
        file_order=list(found.order),
        ordered_at=ordered.ordered_at if ordered else None,
        ordered_by=ordered.ordered_by if ordered else None,
    )
    DeliveredFile.objects.bulk_create(
        DeliveredFile(
            delivery=delivery,
            name=file.name[:300],
            sha256=file.sha256,
            size=file.size,
            table=file.table,
            profile=file.profile,
            rows_read=file.rows_read,
            rows_used=file.rows_used,
            rows_superseded=file.rows_superseded,
            rows_left_out=file.rows_left_out,
            rows_set_aside=file.rows_set_aside,
            facts=[list(one) for one in file.facts],
            known_by=file.known_by,
            signs=file.signs,
            contents=list(held),
        )
        for file, held in zip(found.files, found.contents or [()] * len(found.files), strict=True)
    )
    verb = "deliver" if kind == Delivery.Kind.FILES else "key_in_figures"
    record(verb=verb, at=at, by=mandate, about=key, files=len(found.files), through=through)
    return delivery
