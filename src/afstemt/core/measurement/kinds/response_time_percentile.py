"""A percentile of response times, by nearest rank."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Annotated

import polars as pl
from pydantic import Field

from afstemt.core.measurement.judge import judge
from afstemt.core.measurement.kind import AtWorst, Kind, Task
from afstemt.core.measurement.outcome import Outcome, Result
from afstemt.core.measurement.reported import NotMeasured
from afstemt.core.measurement.response_times import (
    columns_of,
    distribution,
    held_out_step,
    lost_checks,
    timed_checks,
    unwatched_losses,
)
from afstemt.core.measurement.time_outcome import not_measured, outcome
from afstemt.core.measurement.time_parameters import ResponseParameters
from afstemt.core.terms.model.levels import Population
from afstemt.core.terms.model.numbers import Number
from afstemt.core.terms.model.words import Word
from afstemt.core.units import formats
from afstemt.core.units.figure import Figure, Step
from afstemt.core.units.wording import _


class ResponseTimePercentileParameters(ResponseParameters):
    """Which percentile: 95 is the response time that 95 % of the checks did not pass."""

    percentile: Annotated[Number, Word("Percentil", definite="percentilen")] = Field(gt=0, le=100)
    """The percent of responses that take no longer, for example 95."""


def nearest_rank(times: pl.DataFrame, slower: int, percentile: Decimal) -> tuple[int, int, int | None]:
    """Return the rank, the number of checks, and the time at that rank, the fastest being number 1.

    The rank is ``percentile / 100 x number``, rounded up (nearest rank: always a time that was measured).

    Args:
        times: response_ms, ascending, and count.
        slower: Checks without an answer that come after all others; the time is None when it is one of them.
        percentile: More than 0, at most 100.
    """
    number = int(times["count"].sum()) + slower
    rank = ceil(Fraction(percentile) * number / 100)
    reached = times.filter(pl.col("count").cum_sum() >= rank)
    return rank, number, None if reached.is_empty() else int(reached["response_ms"][0])


def measure(task: Task) -> Outcome:
    """Return the percentile of the response times inside agreed hours."""
    parameters = ResponseTimePercentileParameters.model_validate(task.level.parameters)
    try:
        if parameters.failed is None:
            raise NotMeasured(_("Vilkårene siger ikke, om et kald, der fejler, er et for langsomt svar."))
        checks, held = timed_checks(task)
    except NotMeasured as nothing:
        return not_measured(task, str(nothing), "milliseconds", at_least=False)
    times, failed = distribution(checks)
    slower = failed if parameters.failed == "counts_as_slow" else 0
    if not times["count"].sum() + slower:
        reason = _("Der er ingen målinger af ydelserne i den aftalte driftstid.")
        return not_measured(task, reason, "milliseconds", at_least=False)
    rank, count, value = nearest_rank(times, slower, parameters.percentile)
    percentile = formats.number(parameters.percentile)
    steps = [
        Step(_("Målinger i den aftalte driftstid"), "", formats.number(count + failed - slower + held)),
        *held_out_step(held),
    ]
    if failed:
        what = _("Heraf uden svar, tæller som for langsomme") if slower else _("Heraf uden svar, holdes ude")
        steps.append(Step(what, "", formats.number(failed)))
    figure = None if value is None else Figure(value, 1, "milliseconds")
    what = _("{percentile}-percentil: svartid nr. {rank} af {number}, hurtigste først")
    steps.append(
        Step(
            what.format(percentile=percentile, rank=formats.number(rank), number=formats.number(count)),
            _rank_words(parameters.percentile, count, rank),
            _("intet svar") if figure is None else formats.figure(figure),
            task.level.clause,
        )
    )
    if figure is None:
        results = tuple(
            _unanswered(task, population, percentile, count) for population in task.level.populations
        )
        steps += [
            Step(_("Mål"), result.reason, _("ikke opfyldt"), task.level.clause)
            if result.state == "missed"
            else Step(_("Bedømmelse"), "", result.reason)
            for result in results
        ]
    else:
        results = tuple(
            judge(task.level, population, figure, cases=count, at_least=False)
            for population in task.level.populations
        )
    return outcome(
        task,
        results,
        "milliseconds",
        steps=steps,
        excluded=failed - slower + held,
        extra=((_("Uden svar"), Figure(failed, 1, "count")),),
    )


def at_worst(task: Task, outcome: Outcome) -> AtWorst:
    """Return the percentile if every check that was lost was slower than any, but those known to have been answered."""
    parameters = ResponseTimePercentileParameters.model_validate(task.level.parameters)
    as_slow = parameters.failed == "counts_as_slow"
    lost = lost_checks(task, failed_count=as_slow)
    silent = unwatched_losses(task, outcome)
    if silent:
        return AtWorst((*(lost.losses if lost else ()), *silent))
    if lost is None:
        return AtWorst()
    try:
        checks, _held = timed_checks(task)
    except NotMeasured:
        return AtWorst(lost.losses)
    times, failed = distribution(checks)
    known = lost.timed.value_counts(name="count").with_columns(pl.col("count").cast(pl.Int64))
    times = pl.concat([times, known]).group_by("response_ms").agg(pl.col("count").sum()).sort("response_ms")
    slower = lost.slow + (failed if as_slow else 0)
    _rank, count, value = nearest_rank(times, slower, parameters.percentile)
    results = [
        _unanswered(task, population, formats.number(parameters.percentile), count)
        if value is None
        else judge(task.level, population, Figure(value, 1, "milliseconds"), cases=count, at_least=False)
        for population in task.level.populations
    ]
    return AtWorst(lost.losses, tuple(results))


def _rank_words(percentile: Decimal, count: int, rank: int) -> str:
    exact = Fraction(percentile) * count / 100
    text = _("{percentile} / 100 × {number} = {rank}")
    if exact != rank:
        text = _("{percentile} / 100 × {number}, rundet op til {rank}")
    return text.format(
        percentile=formats.number(percentile), number=formats.number(count), rank=formats.number(rank)
    )


def _unanswered(task: Task, population: Population, percentile: str, count: int) -> Result:
    """Return a population's result where the percentile is a check without an answer: judged as past the target."""
    past = Figure(int(population.target or 0) + 1, 1, "milliseconds")
    found = judge(task.level, population, past, cases=count, at_least=False)
    reason = _("{percentile}-percentilen falder på et kald uden svar, som er langsommere end ethvert mål.")
    return replace(
        found,
        figure=None,
        judged=None,
        shortfall=Fraction(0),
        reason=found.reason or reason.format(percentile=percentile),
    )


KIND = Kind(
    name="response_time_percentile",
    title="Percentil af svartider",
    definition=(
        "Den svartid, som den angivne procentdel af målingerne i den aftalte driftstid ikke overskrider; nærmeste "
        "rang, altså altid en målt svartid."
    ),
    parameters=ResponseTimePercentileParameters,
    needs=frozenset({"target"}),
    measured_on=("checks",),
    measure=measure,
    columns=columns_of,
    at_worst=at_worst,
    unit="milliseconds",
    carries=False,
    lower_is_better=True,
)
