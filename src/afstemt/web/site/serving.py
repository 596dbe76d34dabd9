"""The server's own first process: it listens, and forks the processes that answer.

What is imported here is what is there before the fork; so neither Django nor the engine is.
"""

import os
import sys

from granian import Granian
from granian.constants import Interfaces

from afstemt.web.site.logs import SETTINGS

THREADS = 8
"""Requests answered at once, in each process."""
WAITING = 128
"""Requests that may wait for a thread before more are refused."""
STOP_S = 30
"""Seconds that a process is given to stop: longer than the worker inside gives its job."""


def serve(host: str, port: int, processes: int) -> None:
    """Serve until stopped."""
    Granian(
        "afstemt.web.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=THREADS,
        backpressure=WAITING,
        websockets=False,
        log_dictconfig=SETTINGS,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_S,
    ).serve()


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "afstemt.web.site.settings"
    serve(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
