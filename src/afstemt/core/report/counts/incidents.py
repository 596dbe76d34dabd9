"""Incidents: the priority they count by, which are significant, and how many were opened, resolved and open."""

from dataclasses import dataclass, replace

import polars as pl

from afstemt.core.measurement.outcome import Outcome
from afstemt.core.measurement.priorities import Which, with_priority
from afstemt.core.measurement.registry import kind_of
from afstemt.core.report.counts.tickets import Counts, by_group, levels_over
from afstemt.core.report.month import Month
from afstemt.core.report.parts import count, facts, inside, level_of, open_at
from afstemt.core.report.untold import Untold, untold
from afstemt.core.units.figure import Figure

OPEN = "open_incidents"
"""History's subject for the incidents open at the end of a period."""

IN_TIME = "incidents_in_time"
"""History's subject for the percent of a period's incidents that were in time."""


def priority_subject(priority: str) -> str:
    """Return history's subject for the incidents of a priority that a period opened."""
    return f"incidents/{priority}"


@dataclass(frozen=True)
class PriorityRule:
    """Which priority of an incident that changed underway the tables count by.

    Attributes:
        which: As the levels say; None where no level goes by incidents' priorities.
        levels: The levels that count by it.
        others: Levels that count by another.
    """

    which: Which | None
    levels: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def priority_rule(month: Month) -> PriorityRule:
    """Return the rule of the levels over incidents; where they differ, that of the first about resolution."""
    over = [
        level
        for level in month.terms.service_levels
        if level.priority is not None and "incidents" in kind_of(level).tables_of(level)
    ]
    if not over:
        return PriorityRule(None)
    which = next((level for level in over if kind_of(level).watches_resolution), over[0]).priority
    return PriorityRule(
        which,
        tuple(level.id for level in over if level.priority == which),
        tuple(level.id for level in over if level.priority != which),
    )


def incidents(month: Month) -> pl.LazyFrame:
    """Return the report's incidents with ``counted_priority``: their priority by the rule of the levels."""
    received = facts(month, "incidents").with_columns(pl.col("priority").alias("_received"))
    chosen = with_priority(received, month.evidence, priority_rule(month).which, month.period.to_s)
    return chosen.with_columns(
        pl.col("priority").alias("counted_priority"), pl.col("_received").alias("priority")
    ).drop("_received")


def is_significant(month: Month) -> pl.Expr:
    """Return whether an incident is significant: it says so, or its ``counted_priority`` does in the terms."""
    marked = [terms.id for terms in month.terms.priorities if terms.significant]
    return pl.col("significant").fill_null(value=False) | pl.col("counted_priority").is_in(marked)


def significance_untold(month: Month, rows: pl.LazyFrame) -> Untold:
    """Return how many of the incidents nobody has told of whether they are significant: none where priorities do."""
    silent = untold(month.evidence, "incidents", "significant", rows)
    marked = any(terms.significant for terms in month.terms.priorities)
    return replace(silent, rows=0) if marked else silent


def by_priority(month: Month) -> tuple[Counts, ...]:
    """Return the counts of each priority, those of the terms first in their order, also where there is nothing."""
    found = {row.group: row for row in by_group(incidents(month), month.period, pl.col("counted_priority"))}
    order = [terms.id for terms in month.terms.priorities]
    listed = [found.get(name, Counts(name, 0, 0, 0, 0, None, None)) for name in order]
    return (*listed, *(row for row in found.values() if row.group not in order))


@dataclass(frozen=True)
class InTime:
    """Incidents in time out of those judged, and the outcomes of the levels that they are counted over."""

    figure: Figure
    outcomes: tuple[Outcome, ...]


def in_time(month: Month) -> InTime | None:
    """Return the incidents in time over the levels of resolution, by their cases; what is only stated has none.

    Where none of resolution has judged any, it is over the first level of another kind; None when none has.
    """
    over = levels_over(month, "incidents")
    chosen = [outcome for outcome in over if _about_resolving(month, outcome)] or list(over[:1])
    figures = [
        result.figure
        for outcome in chosen
        for result in outcome.results
        if result.figure is not None and result.figure.unit == "percent"
        if result.basis == "calculated"
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


def opened_significant(month: Month) -> int | None:
    """Return the number of significant incidents opened in the period; None where nobody tells which are."""
    opened_now = incidents(month).filter(inside("opened_s", month.period))
    if significance_untold(month, opened_now).whole:
        return None
    return count(opened_now.filter(is_significant(month)))


def open_incidents(month: Month, second: int) -> int:
    """Return the number of incidents open at the instant."""
    return count(facts(month, "incidents").filter(open_at(second)))
