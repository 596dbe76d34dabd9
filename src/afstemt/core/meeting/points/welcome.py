"""Point 1: the last minutes and what became of the actions, overdue first."""

from afstemt.core.dialogue.matter import Matter, owner_name, urgency
from afstemt.core.meeting.material import Material
from afstemt.core.meeting.point import PointSpec
from afstemt.core.report.blocks import Block, Table, Text
from afstemt.core.report.parts import column
from afstemt.core.report.words import capital
from afstemt.core.units import formats
from afstemt.core.units.figure import Status, Value
from afstemt.core.units.wording import _


def blocks(material: Material) -> tuple[Block, ...]:
    """Return the minutes to approve, and the actions open and done."""
    made: list[Block] = []
    meetings = [one.from_meeting for one in material.actions if one.from_meeting]
    earlier = [day for day in meetings if day < material.meeting]
    if earlier:
        made.append(
            Text(_("Godkendelse af referatet fra mødet {day}.").format(day=formats.day(max(earlier))))
        )
    else:
        made.append(Text(_("Godkendelse af referatet fra sidste møde.")))
    if not material.delivered("actions"):
        made.append(Text(_("Der er ikke leveret en liste over aktioner.")))
        return tuple(made)
    opened = sorted((one for one in material.actions if one.open), key=urgency)
    late = [one for one in opened if one.overdue(material.meeting)]
    rest = [one for one in opened if one not in late]
    made.append(
        Text(
            _("Åbne aktioner: {count}, heraf {late} over fristen.").format(count=len(opened), late=len(late))
            if opened
            else _("Der er ingen åbne aktioner.")
        )
    )
    if opened:
        made.append(
            Table(
                _("Åbne aktioner, de overskredne først"),
                (
                    column(_("Id")),
                    column(_("Aktion"), weight=2.4),
                    column(_("Ansvarlig"), weight=1.2),
                    column(_("Frist"), weight=1.2),
                    column(_("Status"), weight=1.2),
                ),
                tuple(_row(one, material) for one in (*late, *rest)),
            )
        )
    done = sorted((one for one in material.actions if not one.open), key=lambda one: one.id)
    if done:
        made.append(
            Table(
                _("Afsluttede aktioner"),
                (
                    column(_("Id")),
                    column(_("Aktion"), weight=2.4),
                    column(_("Ansvarlig"), weight=1.2),
                    column(_("Status")),
                    column(_("Effekt"), weight=1.6),
                ),
                tuple((one.id, one.title, owner_name(one.owner), one.status, one.effect) for one in done),
            )
        )
    return tuple(made)


def _row(one: Matter, material: Material) -> tuple[Value, ...]:
    status: Value = (
        Status("attention", _("over fristen"))
        if one.overdue(material.meeting)
        else Status("neutral", capital(one.status) or _("Åben"))
    )
    return (one.id, one.title, owner_name(one.owner), one.due, status)


SPEC = PointSpec(
    "welcome", lambda: _("Velkomst, referat og opfølgning på aktioner fra sidst"), "authority", 10, 10, blocks
)
