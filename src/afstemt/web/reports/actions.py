"""What people write: the supplier's words, comments and their end, trade secrets."""

from datetime import datetime

from django.db import IntegrityError, transaction

from afstemt.core.report.registry import SECTIONS
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.contracts.mandate import Mandate, mandate_to
from afstemt.web.contracts.models import Contract
from afstemt.web.contracts.terms import terms_in_force
from afstemt.web.parties.models import Person
from afstemt.web.periods.opening import the_row
from afstemt.web.periods.state import standing
from afstemt.web.refusals import WrongState
from afstemt.web.reports.models import Comment, Thread, TradeSecret, Words

ASKED = "asked_of_authority"
"""The words that say what the supplier asks of the authority; they open the report."""
WRITTEN = (*(spec.id for spec in SECTIONS if spec.written), ASKED)
"""Sections that the supplier writes words to."""
LONGEST, LONGEST_COMMENT = 20_000, 4_000
"""Characters of a section's words, and of a comment."""


class Overtaken(Exception):  # noqa: N818 - the domain's word
    """Someone else has saved words to the section meanwhile; theirs stand, the writer's own are in hand."""

    def __init__(self, theirs: Words) -> None:
        super().__init__(_("En anden har gemt tekst i afsnittet imens."))
        self.theirs = theirs


@transaction.atomic
def write_words(
    *, actor: Person, contract: Contract, period: Period, section: str, text: str, base: int, at: datetime
) -> Words:
    """Save the supplier's words to a section.

    Args:
        base: Number of the saving that the writer began from; 0 for none. Only on top of that is saved.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: The period is submitted or locked, there is no such section, or the text is too long.
        Overtaken: Someone else has saved meanwhile; nothing is changed.
    """
    mandate = mandate_to(contract, actor, "write_words")
    if section not in WRITTEN:
        raise WrongState(_("Rapporten har ikke det afsnit."))
    if len(text) > LONGEST:
        raise WrongState(
            _("Teksten er på {n} tegn; der er plads til {most} i et afsnit.").format(
                n=len(text), most=LONGEST
            )
        )
    row = the_row(contract, terms_in_force(contract), period)
    if not standing(contract, period.code).writable:
        raise WrongState(_("Driftsrapporten er indsendt eller godkendt; teksten kan ikke ændres nu."))
    newest = row.words.filter(section=section).select_related("written_by").first()
    if newest is not None and newest.number != base:
        if newest.text == text:
            return newest
        raise Overtaken(newest)
    if newest is not None and newest.text == text:
        return newest
    saved = Words.objects.create(
        period=row,
        section=section,
        number=(newest.number if newest else 0) + 1,
        text=text,
        written_at=at,
        written_by=actor,
    )
    record(
        verb="write_words",
        at=at,
        by=mandate,
        about=f"{period.code} · {section} · {saved.number}",
    )
    return saved


@transaction.atomic
def comment(
    *,
    actor: Person,
    contract: Contract,
    period: Period,
    about: str,
    text: str,
    internal: bool,
    at: datetime,
) -> Comment:
    """Open a thread of comments on a section, a figure or the whole report.

    Args:
        about: A section's id, ``level:`` and a level's id, or nothing.
        internal: For the actor's own party alone: the thread does not exist for the other.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: The comment is empty, or the actor has opened such a thread with it just before.
    """
    mandate = mandate_to(contract, actor, "comment")
    row = the_row(contract, terms_in_force(contract), period)
    audience = mandate.side if internal else Thread.Audience.SHARED
    open_now = Thread.objects.filter(
        period=row, about=about[:80], audience=audience, resolved_at__isnull=True
    )
    _must_not_be_said(open_now.order_by("-id").first(), actor, text)
    thread = Thread.objects.create(period=row, about=about[:80], audience=audience, opened_at=at)
    return _add(mandate, thread, text, at)


@transaction.atomic
def answer(*, actor: Person, contract: Contract, thread: Thread, text: str, at: datetime) -> Comment:
    """Add to a thread.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: The thread has been resolved, the comment is empty, or it is the last there already.
    """
    mandate = mandate_to(contract, actor, "comment")
    held = Thread.objects.select_for_update().get(pk=thread.pk)
    if held.resolved_at is not None:
        raise WrongState(_("Tråden er afsluttet. Åbn en ny, hvis der er mere at sige."))
    _must_not_be_said(held, actor, text)
    return _add(mandate, held, text, at)


def _must_not_be_said(thread: Thread | None, actor: Person, text: str) -> None:
    """Refuse a form that is sent twice."""
    last = Comment.objects.filter(thread=thread).order_by("-id").first() if thread else None
    if last is not None and (last.written_by_id, last.text) == (actor.pk, text.strip()):
        raise WrongState(_("Kommentaren er allerede gemt."))


def _add(mandate: Mandate, thread: Thread, text: str, at: datetime) -> Comment:
    if not text.strip():
        raise WrongState(_("Skriv en kommentar."))
    if len(text.strip()) > LONGEST_COMMENT:
        raise WrongState(
            _("Kommentaren er på {n} tegn; der er plads til {most}.").format(
                n=len(text.strip()), most=LONGEST_COMMENT
            )
        )
    added = Comment.objects.create(thread=thread, text=text.strip(), written_at=at, written_by=mandate.actor)
    record(
        verb="comment",
        at=at,
        by=mandate,
        about=f"{thread.period.code} · {thread.about}",
        thread=thread.pk,
        audience=thread.audience,
    )
    return added


@transaction.atomic
def resolve(*, actor: Person, contract: Contract, thread: Thread, at: datetime) -> Thread:
    """End a thread.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: It has been resolved already.
    """
    mandate = mandate_to(contract, actor, "comment")
    held = Thread.objects.select_for_update().get(pk=thread.pk)
    if held.resolved_at is not None:
        raise WrongState(_("Tråden er allerede afsluttet."))
    held.resolved_at, held.resolved_by = at, actor
    held.save(update_fields=("resolved_at", "resolved_by"))
    record(
        verb="resolve_thread",
        at=at,
        by=mandate,
        about=f"{held.period.code} · {held.about}",
        thread=held.pk,
    )
    return held


@transaction.atomic
def mark_secret(
    *, actor: Person, contract: Contract, period: Period, section: str, reason: str, at: datetime
) -> TradeSecret:
    """Mark a section as a trade secret, to be left out of a package when that is asked.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: It is marked already, there is no such section, or no reason is given.
    """
    mandate = mandate_to(contract, actor, "mark_secret")
    if section not in {spec.id for spec in SECTIONS}:
        raise WrongState(_("Rapporten har ikke det afsnit."))
    if not reason.strip():
        raise WrongState(_("Skriv, hvorfor afsnittet er en forretningshemmelighed."))
    row = the_row(contract, terms_in_force(contract), period)
    try:
        with transaction.atomic():
            mark = TradeSecret.objects.create(
                period=row, section=section, reason=reason.strip()[:300], marked_at=at, marked_by=actor
            )
    except IntegrityError as error:
        raise WrongState(_("Afsnittet er allerede mærket.")) from error
    record(
        verb="mark_secret",
        at=at,
        by=mandate,
        about=f"{period.code} · {section}",
        reason=mark.reason,
    )
    return mark
