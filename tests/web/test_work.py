"""Background work: each job once at a time, again after a growing delay, and taken up when its worker is gone."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from afstemt.web.work import queue, recovery, rounds
from afstemt.web.work.job_lock import job_lock
from afstemt.web.work.models import TakenUp, WorkerSeen
from afstemt.web.work.retry import NotNow, delay
from afstemt.web.work.tidying import tidied
from afstemt.web.work.worker import Worker

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
done: list[str] = []
until = AT


@task
def say(word: str) -> str:
    """Note a word."""
    done.append(word)
    return word


@task
def quote(word: str) -> None:
    """Fail with a word in the fault, as a database does."""
    raise ValueError(word)


@task
def postpone() -> None:
    """Ask to be run later."""
    raise NotNow(until)


@pytest.fixture(autouse=True)
def _nothing_done() -> Iterator[None]:
    done.clear()
    yield
    done.clear()


@pytest.fixture
def worker(db: None) -> Worker:  # noqa: ARG001
    one = Worker()
    one.enter()
    return one


def test_a_job_is_done_once(worker: Worker) -> None:
    say.enqueue("ord")
    assert worker.run_one()
    assert not worker.run_one()
    assert done == ["ord"]
    job = DBTaskResult.objects.get()
    assert (job.status, job.return_value, job.worker_ids) == (Status.SUCCESSFUL, "ord", [worker.name])


def test_a_job_stands_and_falls_with_what_put_it_in(worker: Worker) -> None:
    with transaction.atomic():
        say.enqueue("ord")
        transaction.set_rollback(True)
    assert not worker.run_one()


def test_a_job_waits_for_its_time(worker: Worker) -> None:
    say.using(run_after=timezone.now() + timedelta(hours=1)).enqueue("senere")
    assert not worker.run_one()


def test_delays_grow_to_an_hour() -> None:
    minutes = [delay(attempts) / timedelta(minutes=1) for attempts in range(1, 9)]
    assert minutes == [1, 2, 4, 8, 16, 32, 60, 60]


def test_a_job_that_fails_is_tried_again_later_and_given_up_at_last(worker: Worker) -> None:
    quote.enqueue("hemmelig@person.example")
    waits = []
    for _attempt in range(queue.ATTEMPTS):
        DBTaskResult.objects.update(run_after=timezone.now())
        assert worker.run_one()
        job = DBTaskResult.objects.get()
        waits.append(round((job.run_after - timezone.now()) / timedelta(minutes=1)))
    assert waits == [1, 2, 4, 8, 0]
    assert (job.status, job.exception_class_path) == (Status.FAILED, "builtins.ValueError")
    assert "test_work.py" in job.traceback
    assert not worker.run_one()


def test_what_a_fault_quotes_is_kept_nowhere(worker: Worker, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        quote.enqueue("hemmelig@person.example")
        worker.run_one()
    job = DBTaskResult.objects.get()
    kept = f"{job.traceback} {job.exception_class_path} {[vars(one) for one in caplog.records]}"
    assert "ValueError" in kept
    assert "hemmelig" not in kept


def test_a_postponed_job_is_not_an_attempt(worker: Worker) -> None:
    postpone.enqueue()
    for _time in range(queue.ATTEMPTS + 1):
        DBTaskResult.objects.update(run_after=timezone.now())
        assert worker.run_one()
    job = DBTaskResult.objects.get()
    assert (job.status, job.run_after, job.worker_ids) == (Status.READY, until, [])


def test_a_value_that_cannot_be_kept_fails_the_job_and_not_the_worker(worker: Worker) -> None:
    keep_object.enqueue()
    assert worker.run_one()
    assert DBTaskResult.objects.get().exception_class_path == "builtins.TypeError"


@task
def keep_object() -> object:
    """Return what JSON has no word for."""
    return object()


def test_a_silent_workers_job_is_taken_up_once_and_then_given_up(worker: Worker) -> None:
    say.enqueue("ord")
    job = queue.claim(worker.name, AT)
    assert job is not None
    late = timezone.now() + recovery.SILENT + timedelta(seconds=1)
    assert recovery.stuck(timezone.now()) == []
    assert recovery.stuck(late) == [job]
    assert recovery.take_up(late) == [job.pk]
    assert queue.claim(worker.name, AT) == job
    assert recovery.take_up(late) == []
    given_up = DBTaskResult.objects.get()
    assert given_up.status == Status.FAILED
    assert given_up.exception_class_path.endswith("WorkerGone")
    assert TakenUp.objects.get().worker == worker.name


def test_a_worker_that_stopped_leaves_its_job_to_others(worker: Worker) -> None:
    say.enqueue("ord")
    queue.claim(worker.name, AT)
    worker.leave()
    other = Worker()
    other.enter()
    other.look_around()
    assert other.run_one()
    assert done == ["ord"]


def test_a_worker_takes_up_the_job_it_lost_with_the_database(worker: Worker) -> None:
    say.enqueue("ord")
    queue.claim(worker.name, AT)
    worker.look_around()
    assert worker.run_one()
    assert done == ["ord"]


def test_who_was_thought_gone_writes_over_nothing(worker: Worker) -> None:
    say.enqueue("ord")
    first = queue.claim(worker.name, AT)
    assert first is not None
    recovery.take_up(timezone.now() + 2 * recovery.SILENT)
    second = queue.claim("en anden", AT)
    assert second is not None
    assert not queue.done(first, "for sent", AT)
    assert queue.done(second, "i tide", AT)
    assert DBTaskResult.objects.get().return_value == "i tide"


@pytest.mark.django_db(transaction=True)
def test_a_job_that_is_held_is_not_taken_up() -> None:
    """The holder's machine slept: its heart is silent, and it will wake up in the middle of the job."""
    say.enqueue("ord")
    WorkerSeen.objects.create(name="sov", started_at=AT, seen_at=AT)
    job = queue.claim("sov", AT)
    assert job is not None
    with another_holds(job):
        assert recovery.stuck(timezone.now()) == [job]
        assert recovery.take_up(timezone.now()) == []
    assert recovery.take_up(timezone.now()) == [job.pk]


class another_holds:  # noqa: N801 - reads as the sentence it is
    """Hold a job as another process does: by another session, or another opening of the file."""

    def __init__(self, job: queue.Job) -> None:
        self.other = connection.copy() if connection.vendor == "postgresql" else None
        self.job, self.file = job, job_lock(job.pk)

    def __enter__(self) -> None:
        if self.other is None:
            assert self.file.__enter__()
            return
        key = int.from_bytes(self.job.pk.bytes[:8], "big", signed=True)
        with self.other.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", (key,))
            assert cursor.fetchone()[0]

    def __exit__(self, *error: object) -> None:
        if self.other is None:
            self.file.__exit__(None, None, None)
        else:
            self.other.close()


@pytest.mark.django_db
def test_a_round_is_put_in_once_an_interval() -> None:
    daily = (rounds.Round("say", f"{__name__}.word_of_the_day", timedelta(days=1)),)
    assert rounds.put_in_due(AT, daily) == ["say"]
    assert rounds.put_in_due(AT + timedelta(hours=23), daily) == []
    assert rounds.put_in_due(AT + timedelta(hours=24), daily) == ["say"]
    assert DBTaskResult.objects.count() == 2


@task
def word_of_the_day() -> None:
    """Do nothing."""


@pytest.mark.django_db
def test_every_round_names_a_task() -> None:
    assert rounds.put_in_due(AT) == [one.name for one in rounds.ROUNDS]


def test_what_is_old_is_tidied_away(worker: Worker) -> None:
    say.enqueue("gammel")
    worker.run_one()
    assert tidied(timezone.now() + timedelta(days=13)) == 0
    assert tidied(timezone.now() + timedelta(days=15)) == 1
    assert not DBTaskResult.objects.exists()
