"""Charts: a block to a picture, once per chart, the same in every file.

``vega`` specifies, vl-convert renders with the report's own font. Text stays text in the SVG.
"""

import re
from functools import cache
from html import escape
from typing import Any

from afstemt.core.report.blocks import Chart
from afstemt.core.units.wording import Language, language
from afstemt.files.writing.charts.vega import specification
from afstemt.files.writing.layout.characters import printable
from afstemt.files.writing.layout.fonts import folder


def svg(chart: Chart) -> str:
    """Return the chart as SVG in the active language, with its title and description inside."""
    return _svg(chart, language())


def png(chart: Chart) -> bytes:
    """Return the chart as PNG at twice its size, for programs that do not take SVG."""
    return _png(chart, language())


INNER_ROLES = re.compile(r' (?:role|aria-roledescription|aria-label)="[^"]*"')
"""What the renderer says of a picture's parts, in English and without names: the picture is one, named as a whole."""


def inline(chart: Chart, key: str) -> str:
    """Return the SVG to stand in an HTML page: a named picture whose ids all begin with ``key``."""
    picture = _svg(chart, language())
    picture = INNER_ROLES.sub("", picture)
    picture = re.sub(r'(id="|url\(#|href="#)', lambda match: f"{match[1]}{key}-", picture)
    return picture.replace("<svg ", f'<svg role="img" aria-labelledby="{key}-title {key}-description" ', 1)


@cache
def _svg(chart: Chart, spoken: Language) -> str:
    picture: str = _renderer().vegalite_to_svg(
        specification(chart), format_locale="da-DK" if spoken == "da" else "en-GB"
    )
    head, body = picture.split(">", 1)
    head = re.sub(r' (?:class|version|xmlns:xlink)="[^"]*"', "", head)
    title, description = escape(printable(chart.title)[0]), escape(printable(chart.description)[0])
    return f'{head}><title id="title">{title}</title><desc id="description">{description}</desc>{body}'


@cache
def _png(chart: Chart, spoken: Language) -> bytes:
    return raster(_svg(chart, spoken))


def raster(picture: str) -> bytes:
    """Return an SVG as PNG at twice its size, on white: a picture without ground shows dark edges around text."""
    head, body = picture.split(">", 1)
    ground = f'{head}><rect width="100%" height="100%" fill="#ffffff"/>{body}'
    return bytes(_renderer().svg_to_png(ground, scale=2))


@cache
def _renderer() -> Any:
    """Return vl-convert with the report's font; starting it costs about half a second."""
    import vl_convert

    vl_convert.register_font_directory(str(folder()))
    return vl_convert
