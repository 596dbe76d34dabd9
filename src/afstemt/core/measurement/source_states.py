"""The state that the source says a ticket is in, of its words and of the ticket that it names; and what none tells."""

from dataclasses import replace

import polars as pl

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.evidence.tables import BY_NAME as TABLES
from afstemt.core.evidence.ticket_state import LIVE, REPEATS, STATES, states_of
from afstemt.core.terms.model.ticket_terms import TicketTerms

TICKETS = ("incidents", "service_requests", "problems")
"""The fact tables whose rows are tickets with a state."""

_TOLD_BY = ("closed_s", "reopened_s", "paused_seconds", "due_s")
"""Columns besides the words that tell of a ticket what most tickets have nothing of."""

SAYS = "says"
"""A column whose type names what any ticket of the table tells, and that is never read."""


def with_states(evidence: Evidence, terms: TicketTerms) -> Evidence:
    """Return the evidence with three more columns on its tables of tickets, which hold what the source says.

    ``state`` is of ``STATES``: what the status says, or the resolution of one that is no longer worked on; null where
    nobody knows the words. ``repeats`` is whether it is a duplicate or merged, and the ticket that it names is among
    those delivered and is itself neither repeated nor cancelled, followed from one duplicate to the next. ``says`` is
    what ``said`` reads.
    """
    tables = dict(evidence.tables)
    for name in TICKETS:
        if name in tables and SAYS not in tables[name].collect_schema().names():
            tables[name] = with_state(tables[name], name, terms)
    return replace(evidence, tables=tables)


def said(rows: pl.LazyFrame) -> frozenset[str]:
    """Return which of ``state``, ``repeats`` and the columns of times and totals any ticket tells anything by.

    What none tells need not be asked of each: a table of a million tickets without states costs nothing for them.
    """
    dtype = rows.collect_schema()[SAYS]
    assert isinstance(dtype, pl.Enum)
    return frozenset(dtype.categories.to_list())


def with_state(rows: pl.LazyFrame, name: str, terms: TicketTerms) -> pl.LazyFrame:
    """Return one table of tickets with the columns of ``with_states``."""
    known = {column.frame_name for column in TABLES[name].columns}
    given = [column for column in ("status", "resolution") if column in known]
    told = [column for column in _TOLD_BY if column in known]
    names_another = pl.col("duplicate_of").fill_null("") != ""
    looked = collect(
        rows.select(
            *(pl.col(column).unique().implode() for column in given),
            *(pl.col(column).is_not_null().any() for column in told),
            *([names_another.any()] if "duplicate_of" in known else []),
        )
    )
    state, says = (
        _state(column, looked[column][0] if column in given else pl.Series([], dtype=pl.String), terms)
        for column in ("status", "resolution")
    )
    found = [column for column in told if looked[column][0]]
    linked = "duplicate_of" in known and bool(looked["duplicate_of"][0])
    rows = rows.with_columns(
        _joined(state, says, names_another if linked else None).alias("state"),
        pl.lit(value=False).alias("repeats"),
    )
    if state is not None or says is not None or linked:
        found.append("state")
        repeats = _repeats(rows) if "duplicate_of" in known else None
        if repeats is not None:
            found.append("repeats")
            rows = rows.with_columns(repeats.alias("repeats"))
    return rows.with_columns(pl.lit(None, dtype=pl.Enum(found)).alias(SAYS))


def _joined(state: pl.Expr | None, says: pl.Expr | None, names_another: pl.Expr | None) -> pl.Expr:
    """Return the state of what the status and the resolution say, and of whether it names one that it repeats."""
    nothing = pl.lit(None, dtype=STATES)
    state = nothing if state is None else state
    if says is None and names_another is None:
        return state
    over = state.is_null() | ~state.is_in(LIVE)
    ends = nothing.is_not_null() if says is None else says.is_in(["cancelled", *REPEATS])
    duplicate = pl.lit("duplicate", dtype=STATES)
    another = pl.lit(value=False) if names_another is None else names_another
    return (
        pl.when(over & ends)
        .then(nothing if says is None else says)
        .when(over & another & (state != "cancelled").fill_null(value=True))
        .then(pl.when(state.is_in(REPEATS)).then(state).otherwise(duplicate))
        .otherwise(state)
    )


def _state(column: str, words: pl.Series, terms: TicketTerms) -> pl.Expr | None:
    """Return the state that a column's words mean; None where nobody knows any of them."""
    found = states_of(words.drop_nulls().to_list(), terms)
    if not found:
        return None
    return pl.col(column).replace_strict(
        pl.Series(list(found), dtype=pl.String),
        pl.Series(list(found.values()), dtype=STATES),
        default=None,
        return_dtype=STATES,
    )


def _repeats(rows: pl.LazyFrame) -> pl.Expr | None:
    """Return whether each ticket repeats one that stands, the links followed to their end; None where none does."""
    copies = collect(
        rows.filter(pl.col("state").is_in(REPEATS)).select("id", pl.col("duplicate_of").alias("of"))
    )
    if copies.is_empty():
        return None
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
