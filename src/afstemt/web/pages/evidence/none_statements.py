"""Var der ingen? What a month may have had none of: stated, taken back, and shown on the page of its evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from afstemt.core.evidence.said import Topic
from afstemt.core.terms.model.contract import Contract as Terms
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _
from afstemt.web.contracts.mandate import mandates_of
from afstemt.web.contracts.models import Contract
from afstemt.web.evidence.facts.extent import time_of
from afstemt.web.evidence.models import Delivery
from afstemt.web.evidence.needs import must_be_said
from afstemt.web.lifecycle import background
from afstemt.web.pages.requests import SignedIn, visible
from afstemt.web.parties.models import Person
from afstemt.web.periods.address import the_period
from afstemt.web.periods.state import standing
from afstemt.web.refusals import NotAllowed, WrongState
from afstemt.web.reports import none_statements as actions
from afstemt.web.reports.models import NoneStatement


@dataclass(frozen=True)
class Line:
    """One topic of the month.

    Attributes:
        topic: Its name, and what it is in words.
        levels: Ids of the levels that need to know.
        statement: That there were none; None where that has not been stated.
        delivered: Whether a confirmed delivery has rows that begin in the month.
    """

    topic: Topic
    levels: tuple[str, ...]
    statement: NoneStatement | None
    delivered: bool

    @property
    def what(self) -> str:
        """What there may be none of, in the active language."""
        return _(self.topic.word)

    @property
    def silent(self) -> bool:
        """Whether nothing is known of it."""
        return self.statement is None and not self.delivered


@dataclass(frozen=True)
class Lines:
    """All topics of the month, and whether the person may say something of them now.

    Attributes:
        why_not: Why nothing can be stated now, where the person has the right; empty where it can.
    """

    each: tuple[Line, ...]
    may: bool
    why_not: str

    @property
    def silent(self) -> tuple[Line, ...]:
        """Those of which nothing is known."""
        return tuple(one for one in self.each if one.silent)


def lines(
    contract: Contract,
    terms: Terms | None,
    period: Period,
    confirmed: Sequence[Delivery],
    stated: Sequence[NoneStatement],
    person: Person,
    today: date,
) -> Lines:
    """Return the topics that levels of the month cannot take silence about.

    Args:
        stated: What stands of such statements, of any month.
    """
    own = {one.topic: one for one in stated if one.period.code == period.code}
    asked = must_be_said(terms, period) if terms else {}
    each = tuple(
        Line(topic, levels, own.get(topic.name), _has_rows(topic, confirmed, period))
        for topic, levels in asked.items()
    )
    mandate = mandates_of(contract, person).to("deliver")
    why_not = ""
    if not standing(contract, period.code).writable:
        why_not = _("Driftsrapporten er indsendt eller godkendt, så det kan ikke ændres nu.")
    elif not actions.is_over(period, today):
        why_not = _("Måneden er ikke slut, så det kan ikke siges endnu.")
    return Lines(each, mandate is not None and mandate.side == actions.OWNER, why_not)


def _has_rows(topic: Topic, confirmed: Sequence[Delivery], period: Period) -> bool:
    extents = (one.extents[topic.table] for one in confirmed if topic.table in one.extents)
    return time_of(topic.table) in topic.begins and any(period.code in one["months"] for one in extents)


@login_required
@require_POST
def state_none(request: SignedIn, contract_id: int, code: str) -> HttpResponse:
    """State that the month had none; what is calculated already is calculated anew."""
    found = visible(request, contract_id)
    judged = the_period(code, found.zone)
    if not request.POST.get("sure"):
        messages.error(request, _("Sæt kryds ved, at der ingen var."))
        return _back(found, judged)
    try:
        actions.state_none(
            actor=request.user,
            contract=found,
            period=judged,
            topic=request.POST.get("topic", ""),
            at=timezone.now(),
        )
    except (NotAllowed, WrongState) as why:
        messages.error(request, str(why))
        return _back(found, judged)
    _said(request, found, judged, _("Det er noteret, at der ingen var."))
    return _back(found, judged)


@login_required
@require_POST
def withdraw_none(request: SignedIn, contract_id: int, code: str, statement_id: int) -> HttpResponse:
    """Take back that the month had none; what is calculated already is calculated anew."""
    found = visible(request, contract_id)
    judged = the_period(code, found.zone)
    held = get_object_or_404(NoneStatement, pk=statement_id, period__contract=found, period__code=judged.code)
    try:
        actions.withdraw_none(actor=request.user, contract=found, statement=held, at=timezone.now())
    except (NotAllowed, WrongState) as why:
        messages.error(request, str(why))
        return _back(found, judged)
    _said(request, found, judged, _("Det er trukket tilbage."))
    return _back(found, judged)


def _said(request: SignedIn, contract: Contract, period: Period, said: str) -> None:
    again = background.ask_again(actor=request.user, contract=contract, period=period, at=timezone.now())
    more = _("Driftsrapporten beregnes igen.") if again else ""
    messages.success(request, f"{said} {more}".strip())


def _back(contract: Contract, period: Period) -> HttpResponse:
    return redirect(reverse("period_data", args=(contract.pk, period.code)) + "#ingen")
