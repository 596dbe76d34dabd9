"""What axe says of a page: WCAG 2.2 A and AA, and its best practices."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """async (tags) => (await axe.run({
    runOnly: {type: "tag", values: tags},
    resultTypes: ["violations"],
})).violations"""
"""With what is sound told of each rule's first element alone, it takes half the time and finds the same."""


TIMES = 3


def broken(page: Page) -> list[str]:
    """Return what is wrong, with the first element of each; of the page that stands when nothing more comes."""
    for time in range(TIMES):
        page.wait_for_load_state()
        try:
            if page.evaluate("typeof axe") == "undefined":
                page.evaluate(Axe().axe_script)
            found = page.evaluate(RUN, list(TAGS))
            return [f"{one['id']}: {one['nodes'][0]['html'][:300]}" for one in found]
        except Error:  # another page came while this one was looked at
            if time == TIMES - 1:
                raise
    raise AssertionError
