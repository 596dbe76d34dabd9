"""Reading without a child process for what needs none, so that the many small cases are quick."""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest
from reading_help import CASES, REAL, ZONE

from afstemt.core.evidence.evidence import Evidence
from afstemt.files.reading import evidence as module
from afstemt.files.reading.evidence import Limits
from afstemt.files.reading.intake.child import Job, answer


class InProcess:
    """Does what the child does, in this process and without limits on memory."""

    def __init__(self, limits: Limits, folder: Path) -> None:
        self._limits, self._folder, self._replies = limits, folder, []  # type: ignore[var-annotated]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def send(self, number: int, path: Path, **job: Any) -> None:
        out = self._folder / str(number)
        out.mkdir(parents=True)
        limits = {name: getattr(self._limits, name) for name in self._limits.__slots__}
        self._replies = answer(Job(str(path), out=str(out), limits=limits, **job))

    def receive(self) -> list[dict[str, Any]]:
        return self._replies


@pytest.fixture
def read(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Evidence]:
    """Return ``preview`` in this process: read(path, **options)."""
    monkeypatch.setattr(module, "Parser", lambda limits: InProcess(limits, tmp_path_factory.mktemp("frames")))

    def run(path: Path, **options: Any) -> Evidence:
        return module.preview(path, **{"zone": ZONE, **options})

    return run


@pytest.fixture
def real() -> Path:
    """Return the folder of real files; without it these tests say so."""
    if not REAL.is_dir():
        pytest.fail(f"the real files are absent: {REAL} (see the data's README)")
    return REAL


@pytest.fixture
def cases() -> Path:
    """Return the folder of small inputs that once failed; without it these tests say so."""
    if not CASES.is_dir():
        pytest.fail(f"the cases are absent: {CASES}")
    return CASES
