"""Where a name stands in the rows: which tables, and how many rows of each."""

import polars as pl

from afstemt.core.evidence.column import Column
from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.evidence.tables import TABLES


def tables_with(evidence: Evidence, of: str, name: str) -> dict[str, int]:
    """Return the tables whose rows use ``name`` as the name of a thing of the sort ``of``, each with how many do."""
    found: dict[str, int] = {}
    for table in TABLES:
        columns = [column for column in table.named if column.names == of]
        if columns and evidence.has(table.name):
            named = pl.any_horizontal(_names(column, name) for column in columns)
            rows = collect(evidence.table(table.name).select(named.fill_null(value=False).sum())).item()
            if rows:
                found[table.name] = int(rows)
    return found


def _names(column: Column, name: str) -> pl.Expr:
    text = pl.col(column.frame_name)
    if not column.several:
        return text == name
    parts = text.str.replace_all(";", ",").str.split(",")
    return parts.list.eval(pl.element().str.strip_chars() == name).list.any()
