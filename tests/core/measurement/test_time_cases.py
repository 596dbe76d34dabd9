"""Availability in cases that a lawyer can read: ``tests/cases/availability/*.toml``, one per rule."""

import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from level_cases import level, measure, table, terms, told_lines

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.terms.model.parties import Service, System
from afstemt.core.units.money import rounded
from afstemt.core.units.period import Period
from golden import recording

CASES = sorted((Path(__file__).parents[2] / "cases" / "availability").glob("*.toml"))
HOURS = {day: ["08:00-17:00"] for day in ("monday", "tuesday", "wednesday", "thursday", "friday")}
CALENDARS = {"drift": HOURS | {"holidays": "DK"}}


@pytest.fixture(autouse=True)
def told(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield from recording(request, monkeypatch, "measure", told_lines)


def outcome_of(case: dict[str, Any]) -> Outcome:
    users = case.get("brugere", {"portal": None})
    under = terms(
        CALENDARS,
        systems=(
            System(
                id="sag",
                name="Sagssystemet",
                services=tuple(
                    Service(id=name, name=name.title(), users=count) for name, count in users.items()
                ),
            ),
        ),
        service_windows=tuple(case.get("service_windows", ())),
        framework={"calendar": "drift"},
    )
    facts = {
        name: table(name, _known(case.get(name, []))) for name in ("outages", "maintenance", "decisions")
    }
    if case.get("kun_oplyst"):
        facts = {}
    if "stated_values" in case:
        facts["stated_values"] = table("stated_values", case["stated_values"])
    if "maalinger" in case:
        facts["checks"] = table(
            "checks", [_check(name, text) for name, its in case["maalinger"].items() for text in its]
        )
    chosen = {"calendar": None, "decimals": 0, "judge": "exact"} | case["servicemaal"]
    return measure(
        level(chosen.pop("kind"), chosen.pop("populations"), **chosen),
        Evidence(facts),
        case["periode"],
        under=under,
    )


def _known(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return decisions with the kinds as the program has them; "hold out" is how the parties write it."""
    return [row | ({"kind": row["kind"].replace(" ", "_")} if "kind" in row else {}) for row in rows]


def _check(service: str, text: str) -> dict[str, Any]:
    day, clock, answer = text.split()
    failed = answer == "fejl"
    return {
        "service": service,
        "at": f"{day} {clock}",
        "ok": not failed,
        "response_ms": None if failed else int(answer),
    }


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    expected = case["forventet"]
    outcome = outcome_of(case)
    result = outcome.results[0]
    assert outcome.state == expected["tilstand"], (outcome.reason, result.figure)
    if outcome.state == "not_measured":
        assert outcome.reason
        return
    assert result.figure is not None
    decimals = case["servicemaal"].get("decimals", 0)
    if "tal" in expected:
        assert str(result.figure.to(decimals)) == expected["tal"]
    assert result.basis == ("stated" if case.get("kun_oplyst") else "calculated")
    if "oplyst" in expected:
        assert result.stated is not None
        assert str(result.stated.to(decimals)) == expected["oplyst"]
    if "taeller_naevner" in expected:
        assert [result.figure.numerator, result.figure.denominator] == expected["taeller_naevner"]
    if "aftalt_s" in expected:
        agreed, down = expected["aftalt_s"], expected["nedetid_s"]
        assert (result.figure.numerator, result.figure.denominator) == (agreed - down, agreed)
        assert outcome.rows["counted_s"].sum() == down
    if "foer" in expected:
        assert (
            str(dict(outcome.extra)["Før justering"].to(case["servicemaal"]["decimals"])) == expected["foer"]
        )
    assert outcome.excluded == expected.get("holdt_ude", 0)
    assert all(step.what for step in outcome.steps)


def test_99_9_percent_of_a_year_allows_8_hours_45_minutes_36_seconds() -> None:
    """The level's own allowance, shown beside the figure, over the 365 days of 2026 (no clock change: UTC)."""
    case = {
        "periode": Period(date(2026, 1, 1), date(2027, 1, 1), "UTC"),
        "servicemaal": {
            "kind": "availability",
            "populations": [{"target": Decimal("99.9")}],
            "decimals": 2,
            "judge": "rounded",
            "missing_data": "up",
            "parameters": {"source": "outages", "downtime_from": "outage"},
        },
    }
    allowed = dict(outcome_of(case).extra)["Højeste nedetid, som målet tillader"].value
    assert allowed == (8 * 60 + 45) * 60 + 36
    assert rounded(Fraction(365 * 86_400) * (100 - Fraction("99.9")) / 100, 0, "down") == allowed
