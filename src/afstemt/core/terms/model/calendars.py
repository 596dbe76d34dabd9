"""When time counts: service-hour calendars and service windows."""

from collections.abc import Mapping

from pydantic import Field

from afstemt.core.terms.model.numbers import Whole
from afstemt.core.terms.model.part import Clause

Spells = tuple[str, ...]
"""Spells of a day as ``"08:00-12:00"``; several for a lunch break; ``"00:00-24:00"`` for all day."""


class CalendarTerms(Clause):
    """Weekly hours with exceptions.

    Attributes:
        monday ... sunday: Spells of each weekday; empty is closed.
        holidays: ISO country code whose public holidays are closed (``DK``), or None for none.
        open_days: Holidays that are worked all the same, as ``MM-DD`` (each year) or ``YYYY-MM-DD``.
        closed_days: The contract's own closing days, likewise.
        special_days: Days with hours of their own (half days), likewise, to spells.
    """

    monday: Spells = ()
    tuesday: Spells = ()
    wednesday: Spells = ()
    thursday: Spells = ()
    friday: Spells = ()
    saturday: Spells = ()
    sunday: Spells = ()
    holidays: str | None = "DK"
    open_days: tuple[str, ...] = ()
    closed_days: tuple[str, ...] = ()
    special_days: Mapping[str, Spells] = Field(default_factory=dict)


class ServiceWindow(Clause):
    """When agreed maintenance may lie, with what notice and how much of it.

    Attributes:
        services: Service ids; empty for all.
        weekly: ``{thursday = ["22:00-28:00"]}``; hours past 24 run into the next day.
        notice_working_days: Notice to give; None when none is required.
        allowance_minutes: Maintenance a month that does not count as downtime; None is without limit.
        max_count: Number of windows used a month; None without limit.
        max_minutes_each: Length of each; None without limit.
        outside_counts: Whether maintenance outside the windows counts as downtime.
    """

    services: tuple[str, ...] = ()
    weekly: Mapping[str, Spells] = Field(default_factory=dict)
    notice_working_days: Whole | None = None
    allowance_minutes: Whole | None = Field(default=None, ge=0)
    max_count: Whole | None = None
    max_minutes_each: Whole | None = None
    outside_counts: bool = True
