"""Periods come into being when they are over: each with its deadlines by the terms in force."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from afstemt.core.framework.deadlines import Due, deadlines
from afstemt.core.settlement.claims import claim_deadline
from afstemt.core.terms.model.contract import Contract as Terms
from afstemt.core.units.period import Period, month
from afstemt.web.contracts.models import Contract
from afstemt.web.periods.models import ContractPeriod

REPORT = "report"
"""The deadline's name, and the kind of deliverable, that a submitted report is."""
ANSWER, MEETING = "comments", "meeting"
"""The names of the deadlines for the authority's answer and for the status meeting."""


def the_row(contract: Contract, terms: Terms, period: Period) -> ContractPeriod:
    """Return the period's row, made when it is not there, locked for the transaction that asks."""
    parts = terms.in_force(period)
    first = parts[0][0].first if parts else period.first
    ContractPeriod.objects.get_or_create(
        contract=contract,
        code=period.code,
        defaults={"first_day": first, "last_day": period.last, **due_fields(terms, period, {})},
    )
    return (
        ContractPeriod.objects.select_for_update()
        .select_related("contract")
        .get(contract=contract, code=period.code)
    )


def due_fields(terms: Terms, period: Period, events: dict[str, date]) -> dict[str, Any]:
    """Return a row's fields on deadlines, computed by the terms on the period's last day."""
    version = terms.ruling(period)
    found = deadlines(version, period, events) if version else ()
    days = {due.what: due for due in reversed(found) if due.day is not None}
    report, answer, meeting = (days.get(what) for what in (REPORT, ANSWER, MEETING))
    claim = claim_deadline(version, period)[0] if version else None
    return {
        "deadlines": [_plain(due) for due in found],
        "report_due": report.day if report else None,
        "report_binding": bool(report and report.binding),
        "report_clause": report.clause if report else "",
        "answer_due": answer.day if answer else None,
        "answer_binding": bool(answer and answer.binding),
        "answer_clause": answer.clause if answer else "",
        "meeting_due": meeting.day if meeting else None,
        "claim_needed": version is not None and version.settlement.claim == "on_claim",
        "claim_due": claim,
        "claim_clause": version.settlement.clause if version and claim else "",
    }


def _plain(due: Due) -> dict[str, Any]:
    return {
        "what": due.what,
        "day": None if due.day is None else due.day.isoformat(),
        "event": due.event,
        "binding": due.binding,
        "source": due.source,
        "owner": due.owner,
        "clause": due.clause,
    }


def open_periods(contract: Contract, terms: Terms, today: date) -> int:
    """Make the rows of the contract's periods that are over; return how many are new.

    From the last month that was over when the contract came here: what the parties did before that is not known, so
    nothing of it waits for anyone. A period that has been submitted keeps the deadlines that it was submitted under.
    """
    begins, ends = terms.versions[0].in_force_from, terms.current.to_day
    period = month(timezone.localdate(contract.created_at), contract.zone).before()
    new = 0
    while period.end <= today:
        if period.last >= begins and (ends is None or ends >= period.first):
            new += _open(contract, terms, period)
        period = month(period.end, contract.zone)
    return new


@transaction.atomic
def _open(contract: Contract, terms: Terms, period: Period) -> bool:
    due = due_fields(terms, period, {})
    row, made = ContractPeriod.objects.get_or_create(
        contract=contract,
        code=period.code,
        defaults={
            "first_day": max(period.first, terms.versions[0].in_force_from),
            "last_day": period.last,
            **due,
        },
    )
    if not made:
        # Asked in the same statement: one that is submitted meanwhile keeps its deadlines.
        ContractPeriod.objects.filter(pk=row.pk, first_submitted_on__isnull=True).update(**due)
        if due["claim_needed"] and not row.claim_needed:  # submitted before it was kept
            claim = {name: due[name] for name in ("claim_needed", "claim_due", "claim_clause")}
            ContractPeriod.objects.filter(pk=row.pk).update(**claim)
    return made
