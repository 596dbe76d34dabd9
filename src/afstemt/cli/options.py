"""The arguments and options that several verbs share, declared once."""

from datetime import date
from pathlib import Path
from typing import Annotated
from zoneinfo import available_timezones

import typer

from afstemt.core.units.period import Period, parse_period
from afstemt.core.units.wording import _

TermsPath = Annotated[
    Path,
    typer.Argument(
        metavar=_("VILKÅR"),
        help=_("Kontraktens vilkår: en TOML-fil eller en mappe med én fil pr. version."),
        show_default=False,
    ),
]
EvidencePath = Annotated[
    Path,
    typer.Argument(
        metavar=_("DATA"),
        help=_("Mappe med udtræk, eller én fil. Undermapper læses med."),
        show_default=False,
    ),
]
PeriodCode = Annotated[
    str,
    typer.Option(
        "--period", help=_("Perioden, for eksempel 2026-10."), show_default=False, metavar=_("ÅÅÅÅ-MM")
    ),
]
OutFolder = Annotated[
    Path,
    typer.Option(
        "--out", metavar=_("MAPPE"), help=_("Mappen, som filerne skrives i. Den oprettes, hvis den mangler.")
    ),
]
Profile = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar=_("PROFIL"),
        help=_("Profil for filer, der ikke genkendes: et navn eller en TOML-fil."),
        show_default=False,
    ),
]
Customer = Annotated[
    str | None,
    typer.Option(
        "--customer",
        metavar=_("NAVN"),
        help=_("Kundens navn i udtrækket. Rækker for andre kunder holdes ude, før noget gemmes."),
        show_default=False,
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--date",
        help=_(
            "Dokumentets dato (ÅÅÅÅ-MM-DD). Uden den bruges dags dato; med den bliver filerne ens hver gang."
        ),
        show_default=False,
        metavar=_("ÅÅÅÅ-MM-DD"),
    ),
]


def known_language(text: str) -> str:
    """Return ``text`` if it is a language we speak.

    Raises:
        typer.BadParameter: It is not.
    """
    if text not in ("da", "en"):
        raise typer.BadParameter(_("»{text}« er ikke et sprog. Skriv da eller en.").format(text=text))
    return text


def known_zone(text: str) -> str:
    """Return ``text`` if it is an IANA time zone.

    Raises:
        typer.BadParameter: It is not.
    """
    from afstemt.files.reading.intake.profile import (
        is_zone,  # brings the frame library, which not every verb needs
    )

    if text not in available_timezones() or not is_zone(text):
        raise typer.BadParameter(
            _("»{zone}« er ikke en tidszone. Skriv den som Europe/Copenhagen.").format(zone=text)
        )
    return text


def whole_number(given: str | int) -> int:
    """Return what was written, or the default, as a whole number of zero or more.

    Raises:
        typer.BadParameter: It is not.
    """
    if not str(given).isdecimal():
        raise typer.BadParameter(_("»{text}« er ikke et helt tal. Skriv for eksempel 50.").format(text=given))
    return int(given)


LanguageChoice = Annotated[
    str,
    typer.Option(
        "--language",
        help=_("Sprog: da eller en."),
        metavar="da|en",
        envvar="AFSTEMT_LANGUAGE",
        callback=known_language,
    ),
]
NoColor = Annotated[bool, typer.Option("--no-color", help=_("Uden farver (som miljøvariablen NO_COLOR)."))]


def the_date(text: str | None) -> date:
    """Return the date written, or today: the one place where the clock is read.

    Raises:
        typer.BadParameter: It is no date.
    """
    if text is None:
        return date.today()  # noqa: DTZ011 - the user's own date is meant
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            _("»{text}« er ikke en dato. Skriv den som 2026-11-18.").format(text=text)
        ) from None


def the_period(text: str, zone: str) -> Period:
    """Return the calendar month written.

    Raises:
        typer.BadParameter: It is no month.
    """
    try:
        period = parse_period(text, zone)
    except ValueError:
        period = None
    if period is None or not period.is_month:
        raise typer.BadParameter(
            _("»{text}« er ikke en måned. Skriv den som 2026-10.").format(text=text), param_hint="--period"
        )
    return period
