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

    A column with more weight gets more of what is left over.
    """
    natural: list[float] = []
    least: list[float] = []
    for index, column in enumerate(table.columns):
        texts = [cell(row[index]) for row in table.rows]
        if table.total is not None:
            texts.append(cell(table.total[index]))
        word = max((len(part) for text in [*texts, column.title] for part in text.split(" ")), default=1)
        line = max((len(text) for text in [*texts, column.title]), default=1)
        least.append(min(word, _LONGEST_LINE) * 1.1 + 2.5)
        natural.append(max(least[-1], min(line, _LONGEST_LINE * max(column.weight, 0.5)) + 2.0))
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
