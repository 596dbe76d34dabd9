"""Names in a period's rows that the terms do not know, and nobody has told."""

from collections.abc import Sequence

from django.utils import timezone

from afstemt.core.terms.model.contract import Contract as Terms
from afstemt.core.units.fault import Refused, UnknownName
from afstemt.core.units.period import Period
from afstemt.web.contracts.models import Contract
from afstemt.web.evidence import queries
from afstemt.web.levels.preview import beside
from afstemt.web.lifecycle import own_tables


def unknown_names(contract: Contract, terms: Terms, period: Period) -> Sequence[UnknownName]:
    """Return the names of the period's rows that are asked about; none where it cannot be calculated."""
    confirmed = queries.confirmed(contract)
    own = own_tables.said_here(contract, period)
    try:
        found = beside(contract, terms, period, confirmed, timezone.localdate(), own) if confirmed else None
    except Refused:
        return ()
    return found.unknown if found else ()
