"""The number of outages in a period."""

from typing import Literal

import polars as pl
from pydantic import Field

from afstemt.core.measurement.downtime import downtime
from afstemt.core.measurement.judge import judge
from afstemt.core.measurement.kind import Kind, Task
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.measurement.reported import NotMeasured
from afstemt.core.measurement.time_outcome import (
    coverage,
    not_measured,
    outage_steps,
    outcome,
    spells_down,
)
from afstemt.core.measurement.time_parameters import DowntimeParameters
from afstemt.core.units.figure import Figure
from afstemt.core.units.wording import _

LOOK_BACK = 92 * 86400
"""How long before the period an outage may have begun, and so belong to an earlier one."""


class OutageCountParameters(DowntimeParameters):
    """What one outage is.

    Attributes:
        overlapping: Outages of a service that overlap or touch are one, or each row is one.
        minimum_s: Outages with less downtime than this many seconds are not counted.
    """

    overlapping: Literal["once", "each"] = "once"
    minimum_s: int = Field(default=1, ge=1)


def measure(task: Task) -> Outcome:
    """Return the number of outages that begin in the task's part and have downtime that counts."""
    parameters = OutageCountParameters.model_validate(task.level.parameters)
    part = task.part
    from_s = max(part.from_s - LOOK_BACK, task.calendar(task.level.calendar).from_s)
    try:
        found = downtime(task, parameters, from_s=from_s)
    except NotMeasured as nothing:
        return not_measured(task, str(nothing), "count", at_least=False)
    rows = found.rows.filter(pl.col("end_s") > part.from_s)
    spells = (
        found.line.back(spells_down(found)) if parameters.overlapping == "once" else _rows_alone(found.rows)
    )
    counted = spells.filter(pl.col("counted_s") >= parameters.minimum_s, pl.col("start_s") >= part.from_s)
    figure = Figure(counted.height, 1, "count")
    results = tuple(
        judge(
            task.level,
            population,
            figure,
            cases=counted.height,
            at_least=False,
            coverage=coverage(task, found, parameters.source),
        )
        for population in task.level.populations
    )
    what = _("Antal afbrydelser, der begynder i perioden")
    steps = outage_steps(task, found, parameters.source, counted.height, what)
    return outcome(
        task,
        results,
        "count",
        rows=rows,
        steps=steps,
        excluded=int((rows["state"] == "held_out").sum()),
    )


def _rows_alone(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that count, each by its own length."""
    return rows.filter(
        pl.col("state").is_in(["down", "not_counted"]), pl.col("table") != "maintenance"
    ).with_columns((pl.col("end_s") - pl.col("start_s")).alias("counted_s"))


KIND = Kind(
    name="outage_count",
    title="Antal afbrydelser",
    definition=(
        "Antallet af afbrydelser, der begynder i perioden og giver nedetid i den aftalte driftstid; "
        "overlappende afbrydelser af en ydelse tæller som én, medmindre kontrakten siger andet."
    ),
    parameters=OutageCountParameters,
    needs=frozenset({"missing_data", "target"}),
    tables=("outages", "maintenance", "checks"),
    measure=measure,
    unit="count",
)
