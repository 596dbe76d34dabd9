"""What a period is calculated on: deliveries, the supplier's words, lateness seen here, and locked earlier periods.

The same types as files give: words become the table ``statements``, the days reports were submitted become
``deliverables``, locked periods become ``history``.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from importlib.metadata import version as version_of
from typing import Any

import polars as pl
from django.db.models import Min, QuerySet
from django.utils import timezone

from afstemt import __version__
from afstemt.core.evidence.evidence import Evidence, SourceFile
from afstemt.core.evidence.history import PastRow
from afstemt.core.evidence.statements import periods_named
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.report.registry import SECTIONS
from afstemt.core.report.summary import ASKED
from afstemt.core.terms.contract import Contract as Terms
from afstemt.core.units.formats import period_name
from afstemt.core.units.period import Period, instant, local, month, parse_period
from afstemt.core.units.wording import _
from afstemt.web.contracts.models import Contract
from afstemt.web.evidence.models import Delivery
from afstemt.web.evidence.store import evidence_of
from afstemt.web.penalties.models import PenaltyDecision
from afstemt.web.penalties.queries import decision_rows
from afstemt.web.periods.models import ContractPeriod, ReportVersion
from afstemt.web.periods.opening import REPORT
from afstemt.web.periods.state import period_of
from afstemt.web.reports.models import Words
from afstemt.web.reports.queries import standing_words


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


def basis_of(contract: Contract, terms: Terms, period: Period) -> Basis:
    """Return what the period is calculated on now; reads files lazily."""
    used = contract.deliveries.filter(state=Delivery.State.CONFIRMED).order_by("confirmed_at", "id")
    return _basis(
        period,
        tuple(used.prefetch_related("files")),
        terms.hashes,
        standing_words(contract, period.code),
        _reports_submitted(contract, period),
        _locked_before(contract, period),
        list(_penalty_decisions(contract).filter(period__first_day__lte=period.last)),
    )


def basis_of_version(version: ReportVersion) -> Basis:
    """Return what a version was calculated on, whatever has come since; its ``inputs`` are the version's own."""
    made_of = version.stands_on
    chosen = {(section, number) for section, number in made_of["words"]}
    words = Words.objects.filter(period__contract=version.contract, period__code=version.period)
    return _basis(
        parse_period(version.period, version.contract.zone),
        tuple(version.deliveries.order_by("confirmed_at", "id").prefetch_related("files")),
        tuple(version.terms),
        [
            one
            for one in words.select_related("written_by").order_by("section")
            if (one.section, one.number) in chosen
        ],
        made_of["submitted"],
        sorted(
            ReportVersion.objects.filter(key__in=made_of["locked"]),
            key=lambda one: made_of["locked"].index(one.key),
        ),
        list(_penalty_decisions(version.contract).filter(pk__in=made_of["decisions"])),
    )


def _penalty_decisions(contract: Contract) -> QuerySet[PenaltyDecision]:
    found = PenaltyDecision.objects.filter(period__contract=contract)
    return found.select_related("decided_by", "period").order_by("decided_at", "id")


def _basis(
    period: Period,
    used: tuple[Delivery, ...],
    hashes: Sequence[str],
    words: Sequence[Words],
    submitted: list[dict[str, Any]],
    locked: Sequence[ReportVersion],
    made: Sequence[PenaltyDecision],
) -> Basis:
    written = [
        {"section": one.section, "text": one.text, "author": one.written_by.name}
        for one in words
        if one.text.strip()
    ]
    earlier = [row for version in locked for row in version.history]
    evidence = _with_words_of(period, evidence_of(used), used)
    for table, name, rows, replaced in (
        ("statements", _("Leverandørens ord, skrevet i Afstemt"), written, _said(words)),
        (
            "deliverables",
            _("Driftsrapporter, indsendt i Afstemt"),
            submitted,
            pl.col("id").is_in([row["id"] for row in submitted]),
        ),
        (
            "history",
            _("Godkendte perioder i Afstemt"),
            earlier,
            pl.concat_str("period", "subject", separator=" ").is_in(
                [f"{row['period']} {row['subject']}" for row in earlier]
            ),
        ),
        (
            "decisions",
            _("Beslutninger om bod, truffet i Afstemt"),
            decision_rows(made),
            pl.lit(value=False),
        ),
    ):
        evidence = _with(evidence, table, name, rows, replaced)
    return Basis(
        evidence,
        used,
        {
            "deliveries": [one.key for one in used],
            "terms": list(hashes),
            "words": [[one.section, one.number] for one in words],
            "submitted": submitted,
            "locked": [one.key for one in locked],
            "decisions": [one.pk for one in made],
            "program": __version__,
            "renderers": {"typst": version_of("typst"), "polars": pl.__version__},
        },
    )


def history_of(rows: Iterable[PastRow]) -> list[dict[str, str | None]]:
    """Return rows of history as the table has them: exact decimals as text."""

    def exact(value: object) -> str | None:
        return None if value is None else f"{value:f}"

    return [
        {
            "period": row.period,
            "subject": row.subject,
            "value": exact(row.value),
            "points": exact(row.points),
            "amount": exact(row.amount),
            "state": row.state or None,
        }
        for row in rows
    ]


def _locked_before(contract: Contract, period: Period) -> list[ReportVersion]:
    """Return the approved versions of the periods before this one, oldest first."""
    return list(
        ReportVersion.objects.filter(
            submissions__approved_at__isnull=False,
            submissions__period__contract=contract,
            submissions__period__last_day__lt=period.first,
        ).order_by("submissions__period__first_day")
    )


def _with_words_of(period: Period, evidence: Evidence, used: Sequence[Delivery]) -> Evidence:
    """Return the evidence with the statements that files brought for this period, and those that name another.

    One that names no period is about the last month that was over when its delivery was confirmed. One that names
    another period is left out by the engine, as on the command line.
    """
    if not evidence.has("statements"):
        return evidence
    own: list[int] = []
    first = 0
    for delivery in used:
        count = len(delivery.files.all())
        assert delivery.confirmed_at is not None
        confirmed_on = local(int(delivery.confirmed_at.timestamp()), period.zone).date()
        if month(confirmed_on, period.zone).previous().first == period.first.replace(day=1):
            own += range(first, first + count)
        first += count
    named = [text for text, code in periods_named(evidence).items() if code is not None]
    statements = evidence.table("statements").filter(
        pl.col("file_no").is_in(own) | pl.col("period").is_in(named)
    )
    return replace(evidence, tables={**evidence.tables, "statements": statements})


def _said(words: Sequence[Words]) -> pl.Expr:
    """Return whether a delivered statement gives way: its section has words that were written here."""
    names = {one.section for one in words}
    for spec in SECTIONS:
        if spec.id in names:
            names |= set(spec.aliases)
    if names & set(ASKED):
        names |= set(ASKED)
    return pl.col("section").str.strip_chars().str.to_lowercase().is_in(sorted(names))


def _reports_submitted(contract: Contract, period: Period) -> list[dict[str, Any]]:
    """Return a deliverable for each period's report whose deadline is binding and falls before this period ends.

    The first submission counts as delivery; a return does not make a report late that came in time. A deadline that had
    passed when the contract came here is not known to be kept or missed.
    """
    periods = ContractPeriod.objects.filter(
        contract=contract,
        report_binding=True,
        report_due__lt=period.end,
        report_due__gte=timezone.localdate(contract.created_at),
    ).annotate(first_submitted_at=Min("submissions__submitted_at"))
    found = []
    for one in periods.select_related("contract").order_by("first_day"):
        at = vars(one)["first_submitted_at"]
        assert one.report_due is not None
        found.append(
            {
                "id": f"driftsrapport-{one.code}",
                "kind": REPORT,
                "requested_s": period_of(one).to_s - 1,
                "due_s": instant(one.report_due + timedelta(days=1), contract.zone),
                "delivered_s": None if at is None else int(at.timestamp()),
                "title": _("Driftsrapport for {period}").format(period=period_name(period_of(one))),
            }
        )
    return found


def _with(
    evidence: Evidence, table: str, name: str, rows: Sequence[dict[str, Any]], replaced: pl.Expr
) -> Evidence:
    """Return the evidence with rows that come of the workplace itself; those that are ``replaced`` give way."""
    if not rows:
        return evidence
    number = len(evidence.files)
    schema = BY_NAME[table].schema
    own = pl.LazyFrame(
        [
            {column: row.get(column) for column in schema} | {"file_no": number, "row_no": index}
            for index, row in enumerate(rows, 1)
        ],
        schema=schema,
    )
    if evidence.has(table):
        own = pl.concat([evidence.table(table).filter(~replaced).select(list(schema)), own])
    said = json.dumps(list(rows), ensure_ascii=False, sort_keys=True).encode()
    source = SourceFile(
        name, hashlib.sha256(said).hexdigest(), len(said), table, "afstemt", len(rows), len(rows), 0
    )
    return replace(evidence, tables={**evidence.tables, table: own}, files=(*evidence.files, source))
