"""Days in the contract's calendar that have passed undone, or whose notice runs now."""

from collections.abc import Iterator
from datetime import timedelta

from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.check.scope import Scope, point
from afstemt.core.units.formats import day
from afstemt.core.units.wording import _


def check(scope: Scope) -> Iterator[OpenPoint]:
    """Warn of entries passed and not done; note those whose last day for notice is past or near."""
    for index, entry in enumerate(scope.terms.contract_calendar):
        if entry.done:
            continue
        notice = entry.day - timedelta(days=entry.notice_days)
        one = entry.notice_days == 1
        if entry.day < scope.as_of:
            code, severity = "date-passed", "warning"
            text = _(
                "»{title}« skulle være sket {day} og er ikke meldt gjort. Sæt done = true, eller følg op."
            )
        elif entry.notice_days and notice < scope.as_of:
            code, severity = "notice-passed", "warning"
            text = (
                _("»{title}« er {day}, og varslet på 1 dag skulle være givet senest {notice}.")
                if one
                else _("»{title}« er {day}, og varslet på {days} dage skulle være givet senest {notice}.")
            )
        elif entry.notice_days and notice <= scope.as_of + timedelta(days=30):
            code, severity = "notice-near", "note"
            text = (
                _("»{title}« er {day}; varslet på 1 dag skal gives senest {notice}.")
                if one
                else _("»{title}« er {day}; varslet på {days} dage skal gives senest {notice}.")
            )
        else:
            continue
        yield point(
            code,
            severity,  # type: ignore[arg-type]
            f"contract_calendar[{index}]",
            text.format(title=entry.title, day=day(entry.day), days=entry.notice_days, notice=day(notice)),
            clause=entry.clause,
            subject="contract_calendar",
        )
