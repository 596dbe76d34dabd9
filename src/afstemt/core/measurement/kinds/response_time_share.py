"""The share of checks that were answered within a limit."""

from typing import Annotated, Literal

from pydantic import Field

from afstemt.core.measurement.judge import judge
from afstemt.core.measurement.kind import AtWorst, Kind, Task
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.measurement.reported import NotMeasured
from afstemt.core.measurement.response_times import (
    columns_of,
    counted,
    held_out_step,
    lost_checks,
    timed_checks,
    unwatched_losses,
)
from afstemt.core.measurement.steps import name_of
from afstemt.core.measurement.time_outcome import not_measured, outcome
from afstemt.core.measurement.time_parameters import ResponseParameters
from afstemt.core.terms.model.numbers import Whole
from afstemt.core.terms.model.words import Choices, Word
from afstemt.core.units import formats
from afstemt.core.units.figure import Figure, Step
from afstemt.core.units.wording import _


class ResponseTimeShareParameters(ResponseParameters):
    """How long a response may take."""

    limit_ms: Annotated[Whole, Word("Grænse for svartid", definite="grænsen for svartid", unit="ms")] = Field(
        gt=0
    )
    """Milliseconds a response may take."""
    comparison: Annotated[
        Literal["under", "at_most"],
        Word("Et svar er i tide"),
        Choices({"under": "under grænsen", "at_most": "højst grænsen"}),
    ] = "under"
    """"under 4 s" leaves 4,000 ms out, "at most 4 s" takes it in."""


def measure(task: Task) -> Outcome:
    """Return the share of checks inside agreed hours that were answered within the limit."""
    parameters = ResponseTimeShareParameters.model_validate(task.level.parameters)
    limits = _limits(task, parameters)
    try:
        if parameters.failed is None:
            raise NotMeasured(_("Vilkårene siger ikke, om et kald, der fejler, er et for langsomt svar."))
        checks, held = timed_checks(task)
    except NotMeasured as nothing:
        return not_measured(task, str(nothing), "percent")
    every, answered, within = counted(checks, limits, parameters.comparison == "under")
    whole = every if parameters.failed == "counts_as_slow" else answered
    if not whole:
        return not_measured(task, _("Der er ingen målinger af ydelserne i den aftalte driftstid."), "percent")
    results = tuple(
        judge(task.level, population, Figure(good, whole, "percent"), cases=whole)
        for population, good in zip(task.level.populations, within, strict=True)
    )
    steps = [
        Step(_("Målinger i den aftalte driftstid"), "", formats.number(every + held)),
        *held_out_step(held),
    ]
    if every > answered:
        what = _("Heraf uden svar, tæller som for langsomme")
        if parameters.failed == "left_out":
            what = _("Heraf uden svar, holdes ude")
        steps.append(Step(what, "", formats.number(every - answered)))
    for limit, good, population, result in zip(limits, within, task.level.populations, results, strict=True):
        assert result.figure is not None
        text = (
            _("Besvaret på under {limit} ms")
            if parameters.comparison == "under"
            else _("Besvaret på højst {limit} ms")
        )
        if len(task.level.populations) > 1:
            text = f"{text}, {name_of(population)}"
        steps.append(
            Step(
                text.format(limit=formats.number(limit)),
                f"{formats.number(good)} / {formats.number(whole)}",
                formats.figure(result.figure, 4),
                task.level.clause,
            )
        )
    return outcome(
        task,
        results,
        "percent",
        steps=steps,
        excluded=every - whole + held,
        extra=((_("Uden svar"), Figure(every - answered, 1, "count")),),
    )


def _limits(task: Task, parameters: ResponseTimeShareParameters) -> tuple[int, ...]:
    return tuple(
        parameters.limits_ms.get(population.id, parameters.limit_ms) for population in task.level.populations
    )


def at_worst(task: Task, outcome: Outcome) -> AtWorst:
    """Return the share if every check that was lost was too slow, but those known to have been answered in time."""
    parameters = ResponseTimeShareParameters.model_validate(task.level.parameters)
    lost = lost_checks(task, failed_count=parameters.failed == "counts_as_slow")
    silent = unwatched_losses(task, outcome)
    if silent:
        return AtWorst((*(lost.losses if lost else ()), *silent))
    if lost is None:
        return AtWorst()
    results = []
    for population, limit, result in zip(
        task.level.populations, _limits(task, parameters), outcome.results, strict=True
    ):
        good, whole = 0, 0
        if result.figure is not None and result.basis == "calculated":
            good, whole = result.figure.numerator, result.figure.denominator
        good += int((lost.timed < limit if parameters.comparison == "under" else lost.timed <= limit).sum())
        whole += lost.timed.len() + lost.slow
        results.append(judge(task.level, population, Figure(good, whole, "percent"), cases=whole))
    return AtWorst(lost.losses, tuple(results))


KIND = Kind(
    name="response_time_share",
    title="Svartider inden for grænsen",
    definition="Andelen af målinger i den aftalte driftstid, der er besvaret inden for grænsen.",
    parameters=ResponseTimeShareParameters,
    needs=frozenset({"decimals", "judge", "target"}),
    measured_on=("checks",),
    measure=measure,
    columns=columns_of,
    at_worst=at_worst,
    carries=False,
)
