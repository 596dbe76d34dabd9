"""One row per update becomes tickets, pauses and changes of priority. Vectorised over all tickets at once."""

import polars as pl

from afstemt.files.reading.intake.columns import Plan, note_instants, stripped
from afstemt.files.reading.intake.instants import read_instants
from afstemt.files.reading.intake.profile import EventLog, Source
from afstemt.files.reading.sheets.finding import ASIDE, NOTE, SHOWN, Finding, Findings
from afstemt.files.reading.sheets.personal import has_cpr


def tickets(
    columns: pl.DataFrame, sheet: pl.DataFrame, plan: Plan, findings: Findings
) -> dict[str, pl.DataFrame]:
    """Return the tables of an event log: the main table, ``pauses`` and ``priority_changes``.

    A ticket is its last update by the profile's order; its priority is the first one, later ones are changes.
    A pause runs from the update that enters a waiting state to the next update in another state; it is open
    while the last update still waits.

    Args:
        columns: The table's columns for each usable row, with ``row_no``.
        sheet: The text of all rows.
        plan: The profile with its rule.
        findings: Takes the rows without order or time, repeated updates and pauses without length.
    """
    log = plan.profile.event_log
    assert log is not None
    updates = _ordered(columns.join(_steps(sheet, log, plan, findings), on="row_no", how="inner"), findings)
    if updates.is_empty():
        return {plan.table.name: updates.select(columns.columns)}
    last = updates.group_by("id", maintain_order=True).last()
    first = updates.group_by("id", maintain_order=True).agg(
        pl.col("priority").drop_nulls().first().alias("first_priority"),
        *(
            [
                pl.col("at_s")
                .filter(~pl.col("state").is_in(log.responded_when_left))
                .first()
                .alias("responded_s")
            ]
            if log.responded_when_left
            else []
        ),
    )
    made = last.drop([name for name in first.columns if name != "id" and name in last.columns]).join(
        first, on="id", maintain_order="left"
    )
    personal = has_cpr(made["state"])
    findings.rows(made, personal, "cpr-blanked", NOTE, log.state)
    status = pl.when(~personal).then(pl.col("state")).alias("status")
    made = made.with_columns(pl.col("first_priority").alias("priority"), status)
    return {
        plan.table.name: made,
        "pauses": _pauses(updates, log, findings),
        "priority_changes": _changes(updates),
    }


def _steps(sheet: pl.DataFrame, log: EventLog, plan: Plan, findings: Findings) -> pl.DataFrame:
    """Return row_no, order, at_s, state of the rows that have all three; the others are set aside."""
    missing = plan.profile.missing
    texts = {
        name: stripped(sheet, Source((column,)), missing)
        for name, column in (("order", log.order), ("at", log.at), ("state", log.state))
    }
    for name, column in (("order", log.order), ("at", log.at), ("state", log.state)):
        findings.rows(sheet, texts[name].is_null(), "missing-value", ASIDE, column)
    order = texts["order"].str.extract(r"^(\d{1,15})$").cast(pl.Int64)
    findings.rows(
        sheet, order.is_null() & texts["order"].is_not_null(), "bad-integer", ASIDE, log.order, texts["order"]
    )
    read = read_instants(texts["at"], plan.profile.clock, plan.local_zone)
    note_instants(sheet, read, texts["at"], log.at, plan, findings)
    steps = pl.DataFrame(
        {"row_no": sheet["row_no"], "order": order, "at_s": read.seconds, "state": texts["state"]}
    ).drop_nulls()
    return steps.filter(~steps["row_no"].is_in(list(findings.aside)))


def _ordered(updates: pl.DataFrame, findings: Findings) -> pl.DataFrame:
    """Return the updates in order, each (id, order) once; a second one is noted when identical, else set aside."""
    updates = updates.sort("id", "order", "row_no")
    again = (updates["id"] == updates["id"].shift()) & (updates["order"] == updates["order"].shift())
    if not again.fill_null(False).any():
        return updates
    content = [name for name in updates.columns if name != "row_no"]
    marked = updates.with_columns(pl.col("row_no").first().over("id", "order").alias("first_row"))
    first = pl.col("row_no") == pl.col("first_row")
    repeated = marked.filter(~first)
    same = repeated.join(marked.filter(first).select(content), on=content, how="semi", nulls_equal=True)
    alike = set(same["row_no"])
    for row in repeated.iter_rows(named=True):
        values: dict[str, str | int] = {
            "value": f"{row['id']} / {row['order']}"[:SHOWN],
            "other": int(row["first_row"]),
        }
        code, severity = ("identical-row", NOTE) if row["row_no"] in alike else ("duplicate-update", ASIDE)
        findings.add(Finding(code, severity, int(row["row_no"]), None, values))
    return updates.filter(~updates["row_no"].is_in(repeated["row_no"].implode()))


def _pauses(updates: pl.DataFrame, log: EventLog, findings: Findings) -> pl.DataFrame:
    """Return ticket_id, from_s, to_s, reason, row_no of the update that began the pause."""
    reason = pl.col("state").replace_strict(dict(log.pauses), default=None)
    spells = (
        updates.lazy()
        .select("id", "at_s", "row_no", reason.alias("reason"))
        .with_columns((pl.col("reason").ne_missing(pl.col("reason").shift().over("id"))).alias("begins"))
        .filter((pl.col("begins") | (pl.col("id") != pl.col("id").shift())).fill_null(True))
        .with_columns(pl.col("at_s").shift(-1).over("id").alias("to_s"))
        .filter(pl.col("reason").is_not_null())
        .select(pl.col("id").alias("ticket_id"), pl.col("at_s").alias("from_s"), "to_s", "reason", "row_no")
        .collect()
    )
    reversed_, empty = spells["to_s"] < spells["from_s"], spells["to_s"] == spells["from_s"]
    findings.rows(spells, reversed_, "pause-reversed", NOTE, log.state, spells["ticket_id"])
    findings.rows(spells, empty, "pause-zero-length", NOTE, log.state, spells["ticket_id"])
    return spells.filter(~(reversed_ | empty).fill_null(False))


def _changes(updates: pl.DataFrame) -> pl.DataFrame:
    """Return ticket_id, at_s, priority, row_no of each update that changed the priority."""
    before = pl.col("priority").shift().over("id")
    return (
        updates.filter(pl.col("priority").is_not_null())
        .filter((pl.col("priority") != before).fill_null(False))
        .select(pl.col("id").alias("ticket_id"), "at_s", "priority", "row_no")
    )
