"""Each case is judged in one month, and a month comes to the same whenever its exports were made."""

from collections import Counter
from datetime import date
from functools import cache

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from level_cases import ZONE, evidence, level, measure, second, terms
from test_measurement_oracle import TICK, WEEK, frame

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History
from afstemt.core.measurement.kind import Task
from afstemt.core.measurement.outcome import JUDGED, Outcome
from afstemt.core.measurement.registry import BY_NAME as KINDS
from afstemt.core.terms.model.hours import service_hours
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.units.figure import Figure
from afstemt.core.units.hours import Calendar, compile_calendar
from afstemt.core.units.period import Period, parse_period

MONTHS = [parse_period(f"2026-{month:02}", ZONE) for month in range(1, 13)] + [parse_period("2027-01", ZONE)]
FIRST, LAST = MONTHS[0].from_s, MONTHS[-1].to_s
SPAN = (LAST - FIRST) // TICK
NEAR_A_MONTHS_END = st.tuples(st.sampled_from(MONTHS[:-1]), st.integers(-100, 100)).map(
    lambda chosen: (chosen[0].to_s - FIRST) // TICK + chosen[1]
)
TIMES = st.one_of(st.integers(0, SPAN - 1), NEAR_A_MONTHS_END)
TICKET = st.tuples(
    TIMES,
    st.one_of(st.none(), st.integers(0, 200)),
    st.lists(st.tuples(st.integers(-20, 120), st.one_of(st.none(), st.integers(1, 60))), max_size=2),
)
LIMITS = st.sampled_from([{"hours": 4}, {"hours": 30}, {"working_days": 1}, {"working_days": 3}])
UNDER = terms({"desk": WEEK})
Ticket = tuple[int, int | None, list[tuple[int, int | None]]]


def facts(tickets: list[Ticket]) -> Evidence:
    incidents, pauses = [], []
    for number, (opened, took, breaks) in enumerate(tickets):
        begin = FIRST + opened * TICK
        end = None if took is None else begin + took * TICK
        incidents.append({"id": str(number), "priority": "1", "opened_s": begin, "resolved_s": end})
        for after, lasts in breaks:
            low = begin + after * TICK
            high = None if lasts is None else low + lasts * TICK
            pauses.append({"ticket_id": str(number), "from_s": low, "to_s": high})
    return Evidence({"incidents": frame("incidents", incidents), "pauses": frame("pauses", pauses)})


def known_at(tables: Evidence, until: int) -> Evidence:
    """Return what an export made at the end of a month says: ends after it are not there yet."""
    incidents, pauses = tables.table("incidents"), tables.table("pauses")
    ended = pl.when(pl.col("resolved_s") < until).then(pl.col("resolved_s")).alias("resolved_s")
    over = pl.when(pl.col("to_s") < until).then(pl.col("to_s")).alias("to_s")
    return Evidence(
        {
            "incidents": incidents.filter(pl.col("opened_s") < until).with_columns(ended),
            "pauses": pauses.filter(pl.col("from_s") < until).with_columns(over),
        }
    )


@cache
def calendar(name: str | None) -> Calendar:
    first, last = date(2025, 1, 1), date(2028, 12, 31)
    return compile_calendar(service_hours(UNDER, name, first, last), first, last)


def measured(of: ServiceLevel, tables: Evidence, period: Period) -> Outcome:
    return KINDS[of.kind].measure(Task(of, UNDER, period, period, tables, History(), calendar))


def judged(outcome: Outcome) -> list[str]:
    counts = outcome.rows.filter(pl.col("held_out").is_null(), pl.col("state").is_in(JUDGED))
    return counts["id"].to_list()


def shown(outcome: Outcome) -> tuple[object, ...]:
    return outcome.results, outcome.rows.rows(), outcome.steps, outcome.excluded


@settings(max_examples=40)
@given(
    st.sampled_from(["resolved", "opened", "due"]),
    st.sampled_from(["missed_now", "missed_when_resolved", "left_out"]),
    st.sampled_from(["business_hours", "start_deferred", "elapsed"]),
    st.sampled_from([None, "closing", "opening"]),
    LIMITS,
    st.lists(TICKET, min_size=1, max_size=5),
)
@example(
    "opened", "missed_now", "elapsed", None, {"hours": 4}, [((MONTHS[0].to_s - FIRST) // TICK - 4, None, [])]
)
def test_each_case_is_judged_in_one_month(
    assign_by: str,
    open_past_limit: str,
    clock: str,
    limit_ends: str | None,
    limit: dict[str, int],
    tickets: list[Ticket],
) -> None:
    """Over 13 months, by every choice; and each month is the same from an export made at its end and a later one."""
    of = level(
        "resolution_time",
        [{"limit": limit, "target": 90}],
        assign_by=assign_by,
        open_past_limit=open_past_limit,
        clock=clock,
        limit_ends=limit_ends,
    )
    tables = facts(tickets)
    count: Counter[str] = Counter()
    for month in MONTHS:
        later = measured(of, tables, month)
        assert shown(measured(of, known_at(tables, month.to_s), month)) == shown(later)
        count.update(judged(later))
    settled = set(settled_cases(of, tables))
    assert {case: times for case, times in count.items() if times > 1} == {}
    assert settled <= set(count)


def settled_cases(of: ServiceLevel, tables: Evidence) -> list[str]:
    """Return the cases that some month must judge: what ended, and where it counts, what ran past its limit."""
    whole = Period(MONTHS[0].first, MONTHS[-1].end, ZONE)
    rows = measured(of, tables, whole).rows
    over = pl.col("state").is_in(["late", "in_time"])
    if of.open_past_limit == "missed_now":
        over = over | (pl.col("state") == "open_late")
    if of.assign_by == "due":
        over = over & (pl.col("due_s") < LAST)
    return rows.filter(over)["id"].to_list()


def incident(name: str, opened: str, resolved: str | None = None) -> dict[str, object]:
    return {"id": name, "priority": "1", "opened_at": opened} | (
        {} if resolved is None else {"resolved_at": resolved}
    )


@pytest.mark.parametrize("assign_by", ["resolved", "opened", "due"])
@pytest.mark.parametrize("resolved", [None, "2026-05-02 00:00"])
def test_a_case_missed_now_is_missed_by_what_it_is_past_at_the_period_s_end(
    assign_by: str, resolved: str | None
) -> None:
    """Opened as 30 April begins, eight hours: 16 hours past as May begins, whenever the export was made."""
    made = level(
        "resolution_time", [{"limit": {"hours": 8}, "target": 60}], clock="elapsed", assign_by=assign_by,
        open_past_limit="missed_now",
    )  # fmt: skip
    tables = evidence(incidents=[incident("a", "2026-04-30 00:00", resolved)])
    (overrun,) = measure(made, tables, "2026-04").results[0].overruns
    assert overrun.seconds == 16 * 3600
    assert measure(made, tables, "2026-05").results[0].cases == 0


def test_a_case_open_within_its_limit_is_judged_in_the_month_that_settles_it_and_both_say_so() -> None:
    """Opened 30 April 20.00, eight hours, resolved 10 May: not in April, missed in May."""
    made = level(
        "resolution_time", [{"limit": {"hours": 8}, "target": 60}], clock="elapsed", assign_by="opened",
        open_past_limit="missed_now",
    )  # fmt: skip
    rows = [
        incident("a", "2026-04-30 20:00", "2026-05-10 00:00"),
        incident("b", "2026-04-10 20:00", "2026-04-10 21:00"),
    ]
    april = measure(made, evidence(incidents=rows), "2026-04")
    may = measure(made, evidence(incidents=rows), "2026-05")
    june = measure(made, evidence(incidents=rows), "2026-06")
    assert april.results[0].figure == Figure(1, 1, "percent")
    assert [(step.what, step.result) for step in april.steps if "Åbne" in step.what] == [
        ("Åbne inden for fristen", "1")
    ]
    assert may.results[0].figure == Figure(0, 1, "percent")
    assert may.results[0].overruns[0].seconds == 212 * 3600
    assert ("Sager fra en tidligere periode", "1") in [(step.what, step.result) for step in may.steps]
    assert june.results[0].cases == 0


def test_a_case_that_is_never_resolved_is_missed_once() -> None:
    """Opened an hour before November, two hours, never resolved: November's."""
    made = level(
        "resolution_time", [{"limit": {"hours": 2}, "target": 90}], clock="elapsed", assign_by="opened",
        open_past_limit="missed_now",
    )  # fmt: skip
    rows = [
        incident("C", "2026-10-31 22:00"),
        incident("B", "2026-10-05 21:00", "2026-10-05 22:00"),
    ]
    missed = [
        measure(made, evidence(incidents=rows), month).results[0].overruns
        for month in ("2026-10", "2026-11", "2026-12")
    ]
    assert [[overrun.case for overrun in month] for month in missed] == [[], ["C"], []]


def test_what_ends_after_the_due_time_that_is_shown_is_late() -> None:
    """Five working days from Friday 28 February end at closing on 7 March; the annex of the case says no more."""
    made = level(
        "resolution_time", [{"limit": {"working_days": 5}}], assign_by="resolved", clock="business_hours"
    )
    rows = [
        incident("closing", "2025-02-28 10:00", "2025-03-07 16:00"),
        incident("evening", "2025-02-28 10:00", "2025-03-07 20:00"),
        incident("sunday", "2025-02-28 10:00", "2025-03-09 14:00"),
        incident("monday", "2025-02-28 10:00", "2025-03-10 07:59:59"),
    ]
    found = measure(made, evidence(incidents=rows), "2025-03").rows
    assert dict(found.select("id", "state").iter_rows()) == {
        "closing": "in_time", "evening": "late", "sunday": "late", "monday": "late",
    }  # fmt: skip
    assert set(found["due_s"]) == {second("2025-03-07 16:00")}


@pytest.mark.parametrize(("limit_ends", "state"), [(None, "late"), ("closing", "late"), ("opening", "late")])
def test_a_deliverable_s_own_due_time_is_itself(limit_ends: str | None, state: str) -> None:
    """Due Friday at closing by its own row, delivered on Sunday: late, whatever limits in the terms run to."""
    made = level("deliverable", [{"limit": {"working_days": 10}}], assign_by="due", limit_ends=limit_ends)
    row = {
        "id": "R", "kind": "report", "requested_at": "2026-10-01 00:00", "due_at": "2026-10-16 16:00",
        "delivered_at": "2026-10-18 20:00",
    }  # fmt: skip
    found = measure(made, evidence(deliverables=[row])).rows
    assert found["state"].to_list() == [state]
    assert found["due_s"].to_list() == [second("2026-10-16 16:00")]


def test_months_follow_each_other() -> None:
    assert [month.end for month in MONTHS[:-1]] == [month.first for month in MONTHS[1:]]
    assert MONTHS[-1].end == date(2027, 2, 1)
