"""One row per update becomes tickets, pauses and changes of priority. Vectorised over all tickets at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from afstemt.core.evidence.column import PROVENANCE, Column, need_at
from afstemt.core.evidence.export import UPDATED
from afstemt.core.evidence.ticket_state import LIVE, RESOLVED_SPELL, states_of
from afstemt.core.terms.model.ticket_terms import TicketTerms
from afstemt.files.reading.intake.instant_column import read_column
from afstemt.files.reading.intake.loss import CELLS, lost_rows
from afstemt.files.reading.intake.plan import Plan, blanked, mapped, stripped
from afstemt.files.reading.intake.profile import EventLog, Source
from afstemt.files.reading.intake.repeated_hour import alternatives_of, in_order, tell_open
from afstemt.files.reading.sheets.finding import ASIDE, ASK, NOTE, SHOWN, Finding, Findings, Severity
from afstemt.files.reading.sheets.personal import has_cpr

REASON = "waits_for"
"""The column of updates with the reason that they themselves give for a pause."""
_STEP = ("order", "at_s", "state", REASON)
"""What updates have beside the main table's columns."""


@dataclass
class Tickets:
    """What a log became.

    Attributes:
        tables: The main table, ``pauses`` and ``priority_changes``.
        lost: Tickets of which every update was set aside, and updates whose ticket cannot be read.
        doubtful: Cells of tickets that an update which was set aside, or cannot be ordered, could have changed:
            row_no, column, why.
        alternatives: By table, cells that may be another time as well: row_no, column, other_s.
        updates: What the tables were made of, in order.
    """

    tables: dict[str, pl.DataFrame]
    lost: pl.DataFrame
    doubtful: pl.DataFrame
    alternatives: dict[str, pl.DataFrame]
    updates: pl.DataFrame


@dataclass(frozen=True)
class Rule:
    """What makes tables of a log's updates.

    Attributes:
        state, pauses, responded_when_left: As the profile says.
        opens: Whether the log has no time of opening but that of the updates themselves.
        ends: By a column of frames, the states that the ticket entered at that time.
    """

    state: str
    pauses: Mapping[str, str]
    responded_when_left: Sequence[str]
    opens: bool
    ends: Mapping[str, Sequence[str]]


def rule_of(plan: Plan) -> Rule | None:
    """Return what makes tables of the log's updates; None where the profile reads no log."""
    log = plan.profile.event_log
    if log is None:
        return None
    entered = {"resolved_s": list(log.resolved_when), "closed_s": list(log.closed_when)}
    ends = {column: states for column, states in entered.items() if states}
    opens = _opens_with_first_update(plan, log)
    return Rule(log.state, dict(log.pauses), list(log.responded_when_left), opens, ends)


def tickets(columns: pl.DataFrame, sheet: pl.DataFrame, plan: Plan, findings: Findings) -> Tickets:
    """Return what an event log became.

    A ticket is its last update by the profile's order; its priority is the first one, later ones are changes.
    A pause runs from the update that enters a waiting state to the next update in another state, or with another
    reason; it is open while the last update still waits. The time from a resolution to a reopening is among the pauses
    with a reason of its own (``RESOLVED_SPELL``): the terms say whether it is one.

    Args:
        columns: The table's columns for each row whose text could be split, with ``row_no``.
        sheet: The text of these rows.
        plan: The profile with its rule.
        findings: Takes the rows without order or time, repeated updates and pauses without length.
    """
    log, rule = plan.profile.event_log, rule_of(plan)
    assert log is not None
    assert rule is not None
    steps = _steps(sheet, log, plan, findings)
    usable = steps.drop_nulls(["order", "at_s", "state"])
    timed = _with_repeated_hour(columns.join(usable, on="row_no", how="inner"), log, plan, findings)
    updates, tied = _ordered(timed.filter(~pl.col("row_no").is_in(list(findings.aside))), log, findings)
    tables = tables_of(updates, plan.table.name, rule, findings)
    made = tables[plan.table.name]
    read = {row for spoilt in findings.cells.values() for row in spoilt}
    findings.without_effect |= read - set(made["row_no"])
    gone = lost_rows(columns, plan.table, findings, set(findings.aside))
    return Tickets(
        tables,
        _lost(gone, made, plan, log),
        _doubtful(made, gone.join(steps.select("row_no", "at_s"), on="row_no", how="left"), tied, plan, log),
        alternatives_of(tables, updates, _at(log), plan, findings),
        updates,
    )


def tables_of(updates: pl.DataFrame, name: str, rule: Rule, findings: Findings) -> dict[str, pl.DataFrame]:
    """Return the tables that updates become: the main table, ``pauses`` and ``priority_changes``.

    Args:
        updates: By id and order, with the main table's columns and order, at_s, state; also of several files.
        name: The main table.
        rule: What makes tables of them.
        findings: Takes the pauses without length.
    """
    made = _tickets(updates, rule, findings)
    if updates.is_empty():
        return {name: made}
    return {name: made, "pauses": _all_pauses(updates, rule, findings), "priority_changes": _changes(updates)}


def _tickets(updates: pl.DataFrame, rule: Rule, findings: Findings) -> pl.DataFrame:
    """Return the main table: the last update of each ticket, with what is told by the others."""
    if updates.is_empty():
        return updates.drop(_STEP, strict=False)
    told = [pl.col("priority").drop_nulls().first()]
    if rule.responded_when_left:
        reaction = pl.col("at_s").filter(~pl.col("state").is_in(rule.responded_when_left))
        told.append(reaction.first().alias("responded_s"))
    if rule.opens:
        told.append(pl.col("at_s").first().alias("opened_s"))
    first = updates.group_by("id", maintain_order=True).agg(told)
    last = updates.group_by("id", maintain_order=True).last().drop(*first.columns[1:], REASON, strict=False)
    made = last.join(first, on="id", maintain_order="left")
    for column, states in rule.ends.items():
        since = _entered(updates, states).rename({"at_s": column})
        made = made.drop(column, strict=False).join(since, on="id", how="left", maintain_order="left")
    personal = has_cpr(made["state"])
    findings.rows(made, personal, "cpr-blanked", NOTE, rule.state)
    made = made.with_columns(
        pl.when(~personal).then(pl.col("state")).alias("status"), pl.col("at_s").alias(UPDATED)
    )
    again = made.join(
        _reopened(updates, rule), on="id", how="left", maintain_order="left", suffix=" of updates"
    )
    if "reopened_s" not in made.columns:
        return again
    return again.with_columns(pl.coalesce("reopened_s", "reopened_s of updates")).drop(
        "reopened_s of updates"
    )


def _opens_with_first_update(plan: Plan, log: EventLog) -> bool:
    """Return whether the log has no time of opening but that of the updates themselves."""
    source = plan.profile.source(plan.table, "opened_at")
    return source is None or source.columns == (log.at,)


def _lost(gone: pl.DataFrame, made: pl.DataFrame, plan: Plan, log: EventLog) -> pl.DataFrame:
    """Return what is lost of the updates set aside: a row of each ticket that has no other, and of each without id.

    Of several updates of one ticket only what they all say is believed.
    """
    if "id" not in gone.columns:
        return gone
    if _opens_with_first_update(plan, log):
        gone = gone.with_columns(pl.lit(None, pl.Int64).alias("opened_s"))
    whole = gone.filter(pl.col("id").is_not_null() & ~pl.col("id").is_in(made["id"].implode()))
    agreed = [
        pl.when(pl.col(name).n_unique() == 1).then(pl.col(name).first()).alias(name)
        for name in whole.columns
        if name not in ("id", "row_no", "why")
    ]
    firsts = [pl.col("row_no").first(), pl.col("why").first()]
    by_ticket = whole.group_by("id", maintain_order=True).agg(*agreed, *firsts).select(whole.columns)
    return pl.concat([by_ticket, gone.filter(pl.col("id").is_null())]).sort("row_no")


def _doubtful(
    made: pl.DataFrame, gone: pl.DataFrame, tied: pl.DataFrame, plan: Plan, log: EventLog
) -> pl.DataFrame:
    """Return the cells that came of a ticket's updates, of tickets that lost one or have two that cannot be ordered."""
    if "id" not in gone.columns or "id" not in made.columns:
        return pl.DataFrame(schema=CELLS)
    table = plan.table
    names = [column.frame_name for column in table.columns if column.frame_name in made.columns]
    names = [name for name in names if name not in ("id", "opened_s")]
    rows = made.select("id", "row_no", "opened_s")
    losses = rows.join(gone.select("id", "at_s", "why"), on="id", how="inner")
    ties = rows.join(tied.with_columns(pl.lit("same-time").alias("why")), on="id", how="inner")
    found = [each.with_columns(pl.lit(name).alias("column")) for name in names for each in (losses, ties)]
    if _opens_with_first_update(plan, log):
        earlier = losses.filter(pl.col("at_s").is_null() | (pl.col("at_s") < pl.col("opened_s")))
        found.append(earlier.with_columns(pl.lit("opened_s").alias("column")))
    if not found:
        return pl.DataFrame(schema=CELLS)
    cells = pl.concat([each.select(list(CELLS)) for each in found])
    return cells.unique(subset=["row_no", "column"], keep="first", maintain_order=True)


def _steps(sheet: pl.DataFrame, log: EventLog, plan: Plan, findings: Findings) -> pl.DataFrame:
    """Return row_no, order, at_s, state of the rows; those that lack one of the three are set aside.

    Without a column that orders them the updates are ordered by their time. Beside them ``early_s`` and ``late_s`` of a
    time that occurs twice, and its text.
    """
    wanted = {"order": log.order, "at": log.at, "state": log.state}
    texts = {
        name: stripped(sheet, Source((column,)), plan.profile.missing)
        for name, column in wanted.items()
        if column
    }
    for name, text in texts.items():
        findings.rows(sheet, text.is_null(), "missing-value", ASIDE, wanted[name])
    read = read_column(sheet, texts["at"], _at(log), Source((log.at,)), plan, findings)
    if plan.profile.clock.zone is None:
        told = plan.profile.name, plan.zone
        findings.rows(sheet, read.naive, "no-offset", ASIDE, log.at, profile=told[0], zone=told[1])
    order = at_s = read.seconds
    if "order" in texts:
        order = texts["order"].str.extract(r"^(\d{1,15})$").cast(pl.Int64)
        bad = order.is_null() & texts["order"].is_not_null()
        findings.rows(sheet, bad, "bad-integer", ASIDE, log.order, texts["order"])
    twice = {"early_s": read.early, "late_s": read.late, "text": texts["at"]}
    steps = {"row_no": sheet["row_no"], "order": order, "at_s": at_s, "state": texts["state"]}
    steps[REASON] = _reason(sheet, log, plan, findings)
    return pl.DataFrame({**steps, **twice})


def _reason(sheet: pl.DataFrame, log: EventLog, plan: Plan, findings: Findings) -> pl.Series:
    """Return why the ticket waits after each update, where the update says so."""
    said = stripped(sheet, log.reason, plan.profile.missing)
    personal = has_cpr(said)
    if log.reason.columns:
        findings.rows(sheet, personal, "cpr-blanked", NOTE, log.reason.columns[0])
    return mapped(blanked(said, personal), log.reason)


def _at(log: EventLog) -> Column:
    return need_at(log.at, "", "")


def _with_repeated_hour(updates: pl.DataFrame, log: EventLog, plan: Plan, findings: Findings) -> pl.DataFrame:
    """Return the updates with each time that occurs twice as the one that their order makes possible."""
    twice = updates.filter(pl.col("late_s").is_not_null())
    updates = updates.drop("early_s", "late_s", "text")
    if twice.is_empty():
        return updates
    of_tickets = updates.filter(pl.col("id").is_in(twice["id"].implode()))
    both = of_tickets.join(twice.select("row_no", "early_s", "late_s", "text"), on="row_no", how="left")
    bounds = in_order(both, by_order=bool(log.order))
    only = bounds["low"] == bounds["high"]
    findings.rows(bounds, only, "repeated-hour-by-order", NOTE, log.at, bounds["text"], zone=plan.local_zone)
    tell_open(bounds, ~only, _at(log), plan, findings)
    value = bounds["high" if plan.profile.clock.ambiguous == "latest" else "low"]
    chosen = bounds.select("row_no", value.alias("chosen"))
    at_s = pl.coalesce("chosen", "at_s").alias("at_s")
    updates = updates.join(chosen, on="row_no", how="left", maintain_order="left").with_columns(at_s)
    if not log.order:
        updates = updates.with_columns(pl.col("at_s").alias("order"))
    return updates.drop("chosen")


def _ordered(updates: pl.DataFrame, log: EventLog, findings: Findings) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the updates in order, each (id, order) once, and the ids of tickets whose order cannot be told.

    A second one is noted when it is identical. When it differs the later in time is used, and the other set aside;
    where only the time orders the two, nothing tells which came last, and that is asked.
    """
    updates = updates.sort("id", "order", "at_s", "row_no")
    again = (updates["id"] == updates["id"].shift()) & (updates["order"] == updates["order"].shift())
    if not again.fill_null(False).any():
        return updates, updates.select("id").clear()
    content = [name for name in updates.columns if name != "row_no"]
    latest = pl.col("row_no").filter(pl.col("at_s") == pl.col("at_s").max()).first()
    doubled = updates.join(
        updates.filter(again).select("id", "order").unique(), on=["id", "order"], how="semi"
    )
    marked = doubled.with_columns(latest.over("id", "order").alias("first_row"))
    first = pl.col("row_no") == pl.col("first_row")
    repeated = marked.filter(~first)
    same = repeated.join(marked.filter(first).select(content), on=content, how="semi", nulls_equal=True)
    alike = set(same["row_no"])
    other: tuple[str, Severity] = ("duplicate-update", ASIDE) if log.order else ("same-time", ASK)
    for row in repeated.iter_rows(named=True):
        shown = f"{row['id']} / {row['order']}" if log.order else str(row["id"])
        values: dict[str, str | int] = {"value": shown[:SHOWN], "other": int(row["first_row"])}
        code, severity = ("identical-row", NOTE) if row["row_no"] in alike else other
        findings.add(Finding(code, severity, int(row["row_no"]), None, values))
    gone = repeated if log.order else same
    tied = repeated.filter(~pl.col("row_no").is_in(list(alike))) if not log.order else repeated.clear()
    return updates.filter(~updates["row_no"].is_in(gone["row_no"].implode())), tied.select("id").unique()


def _all_pauses(updates: pl.DataFrame, rule: Rule, findings: Findings) -> pl.DataFrame:
    return pl.concat([_pauses(updates, rule, findings), _resolved_spells(updates, rule)])


def _pauses(updates: pl.DataFrame, rule: Rule, findings: Findings) -> pl.DataFrame:
    """Return ticket_id, from_s, to_s, reason, row_no of the update that began the pause.

    The reason is the one that the update gives, else the state's.
    """
    reason = pl.col("state").replace_strict(dict(rule.pauses), default=None)
    if REASON in updates.columns:
        reason = pl.when(reason.is_not_null()).then(pl.coalesce(REASON, reason))
    own = _provenance(updates)
    spells = (
        updates.lazy()
        .select("id", "at_s", *own, reason.alias("reason"))
        .with_columns((pl.col("reason").ne_missing(pl.col("reason").shift().over("id"))).alias("begins"))
        .filter((pl.col("begins") | (pl.col("id") != pl.col("id").shift())).fill_null(True))
        .with_columns(pl.col("at_s").shift(-1).over("id").alias("to_s"))
        .filter(pl.col("reason").is_not_null())
        .select(pl.col("id").alias("ticket_id"), pl.col("at_s").alias("from_s"), "to_s", "reason", *own)
        .collect()
    )
    reversed_, empty = spells["to_s"] < spells["from_s"], spells["to_s"] == spells["from_s"]
    findings.rows(spells, reversed_, "pause-reversed", NOTE, rule.state, spells["ticket_id"])
    findings.rows(spells, empty, "pause-zero-length", NOTE, rule.state, spells["ticket_id"])
    return spells.filter(~(reversed_ | empty).fill_null(False))


def _over_by_rule(rule: Rule) -> list[str]:
    return [state for states in rule.ends.values() for state in states]


def _with_over(updates: pl.DataFrame, ends: Sequence[str]) -> pl.LazyFrame:
    """Return id, at_s, state, place; ``over``, whether the ticket is done after the update; ``was_over``, before it.

    In the states of ``ends`` it is. A word that nobody knows changes nothing.
    """
    words = updates["state"].unique().to_list()
    known = {word: state not in LIVE for word, state in states_of(words, TicketTerms()).items()}
    known |= {word: True for word in words if word in ends}
    over = (
        pl.col("state").replace_strict(known, default=None, return_dtype=pl.Boolean)
        if known
        else pl.lit(None)
    )
    marked = updates.lazy().select(
        "id", "at_s", "state", *_provenance(updates), over.cast(pl.Boolean).alias("over")
    )
    marked = marked.with_columns(pl.col("over").forward_fill().over("id").fill_null(value=False))
    return marked.with_columns(pl.col("over").shift().over("id").fill_null(value=False).alias("was_over"))


def _entered(updates: pl.DataFrame, states: Sequence[str]) -> pl.DataFrame:
    """Return id and at_s of the update that last entered one of the states; not where the ticket is open again."""
    inside = pl.col("state").is_in(list(states))
    steps = _with_over(updates, states).with_columns(inside.alias("inside"))
    steps = steps.with_columns(
        (pl.col("inside") & ~pl.col("inside").shift().over("id").fill_null(value=False)).alias("enters")
    )
    open_since = (~pl.col("over")).reverse().cum_sum().reverse().over("id") > 0
    last = steps.filter(pl.col("enters") & ~open_since)
    return last.group_by("id", maintain_order=True).agg(pl.col("at_s").last()).collect()


def _reopened(updates: pl.DataFrame, rule: Rule) -> pl.DataFrame:
    """Return id and reopened_s of the tickets that were reopened: the last time."""
    again = _with_over(updates, _over_by_rule(rule)).filter(pl.col("was_over") & ~pl.col("over"))
    return again.group_by("id", maintain_order=True).agg(pl.col("at_s").last().alias("reopened_s")).collect()


def _resolved_spells(updates: pl.DataFrame, rule: Rule) -> pl.DataFrame:
    """Return each stretch from a resolution to a reopening, as ``_pauses`` does."""
    turns = _with_over(updates, _over_by_rule(rule)).filter(pl.col("over") != pl.col("was_over"))
    return (
        turns.with_columns(pl.col("at_s").shift(-1).over("id").alias("to_s"))
        .filter(pl.col("over"), pl.col("to_s") > pl.col("at_s"))
        .select(
            pl.col("id").alias("ticket_id"),
            pl.col("at_s").alias("from_s"),
            "to_s",
            pl.lit(RESOLVED_SPELL).alias("reason"),
            *_provenance(updates),
        )
        .collect()
    )


def _changes(updates: pl.DataFrame) -> pl.DataFrame:
    """Return ticket_id, at_s, priority, row_no of each update that changed the priority."""
    before = pl.col("priority").shift().over("id")
    return (
        updates.filter(pl.col("priority").is_not_null())
        .filter((pl.col("priority") != before).fill_null(False))
        .select(pl.col("id").alias("ticket_id"), "at_s", "priority", *_provenance(updates))
    )


def _provenance(updates: pl.DataFrame) -> list[str]:
    return [name for name in PROVENANCE if name in updates.columns]
