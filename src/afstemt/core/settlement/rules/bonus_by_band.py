"""A bonus by the band that the figure falls in: a percentage of the base, or a fixed amount."""

from dataclasses import replace
from typing import Annotated

from pydantic import Field, model_validator

from afstemt.core.settlement.bands import BANDS, Band, band_of, shown_value, sign_of
from afstemt.core.settlement.rule import Breach, Rule
from afstemt.core.settlement.settlement import SettlementLine
from afstemt.core.terms.model.part import Part
from afstemt.core.terms.model.shared_fields import Amount, Percent
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import exact_percent, money, price
from afstemt.core.units.money import Money
from afstemt.core.units.wording import _


class BonusBand(Band):
    """A band and its bonus: exactly one of ``percent`` (of the base) and ``amount``."""

    percent: Percent | None = Field(default=None, ge=0)
    """Percent of the base, or"""
    amount: Amount | None = Field(default=None, ge=0)
    """an amount in the contract's currency."""

    @model_validator(mode="after")
    def _one_of_them(self) -> "BonusBand":
        if (self.percent is None) == (self.amount is None):
            raise ValueError(_("et bonusbånd har enten percent eller amount"))
        return self


class Parameters(Part):
    """``bands`` in any order; a value outside them all gives no bonus."""

    bands: Annotated[tuple[BonusBand, ...], BANDS] = Field(min_length=1)
    """The first that holds the judged figure counts."""


def apply(breach: Breach) -> tuple[SettlementLine, ...]:
    """Return one bonus line per population in a band; none for a population that missed its target.

    One that is met with reservation has its line shown, and it does not count: what was lost could turn it.
    """
    parameters = breach.parameters
    assert isinstance(parameters, Parameters)
    lines = []
    for result in breach.results:
        if result.state == "missed":
            continue
        band = band_of(breach, result, parameters.bands, gaps=True)
        if band is None:
            continue
        settlement = breach.terms.settlement
        if band.percent is not None:
            amount = breach.percent_of_base(band.percent)
            formula = f"{money(breach.base)} × {exact_percent(band.percent)}"
            before = breach.base_steps
        else:
            assert band.amount is not None
            amount = Money(band.amount, breach.terms.currency).times(
                breach.share, settlement.decimals, settlement.rounding
            )
            formula = price(Money(band.amount, breach.terms.currency))
            before = ()
        formula += breach.share_words
        if not amount.amount:
            continue
        step = Step(
            _("Bonus: {value} er i båndet {band}").format(
                value=shown_value(breach, result), band=band.words() + sign_of(result)
            ),
            formula,
            money(amount, settlement.decimals),
            breach.clause,
        )
        line = breach.line(result.population, amount=amount, kind="bonus", steps=(*before, step))
        lines.append(_withheld(line) if result.state == "reserved" else line)
    return tuple(lines)


def _withheld(line: SettlementLine) -> SettlementLine:
    step = Step(_("Ingen bonus, så længe servicemålet er opfyldt med forbehold"), clause=line.clause)
    return replace(line, counts=False, steps=(*line.steps, step))


RULE = Rule(
    name="bonus_by_band",
    title="Bonus efter bånd",
    parameters=Parameters,
    percent=lambda parameters: any(band.percent is not None for band in parameters.bands),
    bonus=True,
    apply=apply,
)
