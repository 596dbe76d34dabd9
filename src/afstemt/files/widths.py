"""How wide a table's columns are: by what stands in them, the same in every file."""

from dataclasses import dataclass

from afstemt.core.report.blocks import Table
from afstemt.files.phrases import cell

PAGE = 108.0
"""Characters of a table's normal size that fit across an upright A4 page."""
_LONGEST_LINE = 34
"""Characters after which a cell's text had better wrap."""


@dataclass(frozen=True, slots=True)
class Widths:
    """``shares`` add to 1. ``natural`` is the table's own width and ``least`` the least that breaks no word,
    both in characters.
    """

    shares: tuple[float, ...]
    natural: float
    least: float


def widths(table: Table) -> Widths:
    """Return the widths of ``table``: each column as wide as its longest word at least, and its text at most.

    Short texts stay on one line as far as the page allows. A column with more weight gets more of what is left.
    """
    columns = [_texts(table, index) for index in range(len(table.columns))]
    least = [_least(texts, 0) for texts in columns]
    for whole in (24, 18, 14):
        tried = [_least(texts, whole) for texts in columns]
        if sum(tried) <= PAGE:
            least = tried
            break
    natural = [
        max(need, min(max(len(text) for text in texts), _LONGEST_LINE * max(column.weight, 0.5)) + 2.0)
        for texts, column, need in zip(columns, table.columns, least, strict=True)
    ]
    weights = [
        max(column.weight, 0.1) * (want - need)
        for column, want, need in zip(table.columns, natural, least, strict=True)
    ]
    room = max(0.0, PAGE - sum(least))
    spread = [
        need + (room * weight / sum(weights) if sum(weights) else 0.0)
        for need, weight in zip(least, weights, strict=True)
    ]
    wanted = natural if sum(natural) <= PAGE else spread
    return Widths(tuple(want / sum(wanted) for want in wanted), sum(natural), sum(least))


def _texts(table: Table, index: int) -> list[str]:
    texts = [table.columns[index].title, *(cell(row[index]) for row in table.rows)]
    return texts if table.total is None else [*texts, cell(table.total[index])]


def _least(texts: list[str], whole: int) -> float:
    """Return the least width that breaks no word, nor any text of at most ``whole`` characters."""
    parts = (part for text in texts for part in ([text] if len(text) <= whole else text.split(" ")))
    return min(max((len(part) for part in parts), default=1), _LONGEST_LINE) * 1.1 + 2.5
