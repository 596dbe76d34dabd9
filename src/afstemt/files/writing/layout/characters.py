"""Characters that a file format or the report's font cannot carry, made visible instead of failing or lost."""

import re
import unicodedata

from afstemt.files.writing.layout.fonts import covered

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_REPLACEMENT = "?"
_UNSEEN = frozenset("\n\t\u00a0\u200b\u00ad\u202f")


def plain(text: str) -> str:
    """Return ``text`` with control characters as spaces, marks that turn the direction of writing taken out
    (they can make a document read otherwise than it is), and line ends as ``\\n``.
    """
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return _TURNING.sub("", _CONTROL.sub(" ", unified))


def printable(text: str) -> tuple[str, int]:
    """Return ``text`` with every character that the report's font lacks as ``?``, and how many there were."""
    cleaned = unicodedata.normalize("NFC", plain(text))
    if cleaned.isascii():
        return cleaned, 0
    glyphs = covered()
    kept = [char if ord(char) in glyphs or char in _UNSEEN else None for char in cleaned]
    return "".join(_REPLACEMENT if char is None else char for char in kept), kept.count(None)
