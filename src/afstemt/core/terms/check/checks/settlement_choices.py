"""How points become money, and on which base: named, when anything in the terms gives points or percent."""

from collections.abc import Iterator

from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.check.scope import Scope, point
from afstemt.core.units.wording import _


def check(scope: Scope) -> Iterator[OpenPoint]:
    """Ask for the way from points to percent, the base, that of a quarterly level, and what one cause over
    several levels costs.

    Warn of a base of the affected service where no fee names a service.
    """
    settlement, clause = scope.terms.settlement, scope.terms.settlement.clause
    used = [(level, penalty) for _place, level, penalty in scope.penalties()]
    points = any(scope.gives_points(penalty) for _level, penalty in used)
    percent = any(scope.gives_percent(penalty) for _level, penalty in used)
    if points and settlement.percent_per_point is None and not settlement.point_steps:
        yield point(
            "percent_per_point",
            "blocks",
            "settlement.percent_per_point",
            _("Hvor meget er ét point? Servicemålene giver point, men vilkårene siger ikke, hvad de koster."),
            clause=clause,
            choices=(
                ("percent_per_point", _("et antal procent af vederlaget pr. point, fx 1")),
                ("point_steps", _("en tabel fra point til procent")),
            ),
        )
    capped = settlement.cap_percent_period is not None or settlement.cap_percent_rolling_year is not None
    if (points or percent or (used and capped)) and settlement.base is None:
        yield point(
            "base",
            "blocks",
            "settlement.base",
            _("Hvilket vederlag regnes boden af? Timer og mængder kan gøre det flere gange så stort."),
            clause=clause,
            choices=(
                ("fixed", _("det faste vederlag")),
                ("invoiced", _("det, der er faktureret for perioden")),
                ("entitled", _("alt, leverandøren har ret til at fakturere for perioden, også timer")),
                ("affected_service", _("vederlaget for den ydelse, der er ramt")),
            ),
        )
    quarterly = any(
        level is not None
        and level.period == "quarter"
        and (scope.gives_points(penalty) or scope.gives_percent(penalty))
        for level, penalty in used
    )
    if quarterly and settlement.quarter_base is None:
        yield point(
            "quarter_base",
            "blocks",
            "settlement.quarter_base",
            _(
                "Hvilket vederlag regnes boden for et kvartalsmål af? 2 pct. af tre måneders vederlag er tre gange så "
                "meget som 2 pct. af den sidste måneds."
            ),
            clause=clause,
            choices=(
                ("last_month", _("vederlaget for kvartalets sidste måned, hvor målet afregnes")),
                ("whole_quarter", _("vederlaget for hele kvartalet")),
            ),
        )
    if len({level.id for level, _penalty in used if level is not None}) > 1 and settlement.same_cause is None:
        yield point(
            "same_cause",
            "blocks",
            "settlement.same_cause",
            _(
                "Hvad gælder, når én årsag rammer flere servicemål? "
                "Ét nedbrud kan koste både på tilgængelighed og løsningstid."
            ),
            clause=clause,
            choices=(
                ("stack", _("boden for hvert servicemål lægges sammen")),
                ("highest", _("kun den højeste bod tæller")),
            ),
        )
    if settlement.base == "affected_service" and not any(fee.service for fee in scope.terms.prices.fixed):
        yield point(
            "base-service",
            "warning",
            "prices.fixed",
            _(
                "Boden regnes af den ramte ydelses vederlag, men ingen fast pris er knyttet til en "
                "ydelse. Sæt service på priserne, ellers er grundlaget nul."
            ),
            clause=clause,
            subject="settlement",
        )
