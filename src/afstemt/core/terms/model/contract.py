"""A contract: all its versions, and which are in force when."""

from dataclasses import dataclass

from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.period import Period


@dataclass(frozen=True)
class Contract:
    """The versions of one contract's terms, in order of the day they take effect.

    ``hashes`` are the SHA-256 of each version's file, in the same order.
    """

    versions: tuple[Terms, ...]
    hashes: tuple[str, ...] = ()

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

    @property
    def current(self) -> Terms:
        """The latest version."""
        return self.versions[-1]
