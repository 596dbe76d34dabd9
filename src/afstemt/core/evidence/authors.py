"""Who has decided: the party that delivered a row, whatever the row says of it.

A row that says that the other party has decided is no more than its author's claim. Where a decision takes one party's
word, that party's own row has the effect, once, whoever else says the same.
"""

from collections.abc import Mapping

from afstemt.core.evidence.decisions import in_effect, sides
from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.terms.model.shared_fields import PartyRole

Place = tuple[int, int]
"""File and row."""

_SAME = ("kind", "table", "row_id", "level", "from_s", "to_s", "value", "period")
"""The columns in which two rows that say the same are alike."""


def author(evidence: Evidence, file_no: int | None) -> PartyRole | None:
    """Return who delivered a file; None where the product made it, or nobody knows."""
    known = file_no is not None and file_no < len(evidence.files)
    return (evidence.files[file_no].party or None) if known and file_no is not None else None


def speakers(
    evidence: Evidence, by: str, file_no: int | None, known: dict[str, frozenset[PartyRole]]
) -> frozenset[PartyRole]:
    """Return the parties that a row speaks for: those that it names, and of a delivered one its author alone."""
    named, own = sides(by, known), author(evidence, file_no)
    return named if own is None else named & {own}


def agreement(
    evidence: Evidence, known: dict[str, frozenset[PartyRole]]
) -> Mapping[Place, frozenset[PartyRole]]:
    """Return, of each decision by its place, the parties that have said it: in it, or in one of their own."""
    rows = collect(in_effect(evidence).select(*_SAME, "by", "file_no", "row_no")).rows(named=True)
    said: dict[tuple[object, ...], frozenset[PartyRole]] = {}
    for row in rows:
        same = tuple(row[name] for name in _SAME)
        said[same] = said.get(same, frozenset()) | speakers(evidence, row["by"], row["file_no"], known)
    return {(row["file_no"], row["row_no"]): said[tuple(row[name] for name in _SAME)] for row in rows}
