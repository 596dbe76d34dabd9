"""History of approved periods beside history that was delivered: what is the same stands once."""

from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import PastRow, read_history
from afstemt.core.evidence.tables import BY_NAME
from afstemt.web.evidence.own_table import with_table
from afstemt.web.lifecycle import own_tables
from afstemt.web.periods.history import history_of
from afstemt.web.periods.models import ReportVersion


def row(
    subject: str, amount: str, note: str = "", period: str = "2026-08", state: str = "settled"
) -> dict[str, Any]:
    """Return a row as a version keeps it."""
    past = PastRow(period, subject, None, None, Decimal(amount), state, note)
    return history_of((past,))[0]


def delivered(*rows: dict[str, Any]) -> Evidence:
    schema = BY_NAME["history"].schema
    frame = pl.LazyFrame(
        [
            {column: one.get(column) for column in schema} | {"file_no": 0, "row_no": n}
            for n, one in enumerate(rows, 1)
        ],
        schema=schema,
    )
    return Evidence({"history": frame})


@pytest.mark.parametrize(
    ("given", "left"),
    [
        (row("correction", "1000", "For få point"), 1),
        (row("correction", "1000.0"), 1),
        (row("correction", "1000", state="open"), 2),
        (row("correction", "1000", "Et andet"), 2),
        (row("correction", "999.99", "For få point"), 2),
        (row("correction_bonus", "1000", "For få point"), 2),
        (row("correction", "1000", "For få point", "2026-07"), 2),
        (row("penalty", "70", period="2026-09"), 1),
        (row("penalty", "70", period="2026-07"), 2),
    ],
)
def test_a_delivered_row_gives_way_to_the_same_one_of_an_approved_period(
    given: dict[str, Any], left: int
) -> None:
    own = [row("correction", "1000.00", "For få point"), row("penalty", "50.00", period="2026-09")]
    version = ReportVersion(history=own)
    found = read_history(with_table(delivered(given), own_tables.history([version])))
    subject = given["subject"].removesuffix("_bonus")
    assert len([one for one in found.rows if one.subject.startswith(subject)]) == left


def test_a_settled_row_without_a_note_is_held_against_others_too() -> None:
    version = ReportVersion(history=[row("correction", "70")])
    found = read_history(with_table(delivered(row("correction", "70")), own_tables.history([version])))
    assert [one.amount for one in found.rows] == [70]


def test_what_was_given_back_stands_once_for_each_period_that_gave_it() -> None:
    own = [row("earn_back", "-20.00", "2026-10"), row("earn_back", "-20.00", "2026-11")]
    version = ReportVersion(history=own)
    evidence = delivered(row("earn_back", "-20", "2026-10"), row("earn_back", "-20", "2026-12"))
    found = read_history(with_table(evidence, own_tables.history([version])))
    assert sorted(one.note for one in found.rows) == ["2026-10", "2026-11", "2026-12"]
