"""Taking away what background work leaves behind."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from afstemt.web.work.models import TakenUp, WorkerSeen

DONE = timedelta(days=14)
"""How long a job that was done is kept."""
GIVEN_UP = timedelta(days=90)
"""How long a job that was given up is kept, and a worker that is gone."""


@task
def tidy() -> int:
    """Remove old jobs and workers; return how many jobs."""
    return tidied(timezone.now())


def tidied(at: datetime) -> int:
    """Remove what is old at the time; return how many jobs."""
    ended = DBTaskResult.objects.filter(status=Status.SUCCESSFUL, finished_at__lt=at - DONE)
    given_up = DBTaskResult.objects.filter(status=Status.FAILED, finished_at__lt=at - GIVEN_UP)
    count = ended.delete()[0] + given_up.delete()[0]
    TakenUp.objects.filter(at__lt=at - GIVEN_UP).exclude(job__in=DBTaskResult.objects.values("id")).delete()
    WorkerSeen.objects.filter(seen_at__lt=at - GIVEN_UP).delete()
    return count
