"""Emergency change share: how many of the period's changes were emergency changes."""

import polars as pl

from afstemt.core.measurement.case_facts import CaseFacts
from afstemt.core.measurement.case_parameters import Initiator
from afstemt.core.measurement.counted import facts_of_changes, of_changes, share_outcome
from afstemt.core.measurement.kind import Kind, Task
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.part import Part
from afstemt.core.units.wording import _


class Parameters(Part):
    """Settings of an emergency change share."""

    initiator: Initiator | None = None
    """Whose changes count; left out for both."""


def measure(task: Task) -> Outcome:
    """Return the share of emergency changes, at most the target; a change without a type is held out by name."""
    no_type = pl.when(pl.col("priority").is_null()).then(pl.lit(_("Typen er ikke oplyst.")))
    cancelled = pl.when(pl.col("outcome") == "cancelled").then(pl.lit(_("Aflyst: ikke gennemført.")))
    rows = of_changes(task, task.level.parameters.initiator).with_columns(
        (pl.col("priority") == "emergency").fill_null(value=False).alias("hit"),
        pl.coalesce(no_type, cancelled).alias("reason"),
    )
    return share_outcome(
        task, rows, "changes", _(KIND.definition), good="emergency", bad="ok", at_least=False
    )


def facts(level: ServiceLevel) -> CaseFacts:
    """Return what the level's figure stands on."""
    return facts_of_changes(level, level.parameters.initiator, more=("emergency",))


KIND = Kind(
    name="emergency_change_share",
    title="Andel af hastechanges",
    definition="Andelen af changes gennemført i perioden, der var hastechanges (emergency changes); højst målet.",
    parameters=Parameters,
    needs=frozenset({"decimals", "judge", "target"}),
    measured_on=("changes",),
    measure=measure,
    columns=lambda level: facts(level).columns,
    told=lambda level: facts(level).told,
    at_worst=lambda task, outcome: facts(task.level).at_worst(task, outcome, measure),
    lower_is_better=True,
)
