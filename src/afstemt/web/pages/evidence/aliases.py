"""Navne: what the rows call the things of the terms; asked about, proposed and answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from afstemt.core.evidence.name_findings import party_words
from afstemt.core.report.words import table_word
from afstemt.core.terms.model.aliases import Alias as AliasTerms
from afstemt.core.terms.model.contract import Contract as Terms
from afstemt.core.terms.model.fields import fields_of
from afstemt.core.terms.reading.aliases import known_to_aliases
from afstemt.core.units.fault import UnknownName
from afstemt.core.units.formats import period_name
from afstemt.core.units.period import month
from afstemt.core.units.wording import _
from afstemt.web.contracts import alias_terms
from afstemt.web.contracts.mandate import Mandates, mandates_of
from afstemt.web.contracts.models import Alias, Contract
from afstemt.web.contracts.queries import last_periods
from afstemt.web.contracts.terms import in_force
from afstemt.web.evidence.aliases import RIGHT, decide_alias, open_to, propose_alias
from afstemt.web.lifecycle.unknown_names import unknown_names
from afstemt.web.pages.answers import decided, refused
from afstemt.web.pages.requests import SignedIn, visible
from afstemt.web.periods.address import month_of

MEANS, NOTHING, WRITTEN = "id:", "nothing", "text"
"""What a choice of a meaning begins with, before the id; nothing in the terms; and an id that is written by itself."""


@dataclass(frozen=True)
class Shown:
    """An alias in words, with what the person can decide about it."""

    row: Alias
    what: str
    stands: str
    tables: str
    open: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """A name that is asked about, with what it can mean: value, words, and whether it is offered."""

    unknown: UnknownName
    what: str
    choices: tuple[tuple[str, str, bool], ...]


def sorts() -> dict[str, str]:
    """Return what an alias can be a name of, in the active language."""
    (field,) = (one for one in fields_of(AliasTerms) if one.name == "of")
    return {value: _(word) for value, word in field.choices.items()}


@login_required
@require_http_methods(["GET", "POST"])
def aliases(request: SignedIn, contract_id: int) -> HttpResponse:
    """Show what is asked about names, and the aliases of the contract; propose one."""
    found = visible(request, contract_id)
    if request.method == "POST":
        chosen = request.POST.get("means", "")
        if chosen == WRITTEN:
            written = request.POST.get("means_text", "").strip()
            chosen = f"{MEANS}{written}" if written else NOTHING
        if chosen != NOTHING and not chosen.startswith(MEANS):
            return refused(request, _("Vælg, hvad navnet betyder."), "aliases", found.pk)
        return decided(
            request,
            lambda: propose_alias(
                actor=request.user,
                contract=found,
                of=request.POST.get("of", ""),
                name=request.POST.get("name", ""),
                means=chosen.removeprefix(MEANS) if chosen != NOTHING else "",
                reason=request.POST.get("reason", ""),
                at=timezone.now(),
            ),
            _("Det er foreslået, hvad navnet betyder. Her på siden står, hvem der skal bekræfte det."),
            "aliases",
            found.pk,
        )
    today = timezone.localdate()
    judged = month_of(request.GET.get("periode", ""), found.zone) or month(today, found.zone).before()
    terms, mandates = in_force(found), mandates_of(found, request.user)
    shown = [_shown(one, mandates) for one in _rows(found)]
    return render(
        request,
        "evidence/aliases.html",
        {
            "contract": found,
            "code": judged.code,
            "period": period_name(judged),
            "periods": last_periods(today, found.zone),
            "standing": [one for one in shown if one.row.ended_at is None],
            "ended": [one for one in shown if one.row.ended_at is not None],
            "asked": _asked(terms, unknown_names(found, terms, judged), shown) if terms else (),
            "sorts": sorts(),
            "may": mandates.rights,
        },
    )


@login_required
@require_POST
def decide(request: SignedIn, contract_id: int, alias_id: int) -> HttpResponse:
    """Confirm or reject an alias, or withdraw it."""
    found = visible(request, contract_id)
    held = get_object_or_404(found.aliases, pk=alias_id)
    kind = request.POST.get("kind", "")
    return decided(
        request,
        lambda: decide_alias(actor=request.user, contract=found, alias=held, kind=kind, at=timezone.now()),
        {
            "confirm": _("Det er bekræftet, hvad navnet betyder. Beregn de åbne perioder igen."),
            "reject": _("Forslaget er afvist."),
            "withdraw": _("Forslaget er trukket tilbage."),
            "end": _("Det er noteret. Her på siden står, om den anden part skal være enig."),
            "keep": _("Navnet betyder fortsat det samme."),
        }.get(kind, ""),
        "aliases",
        found.pk,
    )


def _rows(contract: Contract) -> list[Alias]:
    people = ("proposed_by", "authority_confirmed_by", "supplier_confirmed_by", "end_asked_by", "ended_by")
    return list(contract.aliases.select_related(*people).order_by("-proposed_at", "-id"))


def _shown(alias: Alias, mandates: Mandates) -> Shown:
    return Shown(
        alias,
        sorts().get(alias.of, alias.of),
        _stands(alias),
        ", ".join(table_word(name) for name in alias.tables),
        tuple(kind for kind in open_to(alias, mandates.side) if mandates.to(RIGHT[kind])),
    )


def _stands(alias: Alias) -> str:
    if alias.ended_at is not None:
        return "– " + _("afsluttet")
    asked = party_words(alias_terms.asked(alias))
    if alias.end_asked_for:
        return "○ " + _("bruges, til {parties} er enig i, at det ikke længere gælder").format(parties=asked)
    if asked:
        return "○ " + _("bruges ikke, før {parties} har bekræftet det").format(parties=asked)
    return "✓ " + _("bruges, bekræftet af {parties}").format(
        parties=party_words(alias_terms.confirmed_by(alias))
    )


def _asked(terms: Terms, unknown: Sequence[UnknownName], shown: Sequence[Shown]) -> tuple[Asked, ...]:
    """Return what is asked about, without the names that a standing alias tells already."""
    told = {(one.row.of, one.row.name) for one in shown if one.row.ended_at is None}
    known = known_to_aliases(terms.versions)
    return tuple(
        Asked(
            one,
            sorts()[one.of],
            tuple(
                (f"{MEANS}{name}", f"{name}: {title}" if title else name, name == one.near)
                for name, title in known[one.of].names.items()  # type: ignore[index]
            ),
        )
        for one in unknown
        if (one.of, one.name) not in told
    )
