"""The contract's end: near, or passed."""

from collections.abc import Iterator
from datetime import timedelta

from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.check.scope import Scope, point
from afstemt.core.units.formats import day
from afstemt.core.units.wording import _

NEAR = timedelta(days=365)


def check(scope: Scope) -> Iterator[OpenPoint]:
    """Note a contract that ends within a year; warn of one that has ended."""
    ends = scope.terms.to_day
    if ends is None or ends > scope.as_of + NEAR:
        return
    if ends < scope.as_of:
        text = _("Kontrakten udløb {day}. Er den forlænget, så skriv en ny version af vilkårene.")
    else:
        text = _("Kontrakten udløber {day}. Et udbud og en overdragelse tager ofte længere tid end et år.")
    yield point(
        "contract-end",
        "warning" if ends < scope.as_of else "note",
        "to_day",
        text.format(day=day(ends)),
        clause=scope.terms.clause,
        subject=scope.terms.id,
    )
