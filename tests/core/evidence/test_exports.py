"""One thing, however many exports: of every table, in any order, with and without something that orders them."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from afstemt.core.evidence.column import Column, Table
from afstemt.core.evidence.export import UPDATED, Export
from afstemt.core.evidence.exports import Merged, merge
from afstemt.core.evidence.tables import BY_NAME, TABLES

OLD, NEW = Export("old", taken_s=1_000_000_000), Export("new", taken_s=1_000_001_000)
FIRST, SECOND = Export("a"), Export("b")


def value(column: Column, at: int) -> Any:
    """Return the column's value number ``at``."""
    return {
        "instant": 1_000_000 + at * 100,
        "integer": at,
        "duration": at * 60,
        "decimal": f"{at}.5",
        "boolean": at % 2 == 0,
        "date": date(2026, 10, 1 + at),
        "choice": column.choices[at % len(column.choices)] if column.choices else "",
        "text": f"{column.name} {at}",
    }[column.type]


def frame(table: Table, *rows: dict[str, Any]) -> pl.DataFrame:
    """Return rows as the readers give them; they are numbered in their file when they do not say."""
    schema: dict[str, Any] = dict(table.schema)
    if any(UPDATED in row for row in rows):
        schema[UPDATED] = pl.Int64
    told = [{"file_no": 0, "row_no": at + 2} | row for at, row in enumerate(rows)]
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in told], schema=schema)


def whole(table: Table, at: int, **more: Any) -> dict[str, Any]:
    """Return a row with all columns."""
    return {column.frame_name: value(column, at) for column in table.columns} | more


def of(merged: Merged, *names: str) -> list[tuple[Any, ...]]:
    """Return the columns of the rows that stand, in order."""
    return merged.rows.select(names).rows()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_says_what_identifies_a_row(table: Table) -> None:
    for names in table.identities:
        assert names
        assert all(table.column(name) for name in (*names, *table.series, *table.moves))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_same_row_in_two_exports_stands_once_and_needs_no_order(table: Table) -> None:
    rows = frame(table, *(whole(table, at, file_no=file) for file in (0, 1) for at in (1, 2)))
    merged = merge(table, rows, [FIRST, SECOND])
    assert len(merged.rows) == 2
    assert merged.superseded["file_no"].to_list() == [0, 0]
    assert merged.unordered.is_empty()
    assert merged.missing.is_empty()


def changed(table: Table) -> Column | None:
    """Return a column that identifies nothing; None where every column does."""
    told = {name for names in table.identities for name in names}
    return next((column for column in table.columns if column.name not in told), None)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_later_export_corrects_and_what_nothing_orders_is_handed_back(table: Table) -> None:
    column = changed(table)
    assert column is not None
    rows = frame(
        table,
        whole(table, 1, file_no=0, **{column.frame_name: value(column, 3)}),
        whole(table, 1, file_no=1, **{column.frame_name: value(column, 4)}),
    )
    for exports, used in (([OLD, NEW], 4), ([NEW, OLD], 3)):
        merged = merge(table, rows, exports)
        assert of(merged, column.frame_name) == [(value(column, used),)]
        assert len(merged.superseded) == 1
    torn = merge(table, rows, [FIRST, SECOND])
    assert torn.rows.is_empty()
    assert torn.superseded.is_empty()
    assert torn.unordered["file_nos"].to_list() == [[0, 1], [0, 1]]


@pytest.mark.parametrize("table", [each for each in TABLES if not each.key], ids=lambda table: table.name)
def test_a_row_that_stands_n_times_in_a_file_stands_n_times_and_the_larger_count_holds(table: Table) -> None:
    rows = frame(table, *(whole(table, 1, file_no=file) for file in (0, 0, 0, 1, 1)))
    for exports in ([OLD, NEW], [NEW, OLD], [FIRST, SECOND]):
        merged = merge(table, rows, exports)
        assert len(merged.rows) == 3
        assert len(merged.superseded) == 2
        assert len(merged.missing) == (exports == [OLD, NEW])


def test_sheets_of_one_workbook_are_one_export() -> None:
    table = BY_NAME["hours"]
    rows = frame(table, *(whole(table, 1, file_no=file) for file in (0, 1, 2)))
    merged = merge(table, rows, [Export("book"), Export("book"), Export("other")])
    assert len(merged.rows) == 2


INCIDENTS = BY_NAME["incidents"]


def ticket(file: int, **more: Any) -> dict[str, Any]:
    return {"file_no": file, "id": "A1", "priority": "1", "opened_s": 100, "resolved_s": 200} | more


def test_an_empty_cell_erases_and_an_absent_column_does_not() -> None:
    has = tuple(name for name in INCIDENTS.schema if name not in ("cause", "file_no", "row_no"))
    rows = frame(INCIDENTS, ticket(0, cause="disk"), ticket(1, resolved_s=None))
    merged = merge(INCIDENTS, rows, [OLD, Export("new", {"incidents": has}, taken_s=NEW.taken_s)])
    assert of(merged, "resolved_s", "cause", "file_no") == [(None, "disk", 1)]


def test_columns_that_only_one_of_two_unordered_exports_has_are_no_conflict() -> None:
    has = {"incidents": ("id", "priority", "opened_s", "cause")}
    less = {"incidents": ("id", "priority", "opened_s", "resolved_s")}
    rows = frame(INCIDENTS, ticket(0, cause="disk", resolved_s=None), ticket(1))
    merged = merge(INCIDENTS, rows, [Export("a", has), Export("b", less)])
    assert of(merged, "resolved_s", "cause") == [(200, "disk")]


def test_a_time_in_the_rows_goes_before_the_name_and_the_delivery() -> None:
    rows = frame(INCIDENTS, ticket(0, priority="2", updated_s=900), ticket(1, priority="3", updated_s=800))
    merged = merge(INCIDENTS, rows, [OLD, Export("new", taken_s=NEW.taken_s, delivery=1)])
    assert of(merged, "priority") == [("2",)]


def test_a_time_that_only_some_rows_have_orders_nothing() -> None:
    rows = frame(INCIDENTS, ticket(0, priority="2", updated_s=900), ticket(1, priority="3"))
    assert of(merge(INCIDENTS, rows, [OLD, NEW]), "priority") == [("3",)]


def test_a_name_goes_before_the_delivery_and_the_delivery_before_nothing() -> None:
    rows = frame(INCIDENTS, ticket(0, priority="2"), ticket(1, priority="3"))
    assert of(merge(INCIDENTS, rows, [NEW, Export("old", taken_s=OLD.taken_s, delivery=1)]), "priority") == [
        ("2",)
    ]
    assert of(merge(INCIDENTS, rows, [Export("a", delivery=1), Export("b", delivery=0)]), "priority") == [
        ("2",)
    ]
    assert of(merge(INCIDENTS, rows, [Export("a", place=1), Export("b", place=0)]), "priority") == [("2",)]


def test_a_month_in_the_name_orders_months_and_not_a_day_of_the_same_month() -> None:
    rows = frame(INCIDENTS, ticket(0, priority="2"), ticket(1, priority="3"))
    september, october, day = Export("9", month=9), Export("10", month=10), Export("x", month=10, taken_s=5)
    assert of(merge(INCIDENTS, rows, [october, september]), "priority") == [("2",)]
    assert of(merge(INCIDENTS, rows, [day, september]), "priority") == [("2",)]
    assert len(merge(INCIDENTS, rows, [day, october]).unordered) == 2


def test_of_three_exports_the_latest_holds_whatever_the_others_disagree_about() -> None:
    rows = frame(INCIDENTS, ticket(0, priority="2"), ticket(1, priority="3"), ticket(2, priority="4"))
    merged = merge(INCIDENTS, rows, [Export("a", taken_s=5), Export("b", taken_s=5), Export("c", taken_s=9)])
    assert of(merged, "priority") == [("4",)]
    assert sorted(merged.superseded["file_no"]) == [0, 1]
    torn = merge(INCIDENTS, rows, [Export("a", taken_s=5), Export("b", taken_s=9), Export("c", taken_s=9)])
    assert torn.rows.is_empty()
    assert torn.unordered["file_no"].to_list() == [1, 2]
    assert torn.superseded["file_no"].to_list() == [0]


HOURS = BY_NAME["hours"]


def worked(file: int, day: int, hours: str, **more: Any) -> dict[str, Any]:
    return {
        "file_no": file,
        "date": date(2026, 10, day),
        "consultant": "K",
        "activity": "d",
        "hours": hours,
    } | more


def test_hours_in_two_overlapping_exports_count_once() -> None:
    rows = frame(HOURS, worked(0, 2, "7.5"), worked(0, 5, "7.5"), worked(1, 1, "7.50"), worked(1, 2, "7.50"))
    merged = merge(HOURS, rows, [FIRST, SECOND])
    assert sorted(merged.rows["date"]) == [date(2026, 10, day) for day in (1, 2, 5)]
    assert merged.unordered.is_empty()


def test_a_corrected_row_replaces_and_a_surplus_row_stays_and_is_asked_about() -> None:
    rows = frame(
        HOURS, worked(0, 1, "3.5"), worked(0, 1, "4"), worked(0, 2, "2"), worked(1, 1, "4"), worked(1, 2, "1")
    )
    merged = merge(HOURS, rows, [OLD, NEW])
    assert sorted(of(merged, "date", "hours")) == [
        (date(2026, 10, 1), "3.5"),
        (date(2026, 10, 1), "4"),
        (date(2026, 10, 2), "1"),
    ]
    assert of_missing(merged, "hours", "later_file_no") == [("3.5", 1)]


def of_missing(merged: Merged, *names: str) -> list[tuple[Any, ...]]:
    return merged.missing.select(names).rows()


OUTAGES = BY_NAME["outages"]


def down(file: int, at: int, to: int | None, **more: Any) -> dict[str, Any]:
    return {"file_no": file, "service": "w", "from_s": at, "to_s": to} | more


@pytest.mark.parametrize("names", [{}, {"id": "P1"}])
def test_an_outage_open_in_one_and_ended_in_the_next_is_one(names: dict[str, Any]) -> None:
    rows = frame(OUTAGES, down(0, 100, None, **names), down(1, 100, 200, **names))
    assert of(merge(OUTAGES, rows, [OLD, NEW]), "from_s", "to_s") == [(100, 200)]


def test_a_row_missing_from_a_later_export_that_covers_its_time_stays_and_is_named() -> None:
    rows = frame(
        OUTAGES,
        *(down(0, at, at + 10) for at in (50, 100, 200)),
        *(down(1, at, at + 10) for at in (100, 300)),
    )
    merged = merge(OUTAGES, rows, [OLD, NEW])
    assert sorted(of(merged, "from_s")) == [(50,), (100,), (200,), (300,)]
    assert of_missing(merged, "from_s", "later_file_no") == [(200, 1)]
    assert merge(OUTAGES, rows, [NEW, OLD]).missing["from_s"].to_list() == [300]
    assert merge(OUTAGES, rows, [FIRST, SECOND]).missing.is_empty()


def test_the_time_in_a_files_name_ends_what_it_covers() -> None:
    rows = frame(OUTAGES, down(0, 100, 110), down(0, 200, 210), down(1, 100, 110))
    assert of_missing(merge(OUTAGES, rows, [OLD, NEW]), "from_s") == [(200,)]
    early = [Export("a", taken_s=120), Export("b", taken_s=150)]
    assert merge(OUTAGES, rows, early).missing.is_empty()


def test_an_export_that_need_not_have_everything_asks_nothing() -> None:
    rows = frame(OUTAGES, down(0, 100, 110), down(0, 200, 210), down(1, 100, 110))
    assert merge(OUTAGES, rows, [OLD, Export("new", taken_s=NEW.taken_s, partial=True)]).missing.is_empty()


def test_exports_that_share_nothing_are_of_different_things() -> None:
    rows = frame(
        OUTAGES,
        down(0, 100, 110),
        down(0, 200, 210),
        down(1, 50, 60, service="v"),
        down(1, 300, 310, service="v"),
    )
    merged = merge(OUTAGES, rows, [OLD, NEW])
    assert len(merged.rows) == 4
    assert merged.missing.is_empty()


def test_a_list_of_what_is_open_need_not_have_what_was_resolved_before() -> None:
    tickets = [("A1", 100, 300), ("A2", 150, 200), ("A3", 160, None)]
    rows = frame(
        INCIDENTS,
        *(ticket(0, id=name, opened_s=at, resolved_s=to) for name, at, to in tickets),
        ticket(1, opened_s=100, resolved_s=300),
    )
    assert of_missing(merge(INCIDENTS, rows, [OLD, NEW]), "id") == [("A3",)]


WINDOWS = BY_NAME["maintenance"]


def test_a_window_that_was_moved_counts_once() -> None:
    rows = frame(WINDOWS, down(0, 100, 200), down(0, 500, 600), down(1, 150, 250), down(1, 500, 600))
    merged = merge(WINDOWS, rows, [OLD, NEW])
    assert of(merged, "from_s", "to_s") == [(500, 600), (150, 250)] or sorted(of(merged, "from_s")) == [
        (150,),
        (500,),
    ]
    assert merged.moved.select("file_no", "into_file_no").rows() == [(0, 1)]
    assert merged.missing.is_empty()


def test_a_window_that_another_overlaps_in_the_same_file_is_not_moved() -> None:
    rows = frame(WINDOWS, down(0, 100, 200), down(0, 150, 250), down(1, 100, 200), down(1, 150, 250))
    assert len(merge(WINDOWS, rows, [OLD, NEW]).rows) == 2
    more = frame(WINDOWS, down(0, 100, 200), down(0, 150, 250), down(1, 150, 250))
    merged = merge(WINDOWS, more, [OLD, NEW])
    assert len(merged.rows) == 2
    assert merged.moved.is_empty()


def test_a_pause_that_overlaps_none_of_the_later_exports_is_asked_about() -> None:
    table = BY_NAME["pauses"]
    rows = frame(
        table,
        *({"file_no": 0, "ticket_id": "A", "from_s": at, "to_s": at + 10} for at in (100, 200, 300)),
        *({"file_no": 1, "ticket_id": "A", "from_s": at, "to_s": at + 10} for at in (100, 305)),
    )
    merged = merge(table, rows, [OLD, NEW])
    assert sorted(merged.rows["from_s"]) == [100, 200, 305]
    assert of_missing(merged, "from_s") == [(200,)]
    assert len(merged.moved) == 1
