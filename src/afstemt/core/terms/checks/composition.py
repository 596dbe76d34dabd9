"""Levels over several services whose figures must be put together, and the contract does not say how."""

from collections.abc import Iterator

from afstemt.core.terms.model import ServiceLevel, Terms
from afstemt.core.terms.open_points import OpenPoint
from afstemt.core.terms.scope import Scope, point
from afstemt.core.units.wording import _


def _services(terms: Terms, level: ServiceLevel) -> tuple[str, ...]:
    """Return the ids of the services that a level covers."""
    if level.services:
        return level.services
    return tuple(
        service.id
        for system in terms.systems
        if not level.systems or system.id in level.systems
        for service in system.services
    )


def _unknown_users(terms: Terms, services: tuple[str, ...]) -> list[str]:
    known = {service.id: service.users for service in terms.services}
    return [service for service in services if known.get(service) is None]


def check(scope: Scope) -> Iterator[OpenPoint]:
    """Ask how several services become one figure, of levels whose kind has a ``composition``; and by how many users."""
    for place, level in scope.levels():
        parameters = level.parameters
        services = _services(scope.terms, level)
        if not hasattr(parameters, "composition") or len(services) < 2:
            continue
        if parameters.composition is None:
            yield point(
                "composition",
                "blocks",
                f"{place}.parameters.composition",
                _(
                    "Servicemålet dækker {count} ydelser. Hvordan bliver de til ét tal? "
                    "En time, hvor én af to ydelser er nede, kan tælle som en hel time, en halv eller slet ikke."
                ).format(count=len(services)),
                clause=level.clause,
                subject=level.id,
                choices=(
                    ("each", _("hver ydelse for sig; den laveste bedømmes")),
                    ("any", _("nede, når mindst én er nede")),
                    ("all", _("kun nede, når alle er nede")),
                    ("weighted", _("vægtet efter antal ramte brugere")),
                    ("average", _("gennemsnittet af ydelsernes procenter")),
                ),
            )
        elif (
            parameters.composition == "weighted"
            and getattr(parameters, "all_users", None) is None
            and (missing := _unknown_users(scope.terms, services))
        ):
            yield point(
                "users",
                "blocks",
                "systems.services.users",
                _("Tilgængeligheden vægtes efter brugere, men antallet mangler for: {services}.").format(
                    services=", ".join(missing)
                ),
                clause=level.clause,
                subject=level.id,
            )
