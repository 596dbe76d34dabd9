"""A worker: takes one job at a time from the queue, tells that it lives, and stops when asked."""

import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone
from django_tasks.utils import normalize_json

from afstemt.web.work import queue, recovery, rounds
from afstemt.web.work.job_lock import job_lock
from afstemt.web.work.models import WorkerSeen
from afstemt.web.work.retry import NotAgain, NotNow

log = logging.getLogger("afstemt.work")

BEAT_S = 10
"""Seconds between heartbeats."""
IDLE_S = 1.0
"""Seconds between looks into an empty queue."""
LOOK_AROUND = timedelta(seconds=15)
"""Between looks for stuck jobs and for what is due."""
LOST_S = 10
"""Seconds to wait when the database does not answer."""


class Worker:
    """Runs jobs until it is told to stop; one job at a time, and the heart beats beside it."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()[:32]}-{os.getpid()}-{secrets.token_hex(4)}"
        self._over = threading.Event()

    def run(self, stop: threading.Event) -> None:
        """Work until ``stop`` is set and the job in hand is done."""
        heart = threading.Thread(target=self._beat, name="heartbeat", daemon=True)
        log.info("worker started", extra={"worker": self.name})
        started = False
        look_at = timezone.now()
        try:
            while not stop.is_set():
                close_old_connections()
                try:
                    if not started:
                        self.enter()
                        heart.start()
                        started = True
                    if timezone.now() >= look_at:
                        self.look_around()
                        look_at = timezone.now() + LOOK_AROUND
                    if not self.run_one():
                        stop.wait(IDLE_S)
                except Exception as fault:  # mostly the database, for a while; the worker outlives it
                    log.warning("worker waits", extra={"error": type(fault).__name__})
                    connection.close()
                    stop.wait(LOST_S)
        finally:
            self._over.set()
            if started:
                heart.join()
                self.leave()
            connection.close()

    def enter(self) -> None:
        """Write the worker down as alive."""
        at = timezone.now()
        WorkerSeen.objects.create(name=self.name, started_at=at, seen_at=at)

    def leave(self) -> None:
        """Write that the worker has stopped by itself."""
        try:
            WorkerSeen.objects.filter(name=self.name).update(stopped_at=timezone.now())
        except (DatabaseError, InterfaceError):
            log.warning("no database")  # its silence tells the same
        log.info("worker stopped", extra={"worker": self.name})

    def look_around(self) -> None:
        """Take up stuck jobs, and put in what is due."""
        for job in recovery.take_up(timezone.now(), idle=self.name):
            log.warning("job taken up again", extra={"job": str(job)})
        rounds.put_in_due(timezone.now())

    def run_one(self) -> bool:
        """Run the next job, if any; return whether there was one."""
        job = queue.claim(self.name, timezone.now())
        if job is None:
            return False
        with job_lock(job.pk) as mine:
            if mine:
                self._carry_out(job)
            else:  # one who was thought gone is still at it
                queue.postponed(job, timezone.now() + recovery.SILENT)
        return True

    def _carry_out(self, job: queue.Job) -> None:
        since = time.monotonic()
        noted: Callable[[], bool]
        try:
            task = job.task
            value = normalize_json(task.call(*job.args_kwargs["args"], **job.args_kwargs["kwargs"]))
            how, noted = "done", lambda: queue.done(job, value, timezone.now())
        except NotNow as later:
            until = later.until
            how, noted = "postponed", lambda: queue.postponed(job, until)
        except NotAgain as told:
            last = told.__cause__ or told
            how, noted = "failed", lambda: queue.failed(job, last, timezone.now(), again=False)
        except Exception as error:
            # Whatever a job raises is the job's: the worker goes on.
            fault = error
            how, noted = "failed", lambda: queue.failed(job, fault, timezone.now())
        if not noted():
            how = "taken by another"
        log.log(
            logging.ERROR if how == "failed" else logging.INFO,
            "job",
            extra={
                "job": str(job.pk),
                "task": job.task_path,
                "outcome": how,
                "attempt": len(job.worker_ids),
                "duration_ms": round((time.monotonic() - since) * 1000),
            },
        )

    def _beat(self) -> None:
        while not self._over.wait(BEAT_S):
            try:
                WorkerSeen.objects.filter(name=self.name).update(seen_at=timezone.now())
            except (DatabaseError, InterfaceError):
                connection.close()
        connection.close()
