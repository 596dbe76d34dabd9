"""What all tests share: the project's root, the real data, and how many cases hypothesis makes."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

ROOT = Path(__file__).parents[1]
SHARED_DATA = next(
    (above / "shared" / "data" for above in ROOT.parents if (above / "shared" / "data").is_dir()),
    ROOT.parent / "shared" / "data",
)
"""Beside the project; a copy of the tests deeper down (as the mutation tool makes) finds it too."""

# No deadlines: a slow machine is not a fault. A submission's run is repeatable; at a desk cases are new each time.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("desk"), derandomize=True)
# A changed program has to fail, not to fail with the smallest example.
settings.register_profile(
    "mutation", settings.get_profile("ci"), max_examples=15, phases=(Phase.explicit, Phase.generate)
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "desk"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real input; its absence is a failure, said plainly."""
    if not SHARED_DATA.is_dir():
        pytest.fail("The real input is not here: this test reads ../shared/data beside the project.")
    return SHARED_DATA
