"""What rows that were lost can do at most to a level that counts cases: a case late, or one more.

Each lost row is completed as it could be at worst (``completion``) and measured by the kind itself, alone. A row that
no completion makes a case of the part has no effect: what could be read of it says that it is another's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.evidence.tables import BY_NAME as TABLES
from afstemt.core.measurement.calendar_years import OUTSIDE, outside_words
from afstemt.core.measurement.completion import Cell, completed, numbered
from afstemt.core.measurement.judge import judge
from afstemt.core.measurement.kind import PLACES, AtWorst, Task
from afstemt.core.measurement.outcome import BREACHING, JUDGED, Loss, Outcome, Overrun, Result
from afstemt.core.measurement.populations import layers
from afstemt.core.measurement.stated import lost_figures
from afstemt.core.terms.model.levels import Population
from afstemt.core.units.figure import Figure

Measure = Callable[[Task], Outcome]
Beside = Callable[[Task, Outcome, "Worst"], None]

COUNTED = "counted"
"""State of a row of a level that counts rows."""
AGAINST = (*BREACHING, COUNTED)
"""States of rows that count against the level."""
FOR = ("in_time", "ok")


@dataclass
class Tally:
    """What rows lost can be of one population at most.

    Attributes:
        added: Cases that are not counted and could count against it.
        turned: Cases that are counted for it, or are not, and could turn against it.
        good: Cases that are not counted and could only count for it.
        either: Rows without a key, each of which could be one more case, or another word of one that is counted.
    """

    added: int = 0
    turned: int = 0
    good: int = 0
    either: int = 0


@dataclass
class Worst:
    """What is found so far, population by population, and of which rows."""

    tallies: dict[str, Tally]
    losses: list[Loss] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.losses)


def at_worst(
    task: Task,
    outcome: Outcome,
    measure: Measure,
    table: str,
    cells: Sequence[Cell],
    *,
    a_number: bool = False,
    beside: Sequence[Beside] = (),
) -> AtWorst:
    """Return what the rows lost can do to a level that counts cases of one table.

    Args:
        task: The level with what it lost.
        outcome: What it came to without.
        measure: The kind's measurement.
        table: The fact table whose rows are its cases.
        cells: What the cells of a lost row could hold at worst.
        a_number: Whether the figure is the number of cases, not the share of them.
        beside: What is to be added of lost rows that are no cases and bear on one.
    """
    worst = Worst({population.id: Tally() for population in task.level.populations})
    _cases(task, outcome, measure, table, cells, worst)
    _outside_calendar(outcome, table, worst)
    for add in beside:
        add(task, outcome, worst)
    stated = lost_figures(task) if any(one.basis == "stated" for one in outcome.results) else AtWorst()
    if stated.losses:
        return AtWorst((*worst.losses, *stated.losses))
    if not worst:
        return AtWorst()
    results = tuple(
        (_number_at_worst if a_number else _share_at_worst)(
            task, population, result, worst.tallies[population.id]
        )
        for population, result in zip(task.level.populations, outcome.results, strict=True)
    )
    return AtWorst(tuple(worst.losses), results)


def _cases(
    task: Task, outcome: Outcome, measure: Measure, table: str, cells: Sequence[Cell], worst: Worst
) -> None:
    """Add what the table's own lost rows could be."""
    lost = task.lost.get(table)
    if lost is None or lost.is_empty():
        return
    found = _tried_in_turn(_about(task, lost), measure, table, numbered(lost), cells)
    if found.is_empty():
        return
    known = _states(outcome, found.schema)
    keyed = bool(TABLES[table].key)
    ids = lost["id"] if keyed else pl.Series([None], dtype=pl.String).new_from_index(0, lost.height)
    each = (
        found.with_columns(pl.lit(ids).gather(pl.col("number")).alias("id"))
        .join(known, on=["id", "population"], how="left")
        .with_columns(pl.when(pl.col("id").is_null()).then("number").alias("alone"))
        .group_by("population", "id", "alone")
        .agg(pl.col("against").any(), pl.col("stands").first())
    )
    # One without a key is perhaps another word of a case that stands there.
    nameless, new = pl.col("id").is_null() & keyed, pl.col("stands").is_null()
    against = pl.col("against")
    counts = each.group_by("population").agg(
        added=(against & ~nameless & new).sum(),
        turned=(against & ~nameless & ~pl.col("stands").fill_null(value=True)).sum(),
        good=(~against & (nameless | new)).sum(),
        either=(against & nameless).sum(),
    )
    for population, added, turned, good, either in counts.iter_rows():
        tally = worst.tallies[population]
        tally.added += added
        tally.turned += turned
        tally.good += good
        tally.either += either
    rows = found.group_by("number").agg(pl.col("against").any())
    whys = lost.with_row_index("number").with_columns(pl.col("number").cast(pl.Int64))
    worst.losses += losses(table, whys.join(rows, on="number", maintain_order="left"), "against")


def _about(task: Task, lost: pl.DataFrame) -> Task:
    """Return the task with what stands about tickets in other tables (their pauses) of those lost alone."""
    ids = lost.lazy().select(pl.col("id").alias("ticket_id")).unique()
    about = {
        name: collect(rows.join(ids, on="ticket_id", how="semi", maintain_order="left")).lazy()
        for name, rows in task.evidence.tables.items()
        if "ticket_id" in TABLES[name].schema
    }
    return replace(task, evidence=replace(task.evidence, tables={**task.evidence.tables, **about}))


def _tried_in_turn(
    task: Task, measure: Measure, table: str, rows: pl.DataFrame, cells: Sequence[Cell]
) -> pl.DataFrame:
    """Return what ``tried`` does of all ways to complete the rows, those of a cell ``in_turn`` only as far as it takes.

    Where a case can be of several populations at once, what is against one may not be against the other: all are tried.
    """
    alone = len(layers(task.level.populations)) == 1
    last = next((cell for cell in reversed(cells) if cell.in_turn and alone), None)
    if last is None:
        return tried(task, measure, table, completed(rows, cells))
    numbers = pl.int_range(pl.len(), dtype=pl.Int64)
    ways = completed(rows, [cell for cell in cells if cell is not last])
    ways = ways.with_columns(pl.col("row_no").alias("of"), numbers.alias("row_no"))
    of = ways.select(pl.col("row_no").alias("way"), "of")
    found = []
    for value in last.values:
        tries = tried(task, measure, table, completed(ways, [replace(last, values=[value])]))
        found.append(tries)
        ways = ways.filter(last.lacking).join(
            tries.filter("against"), left_on="row_no", right_on="number", how="anti", maintain_order="left"
        )
        if ways.is_empty():
            break
    every = pl.concat(found).rename({"number": "way"}).join(of, on="way")
    return every.group_by(pl.col("of").alias("number"), "population").agg(pl.col("against").any())


def _states(outcome: Outcome, schema: pl.Schema) -> pl.DataFrame:
    """Return the cases that count: id, population and whether it ``stands`` against the level already."""
    if not outcome.rows.width:
        return pl.DataFrame(
            schema={"id": pl.String, "population": schema["population"], "stands": pl.Boolean}
        )
    counted = outcome.counted.filter(pl.col("state").is_in([*JUDGED, *AGAINST, *FOR]))
    stands = pl.col("state").is_in(AGAINST).any().alias("stands")
    return collect(counted.group_by("id", "population").agg(stands))


def tried(task: Task, measure: Measure, table: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Return, of rows measured alone, which count in which population and whether any way counts against it.

    Args:
        task: The level, whose other tables stand.
        measure: The kind's measurement.
        table: The table that ``rows`` are of.
        rows: Ways in which rows could be; ``row_no`` says which are ways of the same one.

    Returns:
        number (Int64), population, against (Boolean). A row that counts in no way is not there.
    """
    own = rows.select(list(TABLES[table].schema)).lazy()
    tables = {**task.evidence.tables, table: own}
    alone = replace(task, evidence=replace(task.evidence, tables=tables), lost={})
    found = measure(alone).rows
    schema = {"number": pl.Int64, "population": pl.String, "against": pl.Boolean}
    if not found.width:
        return pl.DataFrame(schema=schema)
    outside = (pl.col("held_out") == outside_words()).fill_null(value=False)
    counts = pl.col("held_out").is_null() & pl.col("state").is_in([*AGAINST, *FOR])
    against = pl.col("state").is_in(AGAINST) | outside
    ways = found.filter(counts | outside)
    return (
        ways.group_by(pl.col("row_no").alias("number"), "population", maintain_order=True)
        .agg(against.any().alias("against"))
        .cast(pl.Schema(schema))
    )


def _outside_calendar(outcome: Outcome, table: str, worst: Worst) -> None:
    """Add the cases whose times lie outside the compiled calendars: what the product itself could not judge."""
    if "held_out" not in outcome.rows.columns or not outcome.excluded:
        return
    outside = (pl.col("held_out") == outside_words()).fill_null(value=False)
    rows = outcome.rows.filter(outside)
    if rows.is_empty():
        return
    for population, count in rows.group_by("population").len().iter_rows():
        worst.tallies[population].added += count
    once = rows.unique(["file_no", "row_no"], maintain_order=True)
    once = once.with_columns(pl.lit(OUTSIDE).alias("why"), pl.lit(value=True).alias("against"))
    worst.losses += losses(table, once, "against")


def losses(table: str, rows: pl.DataFrame, against: str) -> list[Loss]:
    """Return rows as losses, by what was wrong with them; those with ``against`` are cases."""
    grouped = rows.group_by("why", maintain_order=True).agg(
        pl.len().alias("rows"), pl.col(against).sum().alias("cases"), pl.col("file_no", "row_no").head(PLACES)
    )
    return [
        Loss(table, why, count, cases=cases, places=tuple(zip(files, numbers, strict=True)))
        for why, count, cases, files, numbers in grouped.iter_rows()
    ]


def _number_at_worst(task: Task, population: Population, result: Result, tally: Tally) -> Result:
    """Return a population's result, a number that must not pass its target, with all that was lost counted."""
    calculated = result.figure is not None and result.basis == "calculated"
    number = (
        (result.figure.numerator if calculated and result.figure else 0)
        + tally.added
        + tally.turned
        + tally.either
    )
    allowed = population
    if population.target is None:
        allowed = population.model_copy(update={"target": Decimal(0)})
    figure = Figure(number, 1, "count")
    return judge(task.level, allowed, figure, cases=number, at_least=False, any_number=True)


def _share_at_worst(task: Task, population: Population, result: Result, tally: Tally) -> Result:
    """Return a population's result, a share, if all that was lost counts against it.

    Where what was lost makes the cases enough to be judged, it is judged.
    """
    as_others = _share(task, population, result, replace(tally, added=tally.added + tally.either, either=0))
    if not tally.either:
        return as_others
    as_same = _share(task, population, result, replace(tally, turned=tally.turned + tally.either, either=0))
    return min(as_same, as_others, key=_badness)


def _badness(result: Result) -> tuple[bool, Fraction]:
    """Return what sorts the worst result first: a miss, then the figure furthest on the wrong side."""
    assert result.figure is not None
    return result.state != "missed", result.figure.value * (1 if result.at_least else -1)


def _share(task: Task, population: Population, result: Result, tally: Tally) -> Result:
    part, cases = 0, 0
    if result.figure is not None and result.basis == "calculated":
        part, cases = result.figure.numerator, result.figure.denominator
    turned = min(tally.turned, cases)
    added = tally.added + tally.turned - turned
    few = task.level.minimum_cases if task.level.few_cases in ("not_judged", "carried_on") else 0
    wanting = max(0, few - cases - added)
    good = wanting if wanting <= tally.good else 0
    if not added + turned + good:
        return result
    part = max(0, part - turned) + good if result.at_least else min(cases, part + turned) + added
    cases += added + good
    late = (Overrun(""),) * (added + turned) if population.target is None else ()
    return judge(
        task.level,
        population,
        Figure(part, cases, "percent"),
        cases=cases,
        at_least=result.at_least,
        overruns=(*result.overruns, *late) if late else result.overruns,
    )
