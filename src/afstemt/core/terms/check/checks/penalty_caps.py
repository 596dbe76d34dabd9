"""Penalties without a cap."""

from collections.abc import Iterator

from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.check.scope import Scope, point
from afstemt.core.terms.model.levels import Penalty
from afstemt.core.units.wording import _


def _is_bonus(scope: Scope, penalty: Penalty) -> bool:
    rule = scope.rule(penalty)
    return rule is not None and rule.bonus


def check(scope: Scope) -> Iterator[OpenPoint]:
    """Warn when neither the contract nor every rule of its own caps what a period can cost."""
    settlement = scope.terms.settlement
    if settlement.cap_percent_period is not None or settlement.cap_percent_rolling_year is not None:
        return
    uncapped = [
        (place, level)
        for place, level, penalty in scope.penalties()
        if penalty.cap_points is None and penalty.cap_percent is None and not _is_bonus(scope, penalty)
    ]
    if not uncapped:
        return
    names = ", ".join(dict.fromkeys(f"»{level.id}«" if level else "settlement" for _place, level in uncapped))
    yield point(
        "no-cap",
        "warning",
        "settlement.cap_percent_period",
        _(
            "Boden har intet loft, hverken pr. periode eller over 12 måneder: {names}. Skriv kontraktens loft, eller "
            "bekræft, at den ikke har noget."
        ).format(names=names),
        clause=settlement.clause,
        subject="settlement",
    )
