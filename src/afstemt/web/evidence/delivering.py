"""Delivering files: they are read, and kept as a delivery that waits to be confirmed, all of them or none."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from afstemt.core.evidence.decisions import roles_of_names
from afstemt.core.units.fault import Refused
from afstemt.web.contracts.mandate import Mandate, mandate_to
from afstemt.web.contracts.models import Contract
from afstemt.web.contracts.terms import in_force
from afstemt.web.evidence import queries, uploads
from afstemt.web.evidence.entering import enter, must_be_new
from afstemt.web.evidence.facts.reading import Failed, Order, read
from afstemt.web.evidence.facts.tables import order_among
from afstemt.web.evidence.file_order import orders_before
from afstemt.web.evidence.holding import Held, hold, is_mended_by_mapping
from afstemt.web.evidence.models import Delivery, Upload
from afstemt.web.evidence.profiles import lay_out, profiles_beside
from afstemt.web.evidence.raw_files import lay_down
from afstemt.web.evidence.store import as_earlier, folder_of, forget
from afstemt.web.parties.models import Person
from afstemt.web.refusals import NoRoom, WrongState
from afstemt.web.work import awaited


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
        Held: The same, and what a column is can be said for a while: only so long the files lie there.
        NotAllowed: The actor's role does not let them.
        AlreadyDelivered: The very same files are there already.
        NoRoom: There is no room for the files or what they became. Nothing is kept.
    """
    mandate = mandate_to(contract, actor, "deliver")
    try:
        with uploads.workplace() as folder:
            lay_down(files, folder / "files")
            try:
                return read_in(
                    mandate=mandate,
                    received=folder / "files",
                    at=at,
                    profile=profile,
                    customer=customer,
                    through=through,
                )
            except Refused as refusal:
                faults = refusal.faults
                if not is_mended_by_mapping(faults, through):
                    raise
                raise Held(
                    faults,
                    hold(mandate=mandate, folder=folder, faults=faults, customer=customer or "", at=at),
                ) from refusal
    except OSError as error:
        if uploads.is_full(error):
            raise NoRoom(uploads.no_room()) from error
        raise


def read_in(
    *,
    mandate: Mandate,
    received: Path,
    at: datetime,
    profile: str | None = None,
    customer: str | None = None,
    through: str = "",
    upload: Upload | None = None,
) -> Delivery:
    """Read the files that lie in a folder, as ``deliver`` says.

    Args:
        mandate: To deliver.
        received: The folder; what is needed for a while is put beside it.
        upload: What they arrived as, which ends in the same transaction; None when they are read at once.

    Raises:
        Superseded: The upload has been read already, or another attempt at it has begun.
    """
    contract = mandate.contract
    key = str(uuid.uuid4())
    try:
        if upload is not None and (left := awaited.begin(upload, key)):
            forget(left)
        earlier = as_earlier(queries.confirmed(contract))
        before = orders_before(contract, mandate.side)
        orders = [one.file_order for one in before]
        terms = in_force(contract)
        parties = roles_of_names(() if terms is None else terms.versions)
        own = profiles_beside(contract, mandate.actor, received)
        paths = lay_out(own, received.parent / "profiles")
        found = read(
            Order(received, folder_of(key), contract.zone, profile, customer, earlier, orders, parties, paths)
        )
        ordered = next(
            (one for one in before if found.order and order_among(found.order, [one.file_order])), None
        )
        with transaction.atomic():
            Contract.objects.select_for_update().get(pk=contract.pk)  # the same files twice at once meet here
            must_be_new(contract, found)
            delivery = enter(mandate=mandate, key=key, found=found, at=at, through=through, ordered=ordered)
            used = {name for file in found.files for name in file.profile.split(", ")}
            delivery.read_by.set(one for one in own if one.name in used)
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
