"""What a period leaves to the periods after it: its rows of history, as they stand when it is locked."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from afstemt.core.evidence.history import PastRow
from afstemt.core.measurement.outcome import Outcome, worst
from afstemt.core.remuneration.corrections import SETTLED, TABLES, corrections
from afstemt.core.remuneration.hours import order_subject
from afstemt.core.report.counts.changes import SUCCESSFUL, count_carried_out, results_untold
from afstemt.core.report.counts.incidents import (
    IN_TIME,
    OPEN,
    by_priority,
    in_time,
    open_incidents,
    priority_subject,
)
from afstemt.core.report.counts.usage import metric_subject, use_per_period
from afstemt.core.report.month import Month
from afstemt.core.report.parts import level_of
from afstemt.core.settlement.base import ENTITLED
from afstemt.core.settlement.changed import EARN_BACK
from afstemt.core.units.money import rounded


def past_rows(month: Month) -> tuple[PastRow, ...]:
    """Return the month as history: levels, fee and penalty of its own, bonus, what orders have used of their estimates,
    what it gives back and settles of earlier months, and the counts that lines over the periods need.

    A level whose quarter is not over leaves no row: its figure is provisional.
    """
    settlement = month.settlement
    rows: list[PastRow] = []
    for level in dict.fromkeys(outcome.level for outcome in month.outcomes):
        own = [outcome for outcome in month.outcomes if outcome.level == level]
        if not own[-1].provisional:
            rows.extend(_level(month, own))
    rows.append(_row("fee", amount=month.remuneration.total(*ENTITLED).amount))
    rows.append(
        _row("penalty", points=settlement.points, amount=settlement.penalty.amount, state=settlement.state)
    )
    if settlement.bonus.amount:
        rows.append(_row("bonus", amount=settlement.bonus.amount, state="calculated"))
    rows.extend(
        _row(order_subject(one.order), value=one.hours, amount=one.amount)
        for one in month.remuneration.orders
    )
    rows.extend(_given_back(month))
    rows.extend(_corrections(month))
    rows.extend(_counts(month))
    return tuple(replace(row, period=row.period or month.period.code) for row in rows)


def _row(
    subject: str,
    *,
    value: Decimal | None = None,
    points: Decimal | None = None,
    amount: Decimal | None = None,
    state: str = "",
    period: str = "",
    note: str = "",
) -> PastRow:
    return PastRow(period, subject, value, points, amount, state, note)


def _level(month: Month, own: Sequence[Outcome]) -> list[PastRow]:
    """Return the level's row, and one per population when it has several; the worst part's state, the last's value.

    The amount is its penalty before the period's caps: what it gives back if it is held from then on.
    """
    last = own[-1]
    level = level_of(month, last)
    assert level is not None
    period = last.period.code if last.period.is_quarter else ""
    values: dict[str, Decimal | None] = {
        result.population: None
        if result.figure is None
        else rounded(result.figure.value, level.shown_decimals, level.rounding)
        for result in last.results
    }
    counting = [line for line in month.settlement.lines if line.level == level.id and line.counts]
    points = sum((line.points for line in counting), Decimal(0))
    amount = sum((line.amount.amount for line in counting if line.is_penalty), Decimal(0))
    state = worst(outcome.state for outcome in own)
    alone = values[last.results[0].population] if len(values) == 1 else None
    rows = [_row(level.id, value=alone, points=points, amount=amount or None, state=state, period=period)]
    if len(values) > 1:
        rows.extend(
            _row(
                f"{level.id}/{result.population}",
                value=values[result.population],
                state=worst(
                    one.state for part in own for one in part.results if one.population == result.population
                ),
                period=period,
            )
            for result in last.results
        )
    return rows


def _given_back(month: Month) -> list[PastRow]:
    """Return what the month has given back of each earlier month's penalty."""
    returned: dict[str, Decimal] = {}
    for line in month.settlement.lines:
        if line.rule == EARN_BACK and line.of is not None:
            returned[line.of.code] = returned.get(line.of.code, Decimal(0)) + line.amount.amount
    this = month.period.code
    return [_row(EARN_BACK, amount=amount, period=code, note=this) for code, amount in returned.items()]


def _corrections(month: Month) -> list[PastRow]:
    """Return what the month has settled of earlier ones, so that no later month settles it again."""
    return [
        _row(subject, amount=one.amount, state=SETTLED, period=one.of.code, note=one.name)
        for subject in TABLES
        for one in corrections(month.evidence, month.history, month.period, subject)[0]
    ]


def _counts(month: Month) -> list[PastRow]:
    """Return the counts that the report's lines over the periods need; none of what was not delivered."""
    whole = replace(month, system=None)
    by_name = sorted(by_priority(whole), key=lambda one: one.group)
    rows = [_row(priority_subject(one.group), value=Decimal(one.opened)) for one in by_name if one.opened]
    if month.evidence.has("incidents"):
        rows.append(_row(OPEN, value=Decimal(open_incidents(whole, month.period.to_s))))
    if month.evidence.has("changes") and not results_untold(whole).whole:
        rows.append(_row(SUCCESSFUL, value=Decimal(count_carried_out(whole).successful)))
    if timely := in_time(whole):
        rows.append(_row(IN_TIME, value=timely.figure.to(2)))
    for use in use_per_period(whole, (month.period,))[0].values():
        rows.append(_row(metric_subject(use.metric), value=use.figure))
    return rows
