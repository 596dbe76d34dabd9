"""Minutes per point: between the calm and the troubled distribution, by the stability score (figure 3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from afstemt.core.terms.model.follow_up import AgendaPoint

CALM_FROM = 90
"""Score from which the meeting's time is distributed as in a calm period."""
TROUBLED_TO = 40
"""Score down from which it is distributed as in a troubled one; between the two it shifts evenly."""
STEP = 5
"""Minutes that points are rounded to, where the meeting is long enough to give each point one step twice over."""


@dataclass(frozen=True, slots=True)
class Share:
    """One point's percent of the meeting, calm and troubled."""

    id: str
    calm: int
    troubled: int


def trouble(score: int | None) -> Fraction:
    """Return 0 for calm, 1 for troubled, between them in proportion; a half when there is no score."""
    if score is None:
        return Fraction(1, 2)
    return min(max(Fraction(CALM_FROM - score, CALM_FROM - TROUBLED_TO), Fraction(0)), Fraction(1))


def minutes(
    shares: Sequence[Share], total: int, score: int | None, terms: Mapping[str, AgendaPoint] | None = None
) -> tuple[int, ...]:
    """Return whole minutes per point that add up to ``total``, in the order of ``shares``.

    Args:
        shares: Percentages; need not add to 100, only their proportion counts.
        total: The meeting's length in minutes, at least one a point.
        score: The stability score, or None.
        terms: The contract's own minutes for a point when calm and when troubled, in place of its percentage.

    Returns:
        Each point its proportion, at least one step; rounded by the largest remainder, and among equal
        remainders the earlier point first. Steps are 5 minutes where that divides ``total`` and gives at
        least two steps a point on average, else 1 minute.
    """
    weight = trouble(score)
    wanted = []
    for share in shares:
        own = (terms or {}).get(share.id, AgendaPoint())
        calm = Fraction(share.calm * total, 100) if own.calm_minutes is None else Fraction(own.calm_minutes)
        troubled = (
            Fraction(share.troubled * total, 100)
            if own.troubled_minutes is None
            else Fraction(own.troubled_minutes)
        )
        wanted.append(calm * (1 - weight) + troubled * weight)
    step = STEP if total % STEP == 0 and total >= 2 * STEP * len(shares) else 1
    return tuple(step * count for count in apportion(wanted, total // step))


def apportion(wanted: Sequence[Fraction], steps: int) -> tuple[int, ...]:
    """Return ``steps`` shared in proportion to ``wanted``, at least one each, by the largest remainder."""
    if steps < len(wanted):
        raise ValueError(f"{steps} steps cannot give {len(wanted)} points one each")
    whole = sum(wanted, Fraction(0))
    exact = [one * steps / whole if whole else Fraction(steps, len(wanted)) for one in wanted]
    given = [max(1, int(one)) for one in exact]
    order = range(len(wanted))
    while sum(given) < steps:
        given[max(order, key=lambda number: (exact[number] - given[number], -number))] += 1
    while sum(given) > steps:
        fullest = [number for number in order if given[number] > 1]
        given[min(fullest, key=lambda number: (exact[number] - given[number], -number))] -= 1
    return tuple(given)
