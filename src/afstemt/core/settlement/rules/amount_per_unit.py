"""A fixed amount for each unit past the limit."""

from pydantic import Field

from afstemt.core.settlement.counting import count_units, shown_steps, unit_words
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
    lines = []
    for result in breach.results:
        if result.state != "missed":
            continue
        count = parameters.chosen
        if count is None:
            raise breach.open("count")
        counted = count_units(breach, result, parameters.unit, parameters.size, count)
        units = sum(one.units for one in counted)
        if not units:
            continue
        each = Money(parameters.amount, breach.terms.currency)
        amount = each.times(units * breach.share, settlement.decimals, settlement.rounding)
        words = unit_words(parameters.unit, parameters.size, count)
        step = Step(
            _("Beløb pr. {unit}").format(unit=words),
            f"{units} × {price(each)}{breach.share_words}",
            money(amount, settlement.decimals),
            breach.clause,
        )
        lines.append(
            breach.line(result.population, amount=amount, steps=(*shown_steps(counted, words), step))
        )
    return tuple(lines)


RULE = Rule(
    name="amount_per_unit",
    title="Fast beløb pr. enhed over grænsen",
    parameters=Parameters,
    unit=lambda parameters: parameters.unit,
    apply=apply,
    counts_events=counts_events,
)
