"""How background work stands, in counts and ages."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Min
from django_tasks.base import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from afstemt.web.work import queue, recovery
from afstemt.web.work.models import WorkerSeen


@dataclass(frozen=True)
class Work:
    """How the queue and its workers stand.

    Attributes:
        waiting: Jobs that could be run now.
        oldest_s: Seconds since the oldest of them was put in; 0 when there is none.
        postponed: Jobs that wait for a time.
        given_up: Jobs that failed every attempt.
        heartbeat_s: Seconds since any worker was last seen; None when there never was one.
    """

    waiting: int
    oldest_s: float
    postponed: int
    running: int
    stuck: int
    given_up: int
    workers: int
    heartbeat_s: float | None


def work(at: datetime) -> Work:
    """Return how it stands at the time."""
    ready = queue.ready(at)
    oldest = ready.aggregate(oldest=Min("enqueued_at"))["oldest"]
    seen = WorkerSeen.objects.filter(stopped_at__isnull=True).aggregate(last=Max("seen_at"))["last"]
    waiting = ready.count()
    return Work(
        waiting=waiting,
        oldest_s=max((at - oldest).total_seconds(), 0) if oldest else 0,
        postponed=DBTaskResult.objects.filter(status=Status.READY).count() - waiting,
        running=DBTaskResult.objects.filter(status=Status.RUNNING).count(),
        stuck=len(recovery.stuck(at)),
        given_up=DBTaskResult.objects.filter(status=Status.FAILED).count(),
        workers=WorkerSeen.objects.filter(stopped_at__isnull=True, seen_at__gt=at - recovery.SILENT).count(),
        heartbeat_s=(at - seen).total_seconds() if seen else None,
    )
