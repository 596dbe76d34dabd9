"""What a period is calculated on: deliveries, the supplier's words, lateness seen here, and locked earlier periods."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version as version_of
from typing import Any

import polars as pl
from django.db.models import QuerySet

from afstemt import __version__
from afstemt.core.evidence.evidence import Evidence
from afstemt.core.terms.model.contract import Contract as Terms
from afstemt.core.units.period import Period, parse_period
from afstemt.core.units.wording import _, speaking
from afstemt.files.catalogues import catalogue
from afstemt.web.contracts.alias_terms import kept
from afstemt.web.contracts.models import Contract
from afstemt.web.evidence import row_answers
from afstemt.web.evidence.models import Delivery
from afstemt.web.evidence.own_table import with_table
from afstemt.web.evidence.store import evidence_of, orders_of
from afstemt.web.lifecycle import own_tables
from afstemt.web.penalties.corrections.rows import correction_rows, settled_by, taken_by, these
from afstemt.web.penalties.models import Correction, PenaltyDecision
from afstemt.web.penalties.queries import decision_rows
from afstemt.web.periods.history import of_earlier
from afstemt.web.periods.models import ReportVersion
from afstemt.web.reports.models import NoneStatement, Words
from afstemt.web.reports.queries import none_stated, standing_words

HISTORY = 2
"""How a period's rows of history are read; 1 had what it corrected of earlier months in its own fee and penalty."""


@dataclass(frozen=True)
class Basis:
    """What a calculation stands on.

    Attributes:
        evidence: All facts together.
        deliveries: The confirmed deliveries, in the order of their confirmation.
        stands_on: What it is made of, by hashes and numbers: for people, and for ``inputs``.
    """

    evidence: Evidence
    deliveries: tuple[Delivery, ...]
    stands_on: dict[str, Any]

    @property
    def inputs(self) -> str:
        """SHA-256 over everything that the figures and words come of."""
        text = json.dumps(self.stands_on, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class _MadeOf:
    """The rows that a basis is made of, now or when a version was calculated."""

    deliveries: tuple[Delivery, ...]
    terms: Sequence[str]
    aliases: list[dict[str, Any]]
    words: Sequence[Words]
    none_stated: Sequence[NoneStatement]
    submitted: list[dict[str, Any]]
    locked: Sequence[ReportVersion]
    decisions: Sequence[PenaltyDecision]
    tools: dict[str, Any]
    corrections: Sequence[Correction]
    later: Sequence[ReportVersion]
    orders: dict[str, list[str]]
    row_answers: list[dict[str, Any]]


def basis_of(contract: Contract, terms: Terms, period: Period) -> Basis:
    """Return what the period is calculated on now; reads files lazily."""
    with speaking("da", catalogue("da")):  # the report's language, whoever asks: it is in what is hashed
        return _basis_now(contract, terms, period)


def _basis_now(contract: Contract, terms: Terms, period: Period) -> Basis:
    confirmed = contract.deliveries.filter(state=Delivery.State.CONFIRMED).order_by("confirmed_at", "id")
    used = tuple(confirmed.prefetch_related("files"))
    return _basis(
        period,
        _MadeOf(
            used,
            terms.hashes,
            kept(terms),
            standing_words(contract, period.code),
            none_stated(contract, period.last),
            own_tables.reports_submitted(contract, period),
            _locked_before(contract, period),
            list(_penalty_decisions(contract).filter(period__first_day__lte=period.last)),
            _tools(),
            taken_by(contract, terms, period),
            _locked_after(contract, period),
            orders_of(used),
            row_answers.decision_rows(row_answers.standing(contract)),
        ),
    )


def basis_of_version(version: ReportVersion) -> Basis:
    """Return what a version was calculated on, whatever has come since; its ``inputs`` are the version's own."""
    stood = version.stands_on
    chosen = {(section, number) for section, number in stood["words"]}
    words = Words.objects.filter(period__contract=version.contract, period__code=version.period)
    return _basis(
        parse_period(version.period, version.contract.zone),
        _MadeOf(
            tuple(version.deliveries.order_by("confirmed_at", "id").prefetch_related("files")),
            tuple(version.terms),
            stood.get("aliases", []),
            [
                one
                for one in words.select_related("written_by").order_by("section")
                if (one.section, one.number) in chosen
            ],
            list(
                NoneStatement.objects.filter(pk__in=stood.get("none_stated", ()))
                .select_related("period__contract", "stated_by")
                .order_by("pk")
            ),
            stood["submitted"],
            sorted(
                ReportVersion.objects.filter(key__in=stood["locked"]),
                key=lambda one: stood["locked"].index(one.key),
            ),
            list(_penalty_decisions(version.contract).filter(pk__in=stood["decisions"])),
            {key: stood[key] for key in _tools() if key in stood},
            these(version.contract, stood.get("corrections", ())),
            list(ReportVersion.objects.filter(key__in=stood.get("later", ())).order_by("period")),
            stood.get("orders", {}),
            stood.get("row_answers", []),
        ),
    )


def _basis(period: Period, made_of: _MadeOf) -> Basis:
    evidence = own_tables.with_statements_of(
        period, evidence_of(made_of.deliveries, orders=made_of.orders), made_of.deliveries
    )
    for table in (
        own_tables.statements(made_of.words),
        own_tables.none_statements(made_of.none_stated),
        own_tables.deliverables(made_of.submitted),
        own_tables.history(made_of.locked, made_of.later),
        own_tables.decisions(_("Beslutninger om bod, truffet i Afstemt"), decision_rows(made_of.decisions)),
        own_tables.row_answers(made_of.row_answers),
        # Also what earlier reports have settled: history has it as settled, and the two go out against each other.
        own_tables.decisions(
            _("Efterreguleringer, aftalt i Afstemt"),
            correction_rows([*settled_by(made_of.locked), *made_of.corrections]),
        ),
    ):
        evidence = with_table(evidence, table)
    return Basis(
        evidence,
        made_of.deliveries,
        {
            "deliveries": [one.key for one in made_of.deliveries],
            "terms": list(made_of.terms),
            "words": [[one.section, one.number] for one in made_of.words],
            "submitted": made_of.submitted,
            "locked": [one.key for one in made_of.locked],
            "decisions": [one.pk for one in made_of.decisions],
            **made_of.tools,
            **_where_any("aliases", made_of.aliases),
            **_where_any("none_stated", [one.pk for one in made_of.none_stated]),
            **_where_any("corrections", [one.pk for one in made_of.corrections]),
            **({"orders": made_of.orders} if made_of.orders else {}),
            **_where_any("row_answers", made_of.row_answers),
            **_where_any("later", [one.key for one in made_of.later]),
        },
    )


def _tools() -> dict[str, Any]:
    """Return what calculates and renders now; the calendars are compiled of the terms by these sources."""
    return {
        "program": __version__,
        "history": HISTORY,
        "renderers": {"typst": version_of("typst"), "polars": pl.__version__},
        "calendar_sources": {"holidays": version_of("holidays"), "tzdata": version_of("tzdata")},
    }


def _where_any(key: str, keys: Sequence[Any]) -> dict[str, Sequence[Any]]:
    """Return the key where there are any: without, a version's inputs are what they always were."""
    return {key: keys} if keys else {}


def _penalty_decisions(contract: Contract) -> QuerySet[PenaltyDecision]:
    found = PenaltyDecision.objects.filter(period__contract=contract)
    return found.select_related("decided_by", "period").order_by("decided_at", "id")


def _locked_before(contract: Contract, period: Period) -> list[ReportVersion]:
    """Return the approved versions of the periods before this one, oldest first."""
    return list(
        ReportVersion.objects.filter(
            submissions__approved_at__isnull=False,
            submissions__period__contract=contract,
            submissions__period__last_day__lt=period.first,
        ).order_by("submissions__period__first_day")
    )


def _locked_after(contract: Contract, period: Period) -> list[ReportVersion]:
    """Return the approved versions of later periods that have settled a correction: it is not this one's any more."""
    approved = ReportVersion.objects.filter(
        submissions__approved_at__isnull=False,
        submissions__period__contract=contract,
        submissions__period__first_day__gt=period.last,
    )
    return [version for version in approved.order_by("period") if of_earlier(version)]
