"""A new check of the terms: raised by ``afstemt check``, in both languages."""

from pathlib import Path

from sandbox import TERMS, Sandbox

CHECK = '''"""Titles that say too little."""

from collections.abc import Iterator

from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.terms.check.scope import Scope, point
from afstemt.core.units.wording import _


def check(scope: Scope) -> Iterator[OpenPoint]:
    """Note a title of fewer than five letters."""
    if len(scope.terms.title) < 5:
        yield point("short-title", "note", "title", _("Titlen er for kort til at kendes igen."))
'''


def test_a_check_is_one_file_and_one_line(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.add(
        "a check of the terms",
        "short_titles",
        CHECK,
        lines={
            "    settlement_choices,": "    short_titles,",
            "    targets.check,": "    short_titles.check,",
        },
        english={"Titlen er for kort til at kendes igen.": "The title is too short to be known by."},
    )
    assert len(sandbox.touched()) == 3

    terms = tmp_path / "terms.toml"
    own = (sandbox.root / TERMS / "2025-01-01.toml").read_text(encoding="utf-8")
    terms.write_text(own.replace('title = "', 'title = "IT" # ', 1), encoding="utf-8")
    for language, text in (("da", "Titlen er for kort"), ("en", "The title is too short")):
        verb = ("afstemt", "--language", language, "check")
        assert text in sandbox.run(*verb, terms)
        assert text not in sandbox.run(*verb, TERMS)

    sandbox.house_stands("tests/core/terms/test_terms_check.py")
