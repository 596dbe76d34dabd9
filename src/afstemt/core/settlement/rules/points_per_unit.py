"""Points for each unit past the limit: commenced percentage point, hour, working day ..."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field, model_validator

from afstemt.core.settlement.counting import Count, Unit, count_units, shown_steps, unit_words
from afstemt.core.settlement.rule import Breach, Rule
from afstemt.core.settlement.settlement import SettlementLine
from afstemt.core.terms.model import Part
from afstemt.core.terms.open_points import Asks
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _


class Parameters(Part):
    """``points`` for each ``size`` of ``unit`` past the limit; ``count`` says which units count (None: open).

    Time units count each case's overrun by itself; a percentage counts its shortfall.
    """

    points: Decimal = Field(gt=0)
    unit: Unit
    size: Decimal = Field(default=Decimal(1), gt=0)
    count: Annotated[
        Count | None,
        Asks(
            "Hvilke enheder tæller? Står der »pr. påbegyndt procentpoint«, er 8,2 procentpoint under "
            "målet 9 point efter ordene, men bilagets eget eksempel kan regne dem som 8 point. "
            "Valget afgør boden.",
            (
                ("commenced", "hver påbegyndt enhed: 8,2 tæller som 9"),
                ("completed", "kun fulde enheder: 8,2 og 8,9 tæller som 8"),
                ("rounded", "nærmeste hele enhed: 8,2 tæller som 8, og 8,5 som 9"),
            ),
            when=lambda parameters: parameters.unit != "case",
        ),
    ] = None

    @model_validator(mode="after")
    def _days_are_whole(self) -> "Parameters":
        if self.unit == "working_day" and self.count == "rounded":
            raise ValueError(_("arbejdsdage tælles som commenced eller completed, ikke rounded"))
        return self


def apply(breach: Breach) -> tuple[SettlementLine, ...]:
    """Return one line per missed population, its points the units of all its cases times ``points``."""
    parameters = breach.parameters
    assert isinstance(parameters, Parameters)
    lines = []
    for result in breach.results:
        if result.state != "missed":
            continue
        count = parameters.count or ("commenced" if parameters.unit == "case" else None)
        if count is None:
            raise breach.open("count")
        counted = count_units(breach, result, parameters.unit, parameters.size, count)
        units = sum(one.units for one in counted)
        if not units:
            continue
        points = parameters.points * units
        step = Step(
            _("Point pr. {unit}").format(unit=unit_words(parameters.unit, parameters.size, count)),
            f"{units} × {number(parameters.points)}",
            f"{number(points)} {_('point')}",
            breach.clause,
        )
        lines.append(breach.line(result.population, points=points, steps=(*shown_steps(counted), step)))
    return tuple(lines)


RULE = Rule("points_per_unit", "Point pr. enhed over grænsen", Parameters, apply)
