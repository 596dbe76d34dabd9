"""What the parties do with files: deliver, confirm, withdraw."""

import tempfile
import uuid
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.units.wording import _
from afstemt.files.evidence import read_evidence
from afstemt.web.audit.record import record
from afstemt.web.contracts.access import must_be_able
from afstemt.web.contracts.models import Contract
from afstemt.web.evidence.models import DeliveredFile, Delivery
from afstemt.web.evidence.store import forget, keep
from afstemt.web.parties.models import Person
from afstemt.web.refusals import WrongState


def deliver(
    *,
    actor: Person,
    contract: Contract,
    files: "Sequence[UploadedFile[bytes]]",
    at: datetime,
    customer: str | None = None,
) -> Delivery:
    """Read files and keep what they became, to be confirmed: all of them or none.

    The files themselves are read in a folder that is gone when this returns; personal columns are never kept.

    Raises:
        Refused: A file cannot be used; every fault of every file is in it. Nothing is kept.
        NotAllowed: The actor's role does not let them.
        WrongState: The very same files have been confirmed before.
    """
    must_be_able(contract, actor, "deliver")
    with tempfile.TemporaryDirectory(prefix="afstemt-delivery-") as name:
        folder = Path(name)
        for file in files:
            _lay_down(file, folder)
        evidence = read_evidence(folder, zone=contract.zone, customer=customer)
        _must_be_new(contract, evidence)
        key = str(uuid.uuid4())
        keep(key, evidence)
    try:
        return _enter(actor=actor, contract=contract, key=key, evidence=evidence, at=at)
    except BaseException:
        forget(key)
        raise


def _lay_down(file: "UploadedFile[bytes]", folder: Path) -> None:
    """Copy an upload in pieces; its name is kept as far as it is a name and nothing more."""
    name = PurePosixPath((file.name or "").replace("\\", "/")).name or "fil"
    target = folder / name
    number = 1
    while target.exists():
        number += 1
        target = folder / f"{number} {name}"
    with target.open("wb") as out:
        for piece in file.chunks():
            out.write(piece)


def _must_be_new(contract: Contract, evidence: Evidence) -> None:
    hashes = {file.sha256 for file in evidence.files}
    known = set(
        DeliveredFile.objects.filter(
            delivery__contract=contract, delivery__state=Delivery.State.CONFIRMED, sha256__in=hashes
        ).values_list("sha256", flat=True)
    )
    if hashes and hashes == known:
        raise WrongState(_("Filerne er leveret og bekræftet før; intet er ændret."))


@transaction.atomic
def _enter(*, actor: Person, contract: Contract, key: str, evidence: Evidence, at: datetime) -> Delivery:
    delivery = Delivery.objects.create(
        contract=contract,
        key=key,
        made_at=at,
        made_by=actor,
        rows_read=sum(file.rows_read for file in evidence.files),
        rows_used=sum(file.rows_used for file in evidence.files),
        rows_set_aside=sum(file.rows_set_aside for file in evidence.files),
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
            rows_set_aside=file.rows_set_aside,
            facts=[list(one) for one in file.facts],
        )
        for file in evidence.files
    )
    record(verb="deliver", at=at, actor=actor, contract=contract, about=key, files=len(evidence.files))
    return delivery


@transaction.atomic
def confirm(*, actor: Person, delivery: Delivery, at: datetime) -> Delivery:
    """Make a delivery part of the contract's evidence.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: It has been confirmed or withdrawn already.
    """
    held = Delivery.objects.select_for_update().get(pk=delivery.pk)
    must_be_able(held.contract, actor, "deliver")
    if held.state != Delivery.State.READ:
        raise WrongState(_("Leverancen er allerede bekræftet eller trukket tilbage."))
    held.state, held.confirmed_at, held.confirmed_by = Delivery.State.CONFIRMED, at, actor
    held.save(update_fields=("state", "confirmed_at", "confirmed_by"))
    record(verb="confirm_delivery", at=at, actor=actor, contract=held.contract, about=held.key)
    return held


def withdraw(*, actor: Person, delivery: Delivery, reason: str, at: datetime) -> Delivery:
    """Take a delivery back: its facts are removed, a tombstone stays.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: It has been withdrawn already, or no reason is given.
    """
    with transaction.atomic():
        held = Delivery.objects.select_for_update().get(pk=delivery.pk)
        must_be_able(held.contract, actor, "deliver")
        if held.state == Delivery.State.WITHDRAWN:
            raise WrongState(_("Leverancen er allerede trukket tilbage."))
        if not reason.strip():
            raise WrongState(_("Skriv, hvorfor leverancen trækkes tilbage."))
        held.state, held.withdrawn_at, held.withdrawn_by = Delivery.State.WITHDRAWN, at, actor
        held.withdrawn_reason = reason.strip()[:300]
        held.save(update_fields=("state", "withdrawn_at", "withdrawn_by", "withdrawn_reason"))
        record(
            verb="withdraw_delivery",
            at=at,
            actor=actor,
            contract=held.contract,
            about=held.key,
            reason=held.withdrawn_reason,
        )
        transaction.on_commit(lambda: forget(held.key))
    return held
