"""Points for each working day that a case or deliverable is late."""

from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from afstemt.core.settlement.counting import Unit, count_units, shown_steps, unit_words
from afstemt.core.settlement.rule import Breach, Rule
from afstemt.core.settlement.settlement import SettlementLine
from afstemt.core.terms.model.part import Part
from afstemt.core.terms.model.shared_fields import Points
from afstemt.core.terms.model.words import Choices, Word
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _


class Parameters(Part):
    """``points`` for each working day late: every day begun after the due time, or only full ones."""

    unit: ClassVar[Unit] = "working_day"
    points: Points = Field(gt=0)
    """Points."""
    count: Annotated[
        Literal["commenced", "completed"],
        Word("Enheder, der tæller"),
        Choices({"commenced": "hver påbegyndt", "completed": "kun fulde"}),
    ] = "commenced"
    """Every unit begun, only full ones, or the nearest whole."""


def apply(breach: Breach) -> tuple[SettlementLine, ...]:
    """Return one line per missed population."""
    parameters = breach.parameters
    assert isinstance(parameters, Parameters)
    lines = []
    for result in breach.results:
        if result.state != "missed":
            continue
        counted = count_units(breach, result, "working_day", Decimal(1), parameters.count)
        days = sum(one.units for one in counted)
        if not days:
            continue
        points = parameters.points * days
        words = unit_words(parameters.unit, Decimal(1), parameters.count)
        step = Step(
            _("Point pr. {unit}s forsinkelse").format(unit=words),
            f"{days} × {number(parameters.points)}",
            f"{number(points)} {_('point')}",
            breach.clause,
        )
        lines.append(
            breach.line(result.population, points=points, steps=(*shown_steps(counted, words), step))
        )
    return tuple(lines)


RULE = Rule(
    name="points_per_working_day_late",
    title="Point pr. arbejdsdags forsinkelse",
    parameters=Parameters,
    points=True,
    unit="working_day",
    apply=apply,
    counts_events=True,
)
