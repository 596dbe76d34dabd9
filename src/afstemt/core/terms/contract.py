"""A contract: all its versions, and which are in force when."""

from dataclasses import dataclass

from afstemt.core.terms.model import Terms
from afstemt.core.units.period import Period


@dataclass(frozen=True)
class Contract:
    """The versions of one contract's terms, in order of the day they take effect.

    ``hashes`` are the SHA-256 of each version's file, in the same order.
    """

    versions: tuple[Terms, ...]
    hashes: tuple[str, ...] = ()

    def in_force(self, period: Period) -> tuple[tuple[Period, Terms], ...]:
        """Return the stretches of ``period`` with the version in force in each; days before the first version are left out."""
        parts = []
        for number, terms in enumerate(self.versions):
            following = (
                self.versions[number + 1].in_force_from if number + 1 < len(self.versions) else period.end
            )
            if terms.in_force_from >= following:
                continue
            part = (
                period.intersection(Period(terms.in_force_from, max(following, period.first), period.zone))
                if (max(following, period.first) > terms.in_force_from)
                else None
            )
            if part:
                parts.append((part, terms))
        return tuple(parts)

    @property
    def current(self) -> Terms:
        """The latest version."""
        return self.versions[-1]
