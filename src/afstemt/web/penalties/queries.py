"""Where each period's penalty stands, by the engine's own rule of claims."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from afstemt.core.evidence.decisions import BY_NAME as KINDS
from afstemt.core.evidence.decisions import signed
from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.settlement.claims import claim_deadline, claim_of
from afstemt.core.settlement.settlement import ClaimState
from afstemt.core.terms.model.contract import Contract as Terms
from afstemt.core.terms.model.shared_fields import PartyRole
from afstemt.core.units.money import Money
from afstemt.web.contracts.models import Contract
from afstemt.web.penalties.models import PenaltyDecision
from afstemt.web.periods.models import ContractPeriod
from afstemt.web.periods.state import Standing, period_of, standings


@dataclass(frozen=True)
class PenaltyShown:
    """A period's penalty and bonus.

    Attributes:
        amount: The period's own, which is claimed; None where it could not be calculated.
        corrections: Of earlier periods' penalty and bonus, settled by this one's report.
        capped_by: ``period``, ``rolling_year`` or nothing.
        state: None where there is no penalty.
        deadline: The last day to claim; None where none is set.
        decisions: Oldest first.
    """

    now: Standing
    code: str
    points: Decimal | None
    amount: Money | None
    corrections: Money
    capped_by: str
    bonus: Money | None
    state: ClaimState | None
    deadline: date | None
    decisions: tuple[PenaltyDecision, ...]

    @property
    def invoice(self) -> str:
        """Number of the invoice that it was set off on."""
        return next((one.invoice for one in reversed(self.decisions) if one.invoice), "")


def penalties(contract: Contract, terms: Terms | None, since: date, today: date) -> list[PenaltyShown]:
    """Return the contract's periods that have been calculated, newest first, in three queries."""
    periods = [now for now in standings([contract], since)[contract.pk] if now.row and now.row.latest]
    made: dict[int, list[PenaltyDecision]] = {}
    rows = [now.row for now in periods if now.row]
    for decision in PenaltyDecision.objects.filter(period__in=rows).select_related("decided_by"):
        made.setdefault(decision.period_id, []).append(decision)
    return [
        _shown(contract, terms, now, tuple(made.get(now.row.pk, ())), today) for now in periods if now.row
    ]


def _shown(
    contract: Contract, terms: Terms | None, now: Standing, made: tuple[PenaltyDecision, ...], today: date
) -> PenaltyShown:
    assert now.row is not None
    assert now.row.latest is not None
    now.row.contract = contract
    version = now.row.latest
    currency = version.currency
    due = (version.penalty or 0) > 0
    state, deadline = claim_state(terms, now.row, made, today) if terms and due else (None, None)
    return PenaltyShown(
        now,
        now.row.code,
        None if version.points is None else version.points.normalize() + 0,
        None if version.penalty is None else Money(version.penalty, currency),
        Money(version.corrections, currency),
        version.capped_by,
        None if version.bonus is None else Money(version.bonus, currency),
        state,
        deadline,
        made,
    )


def claim_state(
    terms: Terms, row: ContractPeriod, made: Iterable[PenaltyDecision], today: date
) -> tuple[ClaimState | None, date | None]:
    """Return where the period's penalty stands today, and the last day to claim it."""
    period = period_of(row)
    version = terms.ruling(period)
    if version is None:
        return None, None
    evidence = Evidence({"decisions": frame_of(made, 0)})
    state = claim_of(version, period, History(), evidence, today).state
    return state, claim_deadline(version, period)[0]


def decision_rows(made: Iterable[PenaltyDecision]) -> list[dict[str, Any]]:
    """Return decisions as rows of the table ``decisions``."""
    return [
        {
            "at_s": int(one.decided_at.timestamp()),
            "by": signed(one.decided_by.name, _side_of(one.kind)),
            "kind": one.kind,
            "table": "penalty",
            "period": one.period.code,
            "reason": one.reason or None,
        }
        for one in made
    ]


def _side_of(kind: str) -> tuple[PartyRole, ...]:
    """Return the party whose decision a kind on a penalty is: the action lets nobody else take it."""
    side = KINDS[kind].right_of
    assert side is not None
    return (side,)


def frame_of(made: Iterable[PenaltyDecision], file_no: int) -> pl.LazyFrame:
    """Return decisions as a fact table."""
    schema = BY_NAME["decisions"].schema
    rows = [
        {column: row.get(column) for column in schema} | {"file_no": file_no, "row_no": number}
        for number, row in enumerate(decision_rows(made), 1)
    ]
    return pl.LazyFrame(rows, schema=schema)
