"""Levels of one kind that are rounded and judged differently."""

from collections import defaultdict
from collections.abc import Iterator

from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.check.scope import Scope, point
from afstemt.core.units.wording import _


def check(scope: Scope) -> Iterator[OpenPoint]:
    """Note a level whose rounding is not that of the first level of its kind."""
    kinds = defaultdict(list)
    for place, level in scope.levels():
        if level.judge is not None:
            kinds[level.kind].append((place, level))
    for levels in kinds.values():
        _first_place, first = levels[0]
        for place, level in levels[1:]:
            if (level.judge, level.decimals, level.rounding) != (first.judge, first.decimals, first.rounding):
                yield point(
                    "rounding-differs",
                    "note",
                    f"{place}.judge",
                    _(
                        "»{level}« afrundes og bedømmes anderledes end »{first}«, der måler det samme. Er det meningen?"
                    ).format(level=level.id, first=first.id),
                    clause=level.clause,
                    subject=level.id,
                )
