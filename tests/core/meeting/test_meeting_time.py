"""Stability and minutes, as cases a reader can check, and as properties."""

import tomllib
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afstemt.core.meeting.facts import StabilityFacts
from afstemt.core.meeting.points.summary import mood
from afstemt.core.meeting.registry import POINTS
from afstemt.core.meeting.stability import WEIGHTS, stability
from afstemt.core.meeting.time import apportion, minutes, trouble
from afstemt.core.terms.model.follow_up import AgendaPoint

CASES = sorted((Path(__file__).parents[2] / "cases" / "agenda").glob("*.toml"))
ATTENTION = ("service_levels", "incidents", "requests_and_changes")
AHEAD = ("business", "improvements")


def case(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


NINE = list(case(CASES[0])["meetings"][0]["points"])
"""The checklist's points in its order, which the cases are worked out for; one that is added has its own share."""
SHARES = [point.share for point in POINTS if point.id in NINE]


def by_id(total: int, score: int | None) -> dict[str, int]:
    return dict(zip((share.id for share in SHARES), minutes(SHARES, total, score), strict=True))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case_holds(path: Path) -> None:
    read = case(path)
    facts = read["facts"]
    found = stability(StabilityFacts(**{**facts, "penalty_share": Fraction(facts["penalty_share"])}))
    shown = {
        part.id: "indgår ikke" if part.points is None else [part.points, part.maximum] for part in found.parts
    }
    assert shown == read["points"]
    assert found.score == read["expected"]["score"]
    for meeting in read["meetings"]:
        assert by_id(meeting["minutes"], found.score) == meeting["points"]
        assert sum(meeting["points"].values()) == meeting["minutes"]


def test_time_shifts_as_figure_3_says() -> None:
    calm, troubled = by_id(90, 99), by_id(90, 13)
    assert all(troubled[name] > calm[name] for name in ATTENTION)
    assert all(troubled[name] < calm[name] for name in AHEAD)


def test_the_checklist_s_points_stand_in_its_order() -> None:
    assert [share.id for share in SHARES] == NINE
    assert len(NINE) == 9


def test_weights_and_percentages_add_to_100() -> None:
    assert sum(WEIGHTS) == 100
    assert sum(share.calm for share in SHARES) == 100
    assert sum(share.troubled for share in SHARES) == 100


@pytest.mark.parametrize(
    ("score", "expected"),
    [(100, 0), (90, 0), (89, Fraction(1, 50)), (65, Fraction(1, 2)), (40, 1), (0, 1), (None, Fraction(1, 2))],
)
def test_trouble_at_the_bounds(score: int | None, expected: Fraction) -> None:
    assert trouble(score) == expected


def test_own_minutes_in_the_terms_take_their_place() -> None:
    own = {"security": AgendaPoint(calm_minutes=20, troubled_minutes=20)}
    with_own = minutes(SHARES, 60, 95, own)
    assert sum(with_own) == 60
    assert with_own[5] > minutes(SHARES, 60, 95)[5]


@given(st.integers(9, 600), st.none() | st.integers(0, 100))
def test_minutes_add_exactly_and_none_is_left_without(total: int, score: int | None) -> None:
    found = minutes(SHARES, total, score)
    assert sum(found) == total
    assert min(found) >= 1


@given(st.integers(0, 99))
def test_a_lower_score_never_gives_attention_less_in_all(score: int) -> None:
    lower, higher = by_id(1000, score), by_id(1000, score + 1)
    assert sum(lower[name] for name in ATTENTION) >= sum(higher[name] for name in ATTENTION)


@given(st.lists(st.fractions(0, 100), min_size=1, max_size=12), st.integers(0, 200))
def test_apportion_is_near_the_exact_share(wanted: list[Fraction], more: int) -> None:
    steps = len(wanted) + more
    found = apportion(wanted, steps)
    assert sum(found) == steps
    assert min(found) >= 1
    whole = sum(wanted)
    if whole and all(one * steps / whole >= 1 for one in wanted):
        assert all(abs(got - one * steps / whole) < 1 for got, one in zip(found, wanted, strict=True))


def test_apportion_refuses_too_few_steps() -> None:
    with pytest.raises(ValueError, match="cannot give"):
        apportion([Fraction(1)] * 3, 2)


def test_no_facts_give_no_score() -> None:
    found = stability(StabilityFacts())
    assert found.score is None
    assert all(part.points is None and part.why for part in found.parts)


def test_penalty_without_a_cap_is_held_against_the_remuneration() -> None:
    part = {one.id: one for one in stability(StabilityFacts(penalty_share=Fraction(5), capped=False)).parts}
    assert part["penalty"].points == 5
    assert "vederlag" in part["penalty"].title


def test_reserved_levels_give_no_points_and_no_calm_period_without_a_word() -> None:
    facts = StabilityFacts(levels_met=7, levels_reserved=1, availability_missed=0, repeated=0)
    found = stability(facts)
    part = {one.id: one for one in found.parts}
    assert (
        part["levels"].points == stability(replace(facts, levels_reserved=0, levels_missed=1)).parts[0].points
    )
    assert "1 er opfyldt med forbehold og giver ingen point." in part["levels"].why
    assert "Alle bedømte mål" not in part["availability"].why
    assert (mood(found).state, mood(found).word) == ("reserved", "rolig periode, med forbehold")
    assert mood(stability(replace(facts, levels_reserved=0))).state == "good"
