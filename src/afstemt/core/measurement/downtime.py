"""Downtime: the union of outages inside agreed hours less agreed maintenance, as far as the supplier answers for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from afstemt.core.evidence.said import TOPICS, unsaid
from afstemt.core.measurement.agreed import Agreed, agreed_hours
from afstemt.core.measurement.held_out_time import HeldOutTime, held_out_time
from afstemt.core.measurement.intervals import SPELLS, Line, common, fresh, minus, union
from afstemt.core.measurement.kind import Task
from afstemt.core.measurement.maintenance import maintenance
from afstemt.core.measurement.reported import (
    NotMeasured,
    any_checks,
    failing_checks,
    measured_services,
    outages,
)
from afstemt.core.measurement.time_parameters import DowntimeParameters
from afstemt.core.measurement.time_rows import (
    ROWS,
    Laid,
    finished,
    laid_out,
    stretches_held_out,
)
from afstemt.core.units.period import Period, local
from afstemt.core.units.wording import _


@dataclass(frozen=True)
class Downtime:
    """What was down on a line, and all that the figure is made of.

    Attributes:
        line: Services and stretch.
        hours: Agreed service hours, nothing taken out.
        agreed: Agreed service time: hours less agreed maintenance and what is left out for want of measurement.
        counting: ``agreed`` less the stretches that are held out: where downtime counts.
        laid: The rows laid out in time.
        off: Disjoint: agreed maintenance.
        beyond: Disjoint: maintenance that counts as downtime.
        lacking: Disjoint: time without measurement that counts as downtime.
        missing: Disjoint: time without measurement (of checks).
        rows: Every row that touches the line, as ``ROWS`` says; ``counted_s`` adds up to the downtime.
        pieces: The stretches that count, overlapping as they are: start, end, row (number in ``rows``, or null).
        excluded: Rows held out by decision or by the terms.
    """

    line: Line
    hours: Agreed
    agreed: Agreed
    counting: Agreed
    laid: Laid
    off: pl.DataFrame
    beyond: pl.DataFrame
    lacking: pl.DataFrame
    missing: pl.DataFrame
    rows: pl.DataFrame
    pieces: pl.DataFrame
    excluded: int

    @cached_property
    def down(self) -> pl.DataFrame:
        """Disjoint on the line; what of it lies in ``counting`` is downtime."""
        added = pl.concat([self.beyond, self.lacking])
        answered = self.laid.answered
        return answered if added.is_empty() else union(pl.concat([answered, added]))

    @cached_property
    def down_s(self) -> pl.Series:
        """Seconds of downtime of each service, in the line's order."""
        if self.beyond.is_empty() and self.lacking.is_empty():
            return self.laid.counted_s
        return self.counting.of(self.down)


def downtime(
    task: Task,
    parameters: DowntimeParameters,
    *,
    from_s: int | None = None,
    failed: pl.DataFrame | None = None,
    with_rows: bool = True,
) -> Downtime:
    """Return the downtime of a level's services in ``task.part``.

    Args:
        task: The level and the facts.
        parameters: What counts as down.
        from_s: Begins before the part when given, for outages that are measured whole.
        failed: Disjoint on the line: where checks that are not among the facts are to have failed.
        with_rows: Whether the rows are wanted, or only the time that they come to: then ``rows`` is empty.

    Raises:
        NotMeasured: Nobody delivered the table and the terms leave such time out, the terms name no
            source, or leave open what the rows ask about.
    """
    tables = parameters.tables
    if not tables:
        raise NotMeasured(_("Vilkårene siger ikke, om nedetid opgøres efter afbrydelser eller målinger."))
    for table in tables:
        if not task.evidence.has(table) and task.level.missing_data in (None, "left_out"):
            raise NotMeasured(
                _("Der er ingen afbrydelser leveret for perioden.")
                if table == "outages"
                else _("Der er ingen målinger leveret for perioden.")
            )
    services = measured_services(task, tables)
    if not services:
        raise NotMeasured(
            _("Vilkårene nævner ingen ydelser under det system, som målet gælder.")
            if task.level.systems
            else _("Vilkårene nævner ingen ydelser, og der er ingen i datagrundlaget.")
        )
    line = Line(services, task.part.from_s if from_s is None else from_s, task.part.to_s)
    hours = agreed_hours(task.calendar(task.level.calendar), line)
    held = held_out_time(task.evidence, tables, task.level.id)
    off_and_beyond = maintenance(
        task.evidence,
        task.terms,
        line,
        Period(local(line.from_s, task.part.zone).date(), task.part.end, task.part.zone),
        lambda: task.calendar(task.terms.framework.calendar),
    )
    found, missing = _reported(task, parameters, line, held, failed)
    if from_s is not None:  # nobody says that measurement began before the part
        missing = common(missing, line.everywhere(task.part.from_s, task.part.to_s))
    held_stretches = stretches_held_out(line, held)
    if not missing.is_empty() and task.level.missing_data is None:
        raise NotMeasured(_("Vilkårene siger ikke, hvad tid uden måling tæller som."))
    agreed = hours.without(off_and_beyond.agreed)
    if task.level.missing_data == "left_out":
        agreed = agreed.without(missing)
    counting = agreed.without(held_stretches)
    laid = laid_out(found, line, held, hours, counting, with_rows=with_rows)
    lacking = missing if task.level.missing_data == "down" else missing.clear()
    beyond = off_and_beyond.counting
    if not beyond.is_empty():
        beyond = minus(beyond, laid.answered)
    only_lacking = lacking
    if not lacking.is_empty():
        only_lacking = minus(lacking, pl.concat([laid.answered, beyond]))
    rows = pl.DataFrame(schema=ROWS)
    if with_rows:
        rows = _rows(
            task,
            tables,
            found.with_columns(laid.counted),
            line,
            counting,
            off_and_beyond.rows,
            beyond,
            only_lacking,
        )
    return Downtime(
        line,
        hours,
        agreed,
        counting,
        laid,
        off_and_beyond.agreed,
        beyond,
        lacking,
        missing,
        rows,
        pl.concat(
            [
                laid.pieces.select("start", "end", "row"),
                pl.concat([beyond, only_lacking]).with_columns(pl.lit(None, pl.Int64).alias("row")),
            ]
        ),
        int(found["held_out"].is_not_null().sum()),
    )


def _rows(
    task: Task,
    tables: Sequence[str],
    found: pl.DataFrame,
    line: Line,
    counting: Agreed,
    maintained: pl.DataFrame,
    beyond: pl.DataFrame,
    lacking: pl.DataFrame,
) -> pl.DataFrame:
    """Return every row as ``ROWS`` says: what was reported, maintenance that counts, and what nobody measured."""
    population = task.level.populations[0].id
    parts = [finished(found, line, population, tables[0])]
    if not beyond.is_empty():
        touched = fresh(maintained.sort("start", "end"))
        its = counting.between(touched["fresh"], touched["end"]) - counting.without(beyond).between(
            touched["fresh"], touched["end"]
        )
        noted = touched.with_columns(
            its.alias("counted_s"),
            pl.lit(None, pl.String).alias("held_out"),
            pl.lit(None, pl.Int64).alias("affected_users"),
            pl.lit(None, pl.String).alias("id"),
        ).filter(pl.col("counted_s") > 0)
        parts.append(finished(noted, line, population, "maintenance"))
    if not lacking.is_empty():
        blank = lacking.with_columns(
            pl.lit(None, pl.String).alias("id"),
            pl.lit(None, pl.Int32).alias("file_no"),
            pl.lit(None, pl.Int64).alias("row_no"),
            pl.lit(None, pl.Int64).alias("affected_users"),
            pl.lit(None, pl.String).alias("held_out"),
            counting.between(lacking["start"], lacking["end"]),
        ).filter(pl.col("counted_s") > 0)
        parts.append(finished(blank, line, population, tables[-1], state="not_measured"))
    return pl.concat(parts)


def _reported(
    task: Task, parameters: DowntimeParameters, line: Line, held: HeldOutTime, failed: pl.DataFrame | None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return what is reported as down, and what nobody measured."""
    missing = pl.DataFrame(schema=SPELLS)
    parts = []
    if "outages" in parameters.tables:
        parts.append(outages(task, parameters, line, held))
        if task.level.missing_data == "down":
            silent = unsaid(task.evidence, TOPICS["outages"], task.part, task.none_said)
            missing = union(pl.concat([missing, *(line.everywhere(one.from_s, one.to_s) for one in silent)]))
    if "checks" in parameters.tables:
        found, unwatched = failing_checks(task, parameters, line, failed)
        if not any_checks(task, parameters, line):
            if task.level.missing_data != "down":
                raise NotMeasured(_("Der er ingen målinger leveret for perioden."))
            unwatched = line.everywhere(line.from_s, line.to_s)
        missing = union(pl.concat([missing, unwatched])) if parts else unwatched
        parts.append(found)
    if len(parts) == 1:
        return parts[0], missing
    found, failing = parts
    times = line.back(failing).select("service", "start_s", "end_s")
    shown = [
        found.with_columns(pl.lit("outages").alias("table")),
        pl.concat([failing, times], how="horizontal").with_columns(pl.lit("checks").alias("table")),
    ]
    return pl.concat(shown, how="diagonal"), missing
