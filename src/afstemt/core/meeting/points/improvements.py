"""Point 8: praise and complaints, improvements, and matters lifted to the monthly level."""

from collections.abc import Sequence

import polars as pl

from afstemt.core.dialogue.matter import Matter, level_name, owner_name, urgency
from afstemt.core.evidence.ticket_state import over
from afstemt.core.meeting.feedback import feedback_table
from afstemt.core.meeting.material import Material
from afstemt.core.meeting.point import PointSpec
from afstemt.core.report.blocks import Block, Bullets, Table, Text
from afstemt.core.report.parts import column, not_delivered
from afstemt.core.units.wording import _


def blocks(material: Material) -> tuple[Block, ...]:
    """Return what was said, what is being improved, and the matters to take up."""
    made: list[Block] = []
    for kind, caption in (("praise", _("Ros")), ("complaint", _("Klager"))):
        table = feedback_table(material, kind, caption)
        if table:
            made.append(table)
    if not material.delivered("feedback"):
        made.append(not_delivered(_("ros og klager")))
    elif not made:
        first, end = material.months[0].period.from_s, material.month.period.to_s
        said = pl.col("at_s").is_between(first, end, closed="left")
        none = _("Der er ikke registreret ros eller klager i perioden.")
        silent = material.untold("feedback", "kind", said)
        made.append(Text(silent.none(none, _("hvad der er ros, og hvad der er klager"))))
    open_improvements = sorted((one for one in material.improvements if one.open), key=urgency)
    if open_improvements:
        made.append(_table(_("Forbedringer i gang"), open_improvements, effect=True))
    done = [one for one in material.improvements if not one.open]
    if done:
        made.append(Text(_("Gennemførte forbedringer:")))
        made.append(Bullets(tuple(f"{one.title}: {one.effect}" if one.effect else one.title for one in done)))
    if not material.delivered("improvements"):
        made.append(not_delivered(_("forbedringer")))
    elif not material.improvements:
        made.append(Text(_("Der er ingen forbedringer i gang.")))
    made.extend(_matters(material))
    return tuple(made)


def _matters(material: Material) -> list[Block]:
    made: list[Block] = []
    monthly = sorted((one for one in material.matters if one.open and one.level == "monthly"), key=urgency)
    if monthly:
        made.append(_table(_("Emner løftet til den månedlige opfølgning"), monthly))
    elif material.delivered("matters"):
        silent = material.untold("matters", "level", ~over(pl.col("status")))
        none = _("Ingen åbne emner er løftet til den månedlige opfølgning.")
        made.append(Text(silent.none(none, _("hvilke emner der er løftet"))))
    else:
        made.append(not_delivered(_("emner mellem parterne")))
    higher = sorted((one for one in material.matters if one.open and one.level == "contractual"), key=urgency)
    if higher:
        made.append(_table(_("Emner løftet til kontraktlig regulering, til orientering"), higher))
    lifted = [lift for _code, lift in material.lifts]
    if lifted:
        made.append(Text(_("Efter kontraktens tærskler løftes desuden:")))
        made.append(
            Bullets(
                tuple(
                    dict.fromkeys(
                        _("Til {level}: {reason}").format(level=level_name(lift.level), reason=lift.reason)
                        + (f" ({lift.clause})" if lift.clause else "")
                        for lift in lifted
                    )
                )
            )
        )
    return made


def _table(caption: str, found: Sequence[Matter], effect: bool = False) -> Table:
    return Table(
        caption,
        (
            column(_("Id")),
            column(_("Emne"), weight=2.4),
            column(_("Ansvarlig"), weight=1.2),
            column(_("Frist"), weight=1.2),
            column(_("Effekt") if effect else _("Status"), weight=1.6),
        ),
        tuple(
            (one.id, one.title, owner_name(one.owner), one.due, one.effect if effect else one.status)
            for one in found
        ),
    )


SPEC = PointSpec("improvements", lambda: _("Forbedringer og samarbejdet"), "both", 15, 5, blocks)
