"""A small month below the file readers: every kind of level, made facts, and the ways in which a row is lost."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
from hypothesis import strategies as st

from afstemt.core.evidence.evidence import LOST, UNUSABLE, Evidence, collect
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.measurement.registry import BY_NAME as KINDS
from afstemt.core.month import run
from afstemt.core.report.month import Month
from afstemt.core.settlement.registry import BY_NAME as RULES
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.period import month

PERIOD = month(date(2026, 10, 1))
HOUR, DAY = 3600, 86400
FIRST, LAST = PERIOD.from_s - 20 * DAY, PERIOD.to_s + 10 * DAY
"""Facts lie from before the month until after it."""
SHARES = {"decimals": 1, "judge": "exact"}
CASES = {"clock": "elapsed", "priority": "last", **SHARES}
DOWN = {"source": "outages", "downtime_from": "outage", "degraded": "counts"}
WATCHED = {"source": "checks", "check_valid_s": 6 * HOUR, "composition": "any"}
HOURS = {"consultant": "K", "activity": "Drift", "rate_code": "S", "approved": True}
ANSWERS = {"limit_ms": 500, "failed": "counts_as_slow"}
TWO = [
    {"id": "A", "priorities": ["A"], "limit": {"hours": 24}},
    {"id": "B", "priorities": ["B"], "limit": {"hours": 48}, "target": 60},
]


def level(
    name: str, kind: str, populations: list[dict[str, Any]], per: str = "level", **more: Any
) -> dict[str, Any]:
    """Return a level with a point for each breach."""
    penalty = {"rule": "points_per_breach", "parameters": {"points": 1, "per": per}}
    own = {"id": name, "title": name, "kind": kind, "penalties": [penalty]}
    return {**own, "populations": populations, **more}


def levels(assign_by: str, past: str) -> list[dict[str, Any]]:
    """Return a level of each kind that is measured on rows."""
    cases = {**CASES, "per": "case", "assign_by": assign_by, "open_past_limit": past}
    due = {key: value for key, value in cases.items() if key != "priority"}
    up, watched = [{"target": 99}], {"missing_data": "up", **SHARES}
    elapsed = {**DOWN, "measured": "elapsed"}
    every = [{"limit": {"hours": 72}, "target": 50}]
    return [
        level("løsning", "resolution_time", TWO, **cases),
        level("reaktion", "reaction_time", [{"limit": {"hours": 4}, "target": 80}], **cases),
        level("anmodning", "request_fulfilment", every, **due),
        level("opdatering", "security_updates", every, **due),
        level("leverance", "deliverable", every, **due),
        level("antal", "count_limit", [{"target": 1}], parameters={"count": "incidents"}, priority="last"),
        level("nedbrud", "count_limit", [{"target": 1}], parameters={"count": "outages"}),
        level(
            "ændring",
            "change_success",
            [{"target": 70}],
            parameters={"cancelled": "not_successful"},
            **SHARES,
        ),
        level("haste", "emergency_change_share", [{"target": 30}], **SHARES),
        *(
            level(f"oppe {how}", "availability", up, parameters={**DOWN, "composition": how}, **watched)
            for how in ("any", "each", "average")
        ),
        level("længst", "longest_outage", [{"target": 4 * HOUR}], parameters=elapsed, missing_data="up"),
        level("afbrudt", "outage_count", [{"target": 1}], parameters=DOWN, missing_data="up"),
        level(
            "målt",
            "availability",
            [{"target": 95}],
            parameters=WATCHED,
            **{**watched, "missing_data": "left_out"},
        ),
        level("svar", "response_time_share", [{"target": 40}], parameters=ANSWERS, **SHARES),
        level(
            "svartid",
            "response_time_percentile",
            [{"target": 600}],
            parameters={"percentile": 50, "failed": "counts_as_slow"},
        ),
        level(
            "forvoldt", "change_caused_incidents", [{"target": 0}], parameters={"measure": "count"}, **SHARES
        ),
        level("oplyst", "stated_value", [{"target": 50}], parameters={"unit": "count"}, **SHARES),
        level(
            "eskaleret",
            "count_limit",
            [{"target": 0}],
            parameters={"count": "escalated_incidents"},
            priority="last",
        ),
    ]


def contract(
    assign_by: str = "opened", past: str = "missed_now", only: Collection[str] | None = None
) -> Contract:
    """Return a contract with a fixed fee and the levels, or those of them that are named."""
    services = [{"id": "web", "name": "Web"}, {"id": "api", "name": "Api"}]
    document = {
        "id": "prøve",
        "title": "Syntetisk kontrakt",
        "in_force_from": date(2026, 1, 1),
        "parties": [{"role": "authority", "name": "A"}, {"role": "supplier", "name": "L"}],
        "systems": [{"id": "sag", "name": "Sag", "services": services}],
        "priorities": [{"id": "A", "title": "A"}, {"id": "B", "title": "B"}],
        "service_levels": [one for one in levels(assign_by, past) if only is None or one["id"] in only],
        "prices": {
            "hours_must_be_approved": True,
            "fixed": [
                {"id": "drift", "title": "Drift", "amount": Decimal(100000), "part_month": "calendar_days"}
            ],
            "units": [{"id": "lager", "title": "Lager", "unit": "GB", "price": Decimal(3)}],
            "hourly": [{"code": "S", "title": "Konsulent", "rate": Decimal(1000)}],
            "estimates": [{"order": "O1", "hours": Decimal(8)}],
        },
        "tickets": {
            "closed": "ends",
            "cancelled": "taken_out",
            "duplicate": "taken_out",
            "reopened": "open",
            "resolved_spell": "counts",
            "total_pause": "stops",
        },
        "settlement": {
            "percent_per_point": Decimal(1),
            "cap_percent_rolling_year": Decimal(5),
            "repeat_multiplier": 2,
            "base": "entitled",
            "same_cause": "stack",
        },
    }
    terms = Terms.model_validate(document)
    own = []
    for one in terms.service_levels:
        penalties = tuple(
            each.model_copy(
                update={"parameters": RULES[each.rule].parameters.model_validate(each.parameters)}
            )
            for each in one.penalties
        )
        parameters = KINDS[one.kind].parameters.model_validate(one.parameters)
        own.append(one.model_copy(update={"parameters": parameters, "penalties": penalties}))
    return Contract((terms.model_copy(update={"service_levels": tuple(own)}),))


@dataclass(frozen=True)
class Facts:
    """Rows by table, in frame columns."""

    rows: Mapping[str, tuple[dict[str, Any], ...]]

    def evidence(self) -> Evidence:
        """Return them as evidence, each table delivered."""
        return Evidence({name: frame(name, rows).lazy() for name, rows in self.rows.items()})


def frame(name: str, rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Return rows as a table's frame; what they do not say is null, or the column's default."""
    schema = BY_NAME[name].schema
    default = {column.frame_name: column.default for column in BY_NAME[name].columns}
    made = [{**default, "file_no": 0, "row_no": number, **row} for number, row in enumerate(rows, 2)]
    return pl.DataFrame([{key: row.get(key) for key in schema} for row in made], schema=schema)


moments = st.integers(FIRST // HOUR, LAST // HOUR).map(lambda hours: hours * HOUR)
lengths = (st.integers(1, 12) | st.integers(1, 120)).map(lambda hours: hours * HOUR)


@st.composite
def spells(draw: st.DrawFn, begin: str, end: str, **more: st.SearchStrategy[Any]) -> dict[str, Any]:
    """Return a row with a beginning, and an end unless it is open."""
    at = draw(moments)
    length = draw(st.none() | lengths)
    own = {begin: at, end: None if length is None else at + length}
    return own | {name: draw(strategy) for name, strategy in more.items()}


def named(rows: list[dict[str, Any]], prefix: str) -> list[dict[str, Any]]:
    """Return rows with an id each."""
    return [{"id": f"{prefix}{number}", **row} for number, row in enumerate(rows)]


parties = st.sampled_from([None, "supplier", "authority"])
OPTIONAL = {
    "responsible": parties,
    "escalated_s": moments,
    "caused_by_change": st.just("C0"),
    "authority_priority": st.sampled_from(["A", "B"]),
    "status": st.sampled_from(["closed", "cancelled", "open"]),
    "paused_seconds": lengths,
    "reopened_s": moments,
}
"""What an incident may say besides."""


DECIDED = (
    {"by": "authority", "kind": "accept", "table": "orders", "row_id": "O1"},
    {"by": "authority", "kind": "waive", "table": "penalty", "period": "2026-09"},
    {"by": "authority", "kind": "claim", "table": "penalty", "period": "2026-10"},
    {"by": "both", "kind": "correction", "table": "penalty", "period": "2026-08", "value": "1500"},
    {"by": "both", "kind": "correction", "table": "fee", "period": "2026-08", "value": "-700"},
)
"""What the parties may have decided of money."""


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    """Return a small month's facts: up to six rows a table, with a row in the month in each."""

    def some(strategy: st.SearchStrategy[dict[str, Any]], most: int = 6) -> list[dict[str, Any]]:
        return draw(st.lists(strategy, max_size=most))

    priority = st.sampled_from(["A", "B"])
    service = st.sampled_from(["web", "api"])
    incidents = named(some(spells("opened_s", "resolved_s", priority=priority)), "I")
    for row in incidents:
        row["responded_s"] = row["opened_s"] + draw(st.integers(0, 8)) * HOUR
        row["closed_s"] = row["resolved_s"]
        row.update(draw(st.fixed_dictionaries({}, optional=OPTIONAL)))
    tickets = [row["id"] for row in incidents]
    requests = named(some(spells("opened_s", "resolved_s", initiator=st.just("authority"))), "R")
    updates = named(some(spells("released_s", "installed_s", severity=st.just("høj"))), "U")
    for row in updates[:1]:
        row["installed_s"] = draw(st.sampled_from([row["installed_s"], row["released_s"] + HOUR]))
    deliverables = named(some(spells("requested_s", "delivered_s", kind=st.just("report"))), "D")
    changes = named(
        some(
            spells(
                "planned_start_s",
                "ended_s",
                initiator=st.just("supplier"),
                type=st.sampled_from(["normal", "emergency"]),
                outcome=st.sampled_from(["successful", "failed"]),
            )
        ),
        "C",
    )
    outages = named(some(spells("from_s", "to_s", service=service, responsible=parties), 4), "O")
    for row in outages:
        row["incident_id"] = draw(st.none() | st.sampled_from(tickets)) if tickets else None
    maintenance = some(spells("from_s", "to_s", service=service, agreed=st.booleans()), 2)
    for row in maintenance:
        row["to_s"] = row["to_s"] or row["from_s"] + HOUR
        row["announced_s"] = row["from_s"] - draw(st.integers(0, 20)) * DAY
    pauses = some(spells("from_s", "to_s", ticket_id=st.sampled_from(tickets)), 3) if tickets else []
    moves = [
        {"ticket_id": draw(st.sampled_from(tickets)), "at_s": at, "priority": draw(priority)}
        for at in (draw(st.lists(moments, max_size=2, unique=True)) if tickets else ())
    ]
    checks = []
    for name in ("web", "api"):
        fine = draw(st.sampled_from([True, True, False]))
        begun = draw(st.sampled_from([[PERIOD.from_s + HOUR], [PERIOD.from_s + HOUR], []]))
        checks += [
            {
                "service": name,
                "at_s": at,
                "ok": fine or draw(st.booleans()),
                "response_ms": draw(st.integers(1, 1000)),
            }
            for at in {*begun, *draw(st.lists(moments, max_size=4, unique=True))}
        ]
    hours = [
        {
            "date": date(2026, draw(st.sampled_from([9, 10, 10])), draw(st.integers(1, 30))),
            "consultant": "K",
            "activity": "a",
            "hours": str(draw(st.integers(1, 8))),
            "rate_code": "S",
            "order": draw(st.sampled_from([None, "O1"])),
            "approved": draw(st.booleans()),
        }
        for _ in range(draw(st.integers(0, 3)))
    ]
    quantities = [
        {"item": "lager", "quantity": str(draw(st.integers(1, 100))), "from_s": PERIOD.from_s + DAY}
        for _ in range(draw(st.integers(0, 2)))
    ]
    held = [
        {
            "at_s": LAST,
            "by": "both",
            "kind": draw(st.sampled_from(["hold_out", "take_in"])),
            "table": table,
            "row_id": draw(st.sampled_from(rows))["id"],
        }
        for table, rows in (("incidents", incidents), ("outages", outages), ("changes", changes))
        if rows and draw(st.booleans())
    ]
    decided = [{"at_s": LAST, **row} for row in DECIDED if draw(st.booleans())]
    stated = [
        {"level": "oplyst", "value": str(draw(st.integers(0, 100))), "period": "2026-10"}
        for _ in range(draw(st.integers(0, 1)))
    ]
    history = [
        row
        for code in ("2026-08", "2026-09")
        if draw(st.booleans())
        for row in (
            {"period": code, "subject": "fee", "amount": "100000"},
            {"period": code, "subject": "penalty", "amount": str(draw(st.integers(0, 9000)))},
            {"period": code, "subject": "order/O1", "value": str(draw(st.integers(0, 8)))},
            {
                "period": code,
                "subject": draw(st.sampled_from(["løsning", "opdatering", "afbrudt"])),
                "state": draw(st.sampled_from(["met", "missed"])),
            },
        )
    ]
    return Facts(
        {
            "maintenance": tuple(maintenance),
            "pauses": tuple(pauses),
            "priority_changes": tuple(moves),
            "decisions": (*held, *decided),
            "stated_values": tuple(stated),
            "history": tuple(history),
            "incidents": tuple(incidents),
            "service_requests": tuple(requests),
            "security_updates": tuple(updates),
            "deliverables": tuple(deliverables),
            "changes": tuple(changes),
            "outages": tuple(outages),
            "checks": tuple(checks),
            "hours": tuple(hours),
            "quantities": tuple(quantities),
        }
    )


def settled(evidence: Evidence, terms: Contract) -> Month:
    """Return the month of the evidence."""
    return run(terms, PERIOD, evidence, as_of=date(2026, 11, 5))


def without_row(evidence: Evidence, table: str, row_no: int, readable: Iterable[str] = ()) -> Evidence:
    """Return the evidence with one row set aside, of which only ``readable`` could be read."""
    rows = collect(evidence.table(table))
    lost = rows.filter(pl.col("row_no") == row_no)
    kept = {"file_no", "row_no", *readable}
    blank = lost.select(
        *(
            pl.col(name) if name in kept else pl.lit(None, dtype).alias(name)
            for name, dtype in rows.schema.items()
        ),
        pl.lit("bad-time").alias(next(iter(LOST))),
    )
    tables = {**evidence.tables, table: rows.filter(pl.col("row_no") != row_no).lazy()}
    return replace(evidence, tables=tables, lost={**evidence.lost, table: blank})


def without_cell(evidence: Evidence, table: str, row_no: int, column: str) -> Evidence:
    """Return the evidence with one cell that could not be read: of a column that must be there the row is set aside."""
    own = next(each for each in BY_NAME[table].columns if each.frame_name == column)
    if own.required:
        names = [each.frame_name for each in BY_NAME[table].columns if each.frame_name != column]
        return without_row(evidence, table, row_no, names)
    here = pl.col("row_no") == row_no
    rows = collect(evidence.table(table)).with_columns(pl.when(~here).then(pl.col(column)).alias(column))
    cell = pl.DataFrame(
        [{"file_no": 0, "row_no": row_no, "column": column, "why": "bad-time"}], schema=UNUSABLE
    )
    return replace(
        evidence,
        tables={**evidence.tables, table: rows.lazy()},
        unusable={**evidence.unusable, table: cell},
    )
