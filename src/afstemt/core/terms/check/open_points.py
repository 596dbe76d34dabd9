"""What the check raises: a point that the contract leaves to chance, in plain words."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["blocks", "warning", "note"]


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One thing ``afstemt check`` raises.

    Attributes:
        code: Stable short name of the check, or of the field.
        severity: ``blocks``: no figure can be made before the terms choose; ``warning``; ``note``.
        place: Key in the document, for example ``service_levels[2].penalties[0].parameters.count``.
        clause: The contract's own clause, when known.
        subject: What it is about: a level's id, ``settlement`` ...
        text: The point in the active language.
        choices: Values to choose between with their meaning, in the active language.
    """

    code: str
    severity: Severity
    place: str
    clause: str
    subject: str
    text: str
    choices: tuple[tuple[str, str], ...] = ()
