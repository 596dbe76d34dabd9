"""Cases with pauses against an oracle that walks through time tick by tick."""

from datetime import date, timedelta

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from level_cases import level, measure, table, terms
from slow_ticks import Ticks

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.terms.model.hours import service_hours
from afstemt.core.units.hours import ServiceHours
from afstemt.core.units.period import Period

TICK = 1800
DAYS = 12
LUNCH = ["08:00-12:00", "12:30-16:00"]
WEEK = {
    "monday": LUNCH,
    "tuesday": ["00:00-24:00"],
    "wednesday": LUNCH,
    "thursday": [],
    "friday": ["08:00-15:30"],
    "saturday": ["01:00-04:00"],
    "sunday": ["00:00-05:00", "20:00-24:00"],
    "holidays": "DK",
}
STARTS = st.sampled_from([date(2026, 3, 24), date(2026, 10, 20), date(2028, 2, 24), date(2026, 4, 1)])
TIMES = st.integers(0, DAYS * 48 - 3)  # the period may be an hour shorter


def by_clock(clock: str, hours: ServiceHours, first_s: int, last_s: int) -> Ticks:
    """Return the clock's own time; a deferred or elapsed clock runs always, once it has begun."""
    if clock == "business_hours":
        return Ticks(hours, first_s, last_s, TICK)
    return Ticks(ServiceHours("UTC", (((0, 86400),),) * 7), first_s, last_s, TICK)


@given(
    STARTS,
    st.sampled_from(["business_hours", "start_deferred", "elapsed"]),
    st.sampled_from([None, "closing", "opening"]),
    st.lists(
        st.tuples(
            TIMES,
            st.one_of(st.none(), TIMES),
            st.integers(1, 60),
            st.lists(st.tuples(TIMES, st.one_of(st.none(), TIMES)), max_size=5),
        ),
        min_size=1,
        max_size=4,
    ),
)
def test_elapsed_due_and_state_equal_the_slow_count(
    first: date,
    clock: str,
    limit_ends: str | None,
    tickets: list[tuple[int, int | None, int, list[tuple[int, int | None]]]],
) -> None:
    """A limit that is used up at closing ends there, or at the next opening; what ends after its due time is late."""
    under = terms({"desk": WEEK})
    period = Period(first, first + timedelta(days=DAYS))
    start_s, until = period.from_s, period.to_s
    hours = service_hours(under, "desk", first - timedelta(days=400), first + timedelta(days=400))
    opening = Ticks(hours, start_s, until + 40 * 86400, TICK)
    ticks = by_clock(clock, hours, start_s, until + 40 * 86400)
    incidents, pauses, populations, wanted = [], [], [], {}
    for number, (opened, ended, limit, breaks) in enumerate(tickets):
        begin = start_s + opened * TICK
        end = None if ended is None else max(begin, start_s + ended * TICK)
        name = str(number)
        incidents.append({"id": name, "priority": name, "opened_s": begin, "resolved_s": end})
        populations.append(
            {"id": name, "priorities": [name], "limit": {"minutes": limit * TICK // 60}, "target": 90}
        )
        spans = []
        for low, high in breaks:
            from_s, to_s = start_s + low * TICK, None if high is None else start_s + high * TICK
            pauses.append({"ticket_id": name, "from_s": from_s, "to_s": to_s})
            stop = end if end is not None and end < until else until
            spans.append((from_s, stop if to_s is None else to_s))
        stop = end if end is not None and end < until else until
        counted = begin
        if clock == "start_deferred":
            while not opening.at(counted):
                counted += TICK
        spent = ticks.elapsed(counted, max(counted, stop), tuple(spans)) if counted < stop else 0
        within = tuple((low, min(high, stop)) for low, high in spans)
        if limit_ends == "closing":
            due = ticks.due(counted, limit * TICK, within)
        else:
            due = ticks.last_in_time(counted, limit * TICK, within)
            assert (due is not None and stop > due) == (spent > limit * TICK)
        wanted[name] = spent, due, due is not None and stop > due
    made = level(
        "resolution_time", populations, clock=clock, limit_ends=limit_ends, open_past_limit="missed_now"
    )
    facts = Evidence({"incidents": frame("incidents", incidents), "pauses": frame("pauses", pauses)})
    outcome = measure(made, facts, period, under=under)
    assert outcome.rows.height == len(tickets)
    for row in outcome.rows.iter_rows(named=True):
        spent, due, late = wanted[row["id"]]
        assert max(0, row["elapsed_s"]) == spent
        assert row["due_s"] == due
        assert (row["state"] in ("late", "open_late")) == late


def frame(name: str, rows: list[dict[str, object]]) -> pl.LazyFrame:
    """Return rows in the frame's own columns."""
    empty = table(name, [])
    blank = dict.fromkeys(empty.collect_schema().names())
    made = [blank | row | {"file_no": 0, "row_no": number + 2} for number, row in enumerate(rows)]
    return pl.LazyFrame(made, schema=empty.collect_schema())
