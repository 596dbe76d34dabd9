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

    Done as another's stand-in, it says on whose behalf (``on_behalf_of`` in the details).

    Raises:
        RuntimeError: There is no transaction: the decision could then stand without its row.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an audit row is written in its action's transaction")
    stands_in = actor.acts_for if actor and contract else None
    if contract and stands_in and stands_in[0] == contract.pk:
        details["on_behalf_of"] = stands_in[1].pk
    return AuditRow.objects.create(
        verb=verb, at=at, actor=actor, about=about[:300], contract=contract, details=details
    )
