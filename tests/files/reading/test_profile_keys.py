"""The documentation of profiles names every key that a profile can have, and no other."""

import re
from pathlib import Path

from afstemt.files.reading.intake.profile_file import KEYS

PAGE = Path(__file__).parents[3] / "docs" / "profiles.md"
PART = re.compile(r"^## All there is to say$(.*?)^## ", re.MULTILINE | re.DOTALL)
KEY = re.compile(r"`(?:\[+(?P<table>[\w.]+)\]+)?\s*(?P<key>\w*)`")


def documented() -> set[tuple[str, str]]:
    """Return (table, key) of the rows; a key by itself is of the table named before it in the same cell."""
    part = PART.search(PAGE.read_text(encoding="utf-8"))
    assert part is not None
    found = set()
    for row in re.findall(r"^\| (`.*?) \|", part.group(1), re.MULTILINE):
        table = ""
        for each in KEY.finditer(row):
            table = each["table"] or table
            found.add((table, each["key"]))
    return {(table, key) for table, key in found if key}


def test_every_key_is_documented_and_every_documented_key_exists() -> None:
    tables = {name.partition(".")[0] for name in KEYS}
    known = {(table, key) for table, keys in KEYS.items() for key in keys if table or key not in tables}
    assert documented() == known
