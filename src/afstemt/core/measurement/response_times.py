"""Response times of checks inside agreed hours, as partial sums that add up over stretches of time."""

from dataclasses import dataclass

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.measurement.agreed import Agreed, agreed_hours
from afstemt.core.measurement.held_out_time import held_out_time
from afstemt.core.measurement.intervals import Line
from afstemt.core.measurement.kind import Task
from afstemt.core.measurement.outcome import Loss, Outcome
from afstemt.core.measurement.reported import NotMeasured, measured_services, unwatched
from afstemt.core.measurement.time_losses import losses_of, placed
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _


def during(agreed: Agreed) -> pl.Expr:
    """Return whether ``at_s`` lies in agreed hours, by a table of the line in steps that fit every boundary."""
    line = agreed.line
    inside = pl.col("at_s").is_between(line.from_s, line.to_s, closed="left")
    if agreed.always:
        return inside
    step, is_open = agreed.steps
    open_then = is_open == 1
    last = open_then.len() - 1

    def looked_up(at: pl.Series) -> pl.Series:
        return open_then.gather(((at - line.from_s) // step).clip(0, last)).alias(at.name)

    return inside & pl.col("at_s").map_batches(looked_up, return_dtype=pl.Boolean, is_elementwise=True)


def timed_checks(task: Task) -> tuple[pl.LazyFrame, int]:
    """Return the checks of the level's services inside agreed hours in the part, with all their columns.

    Those in time that the parties have held out are not among them; beside it: how many they are.

    Raises:
        NotMeasured: Nobody delivered checks.
    """
    if not task.evidence.has("checks"):
        raise NotMeasured(_("Der er ingen målinger leveret for perioden."))
    services = measured_services(task, ("checks",))
    line = Line(services, task.part.from_s, task.part.to_s)
    checks = task.evidence.table("checks").filter(
        during(agreed_hours(task.calendar(task.level.calendar), line))
    )
    if task.level.services or task.level.systems:
        checks = checks.filter(pl.col("service").is_in(services))
    stretches = held_out_time(task.evidence, ("checks",), task.level.id).stretches
    if not stretches:
        return checks, 0
    held = pl.any_horizontal(
        pl.col("at_s").is_between(from_s, to_s, closed="left")
        & (pl.lit(value=True) if not service else (pl.col("service") == service).fill_null(value=False))
        for service, its in stretches.items()
        for from_s, to_s, _reason in its
    )
    count = collect(checks.filter(held).select(pl.len().cast(pl.Int64))).item()
    return checks.filter(~held), int(count)


@dataclass(frozen=True)
class LostChecks:
    """Checks that were lost and may be of the level.

    Attributes:
        losses: The rows.
        timed: response_ms of those that are known to have been answered, and in what time.
        slow: How many others: at worst without an answer, or slower than any limit.
    """

    losses: tuple[Loss, ...]
    timed: pl.Series
    slow: int


def lost_checks(task: Task, *, failed_count: bool) -> LostChecks | None:
    """Return the checks lost that may be of the level's services, inside agreed hours in the part; None without any.

    Args:
        task: The level with what it lost.
        failed_count: Whether a check that failed counts as slow; else it is left out.
    """
    lost = task.lost.get("checks")
    if lost is None or lost.is_empty():
        return None
    services = measured_services(task, ("checks",))
    line = Line(services, task.part.from_s, task.part.to_s)
    rows = placed(task, lost, services) if task.level.services or task.level.systems else lost
    agreed = during(agreed_hours(task.calendar(task.level.calendar), line))
    inside = rows.filter(pl.col("at_s").is_not_null()).filter(agreed)
    rows = pl.concat([inside, rows.filter(pl.col("at_s").is_null())])
    if not failed_count:
        rows = rows.filter(pl.col("ok").fill_null(value=True))
    if rows.is_empty():
        return None
    known = answered().fill_null(value=False)
    told = rows.with_columns(pl.lit(0, pl.Int64).alias("seconds"), pl.lit(value=True).alias("told"))
    timed = rows.filter(known)["response_ms"]
    return LostChecks(tuple(losses_of("checks", told, cases=True)), timed, rows.height - timed.len())


def unwatched_losses(task: Task, outcome: Outcome) -> tuple[Loss, ...]:
    """Return the services that nobody measured while others were, as a loss whose effect cannot be told."""
    silent = tuple(task.terms.service_name(one) for one in unwatched(task, ("checks",), outcome))
    return (Loss("checks", "not-delivered", 0, bounded=False, services=silent),) if silent else ()


def held_out_step(held: int) -> list[Step]:
    """Return how many checks the parties have held out."""
    if not held:
        return []
    return [Step(_("Heraf i tid, som parterne har besluttet at holde ude"), "", number(held))]


def answered() -> pl.Expr:
    """Return whether a check was answered, with a time."""
    return pl.col("ok") & pl.col("response_ms").is_not_null()


def counted(checks: pl.LazyFrame, limits: tuple[int, ...], under: bool) -> tuple[int, int, tuple[int, ...]]:
    """Return the number of checks, of those answered, and of those answered within each limit."""
    time = pl.col("response_ms")
    within = [
        ((time < limit if under else time <= limit) & pl.col("ok"))
        .sum()
        .cast(pl.Int64)
        .alias(f"within_{number}")
        for number, limit in enumerate(limits)
    ]
    row = collect(
        checks.select(
            pl.len().cast(pl.Int64).alias("all"), answered().sum().cast(pl.Int64).alias("answered"), *within
        )
    ).row(0)
    return row[0], row[1], tuple(row[2:])


def distribution(checks: pl.LazyFrame) -> tuple[pl.DataFrame, int]:
    """Return how many checks were answered in each time (response_ms, count, ascending), and how many were not."""
    found = collect(
        checks.group_by(pl.when(answered()).then(pl.col("response_ms")).alias("response_ms")).agg(
            pl.len().cast(pl.Int64).alias("count")
        )
    )
    failed = int(found.filter(pl.col("response_ms").is_null())["count"].sum())
    return found.filter(pl.col("response_ms").is_not_null()).sort("response_ms"), failed


def columns_of(_level: ServiceLevel) -> dict[str, tuple[str, ...]]:
    """Return, of each table, the columns in frames that response times stand on."""
    return {"checks": ("service", "at_s", "ok", "response_ms")}
