"""Count limit: at most so many of something in the period."""

from typing import Annotated, Literal

import polars as pl

from afstemt.core.measurement.case_facts import CaseFacts
from afstemt.core.measurement.case_parameters import Others
from afstemt.core.measurement.completion import Cell, in_the_part
from afstemt.core.measurement.counted import (
    CHANGE_TIMES,
    FAILED,
    count_outcome,
    of_changes,
    of_incidents,
    of_outages,
)
from afstemt.core.measurement.kind import Kind, Task
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.open_points import Asks
from afstemt.core.terms.model.part import Part
from afstemt.core.terms.model.words import Choices, Word
from afstemt.core.units.wording import _


class Parameters(Part):
    """Settings of a count limit. Populations' ``priorities`` are priorities, severities or change types."""

    count: Annotated[
        Literal["incidents", "outages", "failed_changes", "escalated_incidents"] | None,
        Word("Der tælles"),
        Choices(
            {
                "incidents": "incidents",
                "outages": "afbrydelser",
                "failed_changes": "fejlede ændringer",
                "escalated_incidents": "eskalerede sager",
            }
        ),
        Asks(
            "Kontrakten siger ikke, hvad der tælles.",
            (
                ("incidents", "Incidents modtaget i perioden."),
                ("outages", "Afbrydelser begyndt i perioden."),
                ("failed_changes", "Mislykkede changes afsluttet i perioden."),
                ("escalated_incidents", "Incidents eskaleret i perioden."),
            ),
        ),
    ] = None
    """What is counted: incidents received, outages begun, changes ended that failed or were rolled back,
    incidents escalated in the period.
    """
    others: Others = "held_out"
    """Whether what another than the supplier answers for is held out."""


SAID_OF = {"failed_changes": "changes"}
"""What is counted, to what must be said where there was none; its own name for all else."""

COUNTED_IN = {"outages": "outages", "failed_changes": "changes"}
"""What is counted, to the fact table it is counted in; incidents for all else."""


def measure(task: Task) -> Outcome:
    """Return the number, at most the target."""
    parameters = task.level.parameters
    others = parameters.others == "held_out"
    if parameters.count == "outages":
        words = _("Antallet af afbrydelser, der er begyndt i perioden; højst målet.")
        return count_outcome(task, of_outages(task, others), "outages", words)
    if parameters.count == "failed_changes":
        failed = of_changes(task, None, carried=False).filter(pl.col("outcome").is_in(FAILED))
        words = _("Antallet af mislykkede changes, der er afsluttet i perioden; højst målet.")
        return count_outcome(task, failed, "changes", words)
    if parameters.count == "escalated_incidents":
        words = _("Antallet af incidents, der er eskaleret i perioden; højst målet.")
        return count_outcome(task, of_incidents(task, "escalated_s", others), "incidents", words)
    words = _("Antallet af incidents, der er modtaget i perioden; højst målet.")
    return count_outcome(task, of_incidents(task, "opened_s", others), "incidents", words)


def facts(level: ServiceLevel) -> CaseFacts:
    """Return what the level's figure stands on."""
    counted, others = level.parameters.count, level.parameters.others == "held_out"
    if counted == "failed_changes":
        return CaseFacts(
            level=level,
            table="changes",
            sort="type",
            uses=(*CHANGE_TIMES, "outcome"),
            tells=("outcome",),
            cells=lambda task: [
                *in_the_part(task, *CHANGE_TIMES, not_before="started_s"),
                Cell("outcome", FAILED[:1]),
            ],
            a_number=True,
        )
    table, sort, at = {
        "outages": ("outages", "severity", "from_s"),
        "escalated_incidents": ("incidents", "priority", "escalated_s"),
    }.get(counted, ("incidents", "priority", "opened_s"))
    return CaseFacts(
        level=level,
        table=table,
        sort=sort,
        uses=(at,),
        cells=lambda task: in_the_part(task, at),
        others=others,
        changed=sort == "priority",
        a_number=True,
    )


KIND = Kind(
    name="count_limit",
    title="Højst antal",
    definition="Antallet i perioden, som højst må være målet.",
    parameters=Parameters,
    needs=frozenset({"target"}),
    measured_on=lambda parameters: (COUNTED_IN.get(parameters.count, "incidents"),),
    measure=measure,
    columns=lambda level: facts(level).columns,
    told=lambda level: facts(level).told,
    at_worst=lambda task, outcome: facts(task.level).at_worst(task, outcome, measure),
    silence=lambda parameters: (SAID_OF.get(parameters.count, parameters.count),) if parameters.count else (),
    of_tickets=lambda parameters: parameters.count not in COUNTED_IN,
    unit="count",
    lower_is_better=True,
)
