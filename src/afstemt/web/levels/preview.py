"""The supplier's figures beside the calculated ones: the period is calculated as its report would be, and kept."""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import reduce
from pathlib import Path

from django.conf import settings

from afstemt import __version__
from afstemt.core.month import run
from afstemt.core.report.parts import level_of
from afstemt.core.report.questions import unanswered
from afstemt.core.report.sections.service_levels import gap
from afstemt.core.report.words import decimals_of, figure_text, level_title, population_title, state_word
from afstemt.core.terms.model.contract import Contract as Terms
from afstemt.core.units.fault import UnknownName
from afstemt.core.units.period import Period
from afstemt.core.units.wording import language
from afstemt.web.contracts.models import Contract
from afstemt.web.evidence.models import Delivery
from afstemt.web.evidence.own_table import OwnTable, with_table
from afstemt.web.evidence.store import evidence_of, orders_of
from afstemt.web.levels.queries import ICONS


@dataclass(frozen=True)
class Beside:
    """One figure of the period, in words.

    Attributes:
        level, population: As the terms call them, with their titles.
        calculated: From the rows; empty when it could not be.
        stated: By the supplier, with its basis; empty when it is not.
        difference: The stated less the calculated; an en dash where there is none.
        state: The verdict, with its sign.
        reason: Why it is not measured or not judged; else empty.
    """

    level: str
    population: str
    calculated: str
    stated: str
    basis: str
    difference: str
    state: str
    reason: str


@dataclass(frozen=True)
class Preview:
    """The period as its report would be.

    Attributes:
        figures: In the terms' order.
        unknown: Names in the rows that are asked about, each once: what of, the name, and what is offered.
    """

    figures: tuple[Beside, ...] = ()
    unknown: tuple[UnknownName, ...] = ()


def beside(
    contract: Contract,
    terms: Terms,
    period: Period,
    confirmed: Sequence[Delivery],
    as_of: date,
    own: Sequence[OwnTable] = (),
) -> Preview:
    """Return the figures of the period, and what is asked about names.

    The result is kept in the data folder until terms, deliveries or program are others.

    Args:
        confirmed: The confirmed deliveries in their order; at least one.
        as_of: The day it is calculated.
        own: What was said here, as rows of the fact tables.

    Raises:
        Refused: The terms leave open what the figures need, or are not in force in the period.
    """
    stands_on: list[object] = [
        __version__,
        language(),
        list(terms.hashes),
        [delivery.key for delivery in confirmed],
    ]
    stands_on += [terms.aliases_hash, [list(one.rows) for one in own], orders_of(confirmed)]
    digest = hashlib.sha256(json.dumps(stands_on).encode()).hexdigest()
    path = Path(settings.ENVIRONMENT.data) / "trials" / str(contract.pk) / f"{period.code}-{language()}.json"
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        kept = {}
    if kept.get("stands_on") == digest:
        return Preview(
            tuple(Beside(**one) for one in kept["figures"]),
            tuple(UnknownName(**one) for one in kept["unknown"]),
        )
    found = _calculated(terms, period, confirmed, as_of, own)
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = path.with_suffix(f".{os.getpid()}")
    said = {"stands_on": digest, **asdict(found)}
    waiting.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    waiting.replace(path)
    return found


def _calculated(
    terms: Terms, period: Period, confirmed: Sequence[Delivery], as_of: date, own: Sequence[OwnTable]
) -> Preview:
    evidence = reduce(with_table, own, evidence_of(confirmed))
    month = run(terms, period, evidence, as_of=as_of)
    found: list[Beside] = []
    for outcome in month.outcomes:
        level = level_of(month, outcome)
        for result in outcome.results:
            calculated = None if result.basis == "stated" else result.figure
            found.append(
                Beside(
                    level_title(outcome, level),
                    population_title(level, result),
                    "" if calculated is None else figure_text(calculated, level),
                    "" if result.stated is None else figure_text(result.stated, level),
                    result.basis_note,
                    "–" if result.stated is None else gap(result.stated, calculated, decimals_of(level)),
                    f"{ICONS[result.state]} {state_word(result.state)}",
                    result.reason,
                )
            )
    return Preview(tuple(found), _each_once([fault.unknown for fault in unanswered(month) if fault.unknown]))


def _each_once(unknown: Sequence[UnknownName]) -> tuple[UnknownName, ...]:
    """Return each name once, with its rows in all columns together."""
    rows: dict[UnknownName, int] = {}
    for one in unknown:
        rows[one] = rows.get(one, 0) + one.rows
    return tuple(replace(one, rows=count) for one, count in rows.items())
