"""What lost outages, checks and maintenance can do at most: told cases, and no way to complete a row is worse."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from level_cases import CALENDARS, KINDS, Row, evidence, level, table, task, terms

from afstemt.core.evidence.evidence import LOST, UNUSABLE, Evidence
from afstemt.core.evidence.tables import BY_NAME as TABLES
from afstemt.core.measurement.kind import UNREAD, AtWorst, Task
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.measurement.reserve import measured
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.parties import Service, System
from afstemt.core.units.period import Period
from effort import examples

OUT = {"source": "outages", "downtime_from": "outage", "degraded": "not"}
CHECKED = {"source": "checks", "check_valid_s": 300}
HOUR = {"service": "portal", "from_at": "2026-10-05 09:00", "to_at": "2026-10-05 10:00"}


def under(*services: str, users: int | None = 10) -> Any:
    return terms(
        CALENDARS,
        systems=(
            System(
                id="sag",
                name="Sag",
                services=tuple(Service(id=name, name=name, users=users) for name in services),
            ),
            System(id="anden", name="Anden", services=(Service(id="post", name="Post", users=users),)),
        ),
    )


def lost_rows(name: str, rows: Sequence[Row]) -> dict[str, pl.DataFrame]:
    return {name: table(name, rows).with_columns(pl.lit("bad-time").alias("why")).collect()}


def of(kind: str, parameters: Row, services: Sequence[str] = ("portal",), **rest: Any) -> ServiceLevel:
    choices: dict[str, Any] = {"calendar": None, "judge": "exact", "missing_data": "up", "services": services}
    target = {"availability": 99, "response_time_share": 90}.get(kind, 0)
    return level(kind, [{"target": rest.pop("target", target)}], parameters=parameters, **(choices | rest))


def found(
    its: ServiceLevel, name: str, rows: Sequence[Row], lost: Sequence[Row], *, more: Evidence | None = None
) -> Outcome:
    facts = replace(evidence(**{name: rows}), lost=lost_rows(name, lost))
    if more is not None:
        facts = replace(facts, tables={**facts.tables, **more.tables})
    return measured(task(its, facts, under=under(*its.services)), KINDS[its.kind])


def at_worst(outcome: Outcome) -> str:
    assert outcome.at_worst is not None
    figure = outcome.at_worst[0].figure
    assert figure is not None
    return f"{figure.numerator}/{figure.denominator}"


@pytest.mark.parametrize(
    ("row", "seconds", "state"),
    [
        (
            {"service": "portal", "from_at": "2026-10-07 09:00", "to_at": "2026-10-07 19:00"},
            36000,
            "reserved",
        ),
        ({"from_at": "2026-10-07 09:00", "to_at": "2026-10-07 10:00"}, 3600, "met"),
        ({"service": "W", "from_at": "2026-10-07 09:00", "to_at": "2026-10-07 10:00"}, 3600, "met"),
        ({"service": "portal", "from_at": "2026-10-31 22:00"}, 7200, "met"),
        ({"service": "portal", "to_at": "2026-10-01 02:00"}, 7200, "met"),
        ({"service": "portal", "from_at": "2026-10-02 09:00", "incident_id": "I1"}, 3600, "met"),
        ({"service": "portal"}, None, "reserved"),
    ],
)
def test_outage_is_what_could_be_read_of_it_at_most(row: Row, seconds: int | None, state: str) -> None:
    incident = {"id": "I1", "opened_at": "2026-10-02 08:00", "resolved_at": "2026-10-02 10:00"}
    its = of("availability", OUT)
    outcome = found(its, "outages", [HOUR], [row], more=evidence(incidents=[incident]))
    assert outcome.state == state
    (loss,) = outcome.losses
    assert (loss.rows, loss.seconds, loss.bounded) == (1, seconds, seconds is not None)
    assert loss.places == ((0, 2),)
    if seconds is None:
        assert outcome.at_worst is None
    else:
        whole = 31 * 86400 + 3600
        assert at_worst(outcome) == f"{whole - 3600 - seconds}/{whole}"


@pytest.mark.parametrize(
    "row",
    [
        {"service": "portal", "from_at": "2026-11-01 00:00"},
        {"service": "portal", "to_at": "2026-10-01 00:00"},
        {"service": "post", "from_at": "2026-10-07 09:00", "to_at": "2026-10-09 10:00"},
        {"service": "portal", "responsible": "authority"},
    ],
)
def test_outage_of_another_time_service_or_party_has_no_effect(row: Row) -> None:
    outcome = found(of("availability", OUT), "outages", [HOUR], [row])
    assert (outcome.state, outcome.losses) == ("met", ())


def test_outage_that_ends_before_it_begins_is_not_told() -> None:
    torn = {"service": "portal", "from_at": "2026-10-08 09:00", "to_at": "2026-10-07 09:00"}
    assert found(of("availability", OUT), "outages", [HOUR], [torn]).at_worst is None


def test_missed_stays_missed() -> None:
    long = HOUR | {"to_at": "2026-10-09 10:00"}
    assert found(of("availability", OUT), "outages", [long], [{"service": "portal"}]).state == "missed"


def test_lost_rows_can_leave_a_level_unjudged() -> None:
    its = of("availability", OUT, lost_rows="not_judged")
    assert found(its, "outages", [HOUR], [{"service": "portal"}]).state == "not_judged"


def test_longest_outage_is_joined_to_what_it_touches() -> None:
    its = of("longest_outage", OUT | {"measured": "elapsed"}, target=14400)
    row = {"service": "portal", "from_at": "2026-10-05 10:00", "to_at": "2026-10-05 13:30"}
    outcome = found(its, "outages", [HOUR], [row])
    assert (outcome.state, at_worst(outcome)) == ("reserved", "16200/1")
    assert outcome.at_worst is not None
    assert outcome.at_worst[0].overruns[0].seconds == 1800


def test_number_of_outages_is_one_more_whenever_it_was() -> None:
    its = of("outage_count", OUT, target=2)
    assert found(its, "outages", [HOUR], [{"service": "portal"}]).state == "met"
    outcome = found(its, "outages", [HOUR], [{"service": "portal"}, {"to_at": "2026-10-07 10:00"}])
    assert (outcome.state, at_worst(outcome)) == ("reserved", "3/1")
    assert [loss.cases for loss in outcome.losses] == [2]
    before = {"service": "portal", "from_at": "2026-09-30 10:00"}
    assert found(its, "outages", [HOUR], [before, before]).losses == ()


@pytest.mark.parametrize(
    ("composition", "worst"), [("average", 1800), ("all", 0), ("any", 3600), ("each", 3600)]
)
def test_outage_of_a_service_that_nobody_can_tell_hits_one_of_them(composition: str, worst: int) -> None:
    its = of("availability", OUT | {"composition": composition}, ("portal", "web"))
    none = {"service": "web", "from_at": "2026-10-04 09:00", "to_at": "2026-10-04 09:00"}
    row = {"from_at": "2026-10-07 09:00", "to_at": "2026-10-07 10:00"}
    outcome = found(its, "outages", [none], [row])
    assert outcome.at_worst is not None
    figure = outcome.at_worst[0].figure
    assert figure is not None
    assert figure.value == 100 - Fraction(100 * worst, 31 * 86400 + 3600)


def test_weighted_outage_hits_everyone_where_its_users_were_not_read() -> None:
    its = of("availability", OUT | {"composition": "weighted"}, ("portal", "web"))
    outcome = found(its, "outages", [HOUR | {"affected_users": 0}], [HOUR])
    whole = (31 * 86400 + 3600) * 20  # ten users of each of the level's services
    assert at_worst(outcome) == f"{whole - 3600 * 20}/{whole}"


def every_five_minutes(hours: int = 24, **rest: Any) -> list[dict[str, Any]]:
    return [
        {"service": "portal", "at": f"2026-10-05 {minute // 60:02d}:{minute % 60:02d}", "ok": True} | rest
        for minute in range(0, hours * 60, 5)
    ]


def test_check_is_down_until_the_next_at_most() -> None:
    its = of("availability", CHECKED)
    outcome = found(its, "checks", every_five_minutes(), [{"service": "portal", "at": "2026-10-05 10:03"}])
    (loss,) = outcome.losses
    assert (loss.seconds, loss.bounded, outcome.state) == (120, True, "met")
    assert at_worst(outcome) == f"{31 * 86400 + 3600 - 120}/{31 * 86400 + 3600}"
    last = found(its, "checks", every_five_minutes(), [{"service": "portal", "at": "2026-10-05 23:58"}])
    assert [loss.seconds for loss in last.losses] == [300]


def test_check_of_a_time_nobody_can_tell_is_down_as_long_as_one_holds() -> None:
    outcome = found(of("availability", CHECKED), "checks", every_five_minutes(), [{"service": "portal"}] * 2)
    assert [loss.seconds for loss in outcome.losses] == [600]
    until = of("availability", CHECKED | {"check_valid_s": "until_next_check"})
    outcome = found(until, "checks", every_five_minutes(), [{"service": "portal"}])
    longest = 26 * 86400 + 3600 + 300  # from the last check to the end of the month
    assert [loss.seconds for loss in outcome.losses] == [longest]


def test_check_that_answered_is_not_down() -> None:
    row = {"service": "W", "at": "2026-10-05 10:03", "ok": True}
    outcome = found(of("availability", CHECKED), "checks", every_five_minutes(), [row] * 1000)
    assert [(loss.rows, loss.seconds) for loss in outcome.losses] == [(1000, 0)]
    assert outcome.state == "met"


@pytest.mark.parametrize(
    ("lost", "worst"),
    [
        ([{"service": "portal", "at": "2026-10-06 10:00"}], "12/13"),
        ([{"service": "portal", "at": "2026-11-06 10:00"}], None),
        ([{"service": "post", "at": "2026-10-06 10:00"}], None),
        ([{"at": "2026-10-06 10:00", "ok": True, "response_ms": 10}], "13/13"),
        ([{}, {"ok": False}], "12/14"),
    ],
)
def test_check_is_too_slow_where_its_time_was_not_read(lost: Sequence[Row], worst: str | None) -> None:
    its = of("response_time_share", {"limit_ms": 4000, "failed": "counts_as_slow"})
    outcome = found(its, "checks", every_five_minutes(1, response_ms=100), lost)
    assert (worst is None) == (not outcome.losses)
    if worst is not None:
        assert at_worst(outcome) == worst


def test_percentile_falls_on_a_lost_check() -> None:
    its = of("response_time_percentile", {"percentile": 90, "failed": "counts_as_slow"}, target=4000)
    checks = every_five_minutes(1, response_ms=100)
    assert found(its, "checks", checks, [{"service": "portal"}]).state == "met"
    assert found(its, "checks", checks, [{"service": "portal"}] * 2).state == "reserved"


def test_maintenance_lost_could_count_as_downtime() -> None:
    facts = replace(
        evidence(outages=[HOUR]),
        lost=lost_rows(
            "maintenance", [{"service": "portal", "from_at": "2026-10-07 09:00", "to_at": "2026-10-07 19:00"}]
        ),
    )
    its = of("availability", OUT)
    outcome = measured(task(its, facts, under=under("portal")), KINDS["availability"])
    assert (outcome.state, [loss.seconds for loss in outcome.losses]) == ("reserved", [36000])


def test_responsible_unread_does_not_help_its_author_and_severity_unread_is_lost() -> None:
    long = HOUR | {"to_at": "2026-10-05 19:00", "severity": None}
    facts = evidence(outages=[long])

    def outcome(column: str, parameters: Row) -> Outcome:
        cell = {"file_no": 0, "row_no": 2, "column": column, "why": "unknown-choice"}
        unusable = {"outages": pl.DataFrame([cell], schema=UNUSABLE)}
        its = of("availability", parameters)
        return measured(task(its, replace(facts, unusable=unusable), under=under("portal")), KINDS[its.kind])

    assert outcome("responsible", OUT).state == "missed"
    assert outcome("severity", OUT | {"severities": ("A",)}).state == "reserved"
    assert outcome("service", OUT).state == "reserved"
    assert outcome("to_s", OUT).state == "reserved"
    assert outcome("cause", OUT).state == "missed"


def test_quarter_is_reserved_by_what_was_lost_in_any_of_its_months() -> None:
    its = of("availability", OUT, period="quarter")
    row = {"service": "portal", "from_at": "2026-10-07 09:00", "to_at": "2026-10-09 09:00"}
    rows = [HOUR, HOUR | {"from_at": "2026-12-01 10:00", "to_at": "2026-12-01 11:00"}]
    facts = replace(evidence(outages=rows), lost=lost_rows("outages", [row]))
    outcome = measured(task(its, facts, "2026-Q4", under=under("portal")), KINDS["availability"])
    assert outcome.state == "reserved"


# ---- no way to complete a lost row is worse ------------------------------------------------------------

DAY = Period(date(2026, 10, 24), date(2026, 10, 26))  # the day with 25 hours
SERVICES = ("a", "b", "c")
HALF = 43_200
seconds = st.integers(-HALF, 5 * HALF).map(lambda number: DAY.from_s + number // 60 * 60)
FACTS = {
    "outages": st.fixed_dictionaries(
        {
            "service": st.sampled_from(SERVICES),
            "from_s": seconds,
            "to_s": seconds,
            "responsible": st.sampled_from(["supplier", "supplier", "authority"]),
            "affected_users": st.integers(0, 10 * len(SERVICES)),
        }
    ),
    "checks": st.fixed_dictionaries(
        {
            "service": st.sampled_from(SERVICES),
            "at_s": seconds,
            "ok": st.sampled_from([True, True, False]),
            "response_ms": st.sampled_from([100, 5000]),
        }
    ),
    "maintenance": st.fixed_dictionaries(
        {
            "service": st.sampled_from(SERVICES),
            "from_s": seconds,
            "to_s": seconds,
            "agreed": st.sampled_from([True, False, None]),
        }
    ),
}
LEVELS: list[tuple[str, Mapping[str, Any]]] = [
    *(("availability", {"composition": how}) for how in ("each", "any", "all", "average", "weighted")),
    ("longest_outage", {"measured": "elapsed"}),
    ("longest_outage", {"measured": "agreed_hours", "across_periods": "clipped"}),
    ("outage_count", {}),
    ("outage_count", {"minimum_s": 3600}),
]
RESPONSES: list[tuple[str, Mapping[str, Any]]] = [
    ("response_time_share", {"limit_ms": 4000, "failed": failed}) for failed in ("counts_as_slow", "left_out")
] + [("response_time_percentile", {"percentile": 50, "failed": "counts_as_slow"})]


def frame(name: str, rows: Sequence[Row], first: int = 2) -> pl.DataFrame:
    schema = TABLES[name].schema
    filled = [
        dict.fromkeys(schema) | dict(row) | {"file_no": 0, "row_no": first + n} for n, row in enumerate(rows)
    ]
    return pl.DataFrame(filled, schema=schema)


def ordered(name: str, row: Row) -> Row:
    """Return a row whose end is not before its begin, as files are read."""
    if name == "checks":
        return row
    return dict(row) | {"from_s": min(row["from_s"], row["to_s"]), "to_s": max(row["from_s"], row["to_s"])}


@st.composite
def spoilt(
    draw: st.DrawFn, names: Sequence[str]
) -> tuple[str, list[Row], list[tuple[str, ...]], list[list[Row]]]:
    """Return a table, rows of it that are lost, the cells of each that were not read, and ways to complete them."""
    name = draw(st.sampled_from(names))
    rows = [ordered(name, row) for row in draw(st.lists(FACTS[name], min_size=1, max_size=2))]
    cells = [tuple(draw(st.sets(st.sampled_from(sorted(row)), max_size=2))) for row in rows]
    ways = []
    for _number in range(3):
        way = []
        for row, gone in zip(rows, cells, strict=True):
            other = draw(FACTS[name])
            completed = dict(row) | {column: other[column] for column in gone}
            if name != "checks" and completed["to_s"] < completed["from_s"]:
                completed = row
            way.append(completed)
        ways.append(way)
    return name, rows, cells, ways


def build(its: ServiceLevel, tables: Mapping[str, pl.DataFrame], lost: Mapping[str, pl.DataFrame]) -> Task:
    facts = Evidence({name: rows.lazy() for name, rows in tables.items()})
    made = task(its, facts, DAY, under=under(*SERVICES))
    return replace(made, lost=lost)


def no_worse(its: ServiceLevel, way: Outcome, worst: AtWorst) -> None:
    if worst.results is None or way.results[0].state == "not_measured":
        return
    figure, most = way.results[0].figure, worst.results[0].figure
    if most is None:  # a percentile that falls on a check without an answer
        return
    assert figure is not None
    if KINDS[its.kind].holds_lower_better(its):
        assert figure.value <= most.value
    else:
        assert figure.value >= most.value


@settings(max_examples=examples(100), deadline=None)
@given(st.data())
def test_no_way_to_complete_what_was_lost_is_worse(data: st.DataObject) -> None:
    source = data.draw(st.sampled_from(["outages", "checks", "both"]))
    kind, more = data.draw(st.sampled_from(LEVELS if source != "checks" else LEVELS + RESPONSES))
    own = kind.startswith("response")
    parameters = dict(more)
    if not own:
        valid = data.draw(st.sampled_from([1800, 14400, "until_next_check"]))
        slow = data.draw(st.sampled_from([None, 4000]))
        parameters |= {"source": source, "downtime_from": "outage", "degraded": "not"}
        parameters |= {"check_valid_s": valid, "response_limit_ms": slow}
    missing = data.draw(st.sampled_from(["up", "down", "left_out"]))
    calendar = data.draw(st.sampled_from([None, "desk"]))
    its = of(kind, parameters, SERVICES, missing_data=missing, calendar=calendar, minimum_cases=0)
    names = ["outages", "checks", "maintenance"] if source == "both" else [source, "maintenance"]
    names = ["checks"] if own else names
    tables = {
        name: frame(name, [ordered(name, row) for row in data.draw(st.lists(FACTS[name], max_size=6))])
        for name in names
    }
    name, rows, cells, ways = data.draw(spoilt(names))
    blank = [
        {column: None if column in gone else value for column, value in row.items()}
        for row, gone in zip(rows, cells, strict=True)
    ]
    lost = frame(name, blank, 100).with_columns(
        pl.lit("bad-time").alias("why"),
        pl.Series(UNREAD, [list(gone) for gone in cells], dtype=pl.List(pl.String)),
    )
    assert set(LOST) <= set(lost.columns)
    base = build(its, tables, {name: lost})
    worst = KINDS[kind].at_worst(base, KINDS[kind].measure(base))
    for way in ways:
        added = pl.concat([tables[name], frame(name, way, 100)])
        no_worse(its, KINDS[kind].measure(build(its, {**tables, name: added}, {})), worst)
