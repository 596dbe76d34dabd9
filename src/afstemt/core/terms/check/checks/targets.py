"""What a figure is held against: a target or a limit that is missing, so that nothing can be missed."""

from collections.abc import Iterator

from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.check.scope import Scope, point
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.units.wording import _


def check(scope: Scope) -> Iterator[OpenPoint]:
    """Ask for the target and the limit of each population whose kind needs them."""
    for place, level in scope.levels():
        for index, population in enumerate(level.populations):
            name = f" ({population.id})" if population.id else ""
            if scope.needs(level, "target") and population.target is None:
                yield point(
                    "target",
                    "blocks",
                    f"{place}.populations[{index}].target",
                    _(
                        "Hvad er målet{name}? Uden target kan tallet ikke bedømmes, og servicemålet ville være "
                        "opfyldt, hvad tallet end er."
                    ).format(name=name),
                    clause=population.clause or level.clause,
                    subject=level.id,
                )
            if population.limit is None and scope.needs(level, "limit") and not _own_date(level):
                yield point(
                    "limit",
                    "blocks",
                    f"{place}.populations[{index}].limit",
                    _(
                        "Hvad er fristen{name}? Uden limit kan ingen sag bedømmes, for ingen ved, hvornår den er "
                        "for sen."
                    ).format(name=name),
                    clause=population.clause or level.clause,
                    subject=level.id,
                )


def _own_date(level: ServiceLevel) -> bool:
    """Return whether a case may have a due time of its own, as a deliverable may."""
    return bool(getattr(level.parameters, "due_at", False))
