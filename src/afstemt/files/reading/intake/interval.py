"""Pairs of times in a row, of which the second must not be before the first."""

import polars as pl

from afstemt.core.evidence.column import Table
from afstemt.files.reading.intake.plan import blanked
from afstemt.files.reading.sheets.finding import ASIDE, Findings

_ZERO_LENGTH_MEANS_NOTHING = frozenset({"pauses", "outages", "maintenance"})


def with_sound_intervals(columns: pl.DataFrame, table: Table, findings: Findings) -> pl.DataFrame:
    """Blank what cannot be of rows that end before they start: an end or, where both may be empty, both.

    Where every row must have both, the row is set aside; so is one without length, where that says nothing.
    """
    for begin, end in table.intervals:
        first, last = table.column(begin), table.column(end)
        if first.frame_name not in columns.columns or last.frame_name not in columns.columns:
            continue
        reversed_ = (columns[last.frame_name] < columns[first.frame_name]).fill_null(False)
        if table.name in _ZERO_LENGTH_MEANS_NOTHING:
            empty = columns[last.frame_name] == columns[first.frame_name]
            findings.rows(columns, empty, "zero-length", ASIDE, end, begin=begin, end=end)
        if not reversed_.any():
            continue
        doubtful = [last] if first.required and not last.required else [first, last]
        findings.cell(columns, reversed_, "end-before-start", last, begin=begin, end=end, cells=len(doubtful))
        for column in doubtful:
            findings.spoil(columns, reversed_, "end-before-start", column)
            columns = columns.with_columns(blanked(columns[column.frame_name], reversed_))
    return columns
