"""Security updates: installed within their limit of the release, by severity."""

import polars as pl

from afstemt.core.measurement.case_facts import CaseFacts
from afstemt.core.measurement.completion import Cell, begun, ended
from afstemt.core.measurement.in_time import share_in_time
from afstemt.core.measurement.kind import Kind, Task
from afstemt.core.measurement.local_days import last_second_of_day
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.part import Part
from afstemt.core.units.wording import _


class Parameters(Part):
    """Security updates have no settings of their own. Populations' ``priorities`` are severities.

    A postponed update counts as any other, unless a decision holds it out or grants it time: the supplier's
    own reason is shown, not judged.
    """


def measure(task: Task) -> Outcome:
    """Return the share of security updates installed in time, per population."""
    cases = task.evidence.table("security_updates").select(
        "id",
        pl.col("severity").alias("priority"),
        "file_no",
        "row_no",
        pl.col("released_s").alias("start_s"),
        pl.col("installed_s").alias("end_s"),
        last_second_of_day(pl.col("released_s"), task.terms.zone).alias("day_zero_s"),
    )
    return share_in_time(task, cases, "security_updates", _(KIND.definition), measure=measure)


def facts(level: ServiceLevel) -> CaseFacts:
    """Return what the level's figure stands on."""

    def cells(task: Task) -> list[Cell]:
        return [begun(task, "released_s"), ended(task, "installed_s")]

    return CaseFacts(
        level=level,
        table="security_updates",
        sort="severity",
        uses=("released_s", "installed_s"),
        cells=cells,
    )


KIND = Kind(
    name="security_updates",
    title="Sikkerhedsopdateringer til tiden",
    definition=(
        "Andelen af sikkerhedsopdateringer, der er installeret inden for fristen, regnet fra udgivelsen. En udsat "
        "opdatering holdes kun ude, når parterne har besluttet det."
    ),
    parameters=Parameters,
    needs=frozenset({"clock", "assign_by", "open_past_limit", "decimals", "judge", "limit"}),
    measured_on=("security_updates",),
    measure=measure,
    columns=lambda level: facts(level).columns,
    told=lambda level: facts(level).told,
    at_worst=lambda task, outcome: facts(task.level).at_worst(task, outcome, measure),
)
