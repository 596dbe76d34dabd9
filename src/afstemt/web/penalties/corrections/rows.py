"""Corrections of locked periods: which open period takes each, as what rows, and where each stands.

The engine settles a correction in whatever period it is given to, so it is given to one: the oldest after the corrected
one that is not approved when the figures are calculated. What the approved version stood on is settled by it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from afstemt.core.evidence.decisions import BOTH, signed
from afstemt.core.terms.model.contract import Contract as Terms
from afstemt.core.terms.model.terms import Terms as Version
from afstemt.core.units.period import Period
from afstemt.web.contracts.models import Contract
from afstemt.web.contracts.terms import in_force
from afstemt.web.penalties.models import Correction
from afstemt.web.periods.models import ContractPeriod, ReportVersion
from afstemt.web.periods.state import period_of

ORDER = ("proposed", "disputed", "agreed", "settled", "withdrawn")
"""Of states on the pages."""


def terms_of(terms: Terms, period: Period) -> Version:
    """Return the version that a correction is settled by in the period: the one on its last day, as the engine's."""
    return terms.ruling(period) or terms.current


def taken_by(contract: Contract, terms: Terms, period: Period) -> list[Correction]:
    """Return the corrections that a calculation of the period takes, in the order they were agreed; one query.

    Not one that an earlier open period takes, one that has been settled, or an amount in another currency.
    """
    earlier = ContractPeriod.objects.filter(
        contract=contract, first_day__gt=OuterRef("period__last_day"), last_day__lt=period.first
    ).exclude(state="approved")
    return list(
        _agreed(contract).filter(
            ~Exists(earlier),
            settled_in__isnull=True,
            currency=terms_of(terms, period).currency,
            period__last_day__lt=period.first,
        )
    )


def these(contract: Contract, keys: Iterable[int]) -> list[Correction]:
    """Return the corrections that a version stood on, in the order they were agreed."""
    return list(_agreed(contract).filter(pk__in=keys))


def settled_by(versions: Iterable[ReportVersion]) -> list[Correction]:
    """Return the corrections that approved reports have settled, in the order they were agreed; one query."""
    return list(_in_order(Correction.objects.filter(settled_in__version__in=list(versions))))


def _agreed(contract: Contract) -> QuerySet[Correction]:
    return _in_order(Correction.objects.filter(period__contract=contract, agreed_at__isnull=False))


def _in_order(found: QuerySet[Correction]) -> QuerySet[Correction]:
    return found.select_related("period", "proposed_by", "agreed_by").order_by("agreed_at", "id")


def correction_rows(agreed: Sequence[Correction]) -> list[dict[str, Any]]:
    """Return agreed corrections as rows of the table ``decisions``; ``by`` names one of each party."""
    rows = []
    for one in agreed:
        assert one.agreed_at is not None
        assert one.agreed_by is not None
        rows.append(
            {
                "at_s": int(one.agreed_at.timestamp()),
                "by": signed(f"{one.proposed_by.name}, {one.agreed_by.name}", BOTH),
                "kind": "correction",
                "table": one.what,
                "row_id": f"{one.period.code} · {one.number}",
                "level": one.level or None,
                "period": one.period.code,
                "value": f"{one.amount.normalize():f}",
                "reason": one.reason,
            }
        )
    return rows


@dataclass(frozen=True)
class CorrectionShown:
    """A correction and the period that takes it.

    Attributes:
        code: The period that it is settled in, or that takes it as things stand; empty for none.
        draft: Number of that period's newest report; None while it has none.
        included: Whether that report has it.
        submitted: Whether that report waits for the authority, so that it cannot get it now.
    """

    row: Correction
    code: str = ""
    draft: int | None = None
    included: bool = False
    submitted: bool = False


def corrections(contract: Contract, code: str = "") -> list[CorrectionShown]:
    """Return the contract's corrections, what waits for something first, in a number of queries that does not grow.

    Args:
        code: Only those of this period, and those that it takes; empty for all.
    """
    all_of = Correction.objects.filter(period__contract=contract)
    if not all_of.exists():  # as in most contracts; the query below takes longer to make than to answer
        return []
    found = list(
        all_of.select_related(
            *("period", "proposed_by", "disputed_by", "agreed_by", "withdrawn_by", "settled_in__period")
        ).order_by("-proposed_at", "-id")
    )
    open_now = list(
        contract.periods.exclude(state="approved")
        .select_related("latest")
        .defer("latest__history", "latest__files")
        .order_by("first_day")
    )
    terms = in_force(contract)
    found.sort(key=lambda one: ORDER.index(one.state))  # within each the newest first
    shown = [_shown(one, contract, terms, open_now) for one in found]
    return [one for one in shown if code in ("", one.row.period.code, one.code)]


def _shown(
    one: Correction, contract: Contract, terms: Terms | None, open_now: Sequence[ContractPeriod]
) -> CorrectionShown:
    if one.settled_in is not None:
        return CorrectionShown(one, one.settled_in.period.code, included=True)
    taker = next((row for row in open_now if row.first_day > one.period.last_day), None)
    if one.state != "agreed" or taker is None or terms is None:
        return CorrectionShown(one)
    taker.contract = contract
    if terms_of(terms, period_of(taker)).currency != one.currency:
        return CorrectionShown(one)
    latest = taker.latest
    return CorrectionShown(
        one,
        taker.code,
        latest.number if latest else None,
        latest is not None and one.pk in latest.stands_on.get("corrections", ()),
        taker.state == "submitted",
    )


def locked_periods(contract: Contract) -> list[str]:
    """Return the codes of the periods that can be corrected, newest first."""
    locked = contract.periods.filter(state="approved")
    return list(locked.order_by("-first_day").values_list("code", flat=True))
