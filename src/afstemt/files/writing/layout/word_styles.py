"""The styles of a Word document: the look of each kind of paragraph, and smaller variants for a full first page."""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt, RGBColor

from afstemt.files.writing.layout import word

FONT = "Arial"
BLUE, GREY, PALE, INK = "12304A", "5C5C5C", "EEF3F7", "1A1A1A"
SMALL = ("Normal", "List Bullet", "List Number", "Lead", "Note", "Cell", "Supplier", "Draft")
SMALLER = "mindre"
"""The styles that have a smaller variant on a full first page, and what it is called."""

_Shape = tuple[float, str, bool, float, float]
"""Size in points, colour, bold, room above and below in points."""
_SHAPES: dict[str, _Shape] = {
    "Normal": (10, INK, False, 0, 6),
    "Title": (22, BLUE, True, 0, 2),
    "Subtitle": (12, GREY, False, 0, 8),
    "Heading 1": (15, BLUE, True, 20, 6),
    "Heading 2": (12.5, BLUE, True, 14, 5),
    "Heading 3": (11, BLUE, True, 10, 4),
    "Caption": (9.5, BLUE, True, 10, 4),
    "List Bullet": (10, INK, False, 0, 3),
    "List Number": (10, INK, False, 0, 3),
}
_OWN: dict[str, _Shape] = {
    "Lead": (12, BLUE, True, 10, 8),
    "Note": (8.5, GREY, False, 2, 8),
    "Cell": (8.5, INK, False, 0, 0),
    "toc 1": (9.5, INK, True, 3, 0),
    "toc 2": (9.5, INK, False, 0, 0),
    "Supplier": (10, INK, False, 9, 10),
    "Draft": (10, INK, False, 9, 10),
    "Contents Heading": (15, BLUE, True, 20, 6),
}


def add_styles(styles: Any, share: float) -> None:
    """Give the document its styles; with ``share`` under 1 also the first page's, made that much smaller."""
    for name in _OWN:
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles["Normal"]
    for name, (size, colour, bold, before, after) in {**_SHAPES, **_OWN}.items():
        style = styles[name]
        word.set_font(style, FONT)
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
        style.font.color.rgb = RGBColor.from_string(colour)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    if share < 1:
        _add_smaller(styles, share)
    for name in ("Heading 1", "Heading 2", "Heading 3", "Caption", "Contents Heading"):
        styles[name].paragraph_format.keep_with_next = True
    for border in styles["Title"].element.pPr.xpath("w:pBdr"):
        border.getparent().remove(border)
    styles["toc 2"].paragraph_format.left_indent = Mm(7)
    word.side_line(styles["Supplier"], BLUE, PALE)
    word.side_line(styles["Draft"], "8A6D1D", "FAF5E6")


def _add_smaller(styles: Any, share: float) -> None:
    for name in SMALL:
        size, _colour, _bold, before, after = {**_SHAPES, **_OWN}[name]
        made = styles.add_style(f"{name} {SMALLER}", WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles[name]
        made.font.size = Pt(round(2 * size * share) / 2)
        made.paragraph_format.space_before = Pt(before * share * share)
        made.paragraph_format.space_after = Pt(after * share * share)
