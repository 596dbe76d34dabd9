"""Service hours: when time counts, compiled once into one row per UTC day.

Everything after compilation is whole UTC seconds, so clock changes need no further care: ``units.elapsed``
looks up the day and subtracts; a due time is the inverse, looked up in the running total.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import polars as pl

DAY = 86400
EPOCH = date(1970, 1, 1)
MOST_SLOTS = 1 << 20
"""Most rows of the inverse's lookup table; a calendar that would need more is searched instead."""


@dataclass(frozen=True)
class ServiceHours:
    """Agreed hours in local time.

    Attributes:
        zone: IANA zone of the contract.
        weekly: For each weekday (0 is Monday) its spells as (from, to) in seconds of local wall time,
            half-open; several a day; 86400 ends at midnight, more runs into the next day.
        closed: Days without service hours: public holidays and the contract's own closing days.
        special: Days with hours of their own (half days, extra opening); wins over ``closed`` and ``weekly``.
    """

    zone: str
    weekly: tuple[tuple[tuple[int, int], ...], ...]
    closed: frozenset[date] = frozenset()
    special: Mapping[date, tuple[tuple[int, int], ...]] = field(default_factory=dict)

    def on(self, day: date) -> tuple[tuple[int, int], ...]:
        """Return the spells that begin on a local day, in seconds of wall time."""
        if day in self.special:
            return self.special[day]
        return () if day in self.closed else self.weekly[day.weekday()]


@dataclass(frozen=True)
class Calendar:
    """Compiled hours.

    ``days``: day (Int32, days since 1970 UTC), open_before (Int64), start_1, end_1, start_2 ... (Int64
    UTC seconds, half-open; a day with fewer spells repeats an empty one, start equal to end).

    ``open_before`` is the number of open seconds before the day begins, counted from ``first_day``.
    ``working_days``: open_s and close_s (Int64) of each local day with open time, in order: its first
    opening and its last closing.
    """

    days: pl.DataFrame
    first_day: int
    last_day: int
    spells: int
    working_days: pl.DataFrame = field(
        default_factory=lambda: pl.DataFrame(schema={"open_s": pl.Int64, "close_s": pl.Int64})
    )

    @property
    def from_s(self) -> int:
        """First UTC second that the calendar knows."""
        return self.first_day * DAY

    @property
    def to_s(self) -> int:
        """First UTC second after what the calendar knows."""
        return (self.last_day + 1) * DAY

    @cached_property
    def open_spells(self) -> pl.DataFrame:
        """All spells in order: start_s, end_s and the open seconds before each (cut at UTC midnight)."""
        pairs = [
            self.days.select(pl.col(f"start_{k}").alias("start_s"), pl.col(f"end_{k}").alias("end_s"))
            for k in range(1, self.spells + 1)
        ]
        spells = pl.concat(pairs).filter(pl.col("end_s") > pl.col("start_s")).sort("start_s")
        length = pl.col("end_s") - pl.col("start_s")
        return spells.with_columns((length.cum_sum() - length).alias("open_before"))

    @cached_property
    def total(self) -> int:
        """Open seconds in all that the calendar knows."""
        return int((self.open_spells["end_s"] - self.open_spells["start_s"]).sum())

    @cached_property
    def slots(self) -> tuple[int, pl.DataFrame] | None:
        """Equal shares of the running total, by which an instant is found from a count of open seconds.

        Returns the share's size in open seconds and, per share, ``closed_low`` and ``closed_high``: the
        closed seconds to add for a count up to ``boundary``, and past it. No share holds more than one
        change of spell. None when the table would pass ``MOST_SLOTS`` rows, or nothing is open.
        """
        if self.total == 0:
            return None
        closed = pl.col("start_s") - pl.col("open_before")
        spells = self.open_spells.with_columns(closed.alias("closed"))
        spells = spells.filter(pl.col("closed").diff().fill_null(1) != 0)
        starts, closed_s = spells["open_before"], spells["closed"]
        lengths: list[int] = starts.diff().drop_nulls().to_list()
        size = min([self.total, *lengths])
        if self.total // size >= MOST_SLOTS:
            return None
        share = pl.int_range(0, self.total // size + 1, dtype=pl.Int64, eager=True)
        low = starts.search_sorted(share * size + 1, side="left") - 1
        high = starts.search_sorted((share + 1) * size, side="left") - 1
        return size, pl.DataFrame(
            {
                "closed_low": closed_s.gather(low),
                "boundary": starts.gather(high),
                "closed_high": closed_s.gather(high),
            }
        )


def compile_calendar(hours: ServiceHours, first: date, last: date) -> Calendar:
    """Return the calendar of the UTC days ``first`` to ``last``, both included.

    A second is open when the wall clock shows a time inside a spell of that local day. So a spell in the
    hour that spring skips gives nothing, and one in the hour that autumn repeats counts both times.

    Args:
        hours: Agreed hours in local time; a day's spells may lie in any order and overlap.
        first: First UTC day.
        last: Last UTC day, not before ``first``.

    Raises:
        ValueError: ``last`` lies before ``first``.
    """
    if last < first:
        raise ValueError(f"a calendar must end after it begins: {first} to {last}")
    first_day, last_day = (first - EPOCH).days, (last - EPOCH).days
    segments = tuple(_offsets(hours.zone, (first_day - 3) * DAY, (last_day + 4) * DAY))
    by_day: dict[int, list[tuple[int, int]]] = {day: [] for day in range(first_day, last_day + 1)}
    working: list[tuple[int, int]] = []
    for local_day in range(first_day - 2, last_day + 3):
        instants = _instants(hours, local_day, segments)
        if instants:
            working.append((instants[0][0], max(end for _, end in instants)))
        for start, end in instants:
            for day in range(max(start // DAY, first_day), min((end - 1) // DAY, last_day) + 1):
                by_day[day].append((max(start, day * DAY), min(end, (day + 1) * DAY)))
    rows = {day: _union(spells) for day, spells in by_day.items()}
    return Calendar(_frame(rows), first_day, last_day, _most(rows), _working_days(working))


def _offsets(zone: str, from_s: int, to_s: int) -> Iterator[tuple[int, int, int]]:
    """Yield (from, to, offset): stretches of UTC seconds in which local time is UTC plus ``offset``."""
    info = ZoneInfo(zone)

    def offset(second: int) -> int:
        shift = datetime.fromtimestamp(second, UTC).astimezone(info).utcoffset() or timedelta()
        return shift.days * DAY + shift.seconds

    start, current = from_s, offset(from_s)
    for day_s in range(from_s, to_s, DAY):
        if offset(day_s + DAY) == current:
            continue
        low, high = day_s, day_s + DAY
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if offset(middle) == current else (low, middle)
        yield start, high, current
        start, current = high, offset(high)
    yield start, to_s, current


def _instants(
    hours: ServiceHours, local_day: int, segments: tuple[tuple[int, int, int], ...]
) -> list[tuple[int, int]]:
    """Return the day's spells as UTC seconds, in order; cut where the clock changes inside one."""
    midnight = local_day * DAY
    found = []
    for from_, to in hours.on(EPOCH + timedelta(days=local_day)):
        for start, end, offset in segments:
            spell = max(midnight + from_ - offset, start), min(midnight + to - offset, end)
            if spell[0] < spell[1]:
                found.append(spell)
    return sorted(found)


def _union(spells: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return disjoint spells in order; those that touch become one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spells):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def _most(rows: Mapping[int, list[tuple[int, int]]]) -> int:
    return max(1, *(len(spells) for spells in rows.values())) if rows else 1


def _frame(rows: Mapping[int, list[tuple[int, int]]]) -> pl.DataFrame:
    columns: dict[str, list[int]] = {"day": list(rows), "open_before": []}
    total = 0
    for spells in rows.values():
        columns["open_before"].append(total)
        total += sum(end - start for start, end in spells)
    for k in range(_most(rows)):
        filled = [
            spells[k] if k < len(spells) else (spells[-1][1] if spells else day * DAY,) * 2
            for day, spells in rows.items()
        ]
        columns[f"start_{k + 1}"] = [spell[0] for spell in filled]
        columns[f"end_{k + 1}"] = [spell[1] for spell in filled]
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.Int64)).with_columns(
        pl.col("day").cast(pl.Int32)
    )


def _working_days(days: list[tuple[int, int]]) -> pl.DataFrame:
    return pl.DataFrame(days, schema={"open_s": pl.Int64, "close_s": pl.Int64}, orient="row")
