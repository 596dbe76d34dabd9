"""A report that is submitted here and also stands in a delivered file is one report with one deadline."""

from typing import Any

import polars as pl
import pytest

from afstemt.core.evidence.evidence import Evidence, SourceFile
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.units.period import instant, parse_period
from afstemt.web.evidence.own_table import with_table
from afstemt.web.lifecycle import own_tables

ZONE = "Europe/Copenhagen"
SEPTEMBER = parse_period("2026-09", ZONE)
SUBMITTED = {
    "id": "driftsrapport-2026-09",
    "kind": "report",
    "requested_s": SEPTEMBER.to_s - 1,
    "due_s": instant(parse_period("2026-10", ZONE).first.replace(day=15), ZONE) - 1,
    "delivered_s": instant(parse_period("2026-10", ZONE).first.replace(day=8), ZONE),
    "title": "Driftsrapport for september 2026",
}


def delivered(**cells: Any) -> Evidence:
    row = {
        "id": "SYN-RAP-2026-10", "kind": "report", "requested_s": SEPTEMBER.to_s,
        "due_s": instant(parse_period("2026-10", ZONE).first.replace(day=14), ZONE, 16 * 3600),
        "delivered_s": instant(parse_period("2026-10", ZONE).first.replace(day=16), ZONE),
        "title": "Driftsrapport for 2026-09", "file_no": 0, "row_no": 2,
    } | cells  # fmt: skip
    schema = BY_NAME["deliverables"].schema
    frame = pl.LazyFrame([{name: row.get(name) for name in schema}], schema=schema)
    file = SourceFile("deliverables.csv", "0", 1, "deliverables", "afstemt", 1, 1, 0)
    return Evidence({"deliverables": frame}, (file,))


@pytest.mark.parametrize(
    ("cells", "same"),
    [
        ({}, True),
        ({"title": None}, True),
        ({"requested_s": SEPTEMBER.to_s + 5 * 86400}, True),
        ({"requested_s": SEPTEMBER.to_s + 5 * 86400, "title": "Driftsrapport"}, False),
        ({"title": "Sikkerhedsrapport for 2026-09"}, False),
        ({"kind": "root_cause_analysis", "title": None}, False),
        ({"title": "Driftsrapport for 2026-08", "requested_s": SEPTEMBER.from_s}, False),
    ],
)
def test_a_delivered_row_about_a_report_submitted_here_gives_way_and_is_named(
    cells: dict[str, Any], same: bool
) -> None:
    found = with_table(delivered(**cells), own_tables.deliverables([SUBMITTED]))
    rows = found.table("deliverables").collect()
    ids = ["driftsrapport-2026-09"] if same else ["SYN-RAP-2026-10", "driftsrapport-2026-09"]
    assert rows["id"].to_list() == ids
    assert [(fault.code, fault.severity, fault.source, fault.row) for fault in found.faults] == (
        [("own_row_counts", "note", "deliverables.csv", 2)] if same else []
    )
