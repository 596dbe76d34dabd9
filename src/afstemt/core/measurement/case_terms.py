"""Which terms judge a case: those in force when its time began to run, in every part and month that takes it up.

So a case has one due time, whenever the terms change, and is judged in exactly one part.
"""

from dataclasses import dataclass

from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.period import instant

_SHOWN = {
    "title",
    "clause",
    "penalties",
    "decimals",
    "judge",
    "rounding",
    "minimum_cases",
    "few_cases",
    "target",
    "expected",
}
"""What of a level and its populations says nothing of whether one case is late, or where it counts."""


@dataclass(frozen=True)
class Span:
    """Cases whose time began while a level was judged alike.

    Attributes:
        terms, level: What judges them: the last version that does so alike.
        since_s: The first UTC second of them; None for every earlier one.
        until_s: The first that is no longer of them; None for every later one.
    """

    terms: Terms
    level: ServiceLevel
    since_s: int | None
    until_s: int | None


def spans(contract: Contract, terms: Terms, level: ServiceLevel) -> tuple[Span, ...]:
    """Return whose terms judge a level's cases in a part under ``terms``, the part's own last.

    Cases that began before there was such a level, or while it had populations that it has no more, are judged by the
    first version that can.
    """
    runs: list[tuple[Terms, ServiceLevel]] = []
    begins: list[int | None] = []
    ids = {population.id for population in level.populations}
    for version in contract.versions:
        if version.in_force_from > terms.in_force_from:
            break
        own = level if version is terms else _level(version, level)
        if own is None or not {population.id for population in own.populations} <= ids:
            continue
        if runs and _alike(*runs[-1], version, own):
            runs[-1] = (version, own)
            continue
        runs.append((version, own))
        begins.append(instant(version.in_force_from, terms.zone) if begins else None)
    if not runs:
        return (Span(terms, level, None, None),)
    return tuple(
        Span(*run, since, until) for run, since, until in zip(runs, begins, [*begins[1:], None], strict=True)
    )


def _level(terms: Terms, level: ServiceLevel) -> ServiceLevel | None:
    return next((one for one in terms.service_levels if one.id == level.id and one.kind == level.kind), None)


def _alike(one: Terms, level: ServiceLevel, other: Terms, other_level: ServiceLevel) -> bool:
    """Return whether a case is judged alike under both."""
    return _judging(level) == _judging(other_level) and all(
        getattr(one, name) == getattr(other, name) for name in ("calendars", "tickets", "systems", "zone")
    )


def _judging(level: ServiceLevel) -> dict[str, object]:
    fields = level.model_dump(exclude=_SHOWN | {"populations"})
    return fields | {"populations": [one.model_dump(exclude=_SHOWN) for one in level.populations]}
