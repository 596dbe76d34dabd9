"""Blocks as plain text on a terminal."""

from collections.abc import Sequence

from afstemt.cli import console
from afstemt.core.report.blocks import Block, Bullets, Chart, KeyFigures, Table, Text
from afstemt.core.units.formats import show


def show_blocks(blocks: Sequence[Block]) -> None:
    """Print blocks, an empty line between them."""
    for block in blocks:
        match block:
            case Text():
                console.say(block.text)
            case Bullets():
                for number, item in enumerate(block.items, 1):
                    console.say(f"  {number}. {item}" if block.ordered else f"  - {item}")
            case KeyFigures():
                for figure in block.items:
                    console.say(f"  {figure.label}: {show(figure.value)} {figure.note}".rstrip())
            case Table():
                _table(block)
            case Chart():
                console.say(block.description)
        console.say()


def _table(table: Table) -> None:
    rows = [[show(cell) for cell in row] for row in table.rows]
    heads = [column.title for column in table.columns]
    widths = [max(len(row[index]) for row in [heads, *rows]) for index in range(len(heads))]
    console.say(table.caption)
    for row in [heads, *rows]:
        cells = [
            cell.rjust(width) if column.align == "right" else cell.ljust(width)
            for cell, width, column in zip(row, widths, table.columns, strict=True)
        ]
        console.say("  " + "  ".join(cells).rstrip())
