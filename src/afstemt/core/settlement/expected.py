"""The expected level: held at its minimum but not at what is expected, too often, is itself a default."""

from collections.abc import Sequence
from fractions import Fraction

from afstemt.core.evidence.history import History
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.follow_up import Threshold
from afstemt.core.terms.model.levels import Population, ServiceLevel
from afstemt.core.units.fault import Fault
from afstemt.core.units.wording import _


def expected_level_missed(
    contract: Contract, outcomes: Sequence[Outcome], history: History
) -> tuple[Fault, ...]:
    """Return a notice for each level that reached a threshold ``expected_level_missed`` of the framework.

    A period counts when the minimum (``target``) was met and the expected level was not. Earlier periods
    are read from history by the level's figure; with several populations the first with an expected level.
    """
    faults: dict[str, Fault] = {}
    for outcome in outcomes:
        found = contract.ruling_level(outcome.level, outcome.part)
        if found is None or outcome.provisional:
            continue
        terms, level = found
        population = next((one for one in level.populations if one.expected is not None), None)
        if population is None:
            continue
        for threshold in terms.framework.thresholds:
            if threshold.measure != "expected_level_missed":
                continue
            count = _count(outcome, level, population, history, threshold.periods)
            if count >= threshold.value:
                faults[level.id] = _notice(level, count, threshold)
    return tuple(faults.values())


def _count(
    outcome: Outcome, level: ServiceLevel, population: Population, history: History, periods: int
) -> int:
    result = next((one for one in outcome.results if one.population == population.id), None)
    at_least = result.at_least if result else True
    values = [result.judged if result else None]
    for step in range(1, periods):
        row = history.at(level.id, outcome.period.before(step).code)
        values.append(Fraction(row.value) if row is not None and row.value is not None else None)
    return sum(1 for value in values if value is not None and _between(value, population, at_least))


def _between(value: Fraction, population: Population, at_least: bool) -> bool:
    assert population.expected is not None
    expected = Fraction(population.expected)
    short = value < expected if at_least else value > expected
    if population.target is None:
        return short
    minimum = Fraction(population.target)
    return short and (value >= minimum if at_least else value <= minimum)


def _notice(level: ServiceLevel, count: int, threshold: Threshold) -> Fault:
    text = _(
        "{level}: det forventede niveau er ikke nået i {count} af de seneste {periods} perioder, selv om "
        "minimum er opfyldt. Det er i sig selv misligholdelse efter {clause}."
    )
    message = text.format(
        level=level.id,
        count=count,
        periods=threshold.periods,
        clause=threshold.clause or _("aftalen"),
    )
    return Fault("expected-level-missed", message, place=level.id, severity="note")
