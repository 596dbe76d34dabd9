"""Which population of a level a case belongs to, and that population's limit and window of time."""

from collections.abc import Mapping

import polars as pl

from afstemt.core.measurement.clock import DAYS
from afstemt.core.measurement.kind import Task
from afstemt.core.terms.model.levels import Limit, Population

FEW_NAMES = 12
"""Up to so many names it is quicker to compare with each than to look up."""


def limit_seconds(limit: Limit | None) -> int | None:
    """Return a limit in seconds, minutes or hours as whole seconds; None for working days and for no limit."""
    if limit is None or limit.working_days is not None:
        return None
    return limit.length_s


def carried_from(task: Task, population: Population) -> int:
    """Return the first UTC second whose cases count in the part: earlier ones carried on count with it.

    Cases are carried on from the periods just before whose result, in the history, was not judged. Where a
    level has several populations the history may name one as ``"KPI 1/kategori 1"``.
    """
    level, period = task.level, task.period
    from_s = task.part.from_s
    if level.few_cases != "carried_on" or task.part.first != period.first:
        return from_s
    while True:
        period = period.before()
        row = task.history.at(f"{level.id}/{population.id}", period.code) or task.history.at(
            level.id, period.code
        )
        if row is None or row.state != "not_judged":
            return from_s
        from_s = period.from_s


def layers(populations: tuple[Population, ...]) -> list[list[int]]:
    """Return the populations' positions in layers, so that no case fits two populations of one layer."""
    found: list[list[int]] = []
    for index, population in enumerate(populations):
        for layer in found:
            taken = [populations[other] for other in layer]
            if population.priorities and all(
                other.priorities and not set(other.priorities) & set(population.priorities) for other in taken
            ):
                layer.append(index)
                break
        else:
            found.append([index])
    return found


def _position(names: Mapping[str, int]) -> pl.Expr:
    """Return each case's place among the layer's populations by its priority; null for none."""
    if len(names) > FEW_NAMES:
        return pl.col("priority").replace_strict(dict(names), default=None, return_dtype=pl.UInt32)
    chain: pl.Expr = pl.lit(None, dtype=pl.UInt32)
    for name, at in names.items():
        chain = pl.when(pl.col("priority") == name).then(pl.lit(at, dtype=pl.UInt32)).otherwise(chain)
    return chain


def in_populations(task: Task, cases: pl.LazyFrame) -> pl.LazyFrame:
    """Return the cases with population, limit_given (Int64 seconds), limit_days and window_s; one row per population.

    Args:
        task: Its level's populations; one without priorities takes every case.
        cases: With a column ``priority`` (a severity or a kind for other cases than incidents).

    Returns:
        ``population`` is an Enum of the level's populations, null for a case whose priority is in none.
        ``limit_days`` is only there when a population has a limit in working days, ``window_s`` when the populations'
        differ (see ``window``).
    """
    populations = task.level.populations
    ids = pl.Enum(list(dict.fromkeys(population.id for population in populations)))
    windows = [carried_from(task, population) for population in populations]
    limits = [limit_seconds(population.limit) for population in populations]
    days = [population.limit.working_days if population.limit else None for population in populations]
    known = {name for population in populations for name in population.priorities}
    catches_all = any(not population.priorities for population in populations)
    frames = []
    for number, layer in enumerate(layers(populations)):
        chosen, position = cases, pl.lit(0, dtype=pl.UInt32)
        if populations[layer[0]].priorities:
            names = {name: at for at, index in enumerate(layer) for name in populations[index].priorities}
            position = _position(names)
            inside = pl.col("priority").is_in(list(names)).fill_null(value=False)
            if number or catches_all:
                chosen = cases.filter(inside)
            elif known != set(names):
                others = pl.col("priority").is_in(sorted(known)).fill_null(value=False)
                chosen = cases.filter(inside | ~others)
        columns = {
            "population": pl.Series([populations[index].id for index in layer], dtype=ids),
            "limit_given": pl.Series([limits[index] for index in layer], dtype=pl.Int64),
        }
        if any(days):
            columns[DAYS] = pl.Series([days[index] for index in layer], dtype=pl.Int64)
        if len(set(windows)) > 1:
            columns["window_s"] = pl.Series([windows[index] for index in layer], dtype=pl.Int64)
        placed = chosen.with_columns(position.alias("_position")).with_columns(
            pl.lit(values).gather(pl.col("_position")).alias(name) for name, values in columns.items()
        )
        if "window_s" in columns:
            placed = placed.with_columns(pl.col("window_s").fill_null(task.part.from_s))
        frames.append(placed.drop("_position"))
    return pl.concat(frames) if len(frames) > 1 else frames[0]


def window(task: Task) -> pl.Expr:
    """Return the first UTC second whose cases count in the part, of each case that ``in_populations`` has placed."""
    windows = {carried_from(task, population) for population in task.level.populations}
    return pl.col("window_s") if len(windows) > 1 else pl.lit(windows.pop(), dtype=pl.Int64)


def of_another_level(task: Task) -> pl.Expr | None:
    """Return whether a case in none of this level's populations is judged by another level of the same kind.

    None where no other level is of its kind.

    Such a case is nothing to list here. Another level counts when it covers the same systems and services, or
    the whole contract.
    """
    level = task.level
    names: set[str] = set()
    for other in task.terms.service_levels:
        here = (other.systems, other.services) in ((level.systems, level.services), ((), ()))
        if other.id == level.id or other.kind != level.kind or not here:
            continue
        for population in other.populations:
            if not population.priorities:
                return pl.col("population").is_null()
            names.update(population.priorities)
    if not names:
        return None
    return pl.col("population").is_null() & pl.col("priority").is_in(sorted(names)).fill_null(value=False)
