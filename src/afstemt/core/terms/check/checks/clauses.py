"""What cannot be found in the contract again: levels and binding deadlines without a clause."""

from collections.abc import Iterator

from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.check.scope import Scope, point
from afstemt.core.units.wording import _


def check(scope: Scope) -> Iterator[OpenPoint]:
    """Warn of levels without clause and of deadlines said to stand in the contract without saying where."""
    for place, level in scope.levels():
        if not level.clause:
            yield point(
                "no-clause",
                "warning",
                f"{place}.clause",
                _(
                    "Servicemålet henviser ikke til kontrakten. Skriv punktet i clause, så begge parter kan slå det op."
                ),
                subject=level.id,
            )
    for index, deadline in enumerate(scope.terms.framework.deadlines):
        if deadline.binding and not deadline.clause:
            yield point(
                "no-clause",
                "warning",
                f"framework.deadlines[{index}].clause",
                _(
                    "Fristen »{what}« er bindende, men har ingen kilde. Skriv punktet i clause, eller sæt source = "
                    '"wish": uden et krav er leverandøren ikke forpligtet.'
                ).format(what=deadline.what),
                subject="framework",
            )
