"""The worker inside the serving process: a thread beside those that answer requests.

SQLite has one writer at a time, and a second process that writes gave locked databases; a thread of the same process
also starts and stops with the server, with nothing to supervise. It is started where the server has made its worker
process, after the fork.
"""

import threading
from multiprocessing.util import Finalize

from afstemt.web.work.worker import Worker

STOP_S = 20
"""Seconds that a job in hand is given to end; then it is left, and taken up again at the next start."""


def start() -> None:
    """Start the worker; it stops with the process."""
    stop = threading.Event()
    thread = threading.Thread(target=Worker().run, args=(stop,), name="work", daemon=True)
    thread.start()
    Finalize(None, _end, args=(stop, thread), exitpriority=100)


def _end(stop: threading.Event, thread: threading.Thread) -> None:
    stop.set()
    thread.join(STOP_S)
