"""Files in several deliveries become what the same files in one folder become on the command line."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.files.reading.evidence import joined, read_evidence, read_parts
from afstemt.web.evidence.facts.tables import Delivered, keep, together

ZONE = "Europe/Copenhagen"
LOG = (
    "number,sys_mod_count,sys_updated_at,incident_state,priority,opened_at,resolved_at,closed_at\n"
    "INC1,0,01-10-2026 08:00:00,New,2 - High,01-10-2026 08:00:00,,\n"
    "INC1,1,01-10-2026 09:00:00,Awaiting User Info,2 - High,01-10-2026 08:00:00,,\n"
    "INC1,2,02-10-2026 09:00:00,Active,3 - Moderate,01-10-2026 08:00:00,,\n"
    "INC1,3,05-10-2026 09:00:00,Resolved,3 - Moderate,01-10-2026 08:00:00,05-10-2026 09:00:00,\n"
    "INC2,0,02-10-2026 08:00:00,New,1 - Critical,02-10-2026 08:00:00,,\n"
    "INC2,1,06-10-2026 09:00:00,Resolved,1 - Critical,02-10-2026 08:00:00,06-10-2026 09:00:00,\n"
)


def lines(text: str, *numbers: int) -> str:
    """Return the first line of a file and those with the numbers, counted from 1."""
    every = text.splitlines(keepends=True)
    return "".join((every[0], *(every[number] for number in numbers)))


def of_case(cases: Path, name: str) -> dict[str, str]:
    """Return a case's files by name."""
    (folder,) = cases.glob(f"reading/{name}-*")
    return {path.name: path.read_text("utf-8") for path in sorted((folder / "data").iterdir())}


def as_deliveries(folder: Path, files: Sequence[tuple[str, str]], profile: str = "") -> Evidence:
    """Return the evidence of the files, a delivery each, with the profile beside each."""
    made = []
    for number, (name, text) in enumerate(files):
        own = folder / f"d{number}"
        (own / "files").mkdir(parents=True)
        (own / "files" / name).write_text(text, "utf-8")
        if profile:
            (own / "files" / "profil.toml").write_text(profile, "utf-8")
        parts = read_parts(own / "files", zone=ZONE, reader="workplace")
        keep(own / "facts", parts, joined(parts))
        made.append(Delivered(own / "facts"))
    return together(made)


def as_folder(folder: Path, files: Sequence[tuple[str, str]], profile: str = "") -> Evidence:
    """Return the evidence of the files in a folder, in the order in which they are given."""
    folder.mkdir()
    for name, text in files:
        (folder / name).write_text(text, "utf-8")
    if profile:
        (folder / "profil.toml").write_text(profile, "utf-8")
    order = [name for name, _text in files]
    evidence = read_evidence(folder, zone=ZONE, order=order)
    told_there = joined(read_parts(folder, zone=ZONE, order=order, reader="workplace"))
    return replace(evidence, faults=told_there.faults)


def told(evidence: Evidence) -> dict[str, Any]:
    """Return all that the evidence says, with files by name."""

    def plain(rows: pl.DataFrame) -> list[tuple[object, ...]]:
        named = rows.with_columns(
            pl.col("file_no").replace_strict(
                {n: file.name for n, file in enumerate(evidence.files)}, return_dtype=pl.String
            )
        )
        return sorted(named.rows(), key=str)

    return {
        "tables": {name: plain(collect(frame)) for name, frame in evidence.tables.items()},
        "lost": {name: plain(frame) for name, frame in evidence.lost.items()},
        "unusable": {name: plain(frame) for name, frame in evidence.unusable.items()},
        "files": sorted(
            (
                *(file.name, file.rows_read, file.rows_used, file.rows_superseded, file.rows_set_aside),
                [(name, count) for name, count in file.facts if count],
            )
            for file in evidence.files
        ),
        "faults": sorted(
            (fault.source, fault.row or 0, fault.code, fault.severity, fault.message)
            for fault in evidence.faults
        ),
    }


def must_agree(folder: Path, files: dict[str, str], profile: str = "") -> Evidence:
    """Hold the deliveries, in every order, against the folder; return the last."""
    for number, order in enumerate(permutations(files.items())):
        delivered = as_deliveries(folder / f"{number}", order, profile)
        assert told(delivered) == told(as_folder(folder / f"{number}" / "folder", order, profile))
        for file in delivered.files:
            whole = file.rows_used + file.rows_superseded + file.rows_left_out + file.rows_set_aside
            assert file.rows_read == whole
    return delivered


@pytest.mark.parametrize("case", ["02a", "02b", "02c", "02d"])
def test_the_cases_of_several_exports(tmp_path: Path, shared_data: Path, case: str) -> None:
    must_agree(tmp_path, of_case(shared_data.parent / "cases", case))


def test_the_log_of_a_reopened_ticket_cut_in_two(tmp_path: Path, shared_data: Path) -> None:
    (text,) = of_case(shared_data.parent / "cases", "03b").values()
    count = len(text.splitlines())
    cut = count // 2
    files = {"a.csv": lines(text, *range(1, cut)), "b.csv": lines(text, *range(cut, count))}
    evidence = must_agree(tmp_path, files)
    whole = as_folder(tmp_path / "whole", [("log.csv", text)])
    content = lambda one: sorted(collect(one.table("incidents").drop("file_no", "row_no")).rows(), key=str)  # noqa: E731
    assert content(evidence) == content(whole)


def test_a_log_cut_by_month_keeps_the_first_priority_and_the_pauses(tmp_path: Path) -> None:
    evidence = must_agree(tmp_path, {"log-a.csv": lines(LOG, 1, 2, 5), "log-b.csv": lines(LOG, 2, 3, 4, 6)})
    found = collect(evidence.table("incidents").select("id", "priority").sort("id")).rows()
    assert [name for name, _priority in found] == ["INC1", "INC2"]
    assert collect(evidence.table("pauses")).height == 1


def test_a_time_in_the_rows_goes_before_the_order_of_deliveries(tmp_path: Path) -> None:
    head = "number,priority,opened_at,resolved_at,closed_at,state,short_description,sys_updated_on\n"
    row = "INC1,{},2026-10-05 09:00:00,,,New,x,{}\n"
    files = {
        "a.csv": head + row.format(1, "2026-10-06 10:00:00"),
        "b.csv": head + row.format(2, "2026-10-07 10:00:00"),
    }
    evidence = must_agree(tmp_path, files)
    assert collect(evidence.table("incidents"))["priority"].to_list() == ["2"]


INCIDENTS = "id,priority,opened_at,resolved_at\n"


def test_a_row_set_aside_that_the_newer_has_and_the_other_way_round(tmp_path: Path) -> None:
    good, bad = "A1,1,2026-10-01T08:00Z,2026-10-01T09:00Z\n", "A1,1,i går,\n"
    other = "A2,1,2026-10-02T08:00Z,2026-10-02T09:00Z\n"
    recovered = must_agree(
        tmp_path / "a",
        {"i-2026-10-10.csv": INCIDENTS + bad + other, "i-2026-10-31.csv": INCIDENTS + good + other},
    )
    assert (recovered.lost, [file.rows_set_aside for file in recovered.files]) == ({}, [0, 0])
    assert not [fault for fault in recovered.faults if fault.severity in ("set_aside", "ask")]
    stands = must_agree(
        tmp_path / "b",
        {"i-2026-10-10.csv": INCIDENTS + good + other, "i-2026-10-31.csv": INCIDENTS + bad + other},
    )
    assert collect(stands.table("incidents")).height == 2
    assert stands.lost["incidents"]["id"].to_list() == ["A1"]
    assert [fault.code for fault in stands.faults if fault.severity == "ask"] == []


def test_pauses_delivered_by_themselves_find_their_tickets(tmp_path: Path) -> None:
    files = {
        "incidents.csv": INCIDENTS + "A1,1,2026-10-01T08:00Z,\n",
        "pauses.csv": "ticket_id,from_at,to_at,reason\nA1,2026-10-01T09:00Z,2026-10-01T10:00Z,x\n"
        "A9,2026-10-01T09:00Z,2026-10-01T10:00Z,x\n",
    }
    evidence = must_agree(tmp_path, files)
    assert collect(evidence.table("pauses"))["ticket_id"].to_list() == ["A1"]
    assert evidence.lost["pauses"]["ticket_id"].to_list() == ["A9"]


JIRA = "Summary,Issue key,Issue Type,Status,Priority,Resolution,Created,Resolved,Organizations\n"
ISSUE = "a,{},{},Done,High,Done,05/Oct/26 9:10 AM,05/Oct/26 4:10 PM,Fiktiv Styrelse\n"
ONLY = 'like = "jira-service-management"\n[[filter]]\ncolumn = "Issue Type"\nonly = ["Incident"]\n'


@pytest.mark.parametrize("then", ["Task", "Incident"])
def test_a_case_that_a_profile_leaves_out_of_a_later_delivery_is_lost_by_name(
    tmp_path: Path, then: str
) -> None:
    files = {
        "j-2026-10-10.csv": JIRA + ISSUE.format("X-1", "Incident") + ISSUE.format("X-2", "Incident"),
        "j-2026-10-31.csv": JIRA + ISSUE.format("X-1", "Incident") + ISSUE.format("X-2", then),
    }
    evidence = must_agree(tmp_path, files, ONLY)
    lost = evidence.lost["incidents"]["id"].to_list() if evidence.lost else []
    assert lost == (["X-2"] if then == "Task" else [])
    assert ("left-out-later" in [fault.code for fault in evidence.faults]) == (then == "Task")
