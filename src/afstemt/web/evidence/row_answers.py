"""Answers about rows that a later delivery lacks: given by the party that delivered the row, agreed to by the other."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from afstemt.core.evidence.decisions import BOTH, signed
from afstemt.core.evidence.missing_rows import confirmers
from afstemt.core.evidence.name_findings import party_words
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.terms.model.shared_fields import PartyRole
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.contracts.mandate import Mandate, mandate_to
from afstemt.web.contracts.models import Contract
from afstemt.web.evidence.facts.absence import Missing
from afstemt.web.evidence.missing import missing_rows
from afstemt.web.evidence.models import Delivery, RowAnswer
from afstemt.web.parties.models import Person
from afstemt.web.refusals import NotAllowed, WrongState

KINDS = ("agree", "reject", "withdraw")
LONGEST_REASON = 300


def answer_rows(
    *,
    actor: Person,
    contract: Contract,
    keys: Collection[str],
    said: str,
    reason: str,
    at: datetime,
    waiting: Delivery | None = None,
    through: str = "",
) -> list[RowAnswer]:
    """Say of rows that a later delivery lacks that they have lapsed, or that they stand.

    Args:
        keys: The rows, as ``Missing.key`` has them.
        said: One of ``RowAnswer.Said``.
        waiting: The later delivery, where it is not confirmed yet.
        through: The name of the key of the HTTP interface, when it came that way.

    Raises:
        NotAllowed: The actor's role does not let them, or another party delivered a row.
        WrongState: No rows are named, one is not missing, or the same has been said of it already.
    """
    mandate = mandate_to(contract, actor, "row_answer")
    if said not in RowAnswer.Said.values:
        raise WrongState(_("Vælg, om rækkerne er udgået, eller om de stadig gælder."))
    rows = _rows(contract, keys, waiting)
    with transaction.atomic():
        Contract.objects.select_for_update().get(
            pk=contract.pk
        )  # the same row answered twice at once meets here
        mandate = mandate_to(contract, actor, "row_answer")
        if any(side != mandate.side for side in sides_of(contract, rows).values()):
            raise NotAllowed(
                _("Kun den part, der har leveret rækken, kan svare. Den anden part kan tiltræde svaret.")
            )
        made = []
        for table, name in dict.fromkeys((one.table, one.name) for one in rows):
            standing = contract.row_answers.filter(table=table, name=name, ended_at__isnull=True)
            if standing.filter(said=said).exists():
                raise WrongState(_("Det er allerede svaret; intet er ændret."))
            answer = RowAnswer.objects.create(
                contract=contract,
                table=table,
                name=name,
                said=said,
                reason=" ".join(reason.replace("\0", " ").split())[:LONGEST_REASON],
                given_for=mandate.side,
                given_at=at,
                given_by=actor,
            )
            _end_others(answer, mandate, at)
            made.append(answer)
        record(
            verb="answer_rows",
            at=at,
            by=mandate,
            about=number(len(made)),
            said=said,
            rows=[[one.table, one.name] for one in made],
            reason=made[0].reason,
            through=through,
        )
    return made


def _rows(contract: Contract, keys: Collection[str], waiting: Delivery | None) -> list[Missing]:
    wanted = set(keys)
    rows = [one for one in missing_rows(contract, waiting) if one.key in wanted]
    if not rows or {one.key for one in rows} != wanted:
        raise WrongState(_("Vælg rækker, som en senere leverance ikke har. Se dem igen på siden."))
    return rows


def _end_others(answer: RowAnswer, mandate: Mandate, at: datetime) -> None:
    """End the other answers about the row where this one holds, and those that never did."""
    for other in answer.contract.row_answers.filter(
        table=answer.table, name=answer.name, ended_at__isnull=True
    ).exclude(pk=answer.pk):
        if not lacking(answer) or lacking(other):
            other.ended_at, other.ended_by = at, mandate.actor
            other.save(update_fields=("ended_at", "ended_by"))


@transaction.atomic
def decide_row_answer(
    *, actor: Person, contract: Contract, answer: RowAnswer, kind: str, at: datetime, through: str = ""
) -> RowAnswer:
    """Agree to an answer that waits, or reject it; or withdraw one's own before it holds.

    One that holds is changed by the other answer, by the same rule.

    Args:
        answer: One of the contract's.
        kind: One of ``KINDS``.

    Raises:
        NotAllowed: The actor's role does not let them, or it is for the other party.
        WrongState: It holds already, or has ended.
    """
    mandate = mandate_to(contract, actor, "row_answer")
    Contract.objects.select_for_update().get(pk=contract.pk)
    held = (
        RowAnswer.objects.select_for_update(of=("self",))
        .select_related("contract")
        .get(pk=answer.pk, contract=contract)
    )
    if held.ended_at is not None or not lacking(held):
        raise WrongState(_("Svaret gælder allerede eller er afsluttet. Se det på siden."))
    if kind not in open_to(held, mandate.side):
        parties = party_words(lacking(held))
        raise NotAllowed(_("Det er {parties}, der kan tiltræde eller afvise svaret.").format(parties=parties))
    if kind == "agree":
        held.agreed_at, held.agreed_by = at, actor
    else:
        held.ended_at, held.ended_by = at, actor
    held.save()
    if kind == "agree":
        _end_others(held, mandate, at)
    record(
        verb=f"{kind}_rows",
        at=at,
        by=mandate,
        about=held.name[:80],
        answer=held.pk,
        table=held.table,
        said=held.said,
        through=through,
    )
    return held


def sides_of(contract: Contract, rows: Iterable[Missing]) -> dict[int, PartyRole]:
    """Return the party of each delivery that a row is of, by the delivery's id, in one query."""
    found = contract.deliveries.filter(pk__in={one.delivery for one in rows})
    return {
        pk: "authority" if party == Delivery.Party.AUTHORITY else "supplier"
        for pk, party in found.values_list("pk", "party")
    }


def by(answer: RowAnswer) -> frozenset[PartyRole]:
    """Return the parties that say it."""
    given: PartyRole = "authority" if answer.given_for == "authority" else "supplier"
    return BOTH if answer.agreed_at else frozenset({given})


def lacking(answer: RowAnswer) -> frozenset[PartyRole]:
    """Return the parties that must still agree; none where it holds."""
    return confirmers(BY_NAME[answer.table], answer.said) - by(answer)


def open_to(answer: RowAnswer, side: str) -> tuple[str, ...]:
    """Return the decisions that a party can make about an answer that waits."""
    if answer.ended_at is not None or not lacking(answer):
        return ()
    return (
        ("withdraw",) if side == answer.given_for else ("agree", "reject") if side in lacking(answer) else ()
    )


def standing(contract: Contract) -> list[RowAnswer]:
    """Return the answers that have not ended, in one query, the oldest first."""
    people = ("given_by", "agreed_by")
    return list(contract.row_answers.filter(ended_at__isnull=True).select_related(*people).order_by("pk"))


def decision_rows(answers: Iterable[RowAnswer]) -> list[dict[str, Any]]:
    """Return answers as rows of the table ``decisions``."""
    return [
        {
            "at_s": int((one.agreed_at or one.given_at).timestamp()),
            "by": signed(one.given_by.name, by(one)),
            "kind": one.said,
            "table": one.table,
            "row_id": one.name,
            "reason": one.reason or None,
        }
        for one in answers
    ]
