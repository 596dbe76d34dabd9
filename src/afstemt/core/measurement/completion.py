"""Rows that were lost, completed as they could be at worst: each cell that was not read takes what it could hold.

What could be read stays. So the level itself says, by the same measurement as of any other row, whether a row could
be one of its cases in the part, and how it would be judged.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from afstemt.core.measurement.clock import DAYS, LevelClock
from afstemt.core.measurement.kind import UNREAD, Task
from afstemt.core.measurement.populations import carried_from, limit_seconds
from afstemt.core.measurement.tickets import level_clock
from afstemt.core.terms.model.levels import Limit

Value = str | int | pl.Expr


@dataclass(frozen=True)
class Cell:
    """A column of the lost rows, and what a cell of it could hold at worst where it was not read.

    Attributes:
        column: Its name in frames.
        values: What it could hold; each is tried.
        known: The names that the terms know, where another is as good as unread; None where any text counts.
        where: A further condition for the row to be completed.
        in_turn: Whether one value that counts against the level is enough, so that the next is tried only where none
            before it does; no cell after it looks at the column, nor does the population that a row is of.
    """

    column: str
    values: Sequence[Value]
    known: frozenset[str] | None = None
    where: pl.Expr | None = None
    in_turn: bool = False

    @property
    def lacking(self) -> pl.Expr:
        """Whether the cell was not read."""
        return unread(self.column, self.known)


def unread(column: str, known: frozenset[str] | None = None) -> pl.Expr:
    """Return whether a lost row's cell was not read, or names what the terms do not know.

    An empty cell may be one that was not read, unless the row says which those are.
    """
    named = pl.col(UNREAD)
    empty = pl.col(column).is_null() & (named.is_null() | named.list.contains(pl.lit(column)))
    if known is None:
        return empty
    return empty | ~pl.col(column).is_in(sorted(known)).fill_null(value=True)


def completed(rows: pl.DataFrame, cells: Sequence[Cell]) -> pl.DataFrame:
    """Return each row as often as there are ways to complete it, cell after cell."""
    for cell in cells:
        lacking = cell.lacking if cell.where is None else cell.lacking & cell.where
        gaps = rows.select(lacking.fill_null(value=False)).to_series()
        if not cell.values or not gaps.any():
            continue
        dtype = rows.schema[cell.column]
        tries = [
            rows.filter(gaps).with_columns(_expr(value).cast(dtype).alias(cell.column))
            for value in cell.values
        ]
        rows = pl.concat([rows.filter(~gaps), *tries])
    return rows


def _expr(value: Value) -> pl.Expr:
    return value if isinstance(value, pl.Expr) else pl.lit(value)


def in_a_population(task: Task, column: str, *, more: Sequence[str] = ()) -> list[Cell]:
    """Return the cell by which a row belongs to a population, so that it is tried in each of them.

    Args:
        column: Priority, severity, type or kind.
        more: Further values to try.
    """
    names = [population.priorities[0] for population in task.level.populations if population.priorities]
    values = list(dict.fromkeys([*names, *more]))
    return [Cell(column, values, known_priorities(task) if column == "priority" else None)]


def known_priorities(task: Task) -> frozenset[str] | None:
    """Return the priorities that the terms know; None where they list none themselves, so that any may be meant."""
    if not task.terms.priorities:
        return None
    levels = (task.level, *task.terms.service_levels)
    named = {name for level in levels for population in level.populations for name in population.priorities}
    return frozenset(named | {priority.id for priority in task.terms.priorities})


def of_the_level(task: Task) -> list[Cell]:
    """Return the cells by which a row belongs to the level's services and systems, so that it is one of them."""
    level, terms = task.level, task.terms
    if not level.services and not level.systems:
        return []
    own = terms.services_of(level)
    services = frozenset(service.id for service in terms.services) | frozenset(own)
    systems = frozenset(system.id for system in terms.systems) | frozenset(level.systems)
    holders = {system.id for system in terms.systems if set(terms.services_in(system.id)) & set(own)}
    if own:
        foreign = pl.col("system").is_in(sorted(systems - holders - set(level.systems)))
        return [Cell("service", [own[0]], services, where=~foreign.fill_null(value=False))]
    placed = pl.col("service").is_in(sorted(services)).fill_null(value=False)
    return [Cell("system", [level.systems[0]], systems, where=~placed)]


def answered_for() -> Cell:
    """Return the cell that says who answers for a row: the supplier, where that was not read."""
    return Cell("responsible", ["supplier"])


def begun(task: Task, column: str) -> Cell:
    """Return the cell in which a case with a limit begins.

    As early as it could and still be late in the part: at its first second, long before it, or so that it falls due
    just inside it.
    """
    clock = level_clock(task)
    first = min(carried_from(task, population) for population in task.level.populations)
    due = [_due_first(task, clock, population.limit) for population in task.level.populations]
    return Cell(
        column, list(dict.fromkeys([first, clock.calendar.from_s, *(at for at in due if at is not None)]))
    )


def _due_first(task: Task, clock: LevelClock, limit: Limit | None) -> int | None:
    """Return the latest begin of a case that falls due as the part begins, or None where none is known."""
    from_s = task.part.from_s
    if limit is not None and limit.working_days is not None:
        working = clock.calendar.working_days
        last = int(working["close_s"].search_sorted(from_s, side="right"))
        return int(working["open_s"][last - limit.working_days]) if last >= limit.working_days else None
    seconds = limit_seconds(limit)
    if seconds is None:
        return None
    one = pl.DataFrame({DAYS: pl.Series([None], dtype=pl.Int64)})
    count = int(one.select(clock.count_at(from_s)).item()) + 1 - seconds
    found = one.select(clock.instant(pl.lit(count, dtype=pl.Int64))).item()
    return None if found is None else int(found)


def ended(task: Task, column: str, not_after: str | None = None) -> Cell:
    """Return the cell in which a case with a limit ends: in the part's last second, or as late as can be told.

    ``not_after`` is when it was closed, which it comes before where closing ends a ticket.
    """
    times = (task.part.to_s - 1, task.calendar(task.level.calendar).to_s - 1)
    if not_after is None or task.terms.tickets.closed != "ends":
        return Cell(column, times, in_turn=True)
    return Cell(column, [pl.min_horizontal(pl.lit(at), not_after) for at in times], in_turn=True)


def in_the_part(task: Task, *columns: str, not_before: str | None = None) -> list[Cell]:
    """Return the cells that put a row in the part, the first that is not empty: its last second.

    Args:
        task: The level.
        columns: One after the other, as the time is taken from them.
        not_before: Another of the row's cells, which the first comes after.
    """
    last = pl.lit(task.part.to_s - 1, dtype=pl.Int64)
    first = Cell(columns[0], [last if not_before is None else pl.max_horizontal(last, not_before)])
    unsaid = [pl.all_horizontal(pl.col(columns[:at]).is_null()) for at in range(1, len(columns))]
    rest = [Cell(column, [last], where=empty) for column, empty in zip(columns[1:], unsaid, strict=True)]
    return [first, *rest]


def numbered(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows with their place among them as ``row_no``."""
    numbers = pl.int_range(pl.len(), dtype=pl.Int64)
    return rows.with_columns(numbers.alias("row_no"))
