"""Who may decide what: a row is its deliverer's word, and one party never decides for the other."""

from collections.abc import Mapping
from typing import Any, Literal

import polars as pl
import pytest
from test_decisions_told import GOOD, told

from afstemt.core.evidence.decisions import KINDS, in_effect
from afstemt.core.evidence.evidence import Evidence, SourceFile, collect
from facts import table

Party = Literal["", "authority", "supplier"]
INCIDENT = {"id": "INC-1", "priority": "1", "opened_at": "2026-10-01"}
CLAIM = {"at": "2026-11-01 10:00", "kind": "waive", "table": "penalty", "period": "2026-10"}
CORRECTION = {"at": "2026-11-01 10:00", "kind": "correction", "table": "penalty", "period": "2026-09"}
FEE = CORRECTION | {"table": "fee"}


def delivered(*files: tuple[Party, Mapping[str, Any]]) -> Evidence:
    """Return an incident, and decisions of which each stands in a file that its party delivered."""
    sources = (
        SourceFile("incidents.csv", "", 0, "incidents", "afstemt", 1, 1, 0),
        *(
            SourceFile(f"{number}.csv", "", 0, "decisions", "afstemt", 1, 1, 0, party=party)
            for number, (party, _row) in enumerate(files, 1)
        ),
    )
    rows = [table("decisions", [row], number) for number, (_party, row) in enumerate(files, 1)]
    tables = {"incidents": table("incidents", [INCIDENT], 0)}
    return Evidence(tables | {"decisions": pl.concat(rows)}, sources)


def effective(evidence: Evidence) -> list[int]:
    """Return the files whose decision has effect."""
    return collect(in_effect(told(evidence)))["file_no"].to_list()


@pytest.mark.parametrize(
    ("party", "by", "row", "holds"),
    [
        ("authority", "myndigheden", GOOD, True),
        ("authority", "begge", GOOD, True),
        ("supplier", "leverandøren", GOOD, False),
        ("supplier", "myndigheden", GOOD, False),
        ("supplier", "begge", GOOD, False),
        ("", "begge", GOOD, True),
        ("", "leverandøren", GOOD, False),
        ("supplier", "leverandøren", GOOD | {"kind": "take_in"}, True),
        ("authority", "myndigheden", GOOD | {"kind": "take_in"}, False),
        ("authority", "myndigheden", CLAIM, True),
        ("supplier", "myndigheden", CLAIM, False),
        ("authority", "leverandøren", CLAIM, False),
        ("authority", "myndigheden", CORRECTION | {"value": "500"}, False),
        ("supplier", "leverandøren", CORRECTION | {"value": "500"}, True),
        ("authority", "myndigheden", CORRECTION | {"value": "-500"}, True),
        ("supplier", "leverandøren", CORRECTION | {"value": "-500"}, False),
        ("supplier", "myndigheden", FEE | {"value": "250000"}, False),
        ("supplier", "leverandøren", FEE | {"value": "250000"}, False),
        ("supplier", "leverandøren", FEE | {"value": "-250000"}, True),
        # of a level and no table it is the penalty that is corrected
        ("supplier", "leverandøren", CORRECTION | {"table": None, "level": "KPI 2", "value": "-500"}, False),
        ("authority", "myndigheden", CORRECTION | {"table": None, "level": "KPI 2", "value": "-500"}, True),
        ("authority", "myndigheden", CORRECTION | {"table": None, "level": "KPI 2", "value": "500"}, False),
    ],
)
def test_decision_has_effect_by_the_word_of_the_party_that_it_is_against(
    party: Party, by: str, row: Mapping[str, Any], *, holds: bool
) -> None:
    evidence = delivered((party, row | {"by": by}))
    assert effective(evidence) == ([1] if holds else [])
    asked = [fault.message for fault in told(evidence).faults if fault.severity == "ask"]
    assert bool(asked) is not holds, asked


def test_claim_that_the_other_has_agreed_to_has_its_effect_once_and_asks_no_more() -> None:
    evidence = delivered(
        ("supplier", FEE | {"by": "leverandøren", "value": "200"}),
        ("authority", FEE | {"by": "myndigheden", "value": "200", "at": "2026-11-04 09:00"}),
    )
    assert effective(evidence) == [2]
    (fault,) = told(evidence).faults
    assert (fault.source, fault.severity) == ("1.csv", "note")
    assert "sagt af myndigheden selv" in fault.message


def test_another_amount_is_not_agreed_to() -> None:
    evidence = delivered(
        ("supplier", FEE | {"by": "leverandøren", "value": "200"}),
        ("authority", FEE | {"by": "myndigheden", "value": "150"}),
    )
    assert effective(evidence) == [2]
    assert [fault.severity for fault in told(evidence).faults] == ["ask"]


def test_every_kind_says_whose_word_it_takes() -> None:
    """One that either could make would let a party decide for both."""
    for kind in KINDS:
        assert kind.right_of or kind.whose != "either", kind.name
