"""A percentage of the charge by the tier that the figure falls below: service credits, an amount at once."""

from typing import Annotated, ClassVar

from pydantic import Field, field_validator

from afstemt.core.settlement.bands import judged_value, shown_value, sign_of
from afstemt.core.settlement.rule import Breach, Rule
from afstemt.core.settlement.settlement import SettlementLine
from afstemt.core.terms.model.part import Part
from afstemt.core.terms.model.shared_fields import Below, Percent
from afstemt.core.terms.model.words import Word
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import exact_percent, money, number
from afstemt.core.units.wording import _


class Tier(Part):
    """Below ``below`` (not included), ``percent`` of the charge."""

    known_by: ClassVar[tuple[str, ...]] = ("below",)

    below: Below
    """The figure is below this."""
    percent: Percent = Field(ge=0)
    """So many percent of the base."""


class Parameters(Part):
    """``tiers`` in any order; the lowest one that the judged value is below counts, alone."""

    tiers: Annotated[tuple[Tier, ...], Word("Trin i tabellen", one="Trin")] = Field(min_length=1)
    """The lowest tier the figure is below counts, alone."""

    @field_validator("tiers")
    @classmethod
    def _different(cls, tiers: tuple[Tier, ...]) -> tuple[Tier, ...]:
        if len({tier.below for tier in tiers}) < len(tiers):
            raise ValueError(_("to trin har samme grænse (below)"))
        return tiers


def apply(breach: Breach) -> tuple[SettlementLine, ...]:
    """Return one line per population below a tier."""
    parameters = breach.parameters
    assert isinstance(parameters, Parameters)
    lines = []
    for result in breach.results:
        judged = judged_value(breach, result)
        if judged is None:
            continue
        reached = [tier for tier in parameters.tiers if judged < tier.below]
        if not reached:
            continue
        tier = min(reached, key=lambda each: each.below)
        amount = breach.percent_of_base(tier.percent)
        step = Step(
            _("Procent af vederlaget: {value} er under {below}").format(
                value=shown_value(breach, result), below=number(tier.below) + sign_of(result)
            ),
            f"{money(breach.base)} × {exact_percent(tier.percent)}{breach.share_words}",
            money(amount, breach.terms.settlement.decimals),
            breach.clause,
        )
        lines.append(breach.line(result.population, amount=amount, steps=(*breach.base_steps, step)))
    return tuple(lines)


RULE = Rule(
    name="charge_percent_by_tier",
    title="Procent af vederlaget efter trin",
    parameters=Parameters,
    percent=True,
    apply=apply,
)
