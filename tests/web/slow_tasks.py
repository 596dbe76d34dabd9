"""Jobs for the tests of real workers: each notes in a file when it begins and ends."""

import os
import time
from pathlib import Path

from django_tasks import task


def note(word: str) -> None:
    """Add a line; appending a short line is one write."""
    with (Path(os.environ["AFSTEMT_DATA"]) / "noted").open("a") as file:
        file.write(word + "\n")


@task
def slow(name: str, seconds: float) -> None:
    """Take some seconds."""
    note(f"begin {name}")
    time.sleep(seconds)
    note(f"end {name}")
