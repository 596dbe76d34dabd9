"""Rows that were lost, are no cases themselves and bear on one: pauses, changed priorities, decisions.

What could only help the level is told with no case: it is judged without. What could turn a case against it is one.
"""

from dataclasses import replace

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.measurement.completion import completed, in_a_population, numbered, unread
from afstemt.core.measurement.kind import UNREAD, Task
from afstemt.core.measurement.lost_cases import AGAINST, Beside, Measure, Worst, losses, tried
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.measurement.source_states import TICKETS

_BY_DECISION = ("hold_out", "take_in")


def pauses(task: Task, _outcome: Outcome, worst: Worst) -> None:
    """Add lost pauses: they could only have given a case more time.

    But for one of a ticket nobody can tell: where pauses come one by one, the ticket's pause in all does not count.
    """
    lost = task.lost.get("pauses")
    if lost is None:
        return
    rows = lost.filter(pl.col("from_s").is_null() | (pl.col("from_s") < task.part.to_s))
    rows = rows.with_columns((pl.col("ticket_id").is_null() & pl.lit(_any_total(task))).alias("against"))
    for tally in worst.tallies.values():
        tally.turned += int(rows["against"].sum())
    worst.losses += losses("pauses", rows, "against")


def _any_total(task: Task) -> bool:
    """Return whether a ticket has a pause in all."""
    return any(
        bool(collect(task.evidence.table(table).select((pl.col("paused_seconds") > 0).any())).item())
        for table in TICKETS
        if task.evidence.has(table)
        and "paused_seconds" in task.evidence.table(table).collect_schema().names()
    )


def decisions(table: str) -> Beside:
    """Return what adds lost decisions about rows of the table.

    One that holds a row out, or time of it, could only have helped. One that takes a row in again, or whose kind was
    not read, could turn one against the level where a decision holds any out.
    """

    def add(task: Task, _outcome: Outcome, worst: Worst) -> None:
        lost = task.lost.get("decisions")
        if lost is None:
            return
        others = sorted({level.id for level in task.terms.service_levels} - {task.level.id})
        elsewhere = pl.col("level").is_in(others)
        about = pl.col("table").is_null() | (pl.col("table") == table)
        kind = unread("kind") | pl.col("kind").is_in(_BY_DECISION)
        rows = lost.filter(about, kind, ~elsewhere.fill_null(value=False))
        if rows.is_empty():
            return
        holds = task.evidence.table("decisions").filter(
            pl.col("kind") == "hold_out",
            pl.col("table") == table,
            pl.col("level").fill_null("").is_in(["", task.level.id]),
        )
        held = collect(holds.select("row_id").unique())["row_id"].drop_nulls()
        could = unread("kind") | (pl.col("kind") == "take_in")
        one_of = pl.col("row_id").is_null() | pl.col("row_id").is_in(held.to_list())
        rows = rows.with_columns((could & one_of & pl.lit(len(held) > 0)).alias("against"))
        for tally in worst.tallies.values():
            tally.turned += int(rows["against"].sum())
        worst.losses += losses("decisions", rows, "against")

    return add


def priority_changes(measure: Measure, table: str, column: str = "priority") -> Beside:
    """Return what adds lost changes of priority: the ticket could be of any population."""

    def add(task: Task, outcome: Outcome, worst: Worst) -> None:
        lost = task.lost.get("priority_changes")
        if lost is None:
            return
        lost = lost.filter(pl.col("at_s").is_null() | (pl.col("at_s") < task.part.to_s))
        if lost.is_empty():
            return
        named = lost.filter(pl.col("ticket_id").is_not_null())["ticket_id"].unique()
        tickets = collect(task.evidence.table(table).filter(pl.col("id").is_in(named.to_list())))
        moved = _elsewhere(task, measure, table, column, tickets)
        stands = pl.DataFrame(schema={"id": pl.String, "population": pl.String, "bad": pl.Boolean})
        if outcome.rows.width:
            stands = collect(
                outcome.counted.select("id", "population", pl.col("state").is_in(AGAINST).alias("bad"))
            )
        now = stands.filter(pl.col("id").is_in(named.to_list()))
        for population, tally in worst.tallies.items():
            here = now.filter(pl.col("population") == population)
            could = moved.filter(
                pl.col("population") == population, "against", ~pl.col("id").is_in(here["id"].to_list())
            )
            tally.turned += here.filter(~pl.col("bad")).height + lost["ticket_id"].null_count()
            tally.added += could.height
        touched = {*now["id"], *moved["id"]}
        bears = pl.col("ticket_id").is_null() | pl.col("ticket_id").is_in(sorted(touched))
        rows = lost.filter(bears).with_columns(pl.lit(value=True).alias("against"))
        worst.losses += losses("priority_changes", rows, "against")

    return add


def _elsewhere(task: Task, measure: Measure, table: str, column: str, tickets: pl.DataFrame) -> pl.DataFrame:
    """Return id, population and against of tickets in every population that they would count in."""
    unset = numbered(tickets).with_columns(
        pl.lit(None, dtype=pl.String).alias(column), pl.lit([column]).alias(UNREAD)
    )
    others = {name: rows for name, rows in task.evidence.tables.items() if name != "priority_changes"}
    unchanged = replace(task, evidence=replace(task.evidence, tables=others))
    found = tried(unchanged, measure, table, completed(unset, in_a_population(task, column)))
    ids = tickets.select("id", number=pl.int_range(pl.len(), dtype=pl.Int64))
    return found.join(ids, on="number").select("id", "population", "against")
