"""Which of the supplier's words belong to a report."""

import polars as pl

from afstemt.core.evidence.evidence import Evidence, SourceFile, collect
from afstemt.core.evidence.statements import of_period
from afstemt.core.evidence.tables import BY_NAME


def said(*periods: str | None) -> Evidence:
    rows = [
        {"section": "incidents", "text": period or "none", "period": period, "file_no": 0, "row_no": number}
        for number, period in enumerate(periods, 2)
    ]
    schema = BY_NAME["statements"].schema
    frame = pl.LazyFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)
    file = SourceFile("statements.csv", "", 0, "statements", "afstemt", len(rows), len(rows), 0)
    return Evidence({"statements": frame}, (file,))


def test_words_of_another_period_are_not_this_reports() -> None:
    found = of_period(said("2026-10", "2026-09", None, "", " 2026-10 ", "2026-Q4"), "2026-10")
    assert collect(found.table("statements"))["text"].to_list() == ["2026-10", "none", "none", " 2026-10 "]
    assert found.faults == ()


def test_a_short_first_period_has_the_words_of_its_month() -> None:
    """The contract begins on the 15th: asked for October, cut to its own days."""
    found = of_period(said("2026-10", "2026-10-15/2026-11-01"), "2026-10", "2026-10-15/2026-11-01")
    assert len(collect(found.table("statements"))) == 2


def test_a_period_that_cannot_be_read_drops_no_words_and_is_told() -> None:
    found = of_period(said("2026-09", "oktober", "2026-13"), "2026-10")
    assert collect(found.table("statements"))["text"].to_list() == ["oktober", "2026-13"]
    assert [(one.source, one.row, one.column, one.severity) for one in found.faults] == [
        ("statements.csv", 3, "period", "note"),
        ("statements.csv", 4, "period", "note"),
    ]


def test_without_words_nothing_changes() -> None:
    nothing, silent = Evidence(), said(None)
    assert of_period(nothing, "2026-10") is nothing
    assert of_period(silent, "2026-10") is silent
