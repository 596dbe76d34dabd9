"""A delivery's lost rows lie beside its facts, and come back with the number that their file has among all files."""

from pathlib import Path

import polars as pl
import pytest
from deliveries import HEADER, approve, confirm, deliver, incident, page
from house import House

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.files.reading.evidence import read_evidence
from afstemt.web.evidence.facts.tables import keep, lost_together, tables_in, together, unusable_together
from afstemt.web.evidence.store import evidence_of

HEAD = "id,priority,opened_at,resolved_at\n"


def delivered(folder: Path, name: str, *rows: str) -> Path:
    (folder / name).mkdir()
    (folder / name / "incidents.csv").write_text(HEAD + "\n".join(rows) + "\n")
    evidence = read_evidence(folder / name, zone="Europe/Copenhagen")
    keep(folder / f"{name}-facts", evidence)
    return folder / f"{name}-facts"


def rows(frames: dict[str, pl.DataFrame], *columns: str) -> list[tuple[object, ...]]:
    return frames["incidents"].select(columns).rows()


def test_what_was_lost_is_kept_and_found_again(tmp_path: Path) -> None:
    first = delivered(tmp_path, "first", "A1,1,2026-10-01T08:00Z,x", "A2,,2026-10-01T08:00Z,")
    second = delivered(tmp_path, "second", "A3,1,i går,", "A4,1,2026-10-01T08:00Z,2026-10-01T07:00Z")
    folders, numbers = [first, second], [0, 3]
    assert list(tables_in(first)) == ["incidents"]
    assert rows(lost_together(folders, numbers), "id", "file_no", "row_no", "why") == [
        ("A2", 0, 3, "missing-value"),
        ("A3", 3, 2, "bad-time"),
    ]
    cells = unusable_together(folders, numbers)
    assert rows(cells, "file_no", "row_no", "column", "why") == [
        (0, 2, "resolved_s", "bad-time"),
        (3, 3, "resolved_s", "end-before-start"),
    ]
    table = collect(together(folders, [3, 1]).tables["incidents"])
    assert table.join(cells["incidents"], on=["file_no", "row_no"])["id"].to_list() == ["A1", "A4"]


def test_a_row_that_a_later_delivery_has_is_lost_no_more(tmp_path: Path) -> None:
    first = delivered(tmp_path, "first", "A1,,2026-10-01T08:00Z,", ",1,2026-10-01T08:00Z,")
    second = delivered(tmp_path, "second", "A1,1,2026-10-01T08:00Z,2026-10-01T09:00Z")
    assert rows(lost_together([first, second], [0, 1]), "id", "row_no") == [(None, 3)]
    assert rows(lost_together([second, first], [0, 1]), "id", "row_no") == [("A1", 2), (None, 3)], (
        "an earlier one says nothing of a later"
    )


def test_a_delivery_kept_before_there_were_lost_rows_has_none(tmp_path: Path) -> None:
    folder = tmp_path / "old"
    keep(folder, Evidence())
    assert not (folder / "lost").exists()
    assert (lost_together([folder], [0]), unusable_together([folder], [0])) == ({}, {})


def test_a_table_that_got_a_column_since_reads_with_it_empty(tmp_path: Path) -> None:
    folder = delivered(tmp_path, "first", "A2,,2026-10-01T08:00Z,")
    path = folder / "lost" / "incidents.parquet"
    pl.read_parquet(path).drop("cause").write_parquet(path)
    assert rows(lost_together([folder], [0]), "id", "cause", "why") == [("A2", None, "missing-value")]


@pytest.mark.parametrize("kind", ["lost", "unusable"])
def test_nothing_is_left_behind_when_keeping_fails(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_words: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    frame = pl.DataFrame({"file_no": [0]})
    with pytest.raises(OSError, match="full"):
        keep(tmp_path / "facts", Evidence(**{kind: {"incidents": frame}}))
    assert not (tmp_path / "facts").exists()


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
    assert '<th scope="col">Udeladt</th>' in shown
