"""What is started beside the reading of the evidence says nothing when it fails."""

import threading
from typing import Any

import pytest

from afstemt.files.writing import warming


def test_what_cannot_be_started_beforehand_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    told: list[Any] = []
    monkeypatch.setattr(threading, "excepthook", told.append)

    def fails(*_given: Any) -> None:
        asked.append(1)
        raise RuntimeError("the renderer does not start")

    monkeypatch.setattr(warming.charts, "svg", fails)
    warming.warm_up()
    for thread in threading.enumerate():
        if thread.name == "warm-up":
            thread.join()
    assert asked
    assert told == []
