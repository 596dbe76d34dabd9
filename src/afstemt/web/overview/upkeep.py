"""What follows from a contract's terms by itself: its short form and calendar, and the periods that are over."""

from datetime import date

from django.utils import timezone

from afstemt.core.units.fault import Refused
from afstemt.web.contracts.models import Contract
from afstemt.web.contracts.terms import in_force
from afstemt.web.overview.summary import refresh
from afstemt.web.periods.opening import open_periods


def bring_up_to_date(contract: Contract, today: date) -> int:
    """Make what follows from the terms in force; return how many periods are new; none without any terms."""
    try:
        terms = in_force(contract)
    except Refused:
        return 0  # a version that this program cannot read; its own page says so
    if terms is None:
        return 0
    refresh(contract, terms)
    return open_periods(contract, terms, today)


def bring_all_up_to_date(today: date | None = None) -> int:
    """Bring every contract up to date; for the work that is done at intervals."""
    day = today or timezone.localdate()
    return sum(
        bring_up_to_date(contract, day)
        for contract in Contract.objects.prefetch_related("versions", "aliases")
    )
