"""What an approved version leaves to history, as rows of the table of that name."""

from collections.abc import Iterable
from typing import Any

from afstemt.core.evidence.history import PastRow
from afstemt.core.settlement.changed import EARN_BACK
from afstemt.web.periods.models import ReportVersion


def history_of(rows: Iterable[PastRow]) -> list[dict[str, str | None]]:
    """Return rows of history as the table has them: exact decimals as text."""

    def exact(value: object) -> str | None:
        return None if value is None else f"{value:f}"

    return [
        {
            "period": row.period,
            "subject": row.subject,
            "value": exact(row.value),
            "points": exact(row.points),
            "amount": exact(row.amount),
            "state": row.state or None,
            **({"note": row.note} if row.note else {}),
        }
        for row in rows
    ]


def of_earlier(version: ReportVersion) -> list[dict[str, Any]]:
    """Return what a version leaves to history of earlier periods: corrections it has settled, penalties given back."""
    return [row for row in version.history if changes_a_period(row)]


def changes_a_period(row: dict[str, Any]) -> bool:
    """Return whether a row is about a period that was approved before: a correction, or a penalty given back."""
    return row["subject"] == EARN_BACK or str(row["subject"]).startswith("correction")
