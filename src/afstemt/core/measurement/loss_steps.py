"""The derivation's last steps: what was lost for the level, and the figure that it could make at worst."""

from collections.abc import Sequence
from dataclasses import replace

from afstemt.core.measurement.kind import AtWorst, Task
from afstemt.core.measurement.loss_words import most_words, rows_words, services_words
from afstemt.core.measurement.outcome import Loss, Result
from afstemt.core.measurement.steps import counts_step, judged_words, name_of, verdict_steps
from afstemt.core.terms.model.levels import Population
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import NBSP, number
from afstemt.core.units.wording import _


def loss_steps(task: Task, worst: AtWorst, results: Sequence[Result]) -> list[Step]:
    """Return a step for what was lost of each table by what was wrong with it, and each population's figure at worst.

    Args:
        task: The level.
        worst: What its lost rows can do at most.
        results: What it came to without them; a population that they cannot make worse has no step.
    """
    steps = [_loss_step(task, loss) for loss in worst.losses]
    if worst.results is None:
        return steps
    for population, result, bad in zip(task.level.populations, results, worst.results, strict=True):
        if bad.figure is not None and bad.figure != result.figure:
            steps += _worst_steps(task, population, bad)
    return steps


def _loss_step(task: Task, loss: Loss) -> Step:
    most = most_words([loss])
    if not loss.bounded:
        effect = _("virkningen kan ikke opgøres")
    elif loss.cases == 0 and not loss.seconds:
        effect = _("kan ikke gøre tallet ringere")
    else:
        effect = _("højst {most}").format(most=most) if most else ""
    what = _("Ikke målt") if loss.services else _("Tabte rækker")
    return Step(what, rows_words(loss, task.evidence.files), effect)


def _worst_steps(task: Task, population: Population, bad: Result) -> list[Step]:
    assert bad.figure is not None
    what = _("I værste fald, {population}").format(population=name_of(population))
    *_rounding, verdict = verdict_steps(task.level, population, bad) or [Step(what)]
    by_cases = bad.figure.unit == "percent" and bad.figure.denominator == bad.cases
    counts = [counts_step(what, bad.figure)] if by_cases else []
    return [*counts, replace(verdict, what=_("Mål, i værste fald") if by_cases else what)]


def loss_reason(task: Task, worst: AtWorst, bad: Result | None) -> str:
    """Return why a population is not simply met: how much could not be used, and what it can do at most."""
    count = sum(loss.rows for loss in worst.losses)
    silent = [name for loss in worst.losses for name in loss.services]
    if silent and not count:
        return _silent_reason(task, silent, bad)
    if not count:
        return _("Det, der mangler, kan ændre afgørelsen.")
    rows = number(count) + NBSP + (_("række") if count == 1 else _("rækker"))
    if bad is None or bad.figure is None:
        text = _("{rows} kunne ikke bruges; hvad det højst kan betyde, kan ikke opgøres.")
        return text.format(rows=rows)
    text = _("{rows} kunne ikke bruges; i værste fald er tallet {figure}, og målet er ikke opfyldt.")
    return text.format(rows=rows, figure=judged_words(task.level, bad))


def _silent_reason(task: Task, silent: Sequence[str], bad: Result | None) -> str:
    """Return why a population is not simply met where nothing was lost but what services were never measured."""
    if bad is None or bad.figure is None:
        text = _("{services} er ikke målt i perioden; hvad det højst kan betyde, kan ikke opgøres.")
        return text.format(services=services_words(silent))
    text = _(
        "{services} er ikke målt i perioden; i værste fald er tallet {figure}, og målet er ikke opfyldt."
    )
    return text.format(services=services_words(silent), figure=judged_words(task.level, bad))
