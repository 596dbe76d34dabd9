"""Several workers, each a process, on one queue: nothing twice at once, nothing lost when one is killed or sleeps."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from servers import asked, installation

HURRIED = """
from datetime import timedelta
from afstemt.web.site import worker as process
import django; django.setup()
from afstemt.web.work import recovery, worker
recovery.SILENT, worker.BEAT_S, worker.LOOK_AROUND = timedelta(seconds=3), 0.5, timedelta(seconds=0.5)
process.main()
"""
"""A worker with less patience, so that the tests need not wait a minute."""


class Crew:
    """An installation and its workers."""

    def __init__(self, data: Path) -> None:
        data.mkdir()
        self.data, self.environment = data, installation(data)
        self.workers: list[subprocess.Popen[bytes]] = []
        asked(
            self.environment,
            "from django.core.management import call_command; call_command('migrate', verbosity=0)",
        )

    def start(self, how_many: int = 1) -> None:
        for _number in range(how_many):
            with (self.data / f"log-{len(self.workers)}").open("wb") as log:
                self.workers.append(
                    subprocess.Popen([sys.executable, "-c", HURRIED], env=self.environment, stderr=log)
                )

    def put_in(self, jobs: str) -> None:
        asked(self.environment, f"from slow_tasks import slow\nfor name, s in {jobs}: slow.enqueue(name, s)")

    def noted(self) -> list[str]:
        file = self.data / "noted"
        return file.read_text().splitlines() if file.exists() else []

    def states(self) -> list[str]:
        found: list[str] = asked(
            self.environment,
            "from django_tasks_db.models import DBTaskResult as J\n"
            "answer = sorted(J.objects.filter(task_path='slow_tasks.slow').values_list('status', flat=True))",
        )
        return found

    def until(self, true: Callable[[], bool], seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not true():
            logs = "".join(path.read_text() for path in self.data.glob("log-*"))
            assert time.monotonic() < end, f"{self.noted()}\n{logs}"
            time.sleep(0.1)


@pytest.fixture
def crew(tmp_path: Path) -> Iterator[Crew]:
    one = Crew(tmp_path / "data")
    yield one
    for process in one.workers:
        if process.poll() is None:
            process.kill()
        process.wait()


def test_many_workers_do_each_job_once(crew: Crew) -> None:
    names = [f"job{number}" for number in range(40)]
    crew.put_in(f"[(name, 0.01) for name in {names}]")
    crew.start(3)
    crew.until(lambda: sum(line.startswith("end") for line in crew.noted()) >= len(names))
    crew.until(lambda: crew.states() == ["SUCCESSFUL"] * len(names))
    assert sorted(crew.noted()) == sorted(
        [f"begin {name}" for name in names] + [f"end {name}" for name in names]
    )


def test_a_killed_workers_job_is_taken_up_by_another(crew: Crew) -> None:
    crew.put_in("[('a', 4)]")
    crew.start()
    crew.until(lambda: crew.noted() == ["begin a"])
    crew.workers[0].kill()
    crew.start()
    crew.until(lambda: crew.states() == ["SUCCESSFUL"])
    assert crew.noted() == ["begin a", "begin a", "end a"]


def test_a_worker_that_is_told_to_stop_ends_its_job_first(crew: Crew) -> None:
    crew.put_in("[('a', 2), ('b', 2)]")
    crew.start()
    crew.until(lambda: crew.noted() == ["begin a"])
    crew.workers[0].send_signal(signal.SIGTERM)
    assert crew.workers[0].wait(20) == 0
    assert crew.noted() == ["begin a", "end a"]
    assert crew.states() == ["READY", "SUCCESSFUL"]


def test_a_sleeping_workers_job_is_not_run_beside_it(crew: Crew) -> None:
    """Its machine slept in the middle of a job; its heart is silent, and it wakes up after the others noticed."""
    crew.put_in("[('a', 3)]")
    crew.start()
    crew.until(lambda: crew.noted() == ["begin a"])
    crew.workers[0].send_signal(signal.SIGSTOP)
    crew.start()
    time.sleep(8)
    assert crew.noted() == ["begin a"]
    crew.workers[0].send_signal(signal.SIGCONT)
    crew.until(lambda: crew.states() == ["SUCCESSFUL"])
    assert crew.noted() == ["begin a", "end a"]
