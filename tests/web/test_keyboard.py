"""Terms, people and data by the keyboard alone: the focus shows, nothing holds it, and errors are reached."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from house import INCIDENTS
from playwright.sync_api import Browser, Page, sync_playwright
from test_browser import Hand, server, signed_in

__all__ = ["server"]

SHOWN = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  if (one.type === "date") return "";  // the browser marks the part of the date that is being written
  const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none";
  return seen ? "" : one.outerHTML.slice(0, 200);
}"""
START = """() => {
  document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute("tabindex");
}"""
"""Begin from the top, as when the page has just been opened."""


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as engine:
        found = engine.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield found
        found.close()


def typed(day: date) -> str:
    """Return a day whose day and month are alike as it is typed, whichever comes first."""
    assert day.day == day.month
    return f"{day.day:02}{day.month:02}{day.year}"


def next_alike(after: date) -> date:
    """Return the first day after another whose day and month are alike."""
    day = after + timedelta(1)
    while day.day != day.month:
        day += timedelta(1)
    return day


def held_to_the_end(page: Page) -> None:
    """Tab through the whole page: each stop shows it has the focus, none comes first by force, none keeps it."""
    assert page.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").count() == 0
    page.evaluate(START)
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.className")
    assert first == "skipnav", page.url
    for _number in range(400):
        assert page.evaluate(SHOWN) == "", page.url
        page.keyboard.press("Tab")
        if page.evaluate(
            "document.activeElement === document.body || document.activeElement.matches('.skipnav')"
        ):
            return
    raise AssertionError(f"the focus does not come out of {page.url}")


def test_terms_are_made_and_approved_by_keyboard(server: str, browser: Browser) -> None:
    said: list[str] = []
    hand = Hand(signed_in(browser, server, "kontrakt@myndighed.example", 1280, said), keyboard=True)
    page = hand.page
    hand.press(".skipnav", leads=False)
    assert page.evaluate("document.activeElement.id") == "main-content"
    hand.press("main a:has-text('Opret kontrakt')")
    held_to_the_end(page)
    hand.write("#other_party", "1")
    hand.press("main form button:has-text('Opret kontrakt')")
    hand.reach("[aria-invalid=true]")
    assert page.locator("[aria-invalid=true]").first.get_attribute("aria-describedby")
    hand.write("#other_party", "22222222")
    hand.write("#title", "Prøve med tastatur (syntetisk)")
    hand.reach("#in_force_from")
    page.keyboard.type(typed(date(datetime.now(UTC).year + 1, 1, 1)))
    hand.press("main form button:has-text('Opret kontrakt')")
    hand.press("main nav a:has-text('Kontraktvilkår')")
    hand.press("main h2 a")
    hand.press("main a:has-text('Skriv i udkastet')")
    held_to_the_end(page)
    hand.press("main form button:has-text('Gem udkastet')")
    hand.says("Udkastet er gemt")
    hand.press("main p a:has-text('Version fra')")
    held_to_the_end(page)
    hand.press("main button:has-text('Godkend versionen for din part')")
    hand.says("✓ godkendt")
    assert [one for one in said if "422" not in one] == []


def test_people_are_invited_stood_in_for_and_let_go_by_keyboard(server: str, browser: Browser) -> None:
    said: list[str] = []
    hand = Hand(signed_in(browser, server, "kontrakt@myndighed.example", 1280, said), keyboard=True)
    page = hand.page
    page.goto(f"{server}/kontrakter/1/parter/")
    hand.write("#email", "tastatur@prove.example")
    hand.press("main button:text-is('Inviter')")
    hand.says("tastatur@prove.example")
    hand.reach("#to_day")
    page.keyboard.type(typed(next_alike(datetime.now(UTC).date())))
    hand.press("main button:has-text('Udpeg stedfortræder')")
    hand.says("er din stedfortræder i perioden")
    hand.press("article:has(h3:has-text('Økonomi')) summary", leads=False)
    hand.write("article:has(h3:has-text('Økonomi')) [id^='reason-']", "Skiftet stilling")
    held_to_the_end(page)
    hand.reach("article:has(h3:has-text('Økonomi')) [id^='reason-']")
    hand.press("article:has(h3:has-text('Økonomi')) button:has-text('Afslut adgang')")
    hand.says("Afsluttede adgange")
    assert said == []


def test_data_is_delivered_by_keyboard(server: str, browser: Browser, tmp_path: Path) -> None:
    said: list[str] = []
    hand = Hand(signed_in(browser, server, "drift@leverandor.example", 1280, said), keyboard=True)
    page = hand.page
    path = tmp_path / "incidents.csv"
    path.write_bytes(INCIDENTS.replace(b"INC-", b"TAST-"))
    page.goto(f"{server}/kontrakter/1/data/")
    held_to_the_end(page)
    hand.reach("#files")
    page.set_input_files("#files", str(path))  # the window that opens is the browser's own
    hand.press("button:has-text('Læs filerne')")
    hand.says("3 rækker læst")
    held_to_the_end(page)
    hand.press("button:has-text('Bekræft leverancen')")
    hand.says("Leverancen er bekræftet")
    page.goto(f"{server}/kontrakter/1/data/perioder/2026-10/")
    hand.write("#value-0", "99,5")
    hand.write("#basis-0", "Rapporten")
    hand.write("#reason", "Kan ikke trækkes ud")
    held_to_the_end(page)
    hand.press("button:has-text('Gem tallene til bekræftelse')")
    hand.says("nøgletal er oplyst")
    assert said == []
