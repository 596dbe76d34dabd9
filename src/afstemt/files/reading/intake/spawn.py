"""Starting the child process that parses foreign files: when it is needed, or ahead.

The child takes as long to load its libraries as the program does, and there is nothing to wait for. This module
imports nothing heavy, so that the child can be on its way before the program has loaded its own.
"""

import subprocess
import sys

Child = subprocess.Popen[bytes]

_ahead: dict[int, Child] = {}


def child(address_bytes: int) -> Child:
    """Return a child process with this much address space: one started ahead, else a new one."""
    return _ahead.pop(address_bytes, None) or _started(address_bytes)


def start_ahead(address_bytes: int) -> None:
    """Start a child that the next caller of ``child`` takes over."""
    if address_bytes not in _ahead:
        _ahead[address_bytes] = _started(address_bytes)


def dismiss() -> None:
    """End the children that nobody took over."""
    while _ahead:
        _address_bytes, waiting = _ahead.popitem()
        end(waiting)


def end(process: Child) -> None:
    """Close the child's pipes, which ends it; a child that does not end is killed."""
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()
    try:
        process.wait(2)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _started(address_bytes: int) -> Child:
    return subprocess.Popen(
        [sys.executable, "-m", "afstemt.files.reading.intake.child", str(address_bytes)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
