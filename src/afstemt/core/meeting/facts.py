"""What the stability score is made of: plain counts over the periods since the last meeting."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from afstemt.core.measurement.outcome import JUDGED_VERDICTS, Outcome
from afstemt.core.measurement.registry import kind_of
from afstemt.core.report.counts.changes import count_carried_out, results_untold, types_untold
from afstemt.core.report.counts.incidents import open_incidents, opened_significant
from afstemt.core.report.month import Month
from afstemt.core.report.parts import level_of, level_states


@dataclass(frozen=True, slots=True)
class StabilityFacts:
    """Counts over the periods since the last meeting. None where nothing was delivered to count.

    Attributes:
        periods: Number of periods, at least 1.
        levels_met, levels_missed: Verdicts on service levels, provisional ones left out.
        levels_reserved: Levels met with reservation, which are neither.
        availability_missed: Of the missed, those of availability; None when no level that watches it is judged.
        repeated: Of the missed, those missed in the period before too; None when no earlier verdict is known.
        significant: Significant incidents opened.
        backlog_before, backlog_after: Incidents open at the beginning and at the end.
        changes: Changes carried out; of them ``failed`` (or rolled back) and ``emergency``.
        penalty_share: Penalty in percent of the cap (of the base where there is no cap); None without a base.
        capped: Whether ``penalty_share`` is of a cap.
    """

    periods: int = 1
    levels_met: int = 0
    levels_missed: int = 0
    levels_reserved: int = 0
    availability_missed: int | None = None
    repeated: int | None = 0
    significant: int | None = None
    backlog_before: int | None = None
    backlog_after: int | None = None
    changes: int | None = None
    failed: int = 0
    emergency: int = 0
    penalty_share: Fraction | None = None
    capped: bool = True


def stability_facts(months: tuple[Month, ...]) -> StabilityFacts:
    """Return the counts over ``months``, oldest first, at least one."""
    states = [level_states(month) for month in months]
    all_states = [state for one in states for state in one.values()]
    watched = any(
        _watches(month, outcome) and outcome.state in JUDGED_VERDICTS
        for month in months
        for outcome in month.outcomes
    )
    incidents = all(month.evidence.has("incidents") for month in months)
    delivered = all(
        month.evidence.has("changes") and not results_untold(month).whole and not types_untold(month).whole
        for month in months
    )
    significant = [opened_significant(month) for month in months] if incidents else []
    changes = [count_carried_out(month) for month in months] if delivered else []
    share, capped = _penalty_share(months)
    return StabilityFacts(
        len(months),
        all_states.count("met"),
        all_states.count("missed"),
        all_states.count("reserved"),
        sum(len(_missed_availability(month)) for month in months) if watched else None,
        _repeated(months, states),
        sum(one or 0 for one in significant) if significant and None not in significant else None,
        open_incidents(months[0], months[0].period.from_s) if incidents else None,
        open_incidents(months[-1], months[-1].period.to_s) if incidents else None,
        sum(one.total for one in changes) if delivered else None,
        sum(one.failed for one in changes),
        sum(one.emergency for one in changes),
        share,
        capped,
    )


def _watches(month: Month, outcome: Outcome) -> bool:
    level = level_of(month, outcome)
    return level is not None and kind_of(level).watches_availability


def _missed_availability(month: Month) -> set[str]:
    return {
        outcome.level
        for outcome in month.outcomes
        if outcome.state == "missed" and not outcome.provisional and _watches(month, outcome)
    }


def _repeated(months: tuple[Month, ...], states: list[dict[str, str]]) -> int | None:
    """Return how many misses follow a miss of the same level in the period before; None without earlier verdicts."""
    repeats, known = 0, False
    for number, (month, own) in enumerate(zip(months, states, strict=True)):
        for level, state in own.items():
            outcome = month.outcome(level)
            if outcome is None:
                continue
            row = month.history.at(level, outcome.period.before().code)
            before = states[number - 1].get(level, "") if number and outcome.period == month.period else ""
            earlier = {before, row.state if row else ""}
            known = known or bool(earlier.intersection(JUDGED_VERDICTS))
            repeats += state == "missed" and "missed" in earlier
    return repeats if known else None


def _penalty_share(months: tuple[Month, ...]) -> tuple[Fraction | None, bool]:
    """Return the penalty in percent of the cap, or of the base without a cap, over all periods."""
    penalty = sum((month.settlement.penalty.amount for month in months), Decimal(0))
    base = sum((month.settlement.base.amount for month in months), Decimal(0))
    caps = [month.terms.settlement.cap_percent_period for month in months]
    if base <= 0:
        return None, True
    if any(cap is None for cap in caps):
        return Fraction(penalty) / Fraction(base) * 100, False
    highest = sum(
        (
            Fraction(month.settlement.base.amount) * Fraction(cap) / 100
            for month, cap in zip(months, caps, strict=True)
            if cap is not None
        ),
        Fraction(0),
    )
    return (Fraction(penalty) / highest * 100 if highest else None), True
