"""What is known of workers and of what they do again. The jobs themselves are rows of ``django_tasks_db``."""

from django.db import models


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
