"""A wheel that is installed elsewhere serves its pages with their style."""

import os
import re
import subprocess
import sys
import sysconfig
import urllib.request
import venv
from pathlib import Path

import pytest
import servers

ROOT = Path(__file__).parents[2]


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_an_installed_wheel_serves_its_static_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path / "dist", cwd=ROOT)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    there = tmp_path / "there"
    venv.create(there, with_pip=False)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", there / "bin" / "python")
    run(*pip, "install", "-q", "--no-deps", "--no-index", wheel, cwd=tmp_path)
    # What it depends on is taken from where the tests run; the product itself is not to be found there this way.
    monkeypatch.setattr(servers, "PROGRAM", str(there / "bin" / "afstemt"))
    packages = {"PYTHONPATH": sysconfig.get_path("purelib")}
    found = subprocess.run(
        [there / "bin" / "python", "-c", "import afstemt; print(afstemt.__file__)"],
        cwd=tmp_path,
        env=os.environ | packages,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(found.stdout.strip()).is_relative_to(there)
    with servers.serving(tmp_path / "data", first=True, **packages) as served:
        page = urllib.request.urlopen(f"{served.address}/konto/login/").read().decode()
        links = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
        assert len(links) >= 3
        for link in links:
            assert urllib.request.urlopen(served.address + link).status == 200, link
        style = next(link for link in links if "dkfds" in link)
        text = urllib.request.urlopen(served.address + style).read().decode()
        font = re.search(r"url\(\"?\.\./([^\")]+\.woff2)", text)
        assert font
        assert urllib.request.urlopen(f"{served.address}/static/vendor/dkfds/{font[1]}").status == 200
