"""What is counted past a limit: cases, hours, percentage points, contacts not registered; bands and lumps."""

from collections.abc import Iterator
from datetime import date
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
    outcome_of,
    remuneration_of,
    second,
    to_settle,
)

from afstemt.core.evidence.history import History
from afstemt.core.measurement.outcome import Outcome, Result
from afstemt.core.settlement.settle import settle
from afstemt.core.settlement.settlement import Settlement
from afstemt.core.units.figure import Figure
from afstemt.core.units.period import Period
from golden import recording

TERMS = {"base": "entitled", "percent_per_point": 1}


@pytest.fixture(autouse=True)
def told(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield from recording(request, monkeypatch, "settle", compact)


def rule(name: str, **parameters: Any) -> dict[str, Any]:
    return {"rule": name, "parameters": parameters}


def settled(penalty: dict[str, Any], *given: dict[str, Any], **level: Any) -> Settlement:
    """Settle one level of one population (or those that ``level`` names) in October, of 1,000 kroner."""
    document = {"settlement": TERMS, "service_levels": [level_of(penalties=[penalty], **level)]}
    return settle(*to_settle(document, {"KPI 1": given}))


def of_result(penalty: dict[str, Any], result: Result) -> Settlement:
    """Settle a result as it is given."""
    document = {"settlement": TERMS, "service_levels": [level_of(penalties=[penalty])]}
    contract, period, _outcomes, money, history, evidence = to_settle(document, {})
    outcome = Outcome("KPI 1", period, period, result.state, (result,))
    return settle(contract, period, (outcome,), money, history, evidence)


LATE = {"populations": [{"id": "alle", "limit": {"hours": 1}}]}


def test_every_third_case_begun_counts() -> None:
    """4 cases over their limit are 2 times 3 begun."""
    penalty = rule("points_per_unit", points=1, unit="case", count="commenced", size=3)
    assert settled(penalty, {"used": ["2:00"] * 4}, **LATE).points == 2


def test_hours_of_many_cases_are_shown_up_to_a_number_and_all_are_counted() -> None:
    """Of 22 cases two hours late each, 20 are shown, the rest as one sum."""
    penalty = rule("points_per_unit", points=1, unit="hour", count="commenced")
    (line,) = settled(penalty, {"used": ["3:00"] * 22}, **LATE).lines
    assert line.points == 44
    shown = [step.what for step in line.steps]
    assert shown[:20] == [f"sag {number}" for number in range(1, 21)]
    assert shown[20] == "Øvrige tilfælde"
    assert (line.steps[20].formula, line.steps[20].result) == (
        "2 tilfælde, alle i bilaget",
        "4 × påbegyndt time",
    )


def test_a_lump_is_named_by_its_case_and_else_as_points() -> None:
    """3 + 1 for an hour late; 3 + 2 for two cases; 3 + 5 for five percentage points."""

    def lump(unit: str) -> dict[str, Any]:
        return rule("lump_plus_unit", lump=3, per_unit=1, unit=unit, first_unit="additional")

    (line,) = settled(lump("hour"), {"used": ["2:00"]}, **LATE).lines
    assert (line.points, [step.what for step in line.steps][:2]) == (4, ["sag 1", "sag 1"])
    (line,) = settled(lump("case"), {"used": ["2:00", "3:00"]}, **LATE).lines
    assert (line.points, line.steps[1].what, line.steps[1].formula) == (5, "Point", "3 + 2 × 1")
    (line,) = settled(lump("percentage_point"), {"percent": Decimal(85)}).lines
    assert (line.points, line.steps[1].what, line.steps[1].formula) == (8, "Point", "3 + 5 × 1")


@pytest.mark.parametrize(("unit", "limit"), [("working_day", "working_days"), ("hour", "hours")])
@pytest.mark.parametrize(("late", "steps"), [(20, 42), (21, 44)], ids=["20 cases", "21 cases"])
def test_the_last_of_many_cases_that_is_not_delivered_has_its_lump(
    unit: str, limit: str, late: int, steps: int
) -> None:
    """A point each, and 3 for the one not delivered; past 20 cases a step for their units and one for their points."""
    lump = rule("lump_plus_unit", lump=3, per_unit=1, unit=unit, first_unit="only_when_missing")
    given = {"working_days_late": [1] * late} if unit == "working_day" else {"used": ["2:00"] * late}
    level = level_of(penalties=[lump], populations=[{"id": "alle", "limit": {limit: 1}}])
    contract, period, _outcomes, money, history, evidence = to_settle(
        {"settlement": TERMS, "service_levels": [level]}, {}
    )
    outcome = outcome_of(contract.current, "KPI 1", period, [given], open_late=[f"sag {late}"])
    (line,) = settle(contract, period, (outcome,), money, history, evidence).lines
    assert line.points == late + 3
    assert len(line.steps) == steps
    words = {"hour": "time", "working_day": "arbejdsdag"}
    rest = [step.result for step in line.steps if step.what == "Øvrige tilfælde"]
    assert rest == ([] if late == 20 else [f"1 × påbegyndt {words[unit]}", "4 point"])


def test_the_distance_of_an_unrounded_figure_is_shown_with_two_decimals() -> None:
    penalty = rule("points_per_unit", points=1, unit="percentage_point", count="commenced")
    (line,) = settled(penalty, {"percent": Decimal("85.25")}, decimals=None, judge="exact").lines
    assert (line.points, line.steps[0].formula) == (5, "90,00 − 85,25 = 4,75 procentpoint")


def test_a_unit_begun_by_a_hair_is_shown_with_the_decimals_that_show_it() -> None:
    """35,608 of 40,009 is 88.9999750...: a little over one percentage point, so two are begun."""
    penalty = rule("points_per_unit", points=1, unit="percentage_point", count="commenced")
    (line,) = settled(penalty, {"in_time": 35608, "of": 40009}, judge="exact").lines
    assert (line.points, line.steps[0].formula) == (Decimal(2), "90,00000 − 88,99998 = 1,00002 procentpoint")


def test_a_share_that_must_not_be_passed_is_counted_from_above() -> None:
    """8.0 percent where 5 is the most."""
    penalty = rule("points_per_unit", points=1, unit="percentage_point", count="commenced")
    result = Result("alle", "missed", Figure(2, 25, "percent"), Fraction(5), False, Fraction(8), Fraction(3))
    (line,) = of_result(penalty, result).lines
    assert (line.points, line.steps[0].formula) == (3, "8,0 − 5,0 = 3,0 procentpoint")


def test_percentage_points_of_a_figure_in_seconds_are_refused_by_name() -> None:
    penalty = rule("points_per_unit", points=1, unit="percentage_point", count="commenced")
    result = Result("alle", "missed", Figure(8, 1, "seconds"), Fraction(5), False, Fraction(8), Fraction(3))
    found = of_result(penalty, result)
    assert found.lines == ()
    (notice,) = found.notices
    assert (notice.code, notice.place) == (
        "unit-not-measured",
        "service_levels.KPI 1.penalties.points_per_unit.unit",
    )


@pytest.mark.parametrize(
    ("penalty", "code"),
    [
        (rule("points_by_band", bands=[{"at_least": 2000, "points": 3}]), "no-figure"),
        (rule("charge_percent_by_tier", tiers=[{"below": 2000, "percent": 3}]), "no-figure"),
        (rule("points_per_unit", points=1, unit="minute", count="commenced"), "unit-not-measured"),
        (rule("amount_per_unit", amount=5, unit="case", count="commenced"), "unit-not-measured"),
        (
            rule("lump_plus_unit", lump=3, per_unit=1, unit="hour", first_unit="additional"),
            "unit-not-measured",
        ),
        (rule("points_per_working_day_late", points=1), "unit-not-measured"),
        (rule("points_per_breach", points=1, per="case"), "unit-not-measured"),
    ],
    ids=lambda given: given["rule"] if isinstance(given, dict) else given,
)
def test_a_level_that_is_missed_without_a_figure_is_never_silently_free(
    penalty: dict[str, Any], code: str
) -> None:
    """A percentile on a call without an answer is slower than any target, and no number of milliseconds."""
    result = Result("alle", "missed", None, Fraction(1000), at_least=False, cases=3, reason="Intet svar.")
    found = of_result(penalty, result)
    assert [(notice.code, notice.severity) for notice in found.notices] == [(code, "stop")]
    assert found.lines == ()


def test_a_breach_without_a_figure_costs_its_points() -> None:
    result = Result("alle", "missed", None, Fraction(1000), at_least=False, cases=3, reason="Intet svar.")
    found = of_result(rule("points_per_breach", points=2, per="population"), result)
    assert (found.points, found.notices) == (Decimal(2), ())


def test_an_amount_per_unit_asks_which_units_count() -> None:
    found = settled(rule("amount_per_unit", amount=5, unit="percentage_point"), {"percent": Decimal(85)})
    assert [notice.place for notice in found.notices] == [
        "service_levels.KPI 1.penalties.amount_per_unit.count"
    ]


def test_an_unrounded_value_is_shown_by_its_band_with_four_decimals() -> None:
    """85 of 87 is 97.70114942..., 97.5 is 97.5."""
    penalty = rule("points_by_band", bands=[{"below": 98, "points": 1}])
    for given, shown in (({"in_time": 85, "of": 87}, "97,7011"), ({"percent": Decimal("97.5")}, "97,5")):
        (line,) = settled(penalty, given, judge="exact").lines
        assert (
            line.steps[0].formula
            == f"{shown}\N{NO-BREAK SPACE}pct. er i båndet under 98\N{NO-BREAK SPACE}pct."
        )


def test_points_of_a_fixed_amount_do_not_hide_points_of_a_percentage() -> None:
    """An amount has no points to convert; the points of the level's other rule have."""
    amount = rule("amount_per_unit", amount=5, unit="percentage_point", count="completed")
    points = rule("points_per_unit", points=1, unit="percentage_point", count="completed")
    document = {"settlement": TERMS, "service_levels": [level_of(penalties=[amount, points])]}
    found = settle(*to_settle(document, {"KPI 1": [{"percent": Decimal(85)}]}))
    assert [line.amount.amount for line in found.lines] == [25, 50]


def test_a_table_takes_each_kind_of_line_by_itself() -> None:
    """B's 3 points do not count with A's 5 (one cause), so they lift A to no higher step."""
    points = rule("points_per_unit", points=1, unit="percentage_point", count="completed")
    terms = {
        "base": "entitled",
        "same_cause": "highest",
        "point_steps": [
            {"points": 3, "percent": 1},
            {"points": 5, "percent": 2},
            {"points": 8, "percent": 9},
        ],
    }
    levels = [level_of(id=name, penalties=[points]) for name in "AB"]
    rows = [
        {"at_s": 1, "kind": "cause", "level": name, "value": "strømsvigt", "period": "2026-10"}
        for name in "AB"
    ]
    document = {"settlement": terms, "service_levels": levels}
    results = {"A": [{"percent": Decimal(85)}], "B": [{"percent": Decimal(87)}]}
    found = settle(*to_settle(document, results, evidence=evidence_of(decisions=rows)))
    assert [(line.amount.amount, line.counts) for line in found.lines] == [(20, True), (10, False)]
    assert found.penalty.amount == Decimal("20.00")


def unregistered(**more: Any) -> dict[str, Any]:
    return {"at_s": second("2026-11-05"), "by": "x", "kind": "unregistered", "level": "KPI 1", **more}


def test_contacts_not_registered_belong_to_the_stretch_they_are_placed_in() -> None:
    """By their own time; those that only name the month belong to its last stretch."""
    level = level_of(penalties=[rule("points_per_unregistered", points=1)])
    contract = contract_of({"settlement": TERMS, "service_levels": [level]})
    middle = date(2026, 10, 16)
    outcomes = tuple(
        outcome_of(contract.current, "KPI 1", OCTOBER, [{"percent": Decimal(95)}], part=part)
        for part in (Period(OCTOBER.first, middle), Period(middle, OCTOBER.end))
    )
    rows = [
        unregistered(period="2026-10", value="2", from_s=second("2026-10-15 23:59:59")),
        unregistered(period="2026-10", value="4", from_s=second("2026-10-16")),
        unregistered(period="2026-10", value="8"),
        unregistered(at_s=second("2026-10-15"), value="16"),
        unregistered(at_s=second("2026-10-15"), value="32", kind="claim", period="2026-10"),
        unregistered(period="2026-09", value="64", from_s=second("2026-10-02")),
    ]
    money = remuneration_of(OCTOBER, Decimal(1000))
    found = settle(contract, OCTOBER, outcomes, money, History(), evidence_of(decisions=rows))
    assert [line.points for line in found.lines] == [18, 12]


@pytest.mark.parametrize(("value", "points"), [("0", 0), ("1", 1), (None, 1)])
def test_no_contact_is_a_number_too(value: str | None, points: int) -> None:
    level = level_of(penalties=[rule("points_per_unregistered", points=1)])
    document = {"settlement": TERMS, "service_levels": [level]}
    evidence = evidence_of(decisions=[unregistered(period="2026-10", value=value)])
    found = settle(*to_settle(document, {"KPI 1": [{"percent": Decimal(95)}]}, evidence=evidence))
    assert (found.points, found.notices) == (points, ())


def test_a_number_of_contacts_that_cannot_be_read_is_placed() -> None:
    level = level_of(penalties=[rule("points_per_unregistered", points=1)])
    document = {"settlement": TERMS, "service_levels": [level]}
    rows = [unregistered(period="2026-10"), unregistered(period="2026-10", value="mange")]
    found = settle(
        *to_settle(document, {"KPI 1": [{"percent": Decimal(95)}]}, evidence=evidence_of(decisions=rows))
    )
    (notice,) = found.notices
    assert (notice.code, notice.source, notice.row, notice.column) == ("bad-count", "decisions", 3, "value")
