"""What a month corrects of earlier ones is not its own penalty: no claim, no lapse, and no cap that holds it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from settlement_months import evidence_of, level_of, second, to_settle

from afstemt.core.evidence.history import PastRow
from afstemt.core.settlement.settle import settle
from afstemt.core.settlement.settlement import Settlement

PER_POINT = {
    "rule": "points_per_unit",
    "parameters": {"points": 1, "unit": "percentage_point", "count": "completed"},
}
CLAIMED = {"claim": "on_claim", "lapses": True}


def month(
    percent: str,
    *history: PastRow,
    decisions: Iterable[dict[str, Any]] = (),
    as_of: date | None = None,
    **settlement: Any,
) -> Settlement:
    """Settle October: a point for each percentage point under 90, each 1 percent of 1,000."""
    deadline = {"what": "claim", "days": 14, "source": "contract", "owner": "authority"}
    terms = {
        "framework": {"deadlines": [deadline] if settlement.get("claim") else []},
        "settlement": {"base": "entitled", "percent_per_point": 1, **settlement},
        "service_levels": [level_of(penalties=[PER_POINT])],
        "in_force_from": date(2026, 9, 1),
    }
    given = to_settle(
        terms,
        {"KPI 1": [{"percent": Decimal(percent)}]},
        history=history,
        evidence=evidence_of(decisions=list(decisions)),
    )
    return settle(*given, as_of=as_of)


def correction(table: str = "penalty", value: str = "500", period: str = "2026-09") -> dict[str, Any]:
    return {
        "at_s": second("2026-11-05"),
        "by": "begge",
        "kind": "correction",
        "table": table,
        "period": period,
        "value": value,
    }


def past(subject: str, amount: str, state: str, period: str = "2026-09") -> PastRow:
    return PastRow(period, subject, None, None, Decimal(amount), state)


def test_a_month_with_only_a_correction_has_nothing_to_claim_though_the_deadline_is_past() -> None:
    found = month("95", decisions=[correction()], as_of=date(2027, 1, 31), **CLAIMED)
    assert (found.penalty.amount, found.corrections.amount, found.deducted.amount) == (0, 500, 500)
    assert found.state == "calculated"
    assert not any("gældende" in step.what for step in found.steps)
    own = month("85", decisions=[correction()], as_of=date(2027, 1, 31), **CLAIMED)
    assert (own.penalty.amount, own.deducted.amount, own.state) == (50, 550, "lapsed")


def test_what_a_month_gave_back_does_not_lapse_in_the_months_after() -> None:
    for amount, state in (("-40", "calculated"), ("40", "lapsed")):
        rows = (past("fee", "1000", ""), past("penalty", amount, "calculated"))
        found = month("95", *rows, as_of=date(2027, 1, 31), **CLAIMED)
        assert [one.state for one in found.earlier] == [state], amount


@pytest.mark.parametrize(
    ("rows", "penalty"),
    [
        ((), "50"),
        ((past("penalty", "180", "set_off"),), "20"),
        ((past("penalty", "180", "set_off"), past("correction", "10", "settled")), "10"),
        ((past("penalty", "180", "set_off"), past("correction", "-10", "settled")), "30"),
        ((past("penalty", "180", "set_off"), past("correction", "10", "open")), "20"),
        ((past("penalty", "180", "set_off"), past("correction_bonus", "10", "settled")), "20"),
        ((past("penalty", "180", "set_off"), past("correction_fee", "10", "settled")), "20"),
        ((past("penalty", "180", "set_off"), past("earn_back", "-25", "")), "45"),
        ((past("correction", "180", "settled", "2025-10"),), "50"),
        ((past("earn_back", "-180", "", "2025-10"), past("penalty", "180", "set_off")), "20"),
        ((past("penalty", "180", "waived"), past("correction", "-180", "settled")), "50"),
        ((past("penalty", "180", "earned_back"), past("earn_back", "-180", "")), "50"),
        ((past("penalty", "180", "waived"), past("correction", "180", "settled")), "20"),
    ],
)
def test_the_rolling_year_counts_the_penalties_as_they_stand_corrected(
    rows: tuple[PastRow, ...], penalty: str
) -> None:
    """10 percent of 2,000 is 200; five points are 50. A bonus or a fee corrected moves nothing."""
    found = month("85", past("fee", "1000", ""), *rows, cap_percent_rolling_year=10)
    assert found.penalty.amount == Decimal(penalty)


def test_a_correction_of_the_month_itself_waits_and_says_so() -> None:
    found = month("85", decisions=[correction(period="2026-10"), correction(period="2026-11")])
    assert (found.penalty.amount, found.corrections.amount) == (50, 0)
    (notice,) = found.notices
    assert (notice.code, notice.severity) == ("correction-waits", "note")
    assert (notice.source, "(value 500) vedrører oktober 2026 selv" in notice.message) == ("decisions", True)
    waits = past("correction", "70", "open", "2026-10")
    (notice,) = month("85", waits).notices
    assert notice.source == "history"
    assert month("85", waits, replace(waits, state="settled")).notices == ()


def test_an_open_correction_of_a_bonus_in_history_raises_the_payment() -> None:
    found = month("95", past("correction_bonus", "400", "open"))
    assert found.corrections.amount == found.bonus_corrections.amount == -400
    assert found.lines[-1].steps[0].what == "Efterregulering af bonus for september 2026"


def test_a_penalty_waived_after_its_month_was_locked_uses_nothing_of_the_cap() -> None:
    rows = (past("fee", "1000", ""), past("penalty", "180", "calculated"))
    assert month("85", *rows, cap_percent_rolling_year=10).penalty.amount == 20
    waived = {
        "at_s": second("2026-10-20"),
        "by": "A",
        "kind": "waive",
        "table": "penalty",
        "period": "2026-09",
    }
    assert month("85", *rows, decisions=[waived], cap_percent_rolling_year=10).penalty.amount == 50


@pytest.mark.parametrize(
    ("changed", "returned"), [(None, "-30"), ("-10", "-20"), ("-30", "0"), ("15", "-30")]
)
def test_no_more_is_given_back_than_is_left_of_a_corrected_penalty(
    changed: str | None, returned: str
) -> None:
    rows = [past("penalty", "30", "set_off"), replace(past("KPI 1", "30", "missed"), points=Decimal(3))]
    rows += [past("correction", changed, "settled")] if changed else []
    found = month("95", *rows, earn_back_periods=1)
    assert found.corrections.amount == Decimal(returned)
    assert [line.of.code for line in found.lines if line.of] == ["2026-09"] * (returned != "0")


def test_a_bonus_corrected_is_settled_once_and_told_apart_from_a_penalty_of_the_amount() -> None:
    both = [correction("bonus", "10"), correction("penalty", "10")]
    assert month("95", decisions=both).corrections.amount == 0
    settled = past("correction_bonus", "10", "settled")
    assert month("95", settled, decisions=both).corrections.amount == 10
    assert month("95", replace(settled, subject="correction"), decisions=both).corrections.amount == -10


def test_a_penalty_that_was_waived_or_lapsed_since_is_not_given_back() -> None:
    rows = (past("penalty", "30", "calculated"), past("KPI 1", "30", "missed"))
    assert month("95", *rows, earn_back_periods=1).corrections.amount == -30
    waived = {
        "at_s": second("2026-10-20"),
        "by": "A",
        "kind": "waive",
        "table": "penalty",
        "period": "2026-09",
    }
    assert month("95", *rows, decisions=[waived], earn_back_periods=1).corrections.amount == 0
    late = date(2027, 1, 31)
    assert month("95", *rows, as_of=late, earn_back_periods=1, **CLAIMED).corrections.amount == 0


def test_a_provisional_penalty_of_history_uses_nothing_of_the_cap() -> None:
    rows = (past("fee", "1000", ""), past("penalty", "180", "provisional"))
    assert month("85", *rows, cap_percent_rolling_year=10).penalty.amount == 50
