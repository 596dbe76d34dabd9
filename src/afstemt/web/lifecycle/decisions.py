"""The report goes back and forth: submitted, returned, approved. Each is one transaction with its audit row."""

from datetime import datetime

from django.db import transaction

from afstemt.core.units.period import Period, local
from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.contracts.mandate import mandate_to
from afstemt.web.contracts.models import Contract
from afstemt.web.contracts.terms import terms_in_force
from afstemt.web.lifecycle import mails
from afstemt.web.lifecycle.basis import basis_of
from afstemt.web.parties.models import Person
from afstemt.web.penalties.corrections.actions import settle
from afstemt.web.periods.models import ContractPeriod, Submission
from afstemt.web.periods.opening import due_fields, the_row
from afstemt.web.periods.state import standing
from afstemt.web.refusals import WrongState

STATE = ContractPeriod.State
LONGEST_JOURNAL_NUMBER = 60


def submit(*, actor: Person, contract: Contract, period: Period, number: int, at: datetime) -> Submission:
    """Submit the newest calculation to the authority.

    Args:
        number: Of the version that the actor has seen; a newer one is not submitted unseen.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: It is submitted or approved already, there is nothing to submit, the version is not the newest,
            or what it stands on has changed since.
    """
    mandate = mandate_to(contract, actor, "submit")
    terms = terms_in_force(contract)
    inputs = basis_of(contract, terms, period).inputs
    with transaction.atomic():
        row = the_row(contract, terms, period)
        now = standing(contract, period.code)
        if not now.writable:
            raise WrongState(_("Driftsrapporten er allerede indsendt eller godkendt."))
        version = row.latest
        if version is None:
            raise WrongState(_("Perioden er ikke beregnet endnu. Beregn driftsrapporten, før den indsendes."))
        if version.number != number:
            raise WrongState(
                _("Der er beregnet et nyere udkast (nr. {n}). Læs det, før du indsender.").format(
                    n=version.number
                )
            )
        if version.inputs != inputs:
            raise WrongState(
                _(
                    "Data, ord eller vilkår er ændret, siden udkastet blev beregnet. Beregn igen, før du indsender."
                )
            )
        submission = Submission.objects.create(
            period=row,
            number=len(now.submissions) + 1,
            version=version,
            submitted_at=at,
            submitted_by=actor,
        )
        today = local(int(at.timestamp()), contract.zone).date()
        ContractPeriod.objects.filter(pk=row.pk).update(
            state=STATE.SUBMITTED,
            first_submitted_on=row.first_submitted_on or today,
            **due_fields(terms, period, {"report_submitted": today}),
        )
        record(
            verb="submit_report",
            at=at,
            by=mandate,
            about=f"{period.code} · {version.number}",
            inputs=version.inputs,
        )
        mails.submitted(submission, at)
    return submission


@transaction.atomic
def return_report(
    *, actor: Person, contract: Contract, code: str, number: int, reason: str, at: datetime
) -> Submission:
    """Send the submitted report back, with what must be changed.

    Args:
        number: Of the submission that the actor has read.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: That submission does not wait any more, or no reason is given.
    """
    mandate = mandate_to(contract, actor, "return_report")
    held = _waiting(contract, code, number)
    if not reason.strip():
        raise WrongState(_("Skriv, hvad der skal ændres, når rapporten sendes retur."))
    held.returned_at, held.returned_by, held.return_reason = at, actor, reason.strip()
    held.save(update_fields=("returned_at", "returned_by", "return_reason"))
    ContractPeriod.objects.filter(pk=held.period_id).update(state=STATE.RETURNED)
    record(
        verb="return_report",
        at=at,
        by=mandate,
        about=f"{code} · {held.version.number}",
        reason=held.return_reason,
    )
    mails.returned(held, at)
    return held


@transaction.atomic
def approve_report(
    *, actor: Person, contract: Contract, code: str, number: int, reservations: str, at: datetime
) -> Submission:
    """Approve the submitted report, also with reservations; the period is locked by it. No remedy is waived.

    What it has of corrections of earlier periods is settled by it.

    Args:
        number: Of the submission that the actor has read.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: That submission does not wait any more, or another report has settled a correction in it.
    """
    mandate = mandate_to(contract, actor, "approve")
    held = _waiting(contract, code, number)
    held.approved_at, held.approved_by, held.reservations = at, actor, reservations.strip()
    held.save(update_fields=("approved_at", "approved_by", "reservations"))
    ContractPeriod.objects.filter(pk=held.period_id).update(state=STATE.APPROVED)
    settled = settle(held)
    record(
        verb="approve_report",
        at=at,
        by=mandate,
        about=f"{code} · {held.version.number}",
        reservations=held.reservations,
        inputs=held.version.inputs,
        files={name: one["sha256"] for name, one in held.version.files.items()},
        **({"corrections": settled} if settled else {}),
    )
    mails.approved(held, at)
    return held


@transaction.atomic
def set_journal_number(
    *, actor: Person, contract: Contract, code: str, number: str, at: datetime
) -> ContractPeriod:
    """Write back the number that the authority's records system gave the case.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: The period is not approved, or the number is too long.
    """
    mandate = mandate_to(contract, actor, "archive")
    row = contract.periods.select_for_update().filter(code=code).first()
    if row is None or row.state != STATE.APPROVED:
        raise WrongState(_("Perioden journaliseres, når den er godkendt."))
    if len(number.strip()) > LONGEST_JOURNAL_NUMBER:
        raise WrongState(_("Et journalnummer er på højst {n} tegn.").format(n=LONGEST_JOURNAL_NUMBER))
    row.journal_number = number.strip()
    row.save(update_fields=("journal_number",))
    record(
        verb="set_journal_number",
        at=at,
        by=mandate,
        about=code,
        number=row.journal_number,
    )
    return row


def _waiting(contract: Contract, code: str, number: int) -> Submission:
    """Return the submission that waits for the authority, locked; two decisions at once meet here."""
    held = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("version", "period")
        .filter(period__contract=contract, period__code=code)
        .order_by("-number")
        .first()
    )
    if held is None:
        raise WrongState(_("Der er ikke indsendt en driftsrapport for perioden."))
    if held.approved_at is not None:
        raise WrongState(
            _("{name} har allerede godkendt driftsrapporten.").format(name=held.approved_by.name)  # type: ignore[union-attr]
        )
    if held.returned_at is not None:
        raise WrongState(
            _("{name} har allerede sendt driftsrapporten retur.").format(name=held.returned_by.name)  # type: ignore[union-attr]
        )
    if held.number != number:
        raise WrongState(_("Der er indsendt en nyere rapport. Læs den, før du beslutter noget."))
    return held
