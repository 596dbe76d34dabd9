"""Faults in the user's data, as values: what, where, what was expected, what to do."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name in the rows that the terms do not know, and that an alias can tell the meaning of.

    Attributes:
        of: What it is the name of, as ``AliasOf`` in the terms' model says.
        name: As in the rows.
        near: The id in the terms that is offered; empty for none.
        rows: How many rows of the period have it where it was found; 0 where that is not told.
    """

    of: str
    name: str
    near: str = ""
    rows: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in what the user gave.

    Attributes:
        code: Stable short name, for example ``"missing-column"``; tests and pages key on it.
        message: One sentence in the active language: what is wrong, what was expected, what to do.
        source: The file as the user named it, or ``""``.
        place: Where in the file: a row (``"række 17"``) or a key (``"service_levels[2].target"``).
        row: Line number in a text file, row number in a spreadsheet; 1-based; None for the file.
        column: Column name in the file, if one is to blame.
        severity: ``stop`` refuses the file or the terms, ``set_aside`` sets the row aside, ``ask`` stands until
            someone answers it, ``note`` changes nothing.
        party: Who is to answer what asks; ``""`` where that is whoever delivered it, or both.
        unknown: The name that is asked about, where an alias can answer; never of a file by itself.
    """

    code: str
    message: str
    source: str = ""
    place: str = ""
    row: int | None = None
    column: str | None = None
    severity: Literal["stop", "set_aside", "ask", "note"] = "stop"
    party: Literal["", "authority", "supplier"] = ""
    unknown: UnknownName | None = None


class Refused(Exception):  # noqa: N818 - the domain's word, not a fault in the program
    """The input cannot be used; every fault found is in ``faults``. Nothing has been written."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = faults
