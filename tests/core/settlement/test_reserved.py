"""A level met with reservation: no penalty, no bonus, nothing given back, no break in a row, and what it could cost."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from settlement_months import level_of, result_of, to_settle

from afstemt.core.evidence.history import PastRow
from afstemt.core.measurement.outcome import Loss, Outcome, State
from afstemt.core.settlement.exposure import Exposures, exposures
from afstemt.core.settlement.settle import settle
from afstemt.core.settlement.settlement import Settlement
from afstemt.core.units.money import Money

PER_POINT = {
    "rule": "points_per_unit",
    "parameters": {"points": 1, "unit": "percentage_point", "count": "completed"},
}
PER_CASE = {"rule": "points_per_breach", "parameters": {"points": 1, "per": "case"}}
BONUS = {"rule": "bonus_by_band", "parameters": {"bands": [{"at_least": 90, "amount": 500}]}}
LOST = (Loss("incidents", "bad-time", 1, cases=1),)


def past(period: str, state: str, amount: str | None = None) -> PastRow:
    return PastRow(period, "KPI 1", None, None, None if amount is None else Decimal(amount), state)


def settled(
    percent: str,
    state: State,
    worst: str | None = "85",
    *,
    rule: dict[str, Any] = PER_POINT,
    history: Sequence[PastRow] = (),
    losses: tuple[Loss, ...] = LOST,
    **settlement: object,
) -> tuple[Settlement, Exposures]:
    """Settle a level with a target of 90, in ``state``, that would be ``worst`` percent with what was lost."""
    document = {
        "settlement": {"base": "entitled", "percent_per_point": 1, **settlement},
        "service_levels": [level_of(penalties=[rule])],
    }
    contract, period, outcomes, money, earlier, evidence = to_settle(
        document, {"KPI 1": [{"percent": Decimal(percent)}]}, history=history
    )
    (outcome,) = outcomes
    level = contract.current.level("KPI 1")
    bad = None
    if worst is not None:
        bad = (result_of(level, level.populations[0], {"percent": Decimal(worst)}),)
    results = tuple(replace(one, state=state) for one in outcome.results)
    own = replace(outcome, state=state, results=results, losses=losses, at_worst=bad)

    def again(found: tuple[Outcome, ...]) -> Settlement:
        return settle(contract, period, found, money, earlier, evidence)

    made = again((own,))
    return made, exposures(contract, (own,), made, again)


def test_reserved_level_costs_nothing_and_says_what_it_could_cost() -> None:
    made, found = settled("95", "reserved")
    assert (made.points, made.penalty.amount) == (0, 0)
    (own,) = found.levels
    assert (own.points, own.amount) == (Decimal(5), Money(Decimal("50.00")))
    assert found.penalty == Money(Decimal("50.00"))


def test_missed_level_says_how_much_more_it_could_cost_after_caps() -> None:
    made, found = settled("88", "missed", "80", cap_percent_period=5)
    assert made.penalty.amount == 20
    (own,) = found.levels
    assert (own.points, own.amount) == (Decimal(8), Money(Decimal("80.00")))
    assert found.penalty == Money(Decimal("50.00"))


@pytest.mark.parametrize(("worst", "rule"), [(None, PER_POINT), ("85", PER_CASE)])
def test_cost_that_cannot_be_told_is_untold(worst: str | None, rule: dict[str, Any]) -> None:
    """Without an effect at most, and where each case costs: how many of those lost were late is not known."""
    made, found = settled("95", "reserved", worst, rule=rule)
    assert made.penalty.amount == 0
    assert [(one.points, one.amount) for one in found.levels] == [(None, None)]
    assert found.penalty is None


def test_nothing_lost_is_nothing_exposed() -> None:
    assert settled("95", "met", losses=())[1] == Exposures()


def test_bonus_of_a_reserved_level_is_shown_and_does_not_count() -> None:
    assert settled("95", "met", rule=BONUS, losses=())[0].bonus.amount == 500
    made, _found = settled("95", "reserved", rule=BONUS)
    (line,) = made.lines
    assert (line.kind, line.amount.amount, line.counts, made.bonus.amount) == ("bonus", 500, False, 0)
    assert "forbehold" in line.steps[-1].what


@pytest.mark.parametrize(
    ("before", "points"),
    [
        (["missed"], 10),
        (["met", "missed"], 5),
        (["reserved", "missed"], 10),
        (["reserved", "reserved", "missed"], 10),
        (["reserved", "met", "missed"], 5),
        (["reserved"], 5),
    ],
)
def test_reserved_period_is_no_miss_and_does_not_end_a_row_of_them(before: list[str], points: int) -> None:
    history = [past(f"2026-{9 - back:02}", state) for back, state in enumerate(before)]
    made, _found = settled("85", "missed", losses=(), history=history, repeat_multiplier=2)
    assert made.points == points
    if points == 10 and before[0] == "reserved":
        said = " ".join(step.what for step in made.lines[0].steps)
        assert "derimellem opfyldt med forbehold: september 2026" in said


@pytest.mark.parametrize(
    ("now", "between", "returned", "codes"),
    [
        ("met", "met", Decimal(-30), []),
        ("reserved", "met", Decimal(0), ["earn-back-reserved"]),
        ("met", "reserved", Decimal(0), ["earn-back-reserved"]),
        ("met", "missed", Decimal(0), []),
    ],
)
def test_penalty_is_not_earned_back_by_a_reserved_level(
    now: State, between: str, returned: Decimal, codes: list[str]
) -> None:
    history = [past("2026-08", "missed", "30"), past("2026-09", between)]
    losses = LOST if now == "reserved" else ()
    made, _found = settled("95", now, losses=losses, history=history, earn_back_periods=2)
    assert made.corrections.amount == returned
    assert [notice.code for notice in made.notices] == codes


def test_points_for_what_is_not_measured_are_not_given_for_what_only_the_product_could_not_do() -> None:
    rule = {"rule": "points_when_unmeasured", "parameters": {"points": 3}}
    given = partial(settled, "95", "not_measured", None, rule=rule)
    assert given()[0].points == 3
    assert given(losses=(Loss("incidents", "outside-calendar", 1, cases=1),))[0].points == 0
    assert settled("95", "reserved", rule=rule)[0].points == 0
