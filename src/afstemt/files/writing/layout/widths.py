"""How wide a table's columns are: by what stands in them, the same in every file."""

from dataclasses import dataclass
from math import ceil

from afstemt.core.report.blocks import Table
from afstemt.files.writing.layout.phrases import cell

PAGE = 108.0
"""Characters of a table's normal size that fit across an upright A4 page."""
_LONGEST_LINE = 34
"""Characters after which a cell's text had better wrap."""

GAP = 1.6
"""Characters of extra room before a column of text that follows a column of numbers."""
_PADDING = 2.2
"""Characters of room in a cell beside its text."""
_TO_WRITE_IN = 22.0
"""Characters of a column that is all empty, to be written in, at weight 1."""
_BOLD = 1.12
_SPARE = 1.04
"""What an estimate of a whole line is raised by, so that its last word does not fall to the next."""
_WIDE, _NARROW = 1.32, 0.62
"""A sign's width beside one of middle width."""
_NARROW_SIGNS = frozenset(" \u00a0.,:;'|!()-/ijltfrI")


@dataclass(frozen=True, slots=True)
class Widths:
    """``shares`` add to 1. ``natural`` is the table's own width and ``least`` the least that breaks no word,
    both in characters.
    """

    shares: tuple[float, ...]
    natural: float
    least: float


def widths(table: Table, page: float = PAGE) -> Widths:
    """Return the widths of ``table``: each column as wide as its longest word at least, and its text at most.

    Short texts stay on one line as far as the page allows. A column with more weight gets more of what is left.

    Args:
        table: What is to be laid out.
        page: The characters of the table's normal size that fit across the page.
    """
    columns = [_texts(table, index) for index in range(len(table.columns))]
    gaps = [_PADDING + (GAP if after_number(table, index) else 0.0) for index in range(len(columns))]
    least = [_least(texts, 0) + gap for texts, gap in zip(columns, gaps, strict=True)]
    for whole in (24, 18, 14, 10):
        tried = [_least(texts, whole) + gap for texts, gap in zip(columns, gaps, strict=True)]
        if sum(tried) <= page:
            least = tried
            break
    natural = [
        max(need, min(max(map(length, texts)) * _SPARE, _LONGEST_LINE * max(column.weight, 0.5)) + gap)
        if any(texts[1:]) or not table.rows
        else max(need, _TO_WRITE_IN * column.weight)
        for texts, column, need, gap in zip(columns, table.columns, least, gaps, strict=True)
    ]
    weights = [
        max(column.weight, 0.1) * (want - need)
        for column, want, need in zip(table.columns, natural, least, strict=True)
    ]
    room = max(0.0, page - sum(least))
    spread = [
        need + (room * weight / sum(weights) if sum(weights) else 0.0)
        for need, weight in zip(least, weights, strict=True)
    ]
    wanted = natural if sum(natural) <= page else spread
    return Widths(tuple(want / sum(wanted) for want in wanted), sum(natural), sum(least))


def _texts(table: Table, index: int) -> list[str]:
    texts = [table.columns[index].title, *(cell(row[index]) for row in table.rows)]
    return texts if table.total is None else [*texts, cell(table.total[index])]


def _least(texts: list[str], whole: int) -> float:
    """Return the least width that breaks no word, nor any text of at most ``whole`` characters; a heading is bold."""
    title, *cells = texts
    parts = (part for text in cells for part in ([text] if len(text) <= whole else text.split(" ")))
    heading = max(length(word) for word in title.split(" ")) * _BOLD
    return min(max(heading, *map(length, parts), 1.0), _LONGEST_LINE)


def length(text: str) -> float:
    """Return about how wide a text is, in characters of middle width: capitals are wide, dots and i's narrow."""
    return sum(
        _NARROW if sign in _NARROW_SIGNS else _WIDE if sign.isupper() or sign in "mwæ%" else 1.0
        for sign in text
    )


def row_lines(table: Table, shares: tuple[float, ...], page: float = PAGE) -> list[int]:
    """Return about how many lines each row takes, where ``page`` characters fit across the table."""
    return [
        max(
            sum(
                max(1, ceil(length(part) / max(4.0, share * page - _PADDING)))
                for part in cell(value).split("\n")
            )
            for value, share in zip(row, shares, strict=True)
        )
        for row in table.rows
    ]


def after_number(table: Table, index: int) -> bool:
    """Return whether a column of text follows one of numbers, so that the two need room between them."""
    return index > 0 and table.columns[index - 1].align == "right" and table.columns[index].align == "left"
