"""When a ticket ended and whether it is open, by its state, its times and what the terms say that they mean.

One home for all that judges, counts or lists tickets. A state is what the source said when it was exported; what
happened after the instant that is asked about (a reopening, a cancelling) has not happened yet.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

import polars as pl

from afstemt.core.evidence.evidence import UNUSABLE, Evidence, collect
from afstemt.core.evidence.ticket_state import DONE, LIVE, REPEATS, RESOLVED_SPELL
from afstemt.core.measurement.source_states import SAYS, said, with_state
from afstemt.core.terms.model.ticket_terms import TicketTerms
from afstemt.core.units.wording import _

_NOTHING = pl.lit(None, dtype=pl.String)


@dataclass(frozen=True)
class _Told:
    """What a ticket's columns tell at an instant, as expressions on a table with its states.

    A condition that no ticket of the table can fulfil is None, as is a time that none has: nothing is asked of each.

    Attributes:
        terms: What the states mean.
        until_s: The instant, a UTC second.
        columns: What the table has.
        says: What any ticket tells, as ``said`` has it.
    """

    terms: TicketTerms
    until_s: int
    columns: frozenset[str]
    says: frozenset[str]

    def _time(self, name: str) -> pl.Expr | None:
        return pl.col(name) if name == "resolved_s" or name in self.says else None

    @property
    def live(self) -> pl.Expr | None:
        return self._is(*LIVE)

    def _is(self, *states: str) -> pl.Expr | None:
        return pl.col("state").is_in(states).fill_null(value=False) if "state" in self.says else None

    @property
    def done(self) -> pl.Expr | None:
        return self._is(*DONE)

    @property
    def cancelled(self) -> pl.Expr | None:
        return self._is("cancelled")

    @property
    def repeats(self) -> pl.Expr | None:
        return pl.col("repeats") if "repeats" in self.says else None

    @property
    def _reopened_later(self) -> pl.Expr | None:
        reopened = self._time("reopened_s")
        return None if reopened is None else (reopened >= self.until_s).fill_null(value=False)

    def reopened_after(self, name: str) -> pl.Expr | None:
        """Whether the ticket was reopened at or after the time, and before the instant."""
        reopened, time = self._time("reopened_s"), self._time(name)
        if reopened is None or time is None:
            return None
        return ((reopened >= time) & (reopened < self.until_s)).fill_null(value=False)

    def contradicted(self, name: str) -> pl.Expr | None:
        """Whether the ticket is live with a time that says otherwise, and nothing tells that it was reopened."""
        known = _any(self.reopened_after(name), self._is("reopened"), self._reopened_later)
        time = self._time(name)
        return _less(_both(self.live, None if time is None else time.is_not_null()), known)

    def _stale(self, name: str) -> pl.Expr | None:
        return _any(self.reopened_after(name), _less(self.live, self._reopened_later))

    def effective(self, name: str) -> pl.Expr | None:
        """The time as it counts: not one that a reopening has made stale, unless the first resolution stands."""
        time = self._time(name)
        stale = None if self.terms.reopened == "first_resolution" else self._stale(name)
        return time if stale is None or time is None else pl.when(~stale).then(time)

    @property
    def end(self) -> pl.Expr:
        """When it was resolved, as the terms have it; null while it is open, and where nobody knows."""
        closed = self.effective("closed_s")
        if closed is not None and self.terms.closed == "stays_open":
            ended = self._is("cancelled", *REPEATS)
            closed = None if ended is None else pl.when(ended).then(closed)
        resolved = self.effective("resolved_s")
        assert resolved is not None
        return resolved if closed is None else pl.coalesce(resolved, closed)

    @property
    def undated(self) -> pl.Expr | None:
        """Whether it has ended, and nobody knows when."""
        if "state" not in self.says:
            return None
        closed = self.effective("closed_s")
        never = self.end.is_null() if closed is None else self.end.is_null() & closed.is_null()
        return _both(_less(pl.col("state").is_not_null(), self.live), never)

    @property
    def gone(self) -> pl.Expr:
        """Whether what ended it, ended it before the instant, or nobody knows when."""
        return (self.end < self.until_s).fill_null(value=True)

    @property
    def questions(self) -> list[tuple[str, str, pl.Expr]]:
        """What may be unclear about a ticket: its code, the column that then cannot be used, and whether it is."""
        return [(code, column, asked) for code, column, asked in self._questions() if asked is not None]

    def _questions(self) -> Iterator[tuple[str, str, pl.Expr | None]]:
        terms, closed = self.terms, self._time("closed_s")
        resolved = pl.col("resolved_s")
        no_time = resolved.is_null() if closed is None else resolved.is_null() & closed.is_null()
        ended_out = _less(_any(self.cancelled, self.repeats), self._out)
        yield "state-without-time", "resolved_s", _both(_any(self.done, ended_out), no_time)
        yield "closed-without-time", "closed_s", _both(self._is("closed"), self._no_time_of("closed_s"))
        if terms.reopened is None:
            against = _any(self.contradicted("resolved_s"), self.contradicted("closed_s"))
            yield "state-against-time", "resolved_s", against
        stale = _less(self.reopened_after("resolved_s"), self.live)
        if closed is None:
            yield "resolved-before-reopening", "resolved_s", stale
        else:
            not_after = (closed <= pl.col("reopened_s")).fill_null(value=True)
            yield "resolved-before-reopening", "resolved_s", _both(stale, not_after)
        effective = self.effective("resolved_s")
        if terms.closed is None and closed is not None and effective is not None:
            only_closed = (effective.is_null() & (self.end < self.until_s)).fill_null(value=False)
            yield "closed-not-said", "resolved_s", _less(only_closed, _any(self.cancelled, self.repeats))
        if terms.cancelled is None:
            yield "cancelled-not-said", "status", _both(self.cancelled, self.gone)
        if terms.duplicate is None:
            yield "duplicate-not-said", "status", _both(self.repeats, self.gone)
        if terms.total_pause is None and "paused_seconds" in self.says:
            total = (pl.col("paused_seconds") > 0).fill_null(value=False)
            unsaid = pl.col("paused_reason").fill_null("") == ""
            yield "total-pause-not-said", "paused_seconds", total & unsaid

    def _no_time_of(self, name: str) -> pl.Expr | None:
        """Whether a time is not told, also where no ticket of a table that has the column tells it."""
        return pl.col(name).is_null() if name in self.columns else None

    @property
    def _out(self) -> pl.Expr | None:
        """Whether the terms take it out."""
        return _any(
            self.cancelled if self.terms.cancelled != "counts" else None,
            self.repeats if self.terms.duplicate != "counts" else None,
        )


def _any(*conditions: pl.Expr | None) -> pl.Expr | None:
    """Return whether any of the conditions holds; None where none can."""
    given = [one for one in conditions if one is not None]
    return reduce(or_, given) if given else None


def _both(one: pl.Expr | None, other: pl.Expr | None) -> pl.Expr | None:
    return None if one is None or other is None else one & other


def _less(one: pl.Expr | None, other: pl.Expr | None) -> pl.Expr | None:
    """Return whether the one holds and the other does not; None where the one cannot."""
    return one if one is None or other is None else one & ~other


def tickets(evidence: Evidence, table: str, terms: TicketTerms, until_s: int) -> pl.LazyFrame:
    """Return a table of tickets as the terms have them at the end of a period.

    Args:
        evidence: With the columns of ``with_states``, which are made where they are missing.
        table: One of ``TICKETS``.
        terms: What the states mean. Where they are silent, the source's word stands: closed is ended, reopened open.
        until_s: The instant, a UTC second; what happened from then on has not happened yet.

    Returns:
        The table with ``resolved_s`` and ``closed_s`` as they count, and beside ``state`` and ``repeats``:
        ``taken_out``, why a ticket does not count, or null; ``undated``, whether it has ended and nobody knows when.
    """
    rows, told = _told(evidence, table, terms, until_s)
    taken_out = _NOTHING
    for condition, means, reason in (
        (told.repeats, terms.duplicate, repeats_another()),
        (told.cancelled, terms.cancelled, is_cancelled()),
    ):
        if condition is not None and means == "taken_out":
            taken_out = pl.when(condition & told.gone).then(pl.lit(reason)).otherwise(taken_out)
    closed, undated = told.effective("closed_s"), told.undated
    rows = rows.with_columns(
        told.end.alias("resolved_s"),
        *([] if closed is None else [closed.alias("closed_s")]),
        taken_out.alias("taken_out"),
        (pl.lit(value=False) if undated is None else undated).alias("undated"),
    )
    return _as_it_stood(rows, evidence, until_s) if terms.resolved_spell == "pause" else rows


def _as_it_stood(rows: pl.LazyFrame, evidence: Evidence, until_s: int) -> pl.LazyFrame:
    """Return the tickets with those that stood as resolved at the instant, and were reopened later, resolved then.

    Only where that time is a pause: where it counts, a ticket is not resolved before it is so for good.
    """
    if not evidence.has("pauses"):
        return rows
    standing = collect(
        evidence.table("pauses")
        .filter(pl.col("reason") == RESOLVED_SPELL, pl.col("from_s") < until_s, pl.col("to_s") >= until_s)
        .group_by("ticket_id")
        .agg(pl.col("from_s").max().alias("_stood_s"))
    )
    if standing.is_empty():
        return rows
    joined = rows.join(standing.lazy(), left_on="id", right_on="ticket_id", how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("_stood_s", "resolved_s").alias("resolved_s")).drop("_stood_s")


def undecided(evidence: Evidence, table: str, terms: TicketTerms, until_s: int) -> pl.DataFrame:
    """Return the cells of tickets that no figure may stand on, as ``Evidence.unusable`` has them.

    They are of tickets in a state that the terms do not say the meaning of (``closed-not-said``,
    ``cancelled-not-said``, ``duplicate-not-said``, ``total-pause-not-said``), and of those whose state contradicts
    their times (``state-without-time``, ``closed-without-time``, ``state-against-time``,
    ``resolved-before-reopening``). What was opened at or after the instant is not among them.
    """
    rows, told = _told(evidence, table, terms, until_s)
    cells = [
        rows.filter(pl.col("opened_s") < until_s, unclear).select(
            *(pl.col(name).cast(dtype) for name, dtype in list(UNUSABLE.items())[:2]),
            pl.lit(column).alias("column"),
            pl.lit(why).alias("why"),
        )
        for why, column, unclear in told.questions
    ]
    found = collect(pl.concat(cells)) if cells else pl.DataFrame(schema=UNUSABLE)
    return pl.concat([found, _unread(evidence, table, rows, told)])


def _unread(evidence: Evidence, table: str, rows: pl.LazyFrame, told: "_Told") -> pl.DataFrame:
    """Return the ends of tickets that a time which could not be read might decide: closed, or reopened."""
    spoilt = evidence.unusable.get(table)
    if spoilt is None:
        return pl.DataFrame(schema=UNUSABLE)
    only_closed = spoilt.filter(pl.col("column") == "closed_s").lazy()
    resolved = told.effective("resolved_s")
    assert resolved is not None
    unresolved = rows.filter(resolved.is_null()).select("file_no", "row_no")
    found = [
        only_closed.join(unresolved, on=["file_no", "row_no"], how="semi"),
        spoilt.filter(pl.col("column") == "reopened_s").lazy(),
    ]
    return collect(pl.concat(found).with_columns(pl.lit("resolved_s").alias("column")).select(list(UNUSABLE)))


def _told(evidence: Evidence, table: str, terms: TicketTerms, until_s: int) -> tuple[pl.LazyFrame, "_Told"]:
    rows = evidence.table(table)
    if SAYS not in rows.collect_schema().names():
        rows = with_state(rows, table, terms)
    return rows, _Told(terms, until_s, frozenset(rows.collect_schema().names()), said(rows))


def is_cancelled() -> str:
    """Return the reason of a ticket that is taken out as cancelled."""
    return _("Annulleret ifølge leverandørens data: holdes ude efter vilkårene.")


def repeats_another() -> str:
    """Return the reason of a ticket that is taken out because it repeats another."""
    return _("Dublet af en anden sag i leverandørens data: holdes ude efter vilkårene.")


def taken_out_reasons() -> tuple[str, ...]:
    """Return the reasons of ``taken_out``."""
    return (is_cancelled(), repeats_another())
