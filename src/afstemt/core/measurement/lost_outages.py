"""Outages and maintenance that were lost, as the worst that they could be.

What could be read of a row stays; what could not is as bad as it may be: the outage began with the stretch and lasts it
out. One whose end could not be read ends no later than its incident was resolved. Maintenance may not have been agreed.
"""

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.measurement.completion import unread
from afstemt.core.measurement.intervals import Line, union
from afstemt.core.measurement.kind import Task
from afstemt.core.measurement.time_losses import LostTime, agreed_seconds, placed
from afstemt.core.measurement.time_parameters import DowntimeParameters


def put_outages(
    task: Task,
    parameters: DowntimeParameters,
    found: LostTime,
    users: int | None,
    only: pl.Expr | None,
    *,
    everywhere: bool,
) -> None:
    """Put the worst that lost outages could be among the outages; arguments as ``lost_time.lost_time`` has them."""
    lost = task.lost.get("outages")
    if lost is None or lost.is_empty():
        return
    line = found.line
    ids = [one for one in lost["incident_id"].unique() if one is not None]
    resolved = collect(
        task.evidence.table("incidents")
        .filter(pl.col("id").is_in(ids), pl.col("resolved_s").is_not_null())
        .group_by(pl.col("id").alias("incident_id"))
        .agg(pl.col("resolved_s").max())
    )
    others = ~pl.col("responsible").fill_null("supplier").is_in(parameters.responsible) & ~unread(
        "responsible"
    )
    rows = placed(task, lost.filter(~others), line.services)
    rows = _in_time(rows.join(resolved, on="incident_id", how="left"), line, pl.col("resolved_s"))
    if rows.is_empty():
        return
    cells = [
        pl.when(unread("responsible"))
        .then(pl.lit(parameters.responsible[0]))
        .otherwise("responsible")
        .alias("responsible"),
        pl.when(unread("affected_users"))
        .then(pl.lit(users, pl.Int64))
        .otherwise("affected_users")
        .alias("affected_users"),
        pl.when(unread("notified_s")).then("from_s").otherwise("notified_s").alias("notified_s"),
    ]
    if parameters.severities:
        worst = pl.lit(parameters.severities[0])
        cells.append(pl.when(unread("severity")).then(worst).otherwise("severity").alias("severity"))
    rows = _that(rows.with_columns(cells).with_columns(agreed_seconds(task, line, rows)), only)
    found.add("outages", rows)
    known = rows.filter(pl.col("service").is_not_null())
    elsewhere = rows.filter(pl.col("service").is_null())
    if everywhere and not elsewhere.is_empty():
        known = pl.concat([known, _on_every_service(elsewhere, line)])
    elif not elsewhere.is_empty():
        start, end = Line(("",), line.from_s, line.to_s).place(
            pl.col("from_s"), pl.col("to_s"), pl.lit(0, pl.Int64)
        )
        found.anywhere = elsewhere.select(
            start, end, pl.col("affected_users").fill_null(pl.lit(users, pl.Int64))
        )
    found.put("outages", known)


def put_maintenance(task: Task, found: LostTime, only: pl.Expr | None) -> None:
    """Put lost maintenance among the rest: one not known to the second may be neither agreed nor announced."""
    lost = task.lost.get("maintenance")
    if lost is None or lost.is_empty():
        return
    line = found.line
    rows = _in_time(placed(task, lost, line.services), line, pl.lit(None, pl.Int64))
    if rows.is_empty():
        return
    sure = pl.col("exact") & pl.col("service").is_not_null() & ~unread("agreed")
    rows = rows.with_columns(pl.when(sure).then("agreed").otherwise(pl.lit(value=False)).alias("agreed"))
    rows = rows.with_columns(pl.col("to_s").fill_null(line.to_s))
    rows = _that(rows.with_columns(agreed_seconds(task, line, rows)), only)
    found.add("maintenance", rows)
    known = rows.filter(pl.col("service").is_not_null())
    elsewhere = rows.filter(pl.col("service").is_null())
    if not elsewhere.is_empty():
        known = pl.concat([known, _on_every_service(elsewhere, line)])
    found.put("maintenance", known)


def _in_time(rows: pl.DataFrame, line: Line, ends: pl.Expr) -> pl.DataFrame:
    """Return the rows that may lie on the line, from_s and to_s as far apart as may be, with ``told`` and ``exact``.

    Args:
        rows: Rows of outages or maintenance.
        line: Where they begin and end at most.
        ends: When one whose end could not be read ended at the latest; null where nobody can tell.
    """
    torn = (pl.col("to_s") < pl.col("from_s")).fill_null(value=False)
    begins = pl.when(~torn).then("from_s")
    ends = pl.when(torn | unread("to_s")).then(ends).otherwise("to_s")
    runs = pl.col("to_s").is_null() & ~unread("to_s")
    return (
        rows.with_columns(begins.alias("begins"), ends.alias("ends"), (runs & ~torn).alias("runs"))
        .with_columns(
            pl.when(pl.col("ends") >= pl.col("begins").fill_null(line.from_s)).then("ends").alias("ends")
        )
        .with_columns(
            (pl.col("begins").is_not_null() | pl.col("ends").is_not_null()).alias("told"),
            (pl.col("begins").is_not_null() & (pl.col("ends").is_not_null() | pl.col("runs"))).alias("exact"),
            pl.col("begins").fill_null(line.from_s).alias("from_s"),
            pl.col("ends").fill_null(pl.when(~pl.col("runs")).then(line.to_s)).alias("to_s"),
        )
        .filter(pl.col("from_s") < line.to_s, pl.col("to_s").is_null() | (pl.col("to_s") > line.from_s))
    )


def _that(rows: pl.DataFrame, only: pl.Expr | None) -> pl.DataFrame:
    return rows if only is None else rows.filter(only)


def _on_every_service(rows: pl.DataFrame, line: Line) -> pl.DataFrame:
    """Return rows that cover, on every service, the time that the rows may be; the first's words stand for all."""
    one = Line(("",), line.from_s, line.to_s)
    start, end = one.place(pl.col("from_s"), pl.col("to_s"), pl.lit(0, pl.Int64))
    spells = union(rows.select(start, end)).select(
        (pl.col("start") + line.from_s).alias("from_s"), (pl.col("end") + line.from_s).alias("to_s")
    )
    names = pl.DataFrame({"service": line.services}, schema={"service": pl.String})
    like = rows.head(1).drop("service", "from_s", "to_s", "id", "file_no", "row_no", strict=False)
    made = spells.join(names, how="cross").join(like, how="cross")
    return pl.concat([rows.clear(), made], how="diagonal")
