"""From a sheet to fact tables: rows selected, columns read, rows checked, duplicates found, and what was lost."""

from dataclasses import dataclass, field, replace

import polars as pl

from afstemt.core.evidence.column import Table
from afstemt.core.evidence.export import UPDATED
from afstemt.files.reading.intake.cell_parts import with_a_row_of_each, without_lists
from afstemt.files.reading.intake.columns import last_updated, read_columns
from afstemt.files.reading.intake.contradiction import ask_about_contradictions
from afstemt.files.reading.intake.event_log import tickets
from afstemt.files.reading.intake.instant_column import orders_of
from afstemt.files.reading.intake.interval import with_sound_intervals
from afstemt.files.reading.intake.label import with_labels
from afstemt.files.reading.intake.loss import alternatives, lost_rows, unusable_cells
from afstemt.files.reading.intake.plan import Plan, stripped
from afstemt.files.reading.intake.selection import selected
from afstemt.files.reading.sheets.finding import ASIDE, NOTE, SHOWN, Finding, Findings
from afstemt.files.reading.sheets.personal import blank_cpr
from afstemt.files.reading.sheets.sheet import Sheet

_ROWS_AT_A_TIME = 500_000
"""Rows of text that are read to types at once: about 200 MB while it lasts."""


@dataclass
class Facts:
    """What one sheet became, by table: the columns that it has, for ``complete`` to fill up.

    Attributes:
        tables: The facts.
        lost: Rows set aside, with what could be read of them.
        unusable: Cells of rows in ``tables`` that could not be read: row_no, column, why.
        alternatives: Cells of rows in ``tables`` that may be another time as well: row_no, column, other_s.
        updates: Of an event log, the updates that the main table was made of.
        left_out: Rows that the profile leaves out: row_no, id, and when each was last changed where the file says it.
    """

    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    lost: dict[str, pl.DataFrame] = field(default_factory=dict)
    unusable: dict[str, pl.DataFrame] = field(default_factory=dict)
    alternatives: dict[str, pl.DataFrame] = field(default_factory=dict)
    updates: dict[str, pl.DataFrame] = field(default_factory=dict)
    left_out: dict[str, pl.DataFrame] = field(default_factory=dict)


def interpret(sheet: Sheet, plan: Plan, every: pl.DataFrame | None = None) -> Facts:
    """Return the facts of a sheet's rows; its text is let go of. Rows set aside and notes are in ``sheet.findings``.

    Args:
        sheet: The rows that the profile reads.
        plan: How they are read.
        every: The rows of all profiles that read the sheet: which of day and month stands first is told by all.

    Raises:
        Unreadable: ``several-labels``, ``too-many-faults``, ``two-date-orders``.
    """
    findings, table = sheet.findings, plan.table
    frame = selected(sheet.frame, plan, findings)
    gone = frame.clear()
    if len(frame) < len(sheet.frame):
        gone = sheet.frame.filter(~sheet.frame["row_no"].is_in(frame["row_no"].implode()))
    frame = without_lists(frame, sheet.lists, plan.profile, table)
    plan = with_labels(frame, plan)
    parts = list(frame.iter_slices(_ROWS_AT_A_TIME)) or [frame]
    plan = replace(plan, orders=orders_of(parts if every is None else [every], plan, findings))
    left_out = _left_out(gone, plan, findings)
    log = frame if plan.profile.event_log is not None else None
    sheet.frame = frame.clear()
    del frame
    columns = blank_cpr(read_columns(parts, plan, findings, sheet.unreadable), table, findings)
    facts = _rows(columns, plan, findings) if log is None else _log(columns, log, plan, findings)
    return facts if left_out is None else replace(facts, left_out={table.name: left_out})


def unread(sheet: Sheet, plan: Plan, why: Finding) -> Facts:
    """Return a sheet's rows as lost, as ``why`` says: it lacks columns that every row of their table must have."""
    findings, name, source = sheet.findings, plan.table.name, plan.profile.source(plan.table, "id")
    rows = sheet.frame.select("row_no")
    if source is not None:
        rows = rows.with_columns(stripped(sheet.frame, source, plan.profile.missing).alias("id"))
    findings.add(why)
    findings.aside |= dict.fromkeys(rows["row_no"], why.code)
    lost = lost_rows(rows, plan.table, findings, set(findings.aside))
    return Facts({name: rows.clear()}, {name: lost})


def _left_out(gone: pl.DataFrame, plan: Plan, findings: Findings) -> pl.DataFrame | None:
    """Return the rows that the filters leave out, by id; None where there are none, or ids tell nothing."""
    source = plan.profile.source(plan.table, "id") if plan.table.key == ("id",) else None
    if source is None or gone.is_empty():
        return None
    gone = gone.filter(~gone["row_no"].is_in(list(findings.aside)))
    named = gone.select("row_no").with_columns(stripped(gone, source, plan.profile.missing).alias("id"))
    updated = last_updated(gone, plan)
    return named if updated is None else named.with_columns(updated.alias(UPDATED))


def _rows(columns: pl.DataFrame, plan: Plan, findings: Findings) -> Facts:
    table = plan.table
    columns = with_sound_intervals(columns, table, findings)
    lost = lost_rows(columns, table, findings, set(findings.aside))
    if findings.aside:
        columns = columns.filter(~columns["row_no"].is_in(list(findings.aside)))
    kept = without_duplicates(columns, table, findings)
    again = set(findings.aside) - set(lost["row_no"])
    lost = pl.concat([lost, lost_rows(columns, table, findings, again)], how="diagonal")
    cells, others = unusable_cells(kept, findings), alternatives(kept, findings)
    kept, lost = (with_a_row_of_each(rows, table, plan.profile) for rows in (kept, lost))
    ask_about_contradictions(kept.lazy(), table, findings)
    return Facts({table.name: kept}, {table.name: lost}, {table.name: cells}, {table.name: others})


def _log(columns: pl.DataFrame, sheet: pl.DataFrame, plan: Plan, findings: Findings) -> Facts:
    name = plan.table.name
    made = tickets(columns, sheet, plan, findings)
    made.tables[name] = with_sound_intervals(made.tables[name], plan.table, findings)
    cells = pl.concat([unusable_cells(made.tables[name], findings), made.doubtful])
    cells = cells.unique(subset=["row_no", "column"], keep="first", maintain_order=True)
    return Facts(made.tables, {name: made.lost}, {name: cells}, made.alternatives, {name: made.updates})


def without_duplicates(columns: pl.DataFrame, table: Table, findings: Findings) -> pl.DataFrame:
    """Keep the first row of each key: identical ones are noted, others set aside naming the row that is kept."""
    key = [table.column(name).frame_name for name in table.key]
    if not key or columns.is_empty():
        return columns
    content = [name for name in columns.columns if name != "row_no"]
    ordered = columns.sort("row_no")
    first = ordered.with_columns(pl.col("row_no").first().over(key).alias("first_row"))
    again = first["row_no"] != first["first_row"]
    if not again.any():
        return columns
    kept = first.filter(~again)
    repeated = first.filter(again)
    same = repeated.join(kept.select(content), on=content, how="semi", nulls_equal=True)["row_no"]
    identical = repeated["row_no"].is_in(same.implode())
    for row, other, name, alike in zip(
        repeated["row_no"], repeated["first_row"], repeated[key[0]], identical, strict=True
    ):
        values: dict[str, str | int] = {"value": str(name)[:SHOWN], "other": int(other)}
        code, severity = ("identical-row", NOTE) if alike else ("duplicate-id", ASIDE)
        findings.add(Finding(code, severity, int(row), table.key[0], values))
    return kept.drop("first_row")
