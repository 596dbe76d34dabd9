"""A contract: all its versions, and which are in force when."""

from dataclasses import dataclass

from afstemt.core.terms.model.aliases import Alias
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.period import Period


@dataclass(frozen=True)
class Contract:
    """The versions of one contract's terms, in order of the day they take effect.

    ``hashes`` are the SHA-256 of each version's file, in the same order. ``aliases`` are of no version, and hold for
    all; ``aliases_hash`` is of what they were read from, empty where there are none.
    """

    versions: tuple[Terms, ...]
    hashes: tuple[str, ...] = ()
    aliases: tuple[Alias, ...] = ()
    aliases_hash: str = ""

    def in_force(self, period: Period) -> tuple[tuple[Period, Terms], ...]:
        """Return the stretches of ``period`` with the version in force; days before the first are left out."""
        parts = []
        for number, terms in enumerate(self.versions):
            later = self.versions[number + 1 :]
            first = max(terms.in_force_from, period.first)
            end = min(period.end, later[0].in_force_from) if later else period.end
            if first < end:
                parts.append((Period(first, end, period.zone), terms))
        return tuple(parts)

    def ruling(self, period: Period) -> Terms | None:
        """Return the version in force on the period's last day; None where none is in force in it."""
        parts = self.in_force(period)
        return parts[-1][1] if parts else None

    def ruling_level(self, level: str, part: Period) -> tuple[Terms, ServiceLevel] | None:
        """Return the version that ruled a level in a stretch (the last in force that has it) and the level; or None."""
        for _part, terms in reversed(self.in_force(part)):
            for own in terms.service_levels:
                if own.id == level:
                    return terms, own
        return None

    def levels_in(self, period: Period) -> tuple[ServiceLevel, ...]:
        """Return every level in force in the period, each as the last version there has it, in the terms' order."""
        found: dict[str, ServiceLevel] = {}
        for _part, terms in self.in_force(period):
            found.update({level.id: level for level in terms.service_levels})
        return tuple(found.values())

    def hash_of(self, version: Terms) -> str | None:
        """Return the hash of a version's file; None where it is not known."""
        days = (own.in_force_from for own in self.versions)
        return dict(zip(days, self.hashes, strict=False)).get(version.in_force_from)

    @property
    def current(self) -> Terms:
        """The latest version."""
        return self.versions[-1]
