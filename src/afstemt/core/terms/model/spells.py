"""Spells of a day (``"08:00-12:00"``) and days of the year (``"06-05"``, ``"2026-06-05"``) as written."""

import re
from collections.abc import Sequence
from datetime import date

DAY = 86_400
LATEST_WINDOW = 7 * DAY
"""A service window ends at most a week after the midnight it is counted from."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_SPELL = re.compile(r"(\d{1,3}):([0-5]\d)\s*[-–]\s*(\d{1,3}):([0-5]\d)")
_DAY = re.compile(r"(?:(\d{4})-)?(\d{2})-(\d{2})")


def spell(text: str) -> tuple[int, int] | None:
    """Return a spell as (from, to) in seconds of wall time, half-open; None when it is not one."""
    match = _SPELL.fullmatch(text.strip())
    if not match:
        return None
    from_hour, from_minute, to_hour, to_minute = (int(part) for part in match.groups())
    return from_hour * 3600 + from_minute * 60, to_hour * 3600 + to_minute * 60


def spells(texts: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return valid spells in order of time."""
    return tuple(sorted(pair for text in texts if (pair := spell(text)) is not None))


def is_day(text: str) -> bool:
    """Return whether the text is a day that exists, as ``MM-DD`` (29 February too) or ``YYYY-MM-DD``."""
    match = _DAY.fullmatch(text)
    if not match:
        return False
    try:
        date(int(match[1] or 2000), int(match[2]), int(match[3]))
    except ValueError:
        return False
    return True


def days_named(text: str, first: date, last: date) -> tuple[date, ...]:
    """Return the days from ``first`` to ``last``, both included, that a text names (02-29: leap years)."""
    match = _DAY.fullmatch(text)
    if not match:
        return ()
    years = (int(match[1]),) if match[1] else range(first.year, last.year + 1)
    named = []
    for year in years:
        try:
            day = date(year, int(match[2]), int(match[3]))
        except ValueError:
            continue
        if first <= day <= last:
            named.append(day)
    return tuple(named)
