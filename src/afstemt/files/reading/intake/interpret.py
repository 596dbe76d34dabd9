"""From a sheet to fact tables: rows of another customer out, columns read, rows checked, duplicates found."""

from dataclasses import dataclass, field

import polars as pl

from afstemt.core.evidence.column import Table
from afstemt.files.reading.intake.columns import Plan, read_columns, stripped
from afstemt.files.reading.intake.event_log import tickets
from afstemt.files.reading.intake.interval import with_sound_intervals
from afstemt.files.reading.intake.loss import lost_rows, unusable_cells
from afstemt.files.reading.intake.profile import Source
from afstemt.files.reading.sheets.finding import ASIDE, NOTE, SHOWN, Finding, Findings, Unreadable
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
    """

    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    lost: dict[str, pl.DataFrame] = field(default_factory=dict)
    unusable: dict[str, pl.DataFrame] = field(default_factory=dict)


def interpret(sheet: Sheet, plan: Plan) -> Facts:
    """Return the sheet's facts; its text is let go of. Rows set aside and notes are in ``sheet.findings``.

    Raises:
        Unreadable: ``several-customers``, ``too-many-faults``.
    """
    findings, table = sheet.findings, plan.table
    frame = _own_customer(sheet.frame, plan, findings)
    parts = list(frame.iter_slices(_ROWS_AT_A_TIME)) or [frame]
    log = frame if plan.profile.event_log is not None else None
    sheet.frame = frame.clear()
    del frame
    columns = blank_cpr(read_columns(parts, plan, findings), table, findings)
    return _rows(columns, plan, findings) if log is None else _log(columns, log, plan, findings)


def _rows(columns: pl.DataFrame, plan: Plan, findings: Findings) -> Facts:
    table = plan.table
    columns = with_sound_intervals(columns, table, findings)
    lost = lost_rows(columns, table, findings, set(findings.aside))
    if findings.aside:
        columns = columns.filter(~columns["row_no"].is_in(list(findings.aside)))
    kept = without_duplicates(columns, table, findings)
    again = set(findings.aside) - set(lost["row_no"])
    lost = pl.concat([lost, lost_rows(columns, table, findings, again)], how="diagonal")
    return Facts({table.name: kept}, {table.name: lost}, {table.name: unusable_cells(kept, findings)})


def _log(columns: pl.DataFrame, sheet: pl.DataFrame, plan: Plan, findings: Findings) -> Facts:
    name = plan.table.name
    made = tickets(columns, sheet, plan, findings)
    made.tables[name] = with_sound_intervals(made.tables[name], plan.table, findings)
    cells = pl.concat([unusable_cells(made.tables[name], findings), made.doubtful])
    cells = cells.unique(subset=["row_no", "column"], keep="first", maintain_order=True)
    return Facts(made.tables, {name: made.lost}, {name: cells})


def _own_customer(frame: pl.DataFrame, plan: Plan, findings: Findings) -> pl.DataFrame:
    """Set aside the rows of another customer, unread and without quoting them."""
    name = next((each for each in plan.profile.customer if each in frame.columns), None)
    if name is None:
        note_unchecked_customer(plan, findings)
        return frame
    customer = stripped(frame, Source((name,)), plan.profile.missing)
    if plan.customer is None:
        if (several := customer.drop_nulls().n_unique()) > 1:
            raise Unreadable("several-customers", column=name, count=several)
        return frame
    own = (customer.str.to_lowercase() == plan.customer.strip().lower()).fill_null(False)
    findings.rows(frame, ~own, "other-customer", "set_aside", name, customer=plan.customer)
    return frame.filter(own)


def note_unchecked_customer(plan: Plan, findings: Findings) -> None:
    """Note that a customer was asked for, and that the file has no column that tells one from another."""
    if plan.customer is not None:
        findings.add(
            Finding(
                "customer-not-checked",
                "note",
                None,
                None,
                {"customer": plan.customer, "profile": plan.profile.name},
            )
        )


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
