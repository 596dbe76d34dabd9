"""Background work in the tests: what waits in the queue is run as a real worker runs it."""

from afstemt.web.work.worker import Worker


def run_jobs() -> int:
    """Run the jobs that wait, those that they put in included; return how many."""
    worker = Worker()
    worker.enter()
    count = 0
    while worker.run_one():
        count += 1
    return count
