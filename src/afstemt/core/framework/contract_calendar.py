"""The contract's calendar: options, notices, index days, declarations, audits and tests, and what is passed undone."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from afstemt.core.terms.model.follow_up import CalendarEntry
from afstemt.core.terms.model.terms import Terms

EntryState = Literal["done", "passed", "act_now", "coming"]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as seen on one day.

    Attributes:
        entry: As in the terms.
        act_by: Last day to act: the entry's day less its notice.
        state: ``done``; ``passed``: its day is over and it is not done; ``act_now``: the last day for notice is
            over but the day itself is not; else ``coming``.
        days_left: Days until ``act_by``; negative when it is over.
    """

    entry: CalendarEntry
    act_by: date
    state: EntryState
    days_left: int


def contract_calendar(terms: Terms, as_of: date) -> tuple[Entry, ...]:
    """Return all entries in order of the day to act by."""
    found = []
    for entry in terms.contract_calendar:
        act_by = entry.day - timedelta(days=entry.notice_days)
        state: EntryState = (
            "done"
            if entry.done
            else "passed"
            if entry.day < as_of
            else "act_now"
            if act_by < as_of
            else "coming"
        )
        found.append(Entry(entry, act_by, state, (act_by - as_of).days))
    return tuple(sorted(found, key=lambda item: (item.act_by, item.entry.day, item.entry.title)))
