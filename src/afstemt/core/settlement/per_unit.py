"""What the rules per unit share: each missed population's units past its limit, and the line of points for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from afstemt.core.settlement.counting import Count, count_units, shown_steps, unit_words
from afstemt.core.settlement.rule import Breach
from afstemt.core.settlement.settlement import SettlementLine
from afstemt.core.terms.model.miss_units import Unit
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _


@dataclass(frozen=True)
class MissedUnits:
    """How many whole units a missed population is past its limit: in words what a unit is, the sum, and its steps."""

    population: str
    words: str
    total: int
    steps: tuple[Step, ...]


def missed_units(breach: Breach, unit: Unit, size: Decimal, count: Count | None) -> Iterator[MissedUnits]:
    """Yield the units of each missed population that has any, for a rule that charges them by their number.

    Raises:
        Unsettled: ``count`` is open, or the level's figure has nothing in that unit.
    """
    for result in breach.results:
        if result.state != "missed":
            continue
        if count is None:
            raise breach.open("count")
        counted = count_units(breach, result, unit, size, count)
        total = sum(one.units for one in counted)
        if total:
            words = unit_words(unit, size, count)
            yield MissedUnits(result.population, words, total, shown_steps(counted, words))


def points_line(breach: Breach, missed: MissedUnits, points: Decimal, what: str) -> SettlementLine:
    """Return the line of ``points`` for each unit; ``what`` says in words what they are for."""
    total = points * missed.total
    formula, result = f"{missed.total} × {number(points)}", f"{number(total)} {_('point')}"
    step = Step(what, formula, result, breach.clause)
    return breach.line(missed.population, points=total, steps=(*missed.steps, step))
