"""Resolution time: incidents resolved within their limit."""

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
    """Settings of a resolution time."""

    start: Annotated[
        Literal["opened_at", "responded_at"],
        Word("Tiden løber fra", definite="det, tiden løber fra,"),
        Choices({"opened_at": "modtagelsen", "responded_at": "reaktionen"}),
    ] = "opened_at"
    """Time runs from receipt, or from the reaction (from receipt where none is registered)."""
    end: Annotated[
        Literal["resolved_at", "closed_at"],
        Word("Tiden løber til", definite="det, tiden løber til,"),
        Choices({"resolved_at": "løst", "closed_at": "lukket"}),
    ] = "resolved_at"
    """Resolved, or closed (accepted)."""
    pauses: Pauses = True
    """Whether pauses are subtracted."""
    others: Others = "held_out"
    """Whether incidents that another than the supplier answers for are held out."""


def cases(task: Task, parameters: Parameters) -> pl.LazyFrame:
    """Return the incidents with start_s and end_s of their resolution."""
    start = [pl.col("opened_s")]
    if parameters.start == "responded_at":
        start.insert(0, pl.col("responded_s"))
    end = pl.col("resolved_s" if parameters.end == "resolved_at" else "closed_s")
    incidents = with_priority(
        tickets_of(task, "incidents"), task.evidence, task.level.priority, task.part.to_s
    )
    return incidents.select(
        *COLUMNS, *state_columns(incidents), pl.coalesce(start).alias("start_s"), end.alias("end_s")
    )


def measure(task: Task) -> Outcome:
    """Return the share of incidents resolved in time, per population."""
    parameters = task.level.parameters
    return share_in_time(
        task,
        cases(task, parameters),
        "incidents",
        " ".join((_(KIND.definition), *_from_and_to(parameters))),
        pauses=parameters.pauses,
        others_held_out=parameters.others == "held_out",
        measure=measure,
    )


def facts(level: ServiceLevel) -> CaseFacts:
    """Return what the level's figure stands on."""
    parameters = level.parameters
    end = "resolved_s" if parameters.end == "resolved_at" else "closed_s"
    from_response = parameters.start == "responded_at"

    def cells(task: Task) -> list[Cell]:
        times = [begun(task, "opened_s"), ended(task, end, None if end == "closed_s" else "closed_s")]
        if from_response:  # no earlier than it was opened, which it is when it is left empty
            starts = [pl.max_horizontal("opened_s", pl.lit(at)) for at in times[0].values]
            times.append(Cell("responded_s", [pl.lit(None), *starts]))
        return times

    return CaseFacts(
        level=level,
        table="incidents",
        sort="priority",
        uses=("opened_s", end, *(["responded_s"] if from_response else [])),
        cells=cells,
        others=parameters.others == "held_out",
        changed=True,
        paused=parameters.pauses,
    )


def _from_and_to(parameters: Parameters) -> tuple[str, ...]:
    """Return from when to when time runs, where it is not from receipt to resolution."""
    texts = {
        ("responded_at", "resolved_at"): _("Tiden regnes fra reaktionen til løsningen."),
        ("opened_at", "closed_at"): _("Tiden regnes fra modtagelsen til lukningen."),
        ("responded_at", "closed_at"): _("Tiden regnes fra reaktionen til lukningen."),
    }
    said = texts.get((parameters.start, parameters.end))
    return (said,) if said else ()


KIND = Kind(
    name="resolution_time",
    title="Løsningstid",
    definition=(
        "Andelen af incidents, der er løst inden for fristen; uden et mål i procent skal hver sag være løst i tide."
    ),
    parameters=Parameters,
    needs=frozenset({"clock", "assign_by", "open_past_limit", "priority", "decimals", "judge", "limit"}),
    measured_on=("incidents",),
    measure=measure,
    columns=lambda level: facts(level).columns,
    told=lambda level: facts(level).told,
    at_worst=lambda task, outcome: facts(task.level).at_worst(task, outcome, measure),
    of_tickets=True,
    watches_resolution=True,
)
