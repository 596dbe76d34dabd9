"""The cases in ``tests/cases/month``: a contract's words, what the exports hold, and what the period comes to."""

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from level_cases import evidence

from afstemt.core.measurement.registry import BY_NAME as KINDS
from afstemt.core.month import VOCABULARY, run
from afstemt.core.report.month import Month
from afstemt.core.settlement.registry import BY_NAME as RULES
from afstemt.core.terms.check.linter import check
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.levels import Penalty, ServiceLevel
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.period import parse_period

CASES = sorted((Path(__file__).parents[2] / "cases" / "month").glob("*.toml"))
PARTIES = [{"role": "authority", "name": "Myndigheden"}, {"role": "supplier", "name": "Leverandøren"}]
COMMON: Mapping[str, Any] = {
    "id": "K1",
    "title": "Syntetisk kontrakt",
    "in_force_from": date(2026, 1, 1),
    "parties": PARTIES,
}


def typed(penalty: Penalty) -> Penalty:
    made = RULES[penalty.rule].parameters.model_validate(penalty.parameters)
    return penalty.model_copy(update={"parameters": made})


def typed_level(level: ServiceLevel) -> ServiceLevel:
    made = KINDS[level.kind].parameters.model_validate(level.parameters)
    return level.model_copy(
        update={"parameters": made, "penalties": tuple(typed(penalty) for penalty in level.penalties)}
    )


def contract_of(case: Mapping[str, Any]) -> Contract:
    """Return the contract of a case; each of ``versions`` stands on the one before, its tables replaced whole."""
    document = {**COMMON, **case["terms"]}
    made = []
    for version in [{}, *case.get("versions", [])]:
        document = {**document, **version}
        terms = Terms.model_validate(document)
        levels = tuple(typed_level(level) for level in terms.service_levels)
        made.append(terms.model_copy(update={"service_levels": levels}))
    return Contract(tuple(made))


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def found_in(month: Month) -> dict[str, Any]:
    """Return what a case may expect of a month, by the case's own names."""
    return {
        "points": month.settlement.points,
        "base": month.settlement.base.amount,
        "penalty": month.settlement.penalty.amount,
        "shown": [line.amount.amount for line in month.settlement.lines],
        "notices": [notice.code for notice in month.settlement.notices],
        "set_aside": [fault.message for fault in month.evidence.faults if fault.severity == "set_aside"],
        "asked": [fault.code for fault in month.evidence.faults if fault.severity == "ask"],
        "states": [outcome.state for outcome in month.outcomes],
        "stretches": [
            f"{outcome.level} {outcome.part.first} {outcome.part.last} {outcome.state}"
            + (" provisional" if outcome.provisional else "")
            for outcome in month.outcomes
        ],
        "down": [
            int(outcome.rows["counted_s"].sum()) if "counted_s" in outcome.rows.columns else None
            for outcome in month.outcomes
        ],
    }


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    case = read(path)
    contract = contract_of(case)
    raised = [
        point.code
        for point in check(contract, VOCABULARY, as_of=date(2027, 1, 15))
        if point.severity == "blocks"
    ]
    assert raised == case.get("asked", [])
    for month in case.get("months", []):
        period = parse_period(month["period"], contract.current.zone)
        found = found_in(run(contract, period, evidence(**month.get("facts", {})), as_of=date(2027, 1, 15)))
        for name, expected in month["expected"].items():
            assert found[name] == expected, (month["period"], name)
