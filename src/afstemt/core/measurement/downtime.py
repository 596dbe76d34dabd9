"""Downtime: the union of outages inside agreed hours less agreed maintenance, as far as the supplier answers for it."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.measurement.agreed import Agreed, agreed_hours
from afstemt.core.measurement.checks import failing, watch
from afstemt.core.measurement.held_out_time import HeldOutTime, held_out_time, remaining
from afstemt.core.measurement.intervals import SPELLS, Line, fresh, minus, union
from afstemt.core.measurement.kind import Task
from afstemt.core.measurement.maintenance import maintenance
from afstemt.core.measurement.time_parameters import DowntimeParameters
from afstemt.core.terms.model import ServiceLevel, Terms
from afstemt.core.units.period import Period, local
from afstemt.core.units.wording import _

ROWS: Mapping[str, type[pl.DataType]] = {
    "table": pl.String,
    "id": pl.String,
    "population": pl.String,
    "service": pl.String,
    "file_no": pl.Int32,
    "row_no": pl.Int64,
    "start_s": pl.Int64,
    "end_s": pl.Int64,
    "counted_s": pl.Int64,
    "affected_users": pl.Int64,
    "state": pl.String,
    "held_out": pl.String,
}


class NotMeasured(Exception):  # noqa: N818 - a value of the domain, turned into an outcome by the kind
    """Nothing can be measured; the text says why, in the active language."""


@dataclass(frozen=True)
class Downtime:
    """What was down on a line, and all that the figure is made of.

    Attributes:
        line: Services and stretch.
        hours: Agreed service hours, nothing taken out.
        agreed: Agreed service time: hours less agreed maintenance and what is left out for want of measurement.
        counting: ``agreed`` less the stretches that are held out: where downtime counts.
        down: Disjoint on the line; what of it lies in ``counting`` is downtime.
        reported: Disjoint: everything reported as down, whoever answers for it, before any adjustment.
        answered: Disjoint: what is left of it that the supplier answers for and nobody held out.
        off: Disjoint: agreed maintenance.
        beyond: Disjoint: maintenance that counts as downtime.
        missing: Disjoint: time without measurement (of checks).
        rows: Every row that touches the line, as ``ROWS`` says; ``counted_s`` adds up to the downtime.
        pieces: The stretches of each counted row, overlapping as they are: start, end, affected_users.
        excluded: Rows held out by decision or by the terms.
        unknown: Services named in the rows that the terms do not have.
    """

    line: Line
    hours: Agreed
    agreed: Agreed
    counting: Agreed
    down: pl.DataFrame
    reported: pl.DataFrame
    answered: pl.DataFrame
    off: pl.DataFrame
    beyond: pl.DataFrame
    missing: pl.DataFrame
    rows: pl.DataFrame
    pieces: pl.DataFrame
    excluded: int
    unknown: tuple[str, ...] = ()


def services_of(level: ServiceLevel, terms: Terms) -> tuple[str, ...]:
    """Return the ids of the services that a level covers, in the terms' order; empty when the terms name none."""
    if level.services:
        return level.services
    return tuple(
        service.id
        for system in terms.systems
        if not level.systems or system.id in level.systems
        for service in system.services
    )


def measured_services(task: Task, table: str) -> tuple[str, ...]:
    """Return the services of a level; where neither level nor terms name any, those in the table, sorted."""
    named = services_of(task.level, task.terms)
    if named or task.level.systems:
        return named
    found = collect(task.evidence.table(table).select("service").unique())
    return tuple(sorted(found["service"].drop_nulls().to_list()))


def downtime(task: Task, parameters: DowntimeParameters, *, from_s: int | None = None) -> Downtime:
    """Return the downtime of a level's services in ``task.part``.

    Args:
        task: The level and the facts.
        parameters: What counts as down.
        from_s: Begins before the part when given, for outages that are measured whole.

    Raises:
        NotMeasured: Nobody delivered the table and the terms leave such time out, the terms name no
            source, or leave open what the rows ask about.
    """
    table = parameters.source
    if table is None:
        raise NotMeasured(_("Vilkårene siger ikke, om nedetid opgøres efter afbrydelser eller målinger."))
    if not task.evidence.has(table) and task.level.missing_data in (None, "left_out"):
        raise NotMeasured(
            _("Der er ingen afbrydelser leveret for perioden.")
            if table == "outages"
            else _("Der er ingen målinger leveret for perioden.")
        )
    services = measured_services(task, table)
    if not services:
        raise NotMeasured(_("Vilkårene nævner ingen tjenester, og der er ingen i datagrundlaget."))
    line = Line(services, task.part.from_s if from_s is None else from_s, task.part.to_s)
    hours = agreed_hours(task.calendar(task.level.calendar), line)
    held = held_out_time(task.evidence, table, task.level.id)
    off_and_beyond = maintenance(
        task.evidence,
        task.terms,
        line,
        Period(local(line.from_s, task.part.zone).date(), task.part.end, task.part.zone),
        lambda: task.calendar(task.terms.framework.calendar),
    )
    missing = pl.DataFrame(schema=SPELLS)
    strangers = False
    if table == "outages":
        found, strangers = _outages(task, parameters, line, held)
        if not task.evidence.has(table) and task.level.missing_data == "down":
            missing = line.everywhere(line.from_s, line.to_s)
    else:
        found, missing = _failing_checks(task, parameters, line)
    held_stretches = _stretches(line, held)
    if not missing.is_empty() and task.level.missing_data is None:
        raise NotMeasured(_("Vilkårene siger ikke, hvad tid uden måling tæller som."))
    agreed = hours.without(off_and_beyond.agreed)
    if task.level.missing_data == "left_out":
        agreed = agreed.without(missing)
    counting = agreed.without(held_stretches)
    found = found.sort("start", maintain_order=True)
    reported = union(found)
    pieces = _pieces(found, line, held)
    answered = union(pieces)
    counted = _shares(pieces, counting)
    lacking = missing if task.level.missing_data == "down" else missing.clear()
    beyond = minus(off_and_beyond.counting, answered)
    added = pl.concat([beyond, lacking])
    down = answered if added.is_empty() else union(pl.concat([answered, added]))
    population = task.level.populations[0].id
    parts = [_as_rows(found, counted, line, population, table)]
    if not beyond.is_empty():
        touched = fresh(off_and_beyond.rows.sort("start", "end"))
        its = counting.between(touched["fresh"], touched["end"]) - counting.without(beyond).between(
            touched["fresh"], touched["end"]
        )
        noted = touched.with_columns(
            its.alias("counted_s"),
            pl.lit(None, pl.String).alias("held_out"),
            pl.lit(None, pl.Int64).alias("affected_users"),
            pl.lit(None, pl.String).alias("id"),
        ).filter(pl.col("counted_s") > 0)
        parts.append(_finished(noted, line, population, "maintenance"))
    only_lacking = minus(lacking, pl.concat([answered, beyond]))
    if not only_lacking.is_empty():
        blank = only_lacking.with_columns(
            pl.lit(None, pl.String).alias("id"),
            pl.lit(None, pl.Int32).alias("file_no"),
            pl.lit(None, pl.Int64).alias("row_no"),
            pl.lit(None, pl.Int64).alias("affected_users"),
            pl.lit(None, pl.String).alias("held_out"),
            counting.between(only_lacking["start"], only_lacking["end"]),
        ).filter(pl.col("counted_s") > 0)
        parts.append(_finished(blank, line, population, table, state="not_measured"))
    rows = pl.concat(parts)
    return Downtime(
        line,
        hours,
        agreed,
        counting,
        down,
        reported,
        answered,
        off_and_beyond.agreed,
        beyond,
        missing,
        rows,
        pl.concat(
            [
                pieces.select("start", "end", "affected_users"),
                pl.concat([beyond, only_lacking]).with_columns(
                    pl.lit(None, pl.Int64).alias("affected_users")
                ),
            ]
        ),
        int(found["held_out"].is_not_null().sum()),
        _unknown(task, services) if strangers else (),
    )


def _outages(
    task: Task, parameters: DowntimeParameters, line: Line, held: HeldOutTime
) -> tuple[pl.DataFrame, bool]:
    """Return every outage of the line's services that touches it, with why it does not count.

    Beside it: whether other services have outages too.
    """
    from_s = pl.col("from_s")
    begins = from_s
    reasons = pl.lit(None, pl.String)
    if parameters.downtime_from is None:
        raise NotMeasured(
            _("Vilkårene siger ikke, om nedetid regnes fra afbrydelsen eller fra underretningen.")
        )
    if parameters.downtime_from == "notification":
        begins = pl.max_horizontal("from_s", "notified_s")
        reasons = pl.when(pl.col("notified_s").is_null()).then(
            pl.lit(_("Leverandøren er ikke underrettet om afbrydelsen."))
        )
    severity = pl.col("severity").fill_null("")
    degraded = severity.str.to_lowercase().is_in([name.lower() for name in parameters.degraded_severities])
    if parameters.severities:
        other = ~severity.is_in(parameters.severities)
        if parameters.degraded == "counts":
            other &= ~degraded
        reasons = pl.when(other).then(pl.lit(_("Alvorligheden tæller ikke som nedetid."))).otherwise(reasons)
    elif parameters.degraded == "not":
        reasons = (
            pl.when(degraded).then(pl.lit(_("Forringet drift tæller ikke som nedetid."))).otherwise(reasons)
        )
    responsible = pl.col("responsible").fill_null("supplier")
    answers = responsible.is_in(parameters.responsible)
    reasons = (
        pl.when(answers)
        .then(reasons)
        .when(responsible == "authority")
        .then(pl.lit(_("Myndigheden svarer for afbrydelsen.")))
        .when(responsible == "third_party")
        .then(pl.lit(_("Tredjemand svarer for afbrydelsen.")))
        .otherwise(pl.lit(_("Leverandøren svarer for afbrydelsen.")))
    )
    if held.whole:
        decided = pl.col("id").replace_strict(held.whole, default=None, return_dtype=pl.String)
        reasons = pl.coalesce(decided, reasons)
    start, end = line.place(begins, pl.col("to_s"), pl.col("code"))
    found = collect(
        task.evidence.table("outages")
        .filter(from_s < line.to_s, pl.col("to_s").is_null() | (pl.col("to_s") > line.from_s))
        .filter(pl.col("to_s").is_null() | (pl.col("to_s") >= from_s))
        .with_columns(line.code().alias("code"))
        .select(
            "id",
            "file_no",
            "row_no",
            "affected_users",
            start,
            end,
            reasons.alias("held_out"),
            degraded.alias("degraded"),
        )
    )
    strangers = found["start"].null_count() > 0
    if strangers:
        found = found.filter(pl.col("start").is_not_null())
    if not parameters.severities and parameters.degraded is None:
        doubtful = found.filter(pl.col("degraded"), pl.col("held_out").is_null())
        if not doubtful.is_empty():
            raise NotMeasured(
                _(
                    "Vilkårene siger ikke, om forringet drift tæller som nedetid ({count} afbrydelser)."
                ).format(count=doubtful.height)
            )
    return found.drop("degraded"), strangers


def _failing_checks(
    task: Task, parameters: DowntimeParameters, line: Line
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the spells of failing checks, each with the file and row of its first, and what is not measured."""
    if parameters.check_valid_s is None:
        raise NotMeasured(_("Vilkårene siger ikke, hvor længe en måling gælder."))
    checks = task.evidence.table("checks")
    limit = parameters.response_limit_ms
    valid_s = None if parameters.check_valid_s == "until_next_check" else parameters.check_valid_s
    seen = watch(checks, line, valid_s=valid_s, response_limit_ms=limit)
    start, _end = line.place(pl.col("at_s"), pl.lit(line.to_s, pl.Int64), pl.col("code"))
    first = checks.head(0) if seen.down.is_empty() else checks
    provenance = collect(
        first.filter(pl.col("at_s") < line.to_s, failing(limit))
        .with_columns(line.code().alias("code"))
        .filter(pl.col("code").is_not_null())
        .select("at_s", "file_no", "row_no", start.alias("start"))
        .sort("at_s", "row_no")
        .unique("start", keep="last", maintain_order=True)
        .select("start", "file_no", "row_no")
    )
    spells = line.back(seen.down.with_columns(pl.col("start").alias("at"), pl.col("end").alias("until")))
    found = spells.rename({"at": "start", "until": "end"}).join(provenance, on="start", how="left")
    return (
        found.select(
            pl.col("service").alias("id"),
            "file_no",
            "row_no",
            pl.lit(None, pl.Int64).alias("affected_users"),
            "start",
            "end",
            pl.lit(None, pl.String).alias("held_out"),
        ),
        seen.missing,
    )


def _stretches(line: Line, held: HeldOutTime) -> pl.DataFrame:
    """Return, disjoint, the time that is held out whatever happened in it."""
    numbers = {service: number for number, service in enumerate(line.services)}
    found = [pl.DataFrame(schema=SPELLS)]
    for service, stretches in held.stretches.items():
        codes = None if not service else [numbers[service]] if service in numbers else []
        found.extend(line.everywhere(start, end, codes) for start, end, _reason in stretches)
    return union(pl.concat(found))


def _pieces(found: pl.DataFrame, line: Line, held: HeldOutTime) -> pl.DataFrame:
    """Return what of each row counts before hours: row, start, end, affected_users; sorted by start.

    A row that does not count keeps its place with no length.
    """
    counts = pl.col("held_out").is_null()
    numbered = found.select(
        "id",
        "start",
        pl.when(counts).then(pl.col("end")).otherwise(pl.col("start")).alias("end"),
        "affected_users",
    ).with_row_index("row")
    if not held.parts:
        return numbered.drop("id")
    partly = pl.col("id").is_in(list(held.parts)).fill_null(False) & (pl.col("end") > pl.col("start"))
    cut = [
        (row["row"], low, high, row["affected_users"])
        for row in numbered.filter(partly).iter_rows(named=True)
        for low, high in _left(row, line, held)
    ]
    schema = {name: dtype for name, dtype in numbered.schema.items() if name != "id"}
    return pl.concat(
        [numbered.filter(~partly).drop("id"), pl.DataFrame(cut, schema=schema, orient="row")]
    ).sort("start", maintain_order=True)


def _left(row: Mapping[str, int], line: Line, held: HeldOutTime) -> list[tuple[int, int]]:
    base = row["start"] // line.span * line.span - line.from_s
    placed = tuple((start + base, end + base, reason) for start, end, reason in held.parts[str(row["id"])])
    return remaining(row["start"], row["end"], placed)


def _shares(pieces: pl.DataFrame, counting: Agreed) -> pl.DataFrame:
    """Return each row's own share of the downtime, overlapping time to the row that began first: row, counted_s."""
    own = fresh(pieces)
    return own.select("row").with_columns(counting.between(own["fresh"], own["end"]))


def _as_rows(
    found: pl.DataFrame, counted: pl.DataFrame, line: Line, population: str, table: str
) -> pl.DataFrame:
    if counted.height == found.height and counted["row"].is_sorted():
        joined = found.with_columns(counted["counted_s"])
    else:
        shares = counted.group_by("row").agg(pl.col("counted_s").sum())
        joined = (
            found.with_row_index("row")
            .join(shares, on="row", how="left", maintain_order="left")
            .with_columns(pl.col("counted_s").fill_null(0))
        )
    return _finished(joined, line, population, table)


def _finished(
    rows: pl.DataFrame, line: Line, population: str, table: str, state: str = "down"
) -> pl.DataFrame:
    drawn = line.back(
        rows.select("id", "file_no", "row_no", "affected_users", "start", "end", "counted_s", "held_out")
    )
    return drawn.with_columns(
        pl.lit(table).alias("table"),
        pl.lit(population).alias("population"),
        pl.when(pl.col("held_out").is_not_null())
        .then(pl.lit("held_out"))
        .when(pl.col("counted_s") > 0)
        .then(pl.lit(state))
        .otherwise(pl.lit("not_counted"))
        .alias("state"),
    ).select([pl.col(name).cast(dtype) for name, dtype in ROWS.items()])


def _unknown(task: Task, services: tuple[str, ...]) -> tuple[str, ...]:
    """Return services of the outages that the terms do not have, so that none is left out in silence."""
    known = {*services, *(service.id for service in task.terms.services)}
    found = collect(
        task.evidence.table("outages")
        .filter(pl.col("from_s") < task.part.to_s)
        .filter(pl.col("to_s").is_null() | (pl.col("to_s") > task.part.from_s))
        .select(pl.col("service").unique())
    )
    return tuple(sorted(set(found["service"].drop_nulls().to_list()) - known))
