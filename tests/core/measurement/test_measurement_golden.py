"""Each case under tests/cases/measurement as a whole: every step, figure and row as the parties read them."""

from pathlib import Path
from typing import Any

import pytest
from level_cases import CALENDARS, case_id, evidence, level, measure, read_cases, terms

from golden import same_as_golden, shown

FOUND = read_cases()


@pytest.mark.parametrize(("name", "case"), FOUND, ids=case_id)
def test_case_is_explained_as_before(name: str, case: dict[str, Any]) -> None:
    settings = dict(case["servicemaal"]) | dict(case.get("valg", {}))
    of = level(settings.pop("kind"), settings.pop("populations"), **settings)
    under = terms(case.get("calendars", CALENDARS))
    outcome = measure(of, evidence(**case.get("fakta", {})), case["periode"], under=under)
    stem = "".join(letter if letter.isalnum() else "_" for letter in name)
    same_as_golden("\n".join(shown(outcome)) + "\n", Path(__file__).parent / "golden" / f"{stem}.txt")
