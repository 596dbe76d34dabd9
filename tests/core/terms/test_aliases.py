"""Who must confirm an alias: the party that it does not favour."""

import pytest
from pydantic import ValidationError

from afstemt.core.terms.model.aliases import Alias, confirmers, is_confirmed

AUTHORITY, SUPPLIER = {"authority"}, {"supplier"}


@pytest.mark.parametrize(
    ("of", "name", "means", "tables", "who"),
    [
        ("service", "W", "w", ["outages"], SUPPLIER),
        ("service", "W", "w", ["incidents"], SUPPLIER),
        ("service", "W", "w", ["checks"], AUTHORITY),
        ("service", "W", "w", ["maintenance"], AUTHORITY),
        ("service", "W", "w", ["checks", "outages"], AUTHORITY | SUPPLIER),
        ("service", "Webben", "w", ["outages"], AUTHORITY | SUPPLIER),
        ("service", "Webben", "w", ["checks"], AUTHORITY),
        ("service", "mail", "", ["outages"], AUTHORITY),
        ("system", "Portal", "portal", ["service_requests"], SUPPLIER),
        ("system", "Portal", "portal", ["usage"], AUTHORITY),
        ("priority", "KRITISK", "kritisk", ["incidents"], AUTHORITY),
        ("priority", "Hoej", "1", ["incidents"], AUTHORITY | SUPPLIER),
        ("order", "ORDRE-99", "ORDRE-7", ["hours"], AUTHORITY),
        ("item", "disk", "lager", ["quantities"], AUTHORITY),
        ("rate", "Senior", "SENIOR", ["hours"], AUTHORITY),
    ],
)
def test_the_party_that_it_does_not_favour_confirms(
    of: str, name: str, means: str, tables: list[str], who: set[str]
) -> None:
    alias = Alias(of=of, name=name, means=means)
    assert confirmers(alias, tables) == who
    assert not is_confirmed(alias, tables)
    assert is_confirmed(alias.model_copy(update={"confirmed_by": tuple(who)}), tables)


@pytest.mark.parametrize(
    "given",
    [
        {"of": "level", "name": "a", "means": "b"},
        {"of": "service", "name": "", "means": "b"},
        {"of": "service", "name": "a"},
        {"of": "service", "name": "a", "means": "b", "confirmed_by": ["begge"]},
        {"of": "service", "name": "a", "means": "b", "from_day": "2026-01-01"},
    ],
)
def test_an_alias_is_strict(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Alias.model_validate(given)
