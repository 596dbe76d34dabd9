"""The parent's side of the child process: start it, hand it files one by one, survive its death."""

import json
import os
import select
import signal
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from afstemt.files.reading.intake import spawn
from afstemt.files.reading.sheets.finding import Finding
from afstemt.files.reading.sheets.limits import Limits

_WATCHED_EVERY = 0.03
"""Seconds between looks at the child's memory: it fills about 100 MB in between."""


def _memory_in_use(process: int) -> int:
    """Return the bytes that a process has in memory; 0 where the system does not say."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


class Parser:
    """A child process with limits, started at once and again after a death. Use it as a context manager."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._folder = tempfile.TemporaryDirectory(prefix="afstemt-")
        self._process = spawn.child(limits.address_bytes)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        spawn.end(self._process)
        self._folder.cleanup()

    @property
    def folder(self) -> Path:
        """Where the child writes frames; gone when the context ends."""
        return Path(self._folder.name)

    def send(self, number: int, path: Path, **job: Any) -> None:
        """Hand the child a file. ``number`` gives it a folder of its own for frames."""
        out = self.folder / str(number)
        out.mkdir()
        order = {"path": str(path), "out": str(out), "limits": asdict(self._limits), **job}
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(order).encode() + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            pass  # the death is found when the answer is read

    def receive(self) -> list[dict[str, Any]]:
        """Return the replies for the file sent last, one per sheet; a dead or slow child is a finding and is replaced.

        Raises:
            RuntimeError: The child met a fault in the program; its traceback is in the message.
        """
        assert self._process.stdout is not None
        line = self._line()
        if isinstance(line, Finding):
            self._process.kill()
            finding = line
        elif not line.endswith(b"\n"):
            finding = self._death()
        else:
            reply = json.loads(line)
            if "crash" in reply:
                raise RuntimeError(f"reading failed:\n{reply['crash']}")
            sheets: list[dict[str, Any]] = reply["sheets"]
            return sheets
        spawn.end(self._process)
        self._process = spawn.child(self._limits.address_bytes)
        return [{"sheet": "", "rows_read": 0, "findings": [finding.as_json()]}]

    def _line(self) -> bytes | Finding:
        """Return the next line, a part of one when the child died, or what it has spent too much of."""
        assert self._process.stdout is not None
        deadline = time.monotonic() + self._limits.wall_seconds
        while (left := deadline - time.monotonic()) > 0:
            if select.select([self._process.stdout], [], [], min(left, _WATCHED_EVERY))[0]:
                return self._process.stdout.readline()
            if _memory_in_use(self._process.pid) > self._limits.memory_bytes:
                return Finding("too-much-memory", values={"limit": self._limits.memory_bytes >> 20})
        return Finding("took-too-long", values={"limit": self._limits.wall_seconds})

    def _death(self) -> Finding:
        code = self._process.wait()
        if code == -signal.SIGXCPU:
            return Finding("took-too-long", values={"limit": self._limits.cpu_seconds})
        return Finding("parser-died", values={"limit": self._limits.address_bytes >> 20, "status": code})
