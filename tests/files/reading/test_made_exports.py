"""Exports made up after the shapes of real ones: most are recognised unaided, and none is read wrongly."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from made_exports import EXPORTS, Made
from reading_help import ZONE

from afstemt.core.evidence.evidence import Evidence, collect

Read = Callable[..., Evidence]
PAGE = Path(__file__).parents[3] / "docs" / "profiles.md"
PART = re.compile(r"(?<=<!-- measured: exports -->\n).*?(?=<!-- measured -->)", re.DOTALL)
KEYS = {
    "outages": "service",
    "checks": "service",
    "hours": "consultant",
    "pauses": "ticket_id",
    "priority_changes": "ticket_id",
}
TIMES = {
    "outages": "from_s",
    "checks": "at_s",
    "changes": "planned_start_s",
    "pauses": "from_s",
    "priority_changes": "at_s",
}


def deliver(read: Read, folder: Path, made: Made) -> Evidence:
    """Read the export as the only file of a folder, as somebody does who knows nothing of profiles."""
    folder.mkdir(exist_ok=True)
    made.content(folder / made.name)
    return read(folder)


def rows(evidence: Evidence, table: str) -> tuple[tuple[str, str], ...]:
    """Return each row's key and its first time, by the clock in Copenhagen, in the order of the file."""
    frame = collect(evidence.table(table)).sort("row_no", maintain_order=True)
    if table == "hours":
        return tuple(zip(frame["consultant"], (str(day) for day in frame["date"]), strict=True))
    at = pl.from_epoch(frame[TIMES.get(table, "opened_s")]).dt.replace_time_zone("UTC")
    times = at.dt.convert_time_zone(ZONE).dt.strftime("%Y-%m-%d %H:%M")
    return tuple(zip(frame[KEYS.get(table, "id")], times, strict=True))


def asked(evidence: Evidence) -> list[str]:
    """Return the codes of what somebody must answer before every row is used."""
    return sorted({fault.code for fault in evidence.faults if fault.severity != "note"})


@pytest.mark.parametrize("made", EXPORTS, ids=lambda made: f"{made.system}, {made.name}")
def test_the_export_is_read_as_what_it_is_or_not_at_all(read: Read, tmp_path: Path, made: Made) -> None:
    evidence = deliver(read, tmp_path / "e", made)
    assert {name: rows(evidence, name) for name in evidence.tables} == dict(made.tables)
    assert {one.profile for one in evidence.files} == set(made.profiles or ("",))
    if not made.profiles:
        assert asked(evidence), "what nobody knows is asked about, never passed over"


def line(made: Made, evidence: Evidence) -> str:
    """Return the export's row of the table in the documentation."""
    tables = ", ".join(f"`{name}`" for name, _ in made.tables)
    outcome = " and ".join(f"`{name}`" for name in made.profiles)
    outcome = f"{outcome}: {tables}" if outcome else "not recognised"
    said = ", ".join(f"`{code}`" for code in asked(evidence))
    return f"| {made.system} | {made.what} | {made.language} | {outcome} | {said or 'nothing'} |"


def test_the_table_of_the_documentation_is_what_reading_gives(read: Read, tmp_path: Path) -> None:
    given = [deliver(read, tmp_path / str(number), made) for number, made in enumerate(EXPORTS)]
    unaided = sum(bool(made.profiles) and not asked(one) for made, one in zip(EXPORTS, given, strict=True))
    text = "\n".join(
        [
            "| from | what | headings | read as | asks |",
            "|---|---|---|---|---|",
            *(line(made, one) for made, one in zip(EXPORTS, given, strict=True)),
            "",
            f"{unaided} of {len(EXPORTS)} are read unaided, and none wrongly.",
            "",
        ]
    )
    assert (len(EXPORTS) >= 20, unaided >= 15) == (True, True)
    assert len({made.language for made in EXPORTS if made.profiles}) >= 5
    page = PAGE.read_text(encoding="utf-8")
    if os.environ.get("REFRESH") == "1":
        PAGE.write_text(PART.sub(lambda _: text, page), encoding="utf-8")
        return
    held = PART.search(page)
    assert held is not None
    assert held.group() == text, "the table is not as reading gives it; read the difference, then REFRESH=1"


REFERENCE = {"link": "x", "value": "6816f79c"}
RECORD = {
    "number": "INC1",
    "opened_at": "2026-10-01 06:00:00",
    "short_description": "x",
    "state": "3",
    "sys_class_name": "incident",
    "priority": "2",
    "resolved_at": "",
}
CHANGE = {"type": "normal", "start_date": "2026-10-01 06:00:00", "end_date": "2026-10-01 07:00:00"}


@pytest.mark.parametrize(
    ("record", "table"),
    [
        ({**RECORD, "caller_id": REFERENCE}, "incidents"),
        ({**RECORD, "company": REFERENCE}, "incidents"),
        ({**RECORD, **CHANGE, "number": "CHG1", "requested_by": REFERENCE}, "changes"),
        ({**RECORD, "number": "PRB1", "known_error": "true", "opened_by": REFERENCE}, "problems"),
        ({**RECORD, "number": "RITM1", "cat_item": REFERENCE}, "service_requests"),
    ],
)
def test_stored_values_are_never_read_as_the_local_times_of_a_list(
    read: Read, tmp_path: Path, record: dict[str, object], table: str
) -> None:
    kinds = {"problems": "problem", "service_requests": "sc_req_item", "changes": "change_request"}
    answered = {**record, "sys_class_name": kinds.get(table, "incident")}
    (tmp_path / "a.json").write_text(json.dumps({"result": [answered]}))
    assert rows(read(tmp_path), table) == ((str(record["number"]), "2026-10-01 08:00"),)


def test_what_no_profile_is_recognised_with_is_asked_about(read: Read, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"result": [{**RECORD, "u_desk": REFERENCE}]}))
    assert asked(read(tmp_path)) == ["unrecognised"]
