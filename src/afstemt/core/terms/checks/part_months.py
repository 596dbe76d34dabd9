"""Fixed fees in months that are not whole."""

from collections.abc import Iterator
from datetime import date, timedelta

from afstemt.core.terms.model import FixedFee
from afstemt.core.terms.open_points import OpenPoint
from afstemt.core.terms.scope import Scope, point
from afstemt.core.units.wording import _


def _begins_inside(day: date | None) -> bool:
    return day is not None and day.day != 1


def _ends_inside(day: date | None) -> bool:
    return day is not None and (day + timedelta(days=1)).day != 1


def _unchanged(scope: Scope, fee: FixedFee) -> bool:
    """Return whether the version before has the same fee, so that the month is not divided by this version."""
    before = scope.previous.prices.fixed if scope.previous else ()
    return any((one.id, one.amount, one.index) == (fee.id, fee.amount, fee.index) for one in before)


def _part(scope: Scope, fee: FixedFee) -> bool:
    terms = scope.terms
    begins = fee.from_day or (None if _unchanged(scope, fee) else terms.in_force_from)
    return _begins_inside(begins) or _ends_inside(fee.to_day or terms.to_day)


def check(scope: Scope) -> Iterator[OpenPoint]:
    """Ask how a fee is divided when it, the version or the contract begins or ends inside a month."""
    for index, fee in enumerate(scope.terms.prices.fixed):
        if fee.part_month is None and _part(scope, fee):
            yield point(
                "part_month",
                "blocks",
                f"prices.fixed[{index}].part_month",
                _(
                    "Hvad er »{title}« i en måned, der ikke er hel? Fra den 15. i en måned med 31 dage er 17 dage."
                ).format(title=fee.title),
                clause=fee.clause,
                subject=fee.id,
                choices=(
                    ("calendar_days", _("dage ud af månedens dage: 17/31")),
                    ("thirty_days", _("dage ud af 30: 16/30")),
                    ("whole_month", _("en påbegyndt måned betales helt")),
                ),
            )
