"""Working days are counted by a calendar; which one is the contract's to say."""

from collections.abc import Iterator

from afstemt.core.terms.open_points import OpenPoint
from afstemt.core.terms.scope import Scope, point
from afstemt.core.units.wording import _


def check(scope: Scope) -> Iterator[OpenPoint]:
    """Warn when deadlines or limits in working days have no calendar to be counted by."""
    terms = scope.terms
    counted = (
        bool(terms.framework.deadlines)
        or terms.settlement.claim_within_working_days is not None
        or any(window.notice_working_days for window in terms.service_windows)
    )
    if counted and terms.framework.calendar is None:
        yield point(
            "working-days",
            "warning",
            "framework.calendar",
            _(
                "Frister er i arbejdsdage, men ingen kalender siger, hvilke dage der er arbejdsdage. Nogle kontrakter "
                "arbejder 1. maj og holder lukket grundlovsdag, andre omvendt. Uden kalender får fristerne ingen dato."
            ),
            clause=terms.framework.clause,
            subject="framework",
            choices=tuple(
                (name, _("arbejdsdage efter kalenderen »{name}«").format(name=name))
                for name in terms.calendars
            ),
        )
    for place, level in scope.levels():
        in_days = any(population.limit and population.limit.working_days for population in level.populations)
        if in_days and level.calendar is None:
            yield point(
                "working-days",
                "warning",
                f"{place}.calendar",
                _(
                    "Fristen er i arbejdsdage, men servicemålet har ingen kalender. Så er alle dage arbejdsdage, også "
                    "søndage og helligdage. Sæt calendar."
                ),
                clause=level.clause,
                subject=level.id,
            )
