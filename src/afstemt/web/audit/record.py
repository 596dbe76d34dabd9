"""Writing the audit row of an action."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from afstemt.web.audit.models import AuditRow

if TYPE_CHECKING:
    from afstemt.web.contracts.models import Contract
    from afstemt.web.parties.models import Person


def record(
    *,
    verb: str,
    at: datetime,
    actor: "Person | None",
    about: str,
    contract: "Contract | None" = None,
    **details: Any,
) -> AuditRow:
    """Add the row; must be called inside the action's own transaction.

    Raises:
        RuntimeError: There is no transaction: the decision could then stand without its row.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an audit row is written in its action's transaction")
    return AuditRow.objects.create(
        verb=verb, at=at, actor=actor, about=about[:300], contract=contract, details=details
    )
