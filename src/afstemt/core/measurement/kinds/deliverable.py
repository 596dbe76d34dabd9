"""Deliverables in time: reports, root cause analyses, plans."""

import polars as pl

from afstemt.core.measurement.in_time import share_in_time
from afstemt.core.measurement.kind import Kind, Task
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.terms.model import Part
from afstemt.core.units.wording import _


class Parameters(Part):
    """Settings of a deliverable. Populations' ``priorities`` are kinds: ``report``, ``root_cause_analysis`` ...

    Attributes:
        kinds: Kinds of deliverables the level is about; empty for those its populations name.
        due_at: Whether a due time registered with the deliverable goes before the level's limit.
    """

    kinds: tuple[str, ...] = ()
    due_at: bool = True


def cases(task: Task, parameters: Parameters) -> pl.LazyFrame:
    """Return the deliverables of the level's kinds with start_s, end_s and set_due_s."""
    kinds = parameters.kinds or tuple(
        kind for population in task.level.populations for kind in population.priorities
    )
    rows = task.evidence.table("deliverables")
    if kinds:
        rows = rows.filter(pl.col("kind").is_in(list(kinds)))
    due = _end_of_day(pl.col("due_s"), task.terms.zone) if parameters.due_at else pl.lit(None, dtype=pl.Int64)
    return rows.select(
        "id",
        pl.col("kind").alias("priority"),
        "file_no",
        "row_no",
        pl.col("requested_s").alias("start_s"),
        pl.col("delivered_s").alias("end_s"),
        due.alias("set_due_s"),
    )


def _end_of_day(due: pl.Expr, zone: str) -> pl.Expr:
    """Return a due time of exactly local midnight (a date without a time) as the end of that day."""
    wall = pl.from_epoch(due, time_unit="s").dt.replace_time_zone("UTC").dt.convert_time_zone(zone)
    midnight = (wall.dt.hour() == 0) & (wall.dt.minute() == 0) & (wall.dt.second() == 0)
    return pl.when(midnight).then(wall.dt.offset_by("1d").dt.epoch("s")).otherwise(due)


def measure(task: Task) -> Outcome:
    """Return the share of deliverables in time, with working days late."""
    parameters = task.level.parameters
    return share_in_time(task, cases(task, parameters), "deliverables", _(KIND.definition))


KIND = Kind(
    "deliverable",
    "Leverancer til tiden",
    "Rapporter, årsagsanalyser og andre leverancer, der er afleveret inden for fristen, regnet fra anmodningen "
    "eller til den aftalte dato.",
    Parameters,
    frozenset({"assign_by", "open_past_limit"}),
    ("deliverables", "decisions", "stated_values"),
    measure,
)
