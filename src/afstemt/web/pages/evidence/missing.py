"""Rows that a later delivery lacks: shown on its page and on Datagrundlag, answered, and agreed to."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from afstemt.core.evidence.name_findings import party_words
from afstemt.core.report.words import table_word
from afstemt.core.units.wording import _
from afstemt.web.contracts.mandate import mandates_of
from afstemt.web.contracts.models import Contract
from afstemt.web.evidence.facts.absence import Missing
from afstemt.web.evidence.missing import missing_rows
from afstemt.web.evidence.models import Delivery, RowAnswer
from afstemt.web.evidence.row_answers import (
    answer_rows,
    decide_row_answer,
    lacking,
    open_to,
    sides_of,
    standing,
)
from afstemt.web.pages.answers import decided
from afstemt.web.pages.requests import SignedIn, visible
from afstemt.web.parties.models import Person

SHOWN = 100
"""Rows that a page shows; when they are answered the next ones are."""


@dataclass(frozen=True)
class Shown:
    """One row that a later delivery lacks, with what has been said of it and what the person can do.

    Attributes:
        stands: How its answer stands, in words; empty where nobody has answered.
        open: What the person can decide about an answer that waits.
        may: Whether the person may answer.
    """

    row: Missing
    what: str
    answer: RowAnswer | None
    stands: str
    open: tuple[str, ...]
    may: bool


@dataclass(frozen=True)
class Section:
    """What a page shows.

    Attributes:
        rows: The first that nobody has answered so that it holds.
        more: How many more there are.
        answered: Those of which an answer holds.
        may: Whether the person may answer any of them.
        delivery: The id of the delivery whose page it is, where it is not confirmed; None else.
    """

    rows: tuple[Shown, ...]
    more: int
    answered: tuple[Shown, ...]
    may: bool
    delivery: int | None = None

    @property
    def count(self) -> int:
        """How many must be answered."""
        return len(self.rows) + self.more


def section(contract: Contract, person: Person, delivery: Delivery | None = None) -> Section:
    """Return the rows that a delivery lacks; those that any confirmed one does where none is given."""
    waiting = delivery if delivery is not None and delivery.state == Delivery.State.READ else None
    rows = [one for one in missing_rows(contract, waiting) if delivery is None or one.later == delivery.pk]
    if not rows:
        return Section((), 0, (), may=False)
    mandates = mandates_of(contract, person)
    side = mandates.side if mandates.to("row_answer") else ""
    sides = sides_of(contract, rows)
    answers = _answers(standing(contract))
    shown = [
        _shown(one, answers.get((one.table, one.name)), side, sides.get(one.delivery, "")) for one in rows
    ]
    left = [one for one in shown if one.answer is None or lacking(one.answer)]
    return Section(
        tuple(left[:SHOWN]),
        max(0, len(left) - SHOWN),
        tuple(one for one in shown if one.answer is not None and not lacking(one.answer)),
        any(one.may for one in left[:SHOWN]),
        None if waiting is None else waiting.pk,
    )


def _answers(every: Sequence[RowAnswer]) -> dict[tuple[str, str], RowAnswer]:
    """Return the answer to show of each row: one that waits, for somebody must answer it, else the one that holds."""
    found: dict[tuple[str, str], RowAnswer] = {}
    for one in sorted(every, key=lambda one: bool(lacking(one))):
        found[one.table, one.name] = one
    return found


def _shown(row: Missing, answer: RowAnswer | None, side: str, owner: str) -> Shown:
    return Shown(
        row,
        table_word(row.table),
        answer,
        "" if answer is None else _stands(answer),
        () if answer is None or not side else open_to(answer, side),
        bool(side) and side == owner,
    )


def _stands(answer: RowAnswer) -> str:
    said = _("udgået") if answer.said == RowAnswer.Said.LAPSED else _("gælder stadig")
    if waits := lacking(answer):
        text = _("○ svar: {said}; gælder, når {parties} er enig")
        return text.format(said=said, parties=party_words(waits))
    return _("✓ {said}").format(said=said)


@login_required
@require_POST
def answer(request: SignedIn, contract_id: int) -> HttpResponse:
    """Say of rows that a later delivery lacks that they have lapsed, or that they stand."""
    found = visible(request, contract_id)
    waiting = _waiting(request, found)
    return decided(
        request,
        lambda: answer_rows(
            actor=request.user,
            contract=found,
            keys=request.POST.getlist("row"),
            said=request.POST.get("said", ""),
            reason=request.POST.get("reason", ""),
            at=timezone.now(),
            waiting=waiting,
        ),
        _(
            "Svaret er noteret. På siden står, om den anden part skal være enig. Beregn de åbne perioder igen."
        ),
        *(("deliveries", found.pk) if waiting is None else ("delivery", found.pk, waiting.pk)),
    )


@login_required
@require_POST
def decide(request: SignedIn, contract_id: int, answer_id: int) -> HttpResponse:
    """Agree to an answer, reject it, or withdraw it."""
    found = visible(request, contract_id)
    held = get_object_or_404(found.row_answers, pk=answer_id)
    waiting = _waiting(request, found)
    kind = request.POST.get("kind", "")
    return decided(
        request,
        lambda: decide_row_answer(
            actor=request.user, contract=found, answer=held, kind=kind, at=timezone.now()
        ),
        {
            "agree": _("Svaret gælder nu. Beregn de åbne perioder igen."),
            "reject": _("Svaret er afvist. Rækken tæller."),
            "withdraw": _("Svaret er trukket tilbage. Rækken tæller."),
        }.get(kind, ""),
        *(("deliveries", found.pk) if waiting is None else ("delivery", found.pk, waiting.pk)),
    )


def _waiting(request: SignedIn, contract: Contract) -> Delivery | None:
    """Return the unconfirmed delivery whose page was answered on."""
    number = request.POST.get("delivery", "")
    return contract.deliveries.filter(pk=number).first() if number.isdecimal() else None
