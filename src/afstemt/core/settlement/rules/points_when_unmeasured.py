"""Points for a level that the supplier did not report: an unreported level counts as missed."""

from pydantic import Field

from afstemt.core.settlement.rule import Breach, Rule
from afstemt.core.settlement.settlement import SettlementLine
from afstemt.core.terms.model.part import Part
from afstemt.core.terms.model.shared_fields import Points
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _


class Parameters(Part):
    """``points`` for each population that was not measured."""

    points: Points = Field(gt=0)
    """Points."""


def apply(breach: Breach) -> tuple[SettlementLine, ...]:
    """Return one line per population without a measurement; none where only the product is why it has none."""
    parameters = breach.parameters
    assert isinstance(parameters, Parameters)
    losses = breach.outcome.losses
    if losses and all(loss.own for loss in losses):
        return ()
    return tuple(
        breach.line(
            result.population,
            points=parameters.points,
            steps=(
                Step(
                    _("Servicemålet er ikke målt og tæller som ikke opfyldt"),
                    result.reason,
                    f"{number(parameters.points)} {_('point')}",
                    breach.clause,
                ),
            ),
        )
        for result in breach.results
        if result.state == "not_measured"
    )


RULE = Rule(
    name="points_when_unmeasured",
    title="Point for servicemål, der ikke er målt",
    parameters=Parameters,
    points=True,
    apply=apply,
)
