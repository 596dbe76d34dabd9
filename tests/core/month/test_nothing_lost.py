"""What is lost never helps: spoiling a cell or setting a row aside turns no miss into a plain success."""

import os
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import polars as pl
import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from small_month import DECIDED, PERIOD, Facts, contract, facts, frame, settled, without_cell, without_row

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.export import Export
from afstemt.core.evidence.exports import identity_names, merge, with_identity
from afstemt.core.evidence.said import TOPICS, unsaid
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.measurement.registry import BY_NAME as KINDS
from afstemt.core.remuneration.gaps import CODE as ABOUT_AMOUNTS
from afstemt.core.report.month import Month
from afstemt.core.report.questions import unanswered
from afstemt.core.terms.model.contract import Contract
from afstemt.core.units.figure import Figure
from effort import examples

MOST = int(os.environ.get("AFSTEMT_EXAMPLES", "200"))
"""``make properties`` asks many more."""

LEVELS = tuple(level.id for level in contract().current.service_levels)
PAID_BY = {"hours", "quantities", "history", "decisions"}
"""Tables that what is owed stands on, besides those of levels."""
contracts = st.builds(
    contract,
    st.sampled_from(["opened", "resolved", "due"]),
    st.sampled_from(["missed_now", "missed_when_resolved", "left_out"]),
    st.sets(st.sampled_from(LEVELS), min_size=1, max_size=3),
)


def by_level(month: Month) -> dict[str, Outcome]:
    return {outcome.level: outcome for outcome in month.outcomes}


def better(after: Outcome, before: Outcome) -> bool:
    """Return whether a population's figure is better after than before."""
    for now, then in zip(after.results, before.results, strict=True):
        if now.figure is None or then.figure is None:
            continue
        if now.figure.value != then.figure.value and (now.figure.value > then.figure.value) == now.at_least:
            return True
    return False


def held(before: Month, after: Month) -> None:
    """Check that nothing got better by what was lost, without a word at the level."""
    was, now = by_level(before), by_level(after)
    for name, then in was.items():
        found = now[name]
        if then.state == "missed":
            assert found.state != "met", name
        if better(found, then):
            assert found.losses, name
    about_amounts = any(
        notice.code == ABOUT_AMOUNTS for notice in (*after.remuneration.notices, *after.settlement.notices)
    )
    if after.remuneration.total() != before.remuneration.total():
        assert about_amounts
    if owed(after) != owed(before):
        assert about_amounts or any(outcome.losses for outcome in now.values())


PAID = Facts(
    {
        "hours": ({"date": date(2026, 10, 5), "consultant": "K", "activity": "a", "hours": "3"},),
        "quantities": ({"item": "lager", "quantity": "10", "from_s": PERIOD.from_s},),
        "history": ({"period": "2026-09", "subject": "penalty", "amount": "500"},),
        "decisions": ({"at_s": PERIOD.from_s, **DECIDED[0]},),
    }
)


@pytest.mark.parametrize("table", PAID.rows)
def test_lost_row_that_amounts_stand_on_stands_among_what_must_be_answered(table: str) -> None:
    terms = contract(only=())
    assert ABOUT_AMOUNTS not in [fault.code for fault in unanswered(settled(PAID.evidence(), terms))]
    month = settled(without_row(PAID.evidence(), table, 2), terms)
    assert [fault.source for fault in unanswered(month) if fault.code == ABOUT_AMOUNTS] == [table]


def owed(month: Month) -> tuple[object, ...]:
    """Return what the settlement comes to."""
    one = month.settlement
    return one.points, one.penalty, one.corrections, one.bonus, one.state


def tables_with_rows(made: Facts) -> list[str]:
    return [name for name, rows in made.rows.items() if rows]


@settings(max_examples=examples(MOST))
@given(facts(), contracts, st.data())
def test_row_set_aside_never_helps(made: Facts, terms: Contract, data: Any) -> None:
    names = tables_with_rows(made)
    if not names:
        return
    table = data.draw(st.sampled_from(names))
    number = data.draw(st.integers(2, len(made.rows[table]) + 1))
    columns = [column.frame_name for column in BY_NAME[table].columns]
    readable = data.draw(st.lists(st.sampled_from(columns), unique=True))
    evidence = made.evidence()
    held(settled(evidence, terms), settled(without_row(evidence, table, number, readable), terms))


@settings(max_examples=examples(MOST))
@given(facts(), contracts, st.data())
def test_cell_that_cannot_be_read_never_helps(made: Facts, terms: Contract, data: Any) -> None:
    names = tables_with_rows(made)
    if not names:
        return
    table = data.draw(st.sampled_from(names))
    number = data.draw(st.integers(2, len(made.rows[table]) + 1))
    row = made.rows[table][number - 2]
    column = data.draw(st.sampled_from([name for name, value in row.items() if value is not None]))
    evidence = made.evidence()
    held(settled(evidence, terms), settled(without_cell(evidence, table, number, column), terms))


def totals(month: Month) -> tuple[object, ...]:
    """Return what a month's money comes to."""
    return month.remuneration.total(), month.settlement.penalty, month.settlement.points


class Judged(NamedTuple):
    """What a population comes to, without where its rows stand."""

    level: str
    population: str
    state: str
    figure: Figure | None
    cases: int


def figures(month: Month) -> list[Judged]:
    """Return each level's populations."""
    return [
        Judged(outcome.level, one.population, one.state, one.figure, one.cases)
        for outcome in month.outcomes
        for one in outcome.results
    ]


@settings(max_examples=examples(MOST))
@given(facts(), contracts, st.booleans(), st.booleans(), st.data())
def test_month_in_two_overlapping_exports_is_the_month(
    made: Facts, terms: Contract, ordered: bool, turned: bool, data: Any
) -> None:
    """What an earlier export has and a later one lacks stands as well: leaving a row out takes nothing away."""
    # Both files have every column: one without a column says nothing by its silence there, which is another matter.
    columns = {name: tuple(BY_NAME[name].schema) for name in made.rows}
    exports = tuple(
        Export(book, columns, taken_s=at if ordered else None) for book, at in (("a", 10), ("b", 20))
    )
    tables = {}
    for name, rows in made.rows.items():
        whole, table = frame(name, rows), BY_NAME[name]
        # Of overlapping windows of one ticket or service, one that stands in another file would be the other, moved.
        own = [table.column(name).frame_name for name in table.moves] or identity_names(table)
        things = with_identity(table, whole).select(own).rows()
        where = {
            thing: data.draw(st.sampled_from(["first", "second", "both"])) for thing in dict.fromkeys(things)
        }
        parts = [
            whole.filter(
                pl.Series([where[thing] != other for thing in things], dtype=pl.Boolean)
            ).with_columns(pl.lit(number, pl.Int32).alias("file_no"))
            for number, other in enumerate(("second", "first"))
        ]
        merged = merge(table, pl.concat(parts[::-1] if turned else parts), exports)
        assert merged.unordered.is_empty()
        tables[name] = merged.rows.lazy()
    one_file, two_files = replace(made.evidence(), exports=exports), Evidence(tables, exports=exports)
    whole, parts = settled(one_file, terms), settled(two_files, terms)
    assert totals(parts) == totals(whole)
    silenced = said(one_file) != said(two_files)
    for one, other in zip(figures(whole), figures(parts), strict=True):
        # One file with rows on both sides of the month says that it had none; of two with a side each neither does.
        quiet = silenced and (one.state, other.state) == ("met", "not_measured")
        assert quiet or other == one


def said(evidence: Evidence) -> list[bool]:
    """Return of which topics somebody has said what there was in the month."""
    return [not unsaid(evidence, topic, PERIOD, frozenset()) for topic in TOPICS.values()]


def test_months_reach_every_table_and_both_sides_of_every_level() -> None:
    """Else the properties above would say nothing of a level, or of a table."""
    levels = [(KINDS[level.kind], level) for level in contract().current.service_levels]
    used = {table for kind, level in levels for table in (*kind.tables_of(level), *kind.columns_of(level))}
    left = {(level, state) for level in LEVELS for state in ("met", "missed")}
    tables = used | PAID_BY

    def all_reached(made: Facts) -> bool:
        tables.difference_update(tables_with_rows(made))
        terms = contract(only={level for level, _state in left})
        left.difference_update((one.level, one.state) for one in settled(made.evidence(), terms).outcomes)
        return not left and not tables

    search = settings(max_examples=500, derandomize=True, database=None, phases=[Phase.generate])
    find(facts(), all_reached, settings=search)
