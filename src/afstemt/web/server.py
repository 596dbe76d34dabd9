"""Starting the workplace: settings read, database brought up to date, static files laid out, then serving."""

import os
import subprocess
import sys

from afstemt.core.units.wording import _
from afstemt.web.environment import read_environment

THREADS = 8
"""Requests answered at once."""
WAITING = 128
"""Requests that may wait for a thread before more are refused."""


def prepare() -> None:
    """Make this program's data folder, database and static files ready; a trial gets its made-up people.

    Raises:
        Misconfigured: The environment cannot be used.
    """
    environment = read_environment()
    environment.data.mkdir(parents=True, exist_ok=True)
    os.environ["DJANGO_SETTINGS_MODULE"] = "afstemt.web.settings"
    import django
    from django.core.management import call_command

    django.setup()
    from afstemt.web.evidence import uploads

    uploads.clean(environment.data / "uploads", alone=not environment.database.host)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if environment.demo:
        from afstemt.web import demo

        print(_("Syntetiske personer, der kan logge ind på {address}:").format(address=environment.origin))
        for one in demo.seed(environment.data / "demo"):
            print(f"  {one.email}  ({one.role})")
        print(_("Adgangskoden er for dem alle: {password}").format(password=demo.PASSWORD), flush=True)


def run(host: str, port: int) -> None:
    """Serve until stopped. One process of requests: SQLite has one writer.

    The frame library's threads do not survive a fork, and the server forks its worker. So what uses them runs in a
    process of its own first, and the server takes this process's place before anything is loaded in it.

    Raises:
        Misconfigured: The environment cannot be used.
        SystemExit: The installation could not be made ready; it has said why.
    """
    read_environment()
    made_ready = subprocess.run([sys.executable, "-m", "afstemt.web.server"], check=False)
    if made_ready.returncode:
        raise SystemExit(made_ready.returncode)
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(
        sys.executable,
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1"),
            *("--blocking-threads", str(THREADS), "--backpressure", str(WAITING)),
            *("--host", host, "--port", str(port), "afstemt.web.wsgi:application"),
        ],
    )


if __name__ == "__main__":
    prepare()
