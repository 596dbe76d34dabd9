"""Numbers that others give out: CVR of a Danish company or authority, EAN/GLN of a place that is invoiced."""

import re

from stdnum import ean
from stdnum.dk import cvr

from afstemt.core.units.wording import _

CVR = r"^\d{8}$"
"""How a CVR number is written; ``is_cvr`` takes ASCII digits only."""


def is_cvr(number: str) -> bool:
    """Return whether the number is written as a CVR number. Its check digit is another matter: ``cvr_remark``."""
    return re.fullmatch(CVR, number, re.ASCII) is not None


def cvr_remark(number: str) -> str:
    """Return what is to be said of a CVR number whose check digit (modulus 11) does not hold; empty when it does.

    Numbers given since 2024 need not have one, so such a number is worth a second look and no more.
    """
    if cvr.is_valid(number):
        return ""
    return _(
        "CVR-nummeret har ikke et kontrolciffer, der passer. Det har numre fra 2024 og frem ikke altid; se efter, "
        "om det er skrevet rigtigt."
    )


def is_gln(number: str) -> bool:
    """Return whether the number is written as an EAN/GLN number: 13 digits."""
    return re.fullmatch(r"\d{13}", number, re.ASCII) is not None


def gln_holds(number: str) -> bool:
    """Return whether an EAN/GLN number's check digit (GS1, modulus 10) holds."""
    return ean.is_valid(number)
