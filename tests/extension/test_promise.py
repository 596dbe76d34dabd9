"""Every way to extend the house has its test, and each test extends by its row of ``CONTRIBUTING.md``."""

import re
from pathlib import Path

from sandbox import CODE, ROOT, ways

HERE = Path(__file__).parent


def test_every_way_in_the_table_is_tried() -> None:
    tried = {
        thing
        for path in HERE.glob("test_*.py")
        for thing in re.findall(r'^        "(an? [^"]+)",$', path.read_text(encoding="utf-8"), re.M)
    }
    assert tried == set(ways())


def test_every_place_in_the_table_is_there() -> None:
    for way in ways().values():
        assert (ROOT / CODE / way.file).parent.is_dir(), way.file
        assert way.registry is None or (ROOT / CODE / way.registry).is_file(), way.registry
