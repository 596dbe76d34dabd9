"""A correction that is settled takes itself away and no other, of whatever amount and in whatever order they stand."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History, PastRow
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.remuneration.corrections import Correction, corrections
from afstemt.core.units.period import parse_period

OCTOBER = parse_period("2026-10")


def decision(at: int, table: str, reason: str, row_id: str | None = None) -> dict[str, Any]:
    return {
        "at_s": at,
        "by": "begge",
        "kind": "correction",
        "table": table,
        "row_id": row_id,
        "period": "2026-08",
        "value": "1000",
        "reason": reason,
    }


def past(note: str = "", state: str = "settled") -> PastRow:
    return PastRow("2026-08", "correction", None, None, Decimal("1000.00"), state, note)


def taken(decisions: Sequence[dict[str, Any]], *history: PastRow) -> list[Correction]:
    schema = BY_NAME["decisions"].schema
    rows = [
        {column: row.get(column) for column in schema} | {"file_no": 0, "row_no": number}
        for number, row in enumerate(decisions, 1)
    ]
    evidence = Evidence({"decisions": pl.LazyFrame(rows, schema=schema)})
    found, faults = corrections(evidence, History(history), OCTOBER, "correction")
    assert faults == ()
    return list(found)


SUM, PENALTY = decision(2, "settlement", "For lidt i alt"), decision(1, "penalty", "For få point")
KNOWN = decision(3, "penalty", "For få point", "2026-08 · 1")


@pytest.mark.parametrize(
    ("given", "settled", "left"),
    [
        ([SUM, PENALTY], SUM, ["For få point"]),
        ([SUM, PENALTY], PENALTY, ["For lidt i alt"]),
        ([PENALTY, KNOWN], KNOWN, ["For få point"]),
    ],
)
def test_it_takes_away_itself_though_another_is_as_large_and_older(
    given: list[dict[str, Any]], settled: dict[str, Any], left: list[str]
) -> None:
    (before,) = taken([settled])
    found = taken(given, past(before.name))
    assert [one.reason for one in found] == left
    assert taken(given, *(past(one.name) for one in taken(given))) == []


def test_one_written_by_hand_stands_for_one_of_that_amount_and_never_for_one_that_is_known() -> None:
    assert taken([PENALTY], past()) == []
    assert len(taken([SUM, PENALTY], past())) == 1
    assert [one.row_id for one in taken([KNOWN], past())] == ["2026-08 · 1"]


def test_an_open_row_of_history_is_settled_once() -> None:
    (before,) = taken([], past("Fra april", "open"))
    assert before.name == "Fra april"
    assert taken([], past("Fra april", "open"), past("Fra april")) == []
    assert len(taken([], past("Fra april", "open"), past("Fra maj"))) == 1
