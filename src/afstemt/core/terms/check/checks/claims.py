"""How a penalty is claimed, whether it lapses, and its VAT: what the expected invoice rests on."""

from collections.abc import Iterator

from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.check.scope import Scope, point
from afstemt.core.units.wording import _


def check(scope: Scope) -> Iterator[OpenPoint]:
    """Warn where there are penalties and ``claim``, ``vat_on_penalty`` or, with a deadline for claims,
    ``lapses`` is not named.
    """
    settlement = scope.terms.settlement
    if not any(True for _penalty in scope.penalties()):
        return
    if settlement.claim is None:
        yield point(
            "claim",
            "warning",
            "settlement.claim",
            _("Skal boden gøres gældende for at skulle betales, eller modregnes den af sig selv?"),
            clause=settlement.clause,
            choices=(
                ("automatic", _("den modregnes uden krav")),
                ("on_claim", _("myndigheden skal gøre den gældende")),
            ),
        )
    if settlement.claim_within_working_days is not None and settlement.lapses is None:
        yield point(
            "lapses",
            "warning",
            "settlement.lapses",
            _(
                "Bortfalder boden, hvis fristen på {days} arbejdsdage for at gøre den gældende ikke holdes?"
            ).format(days=settlement.claim_within_working_days),
            clause=settlement.clause,
            choices=(("true", _("ja, den bortfalder")), ("false", _("nej, den kan stadig gøres gældende"))),
        )
    if settlement.vat_on_penalty is None:
        yield point(
            "vat_on_penalty",
            "warning",
            "settlement.vat_on_penalty",
            _("Hvordan behandles boden momsmæssigt på fakturaen?"),
            clause=settlement.clause,
            choices=(
                ("reduces_base", _("den nedsætter det beløb, der beregnes moms af")),
                ("outside_vat", _("den holdes uden for momsen")),
            ),
        )
