"""What a point of the agenda is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from afstemt.core.meeting.material import Material
from afstemt.core.meeting.time import Share
from afstemt.core.report.blocks import Block

Owner = Literal["authority", "supplier", "both"]


@dataclass(frozen=True)
class PointSpec:
    """A point of the agenda.

    Attributes:
        id: Stable; the key in ``[framework.agenda]``.
        title: Gives the title in the active language.
        owner: Who leads the point.
        calm, troubled: Its share of the meeting in a calm and in a troubled period. Only the proportion counts; the
            nine of the checklist add to 100.
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
