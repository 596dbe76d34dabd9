"""What rows that were lost can do at most to time: outages, checks and maintenance as the worst that they could be.

What could be read of a row stays; what could not is as bad as it may be: the outage began with the stretch and lasts it
out, the check failed. An outage whose end could not be read ends no later than its incident was resolved.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.evidence.tables import BY_NAME as TABLES
from afstemt.core.measurement.agreed import agreed_hours
from afstemt.core.measurement.checks import failing, longest_gap, next_checks
from afstemt.core.measurement.completion import unread
from afstemt.core.measurement.intervals import SPELLS, Line, union
from afstemt.core.measurement.kind import Task
from afstemt.core.measurement.outcome import Loss
from afstemt.core.measurement.reported import measured_services
from afstemt.core.measurement.time_parameters import DowntimeParameters

PLACES = 5
"""Rows lost that are named by their place; the rest are only counted."""
_DECIDED = ("hold_out", "take_in")
_TOLD = ("why", "file_no", "row_no", "seconds", "told")


@dataclass
class LostTime:
    """What rows lost can be at worst.

    Attributes:
        task: The level with the worst rows among its evidence.
        line: The services and the stretch that is measured.
        failed: Disjoint on the line: where checks that were lost could have failed.
        anywhere: Outages of a service that nobody can tell, each of one of the line's: start and end from the line's
            first second, ``affected_users``; only where they were not put on every service.
        loose_s: Time that lost checks could be down, nobody can tell where.
        loose: How many such checks.
        told: Whether it can be told what all of it is at most.
        undecided: Whether what the parties have held out may have been taken in again; ``task`` has no decisions then.
        losses: The rows.
    """

    task: Task
    line: Line
    failed: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=SPELLS))
    anywhere: pl.DataFrame = field(
        default_factory=lambda: pl.DataFrame(schema={**SPELLS, "affected_users": pl.Int64})
    )
    loose_s: int = 0
    loose: int = 0
    told: bool = True
    undecided: bool = False
    losses: list[Loss] = field(default_factory=list)

    def add(self, table: str, rows: pl.DataFrame) -> None:
        """Take in the losses of a table: rows with why, file_no, row_no, seconds and told."""
        self.losses += losses_of(table, rows)
        self.told = self.told and bool(rows["told"].all())

    def put(self, table: str, rows: pl.DataFrame) -> None:
        """Put the worst rows into the table."""
        evidence = self.task.evidence
        own = rows.select(list(TABLES[table].schema)).lazy()
        known = evidence.table(table).select(list(TABLES[table].schema))
        tables = {**evidence.tables, table: pl.concat([known, own])}
        self.task = replace(self.task, evidence=replace(evidence, tables=tables))


def losses_of(table: str, rows: pl.DataFrame, *, cases: bool = False) -> list[Loss]:
    """Return rows as losses by what was wrong with them; as ``cases`` each is one, else their seconds are added."""
    if rows.is_empty():
        return []
    places = pl.concat_list(pl.col("file_no").cast(pl.Int64), "row_no")
    named = places.filter(pl.col("file_no").is_not_null(), pl.col("row_no").is_not_null())
    grouped = rows.group_by("why", maintain_order=True).agg(
        pl.len().alias("rows"),
        pl.col("seconds").sum(),
        pl.col("told").all(),
        named.head(PLACES).alias("places"),
    )
    return [
        Loss(
            table,
            why,
            count,
            cases=count if cases else None,
            seconds=None if cases or not told else seconds,
            bounded=told or cases,
            places=tuple((file, row) for file, row in at),
        )
        for why, count, seconds, told, at in grouped.iter_rows()
    ]


def columns_of(parameters: DowntimeParameters, *, users: bool = False) -> dict[str, tuple[str, ...]]:
    """Return, of each table, the columns in frames that downtime stands on.

    Who answers for an outage, and whether it was only degraded, are the author's own words in its own favour: unread,
    they are not said, and the outage counts.
    """
    outages = ["service", "from_s", "to_s"]
    if "supplier" not in parameters.responsible:
        outages.append("responsible")
    if parameters.downtime_from == "notification":
        outages.append("notified_s")
    if parameters.severities:
        outages.append("severity")
    if users:
        outages.append("affected_users")
    checks = ["service", "at_s", "ok", *(["response_ms"] if parameters.response_limit_ms is not None else [])]
    found = {"outages": tuple(outages), "checks": tuple(checks)}
    return {table: found[table] for table in parameters.tables} | {
        "maintenance": ("service", "from_s", "to_s", "announced_s", "agreed"),
        "decisions": ("at_s", "kind", "table", "row_id", "level", "from_s", "to_s"),
    }


def lost_time(
    task: Task,
    parameters: DowntimeParameters,
    *,
    from_s: int | None = None,
    everywhere: bool = True,
    users: int | None = None,
    only: pl.Expr | None = None,
    silent: Sequence[str] = (),
) -> LostTime:
    """Return what the rows lost can be at worst.

    Args:
        task: The level with what it lost.
        parameters: What counts as down.
        from_s: Where what is measured begins, when before the part.
        everywhere: Whether an outage of a service that nobody can tell may stand on every service at once: where the
            worst service is judged. Else each is one of ``LostTime.anywhere``.
        users: All users, whom an outage hits that does not say how many.
        only: A further condition for outages and maintenance, with ``begins`` (null: not read) and ``seconds``.
        silent: Services that nobody measured in the part: each could have been down all of it.
    """
    services = _services(task, parameters.tables)
    line = Line(services, task.part.from_s if from_s is None else from_s, task.part.to_s)
    found = LostTime(replace(task, lost={}), line)
    if "outages" in parameters.tables:
        _outages(task, parameters, found, users, only, everywhere=everywhere)
    if "checks" in parameters.tables:
        _checks(task, parameters, found)
    if silent:
        _silent(task, silent, found)
    _maintenance(task, found, only)
    _decisions(task, (*parameters.tables, "maintenance"), found)
    return found


def _services(task: Task, tables: Sequence[str]) -> tuple[str, ...]:
    """Return the services of a level; where the terms name none, those in the tables and the rows lost."""
    named = measured_services(task, tuple(tables))
    if task.terms.services_of(task.level) or task.level.systems:
        return named
    lost = {
        name
        for table in tables
        if table in task.lost
        for name in task.lost[table]["service"].drop_nulls().unique()
    }
    return tuple(sorted({*named, *lost}))


def placed(task: Task, rows: pl.DataFrame, services: Sequence[str]) -> pl.DataFrame:
    """Return the rows that may be of the services, ``service`` null where it may be any of several."""
    terms = frozenset(service.id for service in task.terms.services) | frozenset(services)
    name = pl.when(~unread("service", terms)).then(pl.col("service")).otherwise(None)
    if len(services) == 1:
        name = name.fill_null(services[0])
    rows = rows.with_columns(name.alias("service"))
    return rows.filter(pl.col("service").is_null() | pl.col("service").is_in(list(services)))


def _in_time(rows: pl.DataFrame, line: Line, ends: pl.Expr) -> pl.DataFrame:
    """Return the rows that may lie on the line, from_s and to_s as far apart as may be, with ``told`` and ``exact``.

    Args:
        rows: Rows of outages or maintenance.
        line: Where they begin and end at most.
        ends: When one whose end could not be read ended at the latest; null where nobody can tell.
    """
    torn = (pl.col("to_s") < pl.col("from_s")).fill_null(value=False)
    begins = pl.when(~torn).then("from_s")
    ends = pl.when(torn | unread("to_s")).then(ends).otherwise("to_s")
    runs = pl.col("to_s").is_null() & ~unread("to_s")
    return (
        rows.with_columns(begins.alias("begins"), ends.alias("ends"), (runs & ~torn).alias("runs"))
        .with_columns(
            pl.when(pl.col("ends") >= pl.col("begins").fill_null(line.from_s)).then("ends").alias("ends")
        )
        .with_columns(
            (pl.col("begins").is_not_null() | pl.col("ends").is_not_null()).alias("told"),
            (pl.col("begins").is_not_null() & (pl.col("ends").is_not_null() | pl.col("runs"))).alias("exact"),
            pl.col("begins").fill_null(line.from_s).alias("from_s"),
            pl.col("ends").fill_null(pl.when(~pl.col("runs")).then(line.to_s)).alias("to_s"),
        )
        .filter(pl.col("from_s") < line.to_s, pl.col("to_s").is_null() | (pl.col("to_s") > line.from_s))
    )


def _that(rows: pl.DataFrame, only: pl.Expr | None) -> pl.DataFrame:
    return rows if only is None else rows.filter(only)


def _seconds(task: Task, line: Line, rows: pl.DataFrame) -> pl.Series:
    """Return the agreed seconds of one service between each row's from_s and to_s."""
    one = agreed_hours(task.calendar(task.level.calendar), Line(("",), line.from_s, line.to_s))
    start, end = one.line.place(pl.col("from_s"), pl.col("to_s"), pl.lit(0, pl.Int64))
    spells = rows.select(start, end)
    return one.between(spells["start"], spells["end"]).alias("seconds")


def _outages(
    task: Task,
    parameters: DowntimeParameters,
    found: LostTime,
    users: int | None,
    only: pl.Expr | None,
    *,
    everywhere: bool,
) -> None:
    lost = task.lost.get("outages")
    if lost is None or lost.is_empty():
        return
    line = found.line
    ids = [one for one in lost["incident_id"].unique() if one is not None]
    resolved = collect(
        task.evidence.table("incidents")
        .filter(pl.col("id").is_in(ids), pl.col("resolved_s").is_not_null())
        .group_by(pl.col("id").alias("incident_id"))
        .agg(pl.col("resolved_s").max())
    )
    others = ~pl.col("responsible").fill_null("supplier").is_in(parameters.responsible) & ~unread(
        "responsible"
    )
    rows = placed(task, lost.filter(~others), line.services)
    rows = _in_time(rows.join(resolved, on="incident_id", how="left"), line, pl.col("resolved_s"))
    if rows.is_empty():
        return
    cells = [
        pl.when(unread("responsible"))
        .then(pl.lit(parameters.responsible[0]))
        .otherwise("responsible")
        .alias("responsible"),
        pl.when(unread("affected_users"))
        .then(pl.lit(users, pl.Int64))
        .otherwise("affected_users")
        .alias("affected_users"),
        pl.when(unread("notified_s")).then("from_s").otherwise("notified_s").alias("notified_s"),
    ]
    if parameters.severities:
        worst = pl.lit(parameters.severities[0])
        cells.append(pl.when(unread("severity")).then(worst).otherwise("severity").alias("severity"))
    rows = _that(rows.with_columns(cells).with_columns(_seconds(task, line, rows)), only)
    found.add("outages", rows)
    known = rows.filter(pl.col("service").is_not_null())
    elsewhere = rows.filter(pl.col("service").is_null())
    if everywhere and not elsewhere.is_empty():
        known = pl.concat([known, _on_every_service(elsewhere, line)])
    elif not elsewhere.is_empty():
        start, end = Line(("",), line.from_s, line.to_s).place(
            pl.col("from_s"), pl.col("to_s"), pl.lit(0, pl.Int64)
        )
        found.anywhere = elsewhere.select(
            start, end, pl.col("affected_users").fill_null(pl.lit(users, pl.Int64))
        )
    found.put("outages", known)


def _on_every_service(rows: pl.DataFrame, line: Line) -> pl.DataFrame:
    """Return rows that cover, on every service, the time that the rows may be; the first's words stand for all."""
    one = Line(("",), line.from_s, line.to_s)
    start, end = one.place(pl.col("from_s"), pl.col("to_s"), pl.lit(0, pl.Int64))
    spells = union(rows.select(start, end)).select(
        (pl.col("start") + line.from_s).alias("from_s"), (pl.col("end") + line.from_s).alias("to_s")
    )
    names = pl.DataFrame({"service": line.services}, schema={"service": pl.String})
    like = rows.head(1).drop("service", "from_s", "to_s", "id", "file_no", "row_no", strict=False)
    made = spells.join(names, how="cross").join(like, how="cross")
    return pl.concat([rows.clear(), made], how="diagonal")


def _maintenance(task: Task, found: LostTime, only: pl.Expr | None) -> None:
    """Take in lost maintenance: one that is not known to the second may be neither agreed nor announced."""
    lost = task.lost.get("maintenance")
    if lost is None or lost.is_empty():
        return
    line = found.line
    rows = _in_time(placed(task, lost, line.services), line, pl.lit(None, pl.Int64))
    if rows.is_empty():
        return
    sure = pl.col("exact") & pl.col("service").is_not_null() & ~unread("agreed")
    rows = rows.with_columns(pl.when(sure).then("agreed").otherwise(pl.lit(value=False)).alias("agreed"))
    rows = rows.with_columns(pl.col("to_s").fill_null(line.to_s))
    rows = _that(rows.with_columns(_seconds(task, line, rows)), only)
    found.add("maintenance", rows)
    known = rows.filter(pl.col("service").is_not_null())
    elsewhere = rows.filter(pl.col("service").is_null())
    if not elsewhere.is_empty():
        known = pl.concat([known, _on_every_service(elsewhere, line)])
    found.put("maintenance", known)


def _decisions(task: Task, tables: Sequence[str], found: LostTime) -> None:
    """Take in lost decisions: one that takes something in again could turn all that is held out against the level."""
    lost = task.lost.get("decisions")
    if lost is None or lost.is_empty():
        return
    others = [level.id for level in task.terms.service_levels if level.id != task.level.id]
    rows = lost.filter(
        pl.col("table").is_null() | pl.col("table").is_in(list(tables)),
        unread("kind") | pl.col("kind").is_in(_DECIDED),
        ~pl.col("level").is_in(others).fill_null(value=False),
    )
    if rows.is_empty():
        return
    found.add(
        "decisions", rows.with_columns(pl.lit(0, pl.Int64).alias("seconds"), pl.lit(value=True).alias("told"))
    )
    found.undecided = rows.select((unread("kind") | (pl.col("kind") == "take_in")).any()).item()
    if found.undecided:
        found.task = without_decisions(found.task)


def without_decisions(task: Task) -> Task:
    """Return the task as if the parties had decided nothing."""
    tables = {name: rows for name, rows in task.evidence.tables.items() if name != "decisions"}
    return replace(task, evidence=replace(task.evidence, tables=tables))


def _checks(task: Task, parameters: DowntimeParameters, found: LostTime) -> None:
    lost = task.lost.get("checks")
    if lost is None or lost.is_empty():
        return
    line, limit = found.line, parameters.response_limit_ms
    valid_s = parameters.check_valid_s if isinstance(parameters.check_valid_s, int) else None
    before = line.from_s if valid_s is None else line.from_s - valid_s
    outside = (pl.col("at_s") >= line.to_s) | (pl.col("at_s") <= before)
    rows = placed(task, lost, line.services).filter(~outside.fill_null(value=False))
    fails = unread("ok") | failing(limit)
    if limit is not None:
        fails |= unread("response_ms")
    if task.level.missing_data == "left_out" and (
        len(parameters.tables) > 1 or task.evidence.has("maintenance")
    ):
        fails |= pl.lit(
            value=True
        )  # one that was answered makes its time agreed, and what is down in it counts
    rows = rows.with_columns(fails.fill_null(value=True).alias("fails"))
    loose = rows.filter("fails", pl.col("service").is_null() | pl.col("at_s").is_null())
    sure = rows.filter(pl.col("service").is_not_null(), pl.col("at_s").is_not_null())
    down = next_checks(task.evidence.table("checks"), sure.filter("fails"), line, valid_s=valid_s)
    found.failed = union(line.placed(down.rename({"from_s": "start_s", "to_s": "end_s"})))
    fine = rows.filter(~pl.col("fails")).with_columns(pl.lit(0, pl.Int64).alias("seconds"))
    told = [down.with_columns(_seconds(task, line, down)), fine]
    if not loose.is_empty():
        gap = valid_s
        if gap is None:
            gap = longest_gap(task.evidence.table("checks"), line)
        found.loose, found.loose_s = loose.height, loose.height * gap
        told.append(loose.with_columns(pl.lit(gap, pl.Int64).alias("seconds")))
    every = pl.concat([part.with_columns(pl.lit(value=True).alias("told")).select(*_TOLD) for part in told])
    found.add("checks", every)


def _silent(task: Task, services: Sequence[str], found: LostTime) -> None:
    """Take in services without a check in the part: down all of it, at most."""
    line, part = found.line, task.part
    spells = line.everywhere(part.from_s, part.to_s, [line.services.index(one) for one in services])
    found.failed = union(pl.concat([found.failed, spells]))
    whole = agreed_hours(task.calendar(task.level.calendar), Line(("",), part.from_s, part.to_s)).each
    names = tuple(task.terms.service_name(one) for one in services)
    found.losses.append(Loss("checks", "not-delivered", 0, seconds=whole * len(names), services=names))
