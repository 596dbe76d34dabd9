"""Real processes of the product, on free ports of this machine; each installation has its own database."""

import atexit
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PROGRAM = str(Path(sys.executable).parent / "afstemt")
STARTING_S = 240  # a busy machine is not a fault
STOPPING_S = 40


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def own_database(like: str = "") -> dict[str, str]:
    """Return where an installation keeps its rows: in a new database of the PostgreSQL at hand, else in SQLite.

    Args:
        like: Where another one does, which nobody is connected to; the new one has its rows.
    """
    at_hand = os.environ.get("AFSTEMT_DATABASE", "")
    if not at_hand:
        return {}
    import psycopg

    name = f"trial_{secrets.token_hex(6)}"
    with psycopg.connect(at_hand, autocommit=True) as server:
        template = f' TEMPLATE "{like.rpartition("/")[2]}"' if like else ""
        server.execute(f'CREATE DATABASE "{name}"{template}'.encode())
    return {"AFSTEMT_DATABASE": at_hand.rpartition("/")[0] + f"/{name}"}


def installation(data: Path, **more: str) -> dict[str, str]:
    """Return the environment of a trial's installation of its own."""
    return os.environ | {
        "AFSTEMT_DEMO": "1",
        "AFSTEMT_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "afstemt.web.site.settings",
        "PYTHONPATH": str(Path(__file__).parent),
        **({} if "AFSTEMT_DATABASE" in more else own_database()),
        **more,
    }


@cache
def begun() -> tuple[Path, str]:
    """Return the data folder and the database of a trial as its first start leaves them, made once in this process."""
    folder = Path(tempfile.mkdtemp(prefix="afstemt-begun-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    environment = installation(folder)
    subprocess.run(
        [sys.executable, "-m", "afstemt.web.site.server"],
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return folder, environment.get("AFSTEMT_DATABASE", "")


def asked(environment: dict[str, str], code: str) -> Any:
    """Run a few lines in a process of the installation; return what they leave in ``answer``."""
    lines = (
        f"import json, django; django.setup()\nanswer = None\n{code}\nprint(json.dumps(answer, default=str))"
    )
    done = subprocess.run(
        [sys.executable, "-c", lines], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@dataclass
class Served:
    """A server that answers."""

    address: str
    environment: dict[str, str]
    process: "subprocess.Popen[bytes]"
    out: Path
    err: Path

    def log(self) -> list[dict[str, Any]]:
        """Return the lines of the log; every line of standard error must be one."""
        return [json.loads(line) for line in self.err.read_text(encoding="utf-8").splitlines()]

    def stop(self) -> int:
        """Ask it to stop as a service manager does; return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(STOPPING_S)


@contextmanager
def serving(data: Path, *options: str, first: bool = False, **more: str) -> Iterator[Served]:
    """Start ``afstemt serve`` and wait until it is ready; stopped by its own process afterwards.

    Args:
        first: Whether it is the installation's first start; else it is a trial that has been started before.
    """
    port = free_port()
    address = f"http://localhost:{port}"
    if not first:
        folder, database = begun()
        shutil.copytree(folder, data, dirs_exist_ok=True)
        more = own_database(database) | more
    environment = installation(data, AFSTEMT_ORIGIN=address, **more)
    out, err = data.with_name(f"{data.name}-out"), data.with_name(f"{data.name}-err")
    with out.open("wb") as said, err.open("wb") as logged:
        process = subprocess.Popen(
            [PROGRAM, "serve", "--port", str(port), *options], env=environment, stdout=said, stderr=logged
        )
    served = Served(address, environment, process, out, err)
    try:
        until = time.monotonic() + STARTING_S
        while not answers(f"{address}/klar/"):
            assert process.poll() is None, err.read_text(encoding="utf-8")
            assert time.monotonic() < until, "the server did not answer in time"
            time.sleep(0.2)
        yield served
    finally:
        if process.poll() is None:
            served.stop()


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
