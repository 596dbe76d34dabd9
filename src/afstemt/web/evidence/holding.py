"""Files that were refused because nothing knows their columns: they lie a day for their party to say what those are."""

import shutil
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from afstemt.core.units.fault import Fault, Refused
from afstemt.files.kept import kept_fault
from afstemt.web.contracts.mandate import Mandate
from afstemt.web.evidence import problems, uploads
from afstemt.web.evidence.facts.survey import Surveys, surveys_in, unknown_files
from afstemt.web.evidence.models import Delivery, Upload

HELD_FOR = timedelta(hours=24)
"""How long the files lie. They have not been relieved of what is personal, so it is no longer than somebody needs."""


class Held(Refused):
    """The files cannot be used as they are; ``upload`` is where they lie."""

    def __init__(self, faults: Sequence[Fault], upload: Upload) -> None:
        super().__init__(tuple(faults))
        self.upload = upload


def is_mended_by_mapping(faults: Sequence[Fault], through: str) -> bool:
    """Return whether somebody may say on a page what the columns are: not of what a system sent."""
    return not through and bool(unknown_files(faults))


def hold(*, mandate: Mandate, folder: Path, faults: Sequence[Fault], customer: str, at: datetime) -> Upload:
    """Keep files that were just refused.

    Args:
        mandate: To deliver.
        folder: Has the folder of the files, and what their columns look like; it is emptied.
        faults: What they were refused for.
        customer: Whose rows are taken, as the sender said; empty for nothing said.
    """
    key = str(uuid.uuid4())
    target = uploads.waiting_folder(key)
    sizes = [path.stat().st_size for path in (folder / "files").rglob("*") if path.is_file()]
    foremost = problems.foremost(faults)
    try:
        shutil.copytree(folder, target, copy_function=shutil.move)
        with transaction.atomic():
            return Upload.objects.create(
                contract=mandate.contract,
                key=key,
                count=len(sizes),
                size=sum(sizes),
                customer=customer,
                sent_at=at,
                sent_by=mandate.actor,
                ended_at=at,
                outcome=Upload.REFUSED,
                faults=[kept_fault(one) for one in foremost],
                more_faults=len(faults) - len(foremost),
                held_until=at + HELD_FOR,
            )
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise


def surveys_of(upload: Upload, at: datetime) -> Surveys:
    """Return the columns of the files that wait to be mapped; nothing where they are gone, or wait for nothing."""
    if upload.held_until is None or upload.held_until <= at:
        return {}
    return surveys_in(uploads.waiting_folder(upload.key))


def let_go_of(delivery: Delivery) -> None:
    """Remove the files of a delivery that is confirmed or withdrawn, when the caller's transaction is done."""
    for upload in Upload.objects.filter(delivery=delivery, held_until__isnull=False):
        folder = uploads.waiting_folder(upload.key)
        transaction.on_commit(lambda folder=folder: shutil.rmtree(folder, ignore_errors=True))  # type: ignore[misc]
        Upload.objects.filter(pk=upload.pk).update(held_until=None)


def held_of(delivery: Delivery, at: datetime) -> Upload | None:
    """Return what an unconfirmed delivery's files arrived as, while they lie there to be read again."""
    if delivery.state != Delivery.State.READ:
        return None
    return delivery.uploads.filter(held_until__gt=at).select_related("sent_by").first()


def let_go(at: datetime) -> int:
    """Remove the files that nobody mapped in time; return of how many uploads."""
    late = list(Upload.objects.filter(held_until__lte=at))
    for upload in late:
        shutil.rmtree(uploads.waiting_folder(upload.key), ignore_errors=True)
    Upload.objects.filter(pk__in=[one.pk for one in late]).update(held_until=None)
    return len(late)
