"""When a ticket ended and whether it is open, by its state, its times and what the terms say that they mean.

One home for all that judges, counts or lists tickets. A state is what the source said when it was exported; what
happened after the instant that is asked about (a reopening, a cancelling) has not happened yet.
"""

from dataclasses import dataclass, replace

import polars as pl

from afstemt.core.evidence.evidence import UNUSABLE, Evidence, collect
from afstemt.core.evidence.tables import BY_NAME as TABLES
from afstemt.core.evidence.ticket_state import DONE, LIVE, REPEATS, RESOLVED_SPELL, STATES, states_of
from afstemt.core.terms.model.ticket_terms import TicketTerms
from afstemt.core.units.wording import _

TICKETS = ("incidents", "service_requests", "problems")
"""The fact tables whose rows are tickets with a state."""

_NOTHING = pl.lit(None, dtype=pl.String)


def with_states(evidence: Evidence, terms: TicketTerms) -> Evidence:
    """Return the evidence with two more columns on its tables of tickets, which hold what the source says.

    ``state`` is of ``STATES``: what the status says, or the resolution of one that is no longer worked on; null where
    nobody knows the words. ``repeats`` is whether it is a duplicate or merged, and the ticket that it names is among
    those delivered and is itself neither repeated nor cancelled, followed from one duplicate to the next.
    """
    tables = dict(evidence.tables)
    for name in TICKETS:
        if name in tables and "state" not in tables[name].collect_schema().names():
            tables[name] = _with_state(tables[name], name, terms)
    return replace(evidence, tables=tables)


def _with_state(rows: pl.LazyFrame, name: str, terms: TicketTerms) -> pl.LazyFrame:
    known = {column.name for column in TABLES[name].columns}
    given = [column for column in ("status", "resolution") if column in known]
    words = collect(rows.select(pl.col(column).unique().implode() for column in given))
    state, says = (
        _state(column, words[column][0] if column in given else pl.Series([], dtype=pl.String), terms)
        for column in ("status", "resolution")
    )
    over = state.is_null() | ~state.is_in(LIVE)
    ends = says.is_in(["cancelled", *REPEATS])
    if "duplicate_of" not in known:
        return rows.with_columns(state.alias("state"), pl.lit(value=False).alias("repeats"))
    names_another = pl.col("duplicate_of").fill_null("") != ""
    duplicate = pl.lit("duplicate", dtype=STATES)
    rows = rows.with_columns(
        pl.when(over & ends)
        .then(says)
        .when(over & names_another & (state != "cancelled").fill_null(value=True))
        .then(pl.when(state.is_in(REPEATS)).then(state).otherwise(duplicate))
        .otherwise(state)
        .alias("state")
    )
    return rows.with_columns(_repeats(rows).alias("repeats"))


def _state(column: str, words: pl.Series, terms: TicketTerms) -> pl.Expr:
    found = states_of(words.drop_nulls().to_list(), terms)
    if not found:
        return pl.lit(None, dtype=STATES)
    return pl.col(column).replace_strict(
        pl.Series(list(found), dtype=pl.String),
        pl.Series(list(found.values()), dtype=STATES),
        default=None,
        return_dtype=STATES,
    )


def _repeats(rows: pl.LazyFrame) -> pl.Expr:
    """Return whether each ticket repeats one that stands; the links are followed to their end."""
    copies = collect(
        rows.filter(pl.col("state").is_in(REPEATS)).select("id", pl.col("duplicate_of").alias("of"))
    )
    if copies.is_empty():
        return pl.lit(value=False)
    copies = copies.unique("id", keep="last", maintain_order=True)
    onward = copies.rename({"id": "of", "of": "next"})
    steps = 1
    while steps < copies.height:  # doubles at each turn: as many as it takes to reach the end of any chain
        after = copies.join(onward, on="of", how="left", maintain_order="left")
        after = after.select("id", pl.coalesce("next", "of").alias("of"))
        if after.equals(copies):
            break
        copies, onward, steps = after, after.rename({"id": "of", "of": "next"}), steps * 2
    gone = pl.col("state").is_in(["cancelled", *REPEATS]).fill_null(value=False)
    stands = collect(rows.filter(~gone).select("id").unique())["id"]
    valid = copies.filter(pl.col("of").is_in(stands.implode()))["id"]
    return pl.col("id").is_in(valid.implode()) & pl.col("state").is_in(REPEATS).fill_null(value=False)


@dataclass(frozen=True)
class _Told:
    """What a ticket's columns tell at an instant, as expressions on a table with its states."""

    terms: TicketTerms
    until_s: int
    columns: frozenset[str]

    def _time(self, name: str) -> pl.Expr:
        return pl.col(name) if name in self.columns else pl.lit(None, dtype=pl.Int64)

    @property
    def live(self) -> pl.Expr:
        return self._is(*LIVE)

    def _is(self, *states: str) -> pl.Expr:
        return pl.col("state").is_in(states).fill_null(value=False)

    @property
    def done(self) -> pl.Expr:
        return self._is(*DONE)

    @property
    def cancelled(self) -> pl.Expr:
        return self._is("cancelled")

    @property
    def repeats(self) -> pl.Expr:
        return pl.col("repeats")

    @property
    def _reopened_later(self) -> pl.Expr:
        return (self._time("reopened_s") >= self.until_s).fill_null(value=False)

    def reopened_after(self, name: str) -> pl.Expr:
        """Whether the ticket was reopened at or after the time, and before the instant."""
        reopened = self._time("reopened_s")
        return ((reopened >= self._time(name)) & (reopened < self.until_s)).fill_null(value=False)

    def contradicted(self, name: str) -> pl.Expr:
        """Whether the ticket is live with a time that says otherwise, and nothing tells that it was reopened."""
        known = self.reopened_after(name) | self._is("reopened") | self._reopened_later
        return self.live & self._time(name).is_not_null() & ~known

    def _stale(self, name: str) -> pl.Expr:
        return self.reopened_after(name) | (self.live & ~self._reopened_later)

    def effective(self, name: str) -> pl.Expr:
        """The time as it counts: not one that a reopening has made stale, unless the first resolution stands."""
        if self.terms.reopened == "first_resolution":
            return self._time(name)
        return pl.when(~self._stale(name)).then(self._time(name))

    @property
    def end(self) -> pl.Expr:
        """When it was resolved, as the terms have it; null while it is open, and where nobody knows."""
        resolved, closed = self.effective("resolved_s"), self.effective("closed_s")
        if self.terms.closed != "stays_open":
            return pl.coalesce(resolved, closed)
        return pl.coalesce(resolved, pl.when(self.cancelled | self._is(*REPEATS)).then(closed))

    @property
    def undated(self) -> pl.Expr:
        """Whether it has ended, and nobody knows when."""
        never = self.end.is_null() & self.effective("closed_s").is_null()
        return pl.col("state").is_not_null() & ~self.live & never

    @property
    def gone(self) -> pl.Expr:
        """Whether what ended it, ended it before the instant, or nobody knows when."""
        return (self.end < self.until_s).fill_null(value=True)

    @property
    def questions(self) -> list[tuple[str, str, pl.Expr]]:
        """What may be unclear about a ticket: its code, the column that then cannot be used, and whether it is."""
        terms, has = self.terms, self.columns
        ended_out = (self.cancelled | self.repeats) & ~self._out
        no_time = self._time("resolved_s").is_null() & self._time("closed_s").is_null()
        asked = [("state-without-time", "resolved_s", no_time & (self.done | ended_out))]
        if "closed_s" in has:
            unknown = self._is("closed") & pl.col("closed_s").is_null()
            asked.append(("closed-without-time", "closed_s", unknown))
        if terms.reopened is None:
            against = self.contradicted("resolved_s") | self.contradicted("closed_s")
            asked.append(("state-against-time", "resolved_s", against))
        if "reopened_s" in has:
            stale = self.reopened_after("resolved_s") & ~self.live
            not_after = (self._time("closed_s") <= pl.col("reopened_s")).fill_null(value=True)
            asked.append(("resolved-before-reopening", "resolved_s", stale & not_after))
        if terms.closed is None:
            only_closed = self.effective("resolved_s").is_null() & (self.end < self.until_s)
            plain = only_closed.fill_null(value=False) & ~self.cancelled & ~self.repeats
            asked.append(("closed-not-said", "resolved_s", plain))
        if terms.cancelled is None:
            asked.append(("cancelled-not-said", "status", self.cancelled & self.gone))
        if terms.duplicate is None:
            asked.append(("duplicate-not-said", "status", self.repeats & self.gone))
        if terms.total_pause is None and "paused_seconds" in has:
            total = (pl.col("paused_seconds") > 0).fill_null(value=False)
            asked.append(
                (
                    "total-pause-not-said",
                    "paused_seconds",
                    total & (pl.col("paused_reason").fill_null("") == ""),
                )
            )
        return asked

    @property
    def _out(self) -> pl.Expr:
        """Whether the terms take it out."""
        cancelled = self.cancelled if self.terms.cancelled != "counts" else pl.lit(value=False)
        return cancelled | (self.repeats if self.terms.duplicate != "counts" else pl.lit(value=False))


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
    if terms.duplicate == "taken_out":
        taken_out = pl.when(told.repeats & told.gone).then(pl.lit(repeats_another())).otherwise(taken_out)
    if terms.cancelled == "taken_out":
        taken_out = pl.when(told.cancelled & told.gone).then(pl.lit(is_cancelled())).otherwise(taken_out)
    rows = rows.with_columns(
        told.end.alias("resolved_s"),
        *([told.effective("closed_s").alias("closed_s")] if "closed_s" in told.columns else []),
        taken_out.alias("taken_out"),
        told.undated.alias("undated"),
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
    return pl.concat([collect(pl.concat(cells)), _unread(evidence, table, rows, told)])


def _unread(evidence: Evidence, table: str, rows: pl.LazyFrame, told: "_Told") -> pl.DataFrame:
    """Return the ends of tickets that a time which could not be read might decide: closed, or reopened."""
    spoilt = evidence.unusable.get(table)
    if spoilt is None:
        return pl.DataFrame(schema=UNUSABLE)
    only_closed = spoilt.filter(pl.col("column") == "closed_s").lazy()
    unresolved = rows.filter(told.effective("resolved_s").is_null()).select("file_no", "row_no")
    found = [
        only_closed.join(unresolved, on=["file_no", "row_no"], how="semi"),
        spoilt.filter(pl.col("column") == "reopened_s").lazy(),
    ]
    return collect(pl.concat(found).with_columns(pl.lit("resolved_s").alias("column")).select(list(UNUSABLE)))


def _told(evidence: Evidence, table: str, terms: TicketTerms, until_s: int) -> tuple[pl.LazyFrame, "_Told"]:
    rows = evidence.table(table)
    names = rows.collect_schema().names()
    if "state" not in names:
        rows = _with_state(rows, table, terms)
        names = rows.collect_schema().names()
    return rows, _Told(terms, until_s, frozenset(names))


def is_cancelled() -> str:
    """Return the reason of a ticket that is taken out as cancelled."""
    return _("Annulleret ifølge leverandørens data: holdes ude efter vilkårene.")


def repeats_another() -> str:
    """Return the reason of a ticket that is taken out because it repeats another."""
    return _("Dublet af en anden sag i leverandørens data: holdes ude efter vilkårene.")


def taken_out_reasons() -> tuple[str, ...]:
    """Return the reasons of ``taken_out``."""
    return (is_cancelled(), repeats_another())
