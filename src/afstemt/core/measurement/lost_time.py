"""What rows that were lost can do at most to time: outages, checks, maintenance and decisions, each at its worst."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from afstemt.core.measurement.completion import unread
from afstemt.core.measurement.intervals import Line
from afstemt.core.measurement.kind import Task
from afstemt.core.measurement.lost_checks import put_checks, put_unwatched
from afstemt.core.measurement.lost_outages import put_maintenance, put_outages
from afstemt.core.measurement.reported import measured_services
from afstemt.core.measurement.time_losses import LostTime
from afstemt.core.measurement.time_parameters import DowntimeParameters

_DECIDED = ("hold_out", "take_in")


def columns_of(parameters: DowntimeParameters, *, users: bool = False) -> dict[str, tuple[str, ...]]:
    """Return, of each table, the columns in frames that downtime stands on.

    Who answers for an outage, and whether it was only degraded, are the author's own words in its own favour: unread,
    they are not said, and the outage counts.
    """
    outages = ["service", "from_s", "to_s"]
    if "supplier" not in parameters.responsible:
        outages.append("responsible")
    if parameters.downtime_from == "notification":
        outages.append("notified_s")
    if parameters.severities:
        outages.append("severity")
    if users:
        outages.append("affected_users")
    checks = ["service", "at_s", "ok", *(["response_ms"] if parameters.response_limit_ms is not None else [])]
    found = {"outages": tuple(outages), "checks": tuple(checks)}
    return {table: found[table] for table in parameters.tables} | {
        "maintenance": ("service", "from_s", "to_s", "announced_s", "agreed"),
        "decisions": ("at_s", "kind", "table", "row_id", "level", "from_s", "to_s"),
    }


def told_of(parameters: DowntimeParameters) -> dict[str, tuple[str, ...]]:
    """Return, of each table, the columns in frames without which an outage would not count."""
    notified = ["notified_s"] if parameters.downtime_from == "notification" else []
    severity = ["severity"] if parameters.severities else []
    own = (*notified, *severity)
    return {"outages": own} if own and "outages" in parameters.tables else {}


def lost_time(
    task: Task,
    parameters: DowntimeParameters,
    *,
    from_s: int | None = None,
    everywhere: bool = True,
    users: int | None = None,
    only: pl.Expr | None = None,
    silent: Sequence[str] = (),
) -> LostTime:
    """Return what the rows lost can be at worst.

    Args:
        task: The level with what it lost.
        parameters: What counts as down.
        from_s: Where what is measured begins, when before the part.
        everywhere: Whether an outage of a service that nobody can tell may stand on every service at once: where the
            worst service is judged. Else each is one of ``LostTime.anywhere``.
        users: All users, whom an outage hits that does not say how many.
        only: A further condition for outages and maintenance, with ``begins`` (null: not read) and ``seconds``.
        silent: Services that nobody measured in the part: each could have been down all of it.
    """
    services = _services(task, parameters.tables)
    line = Line(services, task.part.from_s if from_s is None else from_s, task.part.to_s)
    found = LostTime(replace(task, lost={}), line)
    if "outages" in parameters.tables:
        put_outages(task, parameters, found, users, only, everywhere=everywhere)
    if "checks" in parameters.tables:
        put_checks(task, parameters, found)
    if silent:
        put_unwatched(task, silent, found)
    put_maintenance(task, found, only)
    _decisions(task, (*parameters.tables, "maintenance"), found)
    return found


def _services(task: Task, tables: Sequence[str]) -> tuple[str, ...]:
    """Return the services of a level; where the terms name none, those in the tables and the rows lost."""
    named = measured_services(task, tuple(tables))
    if task.terms.services_of(task.level) or task.level.systems:
        return named
    lost = {
        name
        for table in tables
        if table in task.lost
        for name in task.lost[table]["service"].drop_nulls().unique()
    }
    return tuple(sorted({*named, *lost}))


def _decisions(task: Task, tables: Sequence[str], found: LostTime) -> None:
    """Take in lost decisions: one that takes something in again could turn all that is held out against the level."""
    lost = task.lost.get("decisions")
    if lost is None or lost.is_empty():
        return
    others = [level.id for level in task.terms.service_levels if level.id != task.level.id]
    rows = lost.filter(
        pl.col("table").is_null() | pl.col("table").is_in(list(tables)),
        unread("kind") | pl.col("kind").is_in(_DECIDED),
        ~pl.col("level").is_in(others).fill_null(value=False),
    )
    if rows.is_empty():
        return
    found.add(
        "decisions", rows.with_columns(pl.lit(0, pl.Int64).alias("seconds"), pl.lit(value=True).alias("told"))
    )
    found.undecided = rows.select((unread("kind") | (pl.col("kind") == "take_in")).any()).item()
    if found.undecided:
        found.task = without_decisions(found.task)


def without_decisions(task: Task) -> Task:
    """Return the task as if the parties had decided nothing."""
    tables = {name: rows for name, rows in task.evidence.tables.items() if name != "decisions"}
    return replace(task, evidence=replace(task.evidence, tables=tables))
