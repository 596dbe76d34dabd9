"""From an unknown export to the figures in a real browser: its columns are said, what it holds is seen, it counts."""

from pathlib import Path

from playwright.sync_api import sync_playwright
from test_browser import WORK_MS, Hand, looked_at, server, signed_in  # noqa: F401 - the server is a fixture

EXPORT = (
    "Vorgang X;Hastighed;Kom ind;Blev klar;Hvor\n"
    "V-{n}-1;1;13-{month}-2026 09:00;13-{month}-2026 10:00;SYN-NED\n"
    "V-{n}-2;2;05-{month}-2026 09:00;05-{month}-2026 12:00;SYN-NED\n"
    "V-{n}-3;9;06-{month}-2026 09:00;06-{month}-2026 12:00;SYN-NED\n"
)
MONTHS = ((True, 1280, "2026-10", "oktober 2026"), (False, 390, "2026-09", "september 2026"))
"""Whether the file is unknown, the page's width, and the period; the second is read by what was said of the first."""


def say_the_columns(supplier: Hand) -> None:
    """Say in the form what the columns are, with what is missing at first."""
    page = supplier.page
    page.wait_for_selector("#upload-answer a:has-text('Sig, hvad kolonnerne')", timeout=WORK_MS)
    looked_at(page)
    supplier.press("#upload-answer a:has-text('Sig, hvad kolonnerne')")
    page.select_option("#tabel", "incidents")
    supplier.press("button:has-text('Vis dens kolonner')")
    looked_at(page)
    page.select_option("#kolonne-id", "Vorgang X")
    page.select_option("#kolonne-opened_at", "Kom ind")
    page.fill("#navn", "vores sager")
    supplier.press("button:has-text('Gem, og læs filen igen')")
    looked_at(page)
    supplier.says("Noget skal rettes")
    supplier.says("Hver række skal have den")
    page.select_option("#kolonne-priority", "Hastighed")
    page.evaluate("document.querySelector('form[method=post] details').open = true")
    page.select_option("#kolonne-resolved_at", "Blev klar")
    page.fill("#navn", "vores-sager")
    supplier.press("button:has-text('Gem, og læs filen igen')")


def test_an_unknown_export_becomes_figures_and_later_ones_are_known(
    server: str,  # noqa: F811
    tmp_path: Path,
) -> None:
    said: list[str] = []
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for first, width, code, name in MONTHS:
            file = tmp_path / f"sager-{code}.csv"
            file.write_text(EXPORT.format(n=width, month=code[-2:]), encoding="utf-8")
            supplier = Hand(
                signed_in(browser, server, "kontrakt@leverandor.example", width, said), keyboard=False
            )
            page = supplier.page
            supplier.press("main table th a")
            supplier.press("main nav a:has-text('Datagrundlag')")
            page.set_input_files("#files", str(file))
            supplier.press("button:has-text('Læs filerne')", leads=False)
            if first:
                say_the_columns(supplier)
            page.wait_for_selector("h2:has-text('Det står der i filerne')", timeout=WORK_MS)
            looked_at(page)
            supplier.says("3 rækker læst = 3 brugt")
            supplier.says("vores-sager, udgave 1")
            supplier.says(name)
            supplier.says("»9« (1): ukendt i vilkårene")
            supplier.press("button:has-text('Bekræft leverancen')")
            looked_at(page)
            supplier.press("main nav a:has-text('Datagrundlag')")
            supplier.press("a:has-text('Kontraktens egne profiler')")
            looked_at(page)
            supplier.says("Vorgang X")
            supplier.press("main nav a:has-text('Perioder')")
            supplier.press(f"main a:has-text('{name.capitalize()}')")
            supplier.press("button:has-text('Beregn driftsrapporten')")
            supplier.sees("Udkast 1 blev beregnet")
            supplier.press("main a:has-text('Læs rapporten')")
            looked_at(page)
            supplier.says(f"sager-{code}.csv")
        browser.close()
    assert [one for one in said if "422" not in one] == []
