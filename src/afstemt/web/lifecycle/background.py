"""A period's report is asked for on its page and calculated as background work. ``docs/adr/0011`` says why."""

from contextlib import suppress
from datetime import date, datetime

from django.db import DatabaseError, transaction
from django.utils import timezone
from django_tasks import task

from afstemt.core.units.fault import Refused
from afstemt.core.units.period import Period, parse_period
from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.contracts.mandate import Mandate, mandate_to
from afstemt.web.contracts.models import Contract
from afstemt.web.contracts.terms import terms_in_force
from afstemt.web.evidence import uploads
from afstemt.web.evidence.models import Delivery
from afstemt.web.lifecycle import askings
from afstemt.web.lifecycle.calculation import make_report
from afstemt.web.lifecycle.package import make_copy
from afstemt.web.parties.language import in_language_of
from afstemt.web.parties.models import Person
from afstemt.web.periods.models import Asking
from afstemt.web.periods.state import must_be_writable, standing
from afstemt.web.refusals import NotAllowed, WrongState
from afstemt.web.work import awaited
from afstemt.web.work.awaited import Superseded
from afstemt.web.work.retry import NotAgain


def ask_for_report(
    *, actor: Person, contract: Contract, period: Period, at: datetime, meeting: date | None = None
) -> Asking:
    """Ask for the period to be calculated. While one is waited for, that one is given.

    What is known at once is refused at once; open points in the terms are found when it is calculated.

    Args:
        meeting: Day of the status meeting, for the agenda; None for none.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: No version of the terms is in force, nothing has been delivered, or the period has been
            submitted or approved.
        Refused: The terms in force cannot be read by this version of the program.
    """
    mandate = mandate_to(contract, actor, "make_report")
    terms_in_force(contract)
    must_be_writable(contract, period.code)
    if not contract.deliveries.filter(state=Delivery.State.CONFIRMED).exists():
        raise WrongState(_("Der er ingen bekræftede leverancer at regne på."))
    return _put_in(mandate, period.code, Asking.What.REPORT, at, meeting)


def ask_again(*, actor: Person, contract: Contract, period: Period, at: datetime) -> bool:
    """Ask for a period that has been calculated before to be calculated anew, for the same meeting.

    Returns:
        Whether it was asked for: not where nobody has calculated it, the actor cannot, or it cannot be now.
    """
    last = (
        Asking.objects.filter(contract=contract, period=period.code, what=Asking.What.REPORT)
        .order_by("-asked_at", "-id")
        .first()
    )
    if not contract.reports.filter(period=period.code).exists():
        return False
    with suppress(NotAllowed, WrongState):
        ask_for_report(
            actor=actor, contract=contract, period=period, at=at, meeting=last.meeting if last else None
        )
        return True
    return False


def ask_for_copy(*, actor: Person, contract: Contract, code: str, at: datetime) -> Asking:
    """Ask for a copy of the approved report without trade secrets. While one is waited for, that one is given.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: The period is not approved, or nothing in it is marked.
    """
    mandate = mandate_to(contract, actor, "archive")
    now = standing(contract, code)
    if now.row is None or now.state != "approved":
        raise WrongState(_("Pakken kan hentes, når driftsrapporten er godkendt."))
    if not now.row.secrets.exists():
        raise WrongState(_("Intet i rapporten er mærket som en forretningshemmelighed."))
    return _put_in(mandate, code, Asking.What.COPY, at)


@transaction.atomic
def _put_in(mandate: Mandate, code: str, what: str, at: datetime, meeting: date | None = None) -> Asking:
    if (waiting := askings.waiting_or_gone(mandate.contract, code, what, at)) is not None:
        return waiting
    asking, new = Asking.objects.get_or_create(  # two at once meet in the database
        contract=mandate.contract,
        period=code,
        what=what,
        ended_at=None,
        defaults={"asked_at": at, "asked_by": mandate.actor, "meeting": meeting},
    )
    if new:
        asking.job = carry_out.enqueue(asking.pk).id
        asking.save(update_fields=("job",))
        verb = "ask_for_report" if what == Asking.What.REPORT else "ask_for_copy"
        record(verb=verb, at=at, by=mandate, about=code)
    return asking


@task
def carry_out(asking_id: int) -> None:
    """Do what was asked for, unless that has been done, and write what came of it.

    A database that does not answer is a matter for the queue, which tries again. All else ends the asking.
    """
    asking = (
        Asking.objects.select_related("contract", "asked_by")
        .filter(pk=asking_id, ended_at__isnull=True)
        .first()
    )
    if asking is None:
        return
    with in_language_of(asking.asked_by), suppress(Superseded):
        try:
            _do(asking, timezone.now())
        except (Superseded, DatabaseError):
            raise
        except Refused as refusal:
            awaited.end(asking, Asking.REFUSED, timezone.now(), faults=refusal.faults)
        except (NotAllowed, WrongState) as why:
            awaited.end(asking, Asking.REFUSED, timezone.now(), said=str(why))
        except Exception as fault:
            said = uploads.no_room() if uploads.is_full(fault) else ""
            awaited.end(asking, Asking.FAILED, timezone.now(), said=said)
            raise NotAgain from fault


def _do(asking: Asking, at: datetime) -> None:
    contract, actor = asking.contract, asking.asked_by
    if asking.what == Asking.What.COPY:
        mandate_to(contract, actor, "archive")
        now = standing(contract, asking.period)
        if now.last is None or now.state != "approved":
            raise WrongState(_("Pakken kan hentes, når driftsrapporten er godkendt."))
        make_copy(now.last, asking=asking)
        awaited.end(asking, Asking.DONE, at)
        return
    make_report(
        actor=actor,
        contract=contract,
        period=parse_period(asking.period, contract.zone),
        at=at,
        meeting=asking.meeting,
        asking=asking,
    )
