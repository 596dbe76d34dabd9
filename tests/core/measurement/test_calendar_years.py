"""How far back service hours are compiled: to the oldest case that still counts, the contract's start, thirty years."""

from datetime import date
from typing import Any

import pytest
from level_cases import evidence

from afstemt.core.measurement.calendar_years import earliest_year
from afstemt.core.units.period import parse_period

LONG_AGO = date(1990, 1, 1)
OLD = {"opened_at": "2003-05-05 09:00", "priority": "1"}


def year(begins: date = LONG_AGO, **tables: list[dict[str, Any]]) -> int:
    return earliest_year(evidence(**tables), begins, parse_period("2026-10"), 5)


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("incidents", OLD),
        ("incidents", OLD | {"resolved_at": "2026-10-02 09:00"}),
        ("incidents", OLD | {"resolved_at": "2004-10-02 09:00", "closed_at": "2026-10-02 09:00"}),
        ("service_requests", {"opened_at": "2003-05-05 09:00", "initiator": "authority"}),
        ("security_updates", {"released_at": "2003-05-05 09:00", "severity": "low"}),
        ("deliverables", {"requested_at": "2003-05-05 09:00", "kind": "report"}),
    ],
)
def test_a_case_that_may_still_count_is_reached(table: str, row: dict[str, Any]) -> None:
    assert year(**{table: [{"id": "gammel"} | row]}) == 2003


def test_an_ordinary_month_reaches_five_years() -> None:
    ordinary = {"id": "a", "priority": "1", "opened_at": "2026-10-05 09:00"}
    ended = OLD | {"id": "b", "resolved_at": "2003-05-06 09:00"}
    assert year() == 2021
    assert year(incidents=[ordinary, ended]) == 2021


def test_no_further_than_the_contract_and_thirty_years() -> None:
    assert year(date(2015, 6, 1), incidents=[OLD | {"id": "a"}]) == 2015
    assert year(incidents=[OLD | {"id": "a", "opened_at": "1992-05-05 09:00"}]) == 1996
    assert year(date(2026, 1, 1), incidents=[OLD | {"id": "a"}]) == 2021
