"""Targets in percent of cases that one single case can break, and no rule for few cases."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import ceil

from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.check.scope import Scope, point
from afstemt.core.terms.model.levels import Population, ServiceLevel
from afstemt.core.units.formats import percent
from afstemt.core.units.wording import _

SHARE_FROM = Decimal(50)
"""A target from here to under 100 over cases is a share to reach. Lower ones are shares not to pass."""


def is_share(scope: Scope, level: ServiceLevel, population: Population) -> bool:
    """Return whether the population's target is a share of cases to reach."""
    target = population.target
    return scope.needs(level, "assign_by") and target is not None and SHARE_FROM <= target < 100


def break_even(target: Decimal) -> int:
    """Return the fewest cases at which one miss still reaches the target: 10 for 90 percent."""
    return ceil(1 / (1 - Fraction(target) / 100))


def _one_case(scope: Scope, place: str, level: ServiceLevel, population: Population) -> Iterator[OpenPoint]:
    assert population.target is not None
    needed = break_even(population.target)
    volume = scope.volumes.get(f"{level.id}/{population.id}", scope.volumes.get(level.id))
    judged = level.few_cases in (None, "judged")
    if not judged and level.minimum_cases >= needed:
        return
    shown = percent(population.target, max(0, -int(population.target.normalize().as_tuple().exponent)))
    name = f" ({population.id})" if population.id else ""
    if volume is None:
        yield point(
            "one-case",
            "note",
            place,
            _(
                "Med et mål på {target}{name} skal der være mindst {needed} sager, før målet "
                "tåler én overskridelse. Er der "
                "færre, afgør én sag målet. Overvej minimum_cases = {needed}."
            ).format(target=shown, name=name, needed=needed),
            clause=level.clause,
            subject=level.id,
        )
    elif volume < needed:
        yield point(
            "one-case",
            "warning",
            place,
            _(
                "Én sag kan bryde målet: der er {volume} sager i perioden, og et mål på {target}{name} tåler først én "
                "overskridelse ved {needed}. Overvej minimum_cases = {needed}, eller mål over et kvartal."
            ).format(volume=volume, target=shown, name=name, needed=needed),
            clause=level.clause,
            subject=level.id,
        )


def check(scope: Scope) -> Iterator[OpenPoint]:
    """Warn of a target that one case can break at the volume given (``afstemt check --volume "KPI 1=8"``, or
    ``"KPI 1/kategori 1-2=8"``).

    Note how many cases it takes to tolerate one miss, and shares without ``minimum_cases``.
    """
    for place, level in scope.levels():
        shares = [
            (index, population)
            for index, population in enumerate(level.populations)
            if is_share(scope, level, population)
        ]
        for index, population in shares:
            yield from _one_case(scope, f"{place}.populations[{index}].target", level, population)
        if shares and "minimum_cases" not in level.model_fields_set:
            yield point(
                "minimum_cases",
                "note",
                f"{place}.minimum_cases",
                _(
                    "Vilkårene siger ikke, hvor mange sager der skal til, før målet bedømmes. "
                    "Skriv minimum_cases = 0, hvis det altid bedømmes."
                ),
                clause=level.clause,
                subject=level.id,
            )
