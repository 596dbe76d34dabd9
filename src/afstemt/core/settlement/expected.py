"""The expected level: held at its minimum but not at what is expected, too often, is itself a default."""

from collections.abc import Sequence
from fractions import Fraction

from afstemt.core.evidence.history import History
from afstemt.core.measurement.outcome import JUDGED_VERDICTS, Outcome
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.follow_up import Threshold
from afstemt.core.terms.model.levels import Population, ServiceLevel
from afstemt.core.units.fault import Fault
from afstemt.core.units.formats import period_name
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _


def expected_level_missed(
    contract: Contract, outcomes: Sequence[Outcome], history: History
) -> tuple[Fault, ...]:
    """Return a notice for each level that reached a threshold ``expected_level_missed`` of the framework.

    A period counts when the minimum (``target``) was met and the expected level was not. Earlier periods
    are read from history by the population's figure; with several populations the first with an expected level. Where
    history lacks periods that could reach the threshold, that is said.
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
            count, unknown = _count(contract, outcome, level, population, history, threshold.periods)
            if count >= threshold.value:
                faults[level.id] = _notice(level, count, threshold)
            elif count and count + len(unknown) >= threshold.value:
                faults[level.id] = _unknown(level, unknown)
    return tuple(faults.values())


def _count(
    contract: Contract,
    outcome: Outcome,
    level: ServiceLevel,
    population: Population,
    history: History,
    periods: int,
) -> tuple[int, list[Period]]:
    """Return how many of the periods count, and those of which history has no figure, the latest first."""
    result = next((one for one in outcome.results if one.population == population.id), None)
    at_least = result.at_least if result else True
    values = [result.judged if result else None]
    alone, unknown = len(level.populations) == 1, list[Period]()
    for step in range(1, periods):
        before = outcome.period.before(step)
        row = history.of_population(level.id, population.id, before.code, alone=alone)
        values.append(Fraction(row.value) if row is not None and row.value is not None else None)
        silent = row is None or (row.value is None and row.state in JUDGED_VERDICTS)
        if silent and before.last >= contract.versions[0].in_force_from:
            unknown.append(before)
    count = sum(1 for value in values if value is not None and _between(value, population, at_least))
    return count, unknown


def _between(value: Fraction, population: Population, at_least: bool) -> bool:
    assert population.expected is not None
    expected = Fraction(population.expected)
    short = value < expected if at_least else value > expected
    if population.target is None:
        return short
    minimum = Fraction(population.target)
    return short and (value >= minimum if at_least else value <= minimum)


def _unknown(level: ServiceLevel, lacking: Sequence[Period]) -> Fault:
    text = _(
        "{level}: historikken har intet tal for {periods}, så det er ikke undersøgt, om det forventede niveau er "
        "forfejlet for ofte. Tilføj perioderne i historikken."
    )
    message = text.format(level=level.id, periods=", ".join(period_name(one) for one in lacking))
    return Fault("no-history", message, place=level.id, source="history", severity="note")


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
