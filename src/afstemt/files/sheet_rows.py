"""The rows of a large sheet as XML, made column by column: a library's call per cell is most of a report's time.

The workbook itself is XlsxWriter's. It writes a row of empty cells that carry the styles; that row gives way
here to all the rows. Markup by ECMA-376 part 1, 18.3.1 (row, c, v, is).
"""

import re
from dataclasses import dataclass

import polars as pl

from afstemt.files.characters import plain

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
    rows = pl.select(r=pl.int_range(TEMPLATE_ROW, TEMPLATE_ROW + height).cast(pl.String))
    parts = [pl.lit('<row r="'), pl.col("r"), pl.lit('">')]
    for cells in columns:
        rows = rows.with_columns(
            _column(rows, cells, styles[cells.letter], styles[active]).alias(cells.letter)
        )
        parts.append(pl.col(cells.letter))
    body = rows.select(pl.concat_str(*parts, pl.lit("</row>")).str.join("")).item()
    made = sheet[: template.start()] + body + sheet[template.end() :]
    corner = f"{columns[-1].letter}{TEMPLATE_ROW - 1 + height}"
    return _DIMENSION.sub(f'<dimension ref="A1:{corner}"/>', made, count=1)


def _column(rows: pl.DataFrame, cells: Cells, style: str, active: str) -> pl.Series:
    """Return the column's cells as XML, ``""`` where there is none."""
    empty = pl.lit(None, pl.String)
    frame = rows.select(
        "r",
        n=pl.lit(cells.numbers, pl.Float64) if cells.numbers is not None else pl.lit(None, pl.Float64),
        t=pl.lit(printable(cells.texts)) if cells.texts is not None else empty,
    )
    place = pl.concat_str(pl.lit(f'<c r="{cells.letter}'), pl.col("r"), pl.lit('" s="'))
    text = (
        pl.col("t")
        .str.replace_all("&", "&amp;", literal=True)
        .str.replace_all("<", "&lt;", literal=True)
        .str.replace_all(">", "&gt;", literal=True)
    )
    marked = pl.when(pl.col("t").str.contains(_ACTIVE)).then(pl.lit(active)).otherwise(pl.lit(style))
    number = pl.concat_str(place, pl.lit(f'{style}"><v>'), pl.col("n").cast(pl.String), pl.lit("</v></c>"))
    words = pl.concat_str(
        place, marked, pl.lit('" t="inlineStr"><is><t xml:space="preserve">'), text, pl.lit("</t></is></c>")
    )
    return frame.select(
        pl.when(pl.col("n").is_not_null())
        .then(number)
        .when(pl.col("t").is_not_null() & (pl.col("t") != ""))
        .then(words)
        .otherwise(pl.lit(""))
    ).to_series()


def printable(texts: pl.Series) -> pl.Series:
    """Return texts with what XML cannot hold made plain; only the few that need it are looked at one by one."""
    odd = texts.filter(texts.str.contains(_UNPRINTABLE)).unique().to_list()
    return texts.replace(odd, [plain(text) for text in odd]) if odd else texts
