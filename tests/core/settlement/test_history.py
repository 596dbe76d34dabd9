"""What earlier periods and the calendar decide: claims and their deadlines, earlier totals, the expected level."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from settlement_months import (
    OCTOBER,
    compact,
    contract_of,
    evidence_of,
    level_of,
    remuneration_of,
    second,
    to_settle,
)

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History, PastRow
from afstemt.core.measurement.outcome import Outcome, Result
from afstemt.core.settlement.settle import settle
from afstemt.core.settlement.settlement import Settlement
from afstemt.core.units.figure import Figure
from afstemt.core.units.period import parse_period
from golden import recording

PER_POINT = {
    "rule": "points_per_unit",
    "parameters": {"points": 1, "unit": "percentage_point", "count": "completed"},
}
WEEKDAYS = {day: ["08:00-16:00"] for day in ("monday", "tuesday", "wednesday", "thursday", "friday")}
CALENDAR = {"framework": {"calendar": "uge"}, "calendars": {"uge": WEEKDAYS}}
ON_CLAIM = {"base": "entitled", "percent_per_point": 1, "claim": "on_claim", "lapses": True}


@pytest.fixture(autouse=True)
def told(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield from recording(request, monkeypatch, "settle", compact)


def settled(
    percent: str = "85.0",
    *,
    settlement: dict[str, Any] | None = None,
    history: Sequence[PastRow] = (),
    decisions: Sequence[dict[str, Any]] = (),
    period: str = "2026-10",
    **terms: Any,
) -> Settlement:
    """Settle one level against a target of 90 percent."""
    document = {
        "settlement": {**ON_CLAIM, **(settlement or {})},
        "service_levels": [level_of(penalties=[PER_POINT])],
        **terms,
    }
    return settle(
        *to_settle(
            document,
            {"KPI 1": [{"percent": Decimal(percent)}]},
            history=history,
            evidence=evidence_of(decisions=decisions) if decisions else None,
            period=parse_period(period),
        )
    )


def claim(at: str, period: str | None = "2026-10") -> dict[str, Any]:
    return {"at_s": second(at), "by": "x", "kind": "claim", "table": "penalty", "period": period}


@pytest.mark.parametrize(
    ("days", "at", "state"),
    [
        # New Year's Day 2027 is a Friday: working days are the 4th to the 8th
        (5, "2027-01-08 23:59:59", "claimed"),
        (5, "2027-01-09", "lapsed"),
        # 105 weekdays from 2 January to 28 May but for 25, 26 and 29 March, 6 and 17 May
        (100, "2027-05-28", "claimed"),
        (100, "2027-05-29", "lapsed"),
    ],
)
def test_a_claim_is_due_in_working_days_past_the_holidays(days: int, at: str, state: str) -> None:
    found = settled(
        settlement={"claim_within_working_days": days},
        decisions=[claim(at, "2026-12")],
        period="2026-12",
        **CALENDAR,
    )
    assert found.state == state


@pytest.mark.parametrize(("at", "state"), [("2026-11-14 23:59:59", "claimed"), ("2026-11-15", "lapsed")])
def test_a_claim_is_due_in_calendar_days_where_the_contract_counts_those(at: str, state: str) -> None:
    """14 days from 31 October."""
    deadline = {"what": "claim", "days": 14, "source": "contract", "owner": "authority"}
    found = settled(decisions=[claim(at)], framework={"deadlines": [deadline]})
    assert found.state == state


def test_a_calendar_that_is_never_open_and_an_undated_claim_are_placed() -> None:
    closed = {"framework": {"calendar": "uge"}, "calendars": {"uge": {}}}
    (notice,) = settled(settlement={"claim_within_working_days": 5}, **closed).notices
    assert (notice.code, notice.place) == ("never-open", "framework.calendar")
    (notice,) = settled("95.0", decisions=[claim("2026-11-05", None)]).notices
    assert (notice.code, notice.source, notice.row, notice.column) == (
        "undated-decision",
        "decisions",
        2,
        "period",
    )


def past(
    period: str, subject: str, amount: str | None, state: str = "", points: str | None = None
) -> PastRow:
    return PastRow(
        period,
        subject,
        None,
        None if points is None else Decimal(points),
        None if amount is None else Decimal(amount),
        state,
    )


def test_earlier_periods_are_listed_whatever_stands_between_them() -> None:
    """A row that cannot be read and this month's own do not end the list; points alone are listed too."""
    rows = (
        past("sidste år", "penalty", "7", "calculated"),
        past("2026-10", "penalty", "7", "calculated"),
        past("2026-06", "points", None, points="4"),
        past("2026-07", "points", None),
        past("2026-08", "penalty", "30", "set_off", "3"),
    )
    found = settled("95.0", history=rows)
    assert [(one.period, one.points, one.amount.amount, one.state) for one in found.earlier] == [
        ("2026-06", 4, 0, ""),
        ("2026-07", 0, 0, ""),
        ("2026-08", 3, 30, "set_off"),
    ]


def test_an_earlier_penalty_that_may_have_lapsed_is_asked_about_and_nothing_else() -> None:
    """30 kroner of August were not claimed within two working days; of nothing in July and September nothing is."""
    open_lapse = {"claim_within_working_days": 2, "lapses": None}
    nothing = (past("2026-07", "penalty", "0", "calculated"), past("2026-09", "penalty", "0", "calculated"))
    assert settled("95.0", settlement=open_lapse, history=nothing, **CALENDAR).notices == ()
    rows = (past("2026-08", "penalty", "30", "calculated"), *nothing)
    found = settled("95.0", settlement=open_lapse, history=rows, **CALENDAR)
    assert [notice.place for notice in found.notices] == ["settlement.lapses"]


@pytest.mark.parametrize(
    ("at", "state"), [("2026-10-02T23:30:00+01:00", "claimed"), ("2026-10-03T00:00:00+01:00", "lapsed")]
)
def test_an_earlier_claim_is_dated_in_the_contract_s_own_zone(at: str, state: str) -> None:
    """Two working days from 30 September in London; in Copenhagen it is the 3rd already."""
    document = {
        "zone": "Europe/London",
        "settlement": {**ON_CLAIM, "claim_within_working_days": 2},
        "service_levels": [level_of(penalties=[PER_POINT])],
        **CALENDAR,
    }
    period = parse_period("2026-10", "Europe/London")
    made = claim("2026-10-01", "2026-09") | {"at_s": int(datetime.fromisoformat(at).timestamp())}
    found = settle(
        contract_of(document),
        period,
        (),
        remuneration_of(period, Decimal(1000)),
        History((past("2026-09", "penalty", "30", "calculated"),)),
        evidence_of(decisions=[made]),
    )
    assert [one.state for one in found.earlier] == [state]


def test_what_is_earned_back_without_an_amount_is_placed() -> None:
    rows = (past("2026-09", "KPI 1", None, "missed", "2"),)
    (notice,) = settled("95.0", settlement={"earn_back_periods": 1}, history=rows).notices
    assert (notice.code, notice.source, notice.column) == ("no-history", "history", "amount")


def expected(
    target: int,
    expected: int,
    value: int | None,
    history: Sequence[int],
    *,
    at_least: bool,
    population: str = "alle",
    own_month: int | None = None,
    clause: str = "",
) -> list[str]:
    """Return what is said of a level whose values in October and before it are given, oldest last."""
    level = level_of(populations=[{"id": "alle", "target": target, "expected": expected}])
    threshold = {"measure": "expected_level_missed", "value": 3, "periods": 3, "clause": clause}
    document = {
        "settlement": {"base": "entitled"},
        "service_levels": [level],
        "framework": {"thresholds": [threshold]},
    }
    figure = None if value is None else Figure(value, 1, "count")
    judged = None if value is None else Fraction(value)
    result = Result(population, "met", figure, Fraction(target), at_least, judged)
    rows = [
        PastRow(f"2026-{9 - number:02d}", "KPI 1", Decimal(one), None, None, "met")
        for number, one in enumerate(history)
    ]
    if own_month is not None:
        rows.append(PastRow("2026-10", "KPI 1", Decimal(own_month), None, None, "met"))
    found = settle(
        contract_of(document),
        OCTOBER,
        (Outcome("KPI 1", OCTOBER, OCTOBER, "met", (result,)),),
        remuneration_of(OCTOBER, Decimal(1000)),
        History(tuple(rows)),
        Evidence(),
    )
    return [notice.message for notice in found.notices]


@pytest.mark.parametrize(
    ("value", "history", "reached"),
    [
        (3, (5, 4), True),  # at most 5 is the minimum, at most 2 what is expected
        (2, (5, 4), False),
        (3, (2, 4), False),
        (3, (6, 4), False),
        (6, (5, 4), False),
    ],
)
def test_the_expected_level_of_a_figure_that_must_not_be_passed(
    value: int, history: tuple[int, ...], reached: bool
) -> None:
    assert bool(expected(5, 2, value, history, at_least=False)) == reached


@pytest.mark.parametrize(
    ("value", "history", "reached"),
    [
        (94, (90, 93), True),  # at least 90 is the minimum, at least 95 what is expected
        (95, (90, 93), False),
        (94, (95, 93), False),
        (94, (89, 93), False),
        (None, (94, 93), False),
    ],
)
def test_the_expected_level_of_a_figure_that_must_be_reached(
    value: int | None, history: tuple[int, ...], reached: bool
) -> None:
    """What history already has of the month itself is not counted beside it."""
    assert bool(expected(90, 95, value, history, at_least=True, own_month=94)) == reached


def test_the_expected_level_is_read_from_history_where_the_population_has_no_result() -> None:
    """Two periods in history are not three, and without a clause it is the agreement that is named."""
    assert expected(90, 95, 94, (94, 93), at_least=True, population="anden") == []
    (said,) = expected(90, 95, 94, (94, 93), at_least=True)
    assert said.endswith("Det er i sig selv misligholdelse efter aftalen.")
    (said,) = expected(90, 95, 94, (94, 93), at_least=True, clause="§ 7")
    assert said.endswith("efter § 7.")


def expected_over(rows: Sequence[PastRow]) -> list[tuple[str, str]]:
    """Return what is said of a level with two populations, of which the second has an expected level of 95."""
    populations = [
        {"id": "A", "priorities": ["1"], "target": 90},
        {"id": "B", "priorities": ["2"], "target": 90, "expected": 95},
    ]
    threshold = {"measure": "expected_level_missed", "value": 3, "periods": 3}
    document = {
        "settlement": {"base": "entitled"},
        "service_levels": [level_of(populations=populations)],
        "framework": {"thresholds": [threshold]},
    }
    results = tuple(
        Result(name, "met", Figure(93, 100, "percent"), Fraction(90), True, Fraction(93))
        for name in ("A", "B")
    )
    outcome = Outcome("KPI 1", OCTOBER, OCTOBER, "met", results)
    found = settle(
        contract_of(document),
        OCTOBER,
        (outcome,),
        remuneration_of(OCTOBER, Decimal(1000)),
        History(tuple(rows)),
        Evidence(),
    )
    return [(notice.code, notice.message) for notice in found.notices]


def test_the_expected_level_of_one_of_several_populations_is_read_from_its_own_row() -> None:
    """A month leaves no figure for a level with several populations, but one for each of them."""
    months = ("2026-08", "2026-09")
    rows = [PastRow(code, "KPI 1", None, None, None, "met") for code in months]
    rows += [PastRow(code, "KPI 1/A", Decimal(99), None, None, "met") for code in months]
    met = [
        PastRow(code, "KPI 1/B", Decimal(value), None, None, "met")
        for code, value in zip(months, (92, 97), strict=True)
    ]
    short = [PastRow(code, "KPI 1/B", Decimal(92), None, None, "met") for code in months]
    assert [code for code, _text in expected_over([*rows, *short])] == ["expected-level-missed"]
    assert expected_over([*rows, *met]) == []


def test_that_history_lacks_a_period_that_could_reach_the_threshold_is_said() -> None:
    known = PastRow("2026-09", "KPI 1/B", Decimal(92), None, None, "met")
    ((code, text),) = expected_over([known])
    assert code == "no-history"
    assert "historikken mangler august 2026" in text
    assert expected_over([replace(known, value=Decimal(99))]) == [], "it cannot reach it whatever August was"
