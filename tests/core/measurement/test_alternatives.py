"""Times that may be another one as well: the verdict stands where both give it, and is reserved where they do not."""

from dataclasses import replace
from decimal import Decimal

import polars as pl
import pytest
from level_cases import Row, evidence, level, second, task, terms

from afstemt.core.evidence.evidence import ALTERNATIVES, Evidence
from afstemt.core.evidence.tables import BY_NAME as TABLES
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.measurement.registry import BY_NAME as KINDS
from afstemt.core.measurement.reserve import measured
from afstemt.core.terms.model.parties import Service, System

HOUR = 3600
UNDER = terms(systems=(System(id="A", name="A", services=(Service(id="portal", name="Portal"),)),))


def doubled(table: str, row: Row, *columns: str, latest: bool = False) -> Evidence:
    """Return a row with local times of which some are of the hour that occurs twice."""
    whole = evidence(**{table: [row]})
    moved = TABLES[table]
    facts = whole.table(table)
    cells = []
    for name in columns:
        early = second(row[name])
        assert early is not None
        frame_name = moved.column(name).frame_name
        if latest:
            facts = facts.with_columns(pl.col(frame_name) + HOUR)
        cells.append((0, 2, frame_name, early if latest else early + HOUR))
    others = {table: pl.DataFrame(cells, schema=ALTERNATIVES, orient="row")}
    return replace(whole, tables={table: facts}, alternatives=others)


def resolution(facts: Evidence, minutes: int) -> Outcome:
    limit = {"limit": {"minutes": minutes}, "target": 100}
    its = level("resolution_time", [limit], calendar=None, clock="elapsed")
    return measured(task(its, facts, under=UNDER), KINDS[its.kind])


def availability(facts: Evidence, target: Decimal) -> Outcome:
    its = level(
        "availability",
        [{"target": target}],
        calendar=None,
        judge="exact",
        missing_data="up",
        services=("portal",),
        parameters={"source": "outages", "downtime_from": "outage", "degraded": "not"},
    )
    facts = replace(
        facts, tables={"maintenance": evidence(maintenance=[]).table("maintenance"), **facts.tables}
    )
    return measured(task(its, facts, under=UNDER), KINDS[its.kind])


CASE = {"id": "A", "priority": "1", "opened_at": "2026-10-24 22:30", "resolved_at": "2026-10-25 02:30"}


@pytest.mark.parametrize("latest", [False, True])
@pytest.mark.parametrize(
    ("minutes", "state"), [(239, "missed"), (240, "reserved"), (299, "reserved"), (300, "met")]
)
def test_a_resolution_in_the_hour_that_occurs_twice(minutes: int, state: str, latest: bool) -> None:
    outcome = resolution(doubled("incidents", CASE, "resolved_at", latest=latest), minutes)
    assert outcome.state == state
    if state != "reserved":
        assert not outcome.losses
        return
    [loss] = outcome.losses
    assert (loss.table, loss.why, loss.rows, loss.places) == ("incidents", "either-time", 1, ((0, 2),))
    assert outcome.at_worst is not None
    assert outcome.at_worst[0].state == "missed"
    assert "1 række kunne ikke bruges; i værste fald er tallet 0,0" in outcome.reason.replace("\xa0", " ")


OUTAGE = {"service": "portal", "from_at": "2026-10-25 02:10", "to_at": "2026-10-25 02:50"}
MONTH = 31 * 24 * HOUR + HOUR
"""October 2026 has one hour more than its days."""


@pytest.mark.parametrize(
    ("minutes", "state"), [(39, "missed"), (40, "reserved"), (99, "reserved"), (100, "met")]
)
def test_an_outage_with_both_ends_in_the_hour_lasts_40_or_100_minutes(minutes: int, state: str) -> None:
    facts = doubled("outages", OUTAGE, "from_at", "to_at")
    allowed = Decimal(100 * minutes * 60) / MONTH + Decimal("0.000001")
    assert availability(facts, 100 - allowed).state == state


def test_a_time_of_a_column_that_the_level_does_not_use_changes_nothing() -> None:
    row = CASE | {"resolved_at": "2026-10-25 01:30", "closed_at": "2026-10-25 02:30"}
    assert resolution(doubled("incidents", row, "closed_at"), 240).state == "met"


def test_two_tables_are_tried_together() -> None:
    """The pause may be over in the first pass while the case is resolved in the second."""
    facts = doubled("incidents", CASE | {"resolved_at": "2026-10-25 02:40"}, "resolved_at")
    pause = {"ticket_id": "A", "from_at": "2026-10-25 01:30", "to_at": "2026-10-25 02:30"}
    other = doubled("pauses", pause, "to_at")
    both = replace(
        facts,
        tables={**facts.tables, **other.tables},
        alternatives={**facts.alternatives, **other.alternatives},
    )
    longest = 250
    assert [resolution(both, minutes).state for minutes in (longest, longest - 1)] == ["met", "reserved"]
