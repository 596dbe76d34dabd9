"""``afstemt serve``: the shared workplace, by a server made for production."""

import importlib.util
from typing import Annotated

import typer

from afstemt.cli import console
from afstemt.core.units.wording import _


def serve(
    host: Annotated[str, typer.Option("--host", help=_("Adresse, der lyttes på."))] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help=_("Port, der lyttes på."))] = 8000,
    processes: Annotated[
        int,
        typer.Option("--processes", min=1, max=64, help=_("Processer, der svarer; flere kræver PostgreSQL.")),
    ] = 1,
    worker: Annotated[
        bool, typer.Option("--worker/--no-worker", help=_("Om baggrundsarbejdet kører i serveren."))
    ] = True,
) -> None:
    """Bring the database to this program's version, lay out the static files, and serve until stopped."""
    if importlib.util.find_spec("django") is None:
        console.warn(_("Webdelen er ikke installeret: installér afstemt[web]."))
        raise typer.Exit(1)
    from afstemt.web.environment import Misconfigured
    from afstemt.web.server import run

    try:
        run(host, port, processes, worker)
    except Misconfigured as refused:
        for fault in refused.faults:
            console.warn(fault)
        raise typer.Exit(1) from refused
