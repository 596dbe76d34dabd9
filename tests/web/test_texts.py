"""What the pages say is said through the catalogue. That each text has its English, ``tests/test_wording.py`` holds."""

import re
from pathlib import Path

from afstemt.files.catalogues import catalogue
from afstemt.web.contracts.models import Access
from afstemt.web.contracts.roles import title

WEB = Path(__file__).parents[2] / "src" / "afstemt" / "web"
MARKUP = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|<(script|style).*?</\1>|<[^>]*>", re.DOTALL)


def test_every_role_has_its_name_in_both_languages() -> None:
    assert [role for role in Access.Role.values if title(role) not in catalogue("en")] == []


def test_no_text_stands_bare_in_a_page() -> None:
    """What a reader sees in a template is said through the catalogue."""
    for page in WEB.rglob("*.html"):
        text = re.sub(
            r"\{%.*?%\}|\{\{.*?\}\}|<(script|style).*?</\1>|<[^>]*>", " ", page.read_text("utf-8"), flags=re.S
        )
        bare = re.findall(r"[A-Za-zÆØÅæøå]{3,}", text)
        assert set(bare) <= {"Afstemt", "SHA"}, (page.name, bare)
