"""Amounts as people write them in a form: ``1.250,00``, ``1250``, ``1.250,00 kr.``; without a sign."""

import re
from decimal import Decimal

from afstemt.core.units.formats import number
from afstemt.core.units.money import rounded
from afstemt.core.units.wording import _
from afstemt.web.evidence.danish_number import DOUBTFUL, parse
from afstemt.web.refusals import WrongState

LARGEST = Decimal(9_999_999_999)
"""What the column holds exactly, on either database, with its four decimals."""
KEPT = 4


def amount_in(text: str, currency: str, decimals: int) -> Decimal:
    """Return the amount, above nothing.

    Args:
        decimals: What the terms settle with.

    Raises:
        WrongState: It is no amount, has a sign, is nothing, too large, or more exact than what is settled.
    """
    said = re.sub(rf"\s*(kr\.?|dkk|{re.escape(currency)})$", "", text.strip(), flags=re.IGNORECASE)
    said = said.replace("\u00a0", " ").replace("−", "-")
    if said[:1] in ("-", "+"):
        raise WrongState(_("Skriv beløbet uden fortegn, og vælg, om det forhøjes eller nedsættes."))
    if said and not re.fullmatch(r"[0-9., ]+", said):
        raise WrongState(
            _("”{text}” er ikke et beløb. Skriv for eksempel 1.250,00.").format(text=text.strip()[:40])
        )
    if decimals and DOUBTFUL.fullmatch(said) and not said.startswith("0"):
        raise WrongState(
            _(
                "”{text}” kan læses på to måder. Skriv {whole} eller {text},00, hvis det er det, du mener."
            ).format(text=said, whole=said.replace(".", ""))
        )
    try:
        amount = parse(said)
    except ValueError as wrong:
        raise WrongState(str(wrong)) from wrong
    if not amount:
        raise WrongState(_("Skriv et beløb, der er større end nul."))
    if amount > LARGEST:
        raise WrongState(_("Beløbet er for stort; det er højst {most}.").format(most=number(LARGEST)))
    most = min(decimals, KEPT)
    if -int(amount.as_tuple().exponent) > max(most, 0) or rounded(amount, most) != amount:
        raise WrongState(
            _("Beløbet har flere decimaler, end der afregnes med efter vilkårene (højst {most}).").format(
                most=most
            )
        )
    return amount
