"""Every kind in every situation it can meet, as a whole: figures, steps, reasons and rows as the parties read them.

The rules of each kind stand in the cases under ``tests/cases``; here nothing that is said, or carried along, changes
unseen. One case (``tests/cases/kinds``) and one golden a kind.
"""

import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from level_cases import CALENDARS, evidence, level, measure, table, terms, told

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import PastRow
from afstemt.core.measurement.kind import Kind
from afstemt.core.measurement.registry import KINDS
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.parties import Service, System
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.period import Period, parse_period
from golden import same_as_golden

GOLDEN = Path(__file__).parent / "golden"
CASES = Path(__file__).parents[2] / "cases" / "kinds"
OF_KINDS: dict[str, dict[str, Any]] = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    for path in sorted(CASES.glob("*.toml"))
}
"""A level of each kind: its populations, its parameters, and others to try it with (``others``, each by itself)."""


def late(number: int, **rest: Any) -> dict[str, Any]:
    """Return an incident of priority 1 to 3 that takes an hour more for each number."""
    return {
        "id": f"INC-{number}",
        "priority": str(number % 3 + 1),
        "opened_at": f"2026-10-{5 + number:02d} 09:00",
        "responded_at": f"2026-10-{5 + number:02d} 09:{10 + number}",
        "resolved_at": f"2026-10-{5 + number:02d} {10 + number}:00",
        "closed_at": f"2026-10-{6 + number:02d} 12:00",
    } | rest


FACTS: dict[str, list[dict[str, Any]]] = {
    "incidents": [
        *(late(number) for number in range(4)),
        late(4, responsible="third_party", escalated_at="2026-10-09 12:00"),
        late(5, caused_by_change="CHG-1", escalated_at="2026-10-10 12:00", service="portal"),
        late(6, responded_at=None, resolved_at=None, closed_at=None, priority="3"),
        late(7, responsible="authority", priority="9"),
        late(7, id="INC-8", responded_at=None, resolved_at="2026-10-30 10:00", priority="3", system="andet"),
    ],
    "pauses": [
        {
            "ticket_id": "INC-3",
            "from_at": "2026-10-08 10:00",
            "to_at": "2026-10-08 11:30",
            "reason": "Afventer",
        },
        {"ticket_id": "SR-2", "from_at": "2026-10-06 10:00", "to_at": "2026-10-07 11:30"},
    ],
    "priority_changes": [
        {"ticket_id": "INC-2", "at": "2026-10-07 09:30", "priority": "2", "by": "authority"}
    ],
    "service_requests": [
        {
            "id": "SR-1",
            "opened_at": "2026-10-05 09:00",
            "initiator": "authority",
            "resolved_at": "2026-10-07 09:00",
        },
        {
            "id": "SR-2",
            "opened_at": "2026-10-05 09:00",
            "initiator": "supplier",
            "resolved_at": "2026-10-13 09:00",
        },
        {"id": "SR-3", "opened_at": "2026-10-20 09:00", "initiator": "authority"},
    ],
    "changes": [
        {
            "id": f"CHG-{number}",
            "planned_start_at": f"2026-10-{number + 10} 20:00",
            "planned_end_at": f"2026-10-{number + 10} 22:00",
            "initiator": "supplier" if number % 2 else "authority",
            "type": kind,
            "outcome": outcome,
        }
        for number, (kind, outcome) in enumerate(
            [
                ("standard", "successful"),
                ("normal", "failed"),
                ("emergency", "rolled_back"),
                ("normal", "cancelled"),
                ("normal", None),
                ("emergency", "successful"),
            ]
        )
    ],
    "outages": [
        {"service": "portal", "from_at": "2026-10-06 10:00", "to_at": "2026-10-06 12:00", "id": "NB-1"},
        {
            "service": "portal",
            "from_at": "2026-10-06 11:00",
            "to_at": "2026-10-06 13:30",
            "id": "NB-2",
            "severity": "A",
            "notified_at": "2026-10-06 11:20",
            "affected_users": 40,
        },
        {
            "service": "arkiv",
            "from_at": "2026-10-06 12:00",
            "to_at": "2026-10-06 12:45",
            "id": "NB-3",
            "severity": "degraderet",
            "incident_id": "INC-2",
        },
        {
            "service": "arkiv",
            "from_at": "2026-10-07 12:00",
            "to_at": "2026-10-07 12:45",
            "id": "NB-4",
            "responsible": "authority",
        },
        {
            "service": "arkiv",
            "from_at": "2026-10-08 12:00",
            "to_at": "2026-10-08 12:45",
            "id": "NB-5",
            "responsible": "third_party",
        },
        {"service": "portal", "from_at": "2026-09-30 15:00", "to_at": "2026-10-01 08:10", "id": "NB-6"},
        {"service": "portal", "from_at": "2026-10-30 15:00", "id": "NB-7", "notified_at": "2026-10-30 15:30"},
        {"service": "ukendt", "from_at": "2026-10-06 12:00", "to_at": "2026-10-06 12:45", "id": "NB-8"},
    ],
    "maintenance": [
        {
            "service": "portal",
            "from_at": "2026-10-14 10:00",
            "to_at": "2026-10-14 12:00",
            "announced_at": "2026-10-01 09:00",
            "agreed": True,
        },
        {"service": "portal", "from_at": "2026-10-15 10:00", "to_at": "2026-10-15 11:00", "agreed": False},
    ],
    "checks": [
        {
            "service": service,
            "at": f"2026-10-{day:02d} {hour:02d}:{minute:02d}",
            "ok": (day, hour) != (6, 10),
            "response_ms": None if (day, hour) == (6, 10) else 400 + 350 * (hour - 8) + minute * 10,
        }
        for service in ("portal", "arkiv")
        for day in (5, 6, 7)
        for hour in range(8, 16)
        for minute in (0, 20, 40)
    ],
    "security_updates": [
        {
            "id": "SU-1",
            "severity": "critical",
            "released_at": "2026-10-05 09:00",
            "installed_at": "2026-10-06 09:00",
        },
        {
            "id": "SU-2",
            "severity": "critical",
            "released_at": "2026-10-05 09:00",
            "installed_at": "2026-10-16 09:00",
            "postponed_reason": "Aftalt lukkeperiode",
        },
        {"id": "SU-3", "severity": "medium", "released_at": "2026-10-05 09:00"},
    ],
    "deliverables": [
        {
            "id": "RAP-09",
            "kind": "report",
            "requested_at": "2026-10-01 00:00",
            "delivered_at": "2026-10-19 10:00",
        },
        {
            "id": "RCA-1",
            "kind": "root_cause_analysis",
            "requested_at": "2026-10-02 10:00",
            "incident_id": "INC-1",
        },
        {
            "id": "PLAN",
            "kind": "plan",
            "requested_at": "2026-10-02 10:00",
            "due_at": "2026-10-06 23:59:59",
            "delivered_at": "2026-10-06 15:00",
        },
    ],
}
LITTLE: dict[str, list[dict[str, Any]]] = {
    "incidents": [
        {
            "id": "INC-20",
            "priority": "1",
            "opened_at": "2026-10-05 09:00",
            "responded_at": "2026-10-05 09:50",
            "resolved_at": "2026-10-05 12:30",
        },
        {"id": "INC-21", "opened_at": "2026-10-06 09:00", "resolved_at": "2026-10-06 11:00"},
        {
            "id": "INC-22",
            "priority": "2",
            "opened_at": "2026-10-30 15:00",
            "resolved_at": "2026-11-01 00:00",
        },
    ],
    "pauses": [{"ticket_id": "INC-20", "from_at": "2026-10-05 09:10", "to_at": "2026-10-05 09:40"}],
    "service_requests": [
        {"id": "SR-20", "opened_at": "2026-10-28 09:00", "resolved_at": "2026-10-29 09:00"},
        {"id": "SR-21", "opened_at": "2026-10-05 09:00", "resolved_at": "2026-10-05 09:00"},
    ],
    "changes": [
        {"id": "CHG-20", "planned_start_at": "2026-10-12 20:00", "outcome": "successful"},
        {
            "id": "CHG-21",
            "planned_start_at": "2026-11-01 20:00",
            "planned_end_at": "2026-11-02 20:00",
            "started_at": "2026-10-29 20:00",
            "ended_at": "2026-10-30 06:00",
            "type": "emergency",
            "outcome": "failed",
        },
    ],
    "outages": [
        {"service": "portal", "from_at": "2026-09-28 08:00", "to_at": "2026-10-01 00:00"},
        {
            "service": "arkiv",
            "from_at": "2026-10-05 09:00",
            "to_at": "2026-10-05 11:00",
            "incident_id": "INC-20",
        },
        {"service": "portal", "from_at": "2026-10-12 09:00", "to_at": "2026-10-12 11:00"},
        {"service": "portal", "from_at": "2026-10-12 09:30", "to_at": "2026-10-12 10:00"},
        {"service": "arkiv", "from_at": "2026-10-13 09:00", "to_at": "2026-10-13 09:00:01"},
        {"service": "portal", "from_at": "2026-10-14 10:00", "to_at": "2026-10-14 10:00"},
    ],
    "maintenance": [
        {"service": "portal", "from_at": "2026-10-15 10:00", "to_at": "2026-10-15 11:00", "agreed": True}
    ],
    "checks": [
        {"service": "portal", "at": at, "ok": ok, "response_ms": time}
        for at, ok, time in (
            ("2026-10-01 00:00", True, 100),
            ("2026-10-05 09:00", True, 300),
            ("2026-10-05 09:10", True, 300),
            ("2026-10-05 09:20", True, None),
            ("2026-10-05 09:40", False, 250),
            ("2026-10-05 10:00", True, 350),
            ("2026-11-01 00:00", False, None),
        )
    ],
    "security_updates": [
        {"id": "SU-20", "severity": "critical", "released_at": "2026-10-28 09:00"},
        {
            "id": "SU-21",
            "severity": "medium",
            "released_at": "2026-10-05 09:00",
            "installed_at": "2026-10-19 16:00",
        },
    ],
    "deliverables": [
        {
            "id": "RAP-20",
            "kind": "report",
            "requested_at": "2026-10-01 00:00",
            "due_at": "2026-10-06 12:00",
            "delivered_at": "2026-10-06 14:00",
        },
        {
            "id": "RAP-21",
            "kind": "report",
            "requested_at": "2026-10-01 00:00",
            "due_at": "2026-10-06 23:59:59",
            "delivered_at": "2026-10-06 23:00",
        },
        {
            "id": "RCA-20",
            "kind": "root_cause_analysis",
            "requested_at": "2026-10-05 10:00",
            "incident_id": "INC-20",
            "delivered_at": "2026-10-19 15:00",
        },
    ],
}
"""Rows with the least that they may hold, and times on the edges of the period and of each other."""
STATED = [
    {"level": "KPI", "value": "88.5", "basis": "Leverandørens rapport, side 4", "period": "2026-10"},
    {"level": "andet", "value": "1"},
]
HELD = [
    {
        "at": "2026-11-02 09:00",
        "by": "Parterne",
        "kind": "hold_out",
        "table": name,
        "row_id": row,
        "reason": "Aftalt på mødet",
    }
    for name, row in (
        ("incidents", "INC-3"),
        ("outages", "NB-1"),
        ("changes", "CHG-1"),
        ("service_requests", "SR-2"),
        ("security_updates", "SU-2"),
        ("deliverables", "RAP-09"),
    )
] + [
    {
        "at": "2026-11-02 09:00",
        "by": "Parterne",
        "kind": "hold_out",
        "table": name,
        "from_at": "2026-10-06 11:00",
        "to_at": "2026-10-06 11:30",
        "reason": "Fælles øvelse",
    }
    for name in ("outages", "checks")
]


def decided(kind: str, at: str = "2026-11-02 09:00", **rest: Any) -> dict[str, Any]:
    return {"at": at, "by": "Parterne", "kind": kind, "reason": "Aftalt på mødet", **rest}


BY_LEVEL = [
    decision
    for name, own, other in (
        ("incidents", "INC-2", "INC-1"),
        ("outages", "NB-1", "NB-2"),
        ("changes", "CHG-1", "CHG-3"),
        ("service_requests", "SR-2", "SR-1"),
        ("security_updates", "SU-1", "SU-3"),
        ("deliverables", "RAP-09", "PLAN"),
    )
    for decision in (
        decided("hold_out", table=name, row_id=own, level="KPI"),
        decided("accept", "2026-11-03 09:00", table=name, row_id=own),
        decided("hold_out", table=name, row_id=other, level="KPI 7"),
        decided("hold_out", table="matters", row_id=other),
    )
]
"""What holds for this level, for another one, and what is said of a row without holding it out."""
TIME = [
    *(
        decided("hold_out", table="incidents", row_id=row, level="KPI", from_at=from_, to_at=to)
        for row, from_, to in (
            ("INC-0", "2026-10-05 09:15", "2026-10-06 10:00"),
            ("INC-1", "2026-10-05 09:15", "2026-10-06 10:00"),
            ("INC-3", "2026-10-08 11:45", "2026-10-08 12:00"),
            ("INC-3", "2026-10-08 11:45", "2026-10-08 12:15"),
            ("INC-3", "2026-10-08 12:30", "2026-10-08 12:45"),
            ("INC-3", "2026-10-08 12:40", "2026-10-08 12:45"),
        )
    ),
    decided(
        "take_in", "2026-11-04 09:00", table="incidents", row_id="INC-2",
        from_at="2026-10-07 09:00", to_at="2026-10-07 10:00",
    ),
    decided(
        "hold_out", table="incidents", row_id="INC-2", from_at="2026-10-07 09:00", to_at="2026-10-07 10:00"
    ),
    *(
        decided(kind, at, table=name, from_at=from_, to_at=to)
        for name in ("outages", "checks")
        for kind, at, from_, to in (
            ("hold_out", "2026-11-02 09:00", "2026-10-06 10:00", "2026-10-06 10:30"),
            ("hold_out", "2026-11-02 10:00", "2026-10-06 11:00", "2026-10-06 12:00"),
            ("take_in", "2026-11-03 09:00", "2026-10-06 11:30", "2026-10-06 12:30"),
            ("hold_out", "2026-11-03 10:00", "2026-10-30 15:30", None),
        )
    ),
]  # fmt: skip
"""Time of a row, and time of the level, held out and taken in again; one without an end."""


def under() -> Terms:
    services = (
        Service(id="portal", name="Portalen", users=100),
        Service(id="arkiv", name="Arkivet", users=50),
    )
    return terms(
        CALENDARS,
        systems=(
            System(id="sag", name="Sagssystemet", services=services),
            System(id="andet", name="Andet system"),
        ),
        framework={"calendar": "desk"},
        service_windows=(
            {
                "services": ["portal"],
                "weekly": {"wednesday": ["08:00-16:00"]},
                "notice_working_days": 3,
                "allowance_minutes": 90,
            },
        ),
    )


def made(kind: str, parameters: dict[str, Any] | None = None, **rest: Any) -> ServiceLevel:
    """Return the kind's level; ``None`` in ``parameters`` leaves that choice open."""
    given = dict(OF_KINDS[kind])
    chosen = given.get("parameters", {}) | (parameters or {})
    chosen = {name: value for name, value in chosen.items() if value is not None}
    settings = {"missing_data": "left_out", "decimals": 2, "clause": "Bilag 6, pkt. 2"} | rest
    return level(kind, settings.pop("populations", given["populations"]), parameters=chosen, **settings)


def situations(kind: str) -> Iterator[tuple[str, Any]]:
    """Yield (what, outcome) of everything that can happen to a level of the kind."""
    own = next(one for one in KINDS if one.name == kind)
    facts = evidence(**FACTS)
    usual = made(kind)
    terms_ = under()

    def found(of: ServiceLevel, given: Evidence = facts, **rest: Any) -> Any:
        return measure(of, given, rest.pop("period", "2026-10"), under=terms_, **rest)

    yield "as it is", found(usual)
    yield (
        "exact value judged, opening counts",
        found(
            made(kind, judge="exact", assign_by="opened", open_past_limit="missed_now", priority="authority")
        ),
    )
    yield (
        "due time counts, no decimals said",
        found(made(kind, assign_by="due", open_past_limit="left_out", priority="first", decimals=None)),
    )
    yield "round the clock, no calendar", found(made(kind, calendar=None, clock="elapsed"))
    yield "the start waits for opening", found(made(kind, clock="start_deferred"))
    yield "one service", found(made(kind, services=["portal"]))
    yield "another system", found(made(kind, systems=["andet"]))
    yield (
        "a quarter, not over yet",
        found(made(kind, period="quarter"), period="2026-Q4", part=parse_period("2026-10")),
    )
    later = Period(date(2026, 10, 15), date(2026, 11, 1), "Europe/Copenhagen")
    yield "from the 15th", found(usual, part=later)
    tables = {name: table(name, []) for name in FACTS}
    yield "nothing happened", found(usual, Evidence(tables))
    yield "nothing delivered", found(usual, Evidence({}))
    for missing in ("down", "up", None):
        yield (
            f"nothing delivered, missing data {missing}",
            found(made(kind, missing_data=missing), Evidence({})),
        )
    stated = table("stated_values", STATED)
    yield "nothing delivered, but stated", found(usual, Evidence({"stated_values": stated}))
    yield "stated beside", found(usual, Evidence({**facts.tables, "stated_values": stated}))
    decided = Evidence({**facts.tables, "decisions": table("decisions", HELD)})
    yield "held out by decision", found(usual, decided)
    for few in ("not_judged", "judged", "carried_on"):
        history = (PastRow("2026-09", "KPI", None, None, None, "not_judged"),)
        yield f"few cases {few}", found(made(kind, minimum_cases=200, few_cases=few), history=history)
    two = [
        dict(one, id=f"{number}", target=number)
        for number, one in enumerate(OF_KINDS[kind]["populations"] * 2)
    ]
    yield "two populations", found(made(kind, populations=two))
    if "target" not in own.needs:
        open_ = [
            {key: value for key, value in one.items() if key != "target"}
            for one in OF_KINDS[kind]["populations"]
        ]
        yield "no target: every case", found(made(kind, populations=open_))
    for parameters in OF_KINDS[kind].get("others", []):
        yield f"{parameters}", found(made(kind, parameters))
    yield "rows with little in them", found(usual, evidence(**LITTLE))
    little = made(kind, calendar=None, clock="elapsed", assign_by="opened", open_past_limit="missed_now")
    yield "rows with little in them, round the clock", found(little, evidence(**LITTLE))
    yield "two populations, rows with little in them", found(made(kind, populations=two), evidence(**LITTLE))
    for what, rows in (("this level", BY_LEVEL), ("time", TIME)):
        held = Evidence({**facts.tables, "decisions": table("decisions", rows)})
        yield f"held out by decision: {what}", found(usual, held)
    if "limit" in own.needs:
        short = [{"limit": {"working_days": 1}, "target": 80, "clause": "Bilag 6, pkt. 4"}]
        yield "a limit of one working day", found(made(kind, populations=short))
    bare = [{"level": "KPI", "value": "2500" if own.unit == "milliseconds" else "88.5"}]
    clause = [dict(one, clause="Bilag 6, pkt. 4") for one in OF_KINDS[kind]["populations"]]
    night = [{"service": "portal", "at": "2026-10-05 03:00", "ok": True, "response_ms": 300}]
    given = {"checks": table("checks", night), "stated_values": table("stated_values", bare)}
    yield (
        "nothing in the agreed hours, but stated",
        found(made(kind, populations=clause), Evidence(given)),
    )
    for name, field in own.parameters.model_fields.items():
        if any("Asks" in type(each).__name__ for each in field.metadata) or name in (
            "composition",
            "degraded",
        ):
            yield f"{name} left open", found(made(kind, {name: None}))


def test_every_kind_is_here() -> None:
    assert {kind.name for kind in KINDS} == set(OF_KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_kind_says_of_itself_what_its_figures_are(kind: Kind) -> None:
    """Its unit, and whether lower is better, are those of what it measures."""
    for parameters in ({}, *OF_KINDS[kind.name].get("others", [])):
        of = made(kind.name, parameters)
        for result in measure(of, evidence(**FACTS), under=under()).results:
            if result.figure is not None:
                assert result.figure.unit == kind.unit_of(of.parameters)
            assert result.at_least is not kind.holds_lower_better(of)


@pytest.mark.parametrize("kind", OF_KINDS)
def test_kind_is_explained_as_before(kind: str) -> None:
    """A part that is as in the first situation is not told again."""
    lines: list[str] = []
    first: dict[str, list[str]] = {}
    for what, outcome in situations(kind):
        parts = told(outcome)
        lines.append(f"=== {what}")
        for name, part in parts.items():
            if part == first.get(name):
                lines.append(f"{name}: as at first")
            else:
                lines += [f"{name}:", *(f"  {line}" for line in part)]
        first = first or parts
    same_as_golden("\n".join(lines) + "\n", GOLDEN / f"kind_{kind}.txt")
