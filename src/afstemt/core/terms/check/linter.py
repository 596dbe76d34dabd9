"""``afstemt check``: a linter for contracts. It lists what the terms leave open, in the contract's words."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.check.registry import CHECKS
from afstemt.core.terms.check.scope import Scope
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.terms import Terms
from afstemt.core.terms.model.vocabulary import Vocabulary

_ORDER = {"blocks": 0, "warning": 1, "note": 2}


def check_version(
    terms: Terms,
    vocabulary: Vocabulary,
    *,
    as_of: date,
    volumes: Mapping[str, int] | None = None,
    previous: Terms | None = None,
) -> tuple[OpenPoint, ...]:
    """Return what one version of the terms leaves open: what blocks first, then warnings, then notes.

    ``previous`` is the version before it; the other arguments are those of ``check``.
    """
    scope = Scope(terms, vocabulary, as_of, volumes or {}, previous)
    points = [point for one in CHECKS for point in one(scope)]
    return tuple(sorted(points, key=lambda point: _ORDER[point.severity]))


def check(
    contract: Contract,
    vocabulary: Vocabulary,
    *,
    as_of: date,
    volumes: Mapping[str, int] | None = None,
) -> tuple[OpenPoint, ...]:
    """Return what a contract's terms leave open: what blocks first, then warnings, then notes.

    Warnings and notes are of the version in force on ``as_of`` and those to come; what blocks is of all
    versions, for the periods they were in force can be calculated again. With several versions each place
    begins with the day of its version.

    Args:
        contract: All versions.
        vocabulary: The kinds and rules that exist.
        as_of: The day the check is made for.
        volumes: Cases a period by level id, or by level and population (``KPI 1/kategori 1``), where known;
            without them the check says how many are needed.
    """
    points: list[OpenPoint] = []
    versions = contract.versions
    for number, terms in enumerate(versions):
        superseded = number + 1 < len(versions) and versions[number + 1].in_force_from <= as_of
        previous = versions[number - 1] if number else None
        for point in check_version(terms, vocabulary, as_of=as_of, volumes=volumes, previous=previous):
            if superseded and point.severity != "blocks":
                continue
            dated = f"{terms.in_force_from.isoformat()}: {point.place}" if len(versions) > 1 else point.place
            points.append(replace(point, place=dated))
    return tuple(sorted(points, key=lambda point: _ORDER[point.severity]))
