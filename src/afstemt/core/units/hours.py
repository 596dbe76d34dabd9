"""Service hours: when time counts, compiled once into one row per UTC day.

Elapsed service time between two instants is two joins on the day and a subtraction; a due time is the
inverse, by search in the running total. Everything is whole UTC seconds, so clock changes need no care
after compilation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl


@dataclass(frozen=True)
class ServiceHours:
    """Agreed hours in local time.

    Attributes:
        zone: IANA zone of the contract.
        weekly: For each weekday (0 is Monday) its spells as (from, to) in seconds of local wall time,
            half-open; several a day; 86400 ends at midnight.
        closed: Days without service hours: public holidays and the contract's own closing days.
        special: Days with hours of their own (half days, extra opening); wins over ``closed`` and ``weekly``.
    """

    zone: str
    weekly: tuple[tuple[tuple[int, int], ...], ...]
    closed: frozenset[date] = frozenset()
    special: Mapping[date, tuple[tuple[int, int], ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Calendar:
    """Compiled hours. ``days``: day (Int32, days since 1970 UTC), open_before (Int64), start_1, end_1, start_2 ... (Int64 UTC seconds, half-open).

    ``open_before`` is the number of open seconds before the day begins, counted from ``first_day``.
    """

    days: pl.DataFrame
    first_day: int
    last_day: int
    spells: int
