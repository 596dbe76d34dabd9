"""The cases in ``tests/cases/settlement``: a contract's words, what happened, and what it costs."""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from settlement_months import (
    add,
    contract_of,
    evidence_of,
    history_rows,
    outcome_of,
    remuneration_of,
    second,
)

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History, PastRow
from afstemt.core.settlement.settle import settle
from afstemt.core.settlement.settlement import Settlement
from afstemt.core.units.period import parse_period
from golden import same_as_golden, shown

CASES = sorted((Path(__file__).parents[2] / "cases" / "settlement").glob("*.toml"))


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def given_history(case: dict[str, Any]) -> History:
    return History(
        tuple(
            PastRow(
                row["period"],
                row["subject"],
                row.get("value"),
                row.get("points"),
                None if row.get("amount") is None else Decimal(row["amount"]),
                row.get("state", ""),
            )
            for row in case.get("history", [])
        )
    )


def given_evidence(month: dict[str, Any]) -> Evidence:
    decisions = [
        {key: value for key, value in row.items() if key != "at"} | {"at_s": second(row["at"])}
        for row in month.get("decisions", [])
    ]
    return evidence_of(decisions=decisions) if decisions else Evidence()


def compare(settlement: Settlement, expected: dict[str, Any]) -> None:
    found = {
        "points": settlement.points,
        "penalty": settlement.penalty.amount,
        "deducted": settlement.deducted.amount,
        "uncapped": settlement.uncapped.amount,
        "bonus": settlement.bonus.amount,
        "capped_by": settlement.capped_by,
        "state": settlement.state,
        "notices": sorted(notice.code for notice in settlement.notices),
        "lines": [line.points or line.amount.amount for line in settlement.lines],
    }
    unknown = set(expected) - set(found)
    assert not unknown, f"the case expects what nothing gives: {unknown}"
    assert {name: found[name] for name in expected} == expected


def settled(case: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Settlement]]:
    """Yield each month of a case with what it settles to, history carried from month to month."""
    history = given_history(case)
    contract = contract_of(case["terms"])
    terms = contract.current
    for month in case["months"]:
        period = parse_period(month["period"])
        outcomes = tuple(
            outcome_of(
                terms,
                level,
                period,
                [one for one in month["results"] if one["level"] == level],
                late=[
                    name for one in month["results"] if one["level"] == level for name in one.get("cases", [])
                ],
                open_late=[
                    name
                    for one in month["results"]
                    if one["level"] == level
                    for name in one.get("not_delivered", [])
                ],
            )
            for level in dict.fromkeys(one["level"] for one in month["results"])
        )
        charge = Decimal(month["charge"])
        settlement = settle(
            contract,
            period,
            outcomes,
            remuneration_of(period, charge),
            history,
            given_evidence(month),
            as_of=month.get("as_of"),
        )
        yield month, settlement
        history = add(history, *history_rows(settlement, outcomes, charge))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case_holds(path: Path) -> None:
    for month, settlement in settled(read(path)):
        compare(settlement, month["expected"])
        assert all(line.steps for line in settlement.lines)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case_is_explained_as_before(path: Path) -> None:
    """Every word and number that the parties read about an amount."""
    text = "\n".join(line for _month, settlement in settled(read(path)) for line in shown(settlement)) + "\n"
    same_as_golden(text, Path(__file__).parent / "golden" / f"{path.stem}.txt")


def test_cases_are_there() -> None:
    """Every worked example on money and points has its case."""
    assert len(CASES) >= 18
    for path in CASES:
        case = read(path)
        assert case["title"], path.name
        assert case["words"], path.name
