"""Settlement, branch by branch: bases, parts, quarters, open choices, history, caps, claims, causes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from pydantic import ValidationError
from settlement_months import compact, contract_of, evidence_of, level_of, outcome_of, remuneration_of, second

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History, PastRow
from afstemt.core.measurement.outcome import Outcome, Overrun, Result
from afstemt.core.remuneration.entitlement import EntitlementLine, Remuneration
from afstemt.core.settlement.counting import unit_words
from afstemt.core.settlement.registry import BY_NAME, RULES
from afstemt.core.settlement.settle import settle
from afstemt.core.settlement.settlement import Settlement
from afstemt.core.terms.model.contract import Contract
from afstemt.core.units.figure import Figure
from afstemt.core.units.money import Money
from afstemt.core.units.period import Period, month, quarter
from golden import recording

OCTOBER = month(date(2026, 10, 1))
TEN = Decimal(10)


@pytest.fixture(autouse=True)
def told(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield from recording(request, monkeypatch, "settle", compact)


def rule(name: str, **parameters: Any) -> dict[str, Any]:
    return {"rule": name, "parameters": parameters}


PER_POINT = rule("points_per_unit", points=1, unit="percentage_point", count="completed")


def run(
    *,
    settlement: dict[str, Any] | None = None,
    level: dict[str, Any] | None = None,
    percent: str = "85.0",
    charge: Decimal = Decimal(1000),
    history: tuple[PastRow, ...] = (),
    evidence: Evidence | None = None,
    period: Period = OCTOBER,
    **terms: Any,
) -> Settlement:
    """Settle one level at 85 percent of a target of 90: five points, unless told otherwise."""
    document = {
        "settlement": {"base": "entitled", "percent_per_point": 1, **(settlement or {})},
        "service_levels": [level or level_of(penalties=[PER_POINT])],
        **terms,
    }
    contract = contract_of(document)
    outcome = outcome_of(
        contract.current, contract.current.service_levels[0].id, period, [{"percent": Decimal(percent)}]
    )
    return settle(
        contract,
        period,
        (outcome,),
        remuneration_of(period, charge),
        History(history),
        evidence or Evidence(),
    )


def codes(settlement: Settlement) -> list[str]:
    return [notice.code for notice in settlement.notices]


def test_five_points_cost_five_percent_with_every_step() -> None:
    settlement = run()
    (line,) = settlement.lines
    assert (line.points, line.amount.amount) == (5, Decimal("50.00"))
    assert [step.result for step in line.steps] == [
        "5 × fuldt procentpoint",
        "5 point",
        "50,00\u00a0kr.",
    ]
    assert line.steps[0].formula == "90,0 − 85,0 = 5,0 procentpoint"
    assert line.steps[2].formula == "5 × 1\u00a0pct. × 1.000,00\u00a0kr."


def test_a_met_level_costs_nothing() -> None:
    settlement = run(percent="90.0")
    assert settlement.lines == ()
    assert settlement.penalty.amount == 0
    assert settlement.notices == ()


@pytest.mark.parametrize(
    ("settlement", "place"),
    [
        ({"base": None}, "settlement.base"),
        ({"percent_per_point": None}, "settlement.percent_per_point"),
        ({"point_steps": [{"points": 1, "percent": 1}]}, "settlement.percent_per_point"),
    ],
)
def test_an_open_choice_gives_no_amount_and_names_the_field(settlement: dict[str, Any], place: str) -> None:
    found = run(settlement=settlement)
    assert found.penalty.amount == 0
    assert [notice.place for notice in found.notices] == [place]


def test_base_invoiced_is_read_from_history_then_quantities_and_never_guessed() -> None:
    invoiced = {"base": "invoiced"}
    assert codes(run(settlement=invoiced)) == ["no-invoiced-amount"]
    rows = [
        {"item": "invoiced", "quantity": "1500.00", "from_s": second("2026-10-01")},
        {"item": "invoiced", "quantity": "9999.00", "from_s": second("2026-11-01")},
    ]
    assert run(settlement=invoiced, evidence=evidence_of(quantities=rows)).penalty.amount == 75
    past = (PastRow("2026-10", "invoiced", None, None, Decimal(2000), ""),)
    found = run(settlement=invoiced, evidence=evidence_of(quantities=rows), history=past)
    assert found.penalty.amount == 100


def remuneration_by_service() -> Remuneration:
    def line(kind: Any, service: str, amount: str) -> EntitlementLine:
        price = Money(Decimal(amount))
        return EntitlementLine(kind, service, service, Decimal(1), "stk.", price, price, service=service)

    lines = (
        line("fixed", "a", "1000"),
        line("variable", "a", "200"),
        line("hours", "", "30"),
        line("fixed", "b", "4000"),
        line("correction", "a", "500"),
    )
    return Remuneration(OCTOBER, lines, "DKK")


@pytest.mark.parametrize(
    ("base", "services", "expected"),
    [
        ("fixed", [], "250.00"),
        ("entitled", [], "261.50"),
        ("affected_service", ["a"], "60.00"),
        ("affected_service", ["a", "b", "a"], "260.00"),
        ("affected_service", [], "261.50"),
    ],
)
def test_base_is_what_the_terms_say_and_never_a_correction(
    base: str, services: list[str], expected: str
) -> None:
    level = level_of(penalties=[PER_POINT], services=services)
    contract = contract_of({"settlement": {"base": base, "percent_per_point": 1}, "service_levels": [level]})
    outcome = outcome_of(contract.current, "KPI 1", OCTOBER, [{"percent": Decimal(85)}])
    found = settle(contract, OCTOBER, (outcome,), remuneration_by_service(), History(), Evidence())
    assert found.penalty.amount == Decimal(expected)


def test_a_level_that_begins_underway_carries_its_days() -> None:
    common = {"settlement": {"base": "entitled", "percent_per_point": 1}}
    contract = contract_of(
        common,
        {**common, "in_force_from": date(2026, 10, 22), "service_levels": [level_of(penalties=[PER_POINT])]},
    )
    part = Period(date(2026, 10, 22), date(2026, 11, 1))
    outcome = outcome_of(contract.current, "KPI 1", OCTOBER, [{"percent": Decimal(85)}], part=part)
    found = settle(
        contract, OCTOBER, (outcome,), remuneration_of(OCTOBER, Decimal(3100)), History(), Evidence()
    )
    assert found.penalty.amount == Decimal("50.00")


def test_a_contract_that_begins_underway_carries_its_whole_first_fee() -> None:
    """The fee is already that of the days in force: it is not cut twice."""
    document = {
        "in_force_from": date(2026, 10, 22),
        "settlement": {"base": "entitled", "percent_per_point": 1},
        "service_levels": [level_of(penalties=[PER_POINT])],
    }
    contract = contract_of(document)
    short = Period(date(2026, 10, 22), date(2026, 11, 1))
    outcome = outcome_of(contract.current, "KPI 1", short, [{"percent": Decimal(85)}])
    found = settle(contract, short, (outcome,), remuneration_of(short, Decimal(1000)), History(), Evidence())
    assert found.penalty.amount == Decimal("50.00")


def test_a_quarter_that_the_contract_begins_in_is_not_cut_twice() -> None:
    level = level_of(period="quarter", penalties=[PER_POINT])
    contract = contract_of(
        {
            "in_force_from": date(2026, 11, 1),
            "settlement": {"base": "entitled", "quarter_base": "last_month", "percent_per_point": 1},
            "service_levels": [level],
        }
    )
    december, whole = month(date(2026, 12, 1)), quarter(date(2026, 12, 1))
    part = Period(date(2026, 11, 1), date(2027, 1, 1))
    outcome = outcome_of(contract.current, "KPI 1", whole, [{"percent": Decimal(85)}], part=part)
    found = settle(
        contract, december, (outcome,), remuneration_of(december, Decimal(1000)), History(), Evidence()
    )
    assert found.penalty.amount == Decimal("50.00")


def test_running_in_that_ends_underway_leaves_the_days_after_it() -> None:
    phase = {"kind": "running_in", "from_day": date(2026, 9, 1), "to_day": date(2026, 10, 21)}
    found = run(charge=Decimal(3100), phases=[phase])
    assert found.penalty.amount == Decimal("50.00")
    with_penalties = run(charge=Decimal(3100), phases=[phase], settlement={"running_in_penalties": True})
    assert with_penalties.penalty.amount == Decimal("155.00")


def test_a_bonus_in_running_in_counts() -> None:
    phase = {"kind": "running_in", "from_day": date(2026, 9, 1)}
    level = level_of(penalties=[rule("bonus_by_band", bands=[{"at_least": 95, "amount": 100}])])
    assert run(level=level, percent="96.0", phases=[phase]).bonus.amount == Decimal("100.00")


def test_a_quarter_before_its_last_month_is_provisional() -> None:
    level = level_of(period="quarter", penalties=[PER_POINT])
    contract = contract_of(
        {"settlement": {"base": "entitled", "percent_per_point": 1}, "service_levels": [level]}
    )
    whole = quarter(OCTOBER.first)
    outcome = outcome_of(
        contract.current,
        "KPI 1",
        whole,
        [{"percent": Decimal(85)}],
        part=Period(whole.first, OCTOBER.end),
        provisional=True,
    )
    found = settle(
        contract, OCTOBER, (outcome,), remuneration_of(OCTOBER, Decimal(1000)), History(), Evidence()
    )
    assert found.provisional
    assert found.state == "provisional"
    assert (found.points, found.penalty.amount) == (0, 0)
    (line,) = found.lines
    assert not line.counts
    assert line.points == 5


def test_a_repeat_needs_history_and_says_when_there_is_none() -> None:
    terms = {"repeat_multiplier": 2}
    assert codes(run(settlement=terms)) == ["no-history"]
    missed = (PastRow("2026-09", "KPI 1", None, None, None, "missed"),)
    found = run(settlement=terms, history=missed)
    assert found.points == 10
    assert found.notices == ()
    met = (
        PastRow("2026-09", "KPI 1", None, None, None, "met"),
        PastRow("2026-08", "KPI 1", None, None, None, "missed"),
    )
    assert run(settlement=terms, history=met).points == 5


def test_points_of_a_level_that_is_met_are_no_repeat() -> None:
    level = level_of(penalties=[rule("points_by_band", bands=[{"below": 100, "points": 1}])])
    missed = (PastRow("2026-09", "KPI 1", None, None, None, "missed"),)
    assert run(level=level, settlement={"repeat_multiplier": 2}, percent="95.0", history=missed).points == 1


def test_a_first_period_lacks_no_history() -> None:
    assert codes(run(settlement={"repeat_multiplier": 2}, in_force_from=date(2026, 10, 1))) == []


def test_a_quarter_repeats_the_quarter_before() -> None:
    level = level_of(period="quarter", penalties=[PER_POINT])
    terms = {"base": "entitled", "quarter_base": "last_month", "percent_per_point": 1, "repeat_multiplier": 3}
    contract = contract_of({"settlement": terms, "service_levels": [level]})
    whole = quarter(date(2026, 12, 1))
    outcome = outcome_of(contract.current, "KPI 1", whole, [{"percent": Decimal(85)}])
    december = month(date(2026, 12, 1))
    history = History((PastRow("2026-Q3", "KPI 1", None, None, None, "missed"),))
    found = settle(
        contract, december, (outcome,), remuneration_of(december, Decimal(1000)), history, Evidence()
    )
    assert found.points == 15
    assert found.penalty.amount == Decimal("150.00")


def test_rolling_cap_says_when_fees_are_missing_and_takes_only_what_stands() -> None:
    terms = {"cap_percent_rolling_year": 10}
    found = run(settlement=terms, in_force_from=date(2026, 8, 15))
    assert codes(found) == ["no-history"]
    assert "2 tidligere måneder" in found.notices[0].message
    fees = (
        PastRow("2026-08", "fee", None, None, Decimal(500), ""),
        PastRow("2026-09", "fee", None, None, Decimal(1000), ""),
    )
    for state, expected in [
        ("set_off", "30.00"),
        ("lapsed", "50.00"),
        ("earned_back", "50.00"),
        ("", "30.00"),
    ]:
        past = (*fees, PastRow("2026-09", "penalty", None, None, Decimal(220), state))
        found = run(settlement=terms, in_force_from=date(2026, 8, 15), history=past)
        assert found.penalty.amount == Decimal(expected), state
        assert found.notices == ()
    past = (*fees, PastRow("2026-09", "penalty", None, None, Decimal(2200), "set_off"))
    assert run(settlement=terms, in_force_from=date(2026, 8, 15), history=past).penalty.amount == 0


def test_caps_of_a_rule_hold_across_its_populations() -> None:
    populations = [{"id": "a", "target": 90}, {"id": "b", "target": 90}]
    for cap, points, amount in [({"cap_points": 7}, 7, "70.00"), ({"cap_percent": 6}, 10, "60.00")]:
        level = level_of(populations=populations, penalties=[{**PER_POINT, **cap}])
        contract = contract_of(
            {"settlement": {"base": "entitled", "percent_per_point": 1}, "service_levels": [level]}
        )
        given = [{"population": one, "percent": Decimal(85)} for one in ("a", "b")]
        outcome = outcome_of(contract.current, "KPI 1", OCTOBER, given)
        found = settle(
            contract, OCTOBER, (outcome,), remuneration_of(OCTOBER, Decimal(1000)), History(), Evidence()
        )
        assert (found.points, found.uncapped.amount) == (points, Decimal(amount))


def test_a_rule_on_the_contract_applies_to_every_level() -> None:
    found = run(
        level=level_of(),
        settlement={"penalties": [rule("points_per_breach", points=3, per="level")]},
    )
    assert found.points == 3


@pytest.mark.parametrize(("per", "points"), [("case", 6), ("population", 4), ("level", 2)])
def test_points_per_breach_by_case_population_or_level(per: str, points: int) -> None:
    populations = [{"id": "a", "limit": {"hours": 1}}, {"id": "b", "limit": {"hours": 1}}]
    level = level_of(populations=populations, penalties=[rule("points_per_breach", points=2, per=per)])
    contract = contract_of(
        {"settlement": {"base": "entitled", "percent_per_point": 1}, "service_levels": [level]}
    )
    given = [
        {"population": "a", "used": ["1:01", "3:00", "0:59"]},
        {"population": "b", "used": ["1:00", "2:00"]},
    ]
    outcome = outcome_of(contract.current, "KPI 1", OCTOBER, given)
    found = settle(contract, OCTOBER, (outcome,), remuneration_of(OCTOBER, TEN), History(), Evidence())
    assert found.points == points


def test_points_per_breach_open() -> None:
    found = run(level=level_of(penalties=[rule("points_per_breach", points=2)]))
    assert [notice.place for notice in found.notices] == [
        "service_levels.KPI 1.penalties.points_per_breach.per"
    ]


@pytest.mark.parametrize(
    ("parameters", "seconds", "expected"),
    [
        ({"unit": "hour", "count": "commenced"}, 7800, 3),
        ({"unit": "hour", "count": "completed"}, 7800, 2),
        ({"unit": "hour", "count": "rounded"}, 7800, 2),
        ({"unit": "hour", "count": "rounded"}, 9000, 3),
        ({"unit": "hour", "count": "commenced"}, 7200, 2),
        ({"unit": "minute", "count": "commenced"}, 61, 2),
        ({"unit": "minute", "count": "completed", "size": 15}, 1799, 1),
        ({"unit": "minute", "count": "commenced", "size": 15}, 1801, 3),
        ({"unit": "case"}, 1, 1),
    ],
)
def test_a_fixed_amount_per_unit_past_the_limit(
    parameters: dict[str, Any], seconds: int, expected: int
) -> None:
    level = level_of(penalties=[rule("amount_per_unit", amount=Decimal("100.25"), **parameters)])
    contract = contract_of({"settlement": {"base": "entitled"}, "service_levels": [level]})
    result = Result(
        "alle", "missed", Figure(0, 1, "percent"), None, overruns=(Overrun("A", seconds),), cases=1
    )
    outcome = Outcome("KPI 1", OCTOBER, OCTOBER, "missed", (result,))
    found = settle(contract, OCTOBER, (outcome,), remuneration_of(OCTOBER, TEN), History(), Evidence())
    assert found.penalty.amount == expected * Decimal("100.25")
    assert found.points == 0


@pytest.mark.parametrize(
    ("figure", "shortfall", "unit", "expected"),
    [
        (Figure(36000, 1, "seconds"), Fraction(7201), "hour", 3),
        (Figure(12, 1, "count"), Fraction(2), "case", 2),
    ],
)
def test_units_of_a_figure_without_cases(
    figure: Figure, shortfall: Fraction, unit: str, expected: int
) -> None:
    level = level_of(penalties=[rule("points_per_unit", points=1, unit=unit, count="commenced")])
    contract = contract_of(
        {"settlement": {"base": "entitled", "percent_per_point": 1}, "service_levels": [level]}
    )
    result = Result("alle", "missed", figure, Fraction(1), at_least=False, shortfall=shortfall)
    outcome = Outcome("KPI 1", OCTOBER, OCTOBER, "missed", (result,))
    found = settle(contract, OCTOBER, (outcome,), remuneration_of(OCTOBER, TEN), History(), Evidence())
    assert found.points == expected


@pytest.mark.parametrize("unit", ["hour", "minute", "working_day", "case"])
def test_a_unit_that_the_level_does_not_have_is_said(unit: str) -> None:
    found = run(level=level_of(penalties=[rule("points_per_unit", points=1, unit=unit, count="commenced")]))
    assert codes(found) == ["unit-not-measured"]
    assert found.points == 0


def test_days_completed_and_commenced_differ_and_are_never_rounded() -> None:
    level = level_of(
        populations=[{"id": "alle", "limit": {"working_days": 1}}],
        penalties=[
            rule("points_per_working_day_late", points=1, count="completed"),
            rule("points_per_unit", points=10, unit="working_day", count="commenced", size=2),
        ],
    )
    contract = contract_of(
        {"settlement": {"base": "entitled", "percent_per_point": 1}, "service_levels": [level]}
    )
    outcome = outcome_of(contract.current, "KPI 1", OCTOBER, [{"working_days_late": [3, 1]}])
    found = settle(contract, OCTOBER, (outcome,), remuneration_of(OCTOBER, TEN), History(), Evidence())
    assert [line.points for line in found.lines] == [2, 30]
    for name in ("points_per_unit", "amount_per_unit"):
        given = {"points": 1} if name == "points_per_unit" else {"amount": 1}
        with pytest.raises(ValidationError):
            BY_NAME[name].parameters.model_validate({**given, "unit": "working_day", "count": "rounded"})


def test_many_cases_are_shown_up_to_a_number_and_all_are_counted() -> None:
    level = level_of(
        populations=[{"id": "alle", "limit": {"working_days": 1}}],
        penalties=[rule("points_per_working_day_late", points=1)],
    )
    contract = contract_of(
        {"settlement": {"base": "entitled", "percent_per_point": 1}, "service_levels": [level]}
    )
    outcome = outcome_of(contract.current, "KPI 1", OCTOBER, [{"working_days_late": [2] * 25}])
    found = settle(contract, OCTOBER, (outcome,), remuneration_of(OCTOBER, TEN), History(), Evidence())
    (line,) = found.lines
    assert line.points == 50
    rest = next(step for step in line.steps if step.what == "Øvrige tilfælde")
    assert (rest.formula, rest.result) == ("5 tilfælde, alle i bilaget", "10 × påbegyndt arbejdsdag")


@pytest.mark.parametrize(
    ("percent", "points"), [("98.9", 2), ("98.0", 2), ("97.9", 0), ("99.0", 1), ("50.0", 4), ("50.1", 0)]
)
def test_the_ends_of_bands(percent: str, points: int) -> None:
    """A gap is a notice; ``at_most`` is in the band, ``below`` is not."""
    bands = [
        {"at_most": 50, "points": 4},
        {"below": 99, "at_least": 98, "points": 2},
        {"at_least": 99, "points": 1},
    ]
    found = run(level=level_of(penalties=[rule("points_by_band", bands=bands)]), percent=percent)
    assert found.points == points
    assert codes(found) == ([] if points else ["between-bands"])


@pytest.mark.parametrize(
    "bands",
    [
        [{"points": 1}],
        [{"at_most": 1, "below": 2, "points": 1}],
        [{"at_least": 3, "at_most": 2, "points": 1}],
        [],
    ],
)
def test_bands_that_make_no_sense_are_refused(bands: list[dict[str, Any]]) -> None:
    with pytest.raises(ValidationError):
        BY_NAME["points_by_band"].parameters.model_validate({"bands": bands})


def test_tiers_and_bonus_bands_that_make_no_sense_are_refused() -> None:
    tiers = [{"below": 98, "percent": 1}, {"below": 98, "percent": 2}]
    with pytest.raises(ValidationError):
        BY_NAME["charge_percent_by_tier"].parameters.model_validate({"tiers": tiers})
    for more in ({}, {"percent": 1, "amount": 1}):
        with pytest.raises(ValidationError):
            BY_NAME["bonus_by_band"].parameters.model_validate({"bands": [{"at_least": 1, **more}]})


def test_a_not_judged_level_costs_nothing() -> None:
    penalties = [
        PER_POINT,
        rule("points_by_band", bands=[{"below": 200, "points": 9}]),
        rule("charge_percent_by_tier", tiers=[{"below": 200, "percent": 9}]),
        rule("bonus_by_band", bands=[{"below": 200, "percent": 9}]),
        rule("points_per_breach", points=9, per="case"),
    ]
    level = level_of(minimum_cases=5, few_cases="not_judged", penalties=penalties)
    found = run(level=level)
    assert found.lines == ()
    assert found.notices == ()


def test_a_percentage_rule_without_a_base_is_said() -> None:
    tier = rule("charge_percent_by_tier", tiers=[{"below": 90, "percent": 2}])
    found = run(level=level_of(penalties=[tier]), settlement={"base": None})
    assert found.lines == ()
    assert [notice.place for notice in found.notices] == ["settlement.base"]


def test_a_missed_level_gets_no_bonus() -> None:
    level = level_of(penalties=[rule("bonus_by_band", bands=[{"at_least": 80, "amount": 5}])])
    assert run(level=level, percent="85.0").lines == ()
    assert run(level=level, percent="95.0").bonus.amount == 5


def test_claims_by_decision_and_by_history() -> None:
    def decided(kind: str, **more: Any) -> Evidence:
        row = {"at_s": second("2026-11-20"), "by": "x", "kind": kind, "table": "penalty", "period": "2026-10"}
        return evidence_of(decisions=[{**row, **more}])

    for kind, state in [
        ("claim", "claimed"),
        ("acknowledge", "acknowledged"),
        ("dispute", "disputed"),
        ("set_off", "set_off"),
        ("waive", "waived"),
    ]:
        assert run(evidence=decided(kind)).state == state
    assert run(evidence=decided("claim", table=None)).state == "claimed"
    assert run(evidence=decided("dispute", table="incidents")).state == "calculated"
    assert run(evidence=decided("claim", period="2026-09")).state == "calculated"
    undated = run(evidence=decided("claim", period=None))
    assert undated.state == "calculated"
    assert codes(undated) == ["undated-decision"]
    past = (PastRow("2026-10", "penalty", None, None, Decimal(50), "set_off"),)
    assert run(history=past).state == "set_off"


def test_a_late_claim_whose_lapse_is_open_is_asked() -> None:
    row = {"at_s": second("2027-11-20"), "by": "x", "kind": "claim", "table": "penalty", "period": "2026-10"}
    terms: dict[str, Any] = {"claim": "on_claim", "claim_within_working_days": 5}
    calendar = {"monday": ["08:00-16:00"]}
    with_calendar = {"framework": {"calendar": "uge"}, "calendars": {"uge": calendar}}
    evidence = evidence_of(decisions=[row])
    found = run(settlement=terms, evidence=evidence, **with_calendar)
    assert found.state == "claimed"
    assert [notice.place for notice in found.notices] == ["settlement.lapses"]
    assert run(settlement={**terms, "lapses": False}, evidence=evidence, **with_calendar).state == "claimed"
    assert run(settlement={**terms, "lapses": True}, evidence=evidence, **with_calendar).state == "lapsed"
    assert [n.place for n in run(settlement=terms).notices] == ["framework.calendar"]
    closed = {"framework": {"calendar": "uge"}, "calendars": {"uge": {}}}
    assert codes(run(settlement=terms, **closed)) == ["never-open"]


def test_a_deadline_for_claims_in_the_framework_counts_when_it_binds() -> None:
    terms = {"claim": "on_claim", "lapses": True}
    calendars = {"uge": {"monday": ["08:00-16:00"]}}
    row = {"at_s": second("2027-11-20"), "by": "x", "kind": "claim", "table": "penalty", "period": "2026-10"}
    for source, state in [("contract", "lapsed"), ("agreed_in_writing", "lapsed"), ("wish", "claimed")]:
        framework = {
            "calendar": "uge",
            "deadlines": [{"what": "claim", "working_days": 2, "source": source, "owner": "authority"}],
        }
        evidence = evidence_of(decisions=[row])
        assert (
            run(settlement=terms, evidence=evidence, calendars=calendars, framework=framework).state == state
        )


def test_earlier_periods_are_listed_and_an_old_unclaimed_penalty_has_lapsed() -> None:
    terms = {"claim": "on_claim", "claim_within_working_days": 2, "lapses": True}
    more = {"framework": {"calendar": "uge"}, "calendars": {"uge": {"monday": ["08:00-16:00"]}}}
    past = (
        PastRow("2026-07", "penalty", None, Decimal(4), Decimal(40), "set_off"),
        PastRow("2026-08", "fee", None, None, Decimal(1000), ""),
        PastRow("2026-08", "penalty", None, None, Decimal(30), "calculated"),
        PastRow("2026-08", "points", None, Decimal(3), None, ""),
        PastRow("2026-09", "penalty", None, None, Decimal(10), "calculated"),
        PastRow("2026-06", "penalty", None, None, Decimal(0), "calculated"),
        PastRow("2026-10", "penalty", None, None, Decimal(7), "calculated"),
        PastRow("2026-11", "penalty", None, None, Decimal(7), "calculated"),
        PastRow("sidste år", "penalty", None, None, Decimal(7), "calculated"),
    )
    found = run(settlement=terms, history=past, **more)
    assert [(one.period, one.points, one.amount.amount, one.state) for one in found.earlier] == [
        ("2026-07", 4, 40, "set_off"),
        ("2026-08", 3, 30, "lapsed"),
        ("2026-09", 0, 10, "lapsed"),
        ("2026-06", 0, 0, "calculated"),
    ]
    assert found.earlier[1].base == Money(Decimal(1000))


EARN = {"earn_back_periods": 1}


def earned(
    state: str = "missed", amount: str | None = "20", total: str | None = "20", paid: str = "set_off"
) -> Any:
    rows = [PastRow("2026-09", "KPI 1", None, Decimal(2), None if amount is None else Decimal(amount), state)]
    if total is not None:
        rows.append(PastRow("2026-09", "penalty", None, None, Decimal(total), paid))
    return run(settlement=EARN, percent="95.0", history=tuple(rows))


def test_earn_back_gives_no_more_than_was_paid() -> None:
    assert earned().deducted.amount == -20
    assert earned(total="12.50").deducted.amount == Decimal("-12.50")
    assert earned(total=None).deducted.amount == -20
    assert earned(state="met").deducted.amount == 0
    for paid in ("waived", "lapsed", "earned_back"):
        assert earned(paid=paid).deducted.amount == 0
    assert codes(earned(amount=None)) == ["no-history"]
    missed_again = (PastRow("2026-09", "KPI 1", None, None, Decimal(20), "missed"),)
    assert run(settlement=EARN, percent="85.0", history=missed_again).corrections == Money(Decimal("0.00"))


@pytest.mark.parametrize(("paid", "returned"), [("set_off", -20), ("waived", 0), ("lapsed", 0)])
def test_a_quarter_s_penalty_stands_in_its_last_month_when_it_is_earned_back(
    paid: str, returned: int
) -> None:
    level = level_of(period="quarter", penalties=[PER_POINT])
    terms = {"base": "entitled", "quarter_base": "last_month", "percent_per_point": 1, **EARN}
    contract = contract_of({"settlement": terms, "service_levels": [level]})
    december, whole = month(date(2026, 12, 1)), quarter(date(2026, 12, 1))
    outcome = outcome_of(contract.current, "KPI 1", whole, [{"percent": Decimal(95)}])
    rows = (
        PastRow("2026-Q3", "KPI 1", None, None, Decimal(20), "missed"),
        PastRow("2026-09", "penalty", None, None, Decimal(20), paid),
    )
    found = settle(contract, december, (outcome,), remuneration_of(december, TEN), History(rows), Evidence())
    assert found.deducted.amount == returned


def test_a_short_first_month_in_history_is_its_month() -> None:
    missed = (PastRow("2026-09-15/2026-10-01", "KPI 1", None, None, None, "missed"),)
    assert run(settlement={"repeat_multiplier": 2}, history=missed).points == 10


def test_earn_back_of_two_levels_shares_what_was_paid() -> None:
    levels = [level_of(id=name, penalties=[PER_POINT]) for name in ("A", "B")]
    terms = {"base": "entitled", "percent_per_point": 1, **EARN}
    contract = contract_of({"settlement": terms, "service_levels": levels})
    given = [{"percent": Decimal(95)}]
    outcomes = tuple(outcome_of(contract.current, name, OCTOBER, given) for name in ("A", "B"))
    rows = (
        PastRow("2026-09", "A", None, None, Decimal(20), "missed"),
        PastRow("2026-09", "B", None, None, Decimal(20), "missed"),
        PastRow("2026-09", "penalty", None, None, Decimal(30), "set_off"),
    )
    found = settle(contract, OCTOBER, outcomes, remuneration_of(OCTOBER, TEN), History(rows), Evidence())
    assert [line.amount.amount for line in found.lines] == [-20, -10]
    assert found.deducted.amount == -30


def test_earn_back_needs_every_following_period_held() -> None:
    rows = (
        PastRow("2026-08", "KPI 1", None, None, Decimal(20), "missed"),
        PastRow("2026-09", "KPI 1", None, None, None, "not_judged"),
    )
    assert run(settlement={"earn_back_periods": 2}, percent="95.0", history=rows).deducted.amount == 0


def correction(**more: Any) -> dict[str, Any]:
    row = {
        "at_s": second("2026-11-05"),
        "by": "begge",
        "kind": "correction",
        "period": "2026-08",
        "value": "10",
    }
    return {**row, **more}


def test_corrections_are_taken_once_and_refused_by_name() -> None:
    def penalty(*rows: dict[str, Any], history: tuple[PastRow, ...] = ()) -> Settlement:
        return run(percent="95.0", evidence=evidence_of(decisions=rows), history=history)

    assert penalty(correction(table="penalty")).deducted.amount == 10
    assert penalty(correction(table="bonus")).deducted.amount == -10
    assert penalty(correction(level="KPI 1")).lines[0].level == "KPI 1"
    assert penalty(correction(table="fee")).deducted.amount == 0
    assert penalty(correction(table="penalty", period="2026-11")).deducted.amount == 0
    own = penalty(correction(table="penalty", period="2026-10"))
    assert (own.deducted.amount, codes(own)) == (0, ["correction-waits"])
    settled = (PastRow("2026-08", "correction", None, None, Decimal(10), "set_off"),)
    assert penalty(correction(table="penalty"), history=settled).deducted.amount == 0
    twice = penalty(correction(table="penalty"), correction(table="penalty"), history=settled)
    assert twice.deducted.amount == 10
    open_row = (PastRow("2026-08", "correction", None, None, Decimal(-4), "open"),)
    assert penalty(history=open_row).deducted.amount == -4
    assert penalty(history=(*open_row, replace(open_row[0], state="settled"))).deducted.amount == 0
    for bad in ({"value": "ti"}, {"value": "NaN"}, {"period": "august"}):
        found = penalty(correction(table="penalty", **bad))
        assert codes(found) == ["bad-correction"]
        assert found.notices[0].row == 2


def test_corrections_are_not_held_down_by_caps() -> None:
    evidence = evidence_of(decisions=[correction(table="penalty", value="500")])
    found = run(settlement={"cap_percent_period": 1}, evidence=evidence)
    assert found.capped_by == "period"
    assert (found.penalty.amount, found.deducted.amount) == (Decimal("10.00"), Decimal("510.00"))


def test_a_bad_count_of_unregistered_contacts_is_said() -> None:
    level = level_of(penalties=[rule("points_per_unregistered", points=1)])
    for value in ("-1", "1.5", "mange"):
        row = {
            "at_s": 1,
            "by": "x",
            "kind": "unregistered",
            "level": "KPI 1",
            "period": "2026-10",
            "value": value,
        }
        found = run(level=level, percent="95.0", evidence=evidence_of(decisions=[row]))
        assert codes(found) == ["bad-count"]
        assert found.points == 0


def test_unregistered_contacts_without_a_period_are_placed_by_their_time() -> None:
    level = level_of(penalties=[rule("points_per_unregistered", points=2)])
    rows = [
        {"at_s": second("2026-10-31 23:59:59"), "by": "x", "kind": "unregistered", "level": "KPI 1"},
        {"at_s": second("2026-11-01"), "by": "x", "kind": "unregistered", "level": "KPI 1"},
        {"at_s": 1, "from_s": second("2026-10-01"), "by": "x", "kind": "unregistered", "level": "KPI 1"},
        {"at_s": second("2026-10-15"), "by": "x", "kind": "unregistered", "level": "KPI 2"},
    ]
    assert run(level=level, percent="95.0", evidence=evidence_of(decisions=rows)).points == 4


def test_a_held_out_case_is_no_shared_cause() -> None:
    levels = [
        level_of(id=name, populations=[{"id": "alle", "limit": {"hours": 1}}], penalties=[penalty])
        for name, penalty in [
            ("A", rule("points_per_breach", points=1, per="level")),
            ("B", rule("points_per_breach", points=2, per="level")),
        ]
    ]
    terms = {"base": "entitled", "percent_per_point": 1, "same_cause": "highest"}
    contract: Contract = contract_of({"settlement": terms, "service_levels": levels})

    def outcome(name: str, rows: pl.DataFrame) -> Outcome:
        result = Result("alle", "missed", Figure(0, 1, "percent"), None, overruns=(Overrun("1", 1),))
        return Outcome(name, OCTOBER, OCTOBER, "missed", (result,), rows=rows)

    def points(*frames: pl.DataFrame) -> Decimal:
        outcomes = tuple(outcome(name, rows) for name, rows in zip("AB", frames, strict=True))
        money = remuneration_of(OCTOBER, TEN)
        return settle(contract, OCTOBER, outcomes, money, History(), Evidence()).points

    text = {"id": pl.String, "state": pl.String, "held_out": pl.String, "incident_id": pl.String}
    one = pl.DataFrame([("INC 1", "late", None, None)], schema=text, orient="row")
    outage = pl.DataFrame([("udfald 7", "down", None, "INC 1")], schema=text, orient="row")
    held = pl.DataFrame([("INC 1", "late", "aftalt", None)], schema=text, orient="row")
    in_time = pl.DataFrame([("INC 1", "in_time", None, None)], schema=text, orient="row")
    assert points(one, one) == 2
    assert points(one, outage) == 2
    assert points(one, held) == 3
    assert points(one, in_time) == 3
    assert points(one, pl.DataFrame()) == 3


def test_rules_have_names_of_their_own() -> None:
    assert len(BY_NAME) == len(RULES)


def test_the_rolling_year_is_this_month_and_the_eleven_before() -> None:
    """10 percent of the fees, 12 x 1,000, less what stands of the year's penalties; the month before does not count."""
    months = [f"2025-{number:02d}" for number in (10, 11, 12)] + [
        f"2026-{number:02d}" for number in range(1, 10)
    ]
    fees = [PastRow(code, "fee", None, None, Decimal(1000), "") for code in months]
    penalties = [
        PastRow("2025-10", "penalty", None, None, Decimal(700), "set_off"),
        PastRow("2025-11", "penalty", None, None, Decimal(600), "set_off"),
        PastRow("2026-03", "penalty", None, None, Decimal(300), "claimed"),
        PastRow("2026-09", "penalty", None, None, Decimal(280), "acknowledged"),
    ]
    found = run(settlement={"cap_percent_rolling_year": 10}, history=(*fees, *penalties), percent="40.0")
    assert (found.uncapped.amount, found.penalty.amount) == (Decimal("500.00"), Decimal("20.00"))
    assert found.capped_by == "rolling_year"


def halves() -> tuple[Period, Period]:
    zone = OCTOBER.zone
    middle = date(2026, 10, 16)
    return Period(OCTOBER.first, middle, zone), Period(middle, OCTOBER.end, zone)


def test_a_table_weighs_each_stretch_by_its_days() -> None:
    """5 points for 15 of 31 days and 10 for 16 of 31 are 7.58 points: the step at 5, 2 percent, shared by weight."""
    steps = [{"points": 5, "percent": 2}, {"points": 10, "percent": 4}]
    terms = {"base": "entitled", "point_steps": steps}
    contract = contract_of({"settlement": terms, "service_levels": [level_of(penalties=[PER_POINT])]})
    outcomes = tuple(
        outcome_of(contract.current, "KPI 1", OCTOBER, [{"percent": Decimal(percent)}], part=part)
        for part, percent in zip(halves(), ("85.0", "80.0"), strict=True)
    )
    found = settle(
        contract, OCTOBER, outcomes, remuneration_of(OCTOBER, Decimal(1000)), History(), Evidence()
    )
    assert [line.amount.amount for line in found.lines] == [Decimal("6.38"), Decimal("13.62")]
    assert found.penalty.amount == Decimal("20.00")


@pytest.mark.parametrize(
    ("a", "b", "kept"),
    [
        ("87.0", "85.0", "A"),  # 3 points of a whole month are more than 5 of 15 days
        ("88.0", "85.0", "B"),  # 2 points are less than 2.4
    ],
    ids=["whole month", "half month"],
)
def test_the_highest_of_one_cause_is_the_one_that_costs_most(a: str, b: str, kept: str) -> None:
    levels = [level_of(id=name, penalties=[PER_POINT]) for name in "AB"]
    terms = {"base": "entitled", "percent_per_point": 1, "same_cause": "highest"}
    contract = contract_of({"settlement": terms, "service_levels": levels})
    first, _second = halves()
    outcomes = (
        outcome_of(contract.current, "A", OCTOBER, [{"percent": Decimal(a)}]),
        outcome_of(contract.current, "B", OCTOBER, [{"percent": Decimal(b)}], part=first),
    )
    cause = [
        {
            "at_s": second("2026-11-02"),
            "kind": "cause",
            "level": name,
            "value": "strømsvigt",
            "period": "2026-10",
        }
        for name in "AB"
    ]
    found = settle(
        contract,
        OCTOBER,
        outcomes,
        remuneration_of(OCTOBER, Decimal(1000)),
        History(),
        evidence_of(decisions=cause),
    )
    assert [line.level for line in found.lines if line.counts] == [kept]
    assert {line.cause for line in found.lines} == {"strømsvigt"}


def settled_by(
    levels: list[dict[str, Any]],
    outcomes: list[tuple[str, str, Period]],
    *,
    history: tuple[PastRow, ...] = (),
    evidence: Evidence | None = None,
    charge: Decimal = Decimal(1000),
    **settlement: Any,
) -> Settlement:
    """Settle October: outcomes as (level, percent, stretch)."""
    contract = contract_of(
        {
            "settlement": {"base": "entitled", "percent_per_point": 1, **settlement},
            "service_levels": levels,
        }
    )
    made = tuple(
        outcome_of(contract.current, level, OCTOBER, [{"percent": Decimal(percent)}], part=part)
        for level, percent, part in outcomes
    )
    return settle(
        contract, OCTOBER, made, remuneration_of(OCTOBER, charge), History(history), evidence or Evidence()
    )


def same_cause(*levels: str) -> Evidence:
    common = {"at_s": second("2026-11-02"), "kind": "cause", "value": "strømsvigt", "period": "2026-10"}
    return evidence_of(decisions=[{**common, "level": level} for level in levels])


def results_of(settlement: Settlement, what: str) -> list[tuple[str, str]]:
    """Return formula and result of the steps whose words begin with ``what``; spaces as spaces."""
    steps = [*(step for line in settlement.lines for step in line.steps), *settlement.steps]
    found = [(step.formula, step.result) for step in steps if step.what.startswith(what)]
    return [(formula.replace("\u00a0", " "), result.replace("\u00a0", " ")) for formula, result in found]


def test_points_for_each_case_are_never_lost_where_a_figure_has_no_cases() -> None:
    """A percentage without cases is said; a number over its limit is the cases."""
    per_case = level_of(penalties=[rule("points_per_breach", points=2, per="case")])
    found = run(level=per_case)
    assert found.points == 0
    assert [(notice.code, notice.place) for notice in found.notices] == [
        ("unit-not-measured", "service_levels.KPI 1.penalties.points_per_breach.per")
    ]
    contract = contract_of(
        {"settlement": {"base": "entitled", "percent_per_point": 1}, "service_levels": [per_case]}
    )
    five_of_three = Result(
        "alle", "missed", Figure(5, 1, "count"), Fraction(3), at_least=False, shortfall=Fraction(2)
    )
    outcome = Outcome("KPI 1", OCTOBER, OCTOBER, "missed", (five_of_three,))
    found = settle(contract, OCTOBER, (outcome,), remuneration_of(OCTOBER, TEN), History(), Evidence())
    assert found.points == 4


def test_the_highest_of_one_cause_is_what_it_costs_under_its_own_caps() -> None:
    """A's 30 points are held at 5 (50.00), so B's 10 (100.00) are the highest."""
    for cap in ({"cap_points": 5}, {"cap_percent": 5}):
        levels = [
            level_of(id="A", penalties=[{**PER_POINT, **cap}]),
            level_of(id="B", penalties=[PER_POINT]),
        ]
        found = settled_by(
            levels,
            [("A", "60.0", OCTOBER), ("B", "80.0", OCTOBER)],
            evidence=same_cause("A", "B"),
            same_cause="highest",
        )
        assert [line.level for line in found.lines if line.counts] == ["B"]
        assert found.penalty.amount == Decimal("100.00")


def test_the_highest_level_of_one_cause_counts_with_all_its_stretches() -> None:
    """A costs 10 percent of each half, 48.39 and 51.61; B 5 percent of each."""
    levels = [level_of(id=name, penalties=[PER_POINT]) for name in "AB"]
    outcomes = [
        (name, percent, part) for name, percent in (("A", "80.0"), ("B", "85.0")) for part in halves()
    ]
    found = settled_by(levels, outcomes, evidence=same_cause("A", "B"), same_cause="highest")
    assert [line.level for line in found.lines if line.counts] == ["A", "A"]
    assert found.penalty.amount == Decimal("100.00")


def test_levels_of_one_cause_that_cost_the_same_say_so() -> None:
    levels = [level_of(id=name, penalties=[PER_POINT]) for name in "AB"]
    outcomes = [(name, "85.0", OCTOBER) for name in "AB"]
    found = settled_by(levels, outcomes, evidence=same_cause("A", "B"), same_cause="highest")
    assert found.penalty.amount == Decimal("50.00")
    (why,) = [step.what for line in found.lines for step in line.steps if "Samme årsag" in step.what]
    assert why == "Samme årsag (strømsvigt) som A, der koster det samme: kun det ene tæller med"


def test_two_causes_with_the_same_first_cases_are_two() -> None:
    levels = [
        level_of(id=name, penalties=[rule("points_per_breach", points=points, per="level")])
        for name, points in (("A", 1), ("B", 2), ("C", 3), ("D", 4))
    ]
    terms = {"base": "entitled", "percent_per_point": 1, "same_cause": "highest"}
    contract = contract_of({"settlement": terms, "service_levels": levels})
    outcomes = tuple(
        outcome_of(contract.current, name, OCTOBER, [{"percent": Decimal(85)}], late=["1", "2", "3", last])
        for name, last in (("A", "4"), ("B", "4"), ("C", "5"), ("D", "5"))
    )
    found = settle(contract, OCTOBER, outcomes, remuneration_of(OCTOBER, TEN), History(), Evidence())
    assert found.points == 2 + 4
    assert [line.cause for line in found.lines] == ["1, 2, 3 m.fl."] * 2 + ["1, 2, 3 m.fl. (2)"] * 2


def test_nothing_lapses_in_a_period_without_a_penalty() -> None:
    terms = {"claim": "on_claim", "claim_within_working_days": 2, "lapses": True, "base": "entitled"}
    contract = contract_of(
        {
            "settlement": terms,
            "service_levels": [level_of()],
            "framework": {"calendar": "uge"},
            "calendars": {"uge": {"monday": ["08:00-16:00"]}},
        }
    )
    outcome = outcome_of(contract.current, "KPI 1", OCTOBER, [{"percent": Decimal(95)}])
    found = settle(
        contract,
        OCTOBER,
        (outcome,),
        remuneration_of(OCTOBER, TEN),
        History(),
        Evidence(),
        as_of=date(2027, 1, 1),
    )
    assert found.state == "calculated"


@pytest.mark.parametrize(
    ("decimals", "mode", "lines", "uncapped", "penalty"),
    [
        (0, "half_up", "25", "25", "20"),
        (0, "down", "24", "24", "20"),
        (0, "up", "25", "25", "20"),
        (1, "half_even", "24,7", "24,7", "20,5"),
        (3, "half_up", "24,691", "24,691", "20,575"),
    ],
)
def test_money_is_rounded_and_shown_with_the_decimals_of_the_terms(
    decimals: int, mode: str, lines: str, uncapped: str, penalty: str
) -> None:
    """5 percent of 493.82 is 24.691; the cap, 4.16667 percent or 20.57584..., is always rounded down."""
    found = run(
        charge=Decimal("493.82"),
        settlement={"decimals": decimals, "rounding": mode, "cap_percent_period": Decimal("4.16667")},
    )
    (line,) = found.lines
    assert results_of(found, "Point til beløb") == [("5 × 1 pct. × 493,82 kr.", f"{lines} kr.")]
    assert results_of(found, "Bod før lofter") == [("", f"{uncapped} kr.")]
    cap = ("493,82 kr. × 4,16667 pct.", f"{penalty} kr.")
    least = (f"det mindste af {uncapped} kr. og {penalty} kr.", f"{penalty} kr.")
    assert results_of(found, "Loft for perioden") == [cap]
    assert results_of(found, "Bod efter loftet for perioden") == [least]
    assert found.uncapped == line.amount == Money(Decimal(uncapped.replace(",", ".")))
    assert found.penalty == Money(Decimal(penalty.replace(",", ".")))


def test_what_is_given_back_and_corrected_is_shown_with_the_decimals_of_the_terms() -> None:
    rows = (PastRow("2026-09", "KPI 1", None, Decimal(2), Decimal(20), "missed"),)
    decided = evidence_of(decisions=[correction(table="bonus", value="10.6")])
    terms = {"decimals": 0, "earn_back_periods": 1}
    found = run(settlement=terms, percent="95.0", history=rows, evidence=decided)
    assert results_of(found, "Bod for september 2026 tilbageføres") == [("", "-20 kr.")]
    assert results_of(found, "Efterregulering af bonus for august 2026") == [("", "-11 kr.")]
    assert results_of(found, "Med efterreguleringer") == [("0 kr. − 31 kr.", "-31 kr.")]


@pytest.mark.parametrize(
    ("target", "percent", "judge", "formula"),
    [
        ("90", "85.0", "rounded", "90,0 − 85,0 = 5,0 procentpoint"),
        ("99.0", "98.95", "exact", "99,00 − 98,95 = 0,05 procentpoint"),
        ("99.95", "99.9", "rounded", "99,95 − 99,90 = 0,05 procentpoint"),
        ("90", "81.81815", "exact", "90,0000 − 81,8182 = 8,1818 procentpoint"),
    ],
    ids=["rounded", "exact", "finer target", "many decimals"],
)
def test_a_distance_is_shown_with_decimals_enough(
    target: str, percent: str, judge: str, formula: str
) -> None:
    populations = [{"id": "alle", "target": Decimal(target)}]
    penalty = rule("points_per_unit", points=1, unit="percentage_point", count="commenced")
    found = run(level=level_of(judge=judge, populations=populations, penalties=[penalty]), percent=percent)
    assert [formula for formula, _result in results_of(found, "Afstand til målet")] == [formula]


@pytest.mark.parametrize(
    ("unit", "size", "count", "words"),
    [
        ("minute", "15", "commenced", "påbegyndte 15 minutter"),
        ("minute", "15", "completed", "fulde 15 minutter"),
        ("minute", "1", "completed", "fuldt minut"),
        ("hour", "1", "completed", "fuld time"),
        ("hour", "2", "rounded", "2 timer (nærmeste hele antal)"),
        ("hour", "0.5", "commenced", "påbegyndt 0,5 time"),
        ("percentage_point", "1", "rounded", "procentpoint (nærmeste hele antal)"),
        ("percentage_point", "0.1", "completed", "fuldt 0,1 procentpoint"),
        ("working_day", "2", "commenced", "påbegyndte 2 arbejdsdage"),
        ("case", "1", "commenced", "tilfælde"),
        ("case", "2", "completed", "fulde 2 tilfælde"),
    ],
    ids=[
        "15 minutes commenced",
        "15 minutes full",
        "a minute full",
        "an hour full",
        "2 hours rounded",
        "half an hour commenced",
        "a point rounded",
        "a tenth of a point full",
        "2 days commenced",
        "a case",
        "2 cases full",
    ],
)
def test_units_are_said_in_good_danish(unit: Any, size: str, count: Any, words: str) -> None:
    assert unit_words(unit, Decimal(size), count) == words


def test_a_price_is_shown_with_all_its_decimals() -> None:
    """0.125 for each of 102 minutes is 12.75."""
    penalty = rule("amount_per_unit", amount=Decimal("0.125"), unit="minute", count="commenced")
    level = level_of(populations=[{"id": "alle", "limit": {"hours": 8}}], penalties=[penalty])
    contract = contract_of({"settlement": {"base": "entitled"}, "service_levels": [level]})
    outcome = outcome_of(contract.current, "KPI 1", OCTOBER, [{"used": ["9:42"]}])
    found = settle(contract, OCTOBER, (outcome,), remuneration_of(OCTOBER, TEN), History(), Evidence())
    assert results_of(found, "Beløb pr.") == [("102 × 0,125 kr.", "12,75 kr.")]


def test_a_table_s_lines_say_what_they_are_a_part_of() -> None:
    levels = [level_of(id=name, penalties=[PER_POINT]) for name in "ABC"]
    found = settled_by(
        levels,
        [(name, "85.0", OCTOBER) for name in "ABC"],
        percent_per_point=None,
        point_steps=[{"points": 5, "percent": 2}],
    )
    assert results_of(found, "Linjens andel efter point; linjerne giver 20,00\u00a0kr. i alt") == [
        ("20,00 kr. × 5 / 15", "6,67 kr."),
        ("20,00 kr. × 5 / 15", "6,67 kr."),
        ("20,00 kr. × 5 / 15", "6,66 kr."),
    ]


def test_a_level_s_own_base_is_a_step_of_its_line() -> None:
    level = level_of(penalties=[PER_POINT], services=["a"])
    contract = contract_of(
        {"settlement": {"base": "affected_service", "percent_per_point": 1}, "service_levels": [level]}
    )
    outcome = outcome_of(contract.current, "KPI 1", OCTOBER, [{"percent": Decimal(85)}])
    found = settle(contract, OCTOBER, (outcome,), remuneration_by_service(), History(), Evidence())
    assert results_of(found, "Grundlag: vederlag for de berørte ydelser") == [("", "1.200,00 kr.")]


def test_the_rest_of_a_rolling_cap_is_never_below_nothing() -> None:
    fees = [PastRow("2026-09", "fee", None, None, Decimal(1000), "")]
    paid = [PastRow("2026-09", "penalty", None, None, Decimal(220), "set_off")]
    common = {"settlement": {"cap_percent_rolling_year": 10}, "in_force_from": date(2026, 8, 15)}
    found = run(**common, history=(*fees, *paid))
    assert results_of(found, "Loft for de seneste 12") == [
        ("(1.000,00 kr. + 1.000,00 kr.) × 10 pct.", "200,00 kr.")
    ]
    assert results_of(found, "Resten af loftet") == [("200,00 kr. − 220,00 kr., dog mindst 0", "0,00 kr.")]
    assert results_of(found, "Bod efter loftet for de seneste 12") == [
        ("det mindste af 50,00 kr. og 0,00 kr.", "0,00 kr.")
    ]
    assert found.notices[0].message.startswith(
        "Loftet over de seneste 12 måneder er beregnet uden vederlag for august 2026, som historikken ikke har."
    )


def test_a_deadline_of_one_working_day_is_said_in_the_singular() -> None:
    found = run(settlement={"claim": "on_claim", "claim_within_working_days": 1})
    assert found.notices[0].message.startswith("Fristen på 1 arbejdsdag for at gøre bod gældende")


def test_a_lump_s_cases_past_the_shown_are_one_step_of_points() -> None:
    penalty = rule("lump_plus_unit", lump=3, per_unit=1, first_unit="additional")
    level = level_of(populations=[{"id": "alle", "limit": {"working_days": 1}}], penalties=[penalty])
    contract = contract_of(
        {"settlement": {"base": "entitled", "percent_per_point": 1}, "service_levels": [level]}
    )
    outcome = outcome_of(contract.current, "KPI 1", OCTOBER, [{"working_days_late": [2] * 23}])
    found = settle(contract, OCTOBER, (outcome,), remuneration_of(OCTOBER, TEN), History(), Evidence())
    assert found.points == 23 * 5
    assert results_of(found, "Øvrige tilfælde") == [
        ("3 tilfælde, alle i bilaget", "6 × påbegyndt arbejdsdag"),
        ("3 tilfælde, alle i bilaget", "15 point"),
    ]
    assert len(results_of(found, "sag ")) == 40


PER_HOUR = rule("amount_per_unit", amount=100, unit="hour", count="commenced")


def hours_late(settlement: dict[str, Any], **penalty: Any) -> Settlement:
    """Settle one case 2 hours past its limit at 100 an hour, with no base chosen."""
    level = level_of(populations=[{"id": "alle", "limit": {"hours": 8}}], penalties=[{**PER_HOUR, **penalty}])
    contract = contract_of({"settlement": settlement, "service_levels": [level]})
    outcome = outcome_of(contract.current, "KPI 1", OCTOBER, [{"used": ["10:00"]}])
    return settle(contract, OCTOBER, (outcome,), remuneration_of(OCTOBER, TEN), History(), Evidence())


def test_a_fixed_amount_needs_no_base_without_a_cap() -> None:
    found = hours_late({})
    assert (found.penalty.amount, found.notices) == (200, ())
    assert [step.what for step in found.steps] == ["Bod før lofter"]


@pytest.mark.parametrize("cap", ["cap_percent_period", "cap_percent_rolling_year"])
def test_a_cap_without_a_base_is_asked_and_not_said_to_bind(cap: str) -> None:
    found = hours_late({cap: 10})
    assert (found.uncapped.amount, found.penalty.amount, found.capped_by) == (200, 0, "")
    assert [notice.place for notice in found.notices] == ["settlement.base"]
    assert results_of(found, "Loft for") == []


def test_a_rule_s_own_cap_without_a_base_is_asked() -> None:
    found = hours_late({}, cap_percent=10)
    assert [notice.place for notice in found.notices] == ["settlement.base"]
    assert found.penalty.amount == 0


def test_points_that_cost_nothing_are_not_to_be_claimed() -> None:
    """Five points are below the table's first step: nothing to claim, nothing to lapse."""
    terms = {
        "percent_per_point": None,
        "point_steps": [{"points": 10, "percent": 2}],
        "claim": "on_claim",
        "claim_within_working_days": 2,
        "lapses": True,
    }
    more = {"framework": {"calendar": "uge"}, "calendars": {"uge": {"monday": ["08:00-16:00"]}}}
    found = run(settlement=terms, **more)
    assert (found.points, found.penalty.amount, found.state) == (5, 0, "calculated")
    assert results_of(found, "Skal gøres gældende") == []


def test_a_claim_that_names_neither_table_nor_period_is_said() -> None:
    row = {"at_s": second("2026-11-20"), "by": "x", "kind": "claim"}
    found = run(evidence=evidence_of(decisions=[row]))
    assert (found.state, codes(found)) == ("calculated", ["undated-decision"])
    elsewhere = run(evidence=evidence_of(decisions=[{**row, "table": "incidents"}]))
    assert codes(elsewhere) == []
