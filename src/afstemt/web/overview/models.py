"""What lists over many contracts show of each contract's terms: in short, its calendar, and what of that is done."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from afstemt.web.contracts.models import Contract


class Summary(models.Model):
    """The terms in force in short; made anew whenever they change, and each night.

    Attributes:
        currency: ISO 4217.
        systems: Names of the systems.
    """

    contract = models.OneToOneField(Contract, on_delete=models.CASCADE, related_name="summary")
    currency = models.CharField(max_length=3, default="DKK")
    systems = models.JSONField(default=list)

    def __str__(self) -> str:
        return str(self.contract)


class Change(models.Model):
    """A mark that something which lists show of a contract has changed; ``changes`` writes and reads them.

    Attributes:
        contract: Its number, and no key: a mark outlives what it is about, and waits for no lock.
        mark: Random, from 0.
    """

    contract = models.BigIntegerField(db_index=True)
    mark = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.contract} · {self.mark}"


LONGEST_TITLE = 300


class CalendarEntry(models.Model):
    """An entry of the contract's calendar, as the latest terms in force have it; made anew with the summary.

    Attributes:
        act_by: The last day to act: the entry's day less its notice.
        clause: Where it stands; empty when the terms do not say.
        done: Whether the terms say that it is done.
        asked: Whether its day came after the contract came here; what was done before that is not known.
    """

    class Owner(models.TextChoices):
        """Who must act."""

        AUTHORITY = "authority"
        SUPPLIER = "supplier"
        BOTH = "both"

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="calendar_entries")
    title = models.CharField(max_length=LONGEST_TITLE)
    day = models.DateField()
    act_by = models.DateField()
    notice_days = models.PositiveIntegerField(default=0)
    owner = models.CharField(max_length=10, choices=Owner.choices)
    clause = models.TextField(blank=True)
    done = models.BooleanField(default=False)
    asked = models.BooleanField(default=True)

    class Meta:
        ordering = ("contract", "act_by", "day", "title")

    def __str__(self) -> str:
        return f"{self.contract} · {self.title}"


class DoneEntry(models.Model):
    """An entry of the contract's calendar that a party has said is done; taken back, it stays with its reason.

    An entry is known by its title and day: one that new terms word or date differently is to be done again.

    Attributes:
        day: The entry's own day.
        done_on: The day it was done.
        note: What was done, and where it can be found.
        withdrawn_at, withdrawn_by, withdrawn_reason: All set or all empty.
    """

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="done_entries")
    title = models.CharField(max_length=LONGEST_TITLE)
    day = models.DateField()
    done_on = models.DateField()
    note = models.TextField(max_length=1000, blank=True)
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_reason = models.TextField(max_length=1000, blank=True)

    class Meta:
        ordering = ("contract", "day", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("contract", "title", "day"),
                condition=Q(withdrawn_at__isnull=True),
                name="done_entry_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="done_entry_withdrawal_is_whole_or_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract} · {self.title}"
