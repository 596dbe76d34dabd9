"""Mappings of columns as TOML: whatever the texts are, the profile says what was said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afstemt.files.reading.intake.column_mapping import FORMATS, Cell, ColumnMapping, document
from afstemt.files.reading.intake.draft import proposal
from afstemt.files.reading.intake.profile_file import parsed
from afstemt.files.reading.intake.survey import Survey, Times, as_json, from_json

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=12)


@given(heading=TEXT, constant=TEXT, said=TEXT, form=st.sampled_from(FORMATS))
def test_any_text_comes_back_from_the_profile(heading: str, constant: str, said: str, form: str) -> None:
    cells = {
        "id": Cell(heading),
        "priority": Cell(constant=constant),
        "opened_at": Cell("Kom ind"),
        "responsible": Cell("Skyld", values={said: "authority"}),
    }
    profile = parsed(document(ColumnMapping("x", "incidents", cells, form, "month", "24:00")), "x.toml")
    assert profile.columns["id"].columns == (heading,)
    assert profile.columns["priority"].constant == constant
    assert list(profile.columns["responsible"].values.values()) == ["authority"]
    assert profile.clock.formats == (form,)
    assert (profile.clock.first, profile.clock.alone("opened_at")) == ("month", "24:00")
    assert set(profile.recognise[0]) == {heading, "Kom ind", "Skyld"}


SURVEYS = (
    Survey("Sagsnr", (), None, True, ("A1",)),
    Survey("Hastegrad", (("Høj", 2),), None, False, ("Høj",)),
    Survey("Oprettet den", (), Times("%d-%m-%y %H:%M", "day"), True, ("13-10-26 08:00",)),
)


def test_what_the_columns_prove_is_proposed() -> None:
    found = proposal("sager", SURVEYS)
    assert found.table == "incidents"
    assert {name: cell.heading for name, cell in found.cells.items()} == {
        "id": "Sagsnr",
        "priority": "Hastegrad",
        "opened_at": "Oprettet den",
    }
    assert (found.format, found.first) == ("%d-%m-%y %H:%M", "day")


def test_another_table_is_proposed_where_it_is_chosen() -> None:
    assert proposal("sager", SURVEYS, "changes").table == "changes"


def test_a_choice_in_other_letters_is_proposed_as_what_it_is() -> None:
    columns = (
        *SURVEYS,
        Survey("responsible", (("Supplier", 1), ("jer", 1)), None, False, ("jer",)),
    )
    assert proposal("sager", columns).cells["responsible"].values == {"Supplier": "supplier"}


def test_columns_are_the_same_when_they_have_been_kept() -> None:
    assert from_json(as_json(SURVEYS)) == SURVEYS


@pytest.mark.parametrize("table", ["incidents", "outages", "hours", "checks"])
def test_without_any_column_nothing_is_proposed(table: str) -> None:
    assert proposal("x", (), table).cells == {}
