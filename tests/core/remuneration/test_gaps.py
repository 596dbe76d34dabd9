"""Rows that could not be used and bear on what is paid: asked about, with what they decide."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
import pytest

from afstemt.core.evidence.evidence import UNUSABLE, Evidence
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.remuneration.gaps import fee_gaps, settlement_gaps
from afstemt.core.units.fault import Fault
from afstemt.core.units.period import instant, month

NOVEMBER = month(date(2026, 11, 1))


def rows(table: str, *own: dict[str, Any]) -> pl.DataFrame:
    schema = BY_NAME[table].schema
    made = [
        dict.fromkeys(schema) | {"file_no": 0, "row_no": 2 + number} | row for number, row in enumerate(own)
    ]
    return pl.DataFrame(made, schema=schema)


def lost(table: str, *own: dict[str, Any]) -> Evidence:
    return Evidence(lost={table: rows(table, *own).with_columns(why=pl.lit("bad-number"))})


def asked(found: Sequence[Fault]) -> list[tuple[str, str, int | None]]:
    return [(fault.code, fault.severity, fault.row) for fault in found]


@pytest.mark.parametrize(
    ("table", "row", "count"),
    [
        ("hours", {}, 1),
        ("hours", {"date": date(2026, 11, 3)}, 1),
        ("hours", {"date": date(2026, 12, 1)}, 0),
        ("hours", {"date": date(2026, 10, 3)}, 1),
        ("hours", {"date": date(2026, 10, 3), "order": "O1"}, 1),
        ("hours", {"date": date(2026, 10, 3), "order": "without estimate"}, 0),
        ("hours", {"date": date(2026, 8, 31), "order": "O1"}, 0),
        ("hours", {"order": "O1"}, 1),
        ("quantities", {}, 1),
        ("quantities", {"from_s": instant(date(2026, 11, 3), NOVEMBER.zone)}, 1),
        ("quantities", {"from_s": instant(date(2026, 12, 3), NOVEMBER.zone)}, 0),
    ],
)
def test_lost_row_that_may_bear_on_the_fee_is_asked_about(
    table: str, row: dict[str, Any], count: int
) -> None:
    """Of earlier hours only those that can have used up an order: not what history covers, until September here."""
    found = fee_gaps(lost(table, row), NOVEMBER, {"O1": date(2026, 9, 1)})
    assert asked(found) == [("rows-lost-for-amounts", "ask", 2)] * count


def test_lost_earlier_hours_bear_on_nothing_where_no_order_has_an_estimate() -> None:
    assert fee_gaps(lost("hours", {"date": date(2026, 10, 3)}), NOVEMBER, {}) == ()


@pytest.mark.parametrize(
    ("table", "row", "count"),
    [
        ("history", {}, 1),
        ("history", {"period": "2026-05"}, 1),
        ("history", {"period": "oktober 2026"}, 1),
        ("history", {"period": "2026-11"}, 0),
        ("history", {"period": "2027-01"}, 0),
        ("decisions", {}, 1),
        ("decisions", {"kind": "waive"}, 1),
        ("decisions", {"kind": "hold_out"}, 0),
        ("decisions", {"kind": "take_in"}, 0),
    ],
)
def test_lost_row_that_may_bear_on_the_settlement_is_asked_about(
    table: str, row: dict[str, Any], count: int
) -> None:
    """What a decision on a row could do is told by the levels; history of the period itself closes nothing."""
    found = settlement_gaps(lost(table, row), NOVEMBER)
    assert asked(found) == [("rows-lost-for-amounts", "ask", 2)] * count


def unread(table: str, own: list[dict[str, Any]], *cells: tuple[int, str, str]) -> Evidence:
    """Return rows of which cells (row, column, why) cannot be used."""
    frame = pl.DataFrame([(0, *cell) for cell in cells], schema=UNUSABLE, orient="row")
    return Evidence({table: rows(table, *own).lazy()}, unusable={table: frame})


def test_cell_that_amounts_stand_on_is_asked_about_once_a_row() -> None:
    """A remark changes no amount, and a name that the terms do not know has a finding of its own."""
    days = [{"date": date(2026, 11, day)} for day in (3, 4, 5)]
    cells = [
        (2, "approved", "bad-boolean"),
        (2, "order", "no-such-character"),
        (3, "order", "unknown-name"),
        (4, "note", "no-such-character"),
    ]
    (fault,) = fee_gaps(unread("hours", days, *cells), NOVEMBER, {})
    assert fault.row == 2
    assert fault.message.startswith("1 række i tabellen timer")


def test_decision_with_a_cell_that_cannot_be_read_is_asked_about_and_one_that_matches_nothing_told_elsewhere() -> (
    None
):
    own = [{"kind": "correction"}, {"kind": "accept"}]
    cells = (2, "value", "bad-number"), (3, "row_id", "matches-nothing")
    (fault,) = settlement_gaps(unread("decisions", own, *cells), NOVEMBER)
    assert fault.row == 2


def test_rows_of_a_table_are_counted_together() -> None:
    (fault,) = fee_gaps(lost("hours", {}, {}), NOVEMBER, {})
    assert fault.message.startswith("2 rækker i tabellen timer")
