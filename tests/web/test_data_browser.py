"""The pages of the evidence in a real browser: dropped files, a profile that is asked for, and without JavaScript."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright
from test_browser import looked_at, server, signed_in  # noqa: F401 - the server is a fixture

DROP = """(content) => {
  const given = new DataTransfer();
  given.items.add(new File([content], "udtraek.csv", {type: "text/csv"}));
  const drop = document.querySelector("[data-drop]");
  drop.dispatchEvent(new DragEvent("dragover", {dataTransfer: given, bubbles: true, cancelable: true}));
  drop.dispatchEvent(new DragEvent("drop", {dataTransfer: given, bubbles: true, cancelable: true}));
}"""
UNKNOWN = "Issue key;Priority;Created;Note\nA-{n};High;2026-10-05T09:00:00+02:00;x\n"
READ_MS = 120_000


def data_page(page: Page) -> None:
    page.click("main table a")
    page.click("main nav >> text=Datagrundlag")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_dropped_file_is_asked_about_and_read_without_being_chosen_again(
    server: str,  # noqa: F811
    width: int,
) -> None:
    said: list[str] = []
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = signed_in(browser, server, "kontrakt@leverandor.example", width, said)
        data_page(page)
        looked_at(page)
        page.evaluate(DROP, UNKNOWN.format(n=width))
        assert "udtraek.csv" in page.inner_text("[data-said]")
        page.click("text=Læs filerne")
        page.wait_for_selector("#upload-answer .alert", timeout=READ_MS)
        assert page.evaluate("document.activeElement.id") == "upload-answer"
        looked_at(page)
        page.select_option("#profile", "jira-service-management")
        page.click("text=Læs filerne")
        page.wait_for_selector("text=1 række læst", timeout=READ_MS)
        looked_at(page)
        page.click("text=Bekræft leverancen")
        page.wait_for_selector("text=Leverancen er bekræftet")
        page.click("main nav >> text=Datagrundlag")
        page.click("text=Nøgletal og leverandørens egen rapport")
        looked_at(page)
        page.click("main nav >> text=Datagrundlag")
        page.click("text=Adgangsnøgler til leverandørens egne systemer")
        looked_at(page)
        page.fill("#name", f"Overvågning {width}")
        page.click("text=Lav nøglen")
        looked_at(page)
        assert page.inner_text(".afstemt-secret").startswith("afst_")
        page.click("text=Sådan bruges den")
        looked_at(page)
        browser.close()
    assert [one for one in said if "422" not in one] == []


def test_files_are_delivered_without_javascript(server: str, tmp_path: Path) -> None:  # noqa: F811
    path = tmp_path / "incidents.csv"
    path.write_text("id;priority;opened_at\nUDEN-1;1;2026-10-05T09:00:00+02:00\n", encoding="utf-8")
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        signed = signed_in(browser, server, "drift@leverandor.example", 1280, [])
        kept = signed.context.storage_state()
        page = browser.new_context(java_script_enabled=False, storage_state=kept, locale="da-DK").new_page()
        page.goto(server)
        data_page(page)
        page.set_input_files("#files", str(path))
        page.click("text=Læs filerne")
        page.wait_for_selector("text=1 række læst", timeout=READ_MS)
        page.click("text=Bekræft leverancen")
        page.wait_for_selector("text=Leverancen er bekræftet")
        browser.close()
