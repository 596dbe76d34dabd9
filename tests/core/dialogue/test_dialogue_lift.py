"""What lifts a matter: thresholds at, below and past their value, with gaps in history and provisional figures."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from afstemt.core.dialogue.lift import Lift
from afstemt.core.dialogue.lift import lifted as lifted_by
from afstemt.core.evidence.history import History, PastRow
from afstemt.core.measurement.outcome import Outcome, Result, State
from afstemt.core.settlement.settlement import Settlement
from afstemt.core.settlement.threshold_findings import threshold_findings
from afstemt.core.settlement.thresholds import Reach, reaches
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.figure import Figure
from afstemt.core.units.money import Money
from afstemt.core.units.period import month, parse_period

OCTOBER = month(date(2026, 10, 1))


def terms(threshold: dict[str, object], **population: object) -> Terms:
    return Terms.model_validate(
        {
            "id": "syn",
            "title": "Syntetisk kontrakt",
            "in_force_from": date(2025, 1, 1),
            "parties": [
                {"role": "authority", "name": "Myndighed (syntetisk)"},
                {"role": "supplier", "name": "Leverandør (syntetisk)"},
            ],
            "service_levels": [
                {
                    "id": "KPI 1",
                    "title": "Tilgængelighed",
                    "kind": "availability",
                    "populations": [population],
                }
            ],
            "settlement": {"cap_percent_period": Decimal(10)},
            "framework": {"thresholds": [threshold]},
        }
    )


def settlement(points: str = "0", penalty: str = "0", **changes: object) -> Settlement:
    return Settlement(
        period=OCTOBER,
        lines=(),
        points=Decimal(points),
        base=Money(Decimal("100000.00")),
        uncapped=Money(Decimal(penalty)),
        penalty=Money(Decimal(penalty)),
        corrections=Money(Decimal(0)),
        bonus=Money(Decimal(0)),
        state="calculated",
        **changes,  # type: ignore[arg-type]
    )


def outcome(state: State, value: str = "99.5", provisional: bool = False) -> Outcome:
    exact = Fraction(value)
    figure = Figure(exact.numerator, 100 * exact.denominator, "percent")
    result = Result("", state, figure, Fraction(99), judged=exact)
    return Outcome("KPI 1", OCTOBER, OCTOBER, state, (result,), provisional)


def past(period: str, subject: str, state: str = "", **amounts: str) -> PastRow:
    kept = {
        name: Decimal(amounts[name]) if name in amounts else None for name in ("value", "points", "amount")
    }
    return PastRow(period, subject, kept["value"], kept["points"], kept["amount"], state)


def reached(
    own: Terms, history: History, outcomes: tuple[Outcome, ...], settlement: Settlement
) -> tuple[Reach, ...]:
    return reaches(own, Contract((own,)), history, outcomes, settlement)


def lifted(
    own: Terms, history: History, outcomes: tuple[Outcome, ...], settlement: Settlement
) -> tuple[Lift, ...]:
    return lifted_by(reached(own, history, outcomes, settlement), settlement)


def asked(
    own: Terms, history: History, outcomes: tuple[Outcome, ...], settlement: Settlement
) -> tuple[str, ...]:
    """Return what is asked of history's gaps: each is a question that stands until it is answered."""
    found = threshold_findings(reached(own, history, outcomes, settlement))
    assert all((one.code, one.severity) == ("no-history", "ask") for one in found)
    return tuple(one.message for one in found)


def one(found: tuple[Lift, ...]) -> Lift:
    assert len(found) == 1
    return found[0]


POINTS = {"measure": "points", "value": Decimal(50), "periods": 3, "clause": "Bilag 8, pkt. 4"}


@pytest.mark.parametrize(("now", "reached"), [("19", False), ("20", True), ("20.5", True)])
def test_points_over_three_months(now: str, reached: bool) -> None:
    history = History(
        (
            past("2026-07", "penalty", points="90"),
            past("2026-08", "penalty", points="20"),
            past("2026-09", "penalty", points="10"),
        )
    )
    found = lifted(terms(POINTS), history, (), settlement(now))
    assert bool(found) is reached


def test_points_say_why_with_the_clause() -> None:
    history = History((past("2026-09", "penalty", points="40"),))
    lift = one(lifted(terms(POINTS), history, (), settlement("12.5")))
    assert lift.reason == "52,5 point på 3 perioder; grænsen er 50."
    assert lift.clause == "Bilag 8, pkt. 4"
    assert lift.periods == ("2026-09", "2026-10")
    assert (lift.level, lift.title) == ("contractual", "Antal point")


CAP = {"measure": "cap_reached"}


@pytest.mark.parametrize(
    ("penalty", "reached"), [("9999.98", False), ("9999.99", False), ("10000.00", True), ("0", False)]
)
def test_cap_reached_to_the_last_oere(penalty: str, reached: bool) -> None:
    assert bool(lifted(terms(CAP), History(), (), settlement("0", penalty))) is reached


def test_cap_twice_in_three_periods() -> None:
    twice = terms({**CAP, "value": Decimal(2), "periods": 3})
    before = History((past("2026-08", "penalty", amount="10000"), past("2026-08", "fee", amount="100000")))
    assert lifted(twice, History(), (), settlement("0", "10000")) == ()
    lift = one(lifted(twice, before, (), settlement("0", "10000", capped_by="period")))
    assert lift.periods == ("2026-08", "2026-10")
    assert "2 gange på 3 perioder" in lift.reason


RUNNING = {"measure": "same_level_missed", "value": Decimal(3), "periods": 3}


def test_same_level_missed_three_months_running() -> None:
    history = History((past("2026-08", "KPI 1", "missed"), past("2026-09", "KPI 1", "missed")))
    lift = one(lifted(terms(RUNNING), history, (outcome("missed"),), settlement()))
    assert lift.reason == "KPI 1 Tilgængelighed er ikke opfyldt 3 perioder i træk."
    assert lift.subject == "KPI 1"


@pytest.mark.parametrize(
    "rows",
    [
        (past("2026-08", "KPI 1", "missed"), past("2026-09", "KPI 1", "met")),
        (past("2026-09", "KPI 1", "missed"),),
        (past("2026-08", "KPI 2", "missed"), past("2026-09", "KPI 1", "missed")),
    ],
)
def test_broken_run_lifts_nothing(rows: tuple[PastRow, ...]) -> None:
    assert lifted(terms(RUNNING), History(rows), (outcome("missed"),), settlement()) == ()


def test_met_now_lifts_nothing_whatever_came_before() -> None:
    history = History((past("2026-08", "KPI 1", "missed"), past("2026-09", "KPI 1", "missed")))
    assert lifted(terms({**RUNNING, "value": Decimal(2)}), history, (outcome("met"),), settlement()) == ()


def test_provisional_figures_lift_nothing() -> None:
    assert (
        lifted(
            terms({**RUNNING, "value": Decimal(1)}),
            History(),
            (outcome("missed", provisional=True),),
            settlement(),
        )
        == ()
    )
    assert (
        lifted(terms({**POINTS, "value": Decimal(1)}), History(), (), settlement("9", provisional=True)) == ()
    )


EXPECTED = {"measure": "expected_level_missed", "value": Decimal(4), "periods": 12}


def test_expected_level_missed_four_times_in_twelve_months_with_the_minimum_met() -> None:
    own = terms(EXPECTED, target=Decimal(99), expected=Decimal("99.9"))
    rows = [past(f"2026-0{number}", "KPI 1", "met", value="99.5") for number in (1, 4, 7)]
    lift = one(lifted(own, History(tuple(rows)), (outcome("met"),), settlement()))
    assert lift.periods == ("2026-01", "2026-04", "2026-07", "2026-10")
    reached = past("2026-07", "KPI 1", "met", value="99.95")
    missed = past("2026-07", "KPI 1", "missed", value="98")
    for other in (reached, missed):
        assert lifted(own, History((*rows[:2], other)), (outcome("met"),), settlement()) == ()
    assert lifted(own, History(tuple(rows)), (outcome("met", "99.9"),), settlement()) == ()


def test_three_months_running_reach_into_a_contract_s_short_last_month() -> None:
    history = History((past("2026-08", "KPI 1", "missed"), past("2026-09", "KPI 1", "missed")))
    last = parse_period("2026-10-01/2026-10-16")
    missed = replace(outcome("missed"), period=last, part=last)
    lift = one(lifted(terms(RUNNING), history, (missed,), replace(settlement(), period=last)))
    assert lift.periods == ("2026-08", "2026-09", "2026-10-01/2026-10-16")


def begun(day: date, threshold: dict[str, object], **population: object) -> Terms:
    return terms(threshold, **population).model_copy(update={"in_force_from": day})


LACKS = (
    "Det kan ikke afgøres, om tærsklen {threshold} er nået: historikken mangler {periods}. "
    "Tilføj {rows} for hver af dem i historikken."
)


def test_points_ask_for_the_months_that_history_lacks() -> None:
    history = History((past("2026-09", "penalty", points="10"),))
    assert asked(terms(POINTS), history, (), settlement("19")) == (
        LACKS.format(threshold="»Antal point«", periods="august 2026", rows="rækken »penalty« med point"),
    )
    without = History((past("2026-08", "penalty"), past("2026-09", "penalty", points="10")))
    assert len(asked(terms(POINTS), without, (), settlement("19"))) == 1, "a row without points tells nothing"
    whole = History((past("2026-08", "points", points="0"), past("2026-09", "penalty", points="10")))
    assert asked(terms(POINTS), whole, (), settlement("19")) == ()
    assert asked(terms(POINTS), history, (), settlement("40")) == (), "reached by what is known"


def test_months_before_the_contract_are_not_asked_for() -> None:
    history = History((past("2026-09", "penalty", points="10"),))
    assert asked(begun(date(2026, 9, 1), POINTS), history, (), settlement("19")) == ()
    assert len(asked(begun(date(2026, 8, 31), POINTS), history, (), settlement("19"))) == 1


def test_the_cap_asks_only_when_it_is_reached_now_and_often_enough_to_matter() -> None:
    twice = terms({**CAP, "value": Decimal(2), "periods": 3})
    assert asked(twice, History(), (), settlement("0", "9999")) == ()
    (text,) = asked(twice, History(), (), settlement("0", "10000"))
    assert "august 2026, september 2026" in text
    assert "»penalty« og »fee«" in text
    no_fee = History((past("2026-08", "penalty", amount="0"), past("2026-09", "penalty", amount="10000")))
    (text,) = asked(twice, no_fee, (), settlement("0", "10000"))
    assert "mangler september 2026." in text
    thrice = terms({**CAP, "value": Decimal(3), "periods": 3})
    assert asked(thrice, no_fee, (), settlement("0", "10000")) == (), (
        "August was not at the cap: 2 of 3 at most"
    )


def test_a_level_asks_when_the_months_that_lack_decide_whether_it_was_missed_so_often() -> None:
    missed = (outcome("missed"),)
    september = History((past("2026-09", "KPI 1", "missed"),))
    (text,) = asked(terms(RUNNING), september, missed, settlement())
    threshold = "»Samme servicemål er ikke opfyldt gentagne gange« (KPI 1)"
    rows = "servicemålets række med dets tilstand"
    assert text == LACKS.format(threshold=threshold, periods="august 2026", rows=rows)
    assert asked(terms(RUNNING), september, (outcome("met"),), settlement()) == ()
    met = History((past("2026-09", "KPI 1", "met"),))
    assert asked(terms(RUNNING), met, missed, settlement()) == (), "two at most"
    stateless = History((past("2026-08", "KPI 1", value="98"), past("2026-09", "KPI 1", "missed")))
    assert len(asked(terms(RUNNING), stateless, missed, settlement())) == 1


def test_the_expected_level_asks_for_figures() -> None:
    own = terms({**EXPECTED, "value": Decimal(2), "periods": 2}, target=Decimal(99), expected=Decimal("99.9"))
    for row in (past("2026-09", "KPI 1", "met"), past("2026-08", "KPI 1", "met", value="99.5")):
        (text,) = asked(own, History((row,)), (outcome("met"),), settlement())
        assert "mangler september 2026. Tilføj servicemålets række med dets tal" in text
    for row in (past("2026-09", "KPI 1", "not_judged"), past("2026-09", "KPI 1", "missed", value="98")):
        assert asked(own, History((row,)), (outcome("met"),), settlement()) == ()
