"""A matter that is said anew is one matter: the row further down, and the later delivery, have the last word."""

from typing import Any

import polars as pl
import pytest

from afstemt.core.dialogue.matter import Kept, latest_rows, read_matters
from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.tables import BY_NAME


def evidence(table: str, *rows: dict[str, Any]) -> Evidence:
    schema = BY_NAME[table].schema
    made = [
        dict.fromkeys(schema) | {"title": "Sag", "opened_s": 100, "file_no": 0, "row_no": number} | row
        for number, row in enumerate(rows, 2)
    ]
    return Evidence({table: pl.LazyFrame(made, schema=schema)})


@pytest.mark.parametrize("table", ["matters", "actions", "improvements"])
def test_the_last_row_of_an_id_counts_whenever_it_says_it_was_opened(table: Kept) -> None:
    found = evidence(
        table,
        {"id": "A", "opened_s": 200, "status": "åben"},
        {"id": "B", "status": "åben"},
        {"id": "A", "opened_s": 50, "status": "lukket"},
    )
    assert latest_rows(found, table).collect().select("id", "status").rows() == [
        ("A", "lukket"),
        ("B", "åben"),
    ]
    assert [(matter.id, matter.open) for matter in read_matters([found], table)] == [
        ("A", False),
        ("B", True),
    ]


def test_a_later_delivery_has_the_last_word() -> None:
    earlier, later = (
        evidence("actions", {"id": "A", "status": "åben"}),
        evidence("actions", {"id": "A", "status": "lukket"}),
    )
    assert [matter.status for matter in read_matters([earlier, later], "actions")] == ["lukket"]
