"""``afstemt serve`` as it is started: static files, the worker inside, what is logged, a clean stop, and the doctor."""

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest
from servers import PROGRAM, asked, free_port, serving
from test_sending import server

import afstemt

PERSON = "kontrakt@myndighed.example"


def doctor(environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([PROGRAM, "doctor"], env=environment, capture_output=True, text=True, check=False)


def ask_for_a_new_password(address: str) -> None:
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    page = browser.open(f"{address}/konto/password/reset/").read().decode()
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    form = urlencode({"csrfmiddlewaretoken": token[1], "email": PERSON}).encode()
    browser.open(f"{address}/konto/password/reset/", form)


def test_an_installation_serves_works_and_stops(tmp_path: Path) -> None:
    port = free_port()
    with (
        server(port, tmp_path) as post,
        serving(tmp_path / "data", first=True, AFSTEMT_MAIL=f"smtp://127.0.0.1:{port}") as served,
    ):
        page = urllib.request.urlopen(f"{served.address}/konto/login/").read().decode()
        style = re.search(r'href="(/static/vendor/dkfds/css/[^"]+\.css)"', page)
        assert style
        assert len(urllib.request.urlopen(served.address + style[1]).read()) > 100_000
        ask_for_a_new_password(served.address)
        until = time.monotonic() + 60
        while not any("password" in mail for mail in post.given()):  # reminders of the day are among them
            assert time.monotonic() < until, served.log()
            time.sleep(0.2)
        sound = doctor(served.environment)
        assert sound.returncode == 0, sound.stdout + sound.stderr
        assert "✗" not in sound.stdout
        assert served.stop() == 0
        (mail,) = (one for one in post.given() if "password" in one)
        assert PERSON in mail
        log = served.log()
    after = doctor(served.environment)
    assert after.returncode == 1
    assert "✗ Baggrundsarbejdet giver ikke livstegn.\n  Start afstemt serve" in after.stdout
    assert "✗ Mailserveren 127.0.0.1" in after.stdout
    assert {"worker started", "worker stopped"} <= {line["message"] for line in log}
    requests = [line for line in log if line["message"] == "request"]
    assert {(line["method"], line["path"], line["status"]) for line in requests} >= {
        ("GET", "/klar/", 200),
        ("POST", "/konto/password/reset/", 302),
    }
    assert all(line["request_id"] and line["time"] and "duration_ms" in line for line in requests)
    assert "myndighed.example" not in str(log)


def test_nothing_starts_without_the_pages_style(tmp_path: Path) -> None:
    """A copy of the program without what npm gives, on a machine with neither make's set-up nor npm."""
    copy = tmp_path / "afstemt"
    shutil.copytree(
        Path(afstemt.__file__).parent, copy, ignore=shutil.ignore_patterns("vendor", "__pycache__")
    )
    environment = os.environ | {
        "PYTHONPATH": str(tmp_path),
        "PATH": str(tmp_path),
        "AFSTEMT_DEMO": "1",
        "AFSTEMT_DATA": str(tmp_path / "data"),
    }
    refused = started(environment, free_port())
    assert refused.returncode == 1
    assert "Node.js med npm" in refused.stderr
    assert "make setup-web" in refused.stderr
    assert not (tmp_path / "data").exists()


def started(environment: dict[str, str], port: int) -> "subprocess.CompletedProcess[str]":
    """Start what is going to refuse."""
    return subprocess.run(
        [PROGRAM, "serve", "--port", str(port)], env=environment, capture_output=True, text=True, check=False
    )


def test_a_port_that_another_listens_on_is_said(tmp_path: Path) -> None:
    environment = os.environ | {"AFSTEMT_DEMO": "1", "AFSTEMT_DATA": str(tmp_path / "data")}
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # as the server itself does
        other.bind(("127.0.0.1", 0))
        other.listen()
        refused = started(environment, other.getsockname()[1])
    assert refused.returncode == 1
    assert refused.stderr.startswith("Der kan ikke lyttes på 127.0.0.1, port ")
    assert not (tmp_path / "data").exists()


def test_a_data_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("")
    environment = os.environ | {"AFSTEMT_DEMO": "1", "AFSTEMT_DATA": str(tmp_path / "fil" / "data")}
    refused = started(environment, free_port())
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"Der kan ikke skrives i datamappen {tmp_path}")


def test_a_database_that_does_not_answer_is_said_and_nothing_starts(tmp_path: Path) -> None:
    environment = os.environ | {
        "AFSTEMT_DEMO": "1",
        "AFSTEMT_DATA": str(tmp_path),
        "AFSTEMT_DATABASE": f"postgresql://x:hemmelig@127.0.0.1:{free_port()}/x",
    }
    refused = started(environment, free_port())
    assert refused.returncode == 1
    assert refused.stderr.startswith("Databasen svarer ikke.")
    assert "Traceback" not in refused.stderr
    assert "hemmelig" not in refused.stderr


@pytest.mark.skipif(bool(os.environ.get("AFSTEMT_DATABASE")), reason="there are several on PostgreSQL")
@pytest.mark.parametrize("command", [["worker"], ["serve", "--processes", "2"]])
def test_sqlite_has_one_of_each(command: list[str], tmp_path: Path) -> None:
    environment = os.environ | {"AFSTEMT_DEMO": "1", "AFSTEMT_DATA": str(tmp_path)}
    done = subprocess.run([PROGRAM, *command], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "PostgreSQL" in done.stderr


@pytest.mark.skipif(not os.environ.get("AFSTEMT_DATABASE"), reason="there is one of each on SQLite")
def test_postgresql_has_several_processes_and_more_workers(tmp_path: Path) -> None:
    count = "from afstemt.web.work.models import WorkerSeen as W\nanswer = W.objects.filter(stopped_at=None).count()"
    with serving(tmp_path / "data", "--processes", "2") as served:
        more = subprocess.Popen([PROGRAM, "worker"], env=served.environment, stderr=subprocess.DEVNULL)
        try:
            until = time.monotonic() + 60
            while asked(served.environment, count) != 3:
                assert time.monotonic() < until
                time.sleep(0.5)
            assert "✗ Baggrund" not in doctor(served.environment).stdout
        finally:
            more.terminate()
            assert more.wait(30) == 0
        assert asked(served.environment, count) == 2


def test_the_doctor_says_everything_of_a_machine_that_has_nothing(tmp_path: Path) -> None:
    environment = os.environ | {"AFSTEMT_DEMO": "1", "AFSTEMT_DATA": str(tmp_path / "ingen")}
    environment |= {"AFSTEMT_MAIL": f"smtp://127.0.0.1:{free_port()}"}
    if environment.get("AFSTEMT_DATABASE"):
        environment["AFSTEMT_DATABASE"] = f"postgresql://x:y@127.0.0.1:{free_port()}/x"
    said = doctor(environment)
    assert said.returncode == 1
    assert said.stderr == ""
    assert said.stdout.count("✗") == 3
    for word in ("datamappen", "Databasen svarer ikke", "Mailserveren"):
        assert re.search(f"^✗ .*{word}.*\n  \\w", said.stdout, re.MULTILINE), word
    assert not (tmp_path / "ingen").exists()


def test_the_doctor_says_what_the_environment_lacks() -> None:
    said = doctor({"PATH": os.environ["PATH"]})
    assert said.returncode == 1
    assert said.stderr.count("✗ AFSTEMT_") == 2
