"""The language that texts are made in: Danish in the code, English by a catalogue.

Danish is the source language (gettext's msgid). ``_`` looks the text up in the catalogue that is
active; without one the Danish text itself comes back. Catalogues are read by ``files.catalogues``.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

Language = Literal["da", "en"]

_catalogue: ContextVar[Mapping[str, str]] = ContextVar("catalogue", default={})  # noqa: B039
_language: ContextVar[Language] = ContextVar("language", default="da")


def _(text: str) -> str:
    """Return ``text`` (Danish) in the active language."""
    return _catalogue.get().get(text, text)


def language() -> Language:
    """Return the active language: ``da`` or ``en``."""
    return _language.get()


@contextmanager
def speaking(language: Language, catalogue: Mapping[str, str]) -> Iterator[None]:
    """Make every text inside the block in ``language``, looked up in ``catalogue``."""
    tokens = _catalogue.set(catalogue), _language.set(language)
    try:
        yield
    finally:
        _catalogue.reset(tokens[0])
        _language.reset(tokens[1])


def msgid(text: str) -> str:
    """Mark a Danish text that is declared as data and looked up when it is shown."""
    return text
