"""A worker in a process of its own, on PostgreSQL: as many as are wanted, on as many machines."""

import os
import signal
import sys
import threading

from afstemt.core.units.wording import _
from afstemt.web.site.environment import Misconfigured, read_environment


def must_be_possible() -> None:
    """Refuse where there is one worker, inside the server.

    Raises:
        Misconfigured: The environment cannot be used, or the database is SQLite.
    """
    if not read_environment().database.host:
        where = _("På SQLite kører baggrundsarbejdet inde i afstemt serve.")
        more = _("Flere arbejdsprocesser kræver PostgreSQL (AFSTEMT_DATABASE).")
        raise Misconfigured((f"{where} {more}",))


def run() -> None:
    """Take the place of this process by a worker; nothing of what has been loaded stays."""
    must_be_possible()
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, "-m", "afstemt.web.site.worker"])


def main() -> None:
    """Work until told to stop (SIGTERM or Ctrl-C); the job in hand is done first."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "afstemt.web.site.settings"
    import django

    django.setup()
    from afstemt.web.site.database import refusal, state
    from afstemt.web.work.worker import Worker

    if (found := state()) != "ready":
        said = {
            "no answer": _("Databasen svarer ikke."),
            "behind the program": _(
                "Databasen er ældre end programmet: start afstemt serve, som bringer den frem."
            ),
            "too old": " ".join(refusal()),
        }
        print(said[found], file=sys.stderr)
        sys.exit(1)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    Worker().run(stop)


if __name__ == "__main__":
    main()
