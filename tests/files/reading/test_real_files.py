"""Real exports: what is in them is known, and every row is accounted for."""

import csv
from collections import Counter
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
from reading_help import ZONE

from afstemt.core.evidence.evidence import collect
from afstemt.core.evidence.ticket_state import RESOLVED_SPELL
from afstemt.core.units.period import local
from afstemt.files.reading.evidence import read_evidence


def test_the_audit_log_of_a_real_servicenow(real: Path) -> None:
    evidence = read_evidence(real / "servicenow-incidents", zone=ZONE)
    [file] = evidence.files
    assert (file.profile, file.rows_read) == ("servicenow-audit", 59_354)
    assert file.rows_read == file.rows_used + file.rows_set_aside
    assert dict(file.facts)["incidents"] == 9_202
    aside = Counter((fault.code, fault.column) for fault in evidence.faults if fault.severity == "set_aside")
    assert aside == {
        ("skipped-hour", "sys_updated_at"): 4,
        ("skipped-hour", "closed_at"): 4,  # of the same rows
        ("duplicate-update", None): 5,
    }
    assert file.rows_set_aside == 9
    incidents = collect(evidence.table("incidents"))
    assert incidents["resolved_s"].null_count() == 783
    opened = [local(second, ZONE).date().isoformat() for second in incidents["opened_s"].sort()]
    assert (opened[0], opened[-1]) == ("2016-02-29", "2016-03-31")
    pauses = collect(evidence.table("pauses"))
    assert (pauses["to_s"].drop_nulls() > pauses.drop_nulls("to_s")["from_s"]).all()
    assert pauses["ticket_id"].is_in(incidents["id"].implode()).all()


def test_the_tickets_agree_with_a_slow_reading_of_the_same_log(real: Path) -> None:
    """A plain loop over the text, without the engine: final state, first priority, changes, time paused."""
    path = real / "servicenow-incidents" / "incident_event_log.csv"
    evidence = read_evidence(path, zone=ZONE)
    aside = {fault.row for fault in evidence.faults if fault.severity == "set_aside"}
    waiting = {"Awaiting User Info", "Awaiting Vendor", "Awaiting Problem", "Awaiting Evidence"}

    def seconds(text: str) -> int | None:
        if text == "?":
            return None
        return int(datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=ZoneInfo(ZONE)).timestamp())

    tickets: dict[str, list[tuple[int, dict[str, str]]]] = {}
    with path.open(newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            if number not in aside:
                tickets.setdefault(row["number"], []).append((int(row["sys_mod_count"]), row))
    slow, slow_paused = {}, {}
    for name, updates in tickets.items():
        ordered = [row for _, row in sorted(updates, key=lambda each: each[0])]
        last = ordered[-1]
        priorities = [row["priority"][0] for row in ordered]
        changes = sum(one != other for one, other in pairwise(priorities))
        slow[name] = (
            last["incident_state"],
            priorities[0],
            seconds(last["opened_at"]),
            seconds(last["resolved_at"]),
            changes,
        )
        paused = 0
        for one, other in pairwise(ordered):
            if one["incident_state"] in waiting:
                paused += (seconds(other["sys_updated_at"]) or 0) - (seconds(one["sys_updated_at"]) or 0)
        if paused:
            slow_paused[name] = paused
    changed = dict(
        collect(
            evidence.table("priority_changes").group_by("ticket_id").agg(pl.len().cast(pl.Int64))
        ).iter_rows()
    )
    frame = collect(evidence.table("incidents").select("id", "status", "priority", "opened_s", "resolved_s"))
    quick = {name: (*rest, changed.get(name, 0)) for name, *rest in frame.iter_rows()}
    assert quick == slow
    waits = evidence.table("pauses").filter(pl.col("reason") != RESOLVED_SPELL)
    ended = waits.drop_nulls("to_s").group_by("ticket_id")
    assert dict(collect(ended.agg((pl.col("to_s") - pl.col("from_s")).sum())).iter_rows()) == slow_paused


def test_real_uptime_checks_in_utc(real: Path) -> None:
    evidence = read_evidence(real / "uptime-checks", zone=ZONE)
    [file] = evidence.files
    assert (file.profile, file.rows_read, file.rows_used) == ("uptime-checks", 125, 125)
    assert [(fault.code, fault.severity) for fault in evidence.faults] == [("ignored", "note")]
    checks = collect(evidence.table("checks").filter(~pl.col("ok")))
    assert checks.select("service").to_series().unique().to_list() == ["Website"]
    assert checks["at_s"].min() == 1657319687  # 2022-07-08 22:34:47 UTC
