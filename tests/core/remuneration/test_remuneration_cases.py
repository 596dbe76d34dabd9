"""The cases in ``tests/cases/remuneration``: prices, what was delivered, and what the supplier is entitled to."""

import tomllib
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.remuneration.calculate import calculate
from afstemt.core.remuneration.timesheet import reconcile_hours
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.period import parse_period

CASES = sorted((Path(__file__).parents[2] / "cases" / "remuneration").glob("*.toml"))
PARTIES = [{"role": "authority", "name": "Myndigheden"}, {"role": "supplier", "name": "Leverandøren"}]
ZONE = ZoneInfo("Europe/Copenhagen")


def evidence_of(tables: dict[str, list[dict[str, Any]]]) -> Evidence:
    """Return evidence with the case's rows: days as instants in Danish time where the table has instants."""
    frames = {}
    for name, rows in tables.items():
        table = BY_NAME[name]
        full = []
        for number, row in enumerate(rows, 2):
            cells: dict[str, Any] = dict.fromkeys(table.schema)
            for column in table.columns:
                value = row.get(column.name)
                if isinstance(value, date) and column.type == "instant":
                    at = datetime(value.year, value.month, value.day, tzinfo=ZONE)
                    value = int(at.timestamp())
                cells[column.frame_name] = value
            full.append(cells | {"row_no": number})
        frames[name] = pl.LazyFrame(full, schema=table.schema)
    return Evidence(frames)


def contract_of(case: dict[str, Any]) -> Contract:
    common = {
        "id": "K1",
        "title": "Syntetisk kontrakt",
        "in_force_from": date(2020, 1, 1),
        "parties": PARTIES,
    }
    return Contract(tuple(Terms.model_validate({**common, **version}) for version in case["terms"]))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case_holds(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    assert case["title"], "a case has a title"
    expected = case["expected"]
    if "timesheet" in case:
        faults = reconcile_hours(case["timesheet"]["by_consultant"], case["timesheet"]["by_activity"])
        assert [fault.message for fault in faults] == expected["messages"]
        return
    found = calculate(contract_of(case), parse_period(case["period"]), evidence_of(case.get("evidence", {})))
    lines = [
        {
            "id": line.id,
            "kind": line.kind,
            "quantity": line.quantity,
            "price": line.price.amount,
            "amount": line.amount.amount,
        }
        for line in found.lines
    ]
    wanted = expected["lines"]
    assert [{key: line[key] for key in want} for line, want in zip(lines, wanted, strict=False)] == wanted
    assert len(lines) == len(wanted)
    assert found.total().amount == expected["total"]
    assert sorted(notice.code for notice in found.notices) == expected.get("notices", [])
    assert all(line.steps for line in found.lines)


def test_cases_are_there() -> None:
    assert len(CASES) >= 12
