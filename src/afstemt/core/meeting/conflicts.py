"""Planned changes held against the business's peaks and freezes."""

from dataclasses import dataclass

from afstemt.core.meeting.material import Material
from afstemt.core.report.counts.changes import ahead
from afstemt.core.report.planned_changes import PlannedChange, can_clash, clashes, planned_change
from afstemt.core.units import formats
from afstemt.core.units.wording import _

SIGNIFICANT_RISKS = frozenset({"høj", "high", "kritisk", "critical"})
"""Words for a risk, in lower case, that make a planned change significant."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A change that meets an activity of the business; ``kind`` is peak, freeze, or empty where it is not said."""

    change: PlannedChange
    title: str
    kind: str
    from_s: int
    to_s: int

    def sentence(self, zone: str) -> str:
        """Return the conflict in words."""
        match self.kind:
            case "freeze":
                text = _("{change} ({what}) {when} ligger i ændringsstoppet »{activity}« ({stretch}).")
            case "peak":
                text = _("{change} ({what}) {when} ligger i spidsbelastningen »{activity}« ({stretch}).")
            case _:
                text = _("{change} ({what}) {when} falder sammen med »{activity}« ({stretch}).")
        return text.format(
            change=self.change.id,
            what=self.change.title,
            when=formats.moment(self.change.from_s, zone),
            activity=self.title,
            stretch=formats.stretch(self.from_s, self.to_s, zone),
        )


def planned_changes(material: Material) -> tuple[PlannedChange, ...]:
    """Return the changes planned after the latest period that are neither begun nor cancelled, in time order."""
    found = [planned_change(row) for row in material.rows("changes", ahead(material.month.period))]
    return tuple(sorted(found, key=lambda change: (change.from_s, change.id)))


def conflicts(material: Material) -> tuple[Conflict, ...]:
    """Return every planned change that lies in an activity of the business that concerns it."""
    activities = sorted(
        material.rows("business_activities", can_clash(material.month.period)),
        key=lambda row: (str(row["from_s"]), str(row["title"])),
    )
    found = []
    for change in planned_changes(material):
        for row in activities:
            if clashes(material.terms, change, row):
                first, end = row["from_s"], row["to_s"]
                assert isinstance(first, int)
                assert isinstance(end, int)
                found.append(Conflict(change, str(row["title"]), str(row["kind"] or ""), first, end))
    return tuple(found)


def needs_advice(change: PlannedChange, found: tuple[Conflict, ...]) -> bool:
    """Return whether the advisory board should see the change: high risk, or in a peak or freeze."""
    return change.risk.strip().casefold() in SIGNIFICANT_RISKS or any(
        conflict.change.id == change.id for conflict in found
    )
