"""What the supplier has stated of a level (oplyst), beside or instead of what is calculated."""

from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.measurement.judge import judge
from afstemt.core.measurement.kind import AtWorst, Task, untold
from afstemt.core.measurement.outcome import Result
from afstemt.core.terms.model.levels import Population
from afstemt.core.units.figure import Figure, Unit


@dataclass(frozen=True)
class Stated:
    """One stated figure with its basis in the supplier's words, and the row it stands in.

    ``cases`` is its denominator, 0 when the supplier gave none.
    """

    figure: Figure
    basis: str
    cases: int
    row: pl.DataFrame


def stated(task: Task, population: Population, unit: Unit) -> Stated | None:
    """Return what was stated of a population in the task's period; the last row wins.

    A row without period or population holds for any; a value that is not a number gives None. In percent a
    row with numerator and denominator keeps its counts.
    """
    if not task.evidence.has("stated_values"):
        return None
    found = collect(
        task.evidence.table("stated_values").filter(
            pl.col("level") == task.level.id,
            pl.col("period").fill_null("").is_in(["", task.period.code]),
            pl.col("population").fill_null("").is_in(["", population.id]),
        )
    )
    if found.is_empty():
        return None
    row = found.row(-1, named=True)
    top, bottom = row["numerator"], row["denominator"]
    if unit == "percent" and top is not None and bottom is not None and bottom > 0:
        figure = Figure(int(top), int(bottom), unit)
    else:
        try:
            exact = Fraction(Decimal(row["value"]))
        except (InvalidOperation, TypeError, ValueError):
            return None
        exact = exact / 100 if unit == "percent" else exact
        figure = Figure(exact.numerator, exact.denominator, unit)
    return Stated(figure, row["basis"] or "", int(bottom or 0), found.tail(1))


USED = ("level", "value", "numerator", "denominator", "period", "population")
"""The columns of ``stated_values`` that a stated figure stands on."""


def lost_figures(task: Task) -> AtWorst:
    """Return the stated figures of the level and period that were lost: nobody can tell what they were."""
    lost = task.lost.get("stated_values")
    if lost is None:
        return AtWorst()
    others = [level.id for level in task.terms.service_levels if level.id != task.level.id]
    rows = lost.filter(
        ~pl.col("level").is_in(others).fill_null(value=False),
        pl.col("period").fill_null("").is_in(["", task.period.code]),
    )
    return untold(replace(task, lost={"stated_values": rows}))


def with_stated(
    task: Task, population: Population, result: Result, unit: Unit, at_least: bool = True
) -> Result:
    """Return the result with the supplier's own figure beside it, or judged on it when nothing was measured."""
    own = stated(task, population, unit)
    if own is None:
        return result
    if result.figure is None and result.state == "not_measured":
        cases = own.cases or task.level.minimum_cases
        level = task.level
        if level.few_cases == "carried_on":  # what is stated has no cases to carry on
            level = level.model_copy(update={"few_cases": "not_judged"})
        judged = judge(level, population, own.figure, cases=cases, at_least=at_least)
        return replace(judged, basis="stated", basis_note=own.basis, cases=own.cases, stated=own.figure)
    return replace(result, stated=own.figure, basis_note=own.basis)
