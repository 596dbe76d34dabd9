"""The same document gives the same bytes, whatever the process, its hash seed, time zone and language."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PROGRAM = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from sample import sample
from afstemt.files.writing.registry import WRITERS, pdf_with_attachments
for name, writer in WRITERS.items():
    print(name, hashlib.sha256(writer.write(sample())).hexdigest())
print("pdf with attachments", hashlib.sha256(pdf_with_attachments(sample())).hexdigest())
"""


def hashes(**environment: str) -> list[str]:
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(HERE)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return result.stdout.splitlines()


def test_two_processes_give_the_same_bytes(written: dict[str, bytes]) -> None:
    first = hashes(PYTHONHASHSEED="1", TZ="Pacific/Auckland", LC_ALL="C")
    second = hashes(PYTHONHASHSEED="2", TZ="America/Los_Angeles", LC_ALL="C.UTF-8")
    assert first == second
    here = [f"{name} {hashlib.sha256(content).hexdigest()}" for name, content in written.items()]
    assert first[: len(here)] == here
