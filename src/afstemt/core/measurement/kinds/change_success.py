"""Change success: the share of changes ended in the period that were successful."""

from typing import Annotated, Literal

import polars as pl

from afstemt.core.measurement.case_facts import CaseFacts
from afstemt.core.measurement.case_parameters import Initiator
from afstemt.core.measurement.completion import Cell
from afstemt.core.measurement.counted import FAILED, facts_of_changes, of_changes, share_outcome
from afstemt.core.measurement.kind import Kind, Task
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.open_points import Asks
from afstemt.core.terms.model.part import Part
from afstemt.core.terms.model.words import Choices, Word
from afstemt.core.units.wording import _


class Parameters(Part):
    """Settings of a change success. Populations' ``priorities`` are types: standard, normal, emergency."""

    cancelled: Annotated[
        Literal["left_out", "not_successful"] | None,
        Word("Aflyste ændringer"),
        Choices({"left_out": "regnes ikke med", "not_successful": "er ikke lykkedes"}),
        Asks(
            "Kontrakten siger ikke, om en aflyst change tæller som ikke vellykket.",
            (
                ("left_out", "Aflyste changes tælles ikke med."),
                ("not_successful", "En aflyst change er ikke vellykket."),
            ),
        ),
    ] = None
    """Whether a cancelled change counts as not successful, or is left out."""
    initiator: Initiator | None = None
    """Whose changes count; left out for both."""


def measure(task: Task) -> Outcome:
    """Return the share of successful changes; one without an outcome is held out by name."""
    outcome = pl.col("outcome")
    cancelled = (
        pl.when(outcome == "cancelled").then(pl.lit(_("Aflyst: tælles ikke med efter vilkårene.")))
        if task.level.parameters.cancelled != "not_successful"
        else pl.lit(None, dtype=pl.String)
    )
    no_outcome = pl.when(outcome.is_null()).then(pl.lit(_("Udfaldet er ikke oplyst.")))
    rows = of_changes(task, task.level.parameters.initiator).with_columns(
        (outcome == "successful").fill_null(value=False).alias("hit"),
        pl.coalesce(cancelled, no_outcome).alias("reason"),
    )
    return share_outcome(task, rows, "changes", _(KIND.definition), good="ok", bad="failed")


def facts(level: ServiceLevel) -> CaseFacts:
    """Return what the level's figure stands on."""
    return facts_of_changes(
        level, level.parameters.initiator, uses=("outcome",), cells=(Cell("outcome", FAILED[:1]),)
    )


KIND = Kind(
    name="change_success",
    title="Vellykkede changes",
    definition="Andelen af changes afsluttet i perioden, der var vellykkede.",
    parameters=Parameters,
    needs=frozenset({"decimals", "judge", "target"}),
    measured_on=("changes",),
    measure=measure,
    columns=lambda level: facts(level).columns,
    told=lambda level: facts(level).told,
    at_worst=lambda task, outcome: facts(task.level).at_worst(task, outcome, measure),
)
