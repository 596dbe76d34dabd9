"""A fixed amount for each unit past the limit."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field, model_validator

from afstemt.core.settlement.counting import Count, Unit, count_units, shown_steps, unit_words
from afstemt.core.settlement.rule import Breach, Rule
from afstemt.core.settlement.settlement import SettlementLine
from afstemt.core.terms.model import Part
from afstemt.core.terms.open_points import Asks
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import money
from afstemt.core.units.money import Money
from afstemt.core.units.wording import _


class Parameters(Part):
    """``amount`` for each ``size`` of ``unit``; ``count`` says which units count (None: open)."""

    amount: Decimal = Field(gt=0)
    unit: Unit
    size: Decimal = Field(default=Decimal(1), gt=0)
    count: Annotated[
        Count | None,
        Asks(
            "Hvilke enheder koster beløbet: hver påbegyndt, kun fulde, eller nærmeste hele? "
            "En overskridelse på 2 timer og 10 minutter er 3 påbegyndte timer, men 2 fulde.",
            (
                ("commenced", "hver påbegyndt enhed: 2 timer og 10 minutter er 3"),
                ("completed", "kun fulde enheder: 2 timer og 10 minutter er 2"),
                ("rounded", "nærmeste hele enhed: 2 timer og 10 minutter er 2"),
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
    """Return one line per missed population."""
    parameters = breach.parameters
    assert isinstance(parameters, Parameters)
    settlement = breach.terms.settlement
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
        each = Money(parameters.amount, breach.terms.currency)
        amount = each.times(units, settlement.decimals, settlement.rounding)
        step = Step(
            _("Beløb pr. {unit}").format(unit=unit_words(parameters.unit, parameters.size, count)),
            f"{units} × {money(each)}",
            money(amount, settlement.decimals),
            breach.clause,
        )
        lines.append(breach.line(result.population, amount=amount, steps=(*shown_steps(counted), step)))
    return tuple(lines)


RULE = Rule("amount_per_unit", "Fast beløb pr. enhed over grænsen", Parameters, apply)
