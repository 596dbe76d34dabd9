"""How far back service hours must reach, to the oldest case that can still be counted; and the cases beyond that.

Such a case is held against nobody: it is not counted, and what it could be at most is told as of any row lost.
"""

from collections.abc import Iterable
from datetime import date

import polars as pl

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.units.fault import Fault
from afstemt.core.units.formats import number
from afstemt.core.units.hours import DAY, EPOCH
from afstemt.core.units.period import Period, instant
from afstemt.core.units.wording import _

MOST_YEARS = 30
"""Years before the period that service hours are compiled at most; an older case is a finding with its effect."""

OUTSIDE = "outside-calendar"
"""What is wrong with a case beyond (``Loss.why``, and the fault's code)."""

_SPANS: dict[str, tuple[str, tuple[str, ...]]] = {
    "incidents": ("opened_s", ("responded_s", "resolved_s", "closed_s")),
    "service_requests": ("opened_s", ("resolved_s",)),
    "security_updates": ("released_s", ("installed_s",)),
    "deliverables": ("requested_s", ("due_s", "delivered_s")),
}
"""Of each table of cases, when one begins, and the times at which it may end for a level."""


def outside_words() -> str:
    """Return the reason of a case that could not be judged: its time lies outside the compiled calendars."""
    return _(
        "Et tidspunkt ligger uden for de kalenderår, der er regnet med, eller fristen mangler: ikke målt."
    )


def outside_faults(outcomes: Iterable[Outcome], evidence: Evidence) -> tuple[Fault, ...]:
    """Return a fault for each level with cases beyond: they are used by no figure until someone says what they are."""
    text = _(
        "{level}: {cases} ligger uden for de år, som åbningstiden er beregnet for (tidligst fra kontraktens "
        "begyndelse, højst {years} år tilbage), og er ikke målt. Ret tidspunktet, eller skriv en beslutning om, at "
        "sagen holdes ude."
    )
    found = []
    for outcome in outcomes:
        for loss in (one for one in outcome.losses if one.why == OUTSIDE):
            cases = _("1 sag") if loss.rows == 1 else _("{count} sager").format(count=number(loss.rows))
            file_no, row = loss.places[0]
            source = evidence.files[file_no].name if file_no < len(evidence.files) else loss.table
            message = text.format(level=outcome.level, cases=cases, years=MOST_YEARS)
            place = _("række {n}").format(n=row)
            found.append(Fault(OUTSIDE, message, source, place, row, severity="ask"))
    return tuple(dict.fromkeys(found))


def earliest_year(evidence: Evidence, begins: date, period: Period, years: int) -> int:
    """Return the year that service hours must reach back to.

    Args:
        evidence: All facts.
        begins: The contract's first day: nothing before its year is compiled for a case.
        period: The period that is measured.
        years: So many years before the period are compiled in any case.

    Returns:
        ``years`` before the period, or the year of the oldest case begun before that which is open or ended since; no
        more than ``MOST_YEARS`` before the period.
    """
    usual = period.first.year - years
    least = max(begins.year, period.first.year - MOST_YEARS)
    if least >= usual:
        return usual
    before = instant(date(usual, 1, 1), "UTC")
    starts = [
        start
        for table, (begin, ends) in _SPANS.items()
        if evidence.has(table)
        for start in [_oldest(evidence.table(table), begin, ends, before)]
        if start is not None
    ]
    oldest = min(starts, default=before)
    return min(usual, max(least, _year(oldest)))


def _oldest(rows: pl.LazyFrame, begin: str, ends: tuple[str, ...], before: int) -> int | None:
    """Return when the oldest case began that began before an instant and had not ended by then."""
    last = pl.max_horizontal(ends)
    alive = rows.filter(pl.col(begin) < before, last.is_null() | (last >= before))
    found = collect(alive.select(pl.col(begin).min())).item()
    return None if found is None else int(found)


def _year(second: int) -> int:
    """Return the year of a UTC second; the first there is for one before them all."""
    days = second // DAY
    return (
        date.min.year if days < (date.min - EPOCH).days else date.fromordinal(EPOCH.toordinal() + days).year
    )
