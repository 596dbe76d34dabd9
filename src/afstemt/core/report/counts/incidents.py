"""Incidents: the priority they count by, which are significant, and how many were opened, resolved and open."""

from dataclasses import dataclass

import polars as pl

from afstemt.core.measurement.outcome import Outcome
from afstemt.core.measurement.registry import kind_of
from afstemt.core.report.counts.tickets import Counts, by_group, levels_over
from afstemt.core.report.month import Month
from afstemt.core.report.parts import count, facts, inside, level_of, open_at, outcomes
from afstemt.core.units.figure import Figure

OPEN = "open_incidents"
"""History's subject for the incidents open at the end of a period."""

IN_TIME = "incidents_in_time"
"""History's subject for the percent of a period's incidents that were in time."""


def priority_subject(priority: str) -> str:
    """Return history's subject for the incidents of a priority that a period opened."""
    return f"incidents/{priority}"


def counted_priority(month: Month) -> pl.Expr:
    """Return the priority that the report counts by: the authority's where any level of the terms says so."""
    if any(level.priority == "authority" for level in month.terms.service_levels):
        return pl.coalesce("authority_priority", "priority")
    return pl.col("priority")


def is_significant(month: Month) -> pl.Expr:
    """Return whether an incident is significant: it says so, or its priority does in the terms."""
    marked = [terms.id for terms in month.terms.priorities if terms.significant]
    return pl.col("significant").fill_null(value=False) | counted_priority(month).is_in(marked)


def by_priority(month: Month) -> tuple[Counts, ...]:
    """Return the counts of each priority, those of the terms first in their order, also where there is nothing."""
    found = {
        row.group: row for row in by_group(facts(month, "incidents"), month.period, counted_priority(month))
    }
    order = [terms.id for terms in month.terms.priorities]
    listed = [found.get(name, Counts(name, 0, 0, 0, 0, None, None)) for name in order]
    return (*listed, *(row for row in found.values() if row.group not in order))


@dataclass(frozen=True)
class InTime:
    """Incidents in time out of those judged, and the outcomes of the levels that they are counted over."""

    figure: Figure
    outcomes: tuple[Outcome, ...]


def in_time(month: Month, *, stated: bool, other_level: bool) -> InTime | None:
    """Return the incidents in time over the levels of resolution; None when none was judged.

    Args:
        stated: Whether what the supplier has stated counts with what is calculated.
        other_level: Whether the first level of another kind is taken where none of resolution has judged any.
    """
    over = levels_over(month, "incidents")
    chosen = [
        outcome for outcome in (outcomes(month) if stated else over) if _about_resolving(month, outcome)
    ]
    if other_level and not chosen:
        chosen = list(over[:1])
    figures = [
        result.figure
        for outcome in chosen
        for result in outcome.results
        if result.figure is not None and result.figure.unit == "percent"
        if stated or result.basis == "calculated"
    ]
    if not figures:
        return None
    total = Figure(sum(one.numerator for one in figures), sum(one.denominator for one in figures), "percent")
    return InTime(total, tuple(chosen))


def _about_resolving(month: Month, outcome: Outcome) -> bool:
    level = level_of(month, outcome)
    return (
        level is not None
        and kind_of(level).watches_resolution
        and "incidents" in kind_of(level).tables_of(level)
    )


def opened(month: Month) -> int:
    """Return the number of incidents opened in the period."""
    return count(facts(month, "incidents").filter(inside("opened_s", month.period)))


def resolved(month: Month) -> int:
    """Return the number of incidents resolved in the period."""
    return count(facts(month, "incidents").filter(inside("resolved_s", month.period)))


def opened_significant(month: Month) -> int:
    """Return the number of significant incidents opened in the period."""
    return count(facts(month, "incidents").filter(inside("opened_s", month.period), is_significant(month)))


def open_incidents(month: Month, second: int) -> int:
    """Return the number of incidents open at the instant."""
    return count(facts(month, "incidents").filter(open_at(second)))
