"""Points for each working day that a case or deliverable is late."""

from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from afstemt.core.settlement.per_unit import missed_units, points_line
from afstemt.core.settlement.rule import Breach, Rule
from afstemt.core.settlement.settlement import SettlementLine
from afstemt.core.terms.model.miss_units import Unit
from afstemt.core.terms.model.part import Part
from afstemt.core.terms.model.shared_fields import Points
from afstemt.core.terms.model.words import Choices, Word
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
    return tuple(
        points_line(
            breach, missed, parameters.points, _("Point pr. {unit}s forsinkelse").format(unit=missed.words)
        )
        for missed in missed_units(breach, parameters.unit, Decimal(1), parameters.count)
    )


RULE = Rule(
    name="points_per_working_day_late",
    title="Point pr. arbejdsdags forsinkelse",
    parameters=Parameters,
    points=True,
    unit="working_day",
    apply=apply,
    counts_events=True,
)
