"""Answers about rows that a later file lacks: whom they bind, and what counts until the other party has agreed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest

from afstemt.core.evidence.evidence import MISSING, Evidence, SourceFile, collect
from afstemt.core.evidence.missing_rows import confirmers, with_answers
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.fault import Fault

CONTRACT = Contract(
    (
        Terms.model_validate(
            {
                "id": "prøve",
                "title": "Syntetisk kontrakt",
                "in_force_from": date(2026, 1, 1),
                "parties": [{"role": "authority", "name": "A"}, {"role": "supplier", "name": "L"}],
            }
        ),
    )
)
ROWS: Mapping[str, dict[str, Any]] = {
    "outages": {"service": "web", "from_s": 100, "to_s": 200},
    "incidents": {"id": "A1", "priority": "1", "opened_s": 100},
    "hours": {"consultant": "K", "activity": "drift", "hours": "7"},
    "feedback": {"at_s": 100, "from_whom": "A", "text": "god"},
}


def evidence(table: str, *decisions: tuple[str, str]) -> Evidence:
    """Return a row that a later file lacks, a pause of ticket A1, and what was decided, in order: by, kind."""
    made = [
        {"at_s": at, "by": by, "kind": kind, "table": table, "row_id": "rækken", "file_no": 2, "row_no": at}
        for at, (by, kind) in enumerate(decisions, 2)
    ]
    pause = {"ticket_id": "A1", "from_s": 110, "to_s": 120, "file_no": 1, "row_no": 2}
    rows = {table: [ROWS[table] | {"file_no": 0, "row_no": 2}], "pauses": [pause], "decisions": made}
    tables = {
        name: pl.DataFrame(
            [{column: one.get(column) for column in BY_NAME[name].schema} for one in each],
            schema=BY_NAME[name].schema,
        ).lazy()
        for name, each in rows.items()
    }
    files = tuple(
        SourceFile(f"{name}.csv", "", 0, name, "", len(each), len(each), 0) for name, each in rows.items()
    )
    asked = Fault("missing-later", "Rækken mangler.", f"{table}.csv", row=2, severity="ask")
    missing = {table: pl.DataFrame([(0, 2, 1, "rækken")], schema=MISSING, orient="row")}
    return Evidence(tables, files, (asked,), missing=missing)


def left(found: Evidence, table: str) -> int:
    return len(collect(found.table(table)))


CASES = [
    # what, who says what, whether the row counts, who is still asked: None nobody, "" both or the deliverer
    ("outages", [("supplier", "stands")], True, None),
    ("outages", [("supplier", "lapsed")], True, "authority"),
    ("outages", [("supplier", "lapsed"), ("authority", "lapsed")], False, None),
    ("outages", [("authority", "lapsed")], False, None),
    ("outages", [("both", "lapsed")], False, None),
    ("hours", [("supplier", "lapsed")], False, None),
    ("hours", [("supplier", "stands")], True, "authority"),
    ("hours", [("authority", "stands")], True, None),
    ("incidents", [("supplier", "lapsed")], True, "authority"),
    ("incidents", [("authority", "stands")], True, "supplier"),
    ("incidents", [("authority", "lapsed"), ("supplier", "lapsed")], False, None),
    ("incidents", [("authority", "lapsed"), ("supplier", "stands")], True, "authority"),
    ("hours", [("supplier", "lapsed"), ("supplier", "stands")], False, None),
    ("hours", [("supplier", "lapsed"), ("supplier", "stands"), ("authority", "stands")], True, None),
    ("hours", [("nogen", "lapsed")], True, ""),
    ("feedback", [("authority", "lapsed")], False, None),
    ("outages", [], True, ""),
]


@pytest.mark.parametrize(("table", "said", "counts", "asked"), CASES)
def test_answer_binds_whom_it_is_against_and_else_waits_for_the_other(
    table: str, said: list[tuple[str, str]], counts: bool, asked: str | None
) -> None:
    found = with_answers(evidence(table, *said), CONTRACT)
    assert left(found, table) == counts
    questions = [fault for fault in found.faults if fault.severity == "ask"]
    assert [fault.party for fault in questions] == ([] if asked is None else [asked])
    file = found.files[0]
    assert (file.rows_used, file.rows_superseded) == ((1, 0) if counts else (0, 1))
    assert file.rows_read == file.rows_used + file.rows_superseded


def test_waiting_answer_is_named_with_whom_it_waits_for() -> None:
    found = with_answers(evidence("outages", ("supplier", "lapsed")), CONTRACT)
    assert found.faults[0].message == (
        "Rækken mangler. Der er svaret: »Rækken er udgået«. Svaret gælder, når myndigheden er enig."
    )


def test_what_hangs_on_a_ticket_goes_with_it() -> None:
    found = with_answers(evidence("incidents", ("both", "lapsed")), CONTRACT)
    assert left(found, "pauses") == 0
    assert [file.rows_superseded for file in found.files] == [1, 1, 0]


def test_every_table_says_whom_its_rows_are_good_for() -> None:
    for table in BY_NAME.values():
        both = confirmers(table, "lapsed") | confirmers(table, "stands")
        assert both == (set() if table.good_for == "nobody" else {"authority", "supplier"})


def test_delivered_file_does_not_decide_for_the_other_party() -> None:
    given = evidence("outages", ("both", "lapsed"))
    *rest, decided = given.files
    for party, counted in (("supplier", 1), ("authority", 0), ("", 0)):
        files = (*rest, replace(decided, party=party))
        assert left(with_answers(replace(given, files=files), CONTRACT), "outages") == counted
