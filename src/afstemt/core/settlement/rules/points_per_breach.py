"""Points for each breach: each case past its limit, each population missed, or the level missed."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from afstemt.core.measurement.outcome import Result
from afstemt.core.settlement.counting import count_units
from afstemt.core.settlement.rule import Breach, Rule
from afstemt.core.settlement.settlement import SettlementLine
from afstemt.core.terms.model.open_points import Asks
from afstemt.core.terms.model.part import Part
from afstemt.core.terms.model.shared_fields import Points
from afstemt.core.terms.model.words import Choices, Word
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _


class Parameters(Part):
    """``points`` for each breach; ``per`` says what one breach is."""

    points: Points = Field(gt=0)
    """Points."""
    per: Annotated[
        Literal["case", "population", "level"] | None,
        Word("Point pr."),
        Choices({"case": "sag", "population": "gruppe af sager", "level": "hele servicemålet"}),
        Asks(
            "Hvad er én overtrædelse: hver sag over grænsen, hver kategori der ikke er opfyldt, eller "
            "servicemålet som helhed? Tre sager over grænsen kan koste pointene tre gange eller én gang.",
            (
                ("case", "hver sag over grænsen"),
                ("population", "hver kategori der ikke er opfyldt"),
                ("level", "servicemålet som helhed, én gang i perioden"),
            ),
        ),
    ] = None
    """What one breach is."""


def apply(breach: Breach) -> tuple[SettlementLine, ...]:
    """Return one line per missed population, or one for the level.

    Raises:
        Unsettled: Each case costs, and the figure has no cases.
    """
    parameters = breach.parameters
    assert isinstance(parameters, Parameters)
    missed = [result for result in breach.results if result.state == "missed"]
    if not missed:
        return ()
    if parameters.per is None:
        raise breach.open("per")
    if parameters.per == "level":
        return (_line(breach, parameters, "", 1),)
    if parameters.per == "population":
        return tuple(_line(breach, parameters, result.population, 1) for result in missed)
    return tuple(_line(breach, parameters, result.population, _cases(breach, result)) for result in missed)


def _cases(breach: Breach, result: Result) -> int:
    return sum(one.units for one in count_units(breach, result, "case", Decimal(1), "commenced"))


def _line(breach: Breach, parameters: Parameters, population: str, breaches: int) -> SettlementLine:
    points = parameters.points * breaches
    step = Step(
        _("Point pr. overtrædelse"),
        f"{breaches} × {number(parameters.points)}",
        f"{number(points)} {_('point')}",
        breach.clause,
    )
    return breach.line(population, points=points, steps=(step,))


RULE = Rule(
    name="points_per_breach",
    title="Point pr. overtrædelse",
    parameters=Parameters,
    points=True,
    apply=apply,
    counts_events=lambda parameters: parameters.per == "case",
)
