"""Closed months on the agenda: history has the figures that were approved; a recalculation that differs is named."""

from afstemt.core.evidence.history import PastRow
from afstemt.core.measurement.outcome import worst
from afstemt.core.report.month import Month
from afstemt.core.report.words import state_word
from afstemt.core.units.formats import money, period_name
from afstemt.core.units.money import Money
from afstemt.core.units.wording import _


def closed_differences(months: tuple[Month, ...]) -> list[str]:
    """Return, of each month before the latest, what the latest one's history says otherwise than the recalculation.

    Args:
        months: Oldest first; the earlier ones were calculated anew from what was delivered.
    """
    found = []
    for month in months[:-1]:
        closed = {row.subject: row for row in months[-1].history.in_period(month.period.code)}
        told = [*_levels(month, closed), *_penalty(month, closed)]
        if told:
            text = _("{period} er lukket, og historikkens tal gælder: {what}.")
            found.append(text.format(period=period_name(month.period), what="; ".join(told)))
    return found


def _levels(month: Month, closed: dict[str, PastRow]) -> list[str]:
    told = []
    for level in dict.fromkeys(outcome.level for outcome in month.outcomes):
        now = worst(outcome.state for outcome in month.outcomes if outcome.level == level)
        row = closed.get(level)
        if row is not None and row.state and row.state != now:
            text = _("{level} er {closed} (genberegnet: {now})")
            told.append(text.format(level=level, closed=state_word(row.state), now=state_word(now)))
    return told


def _penalty(month: Month, closed: dict[str, PastRow]) -> list[str]:
    row, now = closed.get("penalty"), month.settlement.penalty
    if row is None or row.amount is None or row.amount == now.amount:
        return []
    text = _("boden er {closed} (genberegnet: {now})")
    return [text.format(closed=money(Money(row.amount, now.currency), 2), now=money(now, 2))]
