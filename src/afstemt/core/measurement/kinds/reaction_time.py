"""Reaction time: incidents reacted to within their limit."""

from dataclasses import replace
from typing import Annotated, Literal

import polars as pl

from afstemt.core.measurement.case_facts import CaseFacts
from afstemt.core.measurement.case_parameters import Others, Pauses
from afstemt.core.measurement.completion import Cell, begun, ended
from afstemt.core.measurement.in_time import share_in_time
from afstemt.core.measurement.kind import Kind, Task
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.measurement.priorities import with_priority
from afstemt.core.measurement.ticket_cases import state_columns, tickets_of
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.part import Part
from afstemt.core.terms.model.words import Choices, Word
from afstemt.core.units.wording import _

COLUMNS = ("id", "priority", "responsible", "system", "service", "file_no", "row_no")


class Parameters(Part):
    """Settings of a reaction time."""

    without_response: Annotated[
        Literal["resolved_at", "never"],
        Word("Sag uden registreret reaktion"),
        Choices({"resolved_at": "reaktion regnes, når den er løst", "never": "er aldrig i tide"}),
    ] = "resolved_at"
    """An incident that was resolved without a registered reaction was reacted to when it was resolved, or never
    (it is then open until a reaction is registered).
    """
    pauses: Pauses = True
    """Whether pauses are subtracted."""
    others: Others = "held_out"
    """Whether incidents that another than the supplier answers for are held out."""


def cases(task: Task, parameters: Parameters) -> pl.LazyFrame:
    """Return the incidents with start_s and end_s of their reaction."""
    end = [pl.col("responded_s")]
    if parameters.without_response == "resolved_at":
        end.append(pl.col("resolved_s"))
    incidents = with_priority(
        tickets_of(task, "incidents"), task.evidence, task.level.priority, task.part.to_s
    )
    return incidents.select(
        *COLUMNS,
        *state_columns(incidents),
        pl.col("opened_s").alias("start_s"),
        pl.coalesce(end).alias("end_s"),
    )


def measure(task: Task) -> Outcome:
    """Return the share of incidents reacted to in time, per population."""
    parameters = task.level.parameters
    return share_in_time(
        task,
        cases(task, parameters),
        "incidents",
        _(KIND.definition),
        pauses=parameters.pauses,
        others_held_out=parameters.others == "held_out",
        measure=measure,
    )


def facts(level: ServiceLevel) -> CaseFacts:
    """Return what the level's figure stands on."""
    parameters = level.parameters
    by_resolution = parameters.without_response == "resolved_at"

    def cells(task: Task) -> list[Cell]:
        times = [begun(task, "opened_s"), ended(task, "responded_s")]
        if by_resolution:
            unanswered = pl.col("responded_s").is_null()
            times.append(replace(ended(task, "resolved_s"), where=unanswered))
        return times

    return CaseFacts(
        level=level,
        table="incidents",
        sort="priority",
        uses=("opened_s", "responded_s", *(["resolved_s"] if by_resolution else [])),
        cells=cells,
        others=parameters.others == "held_out",
        changed=True,
        paused=parameters.pauses,
    )


KIND = Kind(
    name="reaction_time",
    title="Reaktionstid",
    definition="Andelen af incidents, som leverandøren har reageret på inden for fristen, regnet fra modtagelsen.",
    parameters=Parameters,
    needs=frozenset({"clock", "assign_by", "open_past_limit", "priority", "decimals", "judge", "limit"}),
    measured_on=("incidents",),
    measure=measure,
    columns=lambda level: facts(level).columns,
    told=lambda level: facts(level).told,
    at_worst=lambda task, outcome: facts(task.level).at_worst(task, outcome, measure),
    of_tickets=True,
)
