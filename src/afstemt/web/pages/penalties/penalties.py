"""Bod og bonus: per period, and the year."""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from afstemt.core.report.trends import code_name
from afstemt.core.report.verdict import corrections_sentence
from afstemt.core.report.words import sentence
from afstemt.core.settlement.claims import UNCLAIMED, claim_word
from afstemt.core.units.formats import show, weekday_and_day
from afstemt.core.units.money import Money, zero
from afstemt.core.units.wording import _
from afstemt.web.contracts.mandate import mandates_of
from afstemt.web.contracts.terms import in_force
from afstemt.web.pages.answers import decided
from afstemt.web.pages.requests import SignedIn, visible
from afstemt.web.penalties.actions import FROM, decide_penalty
from afstemt.web.penalties.corrections.rows import corrections
from afstemt.web.penalties.corrections.words import told
from afstemt.web.penalties.queries import PenaltyShown, penalties

SHOWN = timedelta(days=800)
"""How far back the page goes: 25 periods."""


def verb(kind: str) -> str:
    """Return a decision as the words on its button."""
    return {
        "claim": _("Gør boden gældende"),
        "acknowledge": _("Anerkend boden"),
        "dispute": _("Bestrid boden"),
        "set_off": _("Registrér modregning"),
        "waive": _("Frafald boden"),
    }[kind]


@login_required
@require_http_methods(["GET", "POST"])
def penalties_page(request: SignedIn, contract_id: int) -> HttpResponse:
    """Show each period's penalty and bonus; decide something about one."""
    found = visible(request, contract_id)
    if request.method == "POST":
        return decided(
            request,
            lambda: decide_penalty(
                actor=request.user,
                contract=found,
                code=request.POST.get("code", ""),
                kind=request.POST.get("kind", ""),
                reason=request.POST.get("reason", ""),
                invoice=request.POST.get("invoice", ""),
                at=timezone.now(),
            ),
            _("Beslutningen er registreret."),
            "penalties",
            found.pk,
        )
    today = timezone.localdate()
    terms = in_force(found)
    able = mandates_of(found, request.user).rights
    shown = penalties(found, terms, today - SHOWN, today)
    currency = terms.current.currency if terms else "DKK"
    automatic = bool(terms and terms.current.settlement.claim == "automatic")
    year = [one for one in shown if one.code.startswith(str(today.year))]
    return render(
        request,
        "penalties/penalties.html",
        {
            "contract": found,
            "rows": [
                (
                    one,
                    code_name(one.code, found.zone),
                    claim_word(one.state) if one.state else "",
                    _cap(one),
                    [(kind, verb(kind)) for kind in _open(one, automatic) if f"penalty_{kind}" in able],
                )
                for one in shown
            ],
            "said": _sentence(year, currency, today.year) if shown else _("Ingen periode er beregnet endnu."),
            "penalty": _sum((one.amount for one in year), currency),
            "corrected": _sum((one.corrections for one in year), currency),
            "bonus": _sum((one.bonus for one in year), currency),
            "year": today.year,
            "any_corrected": any(one.corrections.amount for one in shown),
            "corrections": told(corrections(found), found.zone),
        },
    )


def _open(one: PenaltyShown, automatic: bool) -> list[str]:
    """Return the decisions that the penalty's state allows."""
    state = one.state
    return [
        kind
        for kind, states in FROM.items()
        if state in states or (kind == "set_off" and automatic and state == "calculated")
    ]


def _cap(one: PenaltyShown) -> str:
    return {"": "", "period": _("periodens loft"), "rolling_year": _("loftet over 12 måneder")}[one.capped_by]


def _sum(amounts: Iterable[Money | None], currency: str) -> Money:
    """Return the sum of those that are known, in the currency; an amount in another stands in its row alone."""
    return sum((one for one in amounts if one and one.currency == currency), zero(currency))


def _sentence(year: list[PenaltyShown], currency: str, number: int) -> str:
    """Return the year's penalty, and the next claim that must be made."""
    own = _sum((one.amount for one in year), currency)
    text = sentence(_("Beregnet bod i {year}: {amount}.").format(year=number, amount=show(own)))
    corrected = corrections_sentence(_sum((one.corrections for one in year), currency))
    text = sentence(f"{text} {corrected}".strip())
    waiting = sorted(one.deadline for one in year if one.deadline and one.state in UNCLAIMED)
    if waiting:
        text += " " + _("Bod skal gøres gældende senest {day}.").format(day=weekday_and_day(waiting[0]))
    return text
