"""``afstemt serve``: the shared workplace, by a server made for production."""

import click

from afstemt.cli.options import verb
from afstemt.cli.workplace import workplace
from afstemt.core.units.wording import _


@verb(_("Start den fælles arbejdsplads på web."))
@click.option("--host", metavar=_("ADRESSE"), default="127.0.0.1", help=_("Adresse, der lyttes på."))
@click.option(
    "--port", metavar=_("TAL"), type=click.IntRange(1, 65535), default=8000, help=_("Port, der lyttes på.")
)
@click.option(
    "--processes",
    metavar=_("ANTAL"),
    type=click.IntRange(1, 64),
    default=1,
    help=_("Processer, der svarer; flere kræver PostgreSQL."),
)
@click.option("--worker/--no-worker", default=True, help=_("Om baggrundsarbejdet kører i serveren."))
def serve(host: str, port: int, processes: int, worker: bool) -> None:
    """Bring the database to this program's version, lay out the static files, and serve until stopped."""
    with workplace():
        from afstemt.web.site.server import run

        run(host, port, processes, worker)
