"""When time counts: service-hour calendars and service windows."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from afstemt.core.terms.model.numbers import Whole
from afstemt.core.terms.model.part import Clause
from afstemt.core.terms.model.shared_fields import ServiceIds
from afstemt.core.terms.model.words import Word

Spells = tuple[str, ...]
"""Spells of a day as ``"08:00-12:00"``; several for a lunch break; ``"00:00-24:00"`` for all day."""


class CalendarTerms(Clause):
    """When time counts: weekly hours with exceptions.

    A day's spells are written ``["08:00-12:00", "12:30-16:00"]``; round the clock is ``["00:00-24:00"]``; a
    weekday left out is closed. Days are ``MM-DD`` for every year or ``YYYY-MM-DD`` for one. Special days
    win over closed days, which win over the week. A working day is a day on which the calendar is open.
    """

    monday: Annotated[
        Spells, Word("Mandag", hint="Fx 08:00-16:00, ét tidsrum på hver linje; tom er lukket.")
    ] = ()
    """Spells on Mondays."""
    tuesday: Annotated[Spells, Word("Tirsdag")] = ()
    """Spells on Tuesdays."""
    wednesday: Annotated[Spells, Word("Onsdag")] = ()
    """Spells on Wednesdays."""
    thursday: Annotated[Spells, Word("Torsdag")] = ()
    """Spells on Thursdays."""
    friday: Annotated[Spells, Word("Fredag")] = ()
    """Spells on Fridays."""
    saturday: Annotated[Spells, Word("Lørdag")] = ()
    """Spells on Saturdays."""
    sunday: Annotated[Spells, Word("Søndag")] = ()
    """Spells on Sundays."""
    holidays: Annotated[
        str | None,
        Word(
            "Helligdage",
            definite="landet for helligdage",
            hint="Lukket på landets helligdage, fx DK. Tom: ingen.",
        ),
    ] = "DK"
    """ISO code of the country whose public holidays are closed; ``""`` for none."""
    open_days: Annotated[
        tuple[str, ...],
        Word(
            "Helligdage, der arbejdes på",
            hint="MM-DD hvert år eller ÅÅÅÅ-MM-DD for én dag; én på hver linje.",
        ),
    ] = ()
    """Holidays that are worked all the same."""
    closed_days: Annotated[
        tuple[str, ...],
        Word(
            "Kontraktens egne lukkedage", hint="MM-DD hvert år eller ÅÅÅÅ-MM-DD for én dag; én på hver linje."
        ),
    ] = ()
    """The contract's own closing days."""
    special_days: Annotated[
        Mapping[str, Spells], Word("Dage med egne tider", hint="En dag på hver linje: 12-23 = 08:00-12:00")
    ] = Field(default_factory=dict)
    """Days with hours of their own: ``{ "12-23" = ["08:00-12:00"] }``."""


class ServiceWindow(Clause):
    """When agreed maintenance may lie, with what notice and how much of it.

    Hours past 24 run into the next day: ``{ thursday = ["22:00-28:00"] }``.
    """

    known_by: ClassVar[tuple[str, ...]] = ()

    services: ServiceIds = ()
    """Service ids; empty for all."""
    weekly: Annotated[
        Mapping[str, Spells],
        Word(
            "Ugentlige tidsrum",
            hint="En ugedag på hver linje: thursday = 22:00-28:00. Timer over 24 løber ind i næste dag.",
        ),
    ] = Field(default_factory=dict)
    """Spells by weekday."""
    notice_working_days: Annotated[Whole | None, Word("Varsel", definite="varslet", unit="arbejdsdage")] = (
        None
    )
    """Notice to give."""
    allowance_minutes: Annotated[
        Whole | None,
        Word(
            "Vedligehold, der ikke tæller som nedetid",
            definite="rammen for vedligehold",
            unit="minutter pr. måned",
            hint="Tom: uden grænse.",
        ),
    ] = Field(default=None, ge=0)
    """Maintenance a month that does not count as downtime; without limit when left out."""
    max_count: Annotated[
        Whole | None,
        Word(
            "Højst så mange vinduer",
            definite="antallet af vinduer",
            unit="pr. måned",
            hint="Tom: uden grænse.",
        ),
    ] = None
    """Windows used a month."""
    max_minutes_each: Annotated[
        Whole | None,
        Word(
            "Højst så længe ad gangen",
            definite="længden af et vindue",
            unit="minutter",
            hint="Tom: uden grænse.",
        ),
    ] = None
    """Length of each."""
    outside_counts: Annotated[bool, Word("Vedligehold uden for vinduet tæller som nedetid")] = True
    """Maintenance outside the windows counts as downtime."""
