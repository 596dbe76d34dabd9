"""What the parties decide about a period's penalty. Rows are added; the newest one says where the penalty stands."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from afstemt.web.periods.models import ContractPeriod


class PenaltyDecision(models.Model):
    """One decision on the penalty of a period, as the engine's table ``decisions`` has them.

    Attributes:
        kind: As in ``core.settlement.claims.DECISIONS``.
        invoice: Number of the invoice that a penalty is set off on.
    """

    class Kind(models.TextChoices):
        """What was decided."""

        CLAIM = "claim"
        ACKNOWLEDGE = "acknowledge"
        DISPUTE = "dispute"
        SET_OFF = "set_off"
        WAIVE = "waive"

    period = models.ForeignKey(ContractPeriod, on_delete=models.CASCADE, related_name="penalty_decisions")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=1000, blank=True)
    invoice = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("period", "decided_at", "id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(kind="set_off") & ~Q(invoice="")) | (~Q(kind="set_off") & Q(invoice="")),
                name="penalty_set_off_names_its_invoice",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=("dispute", "waive")) | ~Q(reason=""), name="penalty_decision_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} · {self.kind}"
