"""Making a contract's summary from its terms."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from afstemt.core.terms.model.contract import Contract as Terms
from afstemt.core.terms.model.follow_up import CalendarEntry as TermsEntry
from afstemt.web.contracts.models import Contract
from afstemt.web.overview.models import LONGEST_TITLE, CalendarEntry, Summary


@transaction.atomic
def refresh(contract: Contract, terms: Terms) -> None:
    """Keep the short form of the terms that are the latest; what is as it was is not written."""
    now = terms.current
    said = {"currency": now.currency, "systems": [system.name for system in now.systems]}
    Summary.objects.get_or_create(contract=contract)
    # Two at once would both write the calendar.
    held = Summary.objects.select_for_update().get(contract=contract)
    if {name: getattr(held, name) for name in said} != said:
        Summary.objects.filter(pk=held.pk).update(**said)
    wanted = sorted((_entry(contract, entry) for entry in now.contract_calendar), key=_known)
    kept = contract.calendar_entries.all()
    if sorted(kept.values(*_FIELDS), key=_known) == wanted:
        return
    kept.delete()
    CalendarEntry.objects.bulk_create(CalendarEntry(contract=contract, **one) for one in wanted)


_FIELDS = ("title", "day", "act_by", "notice_days", "owner", "clause", "done", "asked")


def _entry(contract: Contract, entry: TermsEntry) -> dict[str, Any]:
    title = entry.title if len(entry.title) <= LONGEST_TITLE else f"{entry.title[: LONGEST_TITLE - 1]}…"
    act_by = entry.day - timedelta(days=entry.notice_days)
    asked = entry.day >= timezone.localdate(contract.created_at)
    given = (title, entry.day, act_by, entry.notice_days, entry.owner, entry.clause, entry.done, asked)
    return dict(zip(_FIELDS, given, strict=True))


def _known(one: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(one[name] for name in _FIELDS)
