"""A file's format tells in which zone its local times are: an interface gives others than a list with its names."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from reading_help import codes

from afstemt.core.evidence.evidence import Evidence, collect

Read = Callable[..., Evidence]
SIX_UTC = 1790834400
"""2026-10-01 06:00 in UTC; a list shows it as 08:00 in Copenhagen."""
HOURS = 3600
STORED = {"number": "INC1", "opened_at": "2026-10-01 06:00:00", "short_description": "x"}
SHOWN = {"number": "INC1", "opened_at": "2026-10-01 08:00:00", "short_description": "x"}


def answered(folder: Path, *records: dict[str, object], name: str = "incident.json") -> None:
    (folder / name).write_text(json.dumps({"result": list(records)}))


def opened(evidence: Evidence, table: str = "incidents") -> list[int]:
    return collect(evidence.table(table))["opened_s"].to_list()


@pytest.mark.parametrize("chosen", [{"priority": "2"}, {"priority": "2", "state": "6", "resolved_at": ""}])
def test_stored_values_have_times_in_utc(read: Read, tmp_path: Path, chosen: dict[str, object]) -> None:
    answered(tmp_path, {**STORED, **chosen})
    evidence = read(tmp_path)
    assert (opened(evidence), codes(evidence)) == ([SIX_UTC], [])


def test_values_as_they_are_shown_have_the_users_own_times(read: Read, tmp_path: Path) -> None:
    answered(
        tmp_path, {**SHOWN, "priority": "2 - High", "state": "Resolved", "caller_id": {"display_value": "x"}}
    )
    evidence = read(tmp_path)
    assert (opened(evidence), codes(evidence)) == ([SIX_UTC], [])
    assert collect(evidence.table("incidents"))["priority"].to_list() == ["2"]


@pytest.mark.parametrize(
    ("record", "table"),
    [
        ({"number": "PRB1", "known_error": "true", "problem_state": "101"}, "problems"),
        ({"number": "RITM1", "cat_item": "x", "state": "3"}, "service_requests"),
    ],
)
def test_other_kinds_of_case_are_told_the_same_way(
    read: Read, tmp_path: Path, record: dict[str, object], table: str
) -> None:
    answered(tmp_path, {**STORED, **record}, name="a.json")
    assert opened(read(tmp_path), table) == [SIX_UTC]


@pytest.mark.parametrize(
    "records",
    [
        [{**STORED, "resolved_at": "", "state": "", "priority": ""}],
        [{**STORED, "priority": "2"}, {**STORED, "number": "INC2", "priority": "2 - High"}],
    ],
)
def test_where_nothing_tells_it_is_asked_with_the_line(
    read: Read, tmp_path: Path, records: list[dict[str, object]]
) -> None:
    answered(tmp_path, *records)
    evidence = read(tmp_path)
    [fault] = [one for one in evidence.faults if one.severity == "stop"]
    assert (fault.code, evidence.has("incidents")) == ("zone-not-told", False)
    assert 'like = "servicenow" og under [times] zone = "UTC" eller zone = "contract"' in str(fault.message)


@pytest.mark.parametrize(("zone", "later"), [("UTC", 0), ("contract", -2 * HOURS)])
def test_the_line_answers_for_every_kind_in_the_file(
    read: Read, tmp_path: Path, zone: str, later: int
) -> None:
    mixed = {"priority": "", "known_error": "", "problem_state": "", "state": "", "resolved_at": ""}
    kinds = [("INC1", "incident"), ("PRB1", "problem")]
    answered(tmp_path, *({**STORED, **mixed, "number": id_, "sys_class_name": kind} for id_, kind in kinds))
    (tmp_path / "profil.toml").write_text(
        f'like = "servicenow"\n[times]\nzone = "{zone}"\n[columns.priority]\nconstant = "2"\n'
    )
    evidence = read(tmp_path)
    assert opened(evidence) + opened(evidence, "problems") == [SIX_UTC + later] * 2


def test_the_same_fields_in_a_list_are_local(read: Read, tmp_path: Path) -> None:
    (tmp_path / "incident.csv").write_text(
        "number,priority,opened_at,short_description,state\nINC1,2,2026-10-01 08:00:00,x,6\n"
    )
    assert opened(read(tmp_path)) == [SIX_UTC]


@pytest.mark.parametrize(
    "record",
    [
        {
            "number": "I 1",
            "briefDescription": "x",
            "priority": {"name": "P2"},
            "callDate": "2026-10-01T08:00:00",
        },
        {"key": "X-1", "fields": {"priority": {"name": "High"}, "created": "2026-10-01T08:00:00"}},
    ],
)
def test_an_interface_that_gives_the_offset_is_not_read_without(
    read: Read, tmp_path: Path, record: dict[str, object]
) -> None:
    (tmp_path / "incident.json").write_text(json.dumps([record]))
    evidence = read(tmp_path)
    assert [code for code, _row, _column in codes(evidence) if code != "kind-not-told"] == ["no-offset"]
    assert opened(evidence) == []
    with_offset = json.dumps([record]).replace("08:00:00", "08:00:00.000+0200")
    (tmp_path / "incident.json").write_text(with_offset)
    assert opened(read(tmp_path)) == [SIX_UTC]


def test_a_profile_of_ones_own_says_the_zone_of_a_format(read: Read, tmp_path: Path) -> None:
    (tmp_path / "profil.toml").write_text(
        'table = "incidents"\nrecognise = ["nr", "prio", "tid"]\n'
        '[times]\nzone = "contract"\n[times.zones]\njson = "UTC"\n'
        '[columns]\nid = "nr"\npriority = "prio"\nopened_at = "tid"\n'
    )
    (tmp_path / "a.json").write_text(json.dumps([{"nr": "A", "prio": "1", "tid": "2026-10-01 06:00"}]))
    (tmp_path / "b.csv").write_text("nr,prio,tid\nB,1,2026-10-01 08:00\n")
    assert opened(read(tmp_path)) == [SIX_UTC, SIX_UTC]
