"""Points for each unit past the limit: commenced percentage point, hour, working day ..."""

from pydantic import Field

from afstemt.core.settlement.per_unit import missed_units, points_line
from afstemt.core.settlement.rule import Breach, Rule
from afstemt.core.settlement.settlement import SettlementLine
from afstemt.core.settlement.unit_count import CountedUnits, counts_events
from afstemt.core.terms.model.shared_fields import Points
from afstemt.core.units.wording import _


class Parameters(CountedUnits):
    """``points`` for each unit past the limit."""

    points: Points = Field(gt=0)
    """Points."""


def apply(breach: Breach) -> tuple[SettlementLine, ...]:
    """Return one line per missed population, its points the units of all its cases times ``points``."""
    parameters = breach.parameters
    assert isinstance(parameters, Parameters)
    return tuple(
        points_line(breach, missed, parameters.points, _("Point pr. {unit}").format(unit=missed.words))
        for missed in missed_units(breach, parameters.unit, parameters.size, parameters.chosen)
    )


RULE = Rule(
    name="points_per_unit",
    title="Point pr. enhed over grænsen",
    parameters=Parameters,
    points=True,
    unit=lambda parameters: parameters.unit,
    apply=apply,
    counts_events=counts_events,
)
