"""Repeats: a level missed again in the following period has its points multiplied."""

from collections.abc import Sequence
from decimal import Decimal
from math import prod

from afstemt.core.evidence.history import History
from afstemt.core.settlement.item import Item
from afstemt.core.terms.model.contract import Contract
from afstemt.core.units.fault import Fault
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import number, period_name
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _


def repeated(
    items: Sequence[Item], contract: Contract, history: History
) -> tuple[tuple[Item, ...], tuple[Fault, ...]]:
    """Return the items with points of repeated misses multiplied, and where history does not reach.

    The multiplier is constant when ``repeat_max_multiplier`` is None; else each further period in a row
    multiplies again, up to it. Only points grow; a level counts as missed by its state in history. A period in which it
    is met with reservation is no miss and does not end a row of them: what was lost helps nobody.
    """
    changed: list[Item] = []
    faults: dict[str, Fault] = {}
    for item in items:
        settlement = item.breach.terms.settlement
        outcome = item.breach.outcome
        multiplier = settlement.repeat_multiplier
        if multiplier is None or not item.line.points or outcome.state != "missed":
            changed.append(item)
            continue
        before = outcome.period.before()
        if history.at(outcome.level, before.code) is None:
            if contract.versions[0].in_force_from < outcome.period.first:
                faults[outcome.level] = _unknown(outcome.level, before)
            changed.append(item)
            continue
        misses = misses_in_a_row(history, outcome.level, outcome.period)
        if not misses:
            changed.append(item)
            continue
        most = settlement.repeat_max_multiplier
        factors = [multiplier] * (1 if most is None else misses)
        formula = " × ".join(number(factor) for factor in (item.line.points, *factors))
        factor = prod(factors)
        if most is not None and factor > most:
            factor = most
            formula = _("{points} × {most}, den højeste faktor").format(
                points=number(item.line.points), most=number(most)
            )
        points = item.line.points * factor
        last, passed = _last_miss(history, outcome.level, outcome.period)
        what = _("Gentagelse: heller ikke opfyldt i {period}").format(period=period_name(last))
        if passed:
            text = _("{repeat} (derimellem opfyldt med forbehold: {periods})")
            what = text.format(repeat=what, periods=", ".join(period_name(one) for one in passed))
        step = Step(
            what,
            formula,
            f"{number(points)} {_('point')}",
            settlement.clause,
        )
        changed.append(item.with_points(Decimal(points), step))
    return tuple(changed), tuple(faults.values())


def misses_in_a_row(history: History, level: str, period: Period) -> int:
    """Return how many periods just before ``period`` the level was missed, without a break.

    Periods in which it is met with reservation are passed over.
    """
    back, count = 1, 0
    while (row := history.at(level, period.before(back).code)) and row.state in ("missed", "reserved"):
        count += row.state == "missed"
        back += 1
    return count


def _last_miss(history: History, level: str, period: Period) -> tuple[Period, list[Period]]:
    """Return the last period that the level was missed in before this, and those passed over between."""
    passed: list[Period] = []
    before = period.before()
    while (row := history.at(level, before.code)) and row.state == "reserved":
        passed.append(before)
        before = before.before()
    return before, passed


def _unknown(level: str, before: Period) -> Fault:
    text = _(
        "{level}: historikken har ingen række for {period}, så det er ikke undersøgt, om det er en gentagelse. "
        "Tilføj perioden i historikken."
    )
    message = text.format(level=level, period=period_name(before))
    return Fault("no-history", message, source="history", severity="note")
