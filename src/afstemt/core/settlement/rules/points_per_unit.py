"""Points for each unit past the limit: commenced percentage point, hour, working day ..."""

from pydantic import Field

from afstemt.core.settlement.counting import count_units, shown_steps, unit_words
from afstemt.core.settlement.rule import Breach, Rule
from afstemt.core.settlement.settlement import SettlementLine
from afstemt.core.settlement.unit_count import CountedUnits, counts_events
from afstemt.core.terms.model.shared_fields import Points
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _


class Parameters(CountedUnits):
    """``points`` for each unit past the limit."""

    points: Points = Field(gt=0)
    """Points."""


def apply(breach: Breach) -> tuple[SettlementLine, ...]:
    """Return one line per missed population, its points the units of all its cases times ``points``."""
    parameters = breach.parameters
    assert isinstance(parameters, Parameters)
    lines = []
    for result in breach.results:
        if result.state != "missed":
            continue
        count = parameters.chosen
        if count is None:
            raise breach.open("count")
        counted = count_units(breach, result, parameters.unit, parameters.size, count)
        units = sum(one.units for one in counted)
        if not units:
            continue
        points = parameters.points * units
        words = unit_words(parameters.unit, parameters.size, count)
        step = Step(
            _("Point pr. {unit}").format(unit=words),
            f"{units} × {number(parameters.points)}",
            f"{number(points)} {_('point')}",
            breach.clause,
        )
        lines.append(
            breach.line(result.population, points=points, steps=(*shown_steps(counted, words), step))
        )
    return tuple(lines)


RULE = Rule(
    name="points_per_unit",
    title="Point pr. enhed over grænsen",
    parameters=Parameters,
    points=True,
    unit=lambda parameters: parameters.unit,
    apply=apply,
    counts_events=counts_events,
)
