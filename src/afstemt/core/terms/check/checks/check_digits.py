"""Check digits of the parties' numbers."""

from collections.abc import Iterator

from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.check.scope import Scope, point
from afstemt.core.units.identifiers import cvr_remark


def check(scope: Scope) -> Iterator[OpenPoint]:
    """Note a CVR number whose check digit does not hold; those of a synthetic contract are nobody's."""
    for index, party in enumerate(scope.terms.parties):
        if party.cvr and not scope.terms.synthetic and (remark := cvr_remark(party.cvr)):
            yield point("cvr-check-digit", "note", f"parties[{index}].cvr", remark, subject=party.name)
