"""The nine points of the agenda in order: the one place for their order, titles, owners and share of the time.

The checklist's own wording could not be read when this was written; order and titles are reconstructed from its
chapters and from what the points must carry (``docs/adr/0004-agenda-points.md``). Correct them here. A contract
changes a title or a point's minutes in ``[framework.agenda]``; naming all nine there also sets their order.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from afstemt.core.meeting.material import Material
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
from afstemt.core.meeting.time import Share
from afstemt.core.report.blocks import Block
from afstemt.core.units.wording import _

Owner = Literal["authority", "supplier", "both"]


@dataclass(frozen=True)
class PointSpec:
    """A point of the agenda.

    Attributes:
        id: Stable; the key in ``[framework.agenda]``.
        title: Gives the title in the active language.
        owner: Who leads the point.
        calm, troubled: Percent of the meeting in a calm and in a troubled period.
        blocks: Its material.
    """

    id: str
    title: Callable[[], str]
    owner: Owner
    calm: int
    troubled: int
    blocks: Callable[[Material], tuple[Block, ...]] = field(repr=False)

    @property
    def share(self) -> Share:
        """The point's share of the time."""
        return Share(self.id, self.calm, self.troubled)


POINTS: tuple[PointSpec, ...] = (
    PointSpec(
        "welcome",
        lambda: _("Velkomst, referat og opfølgning på aktioner fra sidst"),
        "authority",
        10,
        10,
        welcome.blocks,
    ),
    PointSpec("summary", lambda: _("Ledelsesreferat"), "supplier", 10, 10, summary.blocks),
    PointSpec(
        "service_levels",
        lambda: _("Opfyldelse af servicemål og bod/bonus"),
        "supplier",
        10,
        20,
        levels.blocks,
    ),
    PointSpec("incidents", lambda: _("Incidents og problems"), "supplier", 10, 25, incidents.blocks),
    PointSpec(
        "requests_and_changes",
        lambda: _("Service requests og changes"),
        "supplier",
        10,
        15,
        requests_and_changes.blocks,
    ),
    PointSpec("security", lambda: _("Sikkerhed"), "supplier", 5, 5, security.blocks),
    PointSpec(
        "business",
        lambda: _("Forretningens kommende aktiviteter og ønsker"),
        "authority",
        20,
        5,
        business.blocks,
    ),
    PointSpec("improvements", lambda: _("Forbedringer og samarbejdet"), "both", 15, 5, improvements.blocks),
    PointSpec(
        "economy", lambda: _("Økonomi, kontraktkalender og eventuelt"), "authority", 10, 5, economy.blocks
    ),
)

BY_ID = {point.id: point for point in POINTS}
