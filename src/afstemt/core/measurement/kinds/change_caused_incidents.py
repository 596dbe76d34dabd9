"""Incidents caused by changes: their number, or the share of changes that caused any."""

from collections.abc import Mapping
from typing import Annotated, Literal

import polars as pl

from afstemt.core.measurement.counted import count_outcome, of_changes, of_incidents, share_outcome
from afstemt.core.measurement.kind import Kind, Task
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.terms.model.open_points import Asks
from afstemt.core.terms.model.part import Part
from afstemt.core.terms.model.words import Choices, Word
from afstemt.core.units.figure import Unit
from afstemt.core.units.wording import _


class Parameters(Part):
    """Settings of change-caused incidents."""

    measure: Annotated[
        Literal["count", "share_of_changes"] | None,
        Word("Der opgøres"),
        Choices({"count": "antal", "share_of_changes": "andel af ændringer"}),
        Asks(
            "Kontrakten siger ikke, om målet er et antal incidents eller en andel af alle changes.",
            (
                ("count", "Antallet af incidents, der skyldes en change."),
                ("share_of_changes", "Andelen af changes, der gav anledning til en incident."),
            ),
        ),
    ] = None
    """``count``: incidents received in the period that a change caused; ``share_of_changes``: changes ended in
    the period that caused an incident, in percent of all.
    """


UNITS: Mapping[str | None, Unit | None] = {"count": "count", "share_of_changes": "percent", None: None}
"""What is measured, to its unit; none while that is open."""


def measure(task: Task) -> Outcome:
    """Return the number or share, at most the target."""
    caused = pl.col("caused_by_change").fill_null("") != ""
    if task.level.parameters.measure != "share_of_changes":
        rows = of_incidents(task).filter(caused)
        words = _("Antallet af incidents, der er modtaget i perioden og skyldes en change; højst målet.")
        return count_outcome(task, rows, "incidents", words)
    causes = task.evidence.table("incidents").filter(caused).select("caused_by_change").unique()
    rows = (
        of_changes(task, None)
        .join(
            causes.with_columns(pl.lit(value=True).alias("hit")),
            left_on="id",
            right_on="caused_by_change",
            how="left",
            maintain_order="left",
        )
        .with_columns(
            pl.col("hit").fill_null(value=False),
            pl.when(pl.col("outcome") == "cancelled")
            .then(pl.lit(_("Aflyst: ikke gennemført.")))
            .alias("reason"),
        )
    )
    words = _("Andelen af changes afsluttet i perioden, der gav anledning til en incident; højst målet.")
    return share_outcome(task, rows, "changes", words, good="caused_incident", bad="ok", at_least=False)


KIND = Kind(
    name="change_caused_incidents",
    title="Incidents, der skyldes changes",
    definition="Incidents, der skyldes en change, som antal eller som andel af periodens changes; højst målet.",
    parameters=Parameters,
    needs=frozenset({"decimals", "judge", "target"}),
    measured_on=("incidents", "changes"),
    measure=measure,
    unit=lambda parameters: UNITS[parameters.measure],
    lower_is_better=True,
)
