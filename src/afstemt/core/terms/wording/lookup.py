"""Words looked up, in the active language."""

from afstemt.core.terms.wording.choices import CHOICES
from afstemt.core.terms.wording.fields import FIELDS
from afstemt.core.terms.wording.word import Word
from afstemt.core.units.wording import _


def word_key(owner: str, name: str) -> str:
    """Return the key of a field's word: with its owner where it has one of its own."""
    return f"{owner}.{name}" if f"{owner}.{name}" in FIELDS else name


def word(owner: str, name: str) -> Word:
    """Return a field's words in the active language; the bare name for one without (a fault in the program)."""
    found = FIELDS.get(word_key(owner, name), Word(name))
    return Word(
        *(
            _(text) if text else ""
            for text in (found.label, found.definite, found.unit, found.hint, found.one)
        )
    )


def choice_key(owner: str, name: str, value: str) -> str:
    """Return the key of a choice's meaning: the most particular there is."""
    for key in (f"{owner}.{name}={value}", f"{name}={value}"):
        if key in CHOICES:
            return key
    return value


def choice(owner: str, name: str, value: str) -> str:
    """Return what a choice means, in the active language; the bare value for one without."""
    found = CHOICES.get(choice_key(owner, name, value))
    return _(found) if found else value
