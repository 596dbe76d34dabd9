"""Saying that an entry of the contract's calendar is done, and taking that back."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.contracts.mandate import Mandate, mandate_to
from afstemt.web.contracts.models import Contract
from afstemt.web.overview.calendar import Entry, entries
from afstemt.web.overview.models import DoneEntry
from afstemt.web.parties.models import Person
from afstemt.web.refusals import NotAllowed, WrongState

LONGEST = 1000


@transaction.atomic
def mark_done(
    *, actor: Person, contract: Contract, title: str, day: date, done_on: date, note: str, at: datetime
) -> DoneEntry:
    """Say that an entry is done.

    Args:
        title, day: Of the entry.
        done_on: The day it was done; not after ``at``.
        note: What was done, and where it can be found; may be empty.

    Raises:
        NotAllowed: The entry is not the actor's party's, or the role does not let them.
        WrongState: There is no such entry, it is done already, or what is said of it cannot be.
    """
    entry = _entry(contract, title, day)
    mandate = _mandate_to_mark(contract, actor, entry)
    if not entry.open:
        raise WrongState(_("»{title}« er allerede udført.").format(title=title))
    if done_on > timezone.localdate(at):
        raise WrongState(_("Dagen, hvor det blev udført, kan ikke ligge i fremtiden."))
    note = _short(note)
    try:
        with transaction.atomic():
            made = DoneEntry.objects.create(
                contract=contract,
                title=title,
                day=day,
                done_on=done_on,
                note=note,
                marked_at=at,
                marked_by=actor,
            )
    except IntegrityError as error:
        raise WrongState(_("»{title}« er allerede udført.").format(title=title)) from error
    record(
        verb="mark_done",
        at=at,
        by=mandate,
        about=title,
        day=day.isoformat(),
        done_on=done_on.isoformat(),
        reason=note,
    )
    return made


@transaction.atomic
def unmark_done(*, actor: Person, mark: DoneEntry, reason: str, at: datetime) -> DoneEntry:
    """Take back that an entry is done: it is to be done again.

    Raises:
        NotAllowed: The mark is not the actor's party's, or the role does not let them.
        WrongState: It is taken back already, or no reason is given.
    """
    held = DoneEntry.objects.select_for_update(of=("self",)).select_related("contract").get(pk=mark.pk)
    mandate = _mandate_to_mark(held.contract, actor, _entry(held.contract, held.title, held.day))
    if held.withdrawn_at is not None:
        raise WrongState(_("Det er allerede taget tilbage."))
    reason = _short(reason)
    if not reason:
        raise WrongState(_("Skriv en begrundelse."))
    held.withdrawn_at, held.withdrawn_by, held.withdrawn_reason = at, actor, reason
    held.save()
    record(
        verb="unmark_done",
        at=at,
        by=mandate,
        about=held.title,
        day=held.day.isoformat(),
        reason=reason,
    )
    return held


def _entry(contract: Contract, title: str, day: date) -> Entry:
    """Return the entry of the calendar with what stands as done.

    Raises:
        WrongState: The terms in force have none such.
    """
    for entry in entries(contract):
        if (entry.told.title, entry.told.day) == (title, day):
            return entry
    raise WrongState(_("Kontraktens kalender har ikke den dag mere. Se vilkårene."))


def _mandate_to_mark(contract: Contract, actor: Person, entry: Entry) -> Mandate:
    """Return the mandate to say that the entry is done.

    Raises:
        NotAllowed: The entry is not the actor's party's, or the role does not let them.
    """
    mandate = mandate_to(contract, actor, "mark_done")
    if not is_due_from(entry, mandate):
        raise NotAllowed(_("Dagen i kontraktens kalender er den anden parts at melde udført."))
    return mandate


def is_due_from(entry: Entry, mandate: Mandate) -> bool:
    """Return whether the entry is for the mandate's party to do."""
    return entry.told.owner in ("both", mandate.side)


def _short(text: str) -> str:
    text = text.strip()
    if len(text) > LONGEST:
        raise WrongState(_("Teksten er på højst {n} tegn.").format(n=LONGEST))
    return text
