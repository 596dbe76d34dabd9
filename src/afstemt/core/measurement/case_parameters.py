"""Settings that several kinds over cases have: their type and their words in one."""

from typing import Annotated, Literal

from afstemt.core.terms.model.shared_fields import PartyRole
from afstemt.core.terms.model.words import Choices, Word

Others = Annotated[
    Literal["held_out", "counted"],
    Choices({"held_out": "holdes ude", "counted": "tæller med"}),
    Word("Sager, som andre end leverandøren svarer for"),
]
Pauses = Annotated[bool, Word("Pauser trækkes fra")]
Initiator = Annotated[PartyRole, Word("Kun dem, der er bestilt af", hint="Tom: alle.")]
