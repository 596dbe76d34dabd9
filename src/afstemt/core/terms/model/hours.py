"""The calendars of the terms as service hours, and service windows as spells of time."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache

from afstemt.core.terms.model.calendars import CalendarTerms, ServiceWindow
from afstemt.core.terms.model.spells import DAY, LATEST_WINDOW, WEEKDAYS, days_named, spell, spells
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.hours import ServiceHours
from afstemt.core.units.period import instant

ROUND_THE_CLOCK = ((0, DAY),)


@lru_cache(maxsize=256)
def _national(country: str, year: int) -> Mapping[date, str]:
    import holidays

    language = "da" if country == "DK" else None
    return dict(holidays.country_holidays(country, years=year, language=language))


def holiday_names(country: str, first: date, last: date) -> Mapping[date, str]:
    """Return the public holidays from ``first`` to ``last`` (both included) with their names.

    Danish holidays have Danish names; other countries' are in their own language. Great Prayer Day is
    a holiday to 2023 and not after (lov nr. 214 af 06/03/2023).

    Args:
        country: ISO code that the ``holidays`` library knows.
        first: First day.
        last: Last day.
    """
    return {
        day: name
        for year in range(first.year, last.year + 1)
        for day, name in sorted(_national(country, year).items())
        if first <= day <= last
    }


def _named(texts: Iterable[str], first: date, last: date) -> frozenset[date]:
    return frozenset(day for text in texts for day in days_named(text, first, last))


def calendar_hours(calendar: CalendarTerms, zone: str, first: date, last: date) -> ServiceHours:
    """Return a calendar of the terms as service hours for the days from ``first`` to ``last``, both included.

    Public holidays are closed but for ``open_days``; ``closed_days`` are closed; ``special_days`` have
    hours of their own and win over both. A special day by full date wins over one by month and day.
    """
    national = frozenset(holiday_names(calendar.holidays, first, last)) if calendar.holidays else frozenset()
    closed = (national - _named(calendar.open_days, first, last)) | _named(calendar.closed_days, first, last)
    special = {
        day: spells(texts)
        for text, texts in sorted(calendar.special_days.items(), key=lambda item: len(item[0]))
        for day in days_named(text, first, last)
    }
    weekly = tuple(spells(getattr(calendar, weekday)) for weekday in WEEKDAYS)
    return ServiceHours(zone, weekly, closed, special)


def service_hours(terms: Terms, calendar_id: str | None, first: date, last: date) -> ServiceHours:
    """Return the agreed hours of one calendar in the terms, with holidays for the days asked for.

    Args:
        terms: The version in force.
        calendar_id: Key of ``[calendars.…]``; None is round the clock, every day.
        first: First local day that holidays and own days are needed for.
        last: Last such day, included.

    Raises:
        KeyError: The calendar does not exist; validated terms never name such a one.
    """
    if calendar_id is None:
        return ServiceHours(terms.zone, (ROUND_THE_CLOCK,) * 7)
    return calendar_hours(terms.calendars[calendar_id], terms.zone, first, last)


def service_window_spells(
    window: ServiceWindow, zone: str, first: date, last: date
) -> tuple[tuple[int, int], ...]:
    """Return a window's spells in UTC seconds, half-open, in order: those that touch the days asked for.

    A spell that begins before ``first`` and runs into it ("22:00-28:00" the evening before) is given whole,
    and so is one that begins on ``last`` and runs past it. Hours are wall time, so a night over a clock
    change is an hour shorter or longer. Windows that overlap are not merged.

    Args:
        window: With ``weekly`` hours in local time; hours past 24 run into the following days.
        zone: IANA zone of the contract.
        first: First local day.
        last: Last local day, included.
    """
    from_s, to_s = instant(first, zone), instant(last + timedelta(days=1), zone)
    found = []
    day = first - timedelta(days=LATEST_WINDOW // DAY)
    while day <= last:
        for text in window.weekly.get(WEEKDAYS[day.weekday()], ()):
            pair = spell(text)
            if pair is None:
                continue
            start, end = instant(day, zone, pair[0]), instant(day, zone, pair[1])
            if start < to_s and end > from_s and start < end:
                found.append((start, end))
        day += timedelta(days=1)
    return tuple(sorted(found))
