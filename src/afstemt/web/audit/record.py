"""Writing the audit row of an action."""

from datetime import datetime
from typing import Any, Protocol

from django.db import models, transaction

from afstemt.web.audit.models import AuditRow


class Capacity(Protocol):
    """In what capacity one decides: under a mandate in a contract, or in one's own name (``parties.own_name``)."""

    @property
    def actor(self) -> models.Model | None:
        """The person who decided; None for what the installation does by itself."""

    @property
    def contract(self) -> models.Model | None:
        """The contract that it concerns; None for what concerns none."""

    @property
    def on_behalf_of(self) -> models.Model | None:
        """The person whom the actor stood in for; None in the actor's own right."""


def record(*, verb: str, at: datetime, by: Capacity, about: str, **details: Any) -> AuditRow:
    """Add the row; must be called inside the action's own transaction.

    Done on another's behalf, it says whose (``on_behalf_of`` in the details).

    Raises:
        RuntimeError: There is no transaction: the decision could then stand without its row.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an audit row is written in its action's transaction")
    if by.on_behalf_of is not None:
        details["on_behalf_of"] = by.on_behalf_of.pk
    return AuditRow.objects.create(
        verb=verb,
        at=at,
        actor_id=by.actor.pk if by.actor else None,
        about=about[:300],
        contract_id=by.contract.pk if by.contract else None,
        details=details,
    )
