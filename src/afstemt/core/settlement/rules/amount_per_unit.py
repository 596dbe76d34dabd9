"""A fixed amount for each unit past the limit."""

from pydantic import Field

from afstemt.core.settlement.per_unit import missed_units
from afstemt.core.settlement.rule import Breach, Rule
from afstemt.core.settlement.settlement import SettlementLine
from afstemt.core.settlement.unit_count import CountedUnits, counts_events
from afstemt.core.terms.model.shared_fields import Amount
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import money, price
from afstemt.core.units.money import Money
from afstemt.core.units.wording import _


class Parameters(CountedUnits):
    """``amount`` for each unit past the limit."""

    amount: Amount = Field(gt=0)
    """Amount in the contract's currency."""


def apply(breach: Breach) -> tuple[SettlementLine, ...]:
    """Return one line per missed population."""
    parameters = breach.parameters
    assert isinstance(parameters, Parameters)
    settlement = breach.terms.settlement
    each = Money(parameters.amount, breach.terms.currency)
    lines = []
    for missed in missed_units(breach, parameters.unit, parameters.size, parameters.chosen):
        amount = each.times(missed.total * breach.share, settlement.decimals, settlement.rounding)
        step = Step(
            _("Beløb pr. {unit}").format(unit=missed.words),
            f"{missed.total} × {price(each)}{breach.share_words}",
            money(amount, settlement.decimals),
            breach.clause,
        )
        lines.append(breach.line(missed.population, amount=amount, steps=(*missed.steps, step)))
    return tuple(lines)


RULE = Rule(
    name="amount_per_unit",
    title="Fast beløb pr. enhed over grænsen",
    parameters=Parameters,
    unit=lambda parameters: parameters.unit,
    apply=apply,
    counts_events=counts_events,
)
