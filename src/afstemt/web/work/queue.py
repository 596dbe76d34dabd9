"""The queue: a job is claimed by one worker, and ends done, postponed, to be tried again, or given up.

A job's row is changed only by who holds it (``held``) and only while it is as it was left, so that a worker that was
thought gone cannot write over what came after it. Nothing that an exception says is kept: it may quote a person's data.
"""

import traceback
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django_tasks.base import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult, get_date_max

from afstemt.web.work.retry import delay

Job = DBTaskResult[Any, Any]
ATTEMPTS = 5
"""Times a job that fails is tried before it is given up."""


def ready(at: datetime) -> "QuerySet[Job]":
    """Return the jobs that may be run."""
    return DBTaskResult.objects.filter(status=Status.READY).filter(
        Q(run_after=get_date_max()) | Q(run_after__lte=at)  # the former: at once
    )


def claim(worker: str, at: datetime) -> Job | None:
    """Give the next job to the worker; None when there is none."""
    if not ready(at).exists():  # an idle worker does not ask for the writing lock
        return None
    with transaction.atomic():
        job = ready(at).select_for_update(skip_locked=True).first()
        if job is None:
            return None
        job.status, job.started_at = Status.RUNNING, at
        job.worker_ids = [*job.worker_ids, worker]
        job.save(update_fields=("status", "started_at", "worker_ids"))
    return job


def done(job: Job, value: Any, at: datetime) -> bool:
    """Note that the job is done; False when it is no longer this worker's."""
    return _left(
        job,
        status=Status.SUCCESSFUL,
        finished_at=at,
        return_value=value,
        exception_class_path="",
        traceback="",
    )


def postponed(job: Job, until: datetime) -> bool:
    """Put the job back until a time; it does not count as an attempt."""
    return _left(job, status=Status.READY, run_after=until, worker_ids=job.worker_ids[:-1])


def failed(job: Job, error: BaseException, at: datetime, *, again: bool = True) -> bool:
    """Put the job back to be tried again after a growing delay, or give it up after the last attempt.

    Args:
        again: Whether it makes sense to try again.
    """
    what = type(error)
    said = {
        "exception_class_path": f"{what.__module__}.{what.__qualname__}",
        "traceback": "".join(traceback.format_tb(error.__traceback__)),
    }
    attempts = len(job.worker_ids)
    if attempts >= ATTEMPTS or not again:
        return _left(job, status=Status.FAILED, finished_at=at, **said)
    return _left(job, status=Status.READY, run_after=at + delay(attempts), **said)


def under_way(job: UUID | None) -> bool:
    """Return whether the job waits or runs; else it is done, given up, or tidied away."""
    going = DBTaskResult.objects.filter(status__in=(Status.READY, Status.RUNNING))
    return job is not None and going.filter(pk=job).exists()


def _left(job: Job, **change: Any) -> bool:
    same = DBTaskResult.objects.filter(pk=job.pk, status=Status.RUNNING, worker_ids=job.worker_ids)
    return bool(same.update(**change))
