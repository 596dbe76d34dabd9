"""What the administrator's pages show."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from afstemt.web.parties.models import Organisation


@dataclass(frozen=True)
class Row:
    """An organisation, how many of its people can sign in, and how many links to it can still be used."""

    organisation: Organisation
    people: int
    waiting: int


def organisations(at: datetime) -> list[Row]:
    """Return all organisations, in one query. Invitations to contracts are not counted: contracts are not shown."""
    waiting = Q(
        invitations__contract__isnull=True,
        invitations__accepted_at__isnull=True,
        invitations__revoked_at__isnull=True,
        invitations__expires_at__gt=at,
    )
    found = Organisation.objects.annotate(
        active=Count("people", filter=Q(people__is_active=True), distinct=True),
        open_links=Count("invitations", filter=waiting, distinct=True),
    )
    return [Row(one, one.active, one.open_links) for one in found]
