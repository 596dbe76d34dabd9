"""Print the mutation score by room: killed out of all that were tried. Timeouts are not counted as kills."""

import re
import sys
from collections import Counter
from pathlib import Path


def main(path: str) -> None:
    """Read ``mutmut results --all true`` from ``path`` and print a line per room and one for all."""
    counts: dict[str, Counter[str]] = {}
    for name, state in re.findall(
        r"^\s*afstemt\.core\.(\S+): (.+)$", Path(path).read_text(encoding="utf-8"), re.M
    ):
        counts.setdefault(name.split(".")[0], Counter())[state.strip()] += 1
    total: Counter[str] = sum(counts.values(), Counter())
    for room, states in [*sorted(counts.items()), ("all", total)]:
        tried = sum(states.values()) - states["skipped"]
        share = 100 * states["killed"] / max(tried, 1)
        print(f"{room:12} {states['killed']:5} of {tried:5} killed = {share:.1f} %  {dict(states)}")


main(sys.argv[1])
