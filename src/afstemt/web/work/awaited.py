"""Background work that someone waits for, as a row of the app's own: begun, ended, and how it goes.

An attempt notes the folder that it writes in before it does. The next attempt removes what a killed one left there, and
one that was thought gone and comes back finds another's folder noted: it keeps nothing. So each has one result.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db import transaction

from afstemt.core.units.fault import Fault
from afstemt.files.kept import kept_fault, kept_line, told_fault, told_line
from afstemt.web.work.models import Awaited
from afstemt.web.work.queue import under_way

Row = TypeVar("Row", bound=Awaited)


class Superseded(Exception):  # noqa: N818 - nothing is wrong: it has been done
    """The work has ended, or another attempt at it has begun; this one keeps nothing."""


@dataclass(frozen=True)
class Progress(Generic[Row]):
    """How the work goes.

    Attributes:
        lost: Its job was given up without a word, as when its worker was killed twice.
    """

    row: Row
    lost: bool

    @property
    def waiting(self) -> bool:
        """Whether it is waited for."""
        return self.row.ended_at is None and not self.lost

    @property
    def refused(self) -> bool:
        """Whether it was refused; ``said`` or ``faults`` say why."""
        return self.row.outcome == Awaited.REFUSED

    @property
    def failed(self) -> bool:
        """Whether a fault of the program or the machine ended it; ``said`` says what is known of it."""
        return self.lost or self.row.outcome == Awaited.FAILED

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults that it was refused for, in the active language."""
        return tuple(told_fault(one) for one in self.row.faults)

    @property
    def said(self) -> str:
        """Why it ended as it did, in the active language; may be empty."""
        return told_line(self.row.said)


def progress(row: Row) -> Progress[Row]:
    """Return how it goes; in one query while it is waited for, else in none."""
    return Progress(row, row.ended_at is None and not under_way(row.job))


def begin(row: Awaited, key: str) -> str:
    """Note the name of an attempt's folder; return the name of the attempt's before it, empty for none.

    Raises:
        Superseded: It has ended.
    """
    with transaction.atomic():
        held = _locked(row)
        if held.ended_at is not None:
            raise Superseded
        left, held.attempt = held.attempt, key
        held.save(update_fields=("attempt",))
    row.attempt = key
    return left


@transaction.atomic
def end(
    row: Awaited,
    outcome: str,
    at: datetime,
    *,
    said: str = "",
    faults: Iterable[Fault] = (),
    **became: Any,
) -> None:
    """Write what came of it, in the transaction of what it became.

    Args:
        became: The row's own fields of what it became.

    Raises:
        Superseded: It has ended, or another attempt has begun.
    """
    held = _locked(row)
    if held.ended_at is not None or held.attempt != row.attempt:
        raise Superseded
    held.ended_at, held.outcome = at, outcome
    held.said, held.faults = kept_line(said), [kept_fault(one) for one in faults]
    for name, value in became.items():
        setattr(held, name, value)
    held.save()


def _locked(row: Awaited) -> Awaited:
    held: Awaited = type(row)._default_manager.select_for_update().get(pk=row.pk)
    return held
