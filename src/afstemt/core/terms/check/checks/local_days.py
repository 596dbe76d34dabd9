"""Days on which Danish contracts differ: whether they are worked is the contract's to say."""

from collections.abc import Iterator, Mapping

from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.check.scope import Scope, point
from afstemt.core.terms.model.calendars import CalendarTerms
from afstemt.core.terms.model.spells import WEEKDAYS
from afstemt.core.units.wording import _

COUNTRY = "DK"
DOUBTFUL = ("05-01", "06-05", "12-24", "12-31")
"""1 May, Constitution Day, Christmas Eve, New Year's Eve: no public holidays, closed in many agreements."""


def _names() -> Mapping[str, str]:
    return {
        "05-01": _("1. maj"),
        "06-05": _("grundlovsdag"),
        "12-24": _("24. december"),
        "12-31": _("31. december"),
    }


def _unsaid(calendar: CalendarTerms) -> list[str]:
    """Return the doubtful days that the calendar names neither as open, closed nor with hours of their own."""
    said = {
        day[-len(DOUBTFUL[0]) :]
        for day in (*calendar.open_days, *calendar.closed_days, *calendar.special_days)
    }
    return [day for day in DOUBTFUL if day not in said]


def check(scope: Scope) -> Iterator[OpenPoint]:
    """Note the calendars by the Danish holidays that are closed some weekday and do not name 1 May,
    Constitution Day, 24 and 31 December.
    """
    for name, calendar in scope.terms.calendars.items():
        round_the_clock = all(getattr(calendar, weekday) for weekday in WEEKDAYS)
        unsaid = _unsaid(calendar)
        if calendar.holidays != COUNTRY or round_the_clock or not unsaid:
            continue
        names = _names()
        yield point(
            "local-days",
            "note",
            f"calendars.{name}",
            _(
                "Kalenderen »{name}« siger ikke, om der arbejdes {days}. De er ikke helligdage og tæller som "
                "almindelige dage. Nævn dem i closed_days, i special_days (halve dage) eller i open_days."
            ).format(name=name, days=", ".join(names[day] for day in unsaid)),
            clause=calendar.clause,
            subject=f"calendars.{name}",
        )
