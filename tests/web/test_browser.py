"""The two parties walk from terms to report in a real browser, against a real server; axe looks at every page."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from house import INCIDENTS
from playwright.sync_api import Page, sync_playwright

from afstemt.web.demo import PASSWORD

STARTING_S = 240


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start ``afstemt serve`` on a free port of this machine alone; give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://localhost:{port}"
    environment = os.environ | {
        "AFSTEMT_DEMO": "1",
        "AFSTEMT_DATA": str(tmp_path_factory.mktemp("data")),
        "AFSTEMT_ORIGIN": address,
        "DJANGO_SETTINGS_MODULE": "afstemt.web.settings",
    }
    process = subprocess.Popen(
        [str(Path(sys.executable).parent / "afstemt"), "serve", "--port", str(port)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        until = time.monotonic() + STARTING_S
        while True:
            try:
                with urllib.request.urlopen(f"{address}/klar/") as answer:
                    assert answer.status == 200
                break
            except (urllib.error.URLError, ConnectionError):
                assert process.poll() is None, process.stdout and process.stdout.read()
                assert time.monotonic() < until, "the server did not answer in time"
                time.sleep(0.2)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
        if process.stdout:
            process.stdout.close()


def signed_in(browser, address: str, who: str, width: int, said: list[str]) -> Page:  # type: ignore[no-untyped-def]
    page: Page = browser.new_context(viewport={"width": width, "height": 900}, locale="da-DK").new_page()
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    looked_at(page)
    page.fill("input[name=login]", who)
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/")
    return page


def looked_at(page: Page) -> None:
    """Hold the page against WCAG 2.2 A and AA, and against its own width."""
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
    broken = [f"{one['id']}: {one['nodes'][0]['html']}" for one in found.response["violations"]]
    assert broken == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{page.url} is too wide"


@pytest.mark.parametrize("width", [1280, 390])
def test_the_parties_walk_from_files_to_report(server: str, width: int, tmp_path: Path) -> None:
    said: list[str] = []
    mine = INCIDENTS.replace(b"INC-", f"INC-{width}-".encode())
    (tmp_path / "incidents.csv").write_bytes(mine)
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        authority = signed_in(browser, server, "kontrakt@myndighed.example", width, said)
        supplier = signed_in(browser, server, "drift@leverandor.example", width, said)
        for page in (authority, supplier):
            looked_at(page)
            page.click("main table a")
            looked_at(page)
            assert "godkendt af begge parter" in page.inner_text("main")
            for name in ("Kontraktvilkår", "Parter og adgang"):
                page.click(f"main nav >> text={name}")
                looked_at(page)
        supplier.click("main >> text=Datagrundlag")
        looked_at(supplier)
        supplier.set_input_files("#files", str(tmp_path / "incidents.csv"))
        supplier.click("text=Læs filerne")
        supplier.wait_for_selector("text=rækker læst", timeout=120_000)
        looked_at(supplier)
        assert "3 rækker læst = 2 brugt + 1 sat til side." in supplier.inner_text("main")
        supplier.click("text=Bekræft leverancen")
        supplier.click("main p a >> nth=0")
        supplier.click("text=Oktober 2026")
        supplier.click("main form button")
        looked_at(supplier)
        assert "servicemål er opfyldt" in supplier.inner_text("main")
        with supplier.expect_download() as given:
            supplier.click("text=driftsrapport.pdf >> nth=0")
        given.value.save_as(tmp_path / "d.pdf")
        shown = subprocess.run(
            ["pdftotext", str(tmp_path / "d.pdf"), "-"], capture_output=True, text=True, check=True
        )
        assert "Driftsrapport for oktober 2026" in shown.stdout
        authority.goto(f"{server}/konto/2fa/")
        looked_at(authority)
        browser.close()
    assert said == []
