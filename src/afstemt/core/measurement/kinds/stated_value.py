"""Stated value: a figure that the supplier states (oplyst), with its basis."""

from typing import Annotated, Literal

import polars as pl

from afstemt.core.measurement.kind import Kind, Task
from afstemt.core.measurement.outcome import Outcome, Result
from afstemt.core.measurement.stated import USED, lost_figures, stated, with_stated
from afstemt.core.measurement.steps import verdict_steps
from afstemt.core.terms.model.part import Part
from afstemt.core.terms.model.words import Choices, Word
from afstemt.core.units.figure import Figure, Step, Unit
from afstemt.core.units.wording import _

ROW_STATES = {"met": "ok", "missed": "failed"}


class Parameters(Part):
    """Settings of a stated value."""

    unit: Annotated[
        Unit,
        Word("Enhed", definite="enheden"),
        Choices(
            {
                "percent": "procent",
                "seconds": "sekunder",
                "milliseconds": "millisekunder",
                "working_days": "arbejdsdage",
                "count": "antal",
                "points": "point",
            }
        ),
    ] = "count"
    """The figure's unit."""
    better: Annotated[
        Literal["higher", "lower"], Word("Bedst er"), Choices({"higher": "højest", "lower": "lavest"})
    ] = "higher"
    """Whether the figure must reach the target, or must not pass it."""


def measure(task: Task) -> Outcome:
    """Return the stated figure judged, or not measured when nobody stated it."""
    parameters = task.level.parameters
    results, frames = [], []
    steps = [Step(_("Definition"), _(KIND.definition), "", task.level.clause)]
    for population in task.level.populations:
        missing = Result(
            population.id,
            "not_measured",
            None,
            None
            if population.target is None
            else Figure(*population.target.as_integer_ratio(), "count").value,
            parameters.better == "higher",
            reason=_("Leverandøren har ikke oplyst tallet for perioden."),
        )
        result = with_stated(task, population, missing, parameters.unit, parameters.better == "higher")
        found = stated(task, population, parameters.unit)
        results.append(result)
        if found is None:
            steps.append(Step(_("Oplyst værdi"), "", result.reason))
            continue
        steps += verdict_steps(task.level, population, result)
        frames.append(
            found.row.select(
                pl.lit("stated_values").alias("table"),
                pl.col("level").alias("id"),
                pl.lit(population.id).alias("population"),
                "file_no",
                "row_no",
                "value",
                "basis",
                pl.lit(ROW_STATES.get(result.state, "not_counted")).alias("state"),
                pl.lit(None, dtype=pl.String).alias("held_out"),
            )
        )
    return task.outcome(results, rows=pl.concat(frames) if frames else pl.DataFrame(), steps=steps)


KIND = Kind(
    name="stated_value",
    title="Oplyst værdi",
    definition="Leverandøren oplyser tallet med det grundlag, der står ved det; det beregnes ikke her.",
    parameters=Parameters,
    needs=frozenset({"decimals", "judge", "target"}),
    measured_on=("stated_values",),
    measure=measure,
    columns={"stated_values": USED},
    at_worst=lambda task, _outcome: lost_figures(task),
    unit=lambda parameters: parameters.unit,
    carries=False,
    lower_is_better=lambda parameters: parameters.better == "lower",
)
