"""Point 2: how things stand, in the supplier's words, or a computed draft that is marked so."""

from afstemt.core.meeting.material import Material
from afstemt.core.meeting.point import PointSpec
from afstemt.core.meeting.stability import Stability
from afstemt.core.meeting.time import CALM_FROM, TROUBLED_TO
from afstemt.core.report.blocks import Block, Table, Text
from afstemt.core.report.parts import column, number_column, statements
from afstemt.core.report.sections import management_summary
from afstemt.core.report.summary import draft
from afstemt.core.report.verdict import verdict
from afstemt.core.units.figure import Status, Value
from afstemt.core.units.wording import _

FULL_SCORE = 100
"""Points of all parts together."""


def blocks(material: Material) -> tuple[Block, ...]:
    """Return the verdict and summary of each period, and the parts of the stability score."""
    made: list[Block] = []
    for month in material.months:
        made.append(Text(verdict(month), "lead"))
        words = statements(month, management_summary.SPEC.named)
        if words:
            made.extend(words)
        else:
            made.append(
                Text(_("Leverandøren har ikke skrevet et ledelsesreferat; udkast beregnet ud fra tallene:"))
            )
            made.append(Text("\n".join(draft(month)), "draft"))
    made.append(stability_table(material))
    return tuple(made)


def stability_table(material: Material) -> Table:
    """Return the score's parts with their points and why."""
    found = material.stability
    rows: list[tuple[Value, ...]] = [
        (
            part.title,
            _("indgår ikke") if part.points is None else part.points,
            part.maximum,
            part.why,
        )
        for part in found.parts
    ]
    judged = [part for part in found.parts if part.points is not None]
    reached, highest = sum(part.points or 0 for part in judged), sum(part.maximum for part in judged)
    total: tuple[Value, ...] = (_("I alt"), reached, highest, _scaled(found.score, reached, highest))
    return Table(
        _("Stabilitet i perioden, og hvad tallet er gjort af"),
        (
            column(_("Del"), weight=1.4),
            number_column(_("Point"), 0.7),
            number_column(_("Højst"), 0.6),
            column(_("Hvorfor"), weight=3),
        ),
        tuple(rows),
        total=total,
    )


def _scaled(score: int | None, reached: int, highest: int) -> str:
    """Return the score in words; where parts are left out, how the points become it."""
    if score is None:
        return ""
    if highest == FULL_SCORE:
        return _("Stabilitet: {score} af 100.").format(score=score)
    return _("Stabilitet: {points} af {all} point svarer til {score} af 100.").format(
        points=reached, all=highest, score=score
    )


def mood(found: Stability) -> Status:
    """Return the score in words: calm, on the way, troubled; calm only with its reservation where it has one."""
    score = found.score
    if score is None:
        return Status("neutral", _("stabilitet kan ikke bedømmes"))
    if score >= CALM_FROM and found.reserved:
        return Status("reserved", _("rolig periode, med forbehold"))
    if score >= CALM_FROM:
        return Status("good", _("rolig periode"))
    if score <= TROUBLED_TO:
        return Status("attention", _("urolig periode"))
    return Status("neutral", _("blandet periode"))


SPEC = PointSpec("summary", lambda: _("Ledelsesreferat"), "supplier", 10, 10, blocks)
