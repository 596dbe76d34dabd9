"""The English texts: every ``locale/en/*.po``, one file per room of the code, read together.

That each is whole (translated, the same places to fill in, one translation of a text), ``tests/test_wording.py`` holds.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO
from types import MappingProxyType

from afstemt.core.units.wording import Language


@cache
def catalogue(language: Language) -> Mapping[str, str]:
    """Return Danish text to text in ``language``; empty for Danish, the language of the code."""
    if language == "da":
        return MappingProxyType({})
    from babel.messages.pofile import read_po  # which Danish does without

    rooms = [
        file for file in files("afstemt").joinpath("locale", language).iterdir() if file.name.endswith(".po")
    ]
    messages = (message for room in rooms for message in read_po(BytesIO(room.read_bytes())) if message.id)
    return MappingProxyType({str(message.id): str(message.string) for message in messages})
