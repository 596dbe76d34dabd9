"""Stated key figures (oplyst): a line for each level and population of the terms in force, and what stands for it."""

from dataclasses import dataclass

from afstemt.core.measurement.registry import kind_of
from afstemt.core.terms.model.contract import Contract as Terms
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.units.figure import Unit
from afstemt.core.units.period import Period
from afstemt.web.contracts.models import Contract
from afstemt.web.evidence import queries
from afstemt.web.evidence.store import evidence_of


@dataclass(frozen=True)
class Line:
    """One figure that can be stated.

    Attributes:
        level, population, title: As the terms call them; ``population`` is empty for a level without several.
        period: What it is judged over, as ``2026-10`` or ``2026-Q4``.
        unit: The figure's unit, as ``core.units.figure.Unit`` names it.
        decimals: Decimals it is shown with; None where the terms do not say.
        own: The level as the terms have it.
    """

    level: str
    population: str
    title: str
    period: str
    unit: Unit
    decimals: int | None
    own: ServiceLevel


@dataclass(frozen=True)
class Stated:
    """One figure as it was keyed in. Numbers are text as the person wrote them."""

    value: str = ""
    numerator: str = ""
    denominator: str = ""
    basis: str = ""

    @property
    def empty(self) -> bool:
        """Whether no number stands in it."""
        return not (self.value.strip() or self.numerator.strip() or self.denominator.strip())


def lines_of(terms: Terms, period: Period) -> tuple[Line, ...]:
    """Return a line for each figure of the period, in the terms' order."""
    found = []
    for level in terms.levels_in(period):
        unit = kind_of(level).unit_of(level.parameters) or "count"
        for population in level.populations:
            title = " · ".join(part for part in (level.title, population.title or population.id) if part)
            found.append(
                Line(
                    level.id,
                    population.id,
                    title,
                    level.judged_over(period).code,
                    unit,
                    level.decimals,
                    level,
                )
            )
    return tuple(found)


def standing_figures(contract: Contract, terms: Terms, period: Period) -> dict[tuple[str, str], Stated]:
    """Return the figures that are stated and confirmed for the period, as they were given."""
    holding = [one for one in queries.confirmed(contract) if "stated_values" in one.extents]
    if not holding:
        return {}
    frame = evidence_of(holding, ["stated_values"]).table("stated_values").collect()
    wanted = {(line.level, line.population): line.period for line in lines_of(terms, period)}
    found = {}
    for row in frame.iter_rows(named=True):
        place = (row["level"], row["population"] or "")
        if wanted.get(place) in (row["period"], None) or not row["period"]:
            found[place] = Stated(
                row["value"].replace(".", ","),
                "" if row["numerator"] is None else str(row["numerator"]),
                "" if row["denominator"] is None else str(row["denominator"]),
                row["basis"] or "",
            )
    return found
