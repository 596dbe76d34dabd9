"""The stability score: 0 to 100 from parts that are shown, each with its points and why.

The checklist's figure 3 says that the meeting's time shifts with stability; it gives no formula. The weights and
rates here are Afstemt's own proposal (``docs/adr/0004-agenda-points.md``) and stand in one table.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from afstemt.core.meeting.facts import StabilityFacts
from afstemt.core.units import formats
from afstemt.core.units.money import rounded
from afstemt.core.units.wording import _


class Weights(NamedTuple):
    """Points of each part when all is well; together 100."""

    levels: int = 25
    significant: int = 20
    availability: int = 15
    backlog: int = 10
    changes: int = 10
    penalty: int = 10
    repeated: int = 10


WEIGHTS = Weights()

PER_SIGNIFICANT = 4
"""Points lost per significant incident a period."""
PER_AVAILABILITY = 8
"""Points lost per missed level of availability a period."""
PER_REPEATED = 5
"""Points lost per level missed in the period before too, a period."""
BACKLOG_ALL = Fraction(25)
"""Growth of the backlog, in percent, at which all points are lost."""
CHANGES_ALL = Fraction(30)
"""Failed and emergency changes, in percent of all, at which all points are lost."""
PENALTY_ALL_UNCAPPED = Fraction(10)
"""Penalty in percent of the base, where there is no cap, at which all points are lost."""


@dataclass(frozen=True, slots=True)
class StabilityPart:
    """One part: ``points`` out of ``maximum``; None when nothing was delivered to judge it by."""

    id: str
    title: str
    points: int | None
    maximum: int
    why: str


@dataclass(frozen=True, slots=True)
class Stability:
    """The score with its parts. ``score`` is the points of the parts judged, scaled to 100; None without any.
    ``reserved``: a level is met with reservation, so the score may be too good.
    """

    score: int | None
    parts: tuple[StabilityPart, ...]
    reserved: bool = False


def stability(facts: StabilityFacts) -> Stability:
    """Return the score. Parts are rounded half up to whole points, so that those shown add up to the score."""
    parts = (
        _levels(facts),
        _significant(facts),
        _availability(facts),
        _backlog(facts),
        _changes(facts),
        _penalty(facts),
        _repeated(facts),
    )
    judged = [part for part in parts if part.points is not None]
    maximum = sum(part.maximum for part in judged)
    points = sum(part.points or 0 for part in judged)
    score = int(rounded(Fraction(100 * points, maximum), 0)) if maximum else None
    return Stability(score, parts, reserved=facts.levels_reserved > 0)


def _part(name: str, title: str, lost: Fraction | None, why: str) -> StabilityPart:
    """Return the part with the share ``lost`` (0 to 1 and past it) of its points taken."""
    maximum = getattr(WEIGHTS, name)
    left = None if lost is None else int(rounded(maximum * (1 - min(max(lost, Fraction(0)), Fraction(1))), 0))
    return StabilityPart(name, title, left, maximum, why)


def _none() -> str:
    return _("Der er ikke leveret data; indgår ikke.")


def _levels(facts: StabilityFacts) -> StabilityPart:
    title = _("Opfyldte servicemål")
    judged = facts.levels_met + facts.levels_reserved + facts.levels_missed
    if not judged:
        return _part("levels", title, None, _("Ingen servicemål er bedømt; indgår ikke."))
    why = _("{met} af {judged} bedømte servicemål er opfyldt.").format(met=facts.levels_met, judged=judged)
    if facts.levels_reserved:
        more = _("{count} er opfyldt med forbehold og giver ingen point.")
        why = f"{why} {more.format(count=facts.levels_reserved)}"
    return _part("levels", title, Fraction(judged - facts.levels_met, judged), why)


def _significant(facts: StabilityFacts) -> StabilityPart:
    title = _("Væsentlige incidents")
    if facts.significant is None:
        return _part("significant", title, None, _none())
    lost = Fraction(PER_SIGNIFICANT * facts.significant, WEIGHTS.significant * facts.periods)
    if not facts.significant:
        return _part("significant", title, lost, _("Der er ikke åbnet væsentlige incidents."))
    why = _("{count} åbnet; hver koster {points} point pr. periode.").format(
        count=facts.significant, points=PER_SIGNIFICANT
    )
    return _part("significant", title, lost, why)


def _availability(facts: StabilityFacts) -> StabilityPart:
    title = _("Tilgængelighed")
    if facts.availability_missed is None:
        return _part("availability", title, None, _("Intet mål for tilgængelighed er bedømt; indgår ikke."))
    lost = Fraction(PER_AVAILABILITY * facts.availability_missed, WEIGHTS.availability * facts.periods)
    if not facts.availability_missed:
        why = (
            _("Intet bedømt mål for tilgængelighed er brudt; forbehold står ved servicemålene.")
            if facts.levels_reserved
            else _("Alle bedømte mål for tilgængelighed er opfyldt.")
        )
        return _part("availability", title, lost, why)
    why = _(
        "{count} mål for tilgængelighed er ikke opfyldt; hvert koster {points} point pr. periode."
    ).format(count=facts.availability_missed, points=PER_AVAILABILITY)
    return _part("availability", title, lost, why)


def _backlog(facts: StabilityFacts) -> StabilityPart:
    title = _("Åbne incidents")
    before, after = facts.backlog_before, facts.backlog_after
    if before is None or after is None:
        return _part("backlog", title, None, _none())
    growth = Fraction(100 * (after - before), max(before, 1))
    why = _("Fra {before} åbne til {after}. Vækst på {limit} koster alle point.").format(
        before=formats.number(before), after=formats.number(after), limit=formats.percent(BACKLOG_ALL, 0)
    )
    return _part("backlog", title, growth / BACKLOG_ALL, why)


def _changes(facts: StabilityFacts) -> StabilityPart:
    title = _("Fejlede changes og hastechanges")
    if facts.changes is None:
        return _part("changes", title, None, _none())
    if not facts.changes:
        return _part("changes", title, Fraction(0), _("Ingen changes er gennemført."))
    share = Fraction(100 * (facts.failed + facts.emergency), facts.changes)
    why = _("{failed} fejlede og {emergency} hastechanges af {all}. {limit} koster alle point.").format(
        failed=facts.failed,
        emergency=facts.emergency,
        all=facts.changes,
        limit=formats.percent(CHANGES_ALL, 0),
    )
    return _part("changes", title, share / CHANGES_ALL, why)


def _penalty(facts: StabilityFacts) -> StabilityPart:
    title = _("Bod i forhold til loftet") if facts.capped else _("Bod i forhold til vederlaget")
    if facts.penalty_share is None:
        return _part("penalty", title, None, _("Der er intet vederlag at måle boden mod; indgår ikke."))
    share = formats.percent(facts.penalty_share, 1)
    if facts.capped:
        return _part(
            "penalty", title, facts.penalty_share / 100, _("Boden er {share} af loftet.").format(share=share)
        )
    why = _("Boden er {share} af vederlaget. {limit} koster alle point.").format(
        share=share, limit=formats.percent(PENALTY_ALL_UNCAPPED, 0)
    )
    return _part("penalty", title, facts.penalty_share / PENALTY_ALL_UNCAPPED, why)


def _repeated(facts: StabilityFacts) -> StabilityPart:
    title = _("Gentagne brud")
    if not facts.levels_met + facts.levels_reserved + facts.levels_missed:
        return _part("repeated", title, None, _("Ingen servicemål er bedømt; indgår ikke."))
    if facts.repeated is None:
        return _part("repeated", title, None, _("Perioden før er ikke oplyst; indgår ikke."))
    lost = Fraction(PER_REPEATED * facts.repeated, WEIGHTS.repeated * facts.periods)
    if not facts.repeated:
        return _part("repeated", title, lost, _("Intet servicemål er brudt to perioder i træk."))
    why = _("{count} servicemål er ikke opfyldt to perioder i træk; hvert koster {points} point pr. periode.")
    return _part("repeated", title, lost, why.format(count=facts.repeated, points=PER_REPEATED))
