"""Working days are counted by a calendar; which one is the contract's to say."""

from collections.abc import Iterator

from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.check.scope import Scope, point
from afstemt.core.units.wording import _


def check(scope: Scope) -> Iterator[OpenPoint]:
    """Ask for the calendar of what is counted in working days: a limit or a notice without one would take
    Sundays for working days.

    Warn of a deadline, which only gets no date.
    """
    terms = scope.terms
    notice = any(window.notice_working_days for window in terms.service_windows)
    counted = terms.settlement.claim_within_working_days is not None or any(
        deadline.working_days is not None for deadline in terms.framework.deadlines
    )
    if (counted or notice) and terms.framework.calendar is None:
        text = _(
            "Frister er i arbejdsdage, men ingen kalender siger, hvilke dage der er arbejdsdage. Nogle kontrakter "
            "arbejder 1. maj og holder lukket grundlovsdag, andre omvendt. Uden kalender får fristerne ingen dato."
        )
        if notice:
            text = _(
                "Varslet for vedligehold er i arbejdsdage, men ingen kalender siger, hvilke dage der er arbejdsdage. "
                "Uden kalender kan ingen se, om der er varslet i tide, og om vedligeholdet tæller som nedetid."
            )
        yield point(
            "working-days",
            "blocks" if notice else "warning",
            "framework.calendar",
            text,
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
                "blocks",
                f"{place}.calendar",
                _(
                    "Fristen er i arbejdsdage, men servicemålet har ingen kalender, der siger, hvilke dage der er "
                    "arbejdsdage. Sæt calendar."
                ),
                clause=level.clause,
                subject=level.id,
            )
