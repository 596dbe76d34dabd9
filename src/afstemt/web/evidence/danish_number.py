"""Numbers as people write them in a form: ``99,95``, ``1.234,5``, ``99,95 pct.``."""

import re
from decimal import Decimal

from afstemt.core.units.wording import _

_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?")
_PLAIN = re.compile(r"[+-]?[0-9]+(,[0-9]+)?")
_POINT = re.compile(r"[+-]?[0-9]+\.([0-9]{1,2}|[0-9]{4,})")
DOUBTFUL = re.compile(r"[+-]?[0-9]{1,3}\.[0-9]{3}")
"""Thousands to a Dane and thousandths to others: asked about, and never guessed."""
LONGEST = 30
"""Characters; more is no figure of a service level."""


def parse(text: str) -> Decimal | None:
    """Return the number; None for nothing written.

    A point before exactly three digits can be thousands or decimals, so it is asked about and never guessed.

    Raises:
        ValueError: It is no number; the text says what was expected.
    """
    said = re.sub(r"\s*(pct\.?|%)\s*$", "", text.strip().replace("\u00a0", " ")).replace("−", "-")
    said = said.replace(" ", "")
    if not said:
        return None
    if len(said) <= LONGEST:
        if DOUBTFUL.fullmatch(said):
            raise ValueError(
                _("”{text}” kan læses på to måder. Skriv {whole} eller {part}.").format(
                    text=text.strip(), whole=said.replace(".", ""), part=said.replace(".", ",")
                )
            )
        if _GROUPED.fullmatch(said) or _PLAIN.fullmatch(said):
            return Decimal(said.replace(".", "").replace(",", "."))
        if _POINT.fullmatch(said):
            return Decimal(said)
    raise ValueError(_("”{text}” er ikke et tal. Skriv for eksempel 99,95.").format(text=text.strip()[:40]))


def parse_count(text: str) -> int | None:
    """Return a whole number, zero or more; None for nothing written.

    Raises:
        ValueError: It is none; the text says what was expected.
    """
    said = re.sub(r"[\s\u00a0]", "", text)
    if not said:
        return None
    if re.fullmatch(r"[0-9]{1,15}", said) or re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+", said):
        return int(said.replace(".", ""))
    raise ValueError(_("”{text}” er ikke et helt tal. Skriv for eksempel 22.").format(text=text.strip()[:40]))
