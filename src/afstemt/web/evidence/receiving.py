"""Large deliveries: the files wait among the uploads, and are read as background work. ``docs/adr/0011`` says why."""

import shutil
import uuid
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from afstemt.core.units.fault import Refused
from afstemt.core.units.wording import _
from afstemt.files.kept import kept_line
from afstemt.web.audit.record import record
from afstemt.web.contracts.mandate import mandate_to
from afstemt.web.contracts.models import Contract
from afstemt.web.evidence import problems, uploads
from afstemt.web.evidence.delivering import read_in
from afstemt.web.evidence.entering import AlreadyDelivered
from afstemt.web.evidence.holding import HELD_FOR, is_mended_by_mapping, let_go, surveys_of
from afstemt.web.evidence.models import ContractProfile, Delivery, Upload
from afstemt.web.evidence.profiles import keep_profile, standing_profiles
from afstemt.web.evidence.raw_files import lay_down
from afstemt.web.evidence.store import forget
from afstemt.web.evidence.withdrawing import take_back
from afstemt.web.parties.language import in_language_of
from afstemt.web.parties.models import Person
from afstemt.web.refusals import NoRoom, NotAllowed, WrongState
from afstemt.web.work import awaited
from afstemt.web.work.awaited import Superseded
from afstemt.web.work.queue import under_way
from afstemt.web.work.retry import NotAgain

KEPT = timedelta(days=14)
"""How long it is kept what became of an upload. The delivery, if it became one, stays."""


def is_large(files: "Sequence[UploadedFile[bytes]]") -> bool:
    """Return whether the files are read as background work."""
    return sum(file.size or 0 for file in files) > uploads.AT_ONCE


def receive(
    *,
    actor: Person,
    contract: Contract,
    files: "Sequence[UploadedFile[bytes]]",
    at: datetime,
    profile: str = "",
    customer: str = "",
    through: str = "",
) -> Upload:
    """Take files in, to be read as background work.

    Args:
        profile, customer, through: As in ``delivering.deliver``; empty for nothing said.

    Raises:
        NotAllowed: The actor's role does not let them.
        NoRoom: There is no room for the files. Nothing is kept.
    """
    mandate = mandate_to(contract, actor, "deliver")
    key = str(uuid.uuid4())
    folder = uploads.waiting_folder(key)
    try:
        lay_down(files, folder / "files")
        with transaction.atomic():
            upload = Upload.objects.create(
                contract=contract,
                key=key,
                count=len(files),
                size=sum(file.size or 0 for file in files),
                profile=profile,
                customer=customer,
                sent_at=at,
                sent_by=actor,
                through=through,
            )
            upload.job = read_files.enqueue(upload.pk).id
            upload.save(update_fields=("job",))
            record(
                verb="send_files",
                at=at,
                by=mandate,
                about=key,
                files=len(files),
                through=through,
            )
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if uploads.is_full(error):
            raise NoRoom(uploads.no_room()) from error
        raise
    return upload


def map_columns(*, actor: Person, upload: Upload, text: str, at: datetime) -> ContractProfile:
    """Keep a profile of files that lie there, and have them read again by it.

    Args:
        text: The profile, as ``keep_profile`` has it.

    Raises:
        NotAllowed: The actor's role does not let them, or the files are the other party's.
        WrongState: The profile is none that can stand, or the files do not lie there any more, or were confirmed.
    """
    with transaction.atomic():
        read_again(actor=actor, upload=upload, at=at)
        standing = standing_profiles(upload.contract, actor)
        same = next((one for one in standing if one.text == text), None)
        return same or keep_profile(actor=actor, contract=upload.contract, text=text, at=at)


def read_again(*, actor: Person, upload: Upload, at: datetime) -> Upload:
    """Have files that lie there read by the profiles that stand now; what they had become is withdrawn.

    Raises:
        NotAllowed: The actor's role does not let them, or the files are the other party's.
        WrongState: The files do not lie there any more, or what they became is confirmed.
    """
    with transaction.atomic():
        held = (
            Upload.objects.select_for_update(of=("self",))
            .select_related("contract", "sent_by")
            .get(pk=upload.pk)
        )
        mandate = mandate_to(held.contract, actor, "deliver")
        if held.sent_by.organisation_id != actor.organisation_id:
            raise NotAllowed(_("Kun den part, der har sendt filerne, kan sige, hvad deres kolonner er."))
        if not surveys_of(held, at) or held.ended_at is None:
            raise WrongState(_("Filerne ligger ikke længere på serveren. Send dem igen."))
        before = held.delivery
        held.ended_at, held.outcome, held.said, held.faults, held.delivery = None, "", "", [], None
        held.more_faults, held.profile, held.sent_by = 0, "", actor
        held.held_until = at + HELD_FOR
        held.job = read_files.enqueue(held.pk).id
        held.attempt = ""
        held.save()
        if before is not None:
            one = Delivery.objects.select_for_update().get(pk=before.pk)
            if one.state != Delivery.State.READ:
                raise WrongState(_("Leverancen er allerede bekræftet eller trukket tilbage."))
            why = kept_line(_("Filerne er læst igen."))
            take_back(mandate=mandate, held=one, reason=why, at=at, through="")
        record(verb="read_again", at=at, by=mandate, about=held.key)
    return held


@task
def read_files(upload_id: int) -> None:
    """Read an upload's files, unless that has been done, and write what came of it.

    The files are gone afterwards, but where somebody can say what their columns are.

    A database that does not answer is a matter for the queue, which tries again; the files wait meanwhile.
    """
    upload = Upload.objects.select_related("contract", "sent_by").filter(pk=upload_id).first()
    if upload is None:
        return
    folder = uploads.waiting_folder(upload.key)
    if upload.ended_at is None:
        with in_language_of(upload.sent_by), suppress(Superseded):
            _read(upload, folder)
    waits = Q(ended_at__isnull=True) | Q(held_until__isnull=False)
    if not Upload.objects.filter(waits, pk=upload_id).exists():
        shutil.rmtree(folder, ignore_errors=True)


def _read(upload: Upload, folder: Path) -> None:
    try:
        read_in(
            mandate=mandate_to(upload.contract, upload.sent_by, "deliver"),
            received=folder / "files",
            at=timezone.now(),
            profile=upload.profile or None,
            customer=upload.customer or None,
            through=upload.through,
            upload=upload,
        )
    except (Superseded, DatabaseError):
        raise
    except Refused as refusal:
        foremost = problems.foremost(refusal.faults)
        more = len(refusal.faults) - len(foremost)
        until = timezone.now() + HELD_FOR if is_mended_by_mapping(refusal.faults, upload.through) else None
        awaited.end(
            upload, Upload.REFUSED, timezone.now(), faults=foremost, more_faults=more, held_until=until
        )
    except AlreadyDelivered as again:
        awaited.end(upload, Upload.KNOWN, timezone.now(), said=str(again), delivery=again.delivery)
    except (NotAllowed, WrongState) as why:
        awaited.end(upload, Upload.REFUSED, timezone.now(), said=str(why))
    except NoRoom as why:
        awaited.end(upload, Upload.FAILED, timezone.now(), said=str(why))
    except Exception as fault:
        awaited.end(upload, Upload.FAILED, timezone.now())
        shutil.rmtree(folder, ignore_errors=True)
        raise NotAgain from fault


@task
def tidy() -> int:
    """Remove what was given up and what nobody reads any more; return how many uploads."""
    return tidied(timezone.now())


def tidied(at: datetime) -> int:
    """End uploads whose job was given up, and remove their files, and forget what was read long ago.

    Returns:
        How many uploads were ended or forgotten.
    """
    given_up = [one for one in Upload.objects.filter(ended_at__isnull=True) if not under_way(one.job)]
    for upload in given_up:
        with suppress(Superseded):
            awaited.end(upload, Upload.FAILED, at)
            shutil.rmtree(uploads.waiting_folder(upload.key), ignore_errors=True)
            if upload.attempt:
                forget(upload.attempt)
    let_go(at)
    known = {
        uploads.waiting_folder(key).name
        for key in Upload.objects.filter(Q(ended_at__isnull=True) | Q(held_until__isnull=False)).values_list(
            "key", flat=True
        )
    }
    for folder in Path(settings.FILE_UPLOAD_TEMP_DIR).glob(f"{uploads.WAITING}*"):
        if folder.name not in known and _is_old(folder, at):
            shutil.rmtree(folder, ignore_errors=True)
    forgotten, _by_model = Upload.objects.filter(ended_at__lt=at - KEPT).delete()
    return len(given_up) + forgotten


def _is_old(folder: Path, at: datetime) -> bool:
    """Return whether a folder is older than one that is being laid down, before its row is written."""
    with suppress(FileNotFoundError):
        return at.timestamp() - folder.stat().st_mtime > uploads.STALE_S
    return False
