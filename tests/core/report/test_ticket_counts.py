"""Counts and percentiles of tickets, against a slow and obvious count in Python."""

from collections import defaultdict

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from report_months import OCTOBER, at, outcomes

from afstemt.core.report.counts.tickets import Counts, Timely, by_group, delivered_run, timely
from afstemt.core.report.trends import per_period
from afstemt.core.units.period import month

BOUNDS = (OCTOBER.from_s - 5 * 86400, OCTOBER.to_s + 5 * 86400)
EDGES = st.sampled_from([OCTOBER.from_s - 1, OCTOBER.from_s, OCTOBER.to_s - 1, OCTOBER.to_s])
INSTANTS = EDGES | st.integers(*BOUNDS)
Ticket = tuple[str, int, int | None]


@st.composite
def tickets(draw: st.DrawFn) -> list[Ticket]:
    found: list[Ticket] = []
    for _number in range(draw(st.integers(0, 12))):
        opened = draw(INSTANTS)
        taken = draw(st.none() | st.integers(0, 10 * 86400))
        found.append((draw(st.sampled_from("123")), opened, None if taken is None else opened + taken))
    return found


def nearest_rank(values: list[int], tenths: int) -> int | None:
    """Return the smallest value that at least ``tenths`` tenths of the values do not pass."""
    for value in sorted(values):
        if 10 * sum(other <= value for other in values) >= tenths * len(values):
            return value
    return None


def slow(found: list[Ticket]) -> dict[str, Counts]:
    groups: dict[str, list[Ticket]] = defaultdict(list)
    for ticket in found:
        groups[ticket[0]].append(ticket)
    counts = {}
    for name, own in groups.items():
        opened = resolved = backlog = before = 0
        times = []
        for _group, start, end in own:
            opened += OCTOBER.from_s <= start < OCTOBER.to_s
            if end is not None and OCTOBER.from_s <= end < OCTOBER.to_s:
                resolved += 1
                times.append(end - start)
            backlog += start < OCTOBER.to_s and (end is None or end >= OCTOBER.to_s)
            before += start < OCTOBER.from_s and (end is None or end >= OCTOBER.from_s)
        counts[name] = Counts(
            name, opened, resolved, backlog, before, nearest_rank(times, 5), nearest_rank(times, 9)
        )
    return counts


def frame(found: list[Ticket]) -> pl.LazyFrame:
    schema = {"priority": pl.String, "opened_s": pl.Int64, "resolved_s": pl.Int64}
    return pl.LazyFrame(found, schema=schema, orient="row").with_columns(undated=pl.lit(value=False))


@given(tickets())
def test_counts_agree_with_a_slow_count(found: list[Ticket]) -> None:
    assert {row.group: row for row in by_group(frame(found), OCTOBER, pl.col("priority"))} == slow(found)


@given(tickets())
def test_backlog_is_what_was_open_and_opened_less_resolved(found: list[Ticket]) -> None:
    for row in by_group(frame(found), OCTOBER, pl.col("priority")):
        assert row.backlog == row.backlog_before + row.opened - row.resolved


@given(tickets())
def test_periods_add_up_to_all_within_them(found: list[Ticket]) -> None:
    run = OCTOBER.run(13)
    counts = per_period(frame(found), "opened_s", run, pl.col("priority"))
    within = [opened for _group, opened, _end in found if run[0].from_s <= opened < run[-1].to_s]
    assert sum(sum(values) for values in counts.values()) == len(within)
    october = sum(values[-1] for values in counts.values())
    assert october == sum(OCTOBER.from_s <= opened < OCTOBER.to_s for opened in within)


def test_bounds_of_the_period_are_half_open() -> None:
    first, after = OCTOBER.from_s, OCTOBER.to_s
    rows = by_group(
        frame([("1", first, after), ("1", after, None), ("1", first - 1, first)]), OCTOBER, pl.lit("x")
    )
    assert [(row.opened, row.resolved, row.backlog, row.backlog_before) for row in rows] == [(1, 1, 1, 1)]


def test_run_over_thirteen_months_crosses_the_year() -> None:
    codes = [period.code for period in OCTOBER.run(13)]
    assert (codes[0], codes[2], codes[3], codes[-1]) == ("2025-10", "2025-12", "2026-01", "2026-10")


def test_delivered_periods_begin_where_tickets_were_resolved() -> None:
    found = [("1", at("2026-02-01 10:00"), None), ("1", at("2026-08-20 10:00"), at("2026-08-21 10:00"))]
    run = delivered_run(frame(found), OCTOBER.run(13))
    assert [period.code for period in run] == ["2026-08", "2026-09", "2026-10"]
    alone = delivered_run(frame(found[:1]), OCTOBER.run(13))
    assert alone == (month(OCTOBER.first),)


def test_in_time_leaves_out_what_is_held_out() -> None:
    resolution = outcomes()[1]
    group_of = resolution.rows.lazy().select("id", pl.col("population").alias("group"))
    found = timely(resolution, "incidents", group_of)
    assert found["1-2"] == Timely(18, 22, 11 * 3600, 19 * 3600)
    assert found["3"] == Timely(2, 2, 23 * 3600, 24 * 3600)
