"""Periods: half-open stretches of local days, and their bounds as UTC seconds."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


def instant(day: date, zone: str, seconds: int = 0) -> int:
    """Return the UTC second at which local ``day`` in ``zone`` begins, plus ``seconds`` of wall time.

    Wall time that a spring change skips is read with the offset before the change, so it lands after
    the gap; wall time that an autumn change repeats is its first occurrence.
    """
    wall = datetime.combine(day, datetime.min.time()) + timedelta(seconds=seconds)
    return int(wall.replace(tzinfo=ZoneInfo(zone)).timestamp())


def local(second: int, zone: str) -> datetime:
    """Return the UTC second as an aware local time."""
    return datetime.fromtimestamp(second, UTC).astimezone(ZoneInfo(zone))


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Local days from ``first`` up to, not including, ``end``, in ``zone``."""

    first: date
    end: date
    zone: str = "Europe/Copenhagen"

    def __post_init__(self) -> None:
        if self.end <= self.first:
            raise ValueError(f"a period must end after it begins: {self.first} to {self.end}")

    @property
    def from_s(self) -> int:
        """First UTC second of the period."""
        return instant(self.first, self.zone)

    @property
    def to_s(self) -> int:
        """First UTC second after the period."""
        return instant(self.end, self.zone)

    @property
    def days(self) -> int:
        """Number of local days."""
        return (self.end - self.first).days

    @property
    def last(self) -> date:
        """The last local day in the period."""
        return self.end - timedelta(days=1)

    @property
    def is_month(self) -> bool:
        """True for exactly one calendar month."""
        return self.first.day == 1 and self.end == next_month(self.first)

    @property
    def is_quarter(self) -> bool:
        """True for exactly one calendar quarter."""
        return self.first.day == 1 and self.first.month % 3 == 1 and self.end == add_months(self.first, 3)

    @property
    def code(self) -> str:
        """``2026-10`` for a month, ``2026-Q4`` for a quarter, ``2026-10-15/2026-11-01`` otherwise."""
        if self.is_month:
            return f"{self.first:%Y-%m}"
        if self.is_quarter:
            return f"{self.first.year}-Q{(self.first.month + 2) // 3}"
        return f"{self.first.isoformat()}/{self.end.isoformat()}"

    def __contains__(self, day: date) -> bool:
        return self.first <= day < self.end

    def intersection(self, other: "Period") -> "Period | None":
        """Return the common days, or None."""
        first, end = max(self.first, other.first), min(self.end, other.end)
        return Period(first, end, self.zone) if first < end else None

    def before(self, steps: int = 1) -> "Period":
        """Return the calendar month (or quarter) ``steps`` before; a short first or last period counts as its month."""
        if self.is_quarter:
            return quarter(add_months(self.first, -3 * steps), self.zone)
        return month(add_months(self.first, -steps), self.zone)

    def run(self, count: int) -> "tuple[Period, ...]":
        """Return the period with the ``count - 1`` months (or quarters) before it, oldest first."""
        return (*(self.before(steps) for steps in range(count - 1, 0, -1)), self)

    @property
    def codes(self) -> tuple[str, str]:
        """The codes that history may know it by: its own, and a short first or last one's month's."""
        return self.code, self.before(0).code


def add_months(day: date, months: int) -> date:
    """Return the first of the month ``months`` away from ``day``'s month."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def next_month(day: date) -> date:
    """Return the first day of the month after ``day``'s."""
    return add_months(day, 1)


def month(day: date, zone: str = "Europe/Copenhagen") -> Period:
    """Return the calendar month that ``day`` is in."""
    return Period(day.replace(day=1), next_month(day), zone)


def months_of(part: Period) -> list[Period]:
    """Return the calendar months that ``part`` touches, whole."""
    months = [month(part.first, part.zone)]
    while months[-1].end < part.end:
        months.append(month(next_month(months[-1].first), part.zone))
    return months


def quarter(day: date, zone: str = "Europe/Copenhagen") -> Period:
    """Return the calendar quarter that ``day`` is in."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return Period(first, add_months(first, 3), zone)


def parse_period(text: str, zone: str = "Europe/Copenhagen") -> Period:
    """Return the period written ``2026-10``, ``2026-Q4`` or ``2026-10-15/2026-11-01`` (half-open).

    Raises:
        ValueError: The text is none of these, or ends before it begins.
    """
    if match := re.fullmatch(r"(\d{4})-(\d{2})", text):
        return month(date(int(match[1]), int(match[2]), 1), zone)
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", text):
        return quarter(date(int(match[1]), int(match[2]) * 3, 1), zone)
    first, separator, end = text.partition("/")
    if not separator:
        raise ValueError(text)
    return Period(date.fromisoformat(first), date.fromisoformat(end), zone)
