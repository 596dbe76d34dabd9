"""The two parties walk from terms to report in a real browser, against a real server; axe looks at every page."""

import subprocess
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from axe import broken
from house import INCIDENTS
from playwright.sync_api import Page, sync_playwright
from servers import serving

from afstemt.web.site.demo import PASSWORD

WORK_MS = 120_000  # files are read, reports are calculated


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start ``afstemt serve`` on a free port of this machine alone; give its address."""
    with serving(tmp_path_factory.mktemp("browser") / "data") as served:
        yield served.address


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
    assert broken(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{page.url} is too wide"


class Hand:
    """How a person works the page: with the mouse, or with the keyboard alone."""

    def __init__(self, page: Page, keyboard: bool) -> None:
        self.page, self.keyboard = page, keyboard

    def reach(self, selector: str) -> None:
        """Move the focus to the element by the tab key, as far as the page is long."""
        wanted = self.page.locator(selector).first
        for _number in range(400):
            if wanted.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{selector} cannot be reached by keyboard on {self.page.url}")

    def press(self, selector: str, leads: bool = True) -> None:
        """Follow a link, or press a button.

        Args:
            leads: Whether another page (or the same one anew) comes of it.
        """
        if self.keyboard:
            self.reach(selector)
        with self.page.expect_navigation(timeout=WORK_MS) if leads else nullcontext():
            if self.keyboard:
                self.page.keyboard.press("Enter")
            else:
                self.page.click(f"{selector} >> nth=0")

    def write(self, selector: str, text: str) -> None:
        """Write in a field, in place of what stands there."""
        if not self.keyboard:
            self.page.fill(selector, text)
            return
        self.reach(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def sees(self, text: str) -> None:
        """Wait until the page, which looks by itself whether background work is done, says it."""
        self.page.wait_for_selector(f"main :text('{text}')", timeout=WORK_MS)

    def says(self, text: str) -> None:
        """Hold what the page says."""
        assert text in self.page.inner_text("main"), self.page.url


@pytest.mark.parametrize(
    ("width", "keyboard", "code", "name"),
    [
        (1280, False, "2026-10", "oktober 2026"),
        (390, False, "2026-09", "september 2026"),
        (1280, True, "2026-08", "august 2026"),
    ],
)
def test_the_parties_walk_a_whole_period(
    server: str, width: int, keyboard: bool, code: str, name: str, tmp_path: Path
) -> None:
    """From upload to approval, returned once on the way; every page is held against axe."""
    said: list[str] = []
    mine = INCIDENTS.replace(b"INC-", f"INC-{code}-".encode()).replace(b"2026-10", code.encode())
    (tmp_path / "incidents.csv").write_bytes(mine)
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        authority = Hand(signed_in(browser, server, "kontrakt@myndighed.example", width, said), keyboard)
        supplier = Hand(signed_in(browser, server, "kontrakt@leverandor.example", width, said), keyboard)
        for one in (authority, supplier):
            looked_at(one.page)
            one.press("header a:has-text('Opgaver')")
            looked_at(one.page)
            one.press("header a:has-text('Overblik')")
            one.press("main table th a")
            looked_at(one.page)
            for page in ("Bod og bonus", "Kontraktvilkår", "Kalender", "Parter og adgang"):
                one.press(f"main nav a:has-text('{page}')")
                looked_at(one.page)

        back = f"main p a[href$='/perioder/{code}/']"
        supplier.press("main nav a:has-text('Datagrundlag')")
        looked_at(supplier.page)
        supplier.page.set_input_files("#files", str(tmp_path / "incidents.csv"))
        supplier.press("button:has-text('Læs filerne')")
        looked_at(supplier.page)
        supplier.says("3 rækker læst = 2 brugt + 1 sat til side.")
        supplier.press("button:has-text('Bekræft leverancen')")
        supplier.press("main nav a:has-text('Perioder')")
        supplier.press(f"main a:has-text('{name.capitalize()}')")
        looked_at(supplier.page)
        supplier.press("button:has-text('Beregn driftsrapporten')")
        supplier.sees("Udkast 1 blev beregnet")
        looked_at(supplier.page)
        supplier.says("servicemål er opfyldt")

        supplier.press("main a:has-text('Skriv leverandørens tekst')")
        looked_at(supplier.page)
        supplier.write("#text-incidents", "To sager gav afbrydelser.")
        supplier.page.wait_for_selector("#status-incidents:has-text('Gemt')")
        supplier.press(back)
        supplier.press("button:has-text('Beregn igen')")
        supplier.sees("Udkast 2 blev beregnet")
        supplier.press("button:has-text('Indsend udkast 2')")
        looked_at(supplier.page)
        supplier.says("er indsendt")

        where = f"{server}/kontrakter/1/perioder/{code}/"
        authority.page.goto(where)
        looked_at(authority.page)
        authority.press("main a:has-text('Læs rapporten')")
        looked_at(authority.page)
        authority.says("To sager gav afbrydelser.")
        authority.press("#incidents summary:has-text('Kommentér')", leads=False)
        authority.write("#comment-incidents", "Hvad var årsagen?")
        authority.press("#incidents form button:has-text('Gem kommentaren')")
        authority.says("Hvad var årsagen?")
        looked_at(authority.page)
        authority.press("main a[href*='/tal/']")
        looked_at(authority.page)
        authority.says("Vilkår:")
        authority.press(back)
        authority.write("#reason", "Skriv årsagen til afbrydelserne.")
        authority.press("button:has-text('Send retur')")
        looked_at(authority.page)

        supplier.page.reload()
        supplier.says("Skriv årsagen til afbrydelserne.")
        looked_at(supplier.page)
        supplier.press("main a:has-text('Skriv leverandørens tekst')")
        supplier.write("#text-incidents", "To sager gav afbrydelser: disken var fuld.")
        supplier.press("#form-incidents button")
        supplier.says("Teksten er gemt.")
        supplier.press(back)
        supplier.press("button:has-text('Beregn igen')")
        supplier.sees("Udkast 3 blev beregnet")
        supplier.press("button:has-text('Indsend udkast 3')")

        authority.page.goto(where)
        authority.write("#reservations", "Bod gøres gældende særskilt.")
        authority.press("button:has-text('Godkend og lås')")
        looked_at(authority.page)
        authority.says("godkendt med forbehold og låst")
        with authority.page.expect_download() as given:
            authority.press("a:has-text('driftsrapport.pdf')", leads=False)
        given.value.save_as(tmp_path / "d.pdf")
        supplier.page.reload()
        supplier.says("Bod gøres gældende særskilt.")
        looked_at(supplier.page)
        browser.close()
    shown = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "d.pdf"), "-"], capture_output=True, text=True, check=True
    )
    assert f"Driftsrapport for {name}" in shown.stdout
    assert "disken var fuld" in shown.stdout
    assert said == []
