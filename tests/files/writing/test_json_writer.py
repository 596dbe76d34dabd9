"""JSON: everything, by the published schema."""

import json
from datetime import datetime

import jsonschema
import pytest
from sample import SECOND, minutes, sample

from afstemt.files.writing.formats import json as writer


def test_document_follows_the_schema(written: dict[str, bytes]) -> None:
    jsonschema.Draft202012Validator.check_schema(writer.schema())
    validator = jsonschema.Draft202012Validator(writer.schema(), format_checker=jsonschema.FormatChecker())
    for content in (written["json"], writer.write(minutes()), writer.write(sample("en"))):
        validator.validate(json.loads(content))


def test_schema_refuses_what_is_not_a_report(written: dict[str, bytes]) -> None:
    made = json.loads(written["json"])
    made["first_page"][2]["items"][0]["value"]["numerator"] = "99.89"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(made, writer.schema())


def test_every_row_and_exact_figures(written: dict[str, bytes]) -> None:
    made = json.loads(written["json"])
    rows = made["appendices"][0]["rows"]
    assert len(rows) == made["appendices"][0]["count"] == 200
    assert rows[0]["amount"] == "12345678901234567.89"
    assert rows[0]["opened"] is None
    assert datetime.fromisoformat(rows[1]["opened"]).timestamp() == SECOND + 61
    assert made["data"]["figures"]["KPI 1"] == {
        "type": "figure",
        "numerator": 18,
        "denominator": 22,
        "unit": "percent",
        "text": "81,82\u00a0pct.",
    }
    assert made["data"]["figures"]["bod"]["amount"] == "42300.00"
    assert made["appendices"][2]["rows"] == []
    assert [section["id"] for section in made["sections"]] == [section.id for section in sample().sections]


def test_value_without_an_exact_form_is_a_fault_in_the_program() -> None:
    with pytest.raises(TypeError, match="no exact form"):
        writer._plain(object())
