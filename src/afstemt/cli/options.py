"""What the verbs have in common: how one is declared, and the arguments and options that several share."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from zoneinfo import available_timezones

import click

from afstemt.core.units.period import months_of, parse_period
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


def month_code(text: str) -> str:
    """Return the calendar month written, as it was written.

    Raises:
        ValueError: It is no month; said to the user, with the months of a longer period.
    """
    try:
        period = parse_period(text)
    except ValueError:
        period = None
    if period is not None and period.is_month:
        return text
    if period is not None and period.is_quarter:
        months = [month.code for month in months_of(period)]
        raise ValueError(
            _(
                "»{text}« er et kvartal. Rapporten gør én måned op ad gangen, og det, der opgøres pr. kvartal, "
                "afgøres i kvartalets sidste måned. Skriv en af månederne: {months}."
            ).format(text=text, months=", ".join(months))
        )
    raise ValueError(_("»{text}« er ikke en måned. Skriv den som 2026-10.").format(text=text))


def listed_formats(text: str) -> tuple[str, ...]:
    """Return the formats written, with commas between: ``pdf,json``; capitals and blanks make no difference.

    Raises:
        ValueError: No word is there; said to the user.
    """
    words = tuple(word for part in text.lower().split(",") if (word := part.strip().removeprefix(".")))
    if not words:
        raise ValueError(_("Skriv et eller flere formater med komma imellem, for eksempel pdf,json."))
    return words


def chosen_formats(
    asked: tuple[str, ...] | None, made: Mapping[str, Iterable[str]]
) -> dict[str, tuple[str, ...]]:
    """Return the formats to write each document in: of those it is made in, the ones asked for.

    Args:
        asked: As they were written; None for all.
        made: Stem of the document to the formats that the verb makes it in.

    Raises:
        click.BadParameter: The verb makes nothing in a format that was asked for.
    """
    known = list(dict.fromkeys(one for formats in made.values() for one in formats))
    unknown = [one for one in asked or () if one not in known]
    if unknown:
        text = _("Formatet »{unknown}« laves ikke her. Vælg blandt {known}.")
        raise click.BadParameter(
            text.format(unknown=", ".join(unknown), known=", ".join(known)), param_hint="--only"
        )
    return {
        stem: tuple(one for one in formats if asked is None or one in asked) for stem, formats in made.items()
    }


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
    "--period",
    metavar=_("ÅÅÅÅ-MM"),
    type=month_code,
    required=True,
    help=_("Perioden, for eksempel 2026-10."),
)
out = click.option(
    "--out",
    metavar=_("MAPPE"),
    type=PATH,
    default=Path(),
    help=_("Mappen, som filerne skrives i. Den oprettes, hvis den mangler."),
)
only = click.option(
    "--only",
    metavar=_("FORMATER"),
    type=listed_formats,
    help=_("Kun disse formater, med komma imellem, for eksempel pdf,json. Uden den skrives alle."),
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
