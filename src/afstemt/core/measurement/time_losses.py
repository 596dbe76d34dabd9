"""Rows over time that were lost: what was found of a level's, and which of its services a row may be of."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from afstemt.core.evidence.tables import BY_NAME as TABLES
from afstemt.core.measurement.agreed import agreed_hours
from afstemt.core.measurement.completion import unread
from afstemt.core.measurement.intervals import SPELLS, Line
from afstemt.core.measurement.kind import PLACES, Task
from afstemt.core.measurement.outcome import Loss


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
    grouped = rows.group_by("why", maintain_order=True).agg(
        pl.len().alias("rows"), pl.col("seconds").sum(), pl.col("told").all()
    )
    known = rows.filter(pl.col("file_no").is_not_null(), pl.col("row_no").is_not_null())
    firsts = known.group_by("why", maintain_order=True).head(PLACES)
    places: dict[str, list[tuple[int, int]]] = {}
    for why, file_no, row_no in firsts.select("why", "file_no", "row_no").iter_rows():
        places.setdefault(why, []).append((file_no, row_no))
    return [
        Loss(
            table,
            why,
            count,
            cases=count if cases else None,
            seconds=None if cases or not told else seconds,
            bounded=told or cases,
            places=tuple(places.get(why, ())),
        )
        for why, count, seconds, told in grouped.iter_rows()
    ]


def placed(task: Task, rows: pl.DataFrame, services: Sequence[str]) -> pl.DataFrame:
    """Return the rows that may be of the services, ``service`` null where it may be any of several."""
    terms = frozenset(service.id for service in task.terms.services) | frozenset(services)
    name = pl.when(~unread("service", terms)).then(pl.col("service")).otherwise(None)
    if len(services) == 1:
        name = name.fill_null(services[0])
    rows = rows.with_columns(name.alias("service"))
    return rows.filter(pl.col("service").is_null() | pl.col("service").is_in(list(services)))


def agreed_seconds(task: Task, line: Line, rows: pl.DataFrame) -> pl.Series:
    """Return the agreed seconds of one service between each row's from_s and to_s."""
    one = agreed_hours(task.calendar(task.level.calendar), Line(("",), line.from_s, line.to_s))
    start, end = one.line.place(pl.col("from_s"), pl.col("to_s"), pl.lit(0, pl.Int64))
    spells = rows.select(start, end)
    return one.between(spells["start"], spells["end"]).alias("seconds")
