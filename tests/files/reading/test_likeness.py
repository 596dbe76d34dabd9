"""Which heading is another misspelt, and what a sheet that is not recognised is nearest to."""

from pathlib import Path

import pytest
from reading_help import ZONE

from afstemt.files.reading.evidence import preview
from afstemt.files.reading.intake.likeness import meant, nearest
from afstemt.files.reading.intake.profile_file import builtin


@pytest.mark.parametrize(
    ("name", "among", "expected"),
    [
        ("opened_at", ["opend_at"], "opend_at"),
        ("opened_at", ["Opened_att"], "Opened_att"),
        ("resolved_at", ["resolved"], "resolved"),
        ("priority", ["priorty", "prioritised_by"], "priorty"),
        ("opened_at", ["reopened_flag"], None),
        ("opened_at", ["reopened_at"], None),
        ("closed_at", ["closed_by"], None),
        ("opened_at", ["opened_on"], "opened_on"),
        ("ticket_id", ["ticket_no"], "ticket_no"),
        ("field_1", ["field_2"], None),
        ("from_at", ["to_at"], None),
    ],
)
def test_a_heading_is_only_offered_for_one_of_the_same_meaning(
    name: str, among: list[str], expected: str | None
) -> None:
    assert meant(name, among) == expected


def test_another_word_for_the_same_is_offered() -> None:
    assert meant("from_at", ["til", "fra"], also=("Fra",)) == "fra"


def test_a_heading_with_a_meaning_of_its_own_is_not_offered() -> None:
    assert meant("resolved_at", ["resolve_at"], known=["resolve_at"]) is None


def test_a_sheet_is_nearest_to_what_it_has_most_of() -> None:
    found = nearest(["Number", "Opened", "Short description", "Owner"], builtin())
    assert found is not None
    assert found.values == {"nearest": "servicenow", "lacks": "Priority"}
    assert nearest(["Ref", "Farve"], builtin()) is None


def test_what_is_nearest_is_told_of_a_file_that_is_not_recognised(tmp_path: Path) -> None:
    (tmp_path / "liste.csv").write_text("Number,Opened,Short description\nINC1,2026-10-01 08:00,x\n")
    found = {fault.code: fault for fault in preview(tmp_path, zone=ZONE).faults}
    assert set(found) == {"unrecognised", "nearest"}
    assert found["nearest"].message == "Den ligner mest servicenow, men mangler kolonnerne Priority."
    assert found["nearest"].severity == "note"


@pytest.mark.parametrize(
    ("file", "text", "known_by", "signs"),
    [
        ("incidents.csv", "id,priority,opened_at\n1,1,2026-10-01T08:00:00Z\n", "name", ""),
        ("x.csv", "id,priority,opened_at\n1,1,2026-10-01T08:00:00Z\n", "columns", ""),
        (
            "x.csv",
            "Number,Priority,Opened,Short description\nI1,1,2026-10-01 08:00,x\n",
            "columns",
            "Number, Opened, Priority, Short description",
        ),
        ("sager-10.csv", "Sag,P,Start\nI1,1,2026-10-01 08:00\n", "file_name", ""),
    ],
)
def test_a_file_tells_what_it_was_recognised_by(
    tmp_path: Path, file: str, text: str, known_by: str, signs: str
) -> None:
    (tmp_path / file).write_text(text)
    (tmp_path / "profil.toml").write_text(
        'name = "egen"\ntable = "incidents"\nfiles = ["sager-*"]\n[times]\nzone = "contract"\n'
        '[columns]\nid = "Sag"\npriority = "P"\nopened_at = "Start"\n'
    )
    (source,) = preview(tmp_path, zone=ZONE).files
    assert (source.known_by, source.signs) == (known_by, signs)
