"""In the workplace no message speaks of options, of a profile's lines or of the product's files."""

import re
from pathlib import Path

import pytest
from test_several_exports import REOPENED, write

from afstemt.core.units.wording import speaking
from afstemt.files.catalogues import catalogue
from afstemt.files.kept import kept_fault, told_fault
from afstemt.files.reading.evidence import joined, read_parts
from afstemt.files.reading.intake import words
from afstemt.files.reading.intake.workplace_words import in_the_workplace

FOREIGN = re.compile(
    r"--\w|kommandolinje|command line|docs/|\.toml|TOML|\[\w+\]|profilens|i (en kopi af )?profilen\b", re.I
)


@pytest.mark.parametrize("spoken", ["da", "en"])
def test_no_sentence_of_the_workplace_speaks_of_the_command_line(spoken: str) -> None:
    with speaking(spoken, catalogue(spoken)):  # type: ignore[arg-type]
        said = words._sentences(spoken, "workplace")
        wrong = {code: text for code, text in said.items() if FOREIGN.search(text)}
    wrong.pop("unknown-value", None)  # names the profile that was chosen; nothing is to be written in it
    assert wrong == {}


def test_each_has_a_sentence_of_the_command_line() -> None:
    assert set(in_the_workplace()) <= set(words._sentences("da", "command_line"))


def test_what_is_kept_is_told_in_the_other_language_as_it_was_told(tmp_path: Path) -> None:
    first, second = REOPENED.values()
    folder = write(tmp_path, {"a.csv": first, "b.csv": second})
    [fault, _] = joined(read_parts(folder, zone="Europe/Copenhagen", reader="workplace")).faults
    assert "på leverancens side" in fault.message
    with speaking("en", catalogue("en")):
        assert "on the delivery's page" in told_fault(kept_fault(fault)).message
