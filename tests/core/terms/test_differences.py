"""What differs between two versions of the terms, as a lawyer would want it said."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from afstemt.core.month import VOCABULARY
from afstemt.core.terms.model.fields import Field, fields_of
from afstemt.core.terms.model.terms import Terms
from afstemt.core.terms.reading.parse import parse_terms
from afstemt.core.terms.wording.differences import differences
from afstemt.core.terms.wording.lookup import word

TEXT = (Path(__file__).parents[3] / "examples" / "standardkontrakt.toml").read_text(encoding="utf-8")


def terms(text: str = TEXT) -> Terms:
    return parse_terms(text, "", VOCABULARY)


def said(*changes: tuple[str, str]) -> list[str]:
    """Return what differs when each text is replaced where it first stands."""
    text = TEXT
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    return [one.text.replace("\u00a0", " ") for one in differences(terms(), terms(text), VOCABULARY)]


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            "target = 99.5",
            "target = 99.7",
            "Servicemål »Tilgængelighed« (Bilag 6, pkt. 1): målet ændres fra 99,5 pct. til 99,7 pct.",
        ),
        (
            "limit = { hours = 8 }",
            "limit = { hours = 6 }",
            ("Servicemål »Løsningstid«, gruppe af sager »A« (Bilag 6, pkt. 3): tidsfristen ændres fra 8 timer til "
            "6 timer."),
        ),
        (
            "cap_points = 5\n",
            "",
            ("Servicemål »Løsningstid«, bodsregel »Point pr. enhed over grænsen« (Bilag 6, pkt. 3.4): loftet over "
            "reglens point er ikke længere angivet; før 5 point."),
        ),
        (
            'same_cause = "stack"',
            'same_cause = "highest"',
            ("Afregning af bod (Bilag 6, pkt. 7): »Samme årsag på flere mål« ændres fra lægges sammen til kun den "
            "højeste tæller."),
        ),
        (
            "amount = 250000.00",
            "amount = 251000.50",
            ("Priser, fast vederlag »Driftsvederlag« (Bilag 7, pkt. 1): beløbet ændres fra 250.000 kr. til "
            "251.000,50 kr."),
        ),
        (
            ', "2027-01-01" = 114.9',
            "",
            "Priser, indeks »npi« (Bilag 7, pkt. 4): »Indeksets værdier«: udgår 2027-01-01: 114,9.",
        ),
        (
            'monday = ["08:00-16:00"]',
            'monday = ["08:00-17:00"]',
            "Kalender »servicedesk« (Bilag 5, pkt. 2): »Mandag« ændres fra 08:00-16:00 til 08:00-17:00.",
        ),
        ("to_day = 2029-12-31", "to_day = 2030-12-31", ("Kontraktens sidste dag ændres fra 31. december 2029 til "
         "31. december 2030.")),
        (
            'pkt. 2.3: pr. påbegyndt procentpoint."',
            'pkt. 2.3."',
            ("Servicemål »Reaktionstid«, bodsregel »Point pr. enhed over grænsen« (Bilag 6, pkt. 2.3): begrundelsen "
            "for »Enheder, der tæller« ændres fra »Bilag 6, pkt. 2.3: pr. påbegyndt procentpoint.« til »Bilag 6, "
            "pkt. 2.3.«."),
        ),
    ],
)  # fmt: skip
def test_one_change_is_one_sentence(before: str, after: str, sentence: str) -> None:
    assert said((before, after)) == [sentence]


def test_what_is_added_and_removed_is_named_with_what_it_says() -> None:
    band = "    { at_least = 99.0, at_most = 99.4, points = 2 },\n"
    assert said((band, "")) == [
        (
            "Servicemål »Tilgængelighed«, bodsregel »Point efter bånd«, bånd »99,0–99,4« (Bilag 6, pkt. 1.4): udgår: "
            "fra (med): 99,0, til (med): 99,4, point: 2 point."
        )
    ]
    entry = '[[contract_calendar]]\ntitle = "Beredskabstest"\nkind = "contingency_test"\nday = 2027-05-04\n\n'
    assert said(("[report]", entry + "[report]")) == [
        (
            "Dag i kontraktens kalender »Beredskabstest«: tilføjes: titel: Beredskabstest, dag: 4. maj 2027, art: "
            "beredskabstest."
        )
    ]


def test_an_item_that_only_changes_its_id_is_the_same_item() -> None:
    assert said(('id = "SM 4"', 'id = "SM 5"')) == [
        "Servicemål »Månedsrapport til tiden« (Bilag 6, pkt. 4): id'et ændres fra SM 4 til SM 5."
    ]


def test_another_rule_is_one_removed_and_one_added() -> None:
    found = said(
        (
            'rule = "points_per_working_day_late"\nparameters = { points = 1 }',
            'rule = "points_per_breach"\nparameters = { points = 1, per = "level" }',
        )
    )
    assert [text.partition("): ")[2].partition(":")[0] for text in found] == ["udgår", "tilføjes"]
    assert "Point pr. arbejdsdags forsinkelse" in found[0]
    assert "Point pr. overtrædelse" in found[1]


def test_comments_and_order_of_keys_are_no_difference() -> None:
    assert said(("# Standardkontrakt til at kopiere", "# En anden kommentar")) == []
    assert said(('zone = "Europe/Copenhagen"      # tidszonen, som kontraktens klokkeslæt er i\n', "")) == []


def test_another_order_is_said() -> None:
    """The order of the levels is the report's."""
    original = terms()
    turned = original.model_copy(update={"service_levels": original.service_levels[::-1]})
    found = differences(original, turned, VOCABULARY)
    assert [one.text for one in found] == ["Rækkefølgen af »Alle servicemål« er ændret."]


Change = tuple[Field, Any, Callable[[Any], Terms]]


def other(field: Field, value: Any) -> Any:
    """Return another value that the field could hold."""
    match value:
        case bool():
            return not value
        case date():
            return value + timedelta(days=1)
        case int() | Decimal():
            return value + 1
        case str() if field.choices:
            return next(choice for choice in field.choices if choice != value)
        case str():
            return value + " ny"
        case tuple() if field.shape == "texts":
            return (*value, "ny")
        case None:
            return {"number": Decimal(7), "whole": 7, "yes_no": True, "day": date(2031, 1, 2)}.get(
                field.shape, next(iter(field.choices), "ny")
            )
    return None


def changes(table: BaseModel, rebuilt: Callable[[Any], Terms]) -> Iterator[tuple[Field, Any, Terms]]:
    """Yield every field that can be changed by itself: the field, its other value, and the terms with it."""
    for field in fields_of(type(table)):
        value = getattr(table, field.name)

        def put(new: Any, name: str = field.name) -> Terms:
            return rebuilt(table.model_copy(update={name: new}))

        if isinstance(value, BaseModel):
            yield from changes(value, put)
        elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            for index, item in enumerate(value):
                yield from changes(item, lambda new, i=index, v=value, p=put: p((*v[:i], new, *v[i + 1 :])))
        elif isinstance(value, dict) and field.shape == "named_parts":
            for key, item in value.items():
                yield from changes(item, lambda new, k=key, v=value, p=put: p({**v, k: new}))
        elif field.shape not in ("parameters", "parts", "named_parts", "pairs", "steps", "part"):
            yield field, other(field, value), put(other(field, value))


EVERY = list(changes(terms(), lambda new: new))


def test_there_are_many_fields_to_change() -> None:
    assert len(EVERY) > 300


@given(st.sampled_from(EVERY))
def test_every_single_change_is_named(change: tuple[Field, Any, Terms]) -> None:
    """One field changed: something is said, by the field's name or as an item gone and another come."""
    field, _value, changed = change
    found = differences(terms(), changed, VOCABULARY)
    words = word(field)
    assert found
    named = [
        one
        for one in found
        if words.label in one.text or (words.definite and words.definite.lower() in one.text.lower())
    ]
    whole = {one.kind for one in found} >= {"added", "removed"}
    limit = field.owner == "Limit" and "tidsfristen" in found[0].text
    assert named or whole or limit, [one.text for one in found]


@given(st.sampled_from(EVERY))
def test_equal_terms_have_no_difference(change: tuple[Field, Any, Terms]) -> None:
    _field, _value, changed = change
    assert differences(changed, changed.model_copy(deep=True), VOCABULARY) == ()
