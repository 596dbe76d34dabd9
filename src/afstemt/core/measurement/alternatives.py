"""Times that may be another one as well: a level is measured with each, and stands only on what they agree on.

In the autumn hour that occurs twice a local time can be one of two. Of each table's rows four ways are tried: all as
early as they can be, all as late, and each row as long and as short as it can be. Which of them is the worst is the
kind's own measurement to say.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice, product

import polars as pl

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.evidence.tables import BY_NAME as TABLES
from afstemt.core.measurement.kind import PLACES, AtWorst, Kind, Task
from afstemt.core.measurement.outcome import Loss, Outcome, Result, State, overall, why

WHY = "either-time"
_PLACE = ["file_no", "row_no"]
_AROUND = 86_400
"""Seconds from the measured stretch within which a measurement of a series can bear on it."""
_WAYS = 64
"""Ways that are tried at most: four for each of three tables."""
_BADNESS: tuple[State, ...] = ("met", "not_judged", "not_measured", "reserved", "missed")
_UNDECIDED = ("not_judged", "not_measured")


@dataclass(frozen=True)
class Doubt:
    """A table's cells that may be another time as well, of columns that a level's figure stands on."""

    table: str
    cells: pl.DataFrame

    @property
    def loss(self) -> Loss:
        """The rows, as what is not known for the level."""
        rows = self.cells.select(_PLACE).unique(maintain_order=True)
        return Loss(self.table, WHY, rows.height, bounded=True, places=tuple(rows.head(PLACES).iter_rows()))

    def ways(self) -> Iterator[Callable[[Evidence], Evidence]]:
        """Yield what puts the table's rows as early, as late, as long and as short as they can be."""
        table = TABLES[self.table]
        begins = {table.column(begin).frame_name for begin, _end in table.intervals}
        is_begin = pl.col("column").is_in(begins)
        late = (pl.lit(value=False), pl.lit(value=True), ~is_begin, is_begin)
        tried: list[pl.DataFrame] = []
        for wanted in late:
            value = pl.when(wanted).then(pl.max_horizontal("now_s", "other_s"))
            cells = self.cells.with_columns(
                value.otherwise(pl.min_horizontal("now_s", "other_s")).alias("as_s")
            )
            if not any(cells.equals(other) for other in tried):
                tried.append(cells)
                yield partial(_with, table=self.table, cells=cells)


def doubts(task: Task, kind: Kind) -> list[Doubt]:
    """Return which times that the level's figure stands on may be another one as well."""
    found = []
    for table, columns in kind.columns_of(task.level).items():
        cells = task.evidence.alternatives.get(table)
        if cells is None or not task.evidence.has(table):
            continue
        cells = cells.filter(pl.col("column").is_in(list(columns)))
        if TABLES[table].series:
            part = task.part
            cells = cells.filter(pl.col("other_s").is_between(part.from_s - _AROUND, part.to_s + _AROUND))
        if not cells.is_empty():
            found.append(Doubt(table, _with_now(task.evidence, table, cells)))
    return found


def agreed(
    task: Task, kind: Kind, measure: Callable[[Task, Kind], Outcome], reserve: Callable[..., Outcome]
) -> Outcome:
    """Return the outcome that all ways of reading the level's times agree on; reserved where they differ.

    Args:
        task: The level, its times as they were read.
        kind: Its kind.
        measure: The measurement of one way.
        reserve: What makes an outcome of a task, an outcome and what could be at worst (``reserve.reserved``).
    """
    outcome = measure(task, kind)
    open_ = doubts(task, kind)
    if not open_:
        return outcome
    others = []
    for way in islice(product(*(doubt.ways() for doubt in open_)), _WAYS):
        evidence = task.evidence
        for change in way:
            evidence = change(evidence)
        others.append(measure(replace(task, evidence=evidence), kind))
    by_population = list(zip(*(one.results for one in (outcome, *others)), strict=True))
    if all(len({one.state for one in each}) == 1 for each in by_population):
        return outcome
    results = tuple(_sure(each) for each in by_population)
    worst = tuple(max(each, key=lambda one: _BADNESS.index(one.state)) for each in by_population)
    base = replace(outcome, results=results, state=overall(results), reason=why(results))
    losses = (*outcome.losses, *(doubt.loss for doubt in open_))
    return reserve(task, base, AtWorst(losses, worst))


def _sure(ways: tuple[Result, ...]) -> Result:
    """Return a population's result where its ways differ: undecided where one is, else the best, which is reserved."""
    if len({one.state for one in ways}) == 1:
        return ways[0]
    undecided = [one for one in ways if one.state in _UNDECIDED]
    return undecided[0] if undecided else min(ways, key=lambda one: _BADNESS.index(one.state))


def _with_now(evidence: Evidence, table: str, cells: pl.DataFrame) -> pl.DataFrame:
    """Return the cells with ``now_s``, their time as it was read; without those that have none."""
    names = cells["column"].unique(maintain_order=True).to_list()
    own = evidence.table(table).join(cells.select(_PLACE).unique().lazy(), on=_PLACE, how="semi")
    rows = collect(own.select(*_PLACE, *names)).unique(_PLACE)
    now = rows.unpivot(names, index=_PLACE, variable_name="column", value_name="now_s")
    return cells.join(now, on=[*_PLACE, "column"], how="inner", maintain_order="left").drop_nulls("now_s")


def _with(evidence: Evidence, table: str, cells: pl.DataFrame) -> Evidence:
    """Return the evidence with the cells' times as ``as_s`` says; one that would end before its begin begins early."""
    rows = evidence.table(table)
    least = pl.min_horizontal("now_s", "other_s")
    for (name,), own in cells.group_by("column", maintain_order=True):
        both = own.select(*_PLACE, pl.col("as_s").alias(f"as {name}"), least.alias(f"least {name}"))
        rows = rows.join(both.unique(_PLACE).lazy(), on=_PLACE, how="left", maintain_order="left")
        rows = rows.with_columns(pl.coalesce(f"as {name}", str(name)).alias(str(name)))
    names = rows.collect_schema().names()
    for begin, end in TABLES[table].intervals:
        first, last = (TABLES[table].column(one).frame_name for one in (begin, end))
        if f"least {first}" in names:
            sound = (pl.col(first) <= pl.col(last)).fill_null(value=True) | pl.col(f"least {first}").is_null()
            rows = rows.with_columns(pl.when(sound).then(first).otherwise(f"least {first}").alias(first))
    tables = {**evidence.tables, table: rows.select(list(TABLES[table].schema))}
    return replace(evidence, tables=tables)
