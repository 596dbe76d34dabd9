"""The slow oracle of service hours stands with the units' tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "units"))
