"""One sample document in every format, written once."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from sample import sample

from afstemt.files.writing.registry import WRITERS


@pytest.fixture(scope="session")
def written() -> dict[str, bytes]:
    """The sample in Danish: format to bytes."""
    document = sample()
    return {name: writer.write(document) for name, writer in WRITERS.items()}
