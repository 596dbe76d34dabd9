"""The examples are read, and ``afstemt check`` raises of them what it should."""

from datetime import date
from pathlib import Path

import pytest

from afstemt.core.month import VOCABULARY
from afstemt.core.terms.check.linter import check
from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.reading.parse import parse_terms
from afstemt.core.units.period import parse_period
from afstemt.files.reading.terms import read_contract

EXAMPLES = [
    "standardkontrakt.toml",
    "vedligeholdelsesbilag",
    "vedligeholdelsesbilag-valgt",
    "servicenow-2016",
]
TODAY = date(2026, 2, 1)

THE_THREE_AMBIGUITIES = {
    (
        "KPI 1",
        "count",
    ): "Står der »pr. påbegyndt procentpoint«, er 8,2 procentpoint under målet 9 efter ordene",
    ("KPI 2", "clock"): "tirsdag kl. 15",
    ("KPI 4", "first_unit"): "4 arbejdsdages forsinkelse enten 4 eller 7 point",
}


def contract(root: Path, name: str) -> Contract:
    return read_contract(root / "examples" / name, VOCABULARY)


def blocking(made: Contract) -> list[OpenPoint]:
    return [point for point in check(made, VOCABULARY, as_of=TODAY) if point.severity == "blocks"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_read(root: Path, name: str) -> None:
    made = contract(root, name)
    assert {party.name for party in made.current.parties} == {
        "Myndigheden (eksempel)",
        "Leverandøren (eksempel)",
    }
    assert "ksempel" in made.current.note


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name != "vedligeholdelsesbilag"])
def test_nothing_blocks_in_an_example_that_has_chosen(root: Path, name: str) -> None:
    assert blocking(contract(root, name)) == []


def test_the_standard_contract_raises_nothing_at_all(root: Path) -> None:
    volumes = {"SM 2": 100}
    assert check(contract(root, "standardkontrakt.toml"), VOCABULARY, as_of=TODAY, volumes=volumes) == ()


def test_the_danish_annex_raises_its_three_ambiguities(root: Path) -> None:
    points = {
        (point.subject, point.code): point for point in blocking(contract(root, "vedligeholdelsesbilag"))
    }
    assert set(points) == set(THE_THREE_AMBIGUITIES)
    for which, words in THE_THREE_AMBIGUITIES.items():
        assert words in points[which].text
        assert len(points[which].choices) >= 2
        assert points[which].clause


@pytest.mark.parametrize(
    ("which", "line", "chosen"),
    [
        (
            ("KPI 1", "count"),
            'unit = "percentage_point" }',
            'unit = "percentage_point", count = "commenced" }',
        ),
        (("KPI 2", "clock"), "# clock er åben: anden tvetydighed", 'clock = "business_hours"'),
        (
            ("KPI 4", "first_unit"),
            'unit = "working_day" } #',
            'unit = "working_day", first_unit = "included" } #',
        ),
    ],
)
def test_an_ambiguity_is_gone_once_the_terms_name_the_choice(
    root: Path, which: tuple[str, str], line: str, chosen: str
) -> None:
    text = (root / "examples" / "vedligeholdelsesbilag" / "2025-01-01.toml").read_text(encoding="utf-8")
    assert text.count(line) == 1
    terms = parse_terms(text.replace(line, chosen), "bilag.toml", VOCABULARY)
    left = {(point.subject, point.code) for point in blocking(Contract((terms,)))}
    assert left == set(THE_THREE_AMBIGUITIES) - {which}


def test_the_two_annexes_differ_only_in_the_choices(root: Path) -> None:
    silent, chosen = (contract(root, name).current for name in EXAMPLES[1:3])
    for one, other in zip(silent.service_levels, chosen.service_levels, strict=True):
        changed = {name for name in type(one).model_fields if getattr(one, name) != getattr(other, name)}
        assert changed <= {"clock", "limit_ends", "reasons", "penalties"}
    assert silent.settlement == chosen.settlement
    assert silent.prices == chosen.prices
    assert chosen.level("KPI 2").reasons["clock"]
    assert chosen.level("KPI 1").penalties[0].reasons["count"]
    assert chosen.level("KPI 4").penalties[0].reasons["first_unit"]


@pytest.mark.parametrize("period", ["2016-03", "2022-07"])
def test_the_terms_for_the_real_exports_hold_in_both_their_periods(root: Path, period: str) -> None:
    ((part, _terms),) = contract(root, "servicenow-2016").in_force(parse_period(period))
    assert part == parse_period(period)
