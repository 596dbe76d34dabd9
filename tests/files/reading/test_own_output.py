"""What Afstemt wrote is left out of what is read, by the mark in the file, whatever it is called."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.report.blocks import Appendix, AppendixColumn, Document
from afstemt.files.writing.registry import WRITERS

Read = Callable[..., Evidence]


def report() -> Document:
    """Return a report whose appendix has the headings of incidents."""
    rows = pl.DataFrame({"id": ["1"], "priority": ["1"], "opened_at": ["2026-10-01 08:00"]})
    columns = tuple(AppendixColumn(name, name) for name in rows.columns)
    return Document(
        kind="report",
        title="Driftsrapport",
        subtitle="Oktober 2026",
        language="da",
        date=date(2026, 11, 10),
        zone="Europe/Copenhagen",
        sections=(),
        appendices=(Appendix("incidents", "incidents", columns, rows),),
    )


@pytest.mark.parametrize("suffix", ["json", "xlsx"])
def test_a_report_among_the_evidence_is_left_out_with_a_note(read: Read, tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"incidents-2026-11.{suffix}").write_bytes(WRITERS[suffix].write(report()))
    (tmp_path / "incidents-2026-10.csv").write_text("id,priority,opened_at\n1,1,2026-10-01 08:00\n")
    evidence = read(tmp_path)
    assert [(fault.code, fault.severity) for fault in evidence.faults if fault.source.endswith(suffix)] == [
        ("own-output", "note")
    ]
    assert collect(evidence.table("incidents")).height == 1
    assert sum(file.rows_read for file in evidence.files) == 1


def test_the_list_of_an_archives_files_is_left_out(read: Read, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps({"format": "afstemt-archive", "files": [{"name": "a"}]}))
    assert [fault.code for fault in read(tmp_path).faults] == ["own-output"]


def test_another_programs_format_is_no_mark(read: Read, tmp_path: Path) -> None:
    (tmp_path / "checks.json").write_text(
        json.dumps({"format": "1.0", "data": [{"service": "w", "at": "2026-10-01 08:00", "ok": True}]})
    )
    assert collect(read(tmp_path).table("checks")).height == 1
