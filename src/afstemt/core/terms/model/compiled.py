"""The compiled calendars that a run stands on: made of the terms as it goes, or those that an earlier run was given."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from afstemt.core.terms.model.hours import service_hours
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.fault import Fault, Refused
from afstemt.core.units.formats import day
from afstemt.core.units.hours import Calendar, compile_calendar
from afstemt.core.units.wording import _


@dataclass(frozen=True, slots=True)
class CalendarKey:
    """Which calendar it is.

    Attributes:
        in_force_from: Of the version of the terms.
        calendar: Its id there; None is round the clock.
        first, last: The UTC days it reaches, both included.
    """

    in_force_from: date
    calendar: str | None
    first: date
    last: date


class Calendars:
    """Gives each calendar once, as the same object, and knows which it gave.

    Args:
        frozen: What an earlier run was given, as its ``Month.calendars``. Nothing is compiled then: neither the
            holiday data nor the time zones of today are looked at.
    """

    def __init__(self, frozen: Mapping[CalendarKey, Calendar] | None = None) -> None:
        self._frozen = frozen
        self._given: dict[CalendarKey, Calendar] = {}

    @property
    def given(self) -> Mapping[CalendarKey, Calendar]:
        """What has been given so far: what a lock freezes when the run is over."""
        return MappingProxyType(self._given)

    def of(self, terms: Terms, name: str | None, first: date, last: date) -> Calendar:
        """Return the service hours of one calendar in the terms.

        A frozen one reaches as far back as it did then, whatever is asked for: how far that is follows from the rows,
        and an earlier version of the program may have asked for less.

        Args:
            terms: The version in force.
            name: Key of ``[calendars.…]``; None is round the clock.
            first, last: The UTC days it must reach, both included.

        Raises:
            Refused: It is not among the frozen ones.
        """
        key = CalendarKey(terms.in_force_from, name, first, last)
        if self._frozen is not None:
            key = _kept(self._frozen, key)
        if key not in self._given:
            self._given[key] = (
                compile_calendar(service_hours(terms, name, first, last), first, last)
                if self._frozen is None
                else self._frozen[key]
            )
        return self._given[key]


def _kept(frozen: Mapping[CalendarKey, Calendar], key: CalendarKey) -> CalendarKey:
    """Return the key that the calendar was frozen under: the same but for how far back it reaches."""
    kept = next((one for one in frozen if replace(one, first=key.first) == key), None)
    if kept is None:
        text = _(
            "Perioden er låst uden kalenderen »{name}« fra {first} til {last} i vilkårene fra {version}, som denne "
            "version af programmet bruger. Den kan ikke beregnes på sine låste kalendere."
        ).format(
            name=_("døgnet rundt") if key.calendar is None else key.calendar,
            first=day(key.first),
            last=day(key.last),
            version=day(key.in_force_from),
        )
        raise Refused((Fault("calendar-not-kept", text),))
    return kept
