"""Catalogues: merged, and refused when broken."""

from pathlib import Path

import pytest

from afstemt.files.catalogues import BrokenCatalogue, catalogue, merged


def po(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_danish_needs_none_and_english_has_every_room() -> None:
    assert catalogue("da") == {}
    assert catalogue("en")["Syntetiske data"] == "Synthetic data"


def test_files_are_merged(tmp_path: Path) -> None:
    one = po(tmp_path, "one.po", 'msgid "ja"\nmsgstr "yes"\n')
    two = po(tmp_path, "two.po", 'msgid "ja"\nmsgstr "yes"\n\nmsgid "nej {n}"\nmsgstr "no {n}"\n')
    assert merged([one, two]) == {"ja": "yes", "nej {n}": "no {n}"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('msgid "ja"\nmsgstr ""\n', "is not translated"),
        ('#, fuzzy\nmsgid "ja"\nmsgstr "yes"\n', "is not translated"),
        ('msgid "{n} ja"\nmsgstr "{m} yes"\n', "other places"),
        ("hej\n", "broken.po"),
        ('msgid "en"\nmsgid_plural "flere"\nmsgstr[0] "one"\nmsgstr[1] "more"\n', "plural"),
    ],
)
def test_broken_file_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BrokenCatalogue, match=said):
        merged([po(tmp_path, "broken.po", text)])


def test_two_translations_of_one_text_are_refused(tmp_path: Path) -> None:
    one = po(tmp_path, "one.po", 'msgid "ja"\nmsgstr "yes"\n')
    two = po(tmp_path, "two.po", 'msgid "ja"\nmsgstr "yeah"\n')
    with pytest.raises(BrokenCatalogue, match=r"one\.po and two\.po"):
        merged([one, two])
