"""The points of the agenda, in the checklist's order. A new point is one file and one line here.

The checklist's own wording could not be read when this was written; order and titles are reconstructed from its
chapters and from what the points must carry (``docs/adr/0004-agenda-points.md``). A contract changes a title or a
point's minutes in ``[framework.agenda]``; naming all points there also sets their order.
"""

from afstemt.core.meeting.point import PointSpec
from afstemt.core.meeting.points import (
    business,
    economy,
    improvements,
    incidents,
    levels,
    requests_and_changes,
    security,
    summary,
    welcome,
)

POINTS: tuple[PointSpec, ...] = (
    welcome.SPEC,
    summary.SPEC,
    levels.SPEC,
    incidents.SPEC,
    requests_and_changes.SPEC,
    security.SPEC,
    business.SPEC,
    improvements.SPEC,
    economy.SPEC,
)

BY_ID = {point.id: point for point in POINTS}
