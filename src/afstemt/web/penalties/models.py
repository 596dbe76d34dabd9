"""What the parties decide about money: a period's penalty, and corrections of what is locked.

Decisions on a penalty are added; the newest one says where it stands. A correction goes from proposed to settled.
"""

from typing import ClassVar, Literal

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from afstemt.web.periods.models import ContractPeriod, Submission


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


def _whole(name: str) -> Q:
    """Return that when and by whom are both set or both empty."""
    at, by = f"{name}_at__isnull", f"{name}_by__isnull"
    return Q(**{at: True, by: True}) | Q(**{at: False, by: False})


class Correction(models.Model):
    """An amount that was wrong in a locked period (efterregulering), proposed by one party and answered by the other.

    What it says is never changed: a wrong one is withdrawn, or corrected by another.

    Attributes:
        period: The one that is corrected.
        number: Counts from 1 in that period.
        what: The engine's ``table`` of the decision.
        level: The service level it concerns; empty for none, and for remuneration.
        amount: Above nothing raises what is corrected, below nothing reduces it; as the engine's ``value``.
        currency: ISO 4217.
        proposed_for: The party that proposed it; the other one answers.
        disputed_at, disputed_by, dispute_reason: What the other party answered; it may still agree.
        settled_in: The approved report that it is part of; null until then.
    """

    class What(models.TextChoices):
        """What is corrected."""

        PENALTY = "penalty"
        BONUS = "bonus"
        FEE = "fee"

    class Party(models.TextChoices):
        """Who proposed it, as ``contracts.roles.side_of`` says."""

        AUTHORITY = "authority"
        SUPPLIER = "supplier"

    period = models.ForeignKey(ContractPeriod, on_delete=models.CASCADE, related_name="corrections")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=10, choices=What.choices)
    level = models.CharField(max_length=200, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=4)
    currency = models.CharField(max_length=3)
    reason = models.CharField(max_length=1000)
    proposed_for = models.CharField(max_length=10, choices=Party.choices)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    disputed_at = models.DateTimeField(null=True, blank=True)
    disputed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    dispute_reason = models.CharField(max_length=1000, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_in = models.ForeignKey(
        Submission, null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )

    class Meta:
        ordering = ("period", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("period", "number"), name="correction_once"),
            models.CheckConstraint(condition=~Q(amount=0), name="correction_changes_something"),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_says_why"),
            models.CheckConstraint(
                condition=~Q(what="fee") | Q(level=""), name="correction_of_fee_has_no_level"
            ),
            models.CheckConstraint(condition=_whole("disputed"), name="correction_dispute_is_whole_or_not"),
            models.CheckConstraint(
                condition=Q(disputed_at__isnull=True, dispute_reason="")
                | (Q(disputed_at__isnull=False) & ~Q(dispute_reason="")),
                name="correction_dispute_says_why",
            ),
            models.CheckConstraint(condition=_whole("agreed"), name="correction_agreement_is_whole_or_not"),
            models.CheckConstraint(
                condition=_whole("withdrawn"), name="correction_withdrawal_is_whole_or_not"
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="correction_agreed_is_not_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("proposed_by")),
                name="correction_is_agreed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(settled_in__isnull=True) | Q(agreed_at__isnull=False),
                name="correction_settled_is_agreed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} · {self.number}"

    @property
    def state(self) -> Literal["proposed", "disputed", "withdrawn", "agreed", "settled"]:
        """Where it stands; a disputed one can still be agreed or withdrawn."""
        if self.settled_in_id is not None:
            return "settled"
        if self.agreed_at is not None:
            return "agreed"
        if self.withdrawn_at is not None:
            return "withdrawn"
        return "proposed" if self.disputed_at is None else "disputed"
