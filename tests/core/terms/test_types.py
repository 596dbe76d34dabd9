"""No value is taken for another type's, in any table: a text for a date, ``true`` for a number, 1e999999 for a size."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError
from terms_tables import every_model

from afstemt.core.terms.model.fields import Field, fields_of
from afstemt.core.terms.model.terms import Terms
from afstemt.core.terms.reading.messages import Plain, of_pydantic, wrong_type
from afstemt.core.units.fault import Fault

HUGE = Decimal("1e999999999")
VALUES: tuple[Any, ...] = (
    "x", "2026-01-15", "1", "true", "", 1, 0, Decimal("1.5"), Decimal("NaN"), Decimal("-Infinity"), HUGE, 10**16,
    Decimal("1e-16"), True, False, date(2026, 1, 15), datetime(2026, 1, 15, tzinfo=UTC), [], {},
)  # fmt: skip
HELD: dict[str, tuple[Plain, Callable[[Any], bool]]] = {
    "text": ("text", lambda value: isinstance(value, str)),
    "number": ("number", lambda value: value in (1, 0, Decimal("1.5")) and not isinstance(value, bool)),
    "whole": ("whole", lambda value: value in (1, 0) and not isinstance(value, bool)),
    "yes_no": ("boolean", lambda value: isinstance(value, bool)),
    "day": ("date", lambda value: type(value) is date),
    "texts": ("list", lambda value: isinstance(value, list)),
    "steps": ("list", lambda value: isinstance(value, list)),
    "parts": ("list", lambda value: isinstance(value, list)),
    "pairs": ("table", lambda value: isinstance(value, dict)),
    "part": ("table", lambda value: isinstance(value, dict)),
    "named_parts": ("table", lambda value: isinstance(value, dict)),
}
"""What each shape should have held, and which of the values are that."""


def said(model: type[BaseModel], field: Field, value: Any) -> list[str]:
    """What is said about a field's own value, in Danish."""
    try:
        model.model_validate({field.name: value})
    except ValidationError as error:
        return [
            of_pydantic(fault, field.name, ())
            for fault in error.errors(include_url=False)
            if fault["loc"] == (field.name,)
        ]
    return []


@pytest.mark.parametrize("model", [*every_model()], ids=lambda model: f"{model.__module__}.{model.__name__}")
def test_a_value_of_another_type_is_refused_in_the_same_words_everywhere(model: type[BaseModel]) -> None:
    for field in fields_of(model):
        if field.shape not in HELD:
            continue
        expected, holds = HELD[field.shape]
        for value in VALUES:
            if not holds(value):
                assert said(model, field, value) == [wrong_type(expected, value)], (field.name, value)
            else:
                assert wrong_type(expected, value) not in said(model, field, value), (field.name, value)


def test_a_choice_is_none_of_the_other_types(faults: Callable[..., tuple[Fault, ...]], head: str) -> None:
    for value in ("true", "1", "[]", "2026-01-15", "1e999999999"):
        (fault,) = faults("", head=f"settlement.rounding = {value}\n{head}")
        assert fault.code == "not-a-choice"


def test_what_is_either_a_number_or_a_word_is_neither_true_nor_endless() -> None:
    from afstemt.core.measurement.time_parameters import DowntimeParameters

    assert DowntimeParameters.model_validate({"check_valid_s": Decimal("300.0")}).check_valid_s == 300
    for value in (True, HUGE, "altid", 0):
        with pytest.raises(ValidationError):
            DowntimeParameters.model_validate({"check_valid_s": value})


def test_a_whole_number_stands_where_a_decimal_is_meant_and_the_other_way(
    parse: Callable[[str], Terms], level: str
) -> None:
    terms = parse(level.replace("decimals = 1", "decimals = 1.0"))
    assert (terms.service_levels[0].decimals, terms.service_levels[0].populations[0].target) == (
        1,
        Decimal(90),
    )


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("settlement = { decimals = 1000000000 }", "settlement.decimals"),
        ("prices = { decimals = 7 }", "prices.decimals"),
        ("settlement = { decimals = -1 }", "settlement.decimals"),
    ],
)
def test_amounts_have_decimals_that_can_be_calculated_with(
    faults: Callable[..., tuple[Fault, ...]], head: str, line: str, place: str
) -> None:
    (fault,) = faults("", head=f"{line}\n{head}")
    assert (fault.code, fault.place) == ("out-of-range", place)


def test_a_number_of_a_thousand_million_digits_is_refused_at_once(
    faults: Callable[..., tuple[Fault, ...]], level: str
) -> None:
    started = time.process_time()
    (fault,) = faults(level.replace("hours = 4", "minutes = 1e999999999"))
    assert fault.place == "service_levels[0].populations[0].limit.minutes"
    assert fault.message.startswith("Her skal stå et helt tal")
    assert time.process_time() - started < 2
