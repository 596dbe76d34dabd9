"""A draft of the terms is written in a real browser, without a script; axe looks at every page, in two widths."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, sync_playwright
from test_browser import looked_at, server, signed_in

__all__ = ["server"]


@pytest.fixture(params=[1280, 390])
def pages(server: str, request: pytest.FixtureRequest) -> Iterator[tuple[Page, list[str], int]]:
    said: list[str] = []
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = signed_in(browser, server, "kontrakt@myndighed.example", request.param, said)
        yield page, said, request.param
        browser.close()


def test_a_draft_is_made_written_read_and_withdrawn(pages: tuple[Page, list[str], int]) -> None:
    page, said, width = pages
    page.click("main table a")
    page.click("main nav >> text=Servicemål")
    looked_at(page)
    page.click("main nav >> text=Kontraktvilkår")
    looked_at(page)
    page.click("main h2 a >> nth=0")
    looked_at(page)
    page.fill("#in_force_from", str(datetime.now(UTC).date() + timedelta(width // 10)))
    page.click("text=Lav udkastet")
    page.click("main h2 a >> nth=0")
    page.click("text=Skriv i udkastet")
    for section in page.locator("nav[aria-label='Vilkårenes afsnit'] a").all_inner_texts():
        page.click(f"nav[aria-label='Vilkårenes afsnit'] >> text={section}")
        looked_at(page)
    page.click("nav[aria-label='Vilkårenes afsnit'] >> text=Servicemål")
    page.click("main form >> text=Skriv Servicemål >> nth=0")
    looked_at(page)
    target = page.locator("[id='service_levels[0].populations[0].target']")
    target.fill("95.5")
    page.keyboard.press("Enter")
    assert page.locator("[role=alert]").inner_text().count("decimaltegn") == 1
    looked_at(page)
    page.locator("[id='service_levels[0].populations[0].target']").fill("95,5")
    page.keyboard.press("Enter")
    page.wait_for_selector("main >> text=Udkastet er gemt")
    page.click("text=Tilføj: Gruppe af sager")
    page.wait_for_selector("main >> text=ikke gemt endnu")
    looked_at(page)
    page.click("main >> text=Version fra")
    looked_at(page)
    assert "målet ændres fra" in page.inner_text("main")
    page.click("text=Træk udkastet tilbage")
    page.wait_for_selector("main >> text=Udkastet er trukket tilbage")
    assert [one for one in said if "422" not in one] == []  # the browser notes the refused form


def test_a_contract_begins_in_the_browser(pages: tuple[Page, list[str], int]) -> None:
    page, said, _width = pages
    page.click("text=Opret kontrakt")
    looked_at(page)
    page.check("#how-scratch")
    page.fill("#other_party", "22222222")
    page.click("main form button")
    looked_at(page)
    assert "Skriv kontraktens navn" in page.inner_text("main")
    assert [one for one in said if "422" not in one] == []
