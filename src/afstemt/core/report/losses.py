"""What was lost and what it can do at most, level by level: the reservations that a figure stands with."""

from collections.abc import Sequence
from dataclasses import dataclass

from afstemt.core.measurement.loss_words import all_rows_words, most_words
from afstemt.core.measurement.outcome import Outcome, Result
from afstemt.core.report.month import Month
from afstemt.core.report.parts import level_of, outcomes
from afstemt.core.report.words import (
    amount,
    capital,
    clauses,
    figure_text,
    joined,
    level_title,
    points,
    population_title,
    sentence,
    state_word,
    target_text,
)
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.units import formats
from afstemt.core.units.wording import _


@dataclass(frozen=True, slots=True)
class Reservation:
    """One level's sentence about what was lost for it.

    Attributes:
        level: The level's id.
        text: The level, how it stands, which rows, why, and what they can do at most.
        turns: Whether it belongs on the first page: it could turn the verdict, cost more, or nothing was measured.
        missed: Whether the level is missed whatever was lost.
    """

    level: str
    text: str
    turns: bool
    missed: bool = False


def reservations(month: Month) -> tuple[Reservation, ...]:
    """Return the levels that something was lost for, and those not measured, in the terms' order."""
    found = []
    for outcome in outcomes(month):
        text = loss_text(month, outcome)
        if text:
            found.append(Reservation(outcome.level, text, _turns(outcome), missed=outcome.state == "missed"))
    return (*found, *_unmeasured(month))


def first(month: Month) -> tuple[str, ...]:
    """Return the sentences that the first page says before its figures.

    Each verdict that could turn has its own; of misses that could be worse the sections say how much.
    """
    own = [one for one in reservations(month) if one.turns]
    worse = [one.level for one in own if one.missed]
    said = dict.fromkeys(one.text for one in own if not one.missed)
    return (*said, _worse_words(worse)) if worse else tuple(said)


def _worse_words(missed: Sequence[str]) -> str:
    """Return that misses could be worse than they are shown."""
    return _(
        "{levels} er ikke opfyldt og kan være dårligere end vist: rækker, der ikke kunne bruges, er ikke regnet med. "
        "Afsnittet om opfyldelse af servicemål siger, hvor meget det højst kan være."
    ).format(levels=joined(list(dict.fromkeys(missed))))


def left_open(month: Month) -> dict[str, str]:
    """Return the levels that what was lost could turn, and those not measured, with their state."""
    return {
        outcome.level: outcome.state
        for outcome in outcomes(month)
        if outcome.turnable or outcome.state == "not_measured"
    }


def loss_text(month: Month, outcome: Outcome) -> str:
    """Return what was lost for a level with its effect at most; nothing where nothing was, or it is not measured."""
    if not outcome.losses or outcome.state == "not_measured":
        return ""
    level = level_of(month, outcome)
    lost = all_rows_words(outcome.losses, month.evidence.files)
    worse = outcome.state == "missed" and _turns(outcome)
    said = _("{level} er {state} og kan være dårligere: {lost}. {effect}")
    text = (said if worse else _("{level} er {state}: {lost}. {effect}")).format(
        level=level_title(outcome, level),
        state=state_word(outcome.state),
        lost=lost,
        effect=effect_text(outcome, level),
    )
    return sentence(f"{text} {cost_text(month, outcome.level)}".strip())


def cost_text(month: Month, level: str) -> str:
    """Return what a level's losses could cost at most; nothing where nothing was lost or no penalty is agreed."""
    own = month.exposures.of(level)
    if own is None:
        return ""
    if own.amount is None or own.points is None:
        return _("Hvad det højst kan koste i bod, kan ikke opgøres.")
    if not own.amount.amount and not own.points:
        return _("Det kan ikke koste mere i bod.")
    if not own.points:
        return sentence(_("Det kan højst koste {amount} mere i bod.").format(amount=amount(own.amount)))
    text = _("Det kan højst koste {points} og {amount} mere i bod.")
    return text.format(points=formats.show(points(own.points)), amount=amount(own.amount))


def effect_text(outcome: Outcome, level: ServiceLevel | None) -> str:
    """Return what a level's losses can do at most to its figure."""
    if outcome.at_worst is None:
        return _("Hvad det højst kan betyde, kan ikke opgøres.")
    most = most_words(outcome.losses)
    figures = _worse(outcome, level)
    if not figures:
        return _("Det kan ikke gøre tallet ringere.")
    text = (
        _("Det kan højst være {most}, og så er {figures}.") if most else _("Så er {figures} i værste fald.")
    )
    return text.format(most=most, figures=clauses(figures))


def _worse(outcome: Outcome, level: ServiceLevel | None) -> list[str]:
    """Return the figures that would be others at worst, each against its target."""
    worst = outcome.at_worst or ()
    return [
        _figure(result, bad, level, named=len(outcome.results) > 1)
        for result, bad in zip(outcome.results, worst, strict=True)
        if bad.figure is not None and bad.figure != result.figure
    ]


def _figure(result: Result, bad: Result, level: ServiceLevel | None, *, named: bool) -> str:
    text = (
        _("tallet for »{population}« {figure}, hvor målet er {target}")
        if named
        else _("tallet {figure}, hvor målet er {target}")
    )
    return text.format(
        population=population_title(level, result),
        figure=figure_text(bad.figure, level),
        target=target_text(result, level),
    )


def _turns(outcome: Outcome) -> bool:
    """Return whether what was lost could turn the verdict, or make a miss worse."""
    if outcome.turnable:
        return True
    if outcome.state != "missed":
        return False
    return outcome.at_worst is None or any(
        bad.state == "missed" and bad.figure != result.figure
        for result, bad in zip(outcome.results, outcome.at_worst, strict=True)
    )


def _unmeasured(month: Month) -> list[Reservation]:
    """Return the levels that were not measured, together where the reason is the same."""
    by_reason: dict[tuple[str, str], list[str]] = {}
    for outcome in outcomes(month):
        if outcome.state == "not_measured":
            lost = all_rows_words([loss for loss in outcome.losses if loss.rows], month.evidence.files)
            reason = outcome.reason or next((one.reason for one in outcome.results if one.reason), "")
            by_reason.setdefault((reason, lost), []).append(outcome.level)
    return [
        Reservation(own[0], _not_measured(own, reason, lost), turns=True)
        for (reason, lost), own in by_reason.items()
    ]


def _not_measured(own: Sequence[str], reason: str, lost: str) -> str:
    names = joined(list(dict.fromkeys(own)))
    text = _("{levels} er ikke målt: {reason}") if reason else _("{levels} er ikke målt.")
    said = text.format(levels=names, reason=reason)
    return sentence(f"{said} {capital(lost)}." if lost else said)
