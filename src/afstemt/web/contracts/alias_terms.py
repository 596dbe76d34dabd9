"""The contract's aliases as the engine reads them: beside the terms, known by the hash of their file."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from afstemt.core.evidence.name_findings import line_of
from afstemt.core.terms.model.aliases import BOTH, confirmers
from afstemt.core.terms.model.aliases import Alias as AliasTerms
from afstemt.core.terms.model.contract import Contract as Terms
from afstemt.core.terms.model.shared_fields import PartyRole
from afstemt.web.contracts.models import Alias, Contract

SIDES: tuple[PartyRole, ...] = ("authority", "supplier")


def read(alias: Alias) -> AliasTerms:
    """Return an alias as the engine reads it."""
    return AliasTerms.model_validate(plain(alias))


def plain(alias: Alias) -> dict[str, Any]:
    """Return an alias as plain values: what ``aliases.toml`` would have, to be kept and hashed."""
    return {
        "of": alias.of,
        "name": alias.name,
        "means": alias.means,
        "proposed_by": alias.proposed_for,
        "confirmed_by": [side for side in SIDES if getattr(alias, f"{side}_confirmed_at")],
        "reason": alias.reason,
    }


def standing(contract: Contract) -> list[dict[str, Any]]:
    """Return the aliases that stand now, confirmed or not, in their order; one query, or none where it is fetched."""
    found = [plain(alias) for alias in contract.aliases.all() if alias.ended_at is None]
    return sorted(found, key=lambda one: (one["of"], one["name"]))


def beside(terms: Terms, aliases: Sequence[Mapping[str, Any]]) -> Terms:
    """Return the terms with aliases beside them, as ``standing`` gives those.

    Their hash is of the file that the package for the records system has, so that it can be held against that file.
    """
    if not aliases:
        return terms
    return replace(
        terms,
        aliases=tuple(AliasTerms.model_validate(one) for one in aliases),
        aliases_hash=hashlib.sha256(document(aliases).encode()).hexdigest(),
    )


def kept(terms: Terms) -> list[dict[str, Any]]:
    """Return the aliases beside the terms as plain values, as ``beside`` takes them."""
    return [one.model_dump(mode="json") for one in terms.aliases]


def confirmed_by(alias: Alias) -> frozenset[PartyRole]:
    """Return the parties that have confirmed it."""
    return frozenset(read(alias).confirmed_by)


def lacking(alias: Alias) -> frozenset[PartyRole]:
    """Return the parties that must still confirm it; none where it is used, or has ended."""
    return frozenset() if alias.ended_at else needed(alias) - confirmed_by(alias)


def needed(alias: Alias) -> frozenset[PartyRole]:
    """Return the parties that must confirm it: those that it may be against."""
    return confirmers(read(alias), alias.tables)


def losers(alias: Alias) -> frozenset[PartyRole]:
    """Return the parties that the end of an alias in use may be against, and that must agree to it."""
    return BOTH - needed(alias) or BOTH


def asked(alias: Alias) -> frozenset[PartyRole]:
    """Return the parties that it waits for: to confirm it, or to agree that it ends."""
    if alias.end_asked_for and not alias.ended_at:
        return losers(alias) - {alias.end_asked_for}
    return lacking(alias)


def of_parties(parties: Iterable[str]) -> tuple[PartyRole, ...]:
    """Return the parties in their order."""
    return tuple(side for side in SIDES if side in set(parties))


def document(aliases: Sequence[Mapping[str, Any]]) -> str:
    """Return ``aliases.toml``, to stand beside the files of the terms."""
    lines = (
        line_of(
            *(one["of"], one["name"], one["means"], one["confirmed_by"]),
            proposed_by=one["proposed_by"] or "",
            reason=one["reason"],
        )
        for one in aliases
    )
    return "aliases = [\n" + "".join(f"    {line},\n" for line in lines) + "]\n"
