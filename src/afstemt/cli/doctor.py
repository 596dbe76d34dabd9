"""``afstemt doctor``: whether the shared workplace has what it needs."""

import os
import sys
from datetime import UTC, datetime

import click

from afstemt.cli import console
from afstemt.cli.options import verb
from afstemt.cli.workplace import workplace
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _


@verb(_("Undersøg, om arbejdspladsen har, hvad den skal bruge."))
@click.option("--again", is_flag=True, help=_("Sæt opgaver, som er opgivet, i gang igen."))
def doctor(again: bool) -> None:
    """Say of each thing whether it is sound, and else what to do; exit 1 when anything is not."""
    with workplace("✗ "):
        from afstemt.web.site.environment import read_environment

        environment = read_environment()
    os.environ["DJANGO_SETTINGS_MODULE"] = "afstemt.web.site.settings"
    import django

    django.setup()
    from afstemt.web.site import doctor as web

    if again:
        console.say(_("{n} opgaver er sat i gang igen.").format(n=number(web.again())))
    sound = True
    for finding in web.examine(environment, datetime.now(UTC)):
        sound = sound and finding.sound
        console.say(f"{'✓' if finding.sound else '✗'} {finding.said}")
        if not finding.sound:
            console.say(f"  {finding.todo}")
    sys.exit(0 if sound else 1)
