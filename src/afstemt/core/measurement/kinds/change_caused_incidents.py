"""Incidents caused by changes: their number, or the share of changes that caused any."""

from collections.abc import Mapping
from typing import Annotated, Literal

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.measurement.case_facts import CaseFacts
from afstemt.core.measurement.completion import Cell, in_the_part, unread
from afstemt.core.measurement.counted import (
    count_outcome,
    facts_of_changes,
    of_changes,
    of_incidents,
    share_outcome,
)
from afstemt.core.measurement.kind import Kind, Task
from afstemt.core.measurement.lost_cases import Worst, losses
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.measurement.ticket_cases import tickets_of
from afstemt.core.terms.model.levels import ServiceLevel
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
    causes = (
        tickets_of(task, "incidents")
        .filter(caused, pl.col("taken_out").is_null())
        .select("caused_by_change")
        .unique()
    )
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


def facts(level: ServiceLevel) -> CaseFacts:
    """Return what the level's figure stands on."""
    if level.parameters.measure == "share_of_changes":
        return facts_of_changes(level, None, uses=("outcome",), beside={"incidents": (_CAUSED, _add_causes)})
    return CaseFacts(
        level=level,
        table="incidents",
        sort="priority",
        uses=("opened_s", "caused_by_change"),
        cells=lambda task: [*in_the_part(task, "opened_s"), Cell("caused_by_change", ["?"])],
        others=True,
        changed=True,
        a_number=True,
    )


def told(level: ServiceLevel) -> dict[str, tuple[str, ...]]:
    """Return, of each table, the columns of which silence would be the better figure."""
    return facts(level).told | {"incidents": _CAUSED}


_CAUSED = ("caused_by_change",)


def _add_causes(task: Task, outcome: Outcome, worst: Worst) -> None:
    """Add lost incidents: the change that each names, or any where that was not read, could have caused it."""
    lost = task.lost.get("incidents")
    if lost is None:
        return
    changes = collect(outcome.counted.select("id"))["id"].to_list() if outcome.rows.width else []
    changes += task.lost["changes"]["id"].drop_nulls().to_list() if "changes" in task.lost else []
    named = pl.col("caused_by_change").is_in(changes).fill_null(value=False)
    rows = lost.filter(unread("caused_by_change") | named).with_columns(pl.lit(value=True).alias("against"))
    for tally in worst.tallies.values():
        tally.turned += rows.height
    worst.losses += losses("incidents", rows, "against")


KIND = Kind(
    name="change_caused_incidents",
    title="Incidents, der skyldes changes",
    definition="Incidents, der skyldes en change, som antal eller som andel af periodens changes; højst målet.",
    parameters=Parameters,
    needs=frozenset({"decimals", "judge", "target"}),
    measured_on=("incidents", "changes"),
    measure=measure,
    columns=lambda level: facts(level).columns,
    told=told,
    at_worst=lambda task, outcome: facts(task.level).at_worst(task, outcome, measure),
    of_tickets=True,
    unit=lambda parameters: UNITS[parameters.measure],
    lower_is_better=True,
)
