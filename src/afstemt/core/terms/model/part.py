"""Bases of every table in the document: frozen, strictly typed; a clause, and choices with reasons."""

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from afstemt.core.terms.model.shared_fields import ClauseText

DEEPEST_LIST = 3
"""A field is at most a list of lists, or a table of lists; the tables inside see to their own."""


def _with_tuples(value: Any, levels: int = DEEPEST_LIST) -> Any:
    """Return a value of the document with tuples for its lists: what is frozen cannot hold a list."""
    if levels and isinstance(value, dict):
        return {key: _with_tuples(item, levels - 1) for key, item in value.items()}
    if levels and isinstance(value, list):
        return tuple(_with_tuples(item, levels - 1) for item in value)
    return value


class Part(BaseModel):
    """Base of every table in the document: frozen, unknown keys refused, no value taken for another type's.

    Numbers are ``Number`` and ``Whole``, lists are tuples.
    """

    known_by: ClassVar[tuple[str, ...]] = ("id",)
    """The fields that an item of a list is known by from one version of the terms to the next; empty for none."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _never_lists(cls, value: Any) -> Any:
        return _with_tuples(value) if isinstance(value, dict) else value


class Clause(Part):
    """Base of what has a clause in the contract and choices with reasons."""

    clause: ClauseText = ""
    """The contract's own reference: ``"Bilag 6, pkt. 4.2"``. It follows every figure into the report."""
    reasons: Mapping[str, str] = Field(default_factory=dict)
    """A key of the table (or of its ``parameters``) to why the parties chose its value."""
