"""``make docs``: writes the parts of the documentation that are read from the code. ``--check`` only compares.

A page holds a made part between two lines, and everything else on it is written by hand:

    <!-- made: profiles -->
    ...
    <!-- made -->
"""

import re
import sys
from pathlib import Path

from parts import PARTS

ROOT = Path(__file__).parents[2]
MADE = re.compile(r"(?P<begin><!-- made: (?P<name>\w+) -->\n).*?(?P<end><!-- made -->)", re.DOTALL)


def made(page: str) -> str:
    """Return the page with each made part as the code has it. Raises ``KeyError`` for a part that nothing makes."""
    return MADE.sub(lambda part: f"{part['begin']}{PARTS[part['name']]().strip()}\n{part['end']}", page)


def main() -> int:
    """Write the pages that are not as the code has them, or with ``--check`` name them and return 1."""
    stale = []
    for path in sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]):
        text = path.read_text(encoding="utf-8")
        if (fresh := made(text)) != text:
            stale.append(path.relative_to(ROOT).as_posix())
            if "--check" not in sys.argv:
                path.write_text(fresh, encoding="utf-8")
    print("\n".join(stale))
    return int(bool(stale) and "--check" in sys.argv)


sys.exit(main())
