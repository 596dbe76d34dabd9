"""The slow, obvious way to count service hours: ask the wall clock of every second, or every minute."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from afstemt.core.units.hours import ServiceHours


def is_open(hours: ServiceHours, second: int) -> bool:
    """Return whether the wall clock shows a time inside a spell of that local day (or runs over from the last)."""
    wall = datetime.fromtimestamp(second, UTC).astimezone(ZoneInfo(hours.zone)).replace(tzinfo=None)
    for back in (0, 1):
        day = wall.date() - timedelta(days=back)
        shown = int((wall - datetime.combine(day, datetime.min.time())).total_seconds())
        if any(start <= shown < end for start, end in hours.on(day)):
            return True
    return False


class Ticks:
    """Open time from ``first`` to ``last`` (UTC seconds), asked once per ``size`` seconds and added one by one."""

    def __init__(self, hours: ServiceHours, first: int, last: int, size: int) -> None:
        self.first, self.size = first, size
        ask = lru_cache(None)(lambda second: is_open(hours, second))
        self.open = [ask(second) for second in range(first, last, size)]

    def at(self, second: int) -> bool:
        return self.open[(second - self.first) // self.size]

    def elapsed(self, start: int, end: int, pauses: tuple[tuple[int, int], ...] = ()) -> int:
        """Return the open, unpaused seconds of [start, end)."""
        return sum(
            self.size
            for second in range(start, end, self.size)
            if self.at(second) and not any(low <= second < high for low, high in pauses)
        )

    def due(self, start: int, limit: int, pauses: tuple[tuple[int, int], ...] = ()) -> int | None:
        """Return the earliest instant at which ``limit`` open, unpaused seconds have passed."""
        passed, second = 0, start
        while (second - self.first) // self.size < len(self.open):
            if self.at(second) and not any(low <= second < high for low, high in pauses):
                passed += self.size
            second += self.size
            if passed >= limit:
                return second
        return None

    def last_in_time(self, start: int, limit: int, pauses: tuple[tuple[int, int], ...] = ()) -> int | None:
        """Return the last instant at which no more than ``limit`` open, unpaused seconds have passed."""
        passed, second = 0, start
        while (second - self.first) // self.size < len(self.open):
            if self.at(second) and not any(low <= second < high for low, high in pauses):
                if passed >= limit:
                    return second
                passed += self.size
            second += self.size
        return None
