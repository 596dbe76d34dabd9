"""Points for each contact or task that was not registered, so that the level could not be measured."""

from decimal import Decimal, InvalidOperation

import polars as pl
from pydantic import Field

from afstemt.core.evidence.decisions import UNREGISTERED, in_effect
from afstemt.core.evidence.evidence import collect
from afstemt.core.settlement.rule import Breach, Rule, Unsettled
from afstemt.core.settlement.settlement import SettlementLine
from afstemt.core.terms.model.part import Part
from afstemt.core.terms.model.shared_fields import Points
from afstemt.core.units.fault import Fault
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _


class Parameters(Part):
    """``points`` for each contact or task not registered.

    They are named by decisions of kind ``unregistered`` for the level: one row each, or one row with their
    number in ``value``; ``period`` is the period's code, else the decision's time places it.
    """

    points: Points = Field(gt=0)
    """Points."""


def apply(breach: Breach) -> tuple[SettlementLine, ...]:
    """Return one line for the level, whatever its state: what is not registered is not in the figure."""
    parameters = breach.parameters
    assert isinstance(parameters, Parameters)
    count = _unregistered(breach)
    if not count:
        return ()
    points = parameters.points * count
    step = Step(
        _("Henvendelser og opgaver, der ikke er registreret"),
        f"{number(count)} × {number(parameters.points)}",
        f"{number(points)} {_('point')}",
        breach.clause,
    )
    return (breach.line("", points=points, steps=(step,)),)


def _unregistered(breach: Breach) -> Decimal:
    part = breach.outcome.part
    code = pl.col("period").fill_null("")
    at = pl.col("from_s").fill_null(pl.col("at_s"))
    inside = (at >= part.from_s) & (at < part.to_s)
    named = code.is_in(breach.outcome.period.codes)
    if part != breach.outcome.period:
        named = named & (inside | (pl.col("from_s").is_null() & (part.end == breach.outcome.period.end)))
    rows = collect(
        in_effect(breach.evidence)
        .filter(
            pl.col("kind") == UNREGISTERED.name,
            pl.col("level") == breach.level.id,
            pl.when(code == "").then(inside).otherwise(named),
        )
        .select("value", "row_no")
    )
    total = Decimal(0)
    for value, row_no in rows.iter_rows():
        try:
            number_of = Decimal(value or "1")
        except InvalidOperation:
            number_of = Decimal(-1)
        if number_of < 0 or number_of != number_of.to_integral_value():
            raise Unsettled(
                Fault(
                    "bad-count",
                    _(
                        "Beslutningen »unregistered« for {level} har værdien »{value}«; der ventes "
                        "et helt antal. Ret kolonnen value, eller lad den være tom for én henvendelse."
                    ).format(level=breach.level.id, value=value),
                    source="decisions",
                    row=row_no,
                    column="value",
                )
            )
        total += number_of
    return total


RULE = Rule(
    name="points_per_unregistered",
    title="Point pr. ikke registreret henvendelse",
    parameters=Parameters,
    points=True,
    apply=apply,
    counts_events=True,
)
