"""A decision that matches nothing is told, with the near miss, and has no effect."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from afstemt.core.evidence.decision_findings import decisions_read, with_decisions_told
from afstemt.core.evidence.decisions import KINDS, deciders, in_effect, sides
from afstemt.core.evidence.evidence import Evidence, SourceFile, collect
from afstemt.core.evidence.names import Use
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.period import parse_period
from facts import table

OCTOBER = parse_period("2026-10")
LEVELS = tuple(
    ServiceLevel(id=id_, title="Mål", kind="any", parameters={}, populations=({},))
    for id_ in ("KPI 1", "KPI 2")
)
TERMS = Terms(
    id="k",
    title="K",
    in_force_from=date(2020, 1, 1),
    parties=(
        {"role": "authority", "name": "Styrelsen for Drift", "short_name": "Styrelsen"},
        {"role": "supplier", "name": "Drift A/S"},
    ),
    systems=({"id": "s", "name": "S", "services": ({"id": "web", "name": "Web"},)},),
    service_levels=LEVELS,
    prices={"estimates": ({"order": "ORDRE-7"},)},
)
CONTRACT = Contract((TERMS,))
USES = [Use(LEVELS[0], {"outages": None}), Use(LEVELS[1], {"incidents": None})]
GOOD = {
    "at": "2026-11-01 10:00",
    "by": "begge",
    "kind": "hold_out",
    "table": "incidents",
    "row_id": "INC-1",
    "level": "KPI 2",
}


def evidence(*rows: Mapping[str, Any], **tables: list[Mapping[str, Any]]) -> Evidence:
    incident = {"id": "INC-1", "priority": "1", "opened_at": "2026-10-01"}
    given = {"incidents": [incident], "decisions": list(rows)} | tables
    files = tuple(SourceFile(f"{name}.csv", "", 0, name, "afstemt", 1, 1, 0) for name in given)
    return Evidence(
        {name: table(name, own, number) for number, (name, own) in enumerate(given.items())}, files
    )


def told(given: Evidence) -> Evidence:
    return with_decisions_told(given, CONTRACT, OCTOBER, USES)


def test_a_decision_that_matches_everything_is_not_told() -> None:
    found = told(evidence(GOOD))
    assert (found.faults, found.unusable) == ((), {})


@pytest.mark.parametrize(
    ("change", "column", "said"),
    [
        ({"kind": "hold-out"}, "kind", "Mente I »hold_out«?"),
        ({"kind": "Hold_Out"}, "kind", "Mente I »hold_out«?"),
        ({"kind": "udelad"}, "kind", "Arterne er hold_out, take_in"),
        ({"by": "kontraktansvarlig"}, "by", "ikke en part"),
        ({"by": "Myndighed"}, "by", "Mente I »myndigheden«?"),
        ({"level": "KPI2"}, "level", "Mente I »KPI 2«?"),
        ({"level": "KPI 3"}, "level", "Vilkårene har KPI 1, KPI 2"),
        ({"level": "KPI 1"}, "table", "måles ikke på incidents, men på outages"),
        ({"table": "incident"}, "table", "Mente I »incidents«?"),
        ({"table": None}, "table", "ingen tabel"),
        ({"row_id": None}, "row_id", "hverken en række"),
        ({"period": "oktober"}, "period", "ikke en periode"),
        ({"kind": "waive", "table": "incidents", "period": "2026-10"}, "table", "penalty, settlement"),
        ({"kind": "cause", "level": None}, "level", "skal have noget i level"),
        ({"kind": "accept", "table": "hours", "row_id": "ORDRE-9"}, "row_id", "Der er ORDRE-7"),
        ({"kind": "accept", "table": "hours", "row_id": "ordre 7"}, "row_id", "Mente I »ORDRE-7«?"),
        (
            {"kind": "accept", "table": "hours", "row_id": "ORDRE-7", "by": "Drift A/S"},
            "by",
            "kun myndighedens",
        ),
        ({"table": "checks", "row_id": "Web", "level": None}, "row_id", "Mente I »web«?"),
    ],
)
def test_what_matches_nothing_is_asked_about_and_has_no_effect(
    change: Mapping[str, Any], column: str, said: str
) -> None:
    found = told(evidence(GOOD, GOOD | change))
    (fault,) = found.faults
    assert (fault.source, fault.row, fault.column, fault.severity) == ("decisions.csv", 3, column, "ask")
    assert said in fault.message, fault.message
    assert collect(in_effect(found))["row_no"].to_list() == [2]
    assert collect(found.table("decisions"))["row_no"].to_list() == [2, 3], "the report still shows both"


def test_a_row_that_is_not_there_is_asked_about_where_it_is_of_this_month() -> None:
    gone = GOOD | {"row_id": "INC-9"}
    (fault,) = told(evidence(gone)).faults
    assert (fault.column, fault.severity) == ("row_id", "ask")
    assert told(evidence(gone | {"at": "2026-09-15"})).faults == (), "of a month before, delivered with that"
    assert told(evidence(gone | {"period": "2026-09"})).faults == ()
    (near,) = told(evidence(GOOD | {"row_id": "inc 1", "at": "2026-09-15"})).faults
    assert "Mente I »INC-1«?" in near.message


@pytest.mark.parametrize(
    ("by", "roles"),
    [
        ("authority", {"authority"}),
        ("Leverandøren", {"supplier"}),
        ("Begge parter", {"authority", "supplier"}),
        ("styrelsen", {"authority"}),
        ("DRIFT A/S", {"supplier"}),
        ("x", set()),
    ],
)
def test_who_decides_is_a_role_both_or_a_party_s_name(by: str, roles: set[str]) -> None:
    assert sides(by, deciders([TERMS])) == roles


def test_without_the_terms_kinds_tables_and_rows_are_told() -> None:
    rows = [
        GOOD,
        GOOD | {"kind": "hold-out"},
        GOOD | {"table": "sager"},
        GOOD | {"row_id": "INC-9"},
        GOOD | {"row_id": "inc-1"},
        GOOD | {"level": "KPI 9", "by": "x"},
    ]
    assert [(one.row, one.column, one.severity) for one in decisions_read(evidence(*rows))] == [
        (3, "kind", "ask"),
        (4, "table", "ask"),
        (5, "row_id", "note"),
        (6, "row_id", "ask"),
    ]
    assert decisions_read(Evidence()) == ()


def test_what_a_kind_asks_for_are_columns_and_tables_that_exist() -> None:
    columns = {column.name for column in BY_NAME["decisions"].columns}
    for kind in KINDS:
        assert set(kind.needs) <= columns
        assert not kind.of_rows or set(kind.tables) - {""} <= set(BY_NAME)
