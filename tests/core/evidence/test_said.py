"""That there was something, or that there was none: what says it of a month, and what does not."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from afstemt.core.evidence.evidence import Evidence, SourceFile
from afstemt.core.evidence.said import TOPICS, none_said, statement_of_none, topic_of, unsaid
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.units.period import Period, instant, month

NOVEMBER = month(date(2026, 11, 1))
OUTAGES = TOPICS["outages"]


def day(month: int, number: int) -> int:
    return instant(date(2026, month, number), NOVEMBER.zone)


def table(name: str, *rows: dict[str, Any]) -> pl.LazyFrame:
    schema = BY_NAME[name].schema
    return pl.LazyFrame(
        [
            dict.fromkeys(schema) | {"file_no": 0, "row_no": 2 + number} | row
            for number, row in enumerate(rows)
        ],
        schema=schema,
    )


def outages(*rows: dict[str, Any]) -> Evidence:
    return Evidence({"outages": table("outages", *rows)})


def silent(evidence: Evidence, part: Period = NOVEMBER, topic: str = "outages") -> list[str]:
    none = none_said(evidence, part.before(0).code)
    return [one.code for one in unsaid(evidence, TOPICS[topic], part, none)]


def file(name: str, rows: int = 0, period: str = "", table: str = "outages") -> Evidence:
    return Evidence(files=(SourceFile(name, "", 0, table, "afstemt", rows, rows, 0, period=period),))


@pytest.mark.parametrize(
    ("from_s", "to_s", "said"),
    [
        (day(11, 3), day(11, 4), True),
        (day(10, 31), day(11, 2), True),
        (day(10, 30), day(10, 31), False),
        (day(10, 30), None, True),
        (day(11, 30), day(12, 2), True),
        (day(12, 1), day(12, 2), False),
    ],
)
def test_month_with_a_row_that_touches_it(from_s: int, to_s: int | None, said: bool) -> None:
    assert silent(outages({"from_s": from_s, "to_s": to_s})) == ([] if said else ["2026-11"])


def test_month_with_rows_on_both_sides_of_it_in_one_file_only() -> None:
    before = {"from_s": day(10, 3), "to_s": day(10, 4)}
    after = {"from_s": day(12, 1), "to_s": day(12, 4)}
    assert silent(outages(before, after)) == []
    assert silent(outages(before, after | {"file_no": 1})) == ["2026-11"]


def test_part_of_a_month_is_said_with_its_month() -> None:
    part = Period(date(2026, 11, 15), date(2027, 1, 1))
    evidence = outages({"from_s": day(11, 3), "to_s": day(11, 4)})
    assert silent(evidence, part) == ["2026-12"]


@pytest.mark.parametrize(
    ("name", "period", "said"),
    [
        ("outages.csv", "", ["2026-11"]),
        ("outages.csv", "2026-10", []),
        ("2026-10/outages.csv", "", []),
        ("2026-11/outages.csv", "2026-10", ["2026-11"]),
        ("udtræk-2026-12-02/outages.csv", "", ["2026-11"]),
    ],
)
def test_empty_file_is_of_the_month_in_its_name_or_of_its_delivery(
    name: str, period: str, said: list[str]
) -> None:
    assert ("outages", "2026-11") not in none_said(file(name, 3, period), "2026-11")
    assert silent(file(name, period=period)) == [one for one in ["2026-11"] if one not in said]


def test_empty_file_of_incidents_says_that_none_was_escalated_and_nothing_of_outages() -> None:
    evidence = file("incidents.csv", table="incidents")
    assert silent(evidence, topic="escalated_incidents") == []
    assert silent(evidence, topic="incidents") == []
    assert silent(evidence) == ["2026-11"]


def test_incidents_say_nothing_of_escalation_that_they_do_not_have() -> None:
    opened = table("incidents", {"id": "1", "opened_s": day(11, 3)})
    assert silent(Evidence({"incidents": opened}), topic="incidents") == []
    assert silent(Evidence({"incidents": opened}), topic="escalated_incidents") == ["2026-11"]
    escalated = table("incidents", {"id": "1", "opened_s": day(11, 3), "escalated_s": day(11, 4)})
    assert silent(Evidence({"incidents": escalated}), topic="escalated_incidents") == []


def test_statement_of_none_is_read_as_it_is_written() -> None:
    row = statement_of_none(OUTAGES, "2026-11", text="Der var ingen afbrydelser.")
    evidence = Evidence({"statements": table("statements", row)})
    assert none_said(evidence, "2026-12") == {("outages", "2026-11")}
    assert silent(evidence) == []


@pytest.mark.parametrize("period", ["2026-Q4", "2026-10-15/2026-12-02"])
def test_statement_of_several_months(period: str) -> None:
    row = statement_of_none(OUTAGES, period, text="Ingen.")
    evidence = Evidence({"statements": table("statements", row)})
    assert silent(evidence, Period(date(2026, 10, 1), date(2027, 1, 1))) == []


@pytest.mark.parametrize("period", ["november", "2026-13"])
def test_statement_of_a_period_that_cannot_be_read_says_nothing(period: str) -> None:
    row = statement_of_none(OUTAGES, period, text="Ingen.")
    assert silent(Evidence({"statements": table("statements", row)})) == ["2026-11"]


def test_section_in_words_and_in_code() -> None:
    assert topic_of("  Ingen Afbrydelser ") == OUTAGES
    assert topic_of("none:changes") == TOPICS["changes"]
    assert topic_of("ingen kommentarer") is None
