"""Spells of a day (``"08:00-12:00"``) and days of the year (``"06-05"``, ``"2026-06-05"``) as written."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from afstemt.core.units.wording import _

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


def spell_problem(text: str, *, window: bool = False) -> str:
    """Return what is wrong with one spell in the active language, or ``""``.

    Args:
        text: As written.
        window: Whether hours past 24 may run into the following days.
    """
    pair = spell(text)
    if pair is None:
        return _(
            "»{text}« er ikke et tidsrum. Skriv fra og til som »08:00-16:00« med kolon mellem timer og "
            "minutter."
        ).format(text=text)
    from_s, to_s = pair
    if to_s <= from_s:
        hint = _("Løber tidsrummet over midnat, så skriv timer over 24: »22:00-28:00«.") if window else ""
        return _("»{text}« slutter ikke efter det begynder. {hint}").format(text=text, hint=hint).strip()
    if from_s >= DAY or to_s > (LATEST_WINDOW if window else DAY):
        return _(
            "»{text}« ligger uden for døgnet. Et tidsrum begynder før 24:00 og slutter senest kl. {latest}."
        ).format(text=text, latest=f"{(LATEST_WINDOW if window else DAY) // 3600}:00")
    return ""


def overlap(texts: Sequence[str]) -> tuple[str, str] | None:
    """Return the first two spells that overlap, as written; None when none do."""
    ordered = sorted((pair, text) for text in texts if (pair := spell(text)) is not None)
    for (first, first_text), (second, second_text) in pairwise(ordered):
        if second[0] < first[1]:
            return first_text, second_text
    return None


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
