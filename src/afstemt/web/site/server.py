"""Starting the workplace: settings read, database brought up to date, static files laid out, then serving."""

import os
import socket
import subprocess
import sys

from afstemt.core.units.wording import _
from afstemt.web.site.assets import what_is_missing
from afstemt.web.site.environment import Environment, Misconfigured, read_environment

WORKER_INSIDE = "AFSTEMT_WORKER_INSIDE"
"""Set for the serving processes that are to have a worker in them; no setting of the installation's."""


def open_database() -> Environment:
    """Make the data folder and the database ready, at this program's version.

    Raises:
        Misconfigured: The environment cannot be used, or its database is too old; nothing has been changed.
    """
    environment = read_environment()
    environment.data.mkdir(parents=True, exist_ok=True)
    os.environ["DJANGO_SETTINGS_MODULE"] = "afstemt.web.site.settings"
    import django
    from django.core.management import call_command

    django.setup()
    from afstemt.web.evidence import uploads
    from afstemt.web.site import database

    if database.is_too_old():
        raise Misconfigured((" ".join(database.refusal()),))
    uploads.clean(environment.data / "uploads", alone=not environment.database.host)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    return environment


def prepare() -> None:
    """Make this program's data folder, database and static files ready; a trial gets its made-up people.

    Raises:
        Misconfigured: The environment cannot be used.
    """
    environment = open_database()
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    if environment.demo:
        from afstemt.web.contracts.roles import title
        from afstemt.web.site import demo

        found = demo.seed(environment.data / "demo", environment.demo_contracts)
        print(_("Syntetiske personer, der kan logge ind på {address}:").format(address=environment.origin))
        for one in found:
            print(f"  {one.email}  ({_(title(one.role))})")
        print(_("Adgangskoden er for dem alle: {password}").format(password=demo.PASSWORD), flush=True)


def run(host: str, port: int, processes: int = 1, worker: bool = True) -> None:
    """Serve until stopped.

    The frame library's threads do not survive a fork, and the server forks the processes that answer. So what uses
    them runs in a process of its own first, and the server takes this process's place before anything is loaded in it.

    Args:
        processes: That answer requests; one on SQLite, which has one writer.
        worker: Whether each of them has a worker in it.

    Raises:
        Misconfigured: The environment cannot be used, or the pages' style is not here.
        SystemExit: The installation could not be made ready; it has said why.
    """
    environment = read_environment()
    faults = [what_is_missing()]
    if processes > 1 and not environment.database.host:
        faults.append(_("På SQLite er der én proces. Flere kræver PostgreSQL (AFSTEMT_DATABASE)."))
    faults.append(_taken(host, port))
    if any(faults):
        raise Misconfigured(tuple(filter(None, faults)))
    made_ready = subprocess.run([sys.executable, "-m", "afstemt.web.site.server"], check=False)
    if made_ready.returncode:
        raise SystemExit(made_ready.returncode)
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(
        sys.executable,
        [sys.executable, "-m", "afstemt.web.site.serving", host, str(port), str(processes)],
        os.environ | ({WORKER_INSIDE: "1"} if worker else {}),
    )


def _taken(host: str, port: int) -> str:
    """Return why the port cannot be used; else two servers would share it, and one database file between them."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            said = _("Der kan ikke lyttes på {host}, port {port}: {reason}.")
            return said.format(host=host, port=port, reason=fault.strerror)
    return ""


def main() -> None:
    """Make ready, or say what does not answer, is too old or cannot be written to, and leave with 1."""
    from django.db import OperationalError

    try:
        prepare()
    except Misconfigured as refused:
        print(refused, file=sys.stderr)
        sys.exit(1)
    except OperationalError:
        said = _("Databasen svarer ikke.")
        todo = _(
            "Se, at den kører, og at AFSTEMT_DATABASE er rigtig; en ny installation laver den med afstemt serve."
        )
        print(f"{said} {todo}", file=sys.stderr)
        sys.exit(1)
    except OSError as fault:
        said = _("Der kan ikke skrives i datamappen {folder}: {reason}.")
        print(said.format(folder=read_environment().data, reason=fault.strerror), file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
