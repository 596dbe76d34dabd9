"""What is known of workers and of what they do again. The jobs themselves are rows of ``django_tasks_db``."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class WorkerSeen(models.Model):
    """A worker and when it was last alive.

    Attributes:
        name: Host, process and a random part; a restarted worker has another.
        seen_at: Its heartbeat, every ``worker.BEAT_S`` seconds.
        stopped_at: When it stopped by itself; null while it works, and for ever when it was killed.
    """

    name = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-seen_at", "name")

    def __str__(self) -> str:
        return self.name


class TakenUp(models.Model):
    """A job whose worker fell silent, taken up again: once, so that a job that kills its worker does not go on.

    Attributes:
        job: Primary key of the job's row.
        worker: Who fell silent.
    """

    job = models.UUIDField(unique=True)
    worker = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.job}"


class NextRound(models.Model):
    """When something that is done at intervals is due next.

    Attributes:
        name: The round's name in ``rounds.ROUNDS``.
    """

    name = models.CharField(max_length=40, unique=True)
    due_at = models.DateTimeField()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return f"{self.name} {self.due_at:%Y-%m-%d %H:%M}"


class Awaited(models.Model):
    """What someone asked for and waits for while background work does it; each app's own row of it adds the rest.

    Attributes:
        job: Its job in the queue; null only inside the transaction that asks.
        attempt: Name of the folder that the work is done in; see ``work.awaited``.
        ended_at, outcome: Null and empty while it is waited for. It was ``REFUSED`` for a reason that is said, or
            ``FAILED`` by a fault of the program or the machine; other outcomes are the app's.
        said: Why, and
        faults: every fault that it was refused for, both as ``files.kept`` keeps them; may be empty.
    """

    REFUSED = "refused"
    FAILED = "failed"

    job = models.UUIDField(null=True, blank=True)
    attempt = models.CharField(max_length=36, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    said = models.TextField(blank=True, max_length=1000)
    faults = models.JSONField(default=list, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, outcome="") | (Q(ended_at__isnull=False) & ~Q(outcome="")),
                name="%(class)s_end_is_whole_or_not",
            )
        ]
