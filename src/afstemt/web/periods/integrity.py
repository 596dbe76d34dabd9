"""Whether what a lock keeps on the disk is still there, and as it was."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.db.models import OuterRef, QuerySet, Subquery

from afstemt.web.periods.calendars import content_of
from afstemt.web.periods.models import ReportVersion, Submission
from afstemt.web.periods.rendering import CALENDARS, folder_of
from afstemt.web.refusals import WrongState


def newest_locked() -> QuerySet[ReportVersion]:
    """Return the version that each contract's newest approved period is locked with."""
    approved = Submission.objects.filter(
        approved_at__isnull=False, period__contract=OuterRef("contract")
    ).order_by("-period__last_day")
    return ReportVersion.objects.filter(pk=Subquery(approved.values("version")[:1]))


def gone_or_changed(version: ReportVersion) -> Iterator[Path]:
    """Yield the version's files that are not there, or not as their hashes say; its calendars among them."""
    folder = folder_of(version.key)
    for name, said in version.files.items():
        if _sha256(folder / name) != said["sha256"]:
            yield folder / name
    try:
        content_of(version)
    except WrongState:
        yield folder / CALENDARS


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
