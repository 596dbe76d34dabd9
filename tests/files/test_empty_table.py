"""An empty file of each table: it is read as that table, without rows and without a word of a missing column."""

from pathlib import Path

import pytest

from afstemt.core.evidence.tables import TABLES
from afstemt.files.reading.evidence import preview
from afstemt.files.writing.empty_table import FORMATS, write_empty


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_empty_file_of_each_table_is_read_as_it(tmp_path: Path, suffix: str) -> None:
    for table in TABLES:
        (tmp_path / f"{table.name}.{suffix}").write_bytes(write_empty(table.name, suffix))
    found = preview(tmp_path, zone="Europe/Copenhagen")
    assert [fault for fault in found.faults if fault.severity != "note"] == []
    assert {(file.table, file.rows_read) for file in found.files} == {(table.name, 0) for table in TABLES}


def test_it_is_the_same_each_time_and_has_what_is_required_first() -> None:
    assert write_empty("outages", "xlsx") == write_empty("outages", "xlsx")
    assert write_empty("outages", "csv").decode("utf-8-sig").startswith("service;from_at;to_at;")
