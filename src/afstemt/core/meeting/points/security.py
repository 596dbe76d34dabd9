"""Point 6: security updates done, missing and postponed."""

from afstemt.core.meeting.material import Material
from afstemt.core.meeting.point import PointSpec
from afstemt.core.report.blocks import Block, Table, Text
from afstemt.core.report.counts.security_updates import by_severity, missing_at
from afstemt.core.report.parts import at, column, not_delivered, text
from afstemt.core.report.sections.security_updates import severity_word
from afstemt.core.report.words import counted
from afstemt.core.units import formats
from afstemt.core.units.wording import _


def blocks(material: Material) -> tuple[Block, ...]:
    """Return the number installed in each period, and those missing at the end of the latest."""
    if not material.delivered("security_updates"):
        return (not_delivered(_("sikkerhedsopdateringer")),)
    made: list[Block] = []
    for month in material.months:
        updates = by_severity(month)
        made.append(
            Text(
                _("{period}: {installed} installeret, {released} frigivet.").format(
                    period=formats.period_name(month.period).capitalize(),
                    installed=counted(
                        sum(one.installed for one in updates),
                        _("sikkerhedsopdatering"),
                        _("sikkerhedsopdateringer"),
                    ),
                    released=sum(one.released for one in updates),
                )
            )
        )
    keep = missing_at(material.month.period.to_s)
    missing = sorted(
        material.rows("security_updates", keep), key=lambda row: (str(row["released_s"]), str(row["id"]))
    )
    limit = material.terms.report.max_rows
    if not missing:
        made.append(Text(_("Ingen frigivne sikkerhedsopdateringer mangler ved periodens slutning.")))
        return tuple(made)
    made.append(
        Table(
            _("Sikkerhedsopdateringer, der mangler ved periodens slutning"),
            (
                column(_("Id")),
                column(_("Opdatering"), weight=2),
                column(_("Alvor"), weight=0.8),
                column(_("Frigivet"), weight=1.3),
                column(_("Planlagt"), weight=1.3),
                column(_("Årsag til udsættelse"), weight=1.6),
            ),
            tuple(
                (
                    text(row["id"]),
                    text(row["title"]),
                    severity_word(text(row["severity"])),
                    at(material.month, row["released_s"]),
                    at(material.month, row["planned_s"]),
                    text(row["postponed_reason"]) or _("ikke oplyst"),
                )
                for row in missing[:limit]
            ),
            of=len(missing) if len(missing) > limit else None,
        )
    )
    return tuple(made)


SPEC = PointSpec("security", lambda: _("Sikkerhed"), "supplier", 5, 5, blocks)
