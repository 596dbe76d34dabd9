"""The glossary: every code name exists in the source, words are in Danish order and stand once."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROWS = re.findall(
    r"^\| ([^|]+?) \| `(\w+)` \| ([1-4–]) \|$",
    (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"),
    re.M,
)


def test_each_line_of_the_table_is_understood() -> None:
    lines = [
        line
        for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
        if "`" in line
    ]
    assert len(ROWS) == sum(line.startswith("|") for line in lines)
    assert len(ROWS) > 50


def test_each_code_name_exists_in_the_source() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    used = set(re.findall(r"[A-Za-z]+(?:_[A-Za-z]+)*", source))
    assert [name for _word, name, _chapter in ROWS if name not in used and not inside(name, used)] == []


def inside(name: str, used: set[str]) -> bool:
    """Return whether a longer name is made with the name, as ``_open_actions`` with ``actions``."""
    return any(re.search(rf"(?<![A-Za-z]){name}(?![a-z])", one) for one in used if name in one)


def test_words_stand_once() -> None:
    words = [word for word, _name, _chapter in ROWS]
    assert len(words) == len(set(words))
