"""A row's period tiles as a piece of the page: written here and not in a template, for a page has hundreds."""

from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from afstemt.core.report.trends import code_name
from afstemt.core.units.wording import _
from afstemt.web.overview.queries import Row, Tile

SIGNS = {"none": "·", "open": "○", "submitted": "●", "returned": "↩", "approved": "✓"}
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


class Tiles:
    """Writes the tiles of many rows in the page's language; what is alike in them is made once."""

    def __init__(self) -> None:
        self.name = cache(lambda code: code_name(code, settings.TIME_ZONE))
        self._inside = cache(self._written)

    def of(self, row: Row) -> SafeString:
        """Return the row's tiles, each a link to its period."""
        code = "0000-00"
        before, after = reverse("period", args=(row.contract.pk, code)).split(
            code
        )  # once, not for every tile
        pieces = []
        for tile in row.tiles:
            start, end = self._inside(tile)
            link = "" if tile.state == "none" else f'href="{before}{tile.code}{after}" '
            pieces.append(start + link + end)
        return mark_safe(
            f'<ol class="afstemt-tiles">{"".join(pieces)}</ol>'
        )  # each piece is escaped or a number

    def _written(self, tile: Tile) -> tuple[str, str]:
        """Return what stands before and after the tile's address."""
        tag = "span" if tile.state == "none" else "a"
        missed = " afstemt-tile-missed" if tile.missed else ""
        told = escape(f"{self.name(tile.code)}: {word(tile)}")
        sign = SIGNS[tile.state] + (str(tile.missed) if tile.missed else "")
        return (
            f'<li class="afstemt-tile-{tile.state}{missed}"><{tag} ',
            f'title="{told}"><span aria-hidden="true">{sign}</span><span class="sr-only">{told}</span></{tag}></li>',
        )
