"""Tables that the workplace makes of its own rows, of the same types as files give.

The supplier's words become ``statements``, the days reports were submitted ``deliverables``, approved periods
``history``, and what has been decided about money ``decisions``.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import polars as pl
from django.db.models import Min
from django.utils import timezone

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.said import TOPICS, statement_of_none
from afstemt.core.evidence.statements import periods_named
from afstemt.core.remuneration.corrections import OPEN
from afstemt.core.report.registry import SECTIONS
from afstemt.core.report.summary import ASKED
from afstemt.core.units.formats import day, period_name
from afstemt.core.units.period import Period, instant
from afstemt.core.units.wording import _
from afstemt.web.contracts.models import Contract
from afstemt.web.evidence.models import Delivery
from afstemt.web.evidence.own_table import OwnTable, Row
from afstemt.web.evidence.row_answers import decision_rows, standing
from afstemt.web.evidence.store import month_of
from afstemt.web.periods.history import changes_a_period, of_earlier
from afstemt.web.periods.models import ContractPeriod, ReportVersion
from afstemt.web.periods.opening import REPORT
from afstemt.web.periods.state import period_of
from afstemt.web.reports.models import NoneStatement, Words
from afstemt.web.reports.queries import none_stated

REPORT_ID = "driftsrapport-"
"""What the id of a report's row begins with; its period's code follows."""
DAY = 86_400
"""Seconds between a period's end and when a delivered row says that its report was asked for, at most."""


def statements(words: Sequence[Words]) -> OwnTable:
    """Return the supplier's words; a delivered statement about the same section gives way."""
    rows = [
        {"section": one.section, "text": one.text, "author": one.written_by.name}
        for one in words
        if one.text.strip()
    ]
    return OwnTable("statements", _("Leverandørens ord, skrevet i Afstemt"), rows, _said(words))


def none_statements(stated: Sequence[NoneStatement]) -> OwnTable:
    """Return what was said not to have been, as a statement for each; it stands beside what was delivered."""
    text = _("Der var ingen {what} i {period}, sagt i Afstemt {day}.")
    rows = [
        statement_of_none(
            topic := TOPICS[one.topic],
            one.period.code,
            text=text.format(
                what=_(topic.word),
                period=period_name(period_of(one.period)),
                day=day(timezone.localdate(one.stated_at)),
            ),
            author=one.stated_by.name,
        )
        for one in stated
    ]
    return OwnTable(
        "statements", _("Udsagn om, at der ingen var, afgivet i Afstemt"), rows, pl.lit(value=False)
    )


def deliverables(submitted: Sequence[Row]) -> OwnTable:
    """Return the days reports were submitted; a delivered row about the same report gives way, and is named.

    It is the same where it was asked for as the same period ended, or names that period, and is called nothing else
    than an operations report.
    """
    title = pl.col("title").fill_null("").str.to_lowercase()
    called = (title == "") | title.str.contains_any(["driftsrapport", "operations report"])
    same = pl.col("id").is_in([row["id"] for row in submitted])
    for row in submitted:
        ended = (pl.col("requested_s") - row["requested_s"]).abs() <= DAY
        named = title.str.contains(str(row["id"]).removeprefix(REPORT_ID), literal=True)
        same |= (pl.col("kind") == REPORT) & called & (ended | named)
    said = _(
        "Rækken {id} er den driftsrapport, der er indsendt i Afstemt: den tæller én gang, med frist og aflevering "
        "som i Afstemt."
    )
    return OwnTable("deliverables", _("Driftsrapporter, indsendt i Afstemt"), submitted, same, said)


def history(locked: Sequence[ReportVersion], later: Sequence[ReportVersion] = ()) -> OwnTable:
    """Return what approved periods left; delivered history of the same period and subject gives way.

    A period can have several corrections, each a row of its own: of those the same one gives way, which has the same
    amount and the same note, or none. What is still open is not the same.

    Args:
        later: Approved though they come after the period: of them, only what they have settled of earlier ones.
    """
    rows = [row for version in locked for row in version.history]
    rows += [row for version in later for row in of_earlier(version)]
    place = pl.concat_str("period", "subject", separator=" ")
    changes = [row for row in rows if changes_a_period(row)]
    same = place.is_in([f"{row['period']} {row['subject']}" for row in rows if not changes_a_period(row)])
    for row in changes:
        same |= (
            (place == f"{row['period']} {row['subject']}")
            & (pl.col("amount").cast(pl.Float64, strict=False) == float(row["amount"]))
            & pl.col("note").fill_null("").is_in(["", row.get("note") or ""])
            & (pl.col("state").fill_null("") != OPEN)
        )
    return OwnTable("history", _("Godkendte perioder i Afstemt"), rows, same)


def decisions(name: str, rows: Sequence[Row]) -> OwnTable:
    """Return what the parties have decided; it stands beside what was delivered."""
    return OwnTable("decisions", name, rows, pl.lit(value=False))


def row_answers(rows: Sequence[Row]) -> OwnTable:
    """Return what was answered about rows that a later delivery lacks."""
    return decisions(_("Svar om rækker, som en senere leverance ikke har, givet i Afstemt"), rows)


def said_here(contract: Contract, period: Period) -> tuple[OwnTable, ...]:
    """Return what was said here that the figures of a period need before its report is calculated."""
    return (
        none_statements(none_stated(contract, period.last)),
        row_answers(decision_rows(standing(contract))),
    )


def with_statements_of(period: Period, evidence: Evidence, used: Sequence[Delivery]) -> Evidence:
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
        about = month_of(delivery)
        if about is not None and about.first == period.first.replace(day=1):
            own += range(first, first + count)
        first += count
    named = [text for text, code in periods_named(evidence).items() if code is not None]
    kept = evidence.table("statements").filter(pl.col("file_no").is_in(own) | pl.col("period").is_in(named))
    return replace(evidence, tables={**evidence.tables, "statements": kept})


def _said(words: Sequence[Words]) -> pl.Expr:
    """Return whether a delivered statement gives way: its section has words that were written here."""
    names = {one.section for one in words}
    for spec in SECTIONS:
        if spec.id in names:
            names |= set(spec.aliases)
    if names & set(ASKED):
        names |= set(ASKED)
    return pl.col("section").str.strip_chars().str.to_lowercase().is_in(sorted(names))


def reports_submitted(contract: Contract, period: Period) -> list[Row]:
    """Return a deliverable for each period's report whose deadline is binding and falls before this period ends.

    The first submission counts as delivery; a return does not make a report late that came in time. It is due in the
    last second of its last day, so that each place shows that day. A deadline that had passed when the contract came
    here is not known to be kept or missed.
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
                "id": f"{REPORT_ID}{one.code}",
                "kind": REPORT,
                "requested_s": period_of(one).to_s - 1,
                "due_s": instant(one.report_due + timedelta(days=1), contract.zone) - 1,
                "delivered_s": None if at is None else int(at.timestamp()),
                "title": _("Driftsrapport for {period}").format(period=period_name(period_of(one))),
            }
        )
    return found
