"""What a name in the rows means (an alias): proposed, confirmed, rejected, withdrawn. Silence confirms nothing."""

from collections.abc import Mapping
from datetime import datetime
from typing import get_args

from django.db import transaction

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.name_findings import party_words
from afstemt.core.evidence.name_places import tables_with
from afstemt.core.terms.model.names import AliasOf
from afstemt.core.terms.reading.aliases import faults_of
from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.contracts import alias_terms
from afstemt.web.contracts.mandate import Mandate, mandate_to
from afstemt.web.contracts.models import Alias, Contract
from afstemt.web.contracts.roles import MAY
from afstemt.web.contracts.terms import terms_in_force
from afstemt.web.evidence import queries
from afstemt.web.evidence.alias_mails import tell_who_must_answer
from afstemt.web.evidence.store import evidence_of
from afstemt.web.parties.models import Person
from afstemt.web.refusals import NotAllowed, WrongState

RIGHT = {
    "confirm": "alias_answer",
    "reject": "alias_answer",
    "withdraw": "alias_propose",
    "end": "alias_answer",
    "keep": "alias_answer",
}
"""The right that each decision asks for."""
DECISIONS = tuple(RIGHT)
LONGEST_NAME, LONGEST_REASON = 300, 300


def propose_alias(
    *,
    actor: Person,
    contract: Contract,
    of: str,
    name: str,
    means: str,
    reason: str,
    at: datetime,
    through: str = "",
) -> Alias:
    """Propose what a name in the rows means. One who can answer for a party confirms for it by proposing.

    Args:
        of: One of ``AliasOf``.
        name: Exactly as it stands in the rows.
        means: The id in the terms; empty for nothing there.
        through: The name of the key of the HTTP interface, when it came that way.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: No row that is confirmed has the name, it is told already, or it does not hold with the terms.
    """
    mandate = mandate_to(contract, actor, "alias_propose")
    terms = terms_in_force(contract)
    if of not in get_args(AliasOf) or not name or len(name) > LONGEST_NAME:
        raise WrongState(_("Vælg et navn, som det står i data."))
    why = " ".join(reason.replace("\0", " ").split())[:LONGEST_REASON]
    said = {"of": of, "name": name, "means": means, "reason": why}
    for fault in faults_of([said], terms.versions):
        raise WrongState(fault)
    tables = tables_with(_evidence(contract), of, name)
    if not tables:
        raise WrongState(_("Navnet står ikke i noget, der er leveret og bekræftet."))
    with transaction.atomic():
        Contract.objects.select_for_update().get(pk=contract.pk)  # the same name twice at once meets here
        if contract.aliases.filter(of=of, name=name, ended_at__isnull=True).exists():
            raise WrongState(_("Der er allerede et svar på, hvad navnet betyder. Se det på siden."))
        made = Alias(
            contract=contract,
            **said,
            tables=sorted(tables),
            proposed_for=mandate.side,
            proposed_at=at,
            proposed_by=actor,
        )
        if mandate.role in MAY["alias_answer"]:
            _confirm(made, mandate, at)
        made.save()
        _record("propose", made, mandate, at, through)
        tell_who_must_answer(made, at)
    return made


@transaction.atomic
def decide_alias(
    *, actor: Person, contract: Contract, alias: Alias, kind: str, at: datetime, through: str = ""
) -> Alias:
    """Confirm or reject what is proposed, withdraw one's own proposal, or end what is used.

    What is used ends when those whom the end may be against have agreed: one party asks, and the other agrees by the
    same decision, or keeps it.

    Args:
        alias: One of the contract's.
        kind: A key of ``RIGHT``.
        through: The name of the key of the HTTP interface, when it came that way.

    Raises:
        NotAllowed: The actor's role does not let them, or it is for the other party.
        WrongState: The alias does not stand where the decision begins.
    """
    if kind not in RIGHT:
        raise WrongState(_("Den beslutning findes ikke."))
    mandate = mandate_to(contract, actor, RIGHT[kind])
    held = (
        Alias.objects.select_for_update(of=("self",))
        .select_related("contract")
        .get(pk=alias.pk, contract=contract)
    )
    if kind not in open_to(held, mandate.side):
        raise _why_not(held, kind)
    if kind == "confirm":
        held.tables = sorted(tables_with(_evidence(contract), held.of, held.name)) or held.tables
        _confirm(held, mandate, at)
    elif kind == "keep":
        held.end_asked_for, held.end_asked_at, held.end_asked_by = "", None, None
    elif kind == "end" and alias_terms.losers(held) - {held.end_asked_for, mandate.side}:
        held.end_asked_for, held.end_asked_at, held.end_asked_by = mandate.side, at, actor
    else:
        held.ended_at, held.ended_by = at, actor
    held.save()
    _record(kind, held, mandate, at, through)
    if kind == "end" and held.ended_at is None:
        tell_who_must_answer(held, at)
    return held


def open_to(alias: Alias, side: str) -> tuple[str, ...]:
    """Return the decisions that a party can make about an alias as it stands."""
    if alias.ended_at is not None or side not in alias_terms.SIDES:
        return ()
    if lacking := alias_terms.lacking(alias):
        own = ("withdraw",) if side == alias.proposed_for else ("reject",)
        return ("confirm", *own) if side in lacking else own
    if not alias.end_asked_for:
        return ("end",)
    return ("keep",) if side == alias.end_asked_for else ("end", "keep")


def note_tables(contract: Contract, evidence: Evidence) -> Mapping[int, list[str]]:
    """Return the tables that the names stand in now, of the aliases where that is others than was known."""
    found = {}
    for alias in contract.aliases.filter(ended_at__isnull=True):
        tables = sorted(tables_with(evidence, alias.of, alias.name))
        if tables and tables != alias.tables:
            found[alias.pk] = tables
    return found


def _evidence(contract: Contract) -> Evidence:
    return evidence_of(queries.confirmed(contract))


def _confirm(alias: Alias, mandate: Mandate, at: datetime) -> None:
    setattr(alias, f"{mandate.side}_confirmed_at", at)
    setattr(alias, f"{mandate.side}_confirmed_by", mandate.actor)


def _why_not(alias: Alias, kind: str) -> NotAllowed | WrongState:
    if alias.ended_at is not None:
        return WrongState(_("Det er allerede trukket tilbage eller afvist."))
    lacking = alias_terms.lacking(alias)
    if kind == "confirm" and lacking:
        text = _("Det er {parties}, der skal bekræfte det.")
        return NotAllowed(text.format(parties=party_words(lacking)))
    if kind in ("withdraw", "reject") and lacking:
        return NotAllowed(
            _("Den part, der har foreslået det, kan trække det tilbage; den anden kan afvise det.")
        )
    if kind == "confirm":
        return WrongState(_("Det er allerede bekræftet."))
    return WrongState(_("Det kan ikke besluttes, som det står nu. Se det på siden."))


def _record(kind: str, alias: Alias, mandate: Mandate, at: datetime, through: str) -> None:
    record(
        verb=f"alias_{kind}",
        at=at,
        by=mandate,
        about=f"»{alias.name}« = »{alias.means}«" if alias.means else f"»{alias.name}« = –",
        alias=alias.pk,
        of=alias.of,
        tables=alias.tables,
        reason=alias.reason if kind == "propose" else "",
        through=through,
    )
