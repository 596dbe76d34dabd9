"""How outgoing mail stands, in counts and ages."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from afstemt.web.mail.models import OutgoingMail

RECENT = timedelta(days=7)
"""How long a mail that was given up is counted: afterwards it is history."""


@dataclass(frozen=True)
class Post:
    """How mail stands.

    Attributes:
        waiting: Not sent yet; ``failing`` of them have been tried in vain.
        oldest_s: Seconds since the oldest waiting one was put in; 0 when there is none.
        given_up: To addresses that are not there, within ``RECENT``.
    """

    waiting: int
    failing: int
    oldest_s: float
    given_up: int


def post(at: datetime) -> Post:
    """Return how it stands at the time."""
    waits = Q(sent_at__isnull=True, given_up_at__isnull=True)
    found = OutgoingMail.objects.aggregate(
        waiting=Count("pk", filter=waits),
        failing=Count("pk", filter=waits & Q(attempts__gt=0)),
        oldest=Min("made_at", filter=waits),
        given_up=Count("pk", filter=Q(given_up_at__gt=at - RECENT)),
    )
    oldest = found["oldest"]
    return Post(
        found["waiting"],
        found["failing"],
        max((at - oldest).total_seconds(), 0) if oldest else 0,
        found["given_up"],
    )
