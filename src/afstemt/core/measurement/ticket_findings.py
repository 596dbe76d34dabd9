"""What somebody must answer about the tickets' states: contradictions, unknown words, and what the terms do not say."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

import polars as pl

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.evidence.tables import BY_NAME as TABLES
from afstemt.core.evidence.ticket_state import REPEATS, RESOLVED_SPELL
from afstemt.core.measurement.registry import kind_of
from afstemt.core.measurement.source_states import TICKETS, with_states
from afstemt.core.measurement.ticket_ends import tickets, undecided
from afstemt.core.terms.model.terms import Terms
from afstemt.core.terms.model.ticket_terms import TicketTerms
from afstemt.core.units.fault import Fault
from afstemt.core.units.formats import number
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _

NAMED = 5
"""Tickets that a finding names."""
MINUTE = 60
"""Pauses closer than this are the same: exports are to the minute."""


@dataclass(frozen=True, slots=True)
class _Message:
    """A finding's words, in the active language.

    Attributes:
        text: One sentence on the ``{count}`` and ``{ids}``.
        by_level: It matters only where a level counts or times tickets.
        severity: Whether somebody must answer.
    """

    text: Callable[[], str]
    by_level: bool = True
    severity: Literal["ask", "note"] = "ask"


_MESSAGES: dict[str, _Message] = {
    "state-without-time": _Message(
        lambda: _(
            "{count} i {table} står som løst, lukket eller annulleret, men har hverken løsningstidspunkt eller "
            "lukketidspunkt ({ids}). Slutningen er ukendt: få tidspunktet fra leverandøren."
        ),
        by_level=False,
    ),
    "state-against-time": _Message(
        lambda: _(
            "{count} i {table} står som åben, men har et løsningstidspunkt ({ids}). Skriv i vilkårene, hvad der gælder "
            "for en genåbnet sag (tickets.reopened), eller få tilstanden rettet."
        )
    ),
    "resolved-before-reopening": _Message(
        lambda: _(
            "{count} i {table} står som løst eller lukket, men blev genåbnet efter løsningstidspunktet ({ids}). Få "
            "tidspunktet for den sidste løsning fra leverandøren."
        )
    ),
    "closed-not-said": _Message(
        lambda: _(
            "{count} i {table} er lukket uden løsningstidspunkt ({ids}), og vilkårene siger ikke, om lukningen er "
            "løsningen. Skriv det i vilkårene (tickets.closed); indtil da bruger servicemålene ikke sådanne sager."
        )
    ),
    "cancelled-not-said": _Message(
        lambda: _(
            "{count} i {table} er annulleret ({ids}), og vilkårene siger ikke, om en annulleret sag tæller. Skriv "
            "det i "
            "vilkårene (tickets.cancelled); indtil da bruger servicemålene ikke sådanne sager."
        )
    ),
    "duplicate-not-said": _Message(
        lambda: _(
            "{count} i {table} gentager en anden sag ({ids}), og vilkårene siger ikke, om en dublet tæller. Skriv "
            "det i "
            "vilkårene (tickets.duplicate); indtil da bruger servicemålene ikke sådanne sager."
        )
    ),
    "total-pause-not-said": _Message(
        lambda: _(
            "{count} i {table} har en pause, der kun er oplyst i alt og uden grund ({ids}), og vilkårene siger ikke, "
            "om "
            "den stopper uret. Skriv det i vilkårene (tickets.total_pause); indtil da bruger servicemålene ikke "
            "sådanne sager."
        )
    ),
    "duplicate-of-nothing": _Message(
        lambda: _(
            "{count} i {table} er dublet eller lagt sammen med en anden, men nævner ikke en sag, der er i dataene "
            "({ids}). Den slags tæller som andre sager: få oplyst, hvilken sag der gentages (duplicate_of)."
        )
    ),
    "pauses-differ": _Message(
        lambda: _(
            "{count} i {table} har i alt en længere pause, end pauserne hver for sig kan give ({ids}). Pauserne hver "
            "for sig er brugt."
        ),
        severity="note",
    ),
    "spell-not-said": _Message(
        lambda: _(
            "{count} i {table} stod som løst inden en genåbning ({ids}), og vilkårene siger ikke, om den tid "
            "tæller. Den tæller med, til vilkårene siger andet (tickets.resolved_spell)."
        )
    ),
}


def with_ticket_findings(evidence: Evidence, terms: Terms, period: Period) -> Evidence:
    """Return the evidence with the tickets' states (``with_states``) and a fault for each thing to be answered.

    Each is one ``ask`` that says how many it is about and names the first.
    """
    evidence = with_states(evidence, terms.tickets)
    measured = any(kind_of(level).counts_tickets(level.parameters) for level in terms.service_levels)
    faults = [
        fault
        for table in TICKETS
        if evidence.has(table)
        for fault in _faults(evidence, table, terms, period, measured=measured)
    ]
    return replace(evidence, faults=(*evidence.faults, *faults)) if faults else evidence


def _faults(
    evidence: Evidence, table: str, terms: Terms, period: Period, *, measured: bool
) -> Iterator[Fault]:
    own = tickets(evidence, table, terms.tickets, period.to_s)
    since = (pl.col("resolved_s") >= period.from_s).fill_null(value=True)
    live = own.filter((pl.col("opened_s") < period.to_s) & (since | (pl.col("opened_s") >= period.from_s)))
    for why, rows in _unclear(evidence, live, table, terms.tickets, period.to_s):
        message = _MESSAGES.get(why)
        if message is not None and not rows.is_empty() and (measured or not message.by_level):
            yield _fault(evidence, table, why, message.text(), rows, message.severity)
    yield from _unknown_words(evidence, live, table)


def _unclear(
    evidence: Evidence, live: pl.LazyFrame, table: str, terms: TicketTerms, until_s: int
) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield what is unclear, with the tickets that it is unclear about: id, file_no, row_no."""
    places = live.select("id", "file_no", "row_no", "state", "repeats", "resolved_s")
    cells = undecided(evidence, table, terms, until_s)
    for why in cells["why"].unique(maintain_order=True):
        of_it = cells.lazy().filter(pl.col("why") == why).select("file_no", "row_no")
        yield why, collect(places.join(of_it, on=["file_no", "row_no"], how="semi"))
    if terms.duplicate != "counts":
        lone = pl.col("state").is_in(REPEATS) & ~pl.col("repeats")
        yield "duplicate-of-nothing", collect(places.filter(lone.fill_null(value=False)))
    if evidence.has("pauses") and "paused_seconds" in live.collect_schema().names():
        length = pl.col("to_s").fill_null(until_s) - pl.col("from_s")
        by_row = evidence.table("pauses").filter(pl.col("reason").ne_missing(RESOLVED_SPELL))
        sums = by_row.group_by("ticket_id").agg(length.sum().alias("_by_row"))
        both = live.join(sums, left_on="id", right_on="ticket_id", how="inner")
        longer = pl.col("paused_seconds") > pl.col("_by_row") + MINUTE
        yield "pauses-differ", collect(both.filter(longer).select("id", "file_no", "row_no"))
    if terms.resolved_spell is None and evidence.has("pauses"):
        spells = evidence.table("pauses").filter(pl.col("reason") == RESOLVED_SPELL)
        yield (
            "spell-not-said",
            collect(places.join(spells, left_on="id", right_on="ticket_id", how="semi")),
        )


def _unknown_words(evidence: Evidence, live: pl.LazyFrame, table: str) -> Iterator[Fault]:
    """Yield the words of status that nobody knows, of tickets that have no end: they count as open."""
    unknown = (
        pl.col("state").is_null() & (pl.col("status").fill_null("") != "") & pl.col("resolved_s").is_null()
    )
    found = collect(
        live.filter(unknown)
        .group_by("status")
        .agg(pl.len().cast(pl.Int64).alias("n"), pl.col("id", "file_no", "row_no").sort_by("row_no").first())
        .sort("n", "status", descending=[True, False])
    )
    if found.is_empty():
        return
    words = "; ".join(
        f"»{word}« ({number(n)})" for word, n in found.select("status", "n").head(NAMED).iter_rows()
    )
    text = _(
        "{count} i {table} uden sluttidspunkt har en status, som Afstemt ikke kender: {ids}. De regnes som åbne. "
        "Skriv i vilkårene, hvad ordet betyder (tickets.words)."
    )
    yield _fault(evidence, table, "unknown-state", text, found, count=int(found["n"].sum()), named=words)


def _fault(
    evidence: Evidence,
    table: str,
    code: str,
    text: str,
    rows: pl.DataFrame,
    severity: Literal["ask", "note"] = "ask",
    *,
    count: int = 0,
    named: str = "",
) -> Fault:
    """Return a finding that says how many tickets it is about, names the first and stands at their row."""
    rows = rows.sort("file_no", "row_no")
    count = count or rows.height
    ids = rows["id"].head(NAMED).to_list()
    if not named:
        named = ", ".join(ids) + (" ..." if count > NAMED else "")
    file_no, row_no = rows["file_no"][0], rows["row_no"][0]
    known = file_no is not None and file_no < len(evidence.files)
    return Fault(
        code,
        text.format(
            table=_(TABLES[table].title),
            count=_("1 sag") if count == 1 else _("{n} sager").format(n=number(count)),
            ids=named,
        ),
        evidence.files[file_no].name if known else table,
        _("række {n}").format(n=row_no),
        row_no,
        "status",
        severity,
    )
