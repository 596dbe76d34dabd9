"""Print names of changes to try: a random sample of those not tried yet, the same for the same seed.

A whole run takes hours; a sample of some thousand tells the share that is noticed to within two percentage points.
Run as ``tools/mutation_sample.py RESULTS COUNT [SEED]`` with the output of ``mutmut results --all true``.
"""

import random
import re
import sys
from pathlib import Path


def main(path: str, count: str, seed: str = "2026") -> None:
    """Print ``count`` names, one a line."""
    found = re.findall(r"^\s*(\S+): not checked$", Path(path).read_text(encoding="utf-8"), re.M)
    print("\n".join(random.Random(int(seed)).sample(sorted(found), min(int(count), len(found)))))


main(*sys.argv[1:])
