"""What lost rows can do at most: the cases in ``tests/cases/lost``, readable without the program."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from level_cases import CALENDARS, case_id, level, read_cases, table, task, terms

from afstemt.core.evidence.evidence import UNUSABLE, Evidence
from afstemt.core.evidence.tables import BY_NAME as TABLES
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.measurement.registry import BY_NAME as KINDS
from afstemt.core.measurement.reserve import measured
from afstemt.core.terms.model.parties import PriorityTerms, Service, System

FOUND = read_cases(Path(__file__).parents[2] / "cases" / "lost")
SYSTEMS = (
    System(id="A", name="A", services=(Service(id="portal", name="Portal"),)),
    System(id="B", name="B", services=(Service(id="post", name="Post"),)),
)


def rows_of(case: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """Return a table's rows: those repeated, those that all the file's cases have, and the case's own."""
    repeated = case.get("gentaget", {}).get(name)
    made = []
    if repeated:
        made = [{"id": f"gentaget {n + 1}"} | repeated["raekke"] for n in range(repeated["antal"])]
    return [*made, *case.get("altid", {}).get(name, []), *case.get("fakta", {}).get(name, [])]


def facts_of(case: Mapping[str, Any]) -> Evidence:
    names = {*case.get("gentaget", {}), *case.get("altid", {}), *case.get("fakta", {})}
    rows = {name: rows_of(case, name) for name in sorted(names)}
    lost = {
        name: table(name, gone).with_columns(pl.lit("bad-time").alias("why")).collect()
        for name, gone in case.get("tabt", {}).items()
    }
    unusable = {}
    for name, cells in case.get("ubrugeligt", {}).items():
        numbers = {row.get("id", row.get("level")): n + 2 for n, row in enumerate(rows[name])}
        unusable[name] = pl.DataFrame(
            [
                {
                    "file_no": 0,
                    "row_no": numbers[cell["id"]],
                    "column": TABLES[name].column(cell["column"]).frame_name,
                    "why": "unknown-name",
                }
                for cell in cells
            ],
            schema=UNUSABLE,
        )
    return Evidence({name: table(name, made) for name, made in rows.items()}, lost=lost, unusable=unusable)


def outcome_of(case: Mapping[str, Any]) -> Outcome:
    settings = dict(case["servicemaal"]) | dict(case.get("valg", {}))
    of = level(settings.pop("kind"), settings.pop("populations"), **settings)
    known = case.get("prioriteter", {}).get("kendte", ())
    under = terms(
        case.get("calendars", CALENDARS),
        systems=SYSTEMS,
        priorities=tuple(PriorityTerms(id=name, title=name) for name in known),
    )
    return measured(task(of, facts_of(case), case.get("periode", "2026-10"), under=under), KINDS[of.kind])


@pytest.mark.parametrize(("name", "case"), FOUND, ids=case_id)
def test_lost_rows_do_what_the_case_says_at_most(name: str, case: dict[str, Any]) -> None:
    outcome = outcome_of(case)
    cases: dict[str, int] = {}
    for loss in outcome.losses:
        assert loss.bounded != case.get("ukendt", False), name
        cases[loss.table] = cases.get(loss.table, 0) + (loss.cases or 0)
    assert cases == case.get("hoejst", {}), name
    for wanted in case["forventet"]:
        result = outcome.result(wanted.get("population", ""))
        assert result.state == wanted["tilstand"], name
        for key, figure in (("tal", result.figure), ("vaerst", result.at_worst)):
            if key in wanted:
                assert figure is not None, (name, key)
                shown = f"{figure.numerator}/{figure.denominator}"
                assert (shown if figure.unit == "percent" else f"{figure.numerator}") == wanted[key], (
                    name,
                    key,
                )
    if not cases and not case.get("ukendt"):
        assert not outcome.losses
        assert all(result.at_worst is None for result in outcome.results)
