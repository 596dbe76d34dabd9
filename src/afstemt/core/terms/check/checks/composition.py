"""Levels over several services whose figures must be put together, and the contract does not say how."""

from collections.abc import Iterator

from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.check.scope import Scope, point
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.wording import _


def _unknown_users(terms: Terms, services: tuple[str, ...]) -> list[str]:
    known = {service.id: service.users for service in terms.services}
    return [service for service in services if known.get(service) is None]


def check(scope: Scope) -> Iterator[OpenPoint]:
    """Ask how several services become one figure, the level's or, where it names none, those of the evidence;
    ask or warn for the users it is weighted by; ask for the services of a system that has none.
    """
    for place, level in scope.levels():
        if not scope.needs(level, "missing_data"):
            continue
        services = scope.terms.services_of(level)
        if not services and level.systems:
            yield _no_services(place, level)
        elif hasattr(level.parameters, "composition") and len(services) != 1:
            yield from _composed(scope.terms, place, level, services)


def _no_services(place: str, level: ServiceLevel) -> OpenPoint:
    return point(
        "services",
        "blocks",
        f"{place}.systems",
        _(
            "Servicemålet gælder {systems}, men vilkårene nævner ingen ydelser i det. Tilføj services under systemet."
        ).format(systems=", ".join(level.systems)),
        clause=level.clause,
        subject=level.id,
    )


def _composed(
    terms: Terms, place: str, level: ServiceLevel, services: tuple[str, ...]
) -> Iterator[OpenPoint]:
    parameters = level.parameters
    if parameters.composition is None:
        yield _how(place, level, len(services))
    elif parameters.composition == "weighted":
        missing = _unknown_users(terms, services)
        text = _("Tilgængeligheden vægtes efter brugere, men antallet mangler for: {services}.")
        blocks = bool(missing)
        if (
            getattr(parameters, "all_users", None) is not None
            and getattr(parameters, "source", "") == "outages"
        ):
            text = _(
                "Tilgængeligheden vægtes efter brugere, men antallet mangler for: {services}. En afbrydelse, der ikke "
                "siger, hvor mange brugere den ramte, kan så ikke vægtes, og der bliver intet tal."
            )
            blocks = False
        if missing:
            yield point(
                "users",
                "blocks" if blocks else "warning",
                "systems.services.users",
                text.format(services=", ".join(missing)),
                clause=level.clause,
                subject=level.id,
            )


def _how(place: str, level: ServiceLevel, count: int) -> OpenPoint:
    text = _(
        "Servicemålet dækker {count} ydelser. Hvordan bliver de til ét tal? "
        "En time, hvor én af to ydelser er nede, kan tælle som en hel time, en halv eller slet ikke."
    ).format(count=count)
    if not count:
        text = _(
            "Vilkårene nævner ingen ydelser, så målet gælder dem, der står i datagrundlaget. Er der flere, hvordan "
            "bliver de så til ét tal? Nævn ydelsen under systems, eller vælg composition."
        )
    return point(
        "composition",
        "blocks",
        f"{place}.parameters.composition",
        text,
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
