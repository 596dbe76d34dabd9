"""``docs/terms.md`` has every key of every table with its choices, and says of each open point that it is asked about.

That the page is as the models have it, ``tests/test_docs.py`` holds.
"""

import re
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from inspect import getsource
from pathlib import Path
from sys import modules
from types import ModuleType

import pytest
from pydantic import BaseModel
from terms_tables import every_field, every_model

from afstemt.core.measurement.registry import KINDS
from afstemt.core.month import VOCABULARY
from afstemt.core.settlement.registry import RULES
from afstemt.core.terms.check.linter import check_version
from afstemt.core.terms.check.registry import CHECKS
from afstemt.core.terms.check.scope import Check
from afstemt.core.terms.model.fields import fields_of
from afstemt.core.terms.model.part import Part
from afstemt.core.terms.model.vocabulary import KindTerms, RuleTerms
from afstemt.core.terms.reading.parse import parse_terms

SILENT = """
[[service_levels]]
id = "KPI 1"
title = "Tilgængelighed"
kind = "availability"
period = "quarter"
minimum_cases = 5
populations = [{}]
penalties = [{ rule = "points_per_unit", parameters = { points = 1, unit = "hour" } }]

[[service_levels]]
id = "KPI 2"
title = "Løsningstid"
kind = "resolution_time"
populations = [{}]
penalties = [{ rule = "points_per_breach", parameters = { points = 1 } }]

[settlement]
claim_within_working_days = 20

[prices]
fixed = [{ id = "a", title = "Drift", amount = 100, from_day = 2026-01-15 }]
hourly = [{ code = "k", title = "Konsulent", rate = 900 }]
"""


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "terms.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def maker(root: Path) -> ModuleType:
    """What makes the page's tables."""
    spec = spec_from_file_location("terms_page", root / "tools" / "docs" / "terms.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("model", [*every_model()], ids=lambda model: f"{model.__module__}.{model.__name__}")
def test_a_table_has_its_keys_and_choices(page: str, model: type[BaseModel]) -> None:
    for field in fields_of(model):
        rows = re.findall(rf"^\| `{field.name}` \| (.*)$", page, re.MULTILINE)
        title = f"| {field.word.label} ("
        assert any(title in row and all(f"`{value}`" in row for value in field.choices) for row in rows), (
            field.name
        )


@pytest.mark.parametrize("named", [*KINDS, *RULES], ids=lambda named: named.name)
def test_a_kind_or_rule_has_its_parameters(page: str, named: KindTerms | RuleTerms) -> None:
    section = re.search(rf"^### \w[\w ]* `{named.name}`\n(.*?)(?=^##|\Z)", page, re.S | re.M)
    keys = set(re.findall(r"^\| `(\w+)` \|", section[1], re.M)) if section else set()
    assert {field.name for field in fields_of(named.parameters)} <= keys
    assert f"`{named.name}`" in page


def test_every_field_that_the_check_asks_about_says_so(head: str) -> None:
    """A field is an open point by an ``Asks``, or by an ``AskedWhen`` where a check of its own sees that it is open."""
    terms = parse_terms(head + SILENT, "k.toml", VOCABULARY)
    raised = {
        point.place.rpartition(".")[2]
        for point in check_version(terms, VOCABULARY, as_of=date(2026, 2, 1))
        if point.code == point.place.rpartition(".")[2]
    }
    open_points = {field.name for field in every_field() if field.asks or field.asked_when}
    assert len(raised) > 15
    assert raised - open_points == set()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__module__.rpartition(".")[2])
def test_a_check_says_whether_it_asks_warns_or_notes(page: str, check: Check) -> None:
    said = " ".join((check.__doc__ or "").lower().split())
    severities = {"blocks": "ask", "warning": "warn", "note": "note"}
    source = getsource(modules[check.__module__])
    raised = {word for severity, word in severities.items() if f'"{severity}"' in source}
    assert raised == {word for word in severities.values() if re.search(rf"\b{word}\b", said)}
    assert f"| `{check.__module__.rpartition('.')[2]}` |" in page


def test_a_field_is_not_left_without_a_meaning(maker: ModuleType) -> None:
    class Told(Part):
        seconds: int = 0
        """How many."""

    class Untold(Told):
        untold: str = ""

    assert maker._meanings(Untold) == {"seconds": "How many"}
    with pytest.raises(ValueError, match="untold"):
        maker._rows(Untold, fields_of(Untold), {})
