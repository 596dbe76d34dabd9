"""A closed month is read as it was closed: history's levels and money, whatever a recalculation comes to now."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import polars as pl

from afstemt.core.evidence.history import History, PastRow
from afstemt.core.measurement.outcome import Outcome, Result, State, worst
from afstemt.core.report.counts.changes import SUCCESSFUL
from afstemt.core.report.counts.incidents import OPEN, priority_subject
from afstemt.core.report.month import Month
from afstemt.core.report.parts import level_of
from afstemt.core.report.past import past_rows
from afstemt.core.report.words import figure_text, population_title, priority_title, state_word, unit_of
from afstemt.core.settlement.base import ENTITLED
from afstemt.core.settlement.settlement import Settlement
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.units.figure import Figure
from afstemt.core.units.formats import money, number, period_name
from afstemt.core.units.money import Money, rounded
from afstemt.core.units.wording import _


@dataclass(frozen=True)
class ClosedMonth:
    """A month as it stands.

    Attributes:
        month: Its levels and its penalty and bonus as history has them; as they are calculated where it has none.
        differences: What a recalculation comes to otherwise, in words.
        fee: What the parties closed it with, before corrections, where a recalculation comes to another; else None.
    """

    month: Month
    differences: tuple[str, ...] = ()
    fee: Money | None = None

    @property
    def notice(self) -> str:
        """That it is closed with other figures than a recalculation's; nothing where it is not."""
        if not self.differences:
            return ""
        text = _(
            "{period} er lukket, og historikkens tal gælder: {what}. Er genberegningen rigtig, rettes det med en "
            "efterregulering i den ældste åbne periode."
        )
        return text.format(period=period_name(self.month.period), what="; ".join(self.differences))


def as_closed(month: Month, history: History) -> ClosedMonth:
    """Return the month with what ``history`` says of it in place of what was calculated anew.

    Args:
        month: As it is calculated from what is delivered now.
        history: The latest that there is.
    """
    code = month.period.code
    told: list[str] = []
    outcomes = tuple(_outcomes(month, history, told))
    settlement, fee = _money(month, history, told)
    told += _counts(month, {row.subject: row for row in history.in_period(code)})
    closed = replace(month, outcomes=outcomes, settlement=settlement)
    return ClosedMonth(closed, tuple(told), fee)


def _outcomes(month: Month, history: History, told: list[str]) -> Iterator[Outcome]:
    """Yield each level's outcomes: one, of the whole period, where history says otherwise than they do together."""
    for level in dict.fromkeys(outcome.level for outcome in month.outcomes):
        own = [outcome for outcome in month.outcomes if outcome.level == level]
        last = own[-1]
        row = history.at(level, last.period.code)
        if last.provisional or row is None or not row.state:
            yield from own
            continue
        closed: State = row.state  # type: ignore[assignment]
        now = worst(outcome.state for outcome in own)
        found = [_result(month, history, last, result, row, now) for result in last.results]
        differs = [text for _kept, text in found if text]
        results = tuple(result for result, _text in found)
        if closed != now and not differs:
            text = _("{level} er {closed} (genberegnet: {now})")
            differs = [text.format(level=level, closed=state_word(closed), now=state_word(now))]
            # Which of its populations it was is not known.
            results = (
                Result("", closed, None, None, results[0].at_least, reason=_recalculated(state_word(now))),
            )
        if not differs:
            yield from own
            continue
        told += differs
        yield replace(
            last,
            part=last.period,
            state=closed,
            results=results,
            reason="",
            rows=pl.DataFrame(),
            steps=(),
            excluded=0,
            extra=(),
            losses=(),
            at_worst=None,
        )


def _result(
    month: Month, history: History, outcome: Outcome, result: Result, of_level: PastRow, now: State
) -> tuple[Result, str]:
    """Return a population's result as it was closed, and in words how it differs; nothing where it does not."""
    level = level_of(month, outcome)
    alone = len(outcome.results) == 1
    row = history.at(f"{outcome.level}/{result.population}", outcome.period.code) or (
        of_level if alone else None
    )
    if row is None:
        return result, ""
    was = now if alone else result.state
    state: State = row.state or was  # type: ignore[assignment]
    same = state == was and _agree(row.value, result.figure, level)
    figure = result.figure if same else None if row.value is None else _figure(row.value, result, level)
    kept = replace(
        result,
        state=state,
        figure=figure,
        judged=None,
        shortfall=Fraction(0),
        overruns=(),
        coverage=None,
        stated=None,
        at_worst=None,
    )
    if same:
        return replace(kept, reason=result.reason), ""
    recalculated = _said(was, result.figure, level)
    text = _("{level} er {closed} (genberegnet: {now})").format(
        level=" ".join(part for part in (outcome.level, population_title(level, result)) if part),
        closed=_said(state, figure, level),
        now=recalculated,
    )
    return replace(kept, reason=_recalculated(recalculated)), text


def _recalculated(now: str) -> str:
    return _("Som perioden er lukket. Genberegnet nu: {now}.").format(now=now)


def _agree(closed: Decimal | None, now: Figure | None, level: ServiceLevel | None) -> bool:
    """Return whether a figure is the closed one, to the decimals that were kept; none was kept of an unknown one."""
    if closed is None or now is None:
        return closed is None or now is not None
    places = max(0, -int(closed.as_tuple().exponent))
    return rounded(now.value, places, level.rounding if level else "half_up") == closed


def _figure(value: Decimal, result: Result, level: ServiceLevel | None) -> Figure:
    unit = unit_of(result, level)
    exact = Fraction(value) / (100 if unit == "percent" else 1)
    return Figure(exact.numerator, exact.denominator, unit)


def _said(state: State, figure: Figure | None, level: ServiceLevel | None) -> str:
    word = state_word(state)
    return (
        word
        if figure is None
        else _("{state} med {figure}").format(state=word, figure=figure_text(figure, level))
    )


def _money(month: Month, history: History, told: list[str]) -> tuple[Settlement, Money | None]:
    """Return the settlement as it was closed, and the fee where it was another than is calculated now."""
    code, now = month.period.code, month.settlement
    penalty, bonus, fee = (_amount(history.at(name, code), now) for name in ("penalty", "bonus", "fee"))
    if bonus is None and penalty is not None and fee is not None:
        bonus = Money(
            Decimal(0), now.penalty.currency
        )  # a month that leaves all its money leaves no bonus of none
    points = _points(history, code)
    entitled = month.remuneration.total(*ENTITLED)
    differs = [
        _("{what} er {closed} (genberegnet: {now})").format(
            what=what, closed=money(closed, 2), now=money(mine, 2)
        )
        for what, closed, mine in (
            (_("boden"), penalty, now.penalty),
            (_("bonussen"), bonus, now.bonus),
            (_("vederlaget"), fee, entitled),
        )
        if closed is not None and closed.amount != mine.amount
    ]
    other_fee = fee if fee is not None and fee.amount != entitled.amount else None
    if points is not None and points != now.points:
        text = _("der er {closed} point (genberegnet: {now})")
        differs.append(text.format(closed=number(points), now=number(now.points)))
    if not differs:
        return now, None
    told += differs
    kept = replace(
        now,
        lines=tuple(line for line in now.lines if line.kind == "correction"),
        penalty=now.penalty if penalty is None else penalty,
        bonus=now.bonus if bonus is None else bonus,
        points=now.points if points is None else points,
        base=other_fee if other_fee is not None and now.base.amount == entitled.amount else now.base,
        capped_by=now.capped_by if penalty is None or penalty.amount == now.penalty.amount else "",
        notices=tuple(one for one in now.notices if one.severity != "stop"),
        provisional=False,
    )
    return kept, other_fee


def _amount(row: PastRow | None, now: Settlement) -> Money | None:
    return None if row is None or row.amount is None else Money(row.amount, now.penalty.currency)


def _points(history: History, code: str) -> Decimal | None:
    rows = (history.at(name, code) for name in ("points", "penalty"))
    return next((row.points for row in rows if row is not None and row.points is not None), None)


def _counts(month: Month, closed: dict[str, PastRow]) -> list[str]:
    """Return the counts that the month left and that come to another now."""
    words = {OPEN: _("åbne incidents ved slutningen"), SUCCESSFUL: _("gennemførte ændringer")}
    words |= {
        priority_subject(one.id): _("åbnede incidents, {priority},").format(
            priority=priority_title(month, one.id)
        )
        for one in month.terms.priorities
    }
    known = {name: row.value for name, row in closed.items() if name in words and row.value is not None}
    if not known:
        return []
    now = {row.subject: row.value or Decimal(0) for row in past_rows(month)}
    text = _("{what} er {closed} (genberegnet: {now})")
    return [
        text.format(what=words[name], closed=number(value), now=number(now.get(name, Decimal(0))))
        for name, value in known.items()
        if value != now.get(name, Decimal(0))
    ]
