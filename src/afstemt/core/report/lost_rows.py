"""Rows and cells that no figure could use: how many, why, and in appendices what could be read of them."""

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.measurement.loss_words import reason_words
from afstemt.core.report.appendices import of_table, with_source
from afstemt.core.report.blocks import Appendix, AppendixColumn, Block, Section, Table, Text
from afstemt.core.report.month import Month
from afstemt.core.report.parts import column, number_column
from afstemt.core.report.words import table_word
from afstemt.core.units.figure import Value
from afstemt.core.units.wording import _


def lost_rows(month: Month) -> tuple[Section | None, tuple[Appendix, ...]]:
    """Return the subsection and its appendices: one with the rows of each table, and one with the cells."""
    lost = {table: frame for table, frame in month.evidence.lost.items() if not frame.is_empty()}
    cells = {table: frame for table, frame in month.evidence.unusable.items() if not frame.is_empty()}
    if not lost and not cells:
        return None, ()
    title = _("Rækker og felter, som tallene ikke kan bygge på")
    lead = Text(
        _(
            "Hvert servicemål, de kan have betydning for, siger, hvor mange de er, og hvad de højst kan betyde. "
            "Bilagene har det, der kunne læses af dem."
        )
    )
    blocks: list[Block] = [lead]
    appendices = [_rows(month, table, frame) for table, frame in lost.items()]
    if lost:
        blocks.append(_rows_table(lost))
    if cells:
        blocks.append(_cells_table(cells))
        appendices.append(_cells(month, cells, title))
    return Section("data_basis.lost", title, tuple(blocks)), tuple(appendices)


def _why(code: str) -> str:
    return reason_words(code) or code


def _rows_table(lost: dict[str, pl.DataFrame]) -> Table:
    rows: list[tuple[Value, ...]] = [
        (table_word(table), _why(code), count)
        for table, frame in lost.items()
        for code, count in frame.group_by("why", maintain_order=True).len().iter_rows()
    ]
    return Table(
        _("Rækker, der er sat til side, efter årsag"),
        (column(_("Indhold")), column(_("Hvorfor"), weight=2), number_column(_("Rækker"), 0.6)),
        tuple(rows),
    )


def _cells_table(cells: dict[str, pl.DataFrame]) -> Table:
    rows: list[tuple[Value, ...]] = [
        (table_word(table), _heading(table, name), _why(code), count)
        for table, frame in cells.items()
        for name, code, count in frame.group_by("column", "why", maintain_order=True).len().iter_rows()
    ]
    return Table(
        _("Felter, der ikke kan bruges, i rækker, som andre tal bygger på"),
        (
            column(_("Indhold")),
            column(_("Kolonne")),
            column(_("Hvorfor"), weight=2),
            number_column(_("Rækker"), 0.6),
        ),
        tuple(rows),
    )


def _heading(table: str, name: str) -> str:
    """Return what the report calls a column of frames."""
    own = BY_NAME[table].columns if table in BY_NAME else ()
    return next((_(one.heading) for one in own if one.frame_name == name), name)


def _rows(month: Month, table: str, frame: pl.DataFrame) -> Appendix:
    title = _("Tabte rækker: {table}").format(table=table_word(table))
    note = _("Det, der kunne læses af hver række; tomme felter kunne ikke læses.")
    made = of_table(month, f"lost_{table}", title, table, frame.lazy(), (), note)
    codes = frame.sort("file_no", "row_no")["why"]
    whys = made.frame.with_columns(
        pl.Series("why", [_why(code) for code in codes], pl.String), pl.Series("why_code", codes, pl.String)
    )
    columns = (*made.columns, AppendixColumn("why", _("Hvorfor")), AppendixColumn("why_code", _("Kode")))
    return Appendix(made.id, title, columns, whys, note)


def _cells(month: Month, cells: dict[str, pl.DataFrame], title: str) -> Appendix:
    frames = []
    for table, frame in cells.items():
        rows = collect(
            with_source(month, frame.lazy().sort("file_no", "row_no", "column"), ("file_no", "row_no"))
        )
        frames.append(
            rows.select(
                pl.lit(table_word(table)).alias("table_word"),
                pl.Series("heading", [_heading(table, name) for name in rows["column"]], pl.String),
                pl.Series("why", [_why(code) for code in rows["why"]], pl.String),
                pl.col("why").alias("why_code"),
                "source_file",
                "source_row",
            )
        )
    columns = (
        AppendixColumn("table_word", _("Indhold")),
        AppendixColumn("heading", _("Kolonne")),
        AppendixColumn("why", _("Hvorfor")),
        AppendixColumn("why_code", _("Kode")),
        AppendixColumn("source_file", _("Fil")),
        AppendixColumn("source_row", _("Række"), "integer"),
    )
    return Appendix("unusable", title, columns, pl.concat(frames))
