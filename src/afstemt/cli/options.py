"""What the verbs have in common: how one is declared, and the arguments and options that several share."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from zoneinfo import available_timezones

import click

from afstemt.core.units.period import Period, parse_period
from afstemt.core.units.wording import _

PATH = click.Path(path_type=Path)


def verb(text: str) -> Callable[[Callable[..., None]], click.Command]:
    """Declare a verb by the function that does it; its whole ``text`` stands in the list of verbs too."""
    return click.command(help=text, short_help=text, options_metavar=_("[VALG]"))


def day(text: str) -> date:
    """Return the date written.

    Raises:
        ValueError: It is no date; said to the user.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(_("»{text}« er ikke en dato. Skriv den som 2026-11-18.").format(text=text)) from None


def today() -> str:
    """Return today as it is written: the one place where the clock is read."""
    return date.today().isoformat()  # noqa: DTZ011 - the user's own date is meant


def known_zone(text: str) -> str:
    """Return ``text`` if it is an IANA time zone.

    Raises:
        ValueError: It is not; said to the user.
    """
    from afstemt.files.reading.intake.profile import (
        is_zone,  # brings the frame library, which not every verb needs
    )

    if text not in available_timezones() or not is_zone(text):
        raise ValueError(
            _("»{zone}« er ikke en tidszone. Skriv den som Europe/Copenhagen.").format(zone=text)
        )
    return text


def the_period(text: str, zone: str) -> Period:
    """Return the calendar month written.

    Raises:
        click.BadParameter: It is no month.
    """
    try:
        period = parse_period(text, zone)
    except ValueError:
        period = None
    if period is None or not period.is_month:
        raise click.BadParameter(
            _("»{text}« er ikke en måned. Skriv den som 2026-10.").format(text=text), param_hint="--period"
        )
    return period


terms = click.argument(
    "terms",
    metavar=_("VILKÅR"),
    type=PATH,
    help=_("Kontraktens vilkår: en TOML-fil eller en mappe med én fil pr. version."),
)
evidence = click.argument(
    "evidence",
    metavar=_("DATA"),
    type=PATH,
    help=_("Mappe med udtræk, eller én fil. Undermapper læses med."),
)
period = click.option(
    "--period", metavar=_("ÅÅÅÅ-MM"), required=True, help=_("Perioden, for eksempel 2026-10.")
)
out = click.option(
    "--out",
    metavar=_("MAPPE"),
    type=PATH,
    default=Path(),
    help=_("Mappen, som filerne skrives i. Den oprettes, hvis den mangler."),
)
profile = click.option(
    "--as",
    "profile",
    metavar=_("PROFIL"),
    help=_("Profil for filer, der ikke genkendes: et navn eller en TOML-fil."),
)
customer = click.option(
    "--customer",
    metavar=_("NAVN"),
    help=_("Kundens navn i udtrækket. Rækker for andre kunder holdes ude, før noget gemmes."),
)
as_of = click.option(
    "--date",
    "as_of",
    metavar=_("ÅÅÅÅ-MM-DD"),
    type=day,
    default=today,
    show_default=False,
    help=_("Dokumentets dato (ÅÅÅÅ-MM-DD). Uden den bruges dags dato; med den bliver filerne ens hver gang."),
)
