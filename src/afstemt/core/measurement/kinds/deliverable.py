"""Deliverables in time: reports, root cause analyses, plans."""

import polars as pl

from afstemt.core.measurement.in_time import share_in_time
from afstemt.core.measurement.kind import Kind, Task
from afstemt.core.measurement.local_days import at_midnight, last_second_of_day
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
    """Return the deliverables of the level's kinds with start_s, end_s, set_due_s and day_zero_s.

    Working days are counted from the day after the request's, also when it was made outside hours.
    """
    kinds = parameters.kinds or tuple(
        kind for population in task.level.populations for kind in population.priorities
    )
    rows = task.evidence.table("deliverables")
    if kinds:
        rows = rows.filter(pl.col("kind").is_in(list(kinds)))
    due = _whole_day(pl.col("due_s"), task.terms.zone) if parameters.due_at else pl.lit(None, dtype=pl.Int64)
    return rows.select(
        "id",
        pl.col("kind").alias("priority"),
        "file_no",
        "row_no",
        pl.col("requested_s").alias("start_s"),
        pl.col("delivered_s").alias("end_s"),
        due.alias("set_due_s"),
        last_second_of_day(pl.col("requested_s"), task.terms.zone).alias("day_zero_s"),
    )


def _whole_day(due: pl.Expr, zone: str) -> pl.Expr:
    """Return a due time of exactly local midnight (a date without a time) as the end of that day."""
    return pl.when(at_midnight(due, zone)).then(last_second_of_day(due, zone) + 1).otherwise(due)


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
