"""Doing something again later: how long to wait, and how a job asks for it."""

from datetime import datetime, timedelta

FIRST = timedelta(minutes=1)
LONGEST = timedelta(hours=1)


class NotNow(Exception):  # noqa: N818 - a postponement, not an error
    """Raised by a job that cannot be done yet and is to be tried at a time; it may be postponed for ever."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


def delay(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts: a minute, then twice as long each time, at most an hour."""
    doublings = min(max(attempts, 1) - 1, 10)
    return min(FIRST * (1 << doublings), LONGEST)


class NotAgain(Exception):  # noqa: N818 - the end of it, told already
    """Raised from a fault by a job that has told who waits for it: it is given up at once."""
