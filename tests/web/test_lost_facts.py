"""A delivery's lost rows lie beside its facts, and come back with the number that their file has among all files."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from deliveries import HEADER, approve, confirm, deliver, incident, page
from house import House

from afstemt.core.evidence.evidence import SourceFile, collect
from afstemt.files.reading.evidence import joined, read_parts
from afstemt.web.evidence.facts.tables import (
    EXPORTS,
    FILES,
    READING,
    RULES,
    Delivered,
    keep,
    tables_in,
    together,
)
from afstemt.web.evidence.store import evidence_of

HEAD = "id,priority,opened_at,resolved_at\n"


def delivered(folder: Path, name: str, *rows: str) -> Delivered:
    (folder / name).mkdir()
    (folder / name / "incidents.csv").write_text(HEAD + "\n".join(rows) + "\n")
    parts = read_parts(folder / name, zone="Europe/Copenhagen")
    keep(folder / f"{name}-facts", parts, joined(parts))
    return Delivered(folder / f"{name}-facts")


def rows(frames: Mapping[str, pl.DataFrame], *columns: str) -> list[tuple[object, ...]]:
    return frames["incidents"].select(columns).rows() if "incidents" in frames else []


def test_what_was_lost_is_kept_and_found_again(tmp_path: Path) -> None:
    first = delivered(tmp_path, "first", "A1,1,2026-10-01T08:00Z,x", "A2,,2026-10-01T08:00Z,")
    second = delivered(tmp_path, "second", "A3,1,i går,", "A4,1,2026-10-01T08:00Z,2026-10-01T07:00Z")
    assert list(tables_in(first.folder)) == ["incidents"]
    evidence = together([first, second])
    assert rows(evidence.lost, "id", "file_no", "row_no", "why") == [
        ("A2", 0, 3, "missing-value"),
        ("A3", 1, 2, "bad-time"),
    ]
    assert rows(evidence.unusable, "file_no", "row_no", "column", "why") == [
        (0, 2, "resolved_s", "bad-time"),
        (1, 3, "resolved_s", "end-before-start"),
    ]
    table = collect(evidence.table("incidents"))
    assert table.join(evidence.unusable["incidents"], on=["file_no", "row_no"])["id"].to_list() == [
        "A1",
        "A4",
    ]


def test_a_row_that_a_later_delivery_has_is_lost_no_more(tmp_path: Path) -> None:
    first = delivered(tmp_path, "first", "A1,,2026-10-01T08:00Z,", ",1,2026-10-01T08:00Z,")
    second = delivered(tmp_path, "second", "A1,1,2026-10-01T08:00Z,2026-10-01T09:00Z")
    evidence = together([first, second])
    assert rows(evidence.lost, "id", "row_no") == [(None, 3)]
    assert [(one.rows_used, one.rows_superseded, one.rows_set_aside) for one in evidence.files] == [
        (0, 1, 1),
        (1, 0, 0),
    ]
    assert [(fault.code, fault.severity, fault.row) for fault in evidence.faults] == [
        ("superseded", "note", None),
        ("missing-value", "note", 2),
        ("missing-value", "set_aside", 3),
    ]
    assert rows(together([second, first]).lost, "id", "row_no") == [("A1", 2), (None, 3)], (
        "an earlier one says nothing of a later"
    )


def test_a_time_that_may_be_another_one_is_kept_with_it(tmp_path: Path) -> None:
    first = delivered(tmp_path, "first", "A0,1,2026-10-01T08:00Z,")
    second = delivered(tmp_path, "second", "A1,1,2026-10-25 01:30,2026-10-25 02:30")
    cells = together([first, second]).alternatives
    assert rows(cells, "file_no", "row_no", "column", "other_s") == [(1, 2, "resolved_s", 1_792_891_800)]


def test_a_delivery_kept_before_its_files_were_is_read_as_it_is(tmp_path: Path) -> None:
    one = delivered(tmp_path, "old", "A1,1,2026-10-01T08:00Z,")
    for name in (FILES, READING, EXPORTS, RULES):
        (one.folder / name).unlink()
    said = SourceFile("gammel.csv", "", 0, "incidents", "afstemt", 3, 1, 1, rows_superseded=1)
    evidence = together([replace(one, files=(said,))])
    assert collect(evidence.table("incidents"))["id"].to_list() == ["A1"]
    [file] = evidence.files
    assert (file.name, file.rows_read, file.rows_used, file.rows_superseded) == ("gammel.csv", 3, 1, 1)
    assert (evidence.lost, evidence.unusable) == ({}, {})
    assert collect(together([one]).table("incidents"))["id"].to_list() == ["A1"]


def test_a_table_that_got_a_column_since_reads_with_it_empty(tmp_path: Path) -> None:
    one = delivered(tmp_path, "first", "A2,,2026-10-01T08:00Z,", "A3,1,2026-10-01T08:00Z,")
    for path in (one.folder / "lost" / "incidents.parquet", one.folder / "incidents.parquet"):
        pl.read_parquet(path).drop("cause", strict=True).write_parquet(path)
    evidence = together([one])
    assert rows(evidence.lost, "id", "cause", "why") == [("A2", None, "missing-value")]
    assert collect(evidence.table("incidents").select("id", "cause")).rows() == [("A3", None)]


def test_a_column_of_another_type_since_is_read_as_todays(tmp_path: Path) -> None:
    """Use was kept as whole numbers."""
    (tmp_path / "old").mkdir()
    kept = {"at_s": [1_790_000_000], "metric": ["users"], "value": [12], "file_no": [0], "row_no": [2]}
    pl.DataFrame(kept, schema_overrides={"file_no": pl.Int32}).write_parquet(
        tmp_path / "old" / "usage.parquet"
    )
    evidence = together([Delivered(tmp_path / "old")])
    assert collect(evidence.table("usage"))["value"].to_list() == ["12"]


def test_nothing_is_left_behind_when_keeping_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_words: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    with pytest.raises(OSError, match="full"):
        delivered(tmp_path, "first", "A2,,2026-10-01T08:00Z,")
    assert not (tmp_path / "first-facts").exists()


def test_the_evidence_of_a_contract_has_what_its_deliveries_lost(house: House) -> None:
    approve(house)
    one = confirm(house, deliver(house, HEADER + incident(1) + incident(2, resolved="31:00:00")))
    two = confirm(house, deliver(house, HEADER + incident(3) + b"INC-4;;2026-10-05T09:00:00+02:00;;\n"))
    evidence = evidence_of([one, two])
    assert evidence.unusable["incidents"].rows() == [(0, 3, "resolved_s", "no-such-date")]
    assert evidence.lost["incidents"].select("id", "file_no", "why").rows() == [("INC-4", 1, "missing-value")]
    assert "Skal besvares" in page(house, "delivery", one.pk)


def test_the_rows_of_other_customers_are_counted_as_left_out(house: House) -> None:
    approve(house)
    export = (
        b"number,priority,opened_at,short_description,company\n"
        b"INC1,1,01-10-2026 08:00:00,x,A\nINC2,1,01-10-2026 08:00:00,x,B\n"
    )
    delivery = deliver(house, export, "sn.csv", customer="A")
    [file] = delivery.files.all()
    for counted in (delivery, file):
        counts = (counted.rows_read, counted.rows_used, counted.rows_left_out, counted.rows_set_aside)
        assert counts == (2, 1, 1, 0)
    assert evidence_of([confirm(house, delivery)]).files[0].rows_left_out == 1
    shown = page(house, "delivery", delivery.pk)
    assert "2 rækker læst = 1 brugt + 1 udeladt efter profilen + 0 sat til side." in shown
