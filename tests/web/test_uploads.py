"""Uploads against the running server: large, cut off, untrue, too large, and onto a full disk."""

import hashlib
import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from servers import serving

from afstemt.web.site.demo import PASSWORD

DONE_S, READ_S = 20, 120
LARGE = 200 << 20
GROWTH = 48 << 20
"""Bytes that the serving process may grow by; the file is four times that."""


@dataclass
class Server:
    """A running server: its address, data folder and process."""

    address: str
    data: Path
    process: int

    @contextmanager
    def client(self) -> Iterator[httpx.Client]:
        """Give a client that the supplier's service manager has signed in with."""
        with httpx.Client(base_url=self.address, timeout=1200) as client:
            page = client.get("/konto/login/")
            answer = client.post(
                "/konto/login/",
                data={
                    "csrfmiddlewaretoken": token(page.text),
                    "login": "drift@leverandor.example",
                    "password": PASSWORD,
                },
                headers={"Origin": self.address, "Referer": self.address},
            )
            assert answer.status_code == 302, answer.text
            yield client

    def resident(self) -> int:
        """Return the most bytes that the process that serves has ever had in memory: the largest of the server's."""
        return max(peak(one) for one in (self.process, *children(self.process)))

    def left_behind(self) -> list[str]:
        """Return what lies where uploads lie, once the server is done with the call that was answered."""
        until = time.monotonic() + DONE_S
        while left := sorted(path.name for path in (self.data / "uploads").iterdir()):
            if time.monotonic() > until:
                break
            time.sleep(0.1)
        return left

    def kept(self) -> int:
        """Return how many deliveries' facts there are."""
        return len(list((self.data / "deliveries").iterdir()))


def peak(process: int) -> int:
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    assert found
    return int(found[1]) << 10


def children(process: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def token(page: str) -> str:
    found = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found
    return found[1]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("uploads") / "data"
    with serving(data) as running:
        yield Server(running.address, data, running.process.pid)


def send(client: httpx.Client, name: str, path: Path) -> httpx.Response:
    page = client.get("/kontrakter/1/data/")
    with path.open("rb") as file:
        return client.post(
            "/kontrakter/1/data/",
            data={"csrfmiddlewaretoken": token(page.text)},
            files={"files": (name, file, "text/csv")},
            headers={"Referer": str(page.url)},
        )


def read(client: httpx.Client, where: str) -> str:
    """Return the page of what large files became, once the background work has read them."""
    until = time.monotonic() + READ_S
    while (page := client.get(where)).status_code == 200:
        assert "Filerne læses." in page.text, page.text
        assert time.monotonic() < until
        time.sleep(0.5)
    assert page.status_code == 302
    return client.get(page.headers["location"]).text


def checks(path: Path, size: int) -> Path:
    """Write checks, one each second, until the file has the size."""
    start = 1_790_000_000
    with path.open("wb") as out:
        out.write(b"service;at;ok;response_ms\n")
        second = 0
        while out.tell() < size:
            out.write(
                b"".join(
                    b"sag-web;%s;true;120\n"
                    % time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(start + second + n)).encode()
                    for n in range(20_000)
                )
            )
            second += 20_000
    return path


def test_200_mib_through_the_browser_leave_the_server_as_small_as_it_was(
    server: Server, tmp_path: Path
) -> None:
    small = checks(tmp_path / "checks.csv", 1 << 10)
    path = checks(tmp_path / "large.csv", LARGE)
    with server.client() as client:
        assert send(client, "checks.csv", small).status_code == 302  # what loads on first use is loaded
        before = server.resident()
        answer = send(client, "checks-large.csv", path)
        assert answer.status_code == 302, answer.text
        page = read(client, answer.headers["location"])
        after = server.resident()
        print(f"at most: {before >> 20} MiB before, {after >> 20} MiB after {path.stat().st_size >> 20} MiB")
        assert after - before < GROWTH
    with path.open("rb") as file:
        assert hashlib.file_digest(file, "sha256").hexdigest() in page
    assert server.left_behind() == []


def test_an_upload_that_is_cut_off_leaves_nothing(server: Server) -> None:
    with server.client() as client:
        page = client.get("/kontrakter/1/data/")
        cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    before = server.kept()
    body = (
        b'--x\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
        + token(page.text).encode()
        + b'\r\n--x\r\nContent-Disposition: form-data; name="files"; filename="incidents.csv"\r\n\r\n'
        + b"id;priority;opened_at\nINC-1;1;2026-10-05T09:00:00+02:00\n"
    )
    port = int(server.address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(
            f"POST /kontrakter/1/data/ HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: {cookies}\r\n"
            f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {len(body) + 5000}\r\n\r\n".encode()
            + body
        )
        time.sleep(1)
    time.sleep(5)
    assert server.kept() == before
    assert server.left_behind() == []


def test_an_upload_that_lies_about_its_type_is_said(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"MZ\x90\x00" + bytes(range(256)) * 40)
    before = server.kept()
    with server.client() as client:
        for name in ("incidents.csv", "incidents.xlsx", "incidents.parquet"):
            answer = send(client, name, path)
            assert answer.status_code == 422, name
            assert "Filerne kan ikke bruges" in answer.text
    assert server.kept() == before
    assert server.left_behind() == []


def test_an_upload_that_is_too_large_is_said(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as out:
        out.truncate(520 << 20)
    with server.client() as client:
        answer = send(client, "incidents.csv", path)
    assert answer.status_code == 413
    assert "500 MB" in answer.text
    assert server.left_behind() == []


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk takes root")
@pytest.mark.parametrize("size", [8, 20], ids=["while it arrives", "while it is read"])
def test_a_full_disk_is_said_and_leaves_nothing(server: Server, tmp_path: Path, size: int) -> None:
    """The folders of uploads and facts are put on disks of a few megabytes under the running server."""
    path = checks(tmp_path / "checks.csv", (12 if size == 8 else 8) << 20)
    uploads, facts = server.data / "uploads", server.data / "deliveries"
    disks = [(uploads, "8m")] if size == 8 else [(facts, "16k")]
    mounted = []
    with server.client() as client:
        try:
            for folder, room in disks:
                subprocess.run(
                    ["mount", "-t", "tmpfs", "-o", f"size={room}", "none", str(folder)], check=True
                )
                mounted.append(folder)
            answer = send(client, "checks-full.csv", path)
            assert answer.status_code == 507, answer.text
            assert "ikke plads på serveren" in answer.text
            assert server.left_behind() == []
            assert size == 8 or list(facts.iterdir()) == []
        finally:
            for folder in mounted:
                subprocess.run(["umount", str(folder)], check=True)
        assert client.get("/kontrakter/1/data/").status_code == 200
