"""Every text of the pages has its English, wherever it stands."""

import ast
import re
from pathlib import Path

from afstemt.core.units.wording import _ as same
from afstemt.files.catalogues import catalogue
from afstemt.web.contracts.models import Access
from afstemt.web.contracts.roles import title

WEB = Path(__file__).parents[2] / "src" / "afstemt" / "web"
MARKUP = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|<(script|style).*?</\1>|<[^>]*>", re.DOTALL)
SAID = re.compile(r"""\{%\s*say\s+(?:"([^"]*)"|'([^']*)')""")


def texts() -> set[str]:
    found = {
        match[1] or match[2]
        for page in WEB.rglob("*.html")
        for match in SAID.finditer(page.read_text(encoding="utf-8"))
    }
    for module in WEB.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Name) and called.id == "_" and isinstance(node.args[0], ast.Constant):
                found.add(node.args[0].value)
    return found | {title(role) for role in Access.Role.values}


def test_every_text_has_its_english() -> None:
    assert len(texts()) > 80
    assert sorted(texts() - set(catalogue("en"))) == []
    assert same("Overblik") == "Overblik"


def test_no_text_stands_bare_in_a_page() -> None:
    """What a reader sees in a template is said through the catalogue."""
    for page in WEB.rglob("*.html"):
        text = re.sub(
            r"\{%.*?%\}|\{\{.*?\}\}|<(script|style).*?</\1>|<[^>]*>", " ", page.read_text("utf-8"), flags=re.S
        )
        bare = re.findall(r"[A-Za-zÆØÅæøå]{3,}", text)
        assert set(bare) <= {"Afstemt", "SHA"}, (page.name, bare)
