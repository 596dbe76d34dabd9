"""Fixed fees in months that are not whole, or that have two prices."""

from collections.abc import Iterator
from datetime import date, timedelta

from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.check.scope import Scope, point
from afstemt.core.terms.model.prices import FixedFee
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
    return _begins_inside(begins) or _ends_inside(fee.to_day or terms.to_day) or _regulated_inside(scope, fee)


def _regulated_inside(scope: Scope, fee: FixedFee) -> bool:
    """Return whether the fee's index changes inside a month, so that the month has two prices."""
    days = [
        date.fromisoformat(text)
        for index in scope.terms.prices.indexes
        if index.name == fee.index
        for text in index.values
    ]
    return any(_begins_inside(day) for day in days)


def _left_out(scope: Scope) -> Iterator[FixedFee]:
    """Yield the fees of the version before that this one no longer has, when it begins inside a month."""
    if scope.previous is None or not _begins_inside(scope.terms.in_force_from):
        return
    kept = {fee.id for fee in scope.terms.prices.fixed}
    yield from (fee for fee in scope.previous.prices.fixed if fee.id not in kept and fee.to_day is None)


def check(scope: Scope) -> Iterator[OpenPoint]:
    """Ask how a fee is divided when it, its price, the version or the contract begins or ends inside a month."""
    for index, fee in enumerate(scope.terms.prices.fixed):
        if fee.part_month is None and _part(scope, fee):
            yield _ask(fee, f"prices.fixed[{index}].part_month")
    for fee in _left_out(scope):
        if fee.part_month is None:
            yield _ask(fee, "prices.fixed")


def _ask(fee: FixedFee, place: str) -> OpenPoint:
    return point(
        "part_month",
        "blocks",
        place,
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
