"""Every rule, every way to count, every kind of result: what it costs and how it says so; one golden a rule."""

import itertools
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from settlement_months import compact, contract_of, evidence_of, level_of, outcome_of, remuneration_of, second

from afstemt.core.evidence.history import History
from afstemt.core.settlement.registry import BY_NAME, RULES
from afstemt.core.settlement.settle import settle
from afstemt.core.units.period import Period, parse_period
from golden import same_as_golden

PERIOD = parse_period("2026-10")
POPULATIONS = [
    {"id": "kategori 1", "target": Decimal(90), "limit": {"hours": Decimal(8)}},
    {
        "id": "kategori 2",
        "target": Decimal("99.5"),
        "limit": {"working_days": 5},
        "clause": "Bilag 6, pkt. 2",
    },
]
RESULTS: dict[str, list[dict[str, Any]]] = {
    "held": [{"population": "kategori 1", "percent": Decimal("95.04")}],
    "missed by a little": [{"population": "kategori 1", "percent": Decimal("89.96")}],
    "missed by 8.2": [{"population": "kategori 1", "in_time": 18, "of": 22}],
    "missed by far": [{"population": "kategori 1", "percent": Decimal("12.5")}],
    "over-fulfilled": [{"population": "kategori 2", "percent": Decimal("99.99")}],
    "hours late": [{"population": "kategori 1", "used": ["2:26", "9:42", "20:20", "8:00"]}],
    "days late": [{"population": "kategori 2", "working_days_late": [0, 1, 4]}],
    "not measured": [{"population": "kategori 1", "state": "not_measured"}],
    "both": [
        {"population": "kategori 1", "percent": Decimal(80)},
        {"population": "kategori 2", "percent": Decimal(99)},
    ],
    "half a month in euro": [
        {"population": "kategori 1", "used": ["9:42", "20:20"]},
        {"population": "kategori 2", "percent": Decimal("99.99")},
    ],
}
HALF = Period(date(2026, 10, 1), date(2026, 10, 16), "Europe/Copenhagen")
CASES = Path(__file__).parents[2] / "cases" / "rules"


def variants(path: Path) -> list[dict[str, Any]]:
    """Return the parameters that a rule is tried with: as they stand, and in ``each`` every value with every other."""
    found = []
    for given in exact(tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal))["variants"]:
        each = given.pop("each", {})
        found += [
            given | dict(zip(each, values, strict=True)) for values in itertools.product(*each.values())
        ]
    return found


def exact(value: Any) -> Any:
    """Return the value with each number as a Decimal, as the terms are read."""
    match value:
        case dict():
            return {key: exact(inner) for key, inner in value.items()}
        case list():
            return [exact(inner) for inner in value]
        case int():
            return Decimal(value)
        case _:
            return value


VARIANTS = {path.stem: variants(path) for path in sorted(CASES.glob("*.toml"))}
UNREGISTERED = {
    "at_s": second("2026-11-05"), "by": "begge parter", "kind": "unregistered", "level": "KPI 1",
    "period": "2026-10", "value": "3",
}  # fmt: skip


def settlements(rule: str) -> list[str]:
    lines = []
    for parameters in VARIANTS[rule]:
        for name, results in RESULTS.items():
            lines.append(f"== {parameters} == {name}")
            penalty = {
                "rule": rule,
                "parameters": parameters,
                "clause": "Bilag 6, pkt. 3",
                "cap_points": Decimal(20),
            }
            level = level_of(populations=POPULATIONS, clause="Bilag 6, pkt. 1", penalties=[penalty])
            settlement = {
                "percent_per_point": Decimal("0.5"),
                "base": "entitled",
                "cap_percent_period": Decimal(8),
            }
            part, currency = (HALF, "EUR") if name == "half a month in euro" else (PERIOD, "DKK")
            try:
                contract = validated(
                    {"service_levels": [level], "settlement": settlement, "currency": currency}
                )
            except ValueError as refusal:
                lines.append(f"refused: {type(refusal).__name__}")
                continue
            late = ["sag 2"] if name in ("hours late", "days late") else []
            made = settle(
                contract,
                PERIOD,
                (outcome_of(contract.current, "KPI 1", PERIOD, results, part=part, late=late),),
                remuneration_of(PERIOD, Decimal("123456.78"), currency),
                History(),
                evidence_of(decisions=[UNREGISTERED]),
            )
            lines += compact(made)
    return lines


def validated(document: dict[str, Any]) -> Any:
    """Return the contract with its rules' parameters validated by their models, as the reader of terms does."""
    for level in document["service_levels"]:
        for penalty in level["penalties"]:
            model = BY_NAME[penalty["rule"]].parameters
            penalty["parameters"] = model.model_validate(penalty["parameters"])
    return contract_of(document)


@pytest.mark.parametrize("rule", VARIANTS)
def test_rule_costs_and_says_as_before(rule: str) -> None:
    same_as_golden("\n".join(settlements(rule)) + "\n", Path(__file__).parent / "golden" / f"rule_{rule}.txt")


def test_every_rule_has_its_variants() -> None:
    assert set(VARIANTS) == {rule.name for rule in RULES}
