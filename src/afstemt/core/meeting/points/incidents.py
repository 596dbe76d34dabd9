"""Point 4: incidents by priority, the significant and escalated ones, and problems."""

from afstemt.core.meeting.material import Material
from afstemt.core.meeting.point import PointSpec
from afstemt.core.report.blocks import Block, Table
from afstemt.core.report.counts.incidents import by_priority, incidents
from afstemt.core.report.incident_stories import escalated, rule_note, significant
from afstemt.core.report.month import Month
from afstemt.core.report.parts import column, not_delivered, number_column, touching
from afstemt.core.report.problems import problems_of
from afstemt.core.report.words import priority_title
from afstemt.core.units.wording import _


def blocks(material: Material) -> tuple[Block, ...]:
    """Return each period's incidents, then the problems of the latest."""
    made: list[Block] = []
    for month in material.months:
        if not month.evidence.has("incidents"):
            made.append(not_delivered(_("incidents")))
            continue
        live = incidents(month).filter(touching(month.period))
        made += [_counts(material, month), *rule_note(month)]
        made.extend(significant(month, live).blocks)
        made.extend(escalated(month, live).blocks)
    made.extend(problems_of(material.month)[0].blocks)
    return tuple(made)


def _counts(material: Material, month: Month) -> Table:
    rows = by_priority(month)
    return Table(
        material.caption(_("Incidents efter prioritet"), month),
        (
            column(_("Prioritet"), weight=1.6),
            number_column(_("Åbne ved begyndelsen")),
            number_column(_("Åbnet")),
            number_column(_("Løst")),
            number_column(_("Åbne ved slutningen")),
        ),
        tuple(
            (priority_title(month, row.group), row.backlog_before, row.opened, row.resolved, row.backlog)
            for row in rows
        ),
        total=(
            _("I alt"),
            sum(row.backlog_before for row in rows),
            sum(row.opened for row in rows),
            sum(row.resolved for row in rows),
            sum(row.backlog for row in rows),
        ),
    )


SPEC = PointSpec("incidents", lambda: _("Incidents og problems"), "supplier", 10, 25, blocks)
