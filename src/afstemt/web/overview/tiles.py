"""A period's tile: its icon and its words."""

from collections.abc import Mapping

from afstemt.core.units.wording import _
from afstemt.web.overview.rows import Tile

SIGNS: Mapping[str, str] = {"none": "·", "open": "○", "submitted": "●", "returned": "↩", "approved": "✓"}
"""A tile's icon; its word is always beside."""


def word(tile: Tile) -> str:
    """Return a tile's state in words."""
    said = {
        "none": _("ingen periode"),
        "open": _("venter på leverandøren"),
        "submitted": _("venter på myndigheden"),
        "returned": _("sendt retur"),
        "approved": _("godkendt"),
    }[tile.state]
    counts = (
        (tile.missed, _("1 mål ikke opfyldt"), _("{n} mål ikke opfyldt")),
        (tile.reserved, _("1 mål med forbehold"), _("{n} mål med forbehold")),
        (tile.unanswered, _("1 spørgsmål skal besvares"), _("{n} spørgsmål skal besvares")),
    )
    return ", ".join([said, *((one if n == 1 else many.format(n=n)) for n, one, many in counts if n)])
