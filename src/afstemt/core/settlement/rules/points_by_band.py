"""Points by the band that the figure falls in."""

from typing import Annotated

from pydantic import Field

from afstemt.core.settlement.bands import BANDS, Band, band_of, shown_value, sign_of
from afstemt.core.settlement.rule import Breach, Rule
from afstemt.core.settlement.settlement import SettlementLine
from afstemt.core.terms.model.part import Part
from afstemt.core.terms.model.shared_fields import Points
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _


class PointBand(Band):
    """A band and its points."""

    points: Points = Field(ge=0)
    """Points of the band."""


class Parameters(Part):
    """``bands`` in any order; the first that holds the judged value counts. In a gap there is no figure."""

    bands: Annotated[tuple[PointBand, ...], BANDS] = Field(min_length=1)
    """The first that holds the judged figure counts."""


def apply(breach: Breach) -> tuple[SettlementLine, ...]:
    """Return one line per population whose band has points."""
    parameters = breach.parameters
    assert isinstance(parameters, Parameters)
    lines = []
    for result in breach.results:
        band = band_of(breach, result, parameters.bands)
        if band is None or not band.points:
            continue
        step = Step(
            _("Point efter bånd"),
            _("{value} er i båndet {band}").format(
                value=shown_value(breach, result), band=band.words() + sign_of(result)
            ),
            f"{number(band.points)} {_('point')}",
            breach.clause,
        )
        lines.append(breach.line(result.population, points=band.points, steps=(step,)))
    return tuple(lines)


RULE = Rule(
    name="points_by_band",
    title="Point efter bånd",
    parameters=Parameters,
    points=True,
    apply=apply,
)
