"""The verdict on an exact figure: rounding, target, minimum population. One place for all kinds."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from afstemt.core.measurement.outcome import Overrun, Result, State
from afstemt.core.terms.model.levels import Population, ServiceLevel
from afstemt.core.units.figure import Figure
from afstemt.core.units.money import rounded
from afstemt.core.units.wording import _

WHOLE = 100
"""Percent in which every case holds."""


def judge(
    level: ServiceLevel,
    population: Population,
    figure: Figure | None,
    *,
    cases: int,
    at_least: bool = True,
    any_number: bool = False,
    overruns: Sequence[Overrun] = (),
    coverage: Figure | None = None,
    reason: str = "",
) -> Result:
    """Return the result of one population.

    Args:
        level: Says decimals, rounding, whether the rounded or exact value is judged, and what few cases mean.
        population: Says the target; None means that every case must hold: no overruns, and no share below the whole.
        figure: None when nothing was measured; ``reason`` then says why.
        cases: Size of the population.
        at_least: True when the figure must reach the target, False when it must not pass it.
        any_number: True when ``cases`` is no population that the figure is a share of, so that few are not too few:
            no outages is a figure as good as any.
        overruns: Cases past their limit.
        coverage: Measured out of agreed time.
        reason: Why nothing was measured.
    """
    target = None if population.target is None else Fraction(population.target)
    result = Result(
        population.id,
        "not_measured",
        figure,
        target,
        at_least,
        overruns=overruns,
        cases=cases,
        coverage=coverage,
        reason=reason,
    )
    if figure is None:
        return result
    if not any_number and cases < level.minimum_cases and level.few_cases in ("not_judged", "carried_on"):
        text = (
            _("Færre end {minimum} tilfælde ({cases}): bedømmes ikke.")
            if level.few_cases == "not_judged"
            else _("Færre end {minimum} tilfælde ({cases}): føres videre til næste periode.")
        )
        return replace(
            result, state="not_judged", reason=text.format(minimum=level.minimum_cases, cases=cases)
        )
    judged = figure.value
    if level.judge == "rounded" and level.decimals is not None:
        judged = Fraction(rounded(judged, level.decimals, level.rounding))
    if target is None:
        whole = figure.unit != "percent" or figure.value == WHOLE
        state: State = "met" if whole and not overruns else "missed"
        return replace(result, state=state, judged=judged)
    shortfall = max(Fraction(0), target - judged if at_least else judged - target)
    return replace(result, state="missed" if shortfall else "met", judged=judged, shortfall=shortfall)
