"""From a sheet to fact tables: rows of another customer out, columns read, rows checked, duplicates found."""

from dataclasses import dataclass, field

import polars as pl

from afstemt.core.evidence.column import Table
from afstemt.files.reading.intake.columns import Plan, read_columns, stripped
from afstemt.files.reading.intake.event_log import tickets
from afstemt.files.reading.intake.profile import Source
from afstemt.files.reading.sheets.finding import ASIDE, NOTE, SHOWN, Finding, Findings, Unreadable
from afstemt.files.reading.sheets.personal import blank_cpr
from afstemt.files.reading.sheets.sheet import Sheet

_ROWS_AT_A_TIME = 500_000
"""Rows of text that are read to types at once: about 200 MB while it lasts."""
_ZERO_LENGTH_MEANS_NOTHING = frozenset({"pauses", "outages", "maintenance"})


@dataclass
class Facts:
    """The fact tables that one sheet became, by name: the columns that it has, for ``complete`` to fill up."""

    tables: dict[str, pl.DataFrame] = field(default_factory=dict)


def interpret(sheet: Sheet, plan: Plan) -> Facts:
    """Return the sheet's facts; its text is let go of. Rows set aside and notes are in ``sheet.findings``.

    Raises:
        Unreadable: ``several-customers``, ``too-many-faults``.
    """
    findings = sheet.findings
    frame = _own_customer(sheet.frame, plan, findings)
    parts = list(frame.iter_slices(_ROWS_AT_A_TIME)) or [frame]
    log = frame if plan.profile.event_log is not None else None
    sheet.frame = frame.clear()
    del frame
    columns = read_columns(parts, plan, findings)
    _check_intervals(columns, plan.table, findings)
    columns = blank_cpr(columns, plan.table, findings)
    if findings.aside:
        columns = columns.filter(~columns["row_no"].is_in(list(findings.aside)))
    if log is not None:
        made = tickets(columns, log, plan, findings)
    else:
        made = {plan.table.name: without_duplicates(columns, plan.table, findings)}
    return Facts(made)


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


def _check_intervals(columns: pl.DataFrame, table: Table, findings: Findings) -> None:
    for begin, end in table.intervals:
        first, last = table.column(begin).frame_name, table.column(end).frame_name
        if first in columns.columns and last in columns.columns:
            findings.rows(
                columns,
                columns[last] < columns[first],
                "end-before-start",
                "set_aside",
                end,
                begin=begin,
                end=end,
            )
            if table.name in _ZERO_LENGTH_MEANS_NOTHING:
                same = columns[last] == columns[first]
                findings.rows(columns, same, "zero-length", "set_aside", end, begin=begin, end=end)


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
