"""The terms of a contract as the engine reads them: the versions in force, or a draft by itself."""

import hashlib
from collections.abc import Sequence
from datetime import date

from afstemt.core.month import VOCABULARY
from afstemt.core.terms.check.linter import check_version
from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.model.contract import Contract as Terms
from afstemt.core.terms.reading.parse import parse_terms
from afstemt.core.units.wording import _
from afstemt.web.contracts.alias_terms import beside, standing
from afstemt.web.contracts.models import Contract, TermsVersion
from afstemt.web.refusals import WrongState


def digest(text: str) -> str:
    """Return the SHA-256 of a document in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def of_versions(versions: Sequence[TermsVersion]) -> Terms:
    """Return the versions as one contract, oldest first.

    Raises:
        Refused: A stored version cannot be read: it was in force under an older program.
    """
    ordered = sorted(versions, key=lambda version: version.in_force_from)
    return Terms(
        tuple(
            parse_terms(version.text, f"{version.in_force_from:%Y-%m-%d}.toml", VOCABULARY)
            for version in ordered
        ),
        tuple(version.sha256 for version in ordered),
    )


def in_force(contract: Contract) -> Terms | None:
    """Return the contract's terms in force, with its aliases; None before both parties have approved a version."""
    versions = [version for version in contract.versions.all() if version.in_force]
    return beside(of_versions(versions), standing(contract)) if versions else None


def terms_in_force(contract: Contract) -> Terms:
    """Return the terms that both parties have approved.

    Raises:
        WrongState: There are none.
    """
    terms = in_force(contract)
    if terms is None:
        raise WrongState(_("Ingen version af vilkårene er godkendt af begge parter endnu."))
    return terms


def open_points(version: TermsVersion, as_of: date) -> tuple[OpenPoint, ...]:
    """Return what a version leaves open."""
    return check_version(of_versions([version]).current, VOCABULARY, as_of=as_of)
