"""Catalogues: Danish needs none, English has every room. That they are whole, ``tests/test_wording.py`` holds."""

from afstemt.files.catalogues import catalogue


def test_danish_needs_none_and_english_has_every_room() -> None:
    assert catalogue("da") == {}
    assert catalogue("en")["Syntetiske data"] == "Synthetic data"
    assert catalogue("en")["Skriver filerne"] == "Writing the files"
