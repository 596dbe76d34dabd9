"""The terms' values in words: ``99,5 pct.``, ``ja``, ``kun den højeste tæller``."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from afstemt.core.terms.model.fields import Field, fields_of
from afstemt.core.terms.model.levels import Limit, ServiceLevel
from afstemt.core.terms.model.vocabulary import Vocabulary
from afstemt.core.terms.wording.lookup import choice, word
from afstemt.core.units import formats
from afstemt.core.units.figure import Unit
from afstemt.core.units.money import Money
from afstemt.core.units.wording import _


@dataclass(frozen=True)
class Speech:
    """What values are spoken by.

    Attributes:
        vocabulary: The kinds and rules that exist, with their titles.
        currency: The contract's.
        unit: Of the figure of the level at hand; None outside a level, and while its parameters leave it open.
    """

    vocabulary: Vocabulary
    currency: str = "DKK"
    unit: Unit | None = None

    def within(self, level: ServiceLevel) -> "Speech":
        """Return the speech inside a level: its figure's unit is known."""
        kind = self.vocabulary.kinds.get(level.kind)
        return replace(self, unit=kind.unit_of(level.parameters) if kind else None)


def unit_of(field: Field, speech: Speech) -> str:
    """Return the unit of a number's field, in the active language; nothing for none."""
    if field.word.unit_of == "figure":
        return formats.unit_word(speech.unit or "count")
    if field.word.unit_of == "currency":
        return _("kr.") if speech.currency == "DKK" else speech.currency
    return word(field).unit


def name_of(field: Field, value: str, speech: Speech) -> str:
    """Return what a choice, a kind or a rule is called."""
    if field.names:
        named = speech.vocabulary.named(field.names).get(value)
        return _(named.title) if named else value
    return choice(field, value) if field.choices else value


def spoken(field: Field, value: Any, speech: Speech) -> str:
    """Return a field's value in words; ``ikke angivet`` for none."""
    if value is None or value in ("", (), {}):
        return _("ikke angivet")
    if isinstance(value, BaseModel):
        return spoken_table(value, speech)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_plain(field, item, speech)}" for key, item in value.items())
    if isinstance(value, tuple):
        return _list(field, value, speech)
    if field.word.unit_of == "currency" and isinstance(value, Decimal):
        places = max(2, -int(value.as_tuple().exponent)) if value != value.to_integral_value() else 0
        return formats.money(Money(value, speech.currency), places)
    return _plain(field, value, speech)


def _list(field: Field, values: tuple[Any, ...], speech: Speech) -> str:
    if isinstance(values[0], BaseModel):
        return "; ".join(spoken_table(item, speech) for item in values)
    if field.shape == "steps":
        return "; ".join(
            _("fra {count}: {price}").format(count=formats.number(first), price=formats.number(second))
            for first, second in values
        )
    return ", ".join(_plain(field, item, speech) for item in values)


def _plain(field: Field, value: Any, speech: Speech) -> str:
    match value:
        case bool():
            return _("ja") if value else _("nej")
        case date():
            return formats.day(value)
        case int() | Decimal():
            unit = unit_of(field, speech)
            return formats.number(value) + (f"{formats.NBSP}{unit}" if unit else "")
        case tuple():
            return ", ".join(str(item) for item in value)
    return name_of(field, str(value), speech)


def spoken_table(table: BaseModel, speech: Speech) -> str:
    """Return a whole table in words: what is said in it and differs from what holds when nothing is said."""
    parts = []
    for field in fields_of(type(table)):
        value = getattr(table, field.name)
        if value == field.default or value in (None, "", (), {}):
            continue
        inner = speech.within(table) if isinstance(table, ServiceLevel) else speech
        if isinstance(value, BaseModel) and (field.shape == "parameters" or isinstance(value, Limit)):
            parts.append(spoken_table(value, inner))
        else:
            text = spoken(field, value, inner)
            own = isinstance(table, Limit) or field.names == "rules"
            parts.append(text if own else f"{_lower(word(field).label)}: {text}")
    return ", ".join(part for part in parts if part)


def _lower(text: str) -> str:
    """Return the text with a small first letter, but for one that begins with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
