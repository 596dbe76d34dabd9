"""Holding a job while it runs, so that it never runs twice at once, however late a heartbeat is.

A heartbeat says that a worker is probably gone; it cannot say so for certain (a machine that slept wakes up in the
middle of a job). What is held here goes with its holder: on PostgreSQL an advisory lock of the worker's session, on
SQLite a lock on a file in the data folder. A job is taken up again only by one who can hold it.
"""

import fcntl
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connection


def job_lock(job: UUID) -> AbstractContextManager[bool]:
    """Hold a job while the block runs; False when another holds it."""
    return _by_session(job) if connection.vendor == "postgresql" else _by_file(job)


@contextmanager
def _by_session(job: UUID) -> Iterator[bool]:
    key = int.from_bytes(job.bytes[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", (key,))
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        # A session that has been lost holds nothing any more.
        if mine:
            with suppress(DatabaseError), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", (key,))


@contextmanager
def _by_file(job: UUID) -> Iterator[bool]:
    folder = Path(settings.ENVIRONMENT.data) / "work"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{job}.lock"
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        try:
            yield True
        finally:
            path.unlink(missing_ok=True)
