"""What people write in a report: words, comments, marks."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from afstemt.web.periods.models import ContractPeriod


class Words(models.Model):
    """The supplier's words to a section: one saving. The highest number is what stands; the others are kept.

    Attributes:
        section: The section's stable id, or ``asked_of_authority``.
        number: Counts from 1 in the section. One that was written on top of another that someone else had
            replaced meanwhile cannot be saved: the database holds each number once.
    """

    period = models.ForeignKey(ContractPeriod, on_delete=models.CASCADE, related_name="words")
    section = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True, max_length=20_000)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("period", "section", "-number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("period", "section", "number"), name="words_once")
        ]

    def __str__(self) -> str:
        return f"{self.period} · {self.section} · {self.number}"


class NoneStatement(models.Model):
    """A party's statement that a month had none of something: no outages, no changes. Withdrawn, never deleted.

    Attributes:
        topic: Name of the ``Topic`` in ``core.evidence.said``.
        stated_for: The party that stated it.
        withdrawn_at, withdrawn_by: All set or all empty.
    """

    class Party(models.TextChoices):
        """Who stated it, as ``contracts.roles.side_of`` says."""

        AUTHORITY = "authority"
        SUPPLIER = "supplier"

    period = models.ForeignKey(ContractPeriod, on_delete=models.CASCADE, related_name="none_statements")
    topic = models.CharField(max_length=40)
    stated_for = models.CharField(max_length=10, choices=Party.choices)
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("period", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("period", "topic"),
                condition=Q(withdrawn_at__isnull=True),
                name="none_statement_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="none_statement_withdrawal_is_whole_or_not",
            ),
            models.CheckConstraint(condition=~Q(topic=""), name="none_statement_is_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.period} · {self.topic}"


class ThreadQuerySet(models.QuerySet["Thread"]):
    """Threads of comments. Which of them a party may know of is said in one place."""

    def of_side(self, side: str) -> "ThreadQuerySet":
        """Return the threads that exist for a party: the shared ones, and its own internal ones.

        Args:
            side: ``authority``, ``supplier``, or nothing for a guest.
        """
        own = [Thread.Audience.SHARED, *([side] if side else [])]
        return self.filter(audience__in=own)


class Thread(models.Model):
    """Comments on a section or a figure, from the first one until it is resolved.

    Attributes:
        about: The section's id, or ``level:`` and the level's id; empty for the whole report.
        audience: Both parties, or one of them alone; an internal thread does not exist for the other.
    """

    class Audience(models.TextChoices):
        """Whom it is for."""

        SHARED = "shared"
        AUTHORITY = "authority"
        SUPPLIER = "supplier"

    period = models.ForeignKey(ContractPeriod, on_delete=models.CASCADE, related_name="threads")
    about = models.CharField(max_length=80, blank=True)
    audience = models.CharField(max_length=10, choices=Audience.choices)
    opened_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ("period", "opened_at", "id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="thread_resolution_is_whole_or_not",
            )
        ]

    def __str__(self) -> str:
        return f"{self.period} · {self.about}"


class Comment(models.Model):
    """One comment in a thread; it stands as it was written."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    text = models.TextField(max_length=4000)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("thread", "written_at", "id")
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(text=""), name="comment_says_something")]

    def __str__(self) -> str:
        return f"{self.thread} · {self.written_at:%Y-%m-%d %H:%M}"


class TradeSecret(models.Model):
    """A section that the supplier marks as a trade secret, with why; left out of a package when that is asked."""

    period = models.ForeignKey(ContractPeriod, on_delete=models.CASCADE, related_name="secrets")
    section = models.CharField(max_length=40)
    reason = models.CharField(max_length=300)
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("period", "section")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("period", "section"), name="trade_secret_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="trade_secret_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.period} · {self.section}"
