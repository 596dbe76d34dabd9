"""An access key: what lets a system call the HTTP interface for one contract."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from afstemt.web.contracts.models import Contract


class AccessKey(models.Model):
    """A key of one contract. It acts for the person who made it, and ends with that person's access.

    Attributes:
        name: What it is for; said wherever something came through it.
        digest: SHA-256 of the key. The key itself is shown once and kept nowhere.
        beginning: The key's first characters, to tell it from others.
        may_read, may_deliver, may_confirm: What it can be used for; at least one.
        expires_at: It is refused from then on.
        last_used_at: To the minute; null before its first use.
        revoked_at, revoked_by: Both set or both empty.
        form: The form that it was made with; sent twice, it makes no second key. Null when there was none.
    """

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="access_keys")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    beginning = models.CharField(max_length=12)
    may_read = models.BooleanField()
    may_deliver = models.BooleanField()
    may_confirm = models.BooleanField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    form = models.UUIDField(null=True, blank=True, editable=False, unique=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("contract", "-made_at", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="access_key_revocation_is_whole_or_not",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="access_key_expires_later"),
            models.CheckConstraint(
                condition=Q(may_read=True) | Q(may_deliver=True) | Q(may_confirm=True),
                name="access_key_may_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.beginning}…)"
