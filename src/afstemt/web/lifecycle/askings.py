"""What is asked of a period as background work: the newest of it, and what a killed attempt left."""

import shutil
from datetime import datetime

from django.db import transaction

from afstemt.web.contracts.models import Contract
from afstemt.web.periods.models import Asking
from afstemt.web.periods.rendering import folder_of
from afstemt.web.work import awaited
from afstemt.web.work.awaited import Progress
from afstemt.web.work.queue import under_way


def newest(contract: Contract, code: str, what: str) -> Progress[Asking] | None:
    """Return how the newest asking goes, in one query, and one more while it is waited for; None for none."""
    askings = Asking.objects.filter(contract=contract, period=code, what=what)
    row = askings.select_related("asked_by", "version").first()
    return None if row is None else awaited.progress(row)


def waiting_or_gone(contract: Contract, code: str, what: str, at: datetime) -> Asking | None:
    """Return the asking that is waited for; one whose job was given up is ended first. In a transaction."""
    held = (
        Asking.objects.select_for_update()
        .filter(contract=contract, period=code, what=what, ended_at__isnull=True)
        .first()
    )
    if held is None or under_way(held.job):
        return held
    awaited.end(held, Asking.FAILED, at)
    transaction.on_commit(lambda: _forget(held.attempt))
    return None


def begin(asking: Asking, key: str) -> None:
    """Begin an attempt in the key's folder; what an earlier one left in its own is removed.

    Raises:
        Superseded: The asking has been answered.
    """
    _forget(awaited.begin(asking, key))


def _forget(attempt: str) -> None:
    if attempt:
        shutil.rmtree(folder_of(attempt), ignore_errors=True)
