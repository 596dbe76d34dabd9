"""Bases of every table in the document: frozen, unknown keys refused; a clause, and choices with reasons."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field


class Part(BaseModel):
    """Base of every table in the document: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Clause(Part):
    """Base of what has a clause in the contract and choices with reasons.

    ``clause`` is the contract's own reference ("Bilag 6, pkt. 4.2"); ``reasons`` maps a field's name to why
    the parties chose its value where the contract is ambiguous.
    """

    clause: str = ""
    reasons: Mapping[str, str] = Field(default_factory=dict)
