"""Request fulfilment: service requests fulfilled within their limit."""

import polars as pl

from afstemt.core.measurement.case_facts import CaseFacts
from afstemt.core.measurement.case_parameters import Initiator, Pauses
from afstemt.core.measurement.completion import Cell, begun, ended
from afstemt.core.measurement.in_time import share_in_time
from afstemt.core.measurement.kind import Kind, Task
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.measurement.ticket_cases import state_columns, tickets_of
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.part import Part
from afstemt.core.units.wording import _


class Parameters(Part):
    """Settings of a request fulfilment. Populations' ``priorities`` are request types."""

    initiator: Initiator | None = None
    """Whose requests count; left out for both."""
    pauses: Pauses = True
    """Whether pauses are subtracted."""


def cases(task: Task, parameters: Parameters) -> pl.LazyFrame:
    """Return the service requests with start_s and end_s."""
    requests = tickets_of(task, "service_requests")
    if parameters.initiator is not None:
        requests = requests.filter(pl.col("initiator") == parameters.initiator)
    return requests.select(
        "id",
        pl.col("type").alias("priority"),
        "system",
        "service",
        "file_no",
        "row_no",
        pl.col("opened_s").alias("start_s"),
        pl.col("resolved_s").alias("end_s"),
        *state_columns(requests),
    )


def measure(task: Task) -> Outcome:
    """Return the share of service requests fulfilled in time, per population."""
    parameters = task.level.parameters
    return share_in_time(
        task,
        cases(task, parameters),
        "service_requests",
        _(KIND.definition),
        pauses=parameters.pauses,
        measure=measure,
    )


def facts(level: ServiceLevel) -> CaseFacts:
    """Return what the level's figure stands on."""
    initiator = level.parameters.initiator

    def cells(task: Task) -> list[Cell]:
        asked = [] if initiator is None else [Cell("initiator", [initiator])]
        return [begun(task, "opened_s"), ended(task, "resolved_s", "closed_s"), *asked]

    return CaseFacts(
        level=level,
        table="service_requests",
        sort="type",
        uses=("opened_s", "resolved_s", *([] if initiator is None else ["initiator"])),
        cells=cells,
        paused=level.parameters.pauses,
    )


KIND = Kind(
    name="request_fulfilment",
    title="Service requests til tiden",
    definition="Andelen af service requests, der er udført inden for fristen, regnet fra modtagelsen.",
    parameters=Parameters,
    needs=frozenset({"clock", "assign_by", "open_past_limit", "decimals", "judge", "limit"}),
    measured_on=("service_requests",),
    measure=measure,
    columns=lambda level: facts(level).columns,
    told=lambda level: facts(level).told,
    at_worst=lambda task, outcome: facts(task.level).at_worst(task, outcome, measure),
    of_tickets=True,
    watches_resolution=True,
)
