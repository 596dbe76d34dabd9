"""How much smaller a first page must be made to stay on one page, where the program that lays it out cannot say.

Typst measures; Word lays out when it opens the file, so for Word the page is estimated in lines of its normal text.
"""

from math import ceil

from afstemt.core.report.blocks import Block, Bullets, Chart, Document, KeyFigures, Table, Text
from afstemt.files.writing.layout.widths import PAGE, length, row_lines, widths

SHARES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75)
"""Sizes tried, the largest first; beyond the last the page runs on."""
_LINES = 56.0
"""Lines of normal text that fit on a page."""
_ACROSS = 98.0
"""Characters of normal text that fit across it."""
_TITLE, _FACTS = 5.0, 1.3
"""Lines of the title with its subtitle, and of a row of facts."""
_CARD, _CHART = 5.2, 17.0
_AFTER = 0.6
"""Room after a paragraph, in lines."""
_CELL = 0.88
"""A line in a cell beside a line of text, and the room around a row."""
_AROUND_ROW, _AROUND_TABLE = 0.3, 2.6


def fitting(document: Document) -> float:
    """Return the share of the usual size that keeps the first page on one page; 1 when it fits as it is."""
    if not document.first_page:
        return 1.0
    facts = _FACTS * ceil(len(document.facts) / 2)
    for share in SHARES:
        if _TITLE + facts * share + sum(_height(block, share) for block in document.first_page) <= _LINES:
            return share
    return SHARES[-1]


def _height(block: Block, share: float) -> float:
    """Return the lines of usual size that a block takes when it is made smaller."""
    match block:
        case Text():
            label = block.role in ("supplier", "draft")
            return share * (_lines(block.text, _ACROSS / share) + label + _AFTER * share * (1 + label))
        case Bullets():
            return share * (sum(_lines(item, _ACROSS / share - 6) for item in block.items) + _AFTER * share)
        case KeyFigures():
            return share * _CARD * ceil(len(block.items) / 3)
        case Table():
            rows = row_lines(block, widths(block).shares, PAGE / share)
            return _AROUND_TABLE + sum(lines * _CELL * share + _AROUND_ROW for lines in rows)
        case Chart():
            return _CHART


def _lines(text: str, across: float) -> int:
    return sum(max(1, ceil(length(part) / across)) for part in text.split("\n"))
