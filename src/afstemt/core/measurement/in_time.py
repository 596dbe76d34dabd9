"""The outcome of a level whose cases have limits: share in time, or every case, with its derivation."""

from collections.abc import Callable
from dataclasses import replace

import polars as pl

from afstemt.core.measurement.judge import judge
from afstemt.core.measurement.kind import Task
from afstemt.core.measurement.outcome import JUDGED, LateCases, Outcome, Result
from afstemt.core.measurement.stated import with_stated
from afstemt.core.measurement.steps import (
    clock_step,
    earlier_terms_step,
    held_out_step,
    period_steps,
    share_steps,
    within_words,
)
from afstemt.core.measurement.ticket_steps import stated_due_step, taken_out_step
from afstemt.core.measurement.tickets import Reasons, judged_cases, level_clock, shown
from afstemt.core.terms.model.levels import Population
from afstemt.core.units.figure import Figure, Step
from afstemt.core.units.wording import _

_BEFORE = "under earlier terms"


def share_in_time(
    task: Task,
    cases: pl.LazyFrame,
    table: str,
    definition: str,
    *,
    pauses: bool = True,
    others_held_out: bool = True,
    reasons: Reasons = (),
    measure: Callable[[Task], Outcome],
) -> Outcome:
    """Return the outcome of a level that asks for cases within their limits.

    A case is judged by the terms that were in force when its time began.

    Args:
        task: The level and what it is measured with.
        cases: As ``tickets.judged_cases`` takes them.
        table: The fact table they come from.
        definition: The kind's definition, in the active language.
        pauses: Whether the table's cases have pauses.
        others_held_out: Whether cases that another than the supplier answers for are held out.
        reasons: The kind's own reasons to hold cases out.
        measure: The kind's measurement, for the cases that began under earlier terms.
    """
    clock = level_clock(task)
    since_s, until_s = task.begun
    from_day = "day_zero_s" in cases.collect_schema().names()
    if since_s is not None:
        cases = cases.filter((pl.col("start_s") >= since_s).fill_null(value=True))
    if until_s is not None:
        cases = cases.filter(pl.col("start_s") < until_s)
    judged = judged_cases(
        task, cases, table, pauses=pauses, others_held_out=others_held_out, reasons=reasons, clock=clock
    )
    rows = shown(judged, table, clock, task.part.to_s)
    time = clock_step(task.level, clock, from_day=from_day)
    if not task.earlier:
        return outcome_of_cases(task, rows, time, table, definition)
    own = [replace(one, evidence=task.evidence, lost=task.lost) for one in task.earlier]
    before = [measure(one).rows.with_columns(pl.lit(value=True).alias(_BEFORE)) for one in own]
    every = pl.concat([rows, *before], how="diagonal")
    count = every.filter(pl.col(_BEFORE), pl.col("held_out").is_null(), pl.col("state").is_in(JUDGED)).height
    found = outcome_of_cases(task, every.drop(_BEFORE), time, table, definition)
    return replace(found, steps=(*found.steps, *earlier_terms_step(count, task.begun[0], task.terms.zone)))


def outcome_of_cases(task: Task, rows: pl.DataFrame, time: Step, table: str, definition: str) -> Outcome:
    """Return the outcome of rows that are judged one by one (``tickets.shown``); ``time`` says which time counts."""
    delivered = task.evidence.has(table)
    results = []
    steps = [Step(_("Definition"), definition, "", task.level.clause), time]
    extra: list[tuple[str, Figure]] = []
    counted = rows.filter(pl.col("held_out").is_null(), pl.col("state").is_in(JUDGED))
    for population in task.level.populations:
        own = counted.filter(pl.col("population") == population.id)
        result = _result(task, population, own, table, delivered)
        results.append(result)
        steps += share_steps(task.level, population, result, within_words(population))
        extra += _times(population, own, len(task.level.populations) > 1)
        steps += taken_out_step(rows, population, timed=True)
    steps += stated_due_step(rows, task.terms.tickets)
    held = rows.filter(pl.col("held_out").is_not_null())
    steps += [*period_steps(task.level, rows, task.part.from_s), *held_out_step(held)]
    return task.outcome(results, rows=rows, steps=steps, excluded=held.height, extra=extra)


def _result(task: Task, population: Population, own: pl.DataFrame, table: str, delivered: bool) -> Result:
    cases = own.height
    if cases:
        in_time = int((own["state"] == "in_time").sum())
        figure = Figure(in_time, cases, "percent")
        result = judge(
            task.level,
            population,
            figure,
            cases=cases,
            overruns=LateCases(own.filter(pl.col("state") != "in_time")),
        )
    else:
        result = nothing_to_judge(task, population, delivered, table)
    return with_stated(task, population, result, "percent")


def nothing_to_judge(
    task: Task, population: Population, delivered: bool, table: str, *, at_least: bool = True
) -> Result:
    """Return a population's result without cases: not measured without data, else not judged."""
    reason = (
        _("Der er intet at bedømme i perioden.")
        if delivered
        else _("Tabellen {table} er ikke leveret.").format(table=table)
    )
    result = judge(task.level, population, None, cases=0, at_least=at_least, reason=reason)
    return replace(result, state="not_judged") if delivered else result


def _times(population: Population, own: pl.DataFrame, several: bool) -> list[tuple[str, Figure]]:
    """Return the median and the 90th percentile of the time taken by the cases that ended (nearest rank)."""
    taken = own.filter(pl.col("end_s").is_not_null())["elapsed_s"].drop_nulls().sort()
    if not len(taken):
        return []
    name = population.title or population.id
    texts = (
        (_("Median, {population}"), _("90-percentil, {population}"))
        if several
        else (_("Median"), _("90-percentil"))
    )
    return [
        (text.format(population=name), Figure(int(taken[-(-len(taken) * rank // 100) - 1]), 1, "seconds"))
        for text, rank in zip(texts, (50, 90), strict=True)
    ]
