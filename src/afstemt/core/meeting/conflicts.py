"""Planned changes held against the business's peaks and freezes."""

from dataclasses import dataclass

import polars as pl

from afstemt.core.meeting.material import Material
from afstemt.core.report.counts.changes import ahead
from afstemt.core.units import formats
from afstemt.core.units.wording import _

SIGNIFICANT_RISKS = frozenset({"høj", "high", "kritisk", "critical"})
"""Words for a risk, in lower case, that make a planned change significant."""


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """A change not yet begun: planned stretch in UTC seconds, half-open, and what it affects."""

    id: str
    title: str
    from_s: int
    to_s: int
    risk: str
    type: str
    affects: str
    system: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A change that meets a peak or a freeze; ``kind`` is peak or freeze."""

    change: PlannedChange
    title: str
    kind: str
    from_s: int
    to_s: int

    def sentence(self, zone: str) -> str:
        """Return the conflict in words."""
        text = (
            _("{change} ({what}) {when} ligger i ændringsstoppet »{activity}« ({stretch}).")
            if self.kind == "freeze"
            else _("{change} ({what}) {when} ligger i spidsbelastningen »{activity}« ({stretch}).")
        )
        return text.format(
            change=self.change.id,
            what=self.change.title,
            when=formats.moment(self.change.from_s, zone),
            activity=self.title,
            stretch=formats.stretch(self.from_s, self.to_s, zone),
        )


def planned_changes(material: Material) -> tuple[PlannedChange, ...]:
    """Return the changes planned after the latest period that are neither begun nor cancelled, in time order."""
    found = [
        PlannedChange(
            _text(row["id"]),
            _text(row["title"]),
            _second(row["planned_start_s"]),
            _second(row["planned_end_s"] if row["planned_end_s"] is not None else row["planned_start_s"]),
            _text(row["risk"]),
            _text(row["type"]),
            _text(row["affects"]) or _text(row["service"]),
            _text(row["system"]),
        )
        for row in material.rows("changes", ahead(material.month.period))
    ]
    return tuple(sorted(found, key=lambda change: (change.from_s, change.id)))


def conflicts(material: Material) -> tuple[Conflict, ...]:
    """Return every planned change that lies in a peak or freeze that concerns it.

    An activity concerns a change when it names nothing that it affects, or names the change's system, service
    or something the change affects. A change without a stated end is one moment.
    """
    keep = pl.col("kind").is_in(["peak", "freeze"]) & (pl.col("to_s") > material.month.period.to_s)
    activities = sorted(
        material.rows("business_activities", keep),
        key=lambda row: (_second(row["from_s"]), _text(row["title"])),
    )
    return tuple(
        Conflict(
            change,
            _text(row["title"]),
            _text(row["kind"]),
            _second(row["from_s"]),
            _second(row["to_s"]),
        )
        for change in planned_changes(material)
        for row in activities
        if change.from_s < _second(row["to_s"])
        and _second(row["from_s"]) < max(change.to_s, change.from_s + 1)
        and _concerns(material, change, _text(row["affects"]))
    )


def _concerns(material: Material, change: PlannedChange, affects: str) -> bool:
    named = _names(affects)
    own = _names(change.affects) | ({change.system.casefold()} if change.system else set())
    if not named or not own:
        return True
    for system in material.terms.systems:
        services = {one.id.casefold() for one in system.services}
        words = {system.id.casefold(), system.name.casefold()}
        if own & services:
            own = own | words
        if named & words:
            named = named | words | services
    return bool(named & own)


def needs_advice(change: PlannedChange, found: tuple[Conflict, ...]) -> bool:
    """Return whether the advisory board should see the change: high risk, or in a peak or freeze."""
    return change.risk.strip().casefold() in SIGNIFICANT_RISKS or any(
        conflict.change.id == change.id for conflict in found
    )


def _names(text: str) -> set[str]:
    return {part.strip().casefold() for part in text.replace(";", ",").split(",") if part.strip()}


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _second(value: object) -> int:
    assert isinstance(value, int)
    return value
