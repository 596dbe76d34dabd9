"""The story that the synthetic months tell: calm, one troubled month, and a last one on the mend."""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays as public_holidays

from afstemt.core.units.period import Period, add_months, month

ZONE = "Europe/Copenhagen"
TZ = ZoneInfo(ZONE)

SERVICES = {
    "sag-web": "sagsbehandling",
    "sag-api": "sagsbehandling",
    "selv-web": "selvbetjening",
    "selv-login": "selvbetjening",
    "arkiv-soeg": "arkiv",
}
"""Service id to the id of its system."""


@dataclass(frozen=True)
class Chapter:
    """One month of the story.

    Attributes:
        period: The calendar month.
        mood: ``calm``; ``troubled`` for the month before the last; ``mending`` for the last.
        incidents: Incidents opened in the month, about.
        late_share: Share of cases that pass their limit.
        failed_changes: Share of changes that fail or are rolled back.
        slow_share: Share of checks slower than two seconds.
    """

    period: Period
    mood: str
    incidents: int
    late_share: float
    failed_changes: float
    slow_share: float


@dataclass(frozen=True)
class Story:
    """All chapters, oldest first, and the seed that every stream of chance is made from."""

    chapters: tuple[Chapter, ...]
    seed: int

    def chance(self, stream: str) -> random.Random:
        """Return a stream of chance of its own, so that one table's rows do not move another's."""
        return random.Random(f"{self.seed}:{stream}")

    @property
    def first(self) -> date:
        """The first day."""
        return self.chapters[0].period.first

    @property
    def turning_day(self) -> date:
        """The day the second version of the terms takes effect: the 15th of the seventh or last month."""
        return add_months(self.first, min(6, len(self.chapters) - 1)) + timedelta(days=14)

    @property
    def last(self) -> Chapter:
        """The last month."""
        return self.chapters[-1]


def story(seed: int, months: int, last: date) -> Story:
    """Return the story of ``months`` calendar months, the last of them the one that ``last`` is in."""
    chapters = []
    for index in range(months):
        period = month(add_months(last, index - months + 1), ZONE)
        if index == months - 2:
            chapters.append(Chapter(period, "troubled", 410, 0.17, 0.22, 0.09))
        elif index == months - 1:
            chapters.append(Chapter(period, "mending", 330, 0.03, 0.05, 0.03))
        else:
            quiet = 190 if period.first.month in (7, 12) else 290
            chapters.append(Chapter(period, "calm", quiet + 7 * (index % 4), 0.02, 0.03, 0.015))
    return Story(tuple(chapters), seed)


_DK = public_holidays.country_holidays("DK")


def working_day(day: date) -> bool:
    """Return whether the service desk is open: Monday to Friday, no public holiday."""
    return day.weekday() < 5 and day not in _DK


def working_days(period: Period) -> list[date]:
    """Return the working days of the period."""
    days = (period.first + timedelta(days=offset) for offset in range(period.days))
    return [day for day in days if working_day(day)]


def after_working_days(day: date, count: int) -> date:
    """Return the working day ``count`` working days after ``day``."""
    while count:
        day += timedelta(days=1)
        count -= working_day(day)
    return day


def at(day: date, seconds: int) -> datetime:
    """Return the local instant ``seconds`` of wall time into the day."""
    return datetime.combine(day, time()).replace(tzinfo=TZ) + timedelta(seconds=seconds)


OPEN, CLOSE = 8 * 3600, 16 * 3600


def after_open_time(start: datetime, seconds: int) -> datetime:
    """Return when ``seconds`` of desk time (8 to 16 on working days) have passed since ``start``."""
    day = start.date()
    clock = start.hour * 3600 + start.minute * 60 + start.second
    while True:
        begin = max(clock, OPEN)
        if working_day(day) and begin < CLOSE:
            if seconds <= CLOSE - begin:
                return at(day, begin + seconds)
            seconds -= CLOSE - begin
        day, clock = day + timedelta(days=1), 0
