"""Every case under tests/cases/measurement: terms and rows beside the figure, readable without the program."""

from typing import Any

import polars as pl
import pytest
from level_cases import CALENDARS, case_id, evidence, level, measure, read_cases, second, terms

FOUND = read_cases()
ROW_KEYS = {
    "frist": "due_s",
    "forbrugt_s": "elapsed_s",
    "pause_s": "paused_s",
    "over_s": "over_s",
    "tilstand": "state",
    "paabegyndte_dage": "days_commenced",
    "hele_dage": "days_completed",
}


def test_there_are_cases() -> None:
    assert len(FOUND) >= 10


@pytest.mark.parametrize(("name", "case"), FOUND, ids=case_id)
def test_case_gives_the_expected_figure(name: str, case: dict[str, Any]) -> None:
    settings = dict(case["servicemaal"]) | dict(case.get("valg", {}))
    of = level(settings.pop("kind"), settings.pop("populations"), **settings)
    under = terms(case.get("calendars", CALENDARS))
    outcome = measure(of, evidence(**case.get("fakta", {})), case["periode"], under=under)
    for wanted in case.get("forventet", []):
        result = outcome.result(wanted.get("population", ""))
        assert result.state == wanted["tilstand"], name
        if "tal" in wanted:
            assert result.figure is not None
            assert result.figure.to(of.decimals or 0) == wanted["tal"], name
        if "afvigelse" in wanted:
            assert result.shortfall == wanted["afvigelse"].__class__(wanted["afvigelse"])
        if "paabegyndte_timer_over" in wanted:
            hours = sum(-(-(overrun.seconds or 0) // 3600) for overrun in result.overruns)
            assert hours == wanted["paabegyndte_timer_over"], name
    for wanted in case.get("sager", []):
        row = outcome.rows.filter(pl.col("id") == wanted["id"]).row(0, named=True)
        for key, column in ROW_KEYS.items():
            if key in wanted:
                expected = second(wanted[key]) if column == "due_s" else wanted[key]
                assert row[column] == expected, f"{name}: {wanted['id']} {key}"
        if wanted.get("holdt_ude"):
            assert row["held_out"] is not None
