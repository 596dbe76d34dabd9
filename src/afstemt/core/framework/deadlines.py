"""The deadlines of a period: when, by which clause, whose, and whether missing it is a breach."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from afstemt.core.framework.working_days import NeverOpen, working_day_after, working_day_before
from afstemt.core.terms.model.follow_up import Deadline
from afstemt.core.terms.model.hours import service_hours
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.period import Period

Event = Literal["period_end", "report_submitted", "meeting", "minutes_sent"]


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline of a period.

    Attributes:
        what: ``report``, ``comments``, ``meeting``, ``agenda``, ``minutes`` ...
        day: The last day in time; None while the event has not happened, or no calendar says what a working day is.
        event: What it is counted from.
        working_days: The number counted; before the event when ``before``. None when ``days`` are counted.
        days: The number of calendar days counted; else None.
        binding: By contract or agreed in writing. Only a binding deadline can make anything late.
        source: ``contract``, ``agreed_in_writing`` or ``wish``.
        owner: Who must act.
        clause: Where it stands.
    """

    what: str
    day: date | None
    event: Event
    working_days: int | None
    before: bool
    binding: bool
    source: Literal["contract", "agreed_in_writing", "wish"]
    owner: Literal["authority", "supplier", "both"]
    clause: str = ""
    days: int | None = None

    def is_late(self, done_on: date | None, as_of: date) -> bool:
        """Return whether a binding deadline was passed: done after it, or not done by the end of it.

        A wish is never late; nor is a deadline without a day.
        """
        return self.binding and self.day is not None and (done_on or as_of) > self.day


def _day(terms: Terms, deadline: Deadline, event_day: date | None) -> date | None:
    calendar = terms.framework.calendar
    if event_day is not None and deadline.days is not None:
        return event_day + timedelta(days=-deadline.days if deadline.before else deadline.days)
    if event_day is None or calendar is None or deadline.working_days is None:
        return None
    around = timedelta(days=366 + 2 * deadline.working_days)
    hours = service_hours(terms, calendar, event_day - around, event_day + around)
    count = working_day_before if deadline.before else working_day_after
    try:
        return count(hours, event_day, deadline.working_days)
    except NeverOpen:
        return None


def deadlines(terms: Terms, period: Period, events: Mapping[str, date] | None = None) -> tuple[Due, ...]:
    """Return the deadlines of one period in order of their day, those without a day last.

    Args:
        terms: The version in force at the end of the period.
        period: Its last day is the event ``period_end``.
        events: Days of the other events, as far as they are known: ``report_submitted``, ``meeting``,
            ``minutes_sent``. A day for ``period_end`` here wins.

    Returns:
        One per deadline of ``[[framework.deadlines]]``. Deadlines in working days without a
            calendar of them get no day.
    """
    known: dict[str, date] = {"period_end": period.last, **(events or {})}
    found = [
        Due(
            deadline.what,
            _day(terms, deadline, known.get(deadline.event)),
            deadline.event,
            deadline.working_days,
            deadline.before,
            deadline.binding,
            deadline.source,
            deadline.owner,
            deadline.clause or terms.framework.clause,
            deadline.days,
        )
        for deadline in terms.framework.deadlines
    ]
    return tuple(sorted(found, key=lambda due: (due.day is None, due.day or date.max)))
