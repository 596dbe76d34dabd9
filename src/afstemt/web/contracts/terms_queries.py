"""What the pages of the terms show: a version in words, what differs from another, how the terms stand."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from afstemt.core.month import VOCABULARY
from afstemt.core.terms.check.linter import check_version
from afstemt.core.terms.reading.parse import parse_terms
from afstemt.core.terms.wording.described import Described, described
from afstemt.core.terms.wording.differences import Difference, differences
from afstemt.core.terms.wording.sections import Section
from afstemt.core.units.fault import Refused
from afstemt.core.units.formats import day
from afstemt.core.units.wording import _
from afstemt.web.contracts.models import Contract, TermsVersion
from afstemt.web.contracts.queries import VersionShown


def may_write(version: TermsVersion, rights: Collection[str]) -> bool:
    """Return whether one with the rights can change the version: a draft that nobody has approved."""
    draft = version.authority_approved_at is None and version.supplier_approved_at is None
    return draft and "edit_terms" in rights


def why_not_written(version: TermsVersion) -> str:
    """Return why a version cannot be changed, to someone who tried."""
    if version.authority_approved_at is None and version.supplier_approved_at is None:
        return _("Kun de kontraktansvarlige skriver i vilkårene.")
    return _("Versionen er godkendt af mindst én part og ændres ikke mere. Lav en ny version ud fra den.")


def differences_of_texts(old: str, new: str) -> tuple[Difference, ...] | None:
    """Return what differs between two documents in words; None when either cannot be read."""
    try:
        before, after = (parse_terms(text, "", VOCABULARY) for text in (old, new))
    except Refused:
        return None
    return differences(before, after, VOCABULARY)


@dataclass(frozen=True)
class VersionRead:
    """A version to be read.

    Attributes:
        shown: With what it leaves open.
        sections: Its terms in words.
        others: The contract's other versions, oldest first.
        against: The one it is compared with; None for the only one.
        differences: What differs from that; None when either cannot be read.
    """

    shown: VersionShown
    sections: tuple[tuple[Section, Described], ...]
    others: tuple[TermsVersion, ...]
    against: TermsVersion | None
    differences: tuple[Difference, ...] | None


def read_version(contract: Contract, version_id: int, against: int | None, as_of: date) -> VersionRead | None:
    """Return a version in words beside another, by default the one before it; None for one that is not there."""
    found = list(contract.versions.select_related("authority_approved_by", "supplier_approved_by"))
    version = next((one for one in found if one.pk == version_id), None)
    if version is None:
        return None
    others = tuple(one for one in found if one.pk != version_id)
    earlier = [one for one in others if (one.in_force_from, one.pk) < (version.in_force_from, version.pk)]
    other = next((one for one in others if one.pk == against), earlier[-1] if earlier else None)
    sections: tuple[tuple[Section, Described], ...] = ()
    try:
        terms = parse_terms(version.text, "", VOCABULARY)
        shown = VersionShown(version, check_version(terms, VOCABULARY, as_of=as_of))
        sections = described(terms, VOCABULARY)
    except Refused as refused:
        shown = VersionShown(version, (), refused.faults)
    different = differences_of_texts(other.text, version.text) if other else None
    return VersionRead(shown, sections, others, other, different)


def terms_verdict(shown: list[VersionShown], today: date) -> str:
    """Return how the contract's terms stand, in one sentence or two."""
    in_force = [one.version for one in shown if one.version.in_force]
    now = [one for one in in_force if one.in_force_from <= today]
    coming = [one for one in in_force if one.in_force_from > today]
    drafts = len(shown) - len(in_force)
    said = [
        _("Ingen version af vilkårene er godkendt af begge parter endnu, så der kan ikke opgøres en periode.")
    ]
    if in_force:
        said = (
            [_("Vilkår i kraft fra {day}, godkendt af begge parter.").format(day=day(now[0].in_force_from))]
            if now
            else []
        )
        said += [
            _("Nye vilkår er godkendt fra {day}.").format(day=day(one.in_force_from)) for one in coming[::-1]
        ]
    if drafts:
        said.append(
            _("Et udkast afventer godkendelse.")
            if drafts == 1
            else _("{n} udkast afventer godkendelse.").format(n=drafts)
        )
    return " ".join(said)
