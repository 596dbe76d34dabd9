"""Deliverables in time: reports, root cause analyses, plans."""

from dataclasses import replace
from typing import Annotated

import polars as pl

from afstemt.core.evidence.evidence import UNUSABLE, collect
from afstemt.core.measurement.case_facts import CaseFacts
from afstemt.core.measurement.completion import Cell, begun, ended, numbered
from afstemt.core.measurement.in_time import share_in_time
from afstemt.core.measurement.kind import Kind, Task
from afstemt.core.measurement.local_days import last_second_of_day
from afstemt.core.measurement.lost_cases import Worst, losses, tried
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.measurement.priorities import with_priority
from afstemt.core.measurement.tickets import Reasons
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.part import Part
from afstemt.core.terms.model.words import Word
from afstemt.core.units.wording import _


class Parameters(Part):
    """Settings of a deliverable. Populations' ``priorities`` are kinds: ``report``, ``root_cause_analysis`` ..."""

    kinds: Annotated[tuple[str, ...], Word("Typer af leverancer", hint="Én på hver linje. Tom: alle.")] = ()
    """Kinds of deliverables the level is about; empty for those its populations name."""
    due_at: Annotated[bool, Word("Leverancens egen frist gælder")] = True
    """Whether a due time registered with the deliverable goes before the level's limit."""
    incident_priorities: Annotated[
        tuple[str, ...], Word("Kun efter sager med prioritet", hint="Én på hver linje. Tom: alle.")
    ] = ()
    """Only deliverables about incidents of these priorities (column ``incident_id``), by the level's
    ``priority`` where it was changed; others are shown and not counted. Empty for all.
    """


def cases(task: Task, parameters: Parameters) -> pl.LazyFrame:
    """Return the deliverables of the level's kinds with start_s, end_s, set_due_s, day_zero_s and about.

    Working days are counted from the day after the request's, also when it was made outside hours. ``about`` is
    the priority of the incident that the deliverable names; null where none is asked for or none is found.
    """
    kinds = parameters.kinds or tuple(
        kind for population in task.level.populations for kind in population.priorities
    )
    rows = task.evidence.table("deliverables")
    if kinds:
        rows = rows.filter(pl.col("kind").is_in(list(kinds)))
    rows = (
        _about(task, rows)
        if parameters.incident_priorities
        else rows.with_columns(about=pl.lit(None, pl.String))
    )
    due = pl.col("due_s") if parameters.due_at else pl.lit(None, dtype=pl.Int64)
    return rows.select(
        "id",
        pl.col("kind").alias("priority"),
        "file_no",
        "row_no",
        pl.col("requested_s").alias("start_s"),
        pl.col("delivered_s").alias("end_s"),
        due.alias("set_due_s"),
        last_second_of_day(pl.col("requested_s"), task.terms.zone).alias("day_zero_s"),
        "about",
    )


def _about(task: Task, rows: pl.LazyFrame) -> pl.LazyFrame:
    """Add ``about``: the priority of each deliverable's incident, as the level chooses it."""
    incidents = task.evidence.table("incidents").select("id", "priority", "authority_priority")
    chosen = with_priority(incidents, task.evidence, task.level.priority, task.part.to_s)
    about = chosen.select(pl.col("id").alias("incident_id"), pl.col("priority").alias("about")).unique(
        "incident_id"
    )
    return rows.join(about, on="incident_id", how="left", maintain_order="left")


def _not_asked_for(parameters: Parameters) -> Reasons:
    """Return why a deliverable does not count by the incident it is about."""
    if not parameters.incident_priorities:
        return []
    named = ", ".join(parameters.incident_priorities)
    return [
        (
            pl.col("about").is_null(),
            _("Leverancen nævner ingen hændelse i datagrundlaget, og målet gælder kun nogle prioriteter."),
        ),
        (
            ~pl.col("about").is_in(list(parameters.incident_priorities)),
            _("Målet gælder kun hændelser med prioritet {named}.").format(named=named),
        ),
    ]


def measure(task: Task) -> Outcome:
    """Return the share of deliverables in time, with working days late."""
    parameters = task.level.parameters
    return share_in_time(
        task,
        cases(task, parameters),
        "deliverables",
        _(KIND.definition),
        reasons=_not_asked_for(parameters),
        measure=measure,
    )


_ANY = "\0"
"""Id of an incident that is made up for a deliverable whose own is not known: one that the level asks for."""
_ASKED = ("id", "priority", "authority_priority")


def facts(level: ServiceLevel) -> CaseFacts:
    """Return what the level's figure stands on."""
    parameters = level.parameters

    def cells(task: Task) -> list[Cell]:
        found = [begun(task, "requested_s"), ended(task, "delivered_s")]
        if parameters.due_at:
            found.append(Cell("due_s", [pl.lit(None), task.part.from_s, pl.col("requested_s")]))
        if parameters.incident_priorities:
            found.append(Cell("incident_id", [_ANY], frozenset(_ids(task))))
        return found

    return CaseFacts(
        level=level,
        table="deliverables",
        sort="kind",
        uses=(
            *("requested_s", "delivered_s"),
            *(["due_s"] if parameters.due_at else []),
            *(["incident_id"] if parameters.incident_priorities else []),
        ),
        cells=cells,
        more=parameters.kinds,
        beside={"incidents": (_ASKED, _add_abouts)} if parameters.incident_priorities else {},
    )


def _ids(task: Task) -> list[str]:
    return collect(task.evidence.table("incidents").select("id"))["id"].drop_nulls().to_list()


def _unmatched(task: Task) -> dict[str, pl.DataFrame]:
    """Return the deliverables about an incident that nobody delivered: its priority decides whether they count."""
    lost = task.evidence.lost.get("incidents")
    if not task.level.parameters.incident_priorities or (lost is not None and lost["id"].null_count()):
        return {}
    known = [*_ids(task), *([] if lost is None else lost["id"].to_list())]
    missing = pl.col("incident_id").is_not_null() & ~pl.col("incident_id").is_in(known)
    rows = task.evidence.table("deliverables").filter(missing)
    names = {"column": pl.lit("incident_id"), "why": pl.lit("no-such-ticket")}
    return {"deliverables": collect(rows.select("file_no", "row_no", **names)).cast(pl.Schema(UNUSABLE))}


def _with_an_incident(task: Task) -> Outcome:
    """Return the measurement with an incident of each priority that is asked for, for rows that are completed by it."""
    asked = task.level.parameters.incident_priorities
    if not asked:
        return measure(task)
    incidents = task.evidence.table("incidents")
    made = pl.LazyFrame({"id": [_ANY], "priority": asked[:1]}, schema_overrides={"id": pl.String})
    tables = {**task.evidence.tables, "incidents": pl.concat([incidents, made], how="diagonal")}
    return measure(replace(task, evidence=replace(task.evidence, tables=tables)))


def _add_abouts(task: Task, _outcome: Outcome, worst: Worst) -> None:
    """Add lost incidents: a deliverable that names one, and is held out for want of it, could be a case."""
    lost = task.lost.get("incidents")
    if lost is None:
        return
    about = pl.col("incident_id").is_in(lost["id"].drop_nulls().to_list())
    if lost["id"].null_count():
        about = pl.col("incident_id").is_in(_ids(task)).not_()
    rows = collect(task.evidence.table("deliverables").filter(about))
    ways = numbered(rows).with_columns(pl.lit(_ANY).alias("incident_id"))
    found = tried(task, _with_an_incident, "deliverables", ways)
    for population, against in found.group_by("population").agg(pl.col("against").sum()).iter_rows():
        worst.tallies[population].added += against
    bad = rows["incident_id"].gather(found.filter("against")["number"]).to_list()
    counted = rows["incident_id"].gather(found["number"]).to_list()
    named = lost.filter(pl.col("id").is_null() | pl.col("id").is_in(counted)) if counted else lost.clear()
    against = pl.col("id").is_in(bad).fill_null(value=bool(bad))
    worst.losses += losses("incidents", named.with_columns(against.alias("against")), "against")


KIND = Kind(
    name="deliverable",
    title="Leverancer til tiden",
    definition=(
        "Rapporter, årsagsanalyser og andre leverancer, der er afleveret inden for fristen, regnet fra anmodningen "
        "eller til den aftalte dato."
    ),
    parameters=Parameters,
    needs=frozenset({"assign_by", "open_past_limit", "limit"}),
    measured_on=("deliverables",),
    measure=measure,
    columns=lambda level: facts(level).columns,
    told=lambda level: facts(level).told,
    unmatched=_unmatched,
    at_worst=lambda task, outcome: facts(task.level).at_worst(task, outcome, _with_an_incident),
)
