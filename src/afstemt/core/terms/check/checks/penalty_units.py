"""Penalties per unit of something that the level's figure does not have: they would never cost anything."""

from collections.abc import Iterator

from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.check.scope import Scope, point
from afstemt.core.terms.model.levels import Population, ServiceLevel
from afstemt.core.terms.model.miss_units import unit_word
from afstemt.core.terms.model.vocabulary import answer
from afstemt.core.units.wording import _

TIME = ("hour", "minute")


def _has(scope: Scope, level: ServiceLevel, population: Population, unit: str) -> bool:
    """Return whether the population's result can be past its limit in the unit."""
    kind = scope.kind(level)
    figure = kind.unit_of(level.parameters) if kind else None
    if figure is None:
        return True
    if unit == "percentage_point":
        return figure == "percent" and population.target is not None
    if not scope.needs(level, "limit"):
        return figure == ("seconds" if unit in TIME else "count" if unit == "case" else "")
    if unit == "case":
        return True
    if population.limit is None:
        return unit in TIME
    return (population.limit.working_days is not None) == (unit == "working_day")


def check(scope: Scope) -> Iterator[OpenPoint]:
    """Ask again for the unit of a level's penalty where its population has nothing in that unit: hours of a
    limit in working days, percentage points without a target.
    """
    for place, level, penalty in scope.penalties():
        rule = scope.rule(penalty)
        unit = answer(rule.unit, penalty.parameters) if rule else ""
        if level is None or not unit:
            continue
        wrong = [
            population.id or level.id
            for population in level.populations
            if (not penalty.populations or population.id in penalty.populations)
            and not _has(scope, level, population, unit)
        ]
        if wrong:
            yield point(
                "penalty-unit",
                "blocks",
                f"{place}.parameters.unit",
                _(
                    "Boden tælles pr. {unit}, men {populations} har ingen overskridelse i den enhed, så den ville "
                    "aldrig koste noget. Procentpoint kræver et mål i procent, timer og minutter en frist i timer "
                    "eller minutter, arbejdsdage en frist i arbejdsdage. Ret enheden, eller sæt populations på reglen."
                ).format(unit=unit_word(unit), populations=", ".join(f"»{name}«" for name in wrong)),
                clause=penalty.clause or level.clause,
                subject=level.id,
            )
