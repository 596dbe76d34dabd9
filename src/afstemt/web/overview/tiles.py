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
    if not tile.missed:
        return said
    missed = _("1 mål ikke opfyldt") if tile.missed == 1 else _("{n} mål ikke opfyldt").format(n=tile.missed)
    return f"{said}, {missed}"
