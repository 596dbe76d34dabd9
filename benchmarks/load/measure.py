"""Drive people against a server and its database, and say how long the pages took beside the base template."""

import argparse
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECONDS = 60
SHOWN = ("base", "overview", "period", "tasks", "report", "levels", "write", "keep")
TARGETS = {"overview": 6.0, "period": 6.0}
"""Times the base template's median and 95th percentile, at most."""
STARTING_S = 60


def lines() -> list[str]:
    """Return the tables: 50 people on PostgreSQL, 10 on SQLite."""
    own = [sys.executable, "-m", "benchmarks.load.measure"]
    found = []
    for name, command in (
        (
            "50 people, PostgreSQL, 2 processes",
            ["tools/with-postgresql", *own, "--people", "50", "--processes", "2"],
        ),
        ("10 people, SQLite, 1 process", [*own, "--people", "10", "--processes", "1"]),
    ):
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
        found += ["", f"{name}:", "", *done.stdout.splitlines()]
    return found[1:]


def measure(people: int, processes: int, seconds: int) -> list[str]:
    """Fill an installation, serve it, drive the people against it, and return the table."""
    with tempfile.TemporaryDirectory(prefix="afstemt-load-") as name:
        folder = Path(name)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        origin = f"http://127.0.0.1:{port}"
        environment = os.environ | {
            "AFSTEMT_DEMO": "1",
            "AFSTEMT_DATA": str(folder / "data"),
            "AFSTEMT_ORIGIN": origin,
            "AFSTEMT_LOAD": str(folder),
            "DJANGO_SETTINGS_MODULE": "benchmarks.load.settings",
        }

        def run(*command: str) -> str:
            done = subprocess.run(
                [sys.executable, "-m", *command],
                env=environment,
                cwd=ROOT,
                text=True,
                check=False,
                capture_output=True,
            )
            if done.returncode:
                sys.exit(f"{' '.join(command)}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
            return done.stdout

        run("afstemt.web.site.server")
        run("benchmarks.load.data", "fill", name, "--people", str(people))
        with (folder / "log").open("wb") as log:
            serving = f"from afstemt.web.site.serving import serve; serve('127.0.0.1', {port}, {processes})"
            server = subprocess.Popen(
                [sys.executable, "-c", serving], env=environment, cwd=ROOT, stdout=log, stderr=log
            )
        try:
            _wait(server, f"{origin}/klar/", folder / "log")
            run(
                *(
                    "locust",
                    "-f",
                    "benchmarks/load/people.py",
                    "--headless",
                    "--host",
                    origin,
                    "--only-summary",
                ),
                *(
                    "-u",
                    str(people),
                    "-r",
                    str(people / 5),
                    "-t",
                    f"{seconds + 5}s",
                    "--exit-code-on-error",
                    "0",
                ),
            )
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(60)
        asked = json.loads((folder / "times.json").read_text(encoding="utf-8"))
        lost = json.loads(run("benchmarks.load.data", "lost", name))
        return _table(asked, lost)


def _wait(server: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    until = time.monotonic() + STARTING_S
    while server.poll() is None and time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    sys.exit(log.read_text(encoding="utf-8", errors="replace")[-4000:])


def _table(asked: list[tuple[str, float, str]], lost: list[str]) -> list[str]:
    table = [
        "| page | asked | median ms | 95th percentile ms | times base, median | times base, 95th | allowed |",
        "|---|---|---|---|---|---|---|",
    ]
    taken = {name: sorted(ms for one, ms, _wrong in asked if one == name) for name in SHOWN}
    base = _middle_and_95th(taken["base"])
    for name, all_of in taken.items():
        own = _middle_and_95th(all_of)
        median, high = (mine / other for mine, other in zip(own, base, strict=True))
        allowed = f"{TARGETS[name]:g}" if name in TARGETS else ""
        table.append(
            f"| {name} | {len(all_of)} | {own[0]:.0f} | {own[1]:.0f} | {median:.1f} | {high:.1f} | {allowed} |"
        )
    wrong = sorted({f"{name}: {what}" for name, _ms, what in asked if what})
    errors = sum(bool(what) for _name, _ms, what in asked)
    table += [
        "",
        f"Errors: {errors} of {len(asked)}{' ' if wrong else ''}{'; '.join(wrong[:5])}. Lost writes: {len(lost)}.",
    ]
    return table


def _middle_and_95th(values: list[float]) -> tuple[float, float]:
    return statistics.median(values), values[int(0.95 * (len(values) - 1))]


def main() -> None:
    """Measure as the command line says, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seconds", type=int, default=SECONDS)
    chosen = parser.parse_args()
    print("\n".join(measure(chosen.people, chosen.processes, chosen.seconds)))


if __name__ == "__main__":
    main()
