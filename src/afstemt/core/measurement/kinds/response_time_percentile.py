"""A percentile of response times, by nearest rank."""

from decimal import Decimal
from fractions import Fraction
from math import ceil

import polars as pl
from pydantic import Field

from afstemt.core.measurement.judge import judge
from afstemt.core.measurement.kind import Kind, Task
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.measurement.reported import NotMeasured
from afstemt.core.measurement.response_times import distribution, timed_checks
from afstemt.core.measurement.time_outcome import not_measured, outcome
from afstemt.core.measurement.time_parameters import ResponseParameters
from afstemt.core.units import formats
from afstemt.core.units.figure import Figure, Step
from afstemt.core.units.wording import _


class ResponseTimePercentileParameters(ResponseParameters):
    """Which percentile: 95 is the response time that 95 % of the checks did not pass."""

    percentile: Decimal = Field(gt=0, le=100)


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
        times, failed = distribution(timed_checks(task))
    except NotMeasured as nothing:
        return not_measured(task, str(nothing), "milliseconds", at_least=False)
    slower = failed if parameters.failed == "counts_as_slow" else 0
    if not times["count"].sum() + slower:
        return not_measured(
            task, _("Der er ingen målinger i den aftalte driftstid."), "milliseconds", at_least=False
        )
    rank, number, value = nearest_rank(times, slower, parameters.percentile)
    if value is None:
        return not_measured(
            task,
            _("{percentile}-percentilen falder på et kald uden svar og har derfor ingen svartid.").format(
                percentile=formats.number(parameters.percentile)
            ),
            "milliseconds",
            at_least=False,
        )
    figure = Figure(value, 1, "milliseconds")
    results = tuple(
        judge(task.level, population, figure, cases=number, at_least=False)
        for population in task.level.populations
    )
    steps = [
        Step(_("Målinger i den aftalte driftstid"), "", formats.number(number + failed - slower)),
        Step(
            _("{percentile}-percentil: svartid nr. {rank} af {number}, hurtigste først").format(
                percentile=formats.number(parameters.percentile),
                rank=formats.number(rank),
                number=formats.number(number),
            ),
            _("{percentile} / 100 × {number}, rundet op").format(
                percentile=formats.number(parameters.percentile), number=formats.number(number)
            ),
            formats.figure(figure),
            task.level.clause,
        ),
    ]
    return outcome(
        task,
        results,
        "milliseconds",
        steps=steps,
        excluded=failed - slower,
        extra=((_("Uden svar"), Figure(failed, 1, "count")),),
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
    tables=("checks",),
    measure=measure,
    unit="milliseconds",
)
