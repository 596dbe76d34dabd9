"""Making a contract's summary from its terms."""

from datetime import timedelta

from afstemt.core.terms.contract import Contract as Terms
from afstemt.web.contracts.models import Contract
from afstemt.web.overview.models import Summary


def refresh(contract: Contract, terms: Terms) -> None:
    """Keep the short form of the terms that are the latest."""
    now = terms.current
    Summary.objects.update_or_create(
        contract=contract,
        defaults={
            "currency": now.currency,
            "systems": [system.name for system in now.systems],
            "calendar": [
                {
                    "title": entry.title,
                    "day": entry.day.isoformat(),
                    "act_by": (entry.day - timedelta(days=entry.notice_days)).isoformat(),
                    "notice_days": entry.notice_days,
                    "owner": entry.owner,
                    "clause": entry.clause,
                    "done": entry.done,
                }
                for entry in sorted(now.contract_calendar, key=lambda entry: entry.day)
            ],
        },
    )
