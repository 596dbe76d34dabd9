"""The supplier's own report of a period: attached as it is, known by its content, kept under its hash."""

import hashlib
import shutil
import zipfile
from datetime import datetime
from io import BufferedReader
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, models, transaction

from afstemt.core.units.period import Period
from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.contracts.mandate import Mandate, mandate_to
from afstemt.web.contracts.models import Contract
from afstemt.web.evidence import uploads
from afstemt.web.evidence.models import SupplierReport
from afstemt.web.parties.models import Person
from afstemt.web.refusals import NoRoom, WrongState

LARGEST = 50_000_000
"""Bytes of one report."""
_PARTS = {
    SupplierReport.Format.DOCX: "word/document.xml",
    SupplierReport.Format.XLSX: "xl/workbook.xml",
}
_LOOKED_AT = 1024


def path_of(report: SupplierReport) -> Path:
    """Return where a report is kept."""
    return Path(settings.ENVIRONMENT.data) / "attached" / str(report.contract_id) / report.sha256


def format_of(file: BinaryIO) -> SupplierReport.Format | None:
    """Return what a file is by its content; None for what cannot be attached."""
    file.seek(0)
    beginning = file.read(_LOOKED_AT)
    if b"%PDF-" in beginning:
        return SupplierReport.Format.PDF
    if not beginning.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(file) as parts:
            names = set(parts.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return None
    macros = any(name.lower().endswith("vbaproject.bin") for name in names)
    return next((format_ for format_, part in _PARTS.items() if part in names and not macros), None)


def attach(
    *, actor: Person, contract: Contract, period: Period, file: "UploadedFile[bytes]", at: datetime
) -> SupplierReport:
    """Attach the supplier's own report of a period.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: The file is too large, is not what can be attached, or is attached already.
        NoRoom: There is no room for it.
    """
    mandate = mandate_to(contract, actor, "deliver")
    if (file.size or 0) > LARGEST:
        raise WrongState(
            _("Filen fylder mere end {limit} MB. Intet er gemt.").format(limit=LARGEST // 1_000_000)
        )
    held = cast("BufferedReader", file.file)
    format_ = format_of(held)
    if format_ is None:
        raise WrongState(
            _(
                "Filens indhold er hverken PDF, Word (DOCX) eller Excel (XLSX) uden makroer, uanset hvad dens navn "
                "siger. Intet er gemt. Gem rapporten som PDF, og vedhæft den."
            )
        )
    held.seek(0)
    digest = hashlib.file_digest(held, "sha256").hexdigest()
    report = SupplierReport(
        contract=contract,
        period=period.code,
        name=_named(file.name or "", format_),
        format=format_,
        sha256=digest,
        size=file.size or 0,
        made_at=at,
        made_by=actor,
    )
    target = path_of(report)
    new = not target.exists()
    try:
        if new:
            _write(held, target)
        return _enter(mandate, report, at)
    except Exception as error:
        if new and not _stands(report).exists():
            target.unlink(missing_ok=True)
        if uploads.is_full(error):
            raise NoRoom(uploads.no_room()) from error
        raise


def _stands(report: SupplierReport) -> models.QuerySet[SupplierReport]:
    """Return the contract's reports, of any period, with the same bytes."""
    return SupplierReport.objects.filter(
        contract=report.contract_id, sha256=report.sha256, withdrawn_at__isnull=True
    )


def _named(name: str, format_: SupplierReport.Format) -> str:
    """Return the file's name with the suffix of its content."""
    path = PurePosixPath(name.replace("\\", "/"))
    stem = path.stem if path.suffix.lower() == f".{format_}" else path.name
    return f"{(stem or 'rapport')[:200]}.{format_}"


def _write(held: BinaryIO, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    waiting = target.with_suffix(".part")
    try:
        held.seek(0)
        with waiting.open("wb") as out:
            shutil.copyfileobj(held, out, 1 << 20)
        waiting.replace(target)
    except BaseException:
        waiting.unlink(missing_ok=True)
        raise


@transaction.atomic
def _enter(mandate: Mandate, report: SupplierReport, at: datetime) -> SupplierReport:
    try:
        with transaction.atomic():
            report.save()
    except IntegrityError as error:
        raise WrongState(_("Den samme rapport er allerede vedhæftet perioden; intet er ændret.")) from error
    record(
        verb="attach_report",
        at=at,
        by=mandate,
        about=f"{report.period} · {report.name}",
        sha256=report.sha256,
    )
    return report


@transaction.atomic
def withdraw_report(*, actor: Person, report: SupplierReport, reason: str, at: datetime) -> SupplierReport:
    """Take an attached report back: the file is removed, a tombstone stays.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: It has been withdrawn already, or no reason is given.
    """
    held = SupplierReport.objects.select_for_update().get(pk=report.pk)
    mandate = mandate_to(held.contract, actor, "deliver")
    if held.withdrawn_at is not None:
        raise WrongState(_("Rapporten er allerede trukket tilbage."))
    if not reason.strip():
        raise WrongState(_("Skriv, hvorfor rapporten trækkes tilbage."))
    held.withdrawn_at, held.withdrawn_by = at, actor
    held.withdrawn_reason = reason.strip()[:300]
    held.save(update_fields=("withdrawn_at", "withdrawn_by", "withdrawn_reason"))
    record(
        verb="withdraw_report",
        at=at,
        by=mandate,
        about=f"{held.period} · {held.name}",
        reason=held.withdrawn_reason,
    )
    if not _stands(held).exists():
        transaction.on_commit(lambda: path_of(held).unlink(missing_ok=True))
    return held
