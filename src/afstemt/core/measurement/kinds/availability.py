"""Availability: agreed time less downtime, of agreed time."""

from typing import Annotated, Literal

from pydantic import Field

from afstemt.core.measurement.composition import Composed, Composition, as_reported, compose
from afstemt.core.measurement.composition import at_worst as worst_of
from afstemt.core.measurement.downtime import Downtime, downtime
from afstemt.core.measurement.judge import judge
from afstemt.core.measurement.kind import AtWorst, Kind, Task
from afstemt.core.measurement.lost_time import columns_of, lost_time, told_of
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.measurement.reported import NotMeasured, unwatched
from afstemt.core.measurement.time_outcome import (
    account,
    coverage,
    downtime_steps,
    not_measured,
    outcome,
)
from afstemt.core.measurement.time_parameters import DowntimeParameters
from afstemt.core.terms.model.numbers import Whole
from afstemt.core.terms.model.words import AskedWhen, Choices, Word
from afstemt.core.units import formats
from afstemt.core.units.figure import Figure, Step
from afstemt.core.units.money import rounded
from afstemt.core.units.wording import _

MOST_SERVICES = 20
"""Services whose own figures are shown beside the verdict."""


class AvailabilityParameters(DowntimeParameters):
    """What counts as downtime, and how several services become one figure."""

    composition: Annotated[
        Literal["each", "any", "all", "weighted", "average"] | None,
        Word("Flere ydelser bliver til ét tal ved"),
        Choices(
            {
                "each": "hver ydelse for sig; den laveste bedømmes",
                "any": "nede, når mindst én er nede",
                "all": "kun nede, når alle er nede",
                "weighted": "vægt efter ramte brugere",
                "average": "gennemsnit",
            }
        ),
        AskedWhen("unless the level is of one service"),
    ] = None
    """How several services become one figure: each by itself and the lowest judged; down when any is; down when
    all are; weighted by users hit; the average.
    """
    all_users: Annotated[
        Whole | None, Word("Alle brugere", definite="antallet af alle brugere", unit="brugere")
    ] = Field(default=None, gt=0)
    """Number of all users, for ``weighted``; the sum of the services' users when left out."""


def measure(task: Task) -> Outcome:
    """Return the availability of the level's services in the task's part."""
    parameters = AvailabilityParameters.model_validate(task.level.parameters)
    users = {service.id: service.users for service in task.terms.services}
    try:
        found = downtime(task, parameters)
        composed = compose(found, parameters.composition, users, parameters.all_users)
        raw = compose(
            as_reported(found, parameters.composition), parameters.composition, users, parameters.all_users
        )
    except NotMeasured as nothing:
        return not_measured(task, str(nothing), "percent")
    if composed.figure is None:
        return not_measured(task, _("Der er ingen aftalt eller målt driftstid i perioden."), "percent")
    share = coverage(task, found, parameters.source)
    cases = int((found.rows["state"] == "down").sum())
    results = tuple(
        judge(task.level, population, composed.figure, cases=cases, any_number=True, coverage=share)
        for population in task.level.populations
    )
    steps = [
        *downtime_steps(task, found, parameters.source),
        *_together(composed, parameters.composition),
        _formula(task, composed, parameters.composition),
    ]
    return outcome(
        task,
        results,
        "percent",
        rows=found.rows,
        steps=steps,
        excluded=found.excluded,
        extra=_extra(task, found, composed, raw),
    )


def at_worst(task: Task, outcome: Outcome) -> AtWorst:
    """Return the availability if all that was lost was down, and every service that nobody measured."""
    parameters = AvailabilityParameters.model_validate(task.level.parameters)
    silent = unwatched(task, parameters.tables, outcome)
    if not task.lost and not silent:
        return AtWorst()
    how = parameters.composition
    users = {service.id: service.users for service in task.terms.services}
    everyone = parameters.all_users or sum(users[one] or 0 for one in task.terms.services_of(task.level))
    lost = lost_time(
        task,
        parameters,
        everywhere=how in (None, "each", "any"),
        users=everyone if how == "weighted" else None,
        silent=silent,
    )
    maintained = any(loss.table == "maintenance" for loss in lost.losses)
    if (
        not lost.losses or not lost.told or (how == "weighted" and maintained)
    ):  # it moves the weights and the time both
        return AtWorst(tuple(lost.losses))
    try:
        found = downtime(lost.task, parameters, failed=lost.failed, with_rows=how == "weighted")
        composed = compose(found, how, users, parameters.all_users)
    except NotMeasured:
        return AtWorst(tuple(lost.losses))
    figure = worst_of(found, composed, how, lost.anywhere, lost.loose_s, everyone)
    results = tuple(
        judge(task.level, population, figure, cases=0, any_number=True)
        for population in task.level.populations
    )
    return AtWorst(tuple(lost.losses), results)


def _together(composed: Composed, how: Composition | None) -> tuple[Step, ...]:
    """Return how several services' time becomes the figure's, where it is not their sum."""
    if how not in ("any", "all") or len(composed.services) == 1:
        return ()
    down = (
        _("Tid, hvor mindst én ydelse er nede")
        if how == "any"
        else _("Tid, hvor alle ydelser er nede samtidig")
    )
    return (
        Step(_("Driftstid, talt én gang for ydelserne tilsammen"), "", formats.duration(composed.agreed_s)),
        Step(down, "", formats.duration(composed.down_s)),
    )


def _formula(task: Task, composed: Composed, how: Composition | None) -> Step:
    assert composed.figure is not None
    words = {
        "each": _("Tilgængelighed: (aftalt tid - nedetid) / aftalt tid"),
        "any": _("Tilgængelighed: nede, når mindst én ydelse er nede"),
        "all": _("Tilgængelighed: nede, når alle ydelser er nede samtidig"),
        "weighted": _("Tilgængelighed vægtet: 1 - (nedetid × ramte brugere) / (alle brugere × aftalt tid)"),
        "average": _("Tilgængelighed: gennemsnit af ydelsernes tilgængelighed"),
    }[how or "each"]
    if composed.lowest and len(composed.services) > 1:
        words = _("Laveste tilgængelighed: {service}").format(
            service=task.terms.service_name(composed.lowest)
        )
    formula = f"{formats.number(composed.figure.numerator)} / {formats.number(composed.figure.denominator)}"
    return Step(
        words, formula, formats.figure(composed.figure, task.level.shown_decimals + 2), task.level.clause
    )


def _extra(task: Task, found: Downtime, composed: Composed, raw: Composed) -> list[tuple[str, Figure]]:
    made = account(found)
    extra = [] if raw.figure is None else [(_("Før justering"), raw.figure)]
    assert composed.figure is not None
    extra.append((_("Efter justering"), composed.figure))
    extra.append((_("Nedetid"), Figure(made.down, 1, "seconds")))
    target = task.level.populations[0].target
    if target is not None:
        allowed = rounded(composed.agreed_s * (100 - target) / 100, 0, "down")
        if composed.lowest:
            extra.append((_("Højeste nedetid, som målet tillader"), Figure(int(allowed), 1, "seconds")))
    for label, seconds in (
        (_("Aftalt vedligehold"), made.maintenance),
        (_("Holdt ude"), made.not_answered + made.held_out),
        (_("Uden måling"), made.missing),
    ):
        if seconds:
            extra.append((label, Figure(seconds, 1, "seconds")))
    if 1 < len(composed.services) <= MOST_SERVICES:
        extra.extend(
            (service, Figure(whole - gone, whole, "percent"))
            for service, gone, whole in composed.services
            if whole
        )
    return extra


KIND = Kind(
    name="availability",
    title="Tilgængelighed",
    definition=(
        "Aftalt driftstid uden aftalt vedligehold, fratrukket nedetid, i procent af den aftalte driftstid. "
        "Overlappende nedetid tæller én gang, i hele sekunder."
    ),
    parameters=AvailabilityParameters,
    needs=frozenset({"missing_data", "decimals", "judge", "target"}),
    measured_on=lambda parameters: parameters.tables,
    measure=measure,
    columns=lambda level: columns_of(level.parameters, users=level.parameters.composition == "weighted"),
    told=lambda level: told_of(level.parameters),
    at_worst=at_worst,
    silence=lambda parameters: parameters.silence,
    watches_availability=True,
)
