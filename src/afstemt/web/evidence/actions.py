"""What the parties do with files: deliver, confirm, withdraw."""

import os
import shutil
import uuid
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from afstemt.core.units.fault import Refused
from afstemt.core.units.wording import _
from afstemt.files.kept import kept_line
from afstemt.web.audit.record import record
from afstemt.web.contracts.access import must_be_able
from afstemt.web.contracts.models import Contract
from afstemt.web.evidence import queries, uploads
from afstemt.web.evidence.comparison import Comparison
from afstemt.web.evidence.extent import as_json
from afstemt.web.evidence.models import DeliveredFile, Delivery, Upload
from afstemt.web.evidence.reading import Failed, Order, Read, read
from afstemt.web.evidence.store import as_earlier, comparison_of, folder_of, forget
from afstemt.web.parties.models import Person
from afstemt.web.refusals import NoRoom, WrongState
from afstemt.web.work import awaited

LONGEST_NAME = 120
"""Bytes that are kept of a file's name before its suffix."""


class AlreadyDelivered(WrongState):
    """The very same files are there; ``delivery`` is the one that has them."""

    def __init__(self, said: str, delivery: Delivery) -> None:
        super().__init__(said)
        self.delivery = delivery


def deliver(
    *,
    actor: Person,
    contract: Contract,
    files: "Sequence[UploadedFile[bytes]]",
    at: datetime,
    profile: str | None = None,
    customer: str | None = None,
    through: str = "",
) -> Delivery:
    """Read files and keep what they became, to be confirmed: all of them or none.

    The files themselves are read in a folder that is gone when this returns; personal columns are never kept.

    Args:
        profile: Name of a profile that comes with the product, for files that are not told by themselves.
        customer: Whose rows are taken, where the files have several customers'.
        through: The name of the key of the HTTP interface, when it came that way.

    Raises:
        Refused: A file cannot be used; every fault of every file is in it. Nothing is kept.
        NotAllowed: The actor's role does not let them.
        AlreadyDelivered: The very same files are there already.
        NoRoom: There is no room for the files or what they became. Nothing is kept.
    """
    must_be_able(contract, actor, "deliver")
    try:
        with uploads.workplace() as folder:
            lay_down(files, folder / "files")
            return read_in(
                actor=actor,
                contract=contract,
                received=folder / "files",
                at=at,
                profile=profile,
                customer=customer,
                through=through,
            )
    except OSError as error:
        if uploads.is_full(error):
            raise NoRoom(uploads.no_room()) from error
        raise


def read_in(
    *,
    actor: Person,
    contract: Contract,
    received: Path,
    at: datetime,
    profile: str | None = None,
    customer: str | None = None,
    through: str = "",
    upload: Upload | None = None,
) -> Delivery:
    """Read the files that lie in a folder, as ``deliver`` says.

    Args:
        received: The folder; what is needed for a while is put beside it.
        upload: What they arrived as, which ends in the same transaction; None when they are read at once.

    Raises:
        Superseded: The upload has been read already, or another attempt at it has begun.
    """
    must_be_able(contract, actor, "deliver")
    key = str(uuid.uuid4())
    try:
        if upload is not None and (left := awaited.begin(upload, key)):
            forget(left)
        earlier = as_earlier(queries.confirmed(contract))
        found = read(Order(received, folder_of(key), contract.zone, profile, customer, earlier))
        with transaction.atomic():
            Contract.objects.select_for_update().get(pk=contract.pk)  # the same files twice at once meet here
            _must_be_new(contract, found)
            delivery = enter(actor=actor, contract=contract, key=key, found=found, at=at, through=through)
            if upload is not None:
                awaited.end(upload, Upload.READ, at, delivery=delivery)
        return delivery
    except (Refused, WrongState):
        forget(key)
        raise
    except Exception as error:
        forget(key)
        if uploads.is_full(error):
            raise NoRoom(uploads.no_room()) from error
        if isinstance(error, Failed):
            raise RuntimeError(str(error)) from error
        raise


def lay_down(files: "Sequence[UploadedFile[bytes]]", folder: Path) -> None:
    """Put uploads in a folder that is made; of a file's name only a name is kept."""
    folder.mkdir(parents=True)
    for file in files:
        _lay_down(file, folder)


def _lay_down(file: "UploadedFile[bytes]", folder: Path) -> None:
    """Put an upload in the folder without copying it where that can be."""
    name = PurePosixPath((file.name or "").replace("\\", "/"))
    stem = name.stem.encode()[:LONGEST_NAME].decode(errors="ignore") or "fil"
    suffix = name.suffix[:10]
    target = folder / f"{stem}{suffix}"
    number = 1
    while target.exists():
        number += 1
        target = folder / f"{number} {stem}{suffix}"
    if where := getattr(file, "temporary_file_path", None):
        try:
            os.link(where(), target)
            return
        except OSError:  # another disk: copied instead
            pass
    with target.open("wb") as out:
        shutil.copyfileobj(file, out, 1 << 20)


def _must_be_new(contract: Contract, found: Read) -> None:
    """Refuse files that are confirmed already, or that wait read in the same way."""
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
    as_read = {(file.sha256, file.profile, file.rows_used) for file in found.files}
    for one in standing:
        if one.state == Delivery.State.READ and as_read == {
            (file.sha256, file.profile, file.rows_used) for file in one.files.all()
        }:
            raise AlreadyDelivered(
                _("Filerne er allerede læst og venter på at blive bekræftet; intet er ændret."), one
            )


@transaction.atomic
def enter(
    *,
    actor: Person,
    contract: Contract,
    key: str,
    found: Read,
    at: datetime,
    through: str = "",
    kind: str = Delivery.Kind.FILES,
    period: str = "",
    reason: str = "",
) -> Delivery:
    """Put a delivery in with its files and its audit row; its facts lie in the data folder already."""
    delivery = Delivery.objects.create(
        contract=contract,
        key=key,
        made_at=at,
        made_by=actor,
        rows_read=sum(file.rows_read for file in found.files),
        rows_used=sum(file.rows_used for file in found.files),
        rows_set_aside=sum(file.rows_set_aside for file in found.files),
        extents=as_json(found.extents),
        through=through,
        kind=kind,
        period=period,
        reason=reason,
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
        for file in found.files
    )
    verb = "deliver" if kind == Delivery.Kind.FILES else "key_in_figures"
    record(
        verb=verb, at=at, actor=actor, contract=contract, about=key, files=len(found.files), through=through
    )
    return delivery


def confirm(
    *,
    actor: Person,
    delivery: Delivery,
    at: datetime,
    seen: Collection[int] | None = None,
    replaces: Collection[int] = (),
    both_count: bool = False,
    through: str = "",
) -> Delivery:
    """Make a delivery part of the contract's evidence.

    Args:
        seen: The confirmed deliveries that the differences were shown against, by id; None when none were shown.
        replaces: Earlier deliveries, by id, that are withdrawn in the same decision.
        both_count: Rows that overlap with an earlier delivery that stays are to count in both.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: It has been confirmed or withdrawn already, other deliveries have been confirmed since the
            differences were shown, or its rows would count twice and nobody has said whether they should.
    """
    contract = delivery.contract
    must_be_able(contract, actor, "deliver")
    if delivery.state != Delivery.State.READ:
        raise WrongState(_("Leverancen er allerede bekræftet eller trukket tilbage."))
    compared = comparison_of(delivery, queries.confirmed(contract))
    with transaction.atomic():
        Contract.objects.select_for_update().get(pk=contract.pk)  # one confirmation at a time
        held = Delivery.objects.select_for_update().get(pk=delivery.pk)
        must_be_able(held.contract, actor, "deliver")
        if held.state != Delivery.State.READ:
            raise WrongState(_("Leverancen er allerede bekræftet eller trukket tilbage."))
        standing = queries.confirmed(contract)
        _must_be_seen(compared, standing, seen)
        _must_be_decided(compared, replaces, both_count)
        for one in standing:
            if one.pk in replaces:
                why = kept_line(_("Erstattet af en ny leverance."))
                _take_back(actor=actor, held=one, reason=why, at=at, through=through)
        held.state, held.confirmed_at, held.confirmed_by = Delivery.State.CONFIRMED, at, actor
        held.save(update_fields=("state", "confirmed_at", "confirmed_by"))
        record(
            verb="confirm_delivery",
            at=at,
            actor=actor,
            contract=held.contract,
            about=held.key,
            through=through,
            replaces=sorted(replaces),
            changes={one.table: [one.new, one.changed, one.same] for one in compared.differences},
        )
    return held


def _must_be_seen(compared: Comparison, standing: Sequence[Delivery], seen: Collection[int] | None) -> None:
    now = tuple(one.pk for one in standing)
    if compared.basis != now or (seen is not None and tuple(seen) != now):
        raise WrongState(
            _("En anden leverance er bekræftet eller trukket tilbage, siden du så forskellene. Se dem igen.")
        )


def _must_be_decided(compared: Comparison, replaces: Collection[int], both_count: bool) -> None:
    left = {one.delivery for one in compared.overlaps} - set(replaces)
    if left and not both_count:
        raise WrongState(
            _(
                "Rækkerne overlapper en tidligere leverance og ville tælle to gange. Vælg, om den tidligere skal "
                "erstattes, eller om begge skal tælle."
            )
        )


@transaction.atomic
def withdraw(*, actor: Person, delivery: Delivery, reason: str, at: datetime, through: str = "") -> Delivery:
    """Take a delivery back: its facts are removed, a tombstone stays.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: It has been withdrawn already, a locked period stands on it, or no reason is given.
    """
    Contract.objects.select_for_update().get(pk=delivery.contract_id)
    held = Delivery.objects.select_for_update().get(pk=delivery.pk)
    must_be_able(held.contract, actor, "deliver")
    if held.state == Delivery.State.WITHDRAWN:
        raise WrongState(_("Leverancen er allerede trukket tilbage."))
    if not reason.strip():
        raise WrongState(_("Skriv, hvorfor leverancen trækkes tilbage."))
    return _take_back(actor=actor, held=held, reason=reason.strip()[:300], at=at, through=through)


def _take_back(*, actor: Person, held: Delivery, reason: str, at: datetime, through: str) -> Delivery:
    if queries.stands_locked(held):
        raise WrongState(
            _(
                "En låst periode bygger på leverancen, så den kan ikke trækkes tilbage. Ret ved en efterregulering."
            )
        )
    held.state, held.withdrawn_at, held.withdrawn_by = Delivery.State.WITHDRAWN, at, actor
    held.withdrawn_reason = reason
    held.save(update_fields=("state", "withdrawn_at", "withdrawn_by", "withdrawn_reason"))
    record(
        verb="withdraw_delivery",
        at=at,
        actor=actor,
        contract=held.contract,
        about=held.key,
        reason=reason,
        through=through,
    )
    transaction.on_commit(lambda: forget(held.key))
    return held
