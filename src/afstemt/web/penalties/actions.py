"""What the parties decide about a penalty: claim, acknowledge, dispute, set off, waive. Silence decides nothing."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from afstemt.core.settlement.claims import claim_word
from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.contracts.mandate import mandate_to
from afstemt.web.contracts.models import Contract
from afstemt.web.contracts.terms import terms_in_force
from afstemt.web.parties.models import Person
from afstemt.web.penalties.models import PenaltyDecision
from afstemt.web.penalties.queries import claim_state
from afstemt.web.refusals import WrongState

KIND = PenaltyDecision.Kind
FROM: Mapping[str, frozenset[str]] = {
    KIND.CLAIM: frozenset({"calculated"}),
    KIND.ACKNOWLEDGE: frozenset({"claimed", "disputed"}),
    KIND.DISPUTE: frozenset({"claimed"}),
    KIND.SET_OFF: frozenset({"claimed", "acknowledged", "disputed"}),
    KIND.WAIVE: frozenset({"calculated", "claimed", "acknowledged", "disputed"}),
}
"""States of a penalty in which each decision can be made. Where it is set off without a claim, from calculated too."""
LONGEST, LONGEST_INVOICE = 1000, 60


@transaction.atomic
def decide_penalty(
    *,
    actor: Person,
    contract: Contract,
    code: str,
    kind: str,
    at: datetime,
    reason: str = "",
    invoice: str = "",
) -> PenaltyDecision:
    """Decide something about the penalty of a period.

    Args:
        kind: One of ``PenaltyDecision.Kind``.
        reason: Needed to dispute and to waive.
        invoice: Number of the invoice, when it is set off.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: There is no penalty, it does not stand where the decision begins, or something is missing.
    """
    if kind not in KIND.values:
        raise WrongState(_("Den beslutning findes ikke."))
    mandate = mandate_to(contract, actor, f"penalty_{kind}")
    terms = terms_in_force(contract)
    row = contract.periods.select_for_update(of=("self",)).select_related("latest").filter(code=code).first()
    if row is None or row.latest is None or (row.latest.penalty or 0) <= 0:
        raise WrongState(_("Der er ikke beregnet bod for perioden."))
    row.contract = contract
    state, _deadline = claim_state(terms, row, row.penalty_decisions.all(), timezone.localdate(at))
    able = set(FROM[kind])
    if kind == KIND.SET_OFF and terms.current.settlement.claim == "automatic":
        able.add("calculated")
    if state not in able:
        raise WrongState(
            _("Boden er {state}; det kan ikke besluttes herfra.").format(
                state=claim_word(state or "calculated")
            )
        )
    reason, invoice = reason.strip(), invoice.strip() if kind == KIND.SET_OFF else ""
    if kind in (KIND.DISPUTE, KIND.WAIVE) and not reason:
        raise WrongState(_("Skriv en begrundelse."))
    if kind == KIND.SET_OFF and not invoice:
        raise WrongState(_("Skriv nummeret på den faktura, som boden modregnes på."))
    if len(reason) > LONGEST or len(invoice) > LONGEST_INVOICE:
        raise WrongState(
            _("Begrundelsen er på højst {n} tegn og fakturanummeret på højst {m}.").format(
                n=LONGEST, m=LONGEST_INVOICE
            )
        )
    made = PenaltyDecision.objects.create(
        period=row, kind=kind, decided_at=at, decided_by=actor, reason=reason, invoice=invoice
    )
    record(
        verb=f"penalty_{kind}",
        at=at,
        by=mandate,
        about=code,
        amount=f"{row.latest.penalty:f}",
        reason=reason,
        invoice=invoice,
    )
    return made
