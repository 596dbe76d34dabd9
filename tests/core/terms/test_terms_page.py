"""``docs/terms.md`` has every key of every table, no other, and every value to choose between."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from afstemt.core.measurement.registry import KINDS
from afstemt.core.settlement.registry import RULES
from afstemt.core.terms.model.part import Clause, Part
from afstemt.core.terms.model.terms import Terms

SECTIONS = {
    "id = …": "Terms", "[[parties]]": "Party", "[[systems]]": "System", "[[systems.services]]": "Service",
    "[[phases]]": "Phase", "[[priorities]]": "PriorityTerms", "[calendars.name]": "CalendarTerms",
    "[[service_windows]]": "ServiceWindow", "[[service_levels]]": "ServiceLevel",
    "[[service_levels.populations]]": "Population", "limit = { … }": "Limit",
    "[[service_levels.penalties]]": "Penalty", "[settlement]": "Settlement",
    "[[settlement.point_steps]]": "PointStep", "[prices]": "Prices", "[[prices.fixed]]": "FixedFee",
    "[[prices.units]]": "UnitPrice", "[[prices.hourly]]": "HourlyRate", "[[prices.indexes]]": "Index",
    "[[prices.estimates]]": "Estimate", "[framework]": "Framework", "[[framework.deadlines]]": "Deadline",
    "[[framework.participants]]": "Participant", "[[framework.thresholds]]": "Threshold",
    "[framework.agenda.name]": "AgendaPoint", "[[contract_calendar]]": "CalendarEntry", "[report]": "ReportTerms",
}  # fmt: skip


def sections(root: Path) -> dict[str, str]:
    """Each heading's code to the text below it."""
    text = (root / "docs" / "terms.md").read_text(encoding="utf-8")
    return {
        found[1]: found[2]
        for found in re.finditer(r"^##+ [^\n`]*`([^\n`]*)`\n(.*?)(?=^##|\Z)", text, re.S | re.M)
    }


def keys(text: str) -> dict[str, str]:
    return {found[1]: found[2] for found in re.finditer(r"^\| `(\w+)` \| (.*?) \|", text, re.M)}


def parts(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    model.model_rebuild()
    yield model
    for field in model.model_fields.values():
        for inner in walk(field.annotation):
            yield from parts(inner)


def walk(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from walk(inner)


def choices(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from map(str, get_args(annotation))
    else:
        for inner in get_args(annotation):
            yield from choices(inner)


MODELS = {part.__name__: part for part in parts(Terms)}


def test_every_table_has_a_section() -> None:
    assert set(MODELS) - {"Part", "Clause"} == set(SECTIONS.values())


@pytest.mark.parametrize("heading", SECTIONS)
def test_a_table_has_its_keys_and_choices(root: Path, heading: str) -> None:
    model = MODELS[SECTIONS[heading]]
    text = sections(root)[heading]
    shared = set(Clause.model_fields) if issubclass(model, Clause) else set()
    assert set(keys(text)) == set(model.model_fields) - shared
    assert issubclass(model, Part)
    for name, field in model.model_fields.items():
        for value in choices(field.annotation):
            assert f"`{value}`" in keys(text)[name], f"{heading}.{name}: {value}"
    assert ("Also `clause` and `reasons`." in text) is bool(shared)


@pytest.mark.parametrize("named", [*KINDS, *RULES], ids=lambda named: named.name)
def test_a_kind_or_rule_has_its_parameters(root: Path, named: Any) -> None:
    fields = set(named.parameters.model_fields)
    assert set(keys(sections(root).get(named.name, ""))) == fields
    assert f"`{named.name}`" in (root / "docs" / "terms.md").read_text(encoding="utf-8")
