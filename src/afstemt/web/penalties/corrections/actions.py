"""What the parties decide about a correction: propose, agree, dispute, withdraw. Silence decides nothing.

An approval settles what its report stood on, in its own transaction.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from afstemt.core.report.trends import code_name
from afstemt.core.terms.model.contract import Contract as Terms
from afstemt.core.units.period import Period, month
from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.contracts.mandate import Mandate, mandate_to
from afstemt.web.contracts.models import Contract
from afstemt.web.contracts.terms import terms_in_force
from afstemt.web.parties.models import Person
from afstemt.web.penalties.amounts import amount_in
from afstemt.web.penalties.corrections import mails
from afstemt.web.penalties.corrections.rows import terms_of
from afstemt.web.penalties.models import Correction
from afstemt.web.periods.history import of_earlier
from afstemt.web.periods.models import ContractPeriod, ReportVersion, Submission
from afstemt.web.periods.state import period_of, standing
from afstemt.web.refusals import NotAllowed, WrongState

WHAT = Correction.What
FROM: Mapping[str, frozenset[str]] = {
    "agree": frozenset({"proposed", "disputed"}),
    "dispute": frozenset({"proposed"}),
    "withdraw": frozenset({"proposed", "disputed"}),
}
"""States of a correction in which each decision can be made."""
RIGHT = {"agree": "correction_answer", "dispute": "correction_answer", "withdraw": "correction_propose"}
"""The right that each decision asks for."""
RAISED, REDUCED = "raised", "reduced"
LONGEST = 1000
"""Characters of a reason."""


@transaction.atomic
def propose_correction(
    *,
    actor: Person,
    contract: Contract,
    code: str,
    what: str,
    direction: str,
    amount: str,
    level: str,
    reason: str,
    at: datetime,
) -> Correction:
    """Propose that something in a locked period was wrong by an amount; the other party is told.

    Args:
        code: Of the period that is corrected.
        what: One of ``Correction.What``.
        direction: ``raised`` or ``reduced``.
        amount: As it was written, without a sign.
        level: Id of the service level it concerns; empty for none.
        reason: What was found, and how.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: The period is not locked, or what is proposed is not whole, too exact, or proposed already.
    """
    mandate = mandate_to(contract, actor, "correction_propose")
    terms = terms_in_force(contract)
    row = contract.periods.select_for_update().filter(code=code).first()
    if row is None or standing(contract, code).state != "approved":
        raise WrongState(
            _("Kun en godkendt og låst periode kan efterreguleres. I en åben periode rettes selve rapporten.")
        )
    row.contract = contract
    if what not in WHAT.values:
        raise WrongState(_("Vælg, om det er bod, bonus eller vederlag, der rettes."))
    if direction not in (RAISED, REDUCED):
        raise WrongState(_("Vælg, om beløbet forhøjes eller nedsættes."))
    version = terms_of(terms, _taking(contract, row, at))
    decimals = version.prices.decimals if what == WHAT.FEE else version.settlement.decimals
    exact = amount_in(amount, version.currency, decimals) * (1 if direction == RAISED else -1)
    level = _level(terms, row, what, level.strip())
    given = _reason(reason, _("Skriv en begrundelse."))
    waiting = row.corrections.filter(
        what=what, level=level, amount=exact, reason=given, proposed_for=mandate.side
    )
    if any(one.state in ("proposed", "disputed") for one in waiting):
        raise WrongState(_("Efterreguleringen er allerede foreslået."))
    made = Correction.objects.create(
        period=row,
        number=(row.corrections.aggregate(last=Max("number"))["last"] or 0) + 1,
        what=what,
        level=level,
        amount=exact,
        currency=version.currency,
        reason=given,
        proposed_for=mandate.side,
        proposed_at=at,
        proposed_by=actor,
    )
    _record("propose", made, mandate, at, given)
    mails.proposed(made, at)
    return made


@transaction.atomic
def decide_correction(
    *, actor: Person, contract: Contract, correction: Correction, kind: str, at: datetime, reason: str = ""
) -> Correction:
    """Agree to what the other party proposed, dispute it, or withdraw what one's own party proposed.

    Args:
        correction: One of the contract's.
        kind: A key of ``FROM``.
        reason: Needed to dispute.

    Raises:
        NotAllowed: The actor's role does not let them, or it is for the other party to decide.
        WrongState: The correction does not stand where the decision begins, or the reason is missing.
    """
    if kind not in FROM:
        raise WrongState(_("Den beslutning findes ikke."))
    mandate = mandate_to(contract, actor, RIGHT[kind])
    held = (
        Correction.objects.select_for_update(of=("self",))
        .select_related("period__contract")  # not who decided: one that is waited for would come without
        .get(pk=correction.pk, period__contract=contract)
    )
    ours = mandate.side == held.proposed_for
    if kind == "withdraw" and not ours:
        raise NotAllowed(_("Den part, der har foreslået efterreguleringen, kan trække den tilbage."))
    if kind != "withdraw" and (ours or held.proposed_by_id == actor.pk):
        raise NotAllowed(_("Det er den anden part, der svarer på efterreguleringen."))
    if held.state not in FROM[kind]:
        raise WrongState(_told(held))
    given = _reason(reason, _("Skriv en begrundelse.")) if kind == "dispute" else ""
    name = {"agree": "agreed", "dispute": "disputed", "withdraw": "withdrawn"}[kind]
    setattr(held, f"{name}_at", at)
    setattr(held, f"{name}_by", actor)
    held.dispute_reason = given or held.dispute_reason
    held.save(update_fields=(f"{name}_at", f"{name}_by", "dispute_reason"))
    _record(kind, held, mandate, at, given)
    if kind != "withdraw":
        mails.answered(held, at)
    return held


def settle(submission: Submission) -> list[str]:
    """Settle the corrections that the submission's report stood on; in the approval's transaction.

    One agreed after the report was calculated is not in it, and stays for the next open period. One that came in a file
    is in the evidence of every open period: what another approval has settled meanwhile is not settled again.

    Returns:
        The corrections, as the audit names them.

    Raises:
        WrongState: Another approved report has taken one of them.
    """
    keys = submission.version.stands_on.get("corrections", ())
    held = list(
        Correction.objects.select_for_update(of=("self",))
        .select_related("period__contract")
        .filter(pk__in=keys)
        .order_by("pk")
    )
    contract = submission.period.contract
    for one in held:
        if one.settled_in is not None:
            raise _settled_already(one.settled_in.period.code, contract)
    for code in _settled_meanwhile(submission):
        raise _settled_already(code, contract)
    Correction.objects.filter(pk__in=keys).update(settled_in=submission)
    return [_name(one) for one in held]


def _settled_meanwhile(submission: Submission) -> list[str]:
    """Return the periods whose approved reports, unknown to this one, have settled a correction that it has too."""
    version, contract = submission.version, submission.period.contract
    own = _corrected(version)
    if not own:
        return []
    Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)  # two approvals at once meet here
    others = Submission.objects.filter(period__contract=contract, approved_at__isnull=False).exclude(
        Q(pk=submission.pk)
        | Q(version__key__in=[*version.stands_on["locked"], *version.stands_on.get("later", ())])
    )
    return [
        other.period.code
        for other in others.select_related("version", "period").order_by("period__first_day")
        if own & _corrected(other.version)
    ]


def _corrected(version: ReportVersion) -> frozenset[tuple[str | None, ...]]:
    """Return the corrections that a version leaves to history as settled."""
    names = ("period", "subject", "amount", "note")
    return frozenset(tuple(row.get(name) for name in names) for row in of_earlier(version))


def _settled_already(code: str, contract: Contract) -> WrongState:
    said = _(
        "En efterregulering i rapporten er imens afregnet i {period}. Send rapporten retur, så den beregnes uden den."
    )
    return WrongState(said.format(period=code_name(code, contract.zone)))


def _taking(contract: Contract, row: ContractPeriod, at: datetime) -> Period:
    """Return the period that takes a correction of the row, as things stand: its terms say how exact amounts are."""
    taker = (
        contract.periods.filter(first_day__gt=row.last_day)
        .exclude(state="approved")
        .select_related("contract")
        .order_by("first_day")
        .first()
    )
    return period_of(taker) if taker else month(timezone.localdate(at), contract.zone)


def _level(terms: Terms, row: ContractPeriod, what: str, level: str) -> str:
    if not level:
        return ""
    if what == WHAT.FEE:
        raise WrongState(_("Vederlag rettes uden at angive et servicemål."))
    if level not in {one.id for one in terms.levels_in(period_of(row))}:
        raise WrongState(_("Servicemålet findes ikke i de vilkår, der gjaldt i perioden."))
    return level


def _reason(said: str, missing: str) -> str:
    reason = " ".join(said.replace("\0", " ").split())
    if not reason:
        raise WrongState(missing)
    if len(reason) > LONGEST:
        raise WrongState(
            _("Begrundelsen er på {n} tegn; der er plads til {most}.").format(n=len(reason), most=LONGEST)
        )
    return reason


def _told(held: Correction) -> str:
    """Return who was first, for the one who came second."""
    if held.agreed_by is not None:
        return _("{name} har allerede godkendt efterreguleringen.").format(name=held.agreed_by.name)
    if held.withdrawn_by is not None:
        return _("{name} har allerede trukket efterreguleringen tilbage.").format(name=held.withdrawn_by.name)
    assert held.disputed_by is not None
    return _("{name} har allerede bestridt efterreguleringen.").format(name=held.disputed_by.name)


def _name(one: Correction) -> str:
    return f"{one.period.code} · {one.number}"


def _record(kind: str, one: Correction, mandate: Mandate, at: datetime, reason: str) -> None:
    record(
        verb=f"correction_{kind}",
        at=at,
        by=mandate,
        about=_name(one),
        what=one.what,
        level=one.level,
        amount=f"{Decimal(one.amount).normalize():f}",
        currency=one.currency,
        reason=reason,
    )
