"""A copy of the project for each test that extends it."""

from pathlib import Path

import pytest
from sandbox import Sandbox


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    """A fresh copy."""
    return Sandbox(tmp_path / "house")


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    """A folder with one incident in Afstemt's own columns."""
    folder = tmp_path / "evidence"
    folder.mkdir()
    (folder / "incidents.csv").write_text(
        "id;priority;opened_at;resolved_at\nA1;1;2026-10-05T10:00:00+02:00;2026-10-05T11:00:00+02:00\n",
        encoding="utf-8",
    )
    return folder
