"""Which population of a level a case belongs to, and that population's limit and window of time."""

from fractions import Fraction

import polars as pl

from afstemt.core.measurement.clock import DAYS
from afstemt.core.measurement.kind import Task
from afstemt.core.terms.model import Limit, Population

NONE = ""
"""The population of a case whose priority no population names."""


def limit_seconds(limit: Limit | None) -> int | None:
    """Return a limit in minutes or hours as whole seconds; None for working days and for no limit."""
    if limit is None or limit.working_days is not None:
        return None
    exact = Fraction(limit.minutes or 0) * 60 + Fraction(limit.hours or 0) * 3600
    return int(exact)


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
        period = period.previous()
        row = task.history.at(f"{level.id}/{population.id}", period.code) or task.history.at(
            level.id, period.code
        )
        if row is None or row.state != "not_judged":
            return from_s
        from_s = period.from_s


def _layers(populations: tuple[Population, ...]) -> list[list[int]]:
    """Return the populations' positions in layers, so that no case fits two populations of one layer."""
    layers: list[list[int]] = []
    for index, population in enumerate(populations):
        for layer in layers:
            taken = [populations[other] for other in layer]
            if population.priorities and all(
                other.priorities and not set(other.priorities) & set(population.priorities) for other in taken
            ):
                layer.append(index)
                break
        else:
            layers.append([index])
    return layers


def in_populations(task: Task, cases: pl.LazyFrame) -> pl.LazyFrame:
    """Return the cases with population, limit_given (Int64 seconds), limit_days and window_s; one row per population.

    Args:
        task: Its level's populations; one without priorities takes every case.
        cases: With a column ``priority`` (a severity or a kind for other cases than incidents).

    Returns:
        A case whose priority is in no population has population ``""`` and no limit.
    """
    populations = task.level.populations
    known = {name for population in populations for name in population.priorities}
    catches_all = any(not population.priorities for population in populations)
    frames = []
    for number, layer in enumerate(_layers(populations)):
        only = populations[layer[0]]
        if not only.priorities:
            position = pl.lit(0, dtype=pl.UInt32)
            chosen = cases
        else:
            names = {name: at for at, index in enumerate(layer) for name in populations[index].priorities}
            position = pl.col("priority").replace_strict(names, default=None, return_dtype=pl.UInt32)
            inside = pl.col("priority").is_in(list(names)).fill_null(value=False)
            unknown = ~pl.col("priority").is_in(sorted(known)).fill_null(value=False)
            keeps_unknown = number == 0 and not catches_all
            all_here = keeps_unknown and known == set(names)
            chosen = (
                cases
                if all_here
                else cases.filter(inside | unknown)
                if keeps_unknown
                else cases.filter(inside)
            )
        members = [populations[index] for index in layer]
        columns = {
            "population": pl.Series([member.id for member in members], dtype=pl.String),
            "limit_given": pl.Series([limit_seconds(member.limit) for member in members], dtype=pl.Int64),
            DAYS: pl.Series(
                [member.limit.working_days if member.limit else None for member in members], dtype=pl.Int64
            ),
            "window_s": pl.Series([carried_from(task, member) for member in members], dtype=pl.Int64),
        }
        frames.append(
            chosen.with_columns(position.alias("_position"))
            .with_columns(
                pl.lit(values).gather(pl.col("_position"), null_on_oob=True).alias(name)
                for name, values in columns.items()
            )
            .with_columns(
                pl.col("_position").is_not_null().alias("has_population"),
                pl.col("population").fill_null(NONE),
                pl.col("window_s").fill_null(task.part.from_s),
            )
            .drop("_position")
        )
    return pl.concat(frames) if len(frames) > 1 else frames[0]
