"""``afstemt worker``: more background work for the shared workplace, on PostgreSQL."""

import importlib.util

import typer

from afstemt.cli import console
from afstemt.core.units.wording import _


def worker() -> None:
    """Run jobs from the queue until stopped."""
    if importlib.util.find_spec("django") is None:
        console.warn(_("Webdelen er ikke installeret: installér afstemt[web]."))
        raise typer.Exit(1)
    from afstemt.web.environment import Misconfigured
    from afstemt.web.working import run

    try:
        run()
    except Misconfigured as refused:
        for fault in refused.faults:
            console.warn(fault)
        raise typer.Exit(1) from refused
