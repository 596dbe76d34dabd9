"""Rows lost, against what they could have been: a row that was read is one of them, and never worse than at worst.

A small month is measured whole; then cells of one row are spoilt, or the row is set aside, and it is measured again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from level_cases import level, task, terms

from afstemt.core.evidence.evidence import UNUSABLE, Evidence, collect
from afstemt.core.evidence.tables import BY_NAME as TABLES
from afstemt.core.measurement.outcome import Outcome, Result
from afstemt.core.measurement.registry import BY_NAME as KINDS
from afstemt.core.measurement.reserve import measured
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.parties import PriorityTerms, Service, System
from afstemt.core.units.period import parse_period

OCTOBER = parse_period("2026-10", "Europe/Copenhagen")
SYSTEMS = (
    System(id="A", name="A", services=(Service(id="portal", name="Portal"),)),
    System(id="B", name="B", services=(Service(id="post", name="Post"),)),
)
PRIORITIES = tuple(PriorityTerms(id=name, title=name) for name in ("1", "2", "3"))
UNDER = terms(systems=SYSTEMS, priorities=PRIORITIES)
HOUR = 3600
TIMES = st.integers(-10 * 24, 45 * 24).map(lambda hour: OCTOBER.from_s + hour * HOUR)
LENGTHS = st.one_of(st.none(), st.integers(0, 15 * 24))


@dataclass(frozen=True)
class Shape:
    """A level's table: when a row begins, when it may end after that, and what else stands in it."""

    table: str
    begin: str
    ends: tuple[str, ...]
    names: Mapping[str, tuple[str | None, ...]]


WHO = {"responsible": ("supplier", "supplier", "authority"), "service": ("portal", "portal", "post", None)}
INCIDENTS = Shape(
    "incidents",
    "opened_s",
    ("responded_s", "resolved_s", "closed_s", "escalated_s"),
    WHO
    | {
        "priority": ("1", "1", "2", "3"),
        "authority_priority": (None, None, "1", "2"),
        "caused_by_change": (None, None, "0", "1"),
    },
)
REQUESTS = Shape(
    "service_requests",
    "opened_s",
    ("resolved_s", "closed_s"),
    {"type": ("1", "2", None), "initiator": ("authority", "supplier"), "service": WHO["service"]},
)
UPDATES = Shape("security_updates", "released_s", ("installed_s",), {"severity": ("1", "2")})
DELIVERABLES = Shape("deliverables", "requested_s", ("delivered_s", "due_s"), {"kind": ("1", "2")})
CHANGES = Shape(
    "changes",
    "planned_start_s",
    ("planned_end_s", "started_s", "ended_s"),
    {
        "type": ("normal", "normal", "emergency", None),
        "outcome": ("successful", "successful", "failed", "cancelled", None),
        "initiator": ("authority", "supplier"),
        "service": WHO["service"],
    },
)
LIMITS = [{"limit": {"hours": 8}}, {"limit": {"working_days": 2}}]
COUNTED = {"judge": "exact"}
LEVELS: list[tuple[Shape, str, Mapping[str, Any]]] = [
    (INCIDENTS, "resolution_time", {}),
    (INCIDENTS, "resolution_time", {"priority": "authority", "services": ["portal"]}),
    (INCIDENTS, "resolution_time", {"parameters": {"start": "responded_at", "end": "closed_at"}}),
    (INCIDENTS, "reaction_time", {"systems": ["A"]}),
    (INCIDENTS, "reaction_time", {"parameters": {"without_response": "never", "others": "counted"}}),
    (REQUESTS, "request_fulfilment", {"parameters": {"initiator": "authority"}}),
    (UPDATES, "security_updates", {}),
    (DELIVERABLES, "deliverable", {}),
    (DELIVERABLES, "deliverable", {"parameters": {"due_at": False, "kinds": ["1"]}}),
    (INCIDENTS, "count_limit", {"parameters": {"count": "incidents"}}),
    (INCIDENTS, "count_limit", {"parameters": {"count": "escalated_incidents"}}),
    (CHANGES, "count_limit", {"parameters": {"count": "failed_changes"}}),
    (CHANGES, "change_success", {"parameters": {"cancelled": "left_out"}}),
    (CHANGES, "change_success", {"parameters": {"cancelled": "not_successful", "initiator": "supplier"}}),
    (CHANGES, "emergency_change_share", {"services": ["portal"]}),
    (INCIDENTS, "change_caused_incidents", {"parameters": {"measure": "count"}}),
]


@st.composite
def levels(draw: st.DrawFn) -> tuple[Shape, ServiceLevel]:
    shape, kind, more = draw(st.sampled_from(LEVELS))
    timed = "limit" in KINDS[kind].needs
    sorts = draw(st.sampled_from([[[]], [["1"], ["2"]], [["1"]], [["1", "2"], ["2"]]]))
    if shape is CHANGES:
        sorts = draw(st.sampled_from([[[]], [["normal"], ["emergency"]]]))
    target = draw(st.sampled_from([None, 50, 90] if timed else [0, 1, 50, 90]))
    populations = [
        {"id": f"p{number}", "priorities": names, "target": target}
        | (draw(st.sampled_from(LIMITS)) if timed else {})
        for number, names in enumerate(sorts)
    ]
    choices: dict[str, Any] = {
        "assign_by": draw(st.sampled_from(["opened", "resolved", "due"])),
        "open_past_limit": draw(st.sampled_from(["missed_now", "missed_when_resolved", "left_out"])),
        "clock": draw(st.sampled_from(["business_hours", "start_deferred", "elapsed"])),
        "judge": "exact",
    }
    if draw(st.booleans()):
        choices |= {"minimum_cases": 3, "few_cases": "not_judged"}
    return shape, level(kind, populations, **(choices | dict(more)))


@st.composite
def rows(draw: st.DrawFn, shape: Shape) -> list[dict[str, Any]]:
    found = []
    for number in range(draw(st.integers(1, 5))):
        begin = draw(TIMES)
        row: dict[str, Any] = dict.fromkeys(TABLES[shape.table].schema)
        row |= {"id": str(number), shape.begin: begin, "file_no": 0, "row_no": number + 2}
        for end in shape.ends:
            length = draw(LENGTHS)
            row[end] = None if length is None else begin + length * HOUR
        row |= {name: draw(st.sampled_from(values)) for name, values in shape.names.items()}
        found.append(row)
    return found


def framed(shape: Shape, made: Sequence[Mapping[str, Any]]) -> pl.LazyFrame:
    return pl.LazyFrame(list(made), schema=TABLES[shape.table].schema)


def outcome_of(of: ServiceLevel, facts: Evidence) -> Outcome:
    return measured(task(of, facts, OCTOBER, under=UNDER), KINDS[of.kind])


def spoilt(
    shape: Shape, made: Sequence[Mapping[str, Any]], which: int, cells: set[str], aside: bool
) -> Evidence:
    """Return the month with cells of a row that cannot be used, or with the row set aside."""
    row = {name: None if name in cells else value for name, value in made[which].items()}
    if aside:
        others = [one for number, one in enumerate(made) if number != which]
        gone = collect(framed(shape, [row])).with_columns(pl.lit("bad-time").alias("why"))
        return Evidence({shape.table: framed(shape, others)}, lost={shape.table: gone})
    kept = [row if number == which else one for number, one in enumerate(made)]
    unusable = pl.DataFrame(
        [
            {"file_no": 0, "row_no": row["row_no"], "column": name, "why": "bad-time"}
            for name in sorted(cells)
        ],
        schema=UNUSABLE,
    )
    return Evidence({shape.table: framed(shape, kept)}, unusable={shape.table: unusable})


def worse(one: Result, other: Result) -> bool:
    """Return whether a result that is judged has a worse figure than another."""
    if one.figure is None or other.figure is None or one.state == "not_judged":
        return False
    low, high = (one, other) if one.at_least else (other, one)
    assert low.figure is not None
    assert high.figure is not None
    return low.figure.value < high.figure.value


@given(st.data())
def test_a_row_is_never_worse_than_what_is_said_of_it_when_it_is_lost(data: st.DataObject) -> None:
    shape, of = data.draw(levels())
    made = data.draw(rows(shape))
    which = data.draw(st.integers(0, len(made) - 1))
    names = [shape.begin, *shape.ends, *shape.names]
    cells = set(data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=3)))
    aside = data.draw(st.booleans())
    if aside and data.draw(st.booleans()):
        cells = {*names, "id"}
    whole = outcome_of(of, Evidence({shape.table: framed(shape, made)}))
    lost = outcome_of(of, spoilt(shape, made, which, cells, aside))
    for number, (true, left) in enumerate(zip(whole.results, lost.results, strict=True)):
        if lost.losses and lost.at_worst is None:  # untold: it must be said, and nothing is called met
            assert left.state not in ("met", "missed"), left
            continue
        told = left if lost.at_worst is None else lost.at_worst[number]
        if true.state == "missed":
            assert left.state != "met", (true, left, lost.losses)
            assert told.state == "missed", (true, told, lost.losses)
        assert not worse(true, told), (true, told, lost.losses)
