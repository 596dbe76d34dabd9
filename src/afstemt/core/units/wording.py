"""The language that texts are made in: Danish in the code, English by a catalogue.

Danish is the source language (gettext's msgid). ``_`` looks the text up in the catalogue that is
active; without one the Danish text itself comes back. Catalogues are read by ``files.catalogues``.
A text knows how it was made, so that what is kept and shown later is not bound to the language of the one who caused
it (``files.kept``).
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial, wraps
from typing import Any, Literal, ParamSpec, get_args

Language = Literal["da", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
How = ParamSpec("How")

_catalogue: ContextVar[Mapping[str, str]] = ContextVar("catalogue", default={})  # noqa: B039
_language: ContextVar[Language] = ContextVar("language", default="da")


class Told(str):
    """A text in the language that was active when it was made, which can be told again in another.

    It stays so when it is filled in by ``format``; joined with others, or pickled, it is a plain text.
    """

    __slots__ = ("_make",)
    _make: Callable[[], str]

    def __new__(cls, text: str, make: Callable[[], str]) -> "Told":
        """Return the text. ``make`` returns it in the language that is active when it is called."""
        told = super().__new__(cls, text)
        told._make = make
        return told

    def again(self) -> str:
        """Return the text in the active language."""
        return self._make()

    def format(self, *args: Any, **values: Any) -> "Told":
        """Fill the text in; values that are such texts themselves are told again with it."""
        return Told(super().format(*args, **values), partial(_filled, self, args, values))

    def __str__(self) -> str:
        return self

    def __reduce_ex__(self, _protocol: Any) -> tuple[type[str], tuple[str]]:
        return str, (str.__str__(self),)


def again(text: Any) -> Any:
    """Return a text in the active language where it can be told again; all else as it is."""
    return text.again() if isinstance(text, Told) else text


def _filled(text: Told, args: tuple[Any, ...], values: Mapping[str, Any]) -> str:
    return str.format(
        text.again(), *map(again, args), **{name: again(value) for name, value in values.items()}
    )


def spoken(make: Callable[How, str]) -> Callable[How, str]:
    """Decorate a function that gives a text in the active language, so that the text can be told again."""

    @wraps(make)
    def made(*args: How.args, **values: How.kwargs) -> str:
        return Told(make(*args, **values), partial(make, *args, **values))

    return made


def _(text: str) -> str:
    """Return ``text`` (Danish) in the active language."""
    return Told(_catalogue.get().get(text, text), partial(_looked_up, text))


def _looked_up(text: str) -> str:
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
