"""A field's words and the meanings of its choices, in the active language."""

from dataclasses import replace

from afstemt.core.terms.model.fields import Field
from afstemt.core.terms.model.words import Word
from afstemt.core.units.wording import _


def word(field: Field) -> Word:
    """Return a field's words in the active language."""
    own = field.word
    label, definite, unit, hint, one = (
        _(text) if text else "" for text in (own.label, own.definite, own.unit, own.hint, own.one)
    )
    return replace(own, label=label, definite=definite, unit=unit, hint=hint, one=one)


def choice(field: Field, value: str) -> str:
    """Return what a choice means, in the active language; the bare value for one that the field does not have."""
    meaning = field.choices.get(value)
    return _(meaning) if meaning else value
