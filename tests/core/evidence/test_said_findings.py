"""A statement that there were none, beside rows that say otherwise: the rows count, and somebody is asked."""

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest

from afstemt.core.evidence.evidence import Evidence, SourceFile
from afstemt.core.evidence.said import TOPICS, statement_of_none
from afstemt.core.evidence.said_findings import CODE, NOTED, with_contradictions_told
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.units.fault import Fault
from afstemt.core.units.period import Period, instant, month

NOVEMBER = month(date(2026, 11, 1))


def day(month: int, number: int) -> int:
    return instant(date(2026, month, number), NOVEMBER.zone)


def frame(name: str, file_no: int, rows: list[dict[str, Any]]) -> pl.DataFrame:
    schema = BY_NAME[name].schema
    own = [
        dict.fromkeys(schema) | {"file_no": file_no, "row_no": 2 + number} | row
        for number, row in enumerate(rows)
    ]
    return pl.DataFrame(own, schema=schema)


def evidence(topic: str, code: str, *rows: dict[str, Any]) -> Evidence:
    table = TOPICS[topic].table
    said = statement_of_none(TOPICS[topic], code, text="Der var ingen.")
    names = ("statements.csv", f"{table}.csv")
    return Evidence(
        {
            "statements": frame("statements", 0, [said]).lazy(),
            table: frame(table, 1, list(rows)).lazy(),
        },
        tuple(SourceFile(name, "", 0, name.removesuffix(".csv"), "afstemt", 1, 1, 0) for name in names),
    )


def asked(evidence: Evidence, period: Period = NOVEMBER) -> list[Fault]:
    every = with_contradictions_told(evidence, period, period.before(0).code).faults
    found = [fault for fault in every if fault.code == CODE]
    assert all(fault.severity == "ask" for fault in found)
    return found


@pytest.mark.parametrize(
    ("topic", "row"),
    [
        ("outages", {"from_s": day(11, 3), "to_s": day(11, 4)}),
        ("outages", {"from_s": day(10, 30), "to_s": None}),
        ("incidents", {"opened_s": day(11, 3)}),
        ("escalated_incidents", {"opened_s": day(10, 3), "escalated_s": day(11, 4)}),
        ("changes", {"planned_start_s": day(10, 31), "planned_end_s": day(11, 2)}),
    ],
)
def test_row_of_the_month_contradicts_the_statement(topic: str, row: dict[str, Any]) -> None:
    (fault,) = asked(evidence(topic, "2026-11", row))
    assert (fault.source, fault.row) == ("statements.csv", 2)
    assert f"ingen {TOPICS[topic].word}" in fault.message
    assert f"{TOPICS[topic].table}.csv række 2" in fault.message


@pytest.mark.parametrize(
    ("topic", "row"),
    [
        ("outages", {"from_s": day(10, 3), "to_s": day(10, 4)}),
        ("outages", {"from_s": day(12, 1), "to_s": None}),
        ("incidents", {"opened_s": day(10, 3), "resolved_s": day(11, 4)}),
        ("escalated_incidents", {"opened_s": day(11, 3)}),
        ("changes", {"planned_start_s": day(12, 31)}),
    ],
)
def test_row_of_another_month_does_not(topic: str, row: dict[str, Any]) -> None:
    assert not asked(evidence(topic, "2026-11", row))


def test_statement_that_nothing_contradicts_is_noted_in_the_report_of_its_month() -> None:
    none = evidence("outages", "2026-11", {"from_s": day(10, 3), "to_s": day(10, 4)})
    (note,) = with_contradictions_told(none, NOVEMBER, "2026-11").faults
    assert (note.code, note.severity, note.source, note.row) == (NOTED, "note", "statements.csv", 2)
    assert "ingen afbrydelser var i november 2026" in note.message
    assert not with_contradictions_told(none, Period(date(2026, 11, 1), date(2027, 1, 1)), "2026-12").faults


def test_statement_of_a_month_that_is_not_looked_at_asks_nothing() -> None:
    row = {"from_s": day(10, 3), "to_s": day(10, 4)}
    assert not asked(evidence("outages", "2026-10", row))
    assert len(asked(evidence("outages", "2026-10", row), Period(date(2026, 10, 1), date(2026, 12, 1)))) == 1


def test_many_rows_are_named_by_the_first() -> None:
    rows = [{"from_s": day(11, 3 + number)} for number in range(5)]
    (fault,) = asked(evidence("outages", "2026-11", *rows))
    assert "outages.csv række 4 og 2 mere" in fault.message


def test_row_that_was_set_aside_contradicts_as_far_as_it_says_when_it_began() -> None:
    none = evidence("outages", "2026-11")
    lost = frame("outages", 1, [{"from_s": day(11, 3)}, {}]).with_columns(why=pl.lit("bad-time"))
    (fault,) = asked(replace(none, lost={"outages": lost}))
    assert "række 2" in fault.message
    assert "række 3" not in fault.message
