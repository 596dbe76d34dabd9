"""``afstemt doctor``: whether the shared workplace has what it needs."""

import importlib.util
import os
from datetime import UTC, datetime
from typing import Annotated

import typer

from afstemt.cli import console
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _


def doctor(
    again: Annotated[
        bool, typer.Option("--again", help=_("Sæt opgaver, som er opgivet, i gang igen."))
    ] = False,
) -> None:
    """Say of each thing whether it is sound, and else what to do; exit 1 when anything is not."""
    if importlib.util.find_spec("django") is None:
        console.warn(_("Webdelen er ikke installeret: installér afstemt[web]."))
        raise typer.Exit(1)
    from afstemt.web.environment import Misconfigured, read_environment

    try:
        environment = read_environment()
    except Misconfigured as refused:
        for fault in refused.faults:
            console.warn(f"✗ {fault}")
        raise typer.Exit(1) from refused
    os.environ["DJANGO_SETTINGS_MODULE"] = "afstemt.web.settings"
    import django

    django.setup()
    from afstemt.web import doctor as web

    if again:
        console.say(_("{n} opgaver er sat i gang igen.").format(n=number(web.again())))
    sound = True
    for finding in web.examine(environment, datetime.now(UTC)):
        sound = sound and finding.sound
        console.say(f"{'✓' if finding.sound else '✗'} {finding.said}")
        if not finding.sound:
            console.say(f"  {finding.todo}")
    raise typer.Exit(0 if sound else 1)
