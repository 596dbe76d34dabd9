"""The English texts: every ``locale/en/*.po``, one file per room of the code, merged into one catalogue."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING

from afstemt.core.units.wording import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class BrokenCatalogue(Exception):  # noqa: N818 - says what it is
    """A catalogue that ships with the program cannot be used: a fault in the program."""


@cache
def catalogue(language: Language) -> "Mapping[str, str]":
    """Return Danish text to text in ``language``; empty for Danish, the language of the code.

    Raises:
        BrokenCatalogue: A file cannot be read, leaves a text untranslated, changes the places to fill in
            (``{n}``), or two files translate the same text differently.
    """
    if language == "da":
        return MappingProxyType({})
    folder = files("afstemt").joinpath("locale", language)
    found = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".po")), key=lambda file: file.name
    )
    return MappingProxyType(merged(found))


def merged(found: "Iterable[Traversable]") -> dict[str, str]:
    """Return the texts of the given ``.po`` files together. Raises ``BrokenCatalogue``."""
    from babel.messages.pofile import PoFileError, read_po

    texts: dict[str, str] = {}
    origin: dict[str, str] = {}
    for file in found:
        try:
            messages = read_po(BytesIO(file.read_bytes()), abort_invalid=True)
        except (PoFileError, UnicodeDecodeError, ValueError) as error:
            raise BrokenCatalogue(f"{file.name}: {error}") from error
        for message in messages:
            if not message.id:
                continue
            if not isinstance(message.id, str) or not isinstance(message.string, str):
                raise BrokenCatalogue(f"{file.name}, line {message.lineno}: plural forms are not used")
            if not message.string or message.fuzzy:
                raise BrokenCatalogue(f"{file.name}, line {message.lineno}: {message.id!r} is not translated")
            if _places(message.id) != _places(message.string):
                raise BrokenCatalogue(
                    f"{file.name}, line {message.lineno}: {message.id!r} has other places to fill in"
                )
            if texts.setdefault(message.id, message.string) != message.string:
                raise BrokenCatalogue(
                    f"{message.id!r} is translated differently in {origin[message.id]} and {file.name}"
                )
            origin.setdefault(message.id, file.name)
    return texts


def _places(text: str) -> set[str]:
    """Return the names in braces that a text is to be filled with."""
    from string import Formatter

    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError as error:
        raise BrokenCatalogue(f"{text!r}: {error}") from error
