"""The supplier's words that belong to one report: those of its period, and those that name none."""

from dataclasses import replace

import polars as pl

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.units.fault import Fault
from afstemt.core.units.period import parse_period
from afstemt.core.units.wording import _

TABLE = "statements"


def code_of(text: str) -> str | None:
    """Return the period that a statement names, as its code; None when it names none that can be read."""
    try:
        return parse_period(text.strip()).code
    except ValueError:
        return None


def periods_named(evidence: Evidence) -> dict[str, str | None]:
    """Return what the statements' column ``period`` says, each with its code; None for what cannot be read."""
    if not evidence.has(TABLE):
        return {}
    said = collect(evidence.table(TABLE).select("period").unique())["period"].to_list()
    return {text: code_of(text) for text in said if text is not None and text.strip()}


def of_period(evidence: Evidence, *codes: str) -> Evidence:
    """Return the evidence without the statements that are about another period.

    A period that cannot be read drops no words: they count, and a note says what was expected.

    Args:
        codes: What the report's period is called, as ``2026-10``.
    """
    named = periods_named(evidence)
    others = [text for text, code in named.items() if code is not None and code not in codes]
    unread = [text for text, code in named.items() if code is None]
    if not others and not unread:
        return evidence
    table = evidence.table(TABLE)
    rows = collect(table.filter(pl.col("period").is_in(unread)).select("file_no", "row_no", "period"))
    said = _("»{given}« er ikke en periode. Skriv den som 2026-10; teksten regnes med i denne rapport.")
    notes = tuple(
        Fault(
            "statement-period-unread",
            said.format(given=row["period"]),
            source=evidence.files[row["file_no"]].name if row["file_no"] < len(evidence.files) else TABLE,
            row=row["row_no"],
            column="period",
            severity="note",
        )
        for row in rows.sort("file_no", "row_no").iter_rows(named=True)
    )
    kept = table.filter(~pl.col("period").fill_null("").is_in(others))
    return replace(evidence, tables={**evidence.tables, TABLE: kept}, faults=(*evidence.faults, *notes))
