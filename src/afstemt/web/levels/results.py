"""Keeping a calculated month's results beside the report made of it."""

from collections.abc import Sequence
from decimal import Decimal

from afstemt.core.measurement.outcome import Outcome, Result, State
from afstemt.core.report.losses import loss_text
from afstemt.core.report.misses import misses
from afstemt.core.report.month import Month
from afstemt.core.report.parts import level_of, outcomes
from afstemt.core.report.words import decimals_of, population_title, unit_of
from afstemt.core.units.wording import speaking
from afstemt.files.catalogues import catalogue
from afstemt.web.levels.models import LevelResult
from afstemt.web.periods.models import ReportVersion


def enter_results(version: ReportVersion, results: Sequence[LevelResult]) -> list[LevelResult]:
    """Keep results as rows of the report, in its own transaction; ``results_of`` has made them before it began.

    Returns:
        The rows, in the report's order.
    """
    for row in results:
        row.version, row.period = version, version.period
    return LevelResult.objects.bulk_create(results)


def results_of(month: Month) -> list[LevelResult]:
    """Return the month's results, not kept yet, in Danish: the report's language, whoever asks for it."""
    with speaking("da", catalogue("da")):
        return _rows(month)


def _rows(month: Month) -> list[LevelResult]:
    why = iter(misses(month))
    costs = _points(month)
    rows: list[LevelResult] = []
    for outcome in outcomes(month):
        for number, result in enumerate(outcome.results):
            level = level_of(month, outcome)
            missed = next(why).why if result.state == "missed" else ""
            own = costs.pop((outcome.level, result.population, outcome.part.first), Decimal(0))
            if number == 0:  # what a rule counts for the level as a whole stands at its first group
                own += costs.pop((outcome.level, None, outcome.part.first), Decimal(0))
            rows.append(
                LevelResult(
                    position=len(rows),
                    level=outcome.level[:200],
                    title=(level.title if level else outcome.level)[:300],
                    clause=(level.clause if level else "")[:300],
                    population=result.population[:200],
                    population_title=population_title(level, result)[:300],
                    from_day=outcome.part.first,
                    state=_state(outcome, result),
                    provisional=outcome.provisional,
                    value=str(result.figure.value) if result.figure else "",
                    target="" if result.target is None else str(result.target),
                    unit=unit_of(result, level),
                    decimals=decimals_of(level),
                    at_least=result.at_least,
                    points=own,
                    reason=missed or _why_no_verdict(month, outcome, result),
                )
            )
    return rows


def _state(outcome: Outcome, result: Result) -> State:
    """Return the group's state; where it is why the whole level is met with reservation, that."""
    return outcome.state if outcome.state == "reserved" and outcome.turns(result) else result.state


def _why_no_verdict(month: Month, outcome: Outcome, result: Result) -> str:
    if result.state == "met":
        return ""
    return loss_text(month, outcome) if outcome.turns(result) else result.reason or outcome.reason


def _points(month: Month) -> dict[tuple[str, str | None, object], Decimal]:
    """Return the points that count by level, group and first day; None for a group that has no result of its own."""
    groups = {
        (outcome.level, result.population, outcome.part.first)
        for outcome in outcomes(month)
        for result in outcome.results
    }
    found: dict[tuple[str, str | None, object], Decimal] = {}
    for line in month.settlement.lines:
        if not line.is_penalty or not line.points:
            continue
        key = (line.level, line.population, line.part.first)
        place = key if key in groups else (line.level, None, line.part.first)
        found[place] = found.get(place, Decimal(0)) + line.points
    return found
