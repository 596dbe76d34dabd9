"""What the overview's address asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from afstemt.web.overview.rows import Row

WAITS: Mapping[str, tuple[str, ...]] = {
    "supplier": ("open", "returned"),
    "authority": ("submitted",),
    "locked": ("approved",),
    "none": ("none",),
}
"""What the newest period can wait for, and its states then."""
LATE = "late"
"""What else a contract can be looked for by: a binding deadline that has passed."""


@dataclass(frozen=True)
class Filters:
    """What is asked for; empty for all."""

    text: str = ""
    supplier: str = ""
    system: str = ""
    waits: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Filters":
        """Return the filters of an address; what is not known is left out."""
        waits = given.get("venter", "")
        return cls(
            given.get("soeg", "").strip()[:100],
            given.get("leverandoer", "").strip()[:200],
            given.get("system", "").strip()[:200],
            waits if waits in (*WAITS, LATE) else "",
        )

    def leave(self, row: Row) -> bool:
        """Return whether the row is among what is asked for."""
        contract = row.contract
        names = (contract.title, contract.authority.name, contract.supplier.name)
        return (
            (not self.text or any(self.text.casefold() in name.casefold() for name in names))
            and (not self.supplier or contract.supplier.name == self.supplier)
            and (not self.system or self.system in row.systems)
            and (not self.waits or self._waits(row))
        )

    def _waits(self, row: Row) -> bool:
        if self.waits == LATE:
            return bool(row.late)
        return (row.current.state if row.current else "none") in WAITS[self.waits]


def choices(rows: Iterable[Row]) -> tuple[list[str], list[str]]:
    """Return the suppliers and the systems to choose between: only those of contracts that the person sees."""
    found = list(rows)
    return (
        sorted({row.contract.supplier.name for row in found}),
        sorted({name for row in found for name in row.systems}),
    )
