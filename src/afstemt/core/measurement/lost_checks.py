"""Checks that were lost, and services that nobody checked: each failed, as far as it could have.

A check that was lost is down until the service's next one; one whose service or time could not be read, as long as any
could be, nobody can tell where.
"""

from collections.abc import Sequence

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.measurement.agreed import agreed_hours
from afstemt.core.measurement.checks import failing
from afstemt.core.measurement.completion import unread
from afstemt.core.measurement.intervals import Line, union
from afstemt.core.measurement.kind import Task
from afstemt.core.measurement.outcome import Loss
from afstemt.core.measurement.reported import watched
from afstemt.core.measurement.time_losses import LostTime, agreed_seconds, placed
from afstemt.core.measurement.time_parameters import DowntimeParameters

_SAID = ("why", "file_no", "row_no", "seconds", "told")


def put_checks(task: Task, parameters: DowntimeParameters, found: LostTime) -> None:
    """Say where lost checks could have failed, and how long those could be down that nobody can place."""
    lost = task.lost.get("checks")
    if lost is None or lost.is_empty():
        return
    line, limit = found.line, parameters.response_limit_ms
    valid_s = parameters.valid_s
    before = line.from_s if valid_s is None else line.from_s - valid_s
    outside = (pl.col("at_s") >= line.to_s) | (pl.col("at_s") <= before)
    rows = placed(task, lost, line.services).filter(~outside.fill_null(value=False))
    fails = unread("ok") | failing(limit)
    if limit is not None:
        fails |= unread("response_ms")
    if task.level.missing_data == "left_out" and (
        len(parameters.tables) > 1 or task.evidence.has("maintenance")
    ):
        fails |= pl.lit(
            value=True
        )  # one that was answered makes its time agreed, and what is down in it counts
    rows = rows.with_columns(fails.fill_null(value=True).alias("fails"))
    loose = rows.filter("fails", pl.col("service").is_null() | pl.col("at_s").is_null())
    sure = rows.filter(pl.col("service").is_not_null(), pl.col("at_s").is_not_null())
    followed = watched(task, parameters, line).followed
    down = _lasting(sure.filter("fails"), followed, line, valid_s)
    found.failed = union(line.placed(down.rename({"from_s": "start_s", "to_s": "end_s"})))
    fine = rows.filter(~pl.col("fails")).with_columns(pl.lit(0, pl.Int64).alias("seconds"))
    told = [down.with_columns(agreed_seconds(task, line, down)), fine]
    if not loose.is_empty():
        gap = valid_s
        if gap is None:
            gap = longest_gap(task.evidence.table("checks"), line)
        found.loose, found.loose_s = loose.height, loose.height * gap
        told.append(loose.with_columns(pl.lit(gap, pl.Int64).alias("seconds")))
    every = pl.concat([part.with_columns(pl.lit(value=True).alias("told")).select(*_SAID) for part in told])
    found.add("checks", every)


def put_unwatched(task: Task, services: Sequence[str], found: LostTime) -> None:
    """Take in services without a check in the part: down all of it, at most."""
    line, part = found.line, task.part
    spells = line.everywhere(part.from_s, part.to_s, [line.services.index(one) for one in services])
    found.failed = union(pl.concat([found.failed, spells]))
    whole = agreed_hours(task.calendar(task.level.calendar), Line(("",), part.from_s, part.to_s)).each
    names = tuple(task.terms.service_name(one) for one in services)
    found.losses.append(Loss("checks", "not-delivered", 0, seconds=whole * len(names), services=names))


def _lasting(rows: pl.DataFrame, followed: pl.DataFrame, line: Line, valid_s: int | None) -> pl.DataFrame:
    """Return ``rows`` (service, at_s ...) with from_s and to_s: until the service's next check, as far as they hold.

    Args:
        rows: Checks that were lost.
        followed: As ``Watch.followed`` has it.
        line: Where theirs ends at the latest.
        valid_s: Seconds a check holds at most; None until the next one.
    """
    ends = pl.col("next").fill_null(line.to_s)
    if valid_s is not None:
        ends = pl.min_horizontal(ends, pl.col("at_s") + valid_s)
    joined = rows.join(followed, on=["service", "at_s"], how="left", maintain_order="left")
    return joined.with_columns(pl.col("at_s").alias("from_s"), ends.alias("to_s")).drop("next")


def longest_gap(checks: pl.LazyFrame, line: Line) -> int:
    """Return the most seconds between two checks of a service on the line, its ends included."""
    within = pl.col("at_s").is_between(line.from_s, line.to_s, closed="left")
    at = pl.col("at_s").sort()
    gaps = collect(
        checks.filter(within, pl.col("service").is_in(line.services))
        .group_by("service")
        .agg(pl.max_horizontal(at.first() - line.from_s, at.diff().max().fill_null(0), line.to_s - at.last()))
    )
    longest = line.to_s - line.from_s
    return longest if gaps.height < len(line.services) else int(gaps["at_s"].max())  # type: ignore[arg-type]
