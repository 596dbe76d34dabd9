"""Jobs whose worker has fallen silent: found, and taken up again once."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django_tasks.base import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from afstemt.web.work.job_lock import job_lock
from afstemt.web.work.models import TakenUp, WorkerSeen
from afstemt.web.work.queue import Job

SILENT = timedelta(seconds=60)
"""A worker not seen for this long is taken to be gone."""


class WorkerGone(Exception):  # noqa: N818 - what is written of a job that was given up
    """A job's worker fell silent twice in the middle of it."""


def stuck(at: datetime, idle: str = "") -> list[Job]:
    """Return the jobs that are said to run, and whose worker has stopped or fallen silent.

    Args:
        idle: A worker that has no job in hand; one that is said to be its own lost the database in the middle of it.
    """
    running = list(DBTaskResult.objects.filter(status=Status.RUNNING))
    if not running:
        return []
    alive = set(
        WorkerSeen.objects.filter(seen_at__gt=at - SILENT, stopped_at__isnull=True).values_list(
            "name", flat=True
        )
    ) - {idle}
    return [job for job in running if not job.worker_ids or job.worker_ids[-1] not in alive]


def take_up(at: datetime, idle: str = "") -> list[UUID]:
    """Put stuck jobs back in the queue, each once in its life; one that is stuck again is given up.

    Args:
        idle: As in ``stuck``.

    Returns:
        The jobs that were put back. A job that another still holds is left alone.
    """
    taken = []
    for job in stuck(at, idle):
        with job_lock(job.pk) as mine:
            if mine and _put_back(job, at):
                taken.append(job.pk)
    return taken


@transaction.atomic
def _put_back(job: Job, at: datetime) -> bool:
    same = DBTaskResult.objects.filter(pk=job.pk, status=Status.RUNNING, worker_ids=job.worker_ids)
    worker = job.worker_ids[-1] if job.worker_ids else ""
    _row, first = TakenUp.objects.get_or_create(job=job.pk, defaults={"worker": worker, "at": at})
    if first:
        return bool(same.update(status=Status.READY))
    gone = f"{WorkerGone.__module__}.{WorkerGone.__qualname__}"
    same.update(status=Status.FAILED, finished_at=at, exception_class_path=gone, traceback="")
    return False
