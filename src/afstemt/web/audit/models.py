"""The audit row. Rows are added and never changed."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q


class AuditRow(models.Model):
    """One decision.

    Attributes:
        at: When.
        actor: Who; null for what the installation does by itself.
        verb: The action's name, as in the code.
        contract: Whose contract it concerns; null for what concerns none.
        about: What it was done to, in words that stay readable when the thing is gone.
        details: What was decided, without personal data beyond ids.
    """

    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    verb = models.CharField(max_length=60)
    contract = models.ForeignKey(
        "contracts.Contract", null=True, blank=True, on_delete=models.PROTECT, related_name="audit"
    )
    about = models.CharField(max_length=300)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ("at", "id")
        indexes = (models.Index(fields=("contract", "at")),)
        constraints = (models.CheckConstraint(condition=~Q(verb=""), name="audit_row_has_a_verb"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb}: {self.about}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; a row that stands is not changed.

        Raises:
            TypeError: The row has been saved before (a fault in the program).
        """
        if not self._state.adding:
            raise TypeError("an audit row is never changed")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse.

        Raises:
            TypeError: Always.
        """
        raise TypeError("an audit row is never deleted")
