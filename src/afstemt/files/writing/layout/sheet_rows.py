"""The rows of a large sheet as XML, made column by column: a library's call per cell is most of a report's time.

The workbook itself is XlsxWriter's. It writes a row of empty cells that carry the styles; that row gives way
here to all the rows. Markup by ECMA-376 part 1, 18.3.1 (row, c, v, is).
"""

import re
from dataclasses import dataclass

import polars as pl

from afstemt.files.writing.layout.characters import plain

TEMPLATE_ROW = 2
"""The row (1-based) that carries the styles: the first under the headings."""
_ROW = re.compile(rf'<row r="{TEMPLATE_ROW}"[^>]*>(.*?)</row>', re.DOTALL)
_STYLE = re.compile(rf'<c r="([A-Z]+){TEMPLATE_ROW}" s="(\d+)"/>')
_DIMENSION = re.compile(r'<dimension ref="[^"]*"/>')
_UNPRINTABLE = r"[^\n\t -~\u{a0}-\u{200d}\u{2010}-\u{2027}\u{202f}-\u{2065}\u{2070}-\u{d7ff}]"
"""What may need ``plain``: everything outside the ranges that certainly do not."""
_ACTIVE = r"^[=+\-@\t\r\n]"


@dataclass(frozen=True)
class Cells:
    """One column of cells: ``numbers`` where a cell is a number, else ``texts``; null in both is no cell."""

    letter: str
    numbers: pl.Series | None
    texts: pl.Series | None


def with_rows(sheet: str, columns: list[Cells], active: str) -> str:
    """Return a sheet's XML with the template row replaced by every row.

    Args:
        sheet: XML as XlsxWriter made it, the template row holding an empty styled cell per column.
        columns: Equally long, in the sheet's order.
        active: Letter of the template cell whose style marks text that could be taken for a formula.
    """
    template = _ROW.search(sheet)
    if template is None:
        raise ValueError("the sheet has no template row")
    styles = dict(_STYLE.findall(template[1]))
    height = max(
        (len(made) for one in columns for made in (one.numbers, one.texts) if made is not None), default=0
    )
    held = {"r": pl.int_range(TEMPLATE_ROW, TEMPLATE_ROW + height, eager=True).cast(pl.String)}
    row: list[pl.Expr] = []
    for cells in columns:
        number, words = f"{cells.letter} number", f"{cells.letter} text"
        if cells.numbers is not None:
            held[number] = cells.numbers.cast(pl.Float64)
        if cells.texts is not None:
            held[words] = printable(cells.texts)
        row.append(
            _cell(
                cells.letter,
                styles[cells.letter],
                styles[active],
                None if cells.numbers is None else pl.col(number),
                None if cells.texts is None else pl.col(words),
            )
        )
    whole = pl.concat_str(pl.lit('<row r="'), pl.col("r"), pl.lit('">'), *row, pl.lit("</row>"))
    body = pl.DataFrame(held).select(whole.str.join("")).item()
    made = sheet[: template.start()] + body + sheet[template.end() :]
    corner = f"{columns[-1].letter}{TEMPLATE_ROW - 1 + height}"
    return _DIMENSION.sub(f'<dimension ref="A1:{corner}"/>', made, count=1)


def _cell(letter: str, style: str, active: str, numbers: pl.Expr | None, texts: pl.Expr | None) -> pl.Expr:
    """Return a column's cells as XML, ``""`` where there is none."""
    place = [pl.lit(f'<c r="{letter}'), pl.col("r"), pl.lit('" s="')]
    cell = pl.lit("")
    if texts is not None:
        text = (
            texts.str.replace_all("&", "&amp;", literal=True)
            .str.replace_all("<", "&lt;", literal=True)
            .str.replace_all(">", "&gt;", literal=True)
        )
        marked = pl.when(texts.str.contains(_ACTIVE)).then(pl.lit(active)).otherwise(pl.lit(style))
        opening = pl.lit('" t="inlineStr"><is><t xml:space="preserve">')
        words = pl.concat_str(*place, marked, opening, text, pl.lit("</t></is></c>"))
        cell = pl.when(texts.is_not_null() & (texts != "")).then(words).otherwise(cell)
    if numbers is not None:
        number = pl.concat_str(*place, pl.lit(f'{style}"><v>'), numbers.cast(pl.String), pl.lit("</v></c>"))
        cell = pl.when(numbers.is_not_null()).then(number).otherwise(cell)
    return cell


def printable(texts: pl.Series) -> pl.Series:
    """Return texts with what XML cannot hold made plain; only the few that need it are looked at one by one."""
    odd = texts.filter(texts.str.contains(_UNPRINTABLE)).unique().to_list()
    return texts.replace(odd, [plain(text) for text in odd]) if odd else texts
