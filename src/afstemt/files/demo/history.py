"""Earlier months' results, calculated by the engine itself, month by month, as they stand when locked."""

from collections.abc import Sequence
from datetime import timedelta

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.month import run
from afstemt.core.report.past import past_rows
from afstemt.core.terms.model.contract import Contract
from afstemt.core.units.period import Period
from afstemt.files.demo.tables import Row


def history_rows(contract: Contract, period: Period, evidence: Evidence) -> list[Row]:
    """Return the rows that ``period`` leaves to the months after it; ``evidence`` holds those before it.

    Raises:
        Refused: The terms leave open what a figure depends on.
    """
    made = run(contract, period, evidence, as_of=period.end + timedelta(days=14))
    return [
        {
            "period": row.period,
            "subject": row.subject,
            "value": row.value,
            "points": row.points,
            "amount": row.amount,
            "state": "set_off" if row.subject == "bonus" else row.state,
        }
        for row in past_rows(made)
    ]


def as_seen(rows: Sequence[Row], period: Period) -> list[Row]:
    """Return the rows as ``period`` finds them: penalties older than the latest period are set off."""
    latest = period.before().code
    return [
        {**row, "state": "set_off"}
        if row["subject"] == "penalty" and row["amount"] and row["period"] != latest
        else row
        for row in rows
    ]
