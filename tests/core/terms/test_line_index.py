"""Every key's line, in documents written in all the ways TOML allows."""

import tomllib
from typing import Any

import pytest

from afstemt.core.terms.reading.lines import Path, line_index, place_of

DOCUMENT = '''# note
id = "a" # "not = this"
dotted.key = 1
"quoted key" = """
several
lines = 1
"""
list = [
    1, # one
    { a = 1, b = [2,
      3] },
    'it"s',
]

[calendars.desk]
monday = ["08:00-12:00"]

[[levels]]
id = "x # y"
[[levels.penalties]]
rule = "r"
[[levels]]
id = "y"
[[levels.penalties]]
rule = "s"
parameters = { bands = [ { at_least = 1 },
                         { at_least = 2 } ] }
[levels.extra]
z = 2026-01-01
'''

LINES: dict[Path, int] = {
    ("id",): 2,
    ("dotted",): 3,
    ("dotted", "key"): 3,
    ("quoted key",): 4,
    ("list",): 8,
    ("list", 0): 9,
    ("list", 1, "a"): 10,
    ("list", 1, "b", 1): 11,
    ("list", 2): 12,
    ("calendars", "desk", "monday", 0): 16,
    ("levels", 0, "id"): 19,
    ("levels", 0, "penalties", 0, "rule"): 21,
    ("levels", 1): 22,
    ("levels", 1, "penalties", 0, "parameters", "bands", 1, "at_least"): 27,
    ("levels", 1, "extra", "z"): 29,
}


@pytest.mark.parametrize("path", list(LINES), ids=place_of)
def test_each_key_has_its_line(path: Path) -> None:
    assert line_index(DOCUMENT)[path] == LINES[path]


def paths(value: Any, path: Path = ()) -> list[Path]:
    items: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    return [found for key, item in items for found in [(*path, key), *paths(item, (*path, key))]]


def test_every_place_in_the_document_is_found() -> None:
    assert set(paths(tomllib.loads(DOCUMENT))) == set(line_index(DOCUMENT))


def test_places_read_as_in_the_file() -> None:
    assert (
        place_of(("service_levels", 2, "populations", 0, "target"))
        == "service_levels[2].populations[0].target"
    )
    assert place_of(("calendars", "dag og nat", "monday")) == 'calendars."dag og nat".monday'
