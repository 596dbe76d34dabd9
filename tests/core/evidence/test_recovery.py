"""Rows set aside that a later export has, against a slow oracle and case by case."""

from collections.abc import Sequence
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from afstemt.core.evidence.export import UPDATED, Export
from afstemt.core.evidence.recovery import UNREAD, recovered
from afstemt.core.evidence.tables import BY_NAME

HOURS, INCIDENTS, OUTAGES = BY_NAME["hours"], BY_NAME["incidents"], BY_NAME["outages"]


def frame(table: str, rows: Sequence[dict[str, Any]], lost: bool = False) -> pl.DataFrame:
    """Return rows of a table, numbered in order, with what rows set aside have beside."""
    more: dict[str, Any] = {UNREAD: pl.List(pl.String)} if lost else {}
    schema = {**BY_NAME[table].schema, UPDATED: pl.Int64, **more}
    whole = [{name: row.get(name) for name in schema} | {"row_no": n} for n, row in enumerate(rows, 2)]
    return pl.DataFrame(whole, schema=schema)


def found(
    table: str, lost: Sequence[dict[str, Any]], read: Sequence[dict[str, Any]], exports: Sequence[Export]
) -> list[tuple[int, int, int]]:
    rows = frame(table, read)
    parts = [rows.filter(pl.col("file_no") == number).lazy() for number in range(len(exports))]
    return recovered(BY_NAME[table], frame(table, lost, lost=True), parts, exports).rows()


TWO = (Export("a", delivery=0), Export("b", delivery=1))
ALIKE = (Export("a"), Export("b"))


def test_a_row_that_a_later_file_has_is_recovered_and_one_that_only_an_earlier_has_is_not() -> None:
    lost = {"id": "A", "file_no": 0, UNREAD: ["opened_s"]}
    assert found("incidents", [lost], [{"id": "A", "file_no": 1}], TWO) == [(0, 2, 1)]
    assert found("incidents", [lost | {"file_no": 1}], [{"id": "A", "file_no": 0}], TWO) == []
    assert found("incidents", [lost], [{"id": "B", "file_no": 1}], TWO) == []


def test_where_nothing_orders_two_files_nothing_is_recovered() -> None:
    lost = {"id": "A", "file_no": 0, UNREAD: []}
    assert found("incidents", [lost], [{"id": "A", "file_no": 1}], ALIKE) == []


def test_what_both_files_lost_is_lost_once() -> None:
    both = [{"id": "A", "file_no": number, UNREAD: []} for number in (0, 1)]
    assert found("incidents", both, [], TWO) == [(0, 2, 1)]


def test_a_row_whose_identity_cannot_be_read_stays_lost() -> None:
    day = {"date": None, "consultant": "K", "activity": "drift", "order": None, "rate_code": "S"}
    read = [day | {"file_no": 1}]
    assert found("hours", [day | {"file_no": 0, UNREAD: ["date"]}], read, TWO) == []
    assert found("incidents", [{"file_no": 0, UNREAD: None}], [{"id": "A", "file_no": 1}], TWO) == []


def test_an_empty_cell_tells_and_one_that_could_not_be_read_does_not() -> None:
    from datetime import date

    day = {"date": date(2026, 10, 1), "consultant": "K", "activity": "drift", "rate_code": "S"}
    read = [day | {"file_no": 1, "hours": "7"}]
    assert found("hours", [day | {"file_no": 0, UNREAD: ["hours"]}], read, TWO) == [(0, 2, 1)]
    assert found("hours", [day | {"file_no": 0, UNREAD: ["hours", "order"]}], read, TWO) == []


def test_the_later_file_must_have_as_many() -> None:
    day = {"service": "w", "from_s": 7}
    lost = [day | {"file_no": 0, UNREAD: ["to_s"]}]
    read = [day | {"file_no": 0}, day | {"file_no": 1}]
    assert found("outages", lost, read, TWO) == [], "the later file has one, the earlier two"
    assert found("outages", lost, [*read, day | {"file_no": 1}], TWO) == [(0, 2, 1)]


def test_a_time_in_the_rows_goes_before_the_delivery_and_one_that_only_one_has_tells_nothing() -> None:
    lost = {"id": "A", "file_no": 0, UNREAD: [], UPDATED: 50}
    assert found("incidents", [lost], [{"id": "A", "file_no": 1, UPDATED: 40}], TWO) == []
    assert found("incidents", [lost], [{"id": "A", "file_no": 1, UPDATED: 60}], TWO) == [(0, 2, 1)]
    assert found("incidents", [lost], [{"id": "A", "file_no": 1}], TWO) == []


IDS = st.sampled_from(["A", "B"])
FILES = st.lists(
    st.builds(
        Export,
        book=st.uuids().map(str),
        month=st.none() | st.integers(1, 2),
        taken_s=st.none() | st.integers(1, 2),
        delivery=st.integers(0, 1),
        place=st.none() | st.integers(0, 1),
    ),
    min_size=1,
    max_size=4,
)
ROWS = st.lists(st.tuples(IDS, st.integers(0, 3), st.none() | st.integers(1, 2), st.booleans()), max_size=9)


def later(mine: tuple[Export, int | None], theirs: tuple[Export, int | None]) -> bool:
    """Return whether the other is known to be later."""
    if mine[1] != theirs[1]:
        return None not in (mine[1], theirs[1]) and theirs[1] > mine[1]  # type: ignore[operator]
    for name in ("month", "taken_s", "delivery", "place"):
        one, other = getattr(mine[0], name), getattr(theirs[0], name)
        if one is not None and other is not None and one != other:
            return bool(other > one)
    return False


@settings(max_examples=200, deadline=None)
@given(FILES, ROWS, st.sampled_from(["incidents", "outages"]))
def test_recovered_is_what_the_oracle_says(
    files: list[Export], rows: list[tuple[str, int, int | None, bool]], table: str
) -> None:
    rows = [(name, number % len(files), at, read) for name, number, at, read in rows]
    key = "id" if table == "incidents" else "service"
    plain = [
        {key: name, "file_no": number, UPDATED: at, UNREAD: [], "from_s": 7} for name, number, at, _ in rows
    ]
    lost = [one for one, row in zip(plain, rows, strict=True) if not row[3]]
    read = [one for one, row in zip(plain, rows, strict=True) if row[3]]
    expected = set()
    for place, one in enumerate(lost):
        before = sum(o[key] == one[key] and o["file_no"] == one["file_no"] for o in lost[:place])
        beside = sum(o[key] == one[key] and o["file_no"] == one["file_no"] for o in read)
        need = 1 if table == "incidents" else beside + before + 1
        for number, file in enumerate(files):
            has = [
                o
                for o in (*lost, *read)
                if o[key] == one[key]
                and o["file_no"] == number != one["file_no"]
                and later((files[one["file_no"]], one[UPDATED]), (file, o[UPDATED]))
            ]
            if len(has) >= need:
                expected.add((one["file_no"], place + 2))
    assert {(number, row) for number, row, _into in found(table, lost, read, files)} == expected
