"""Names of months and weekdays, in the languages that exports are written in, as babel knows them."""

from collections.abc import Iterator
from functools import cache

LANGUAGES = ("da", "en", "sv", "de", "nb", "nn", "nl", "fr", "es", "it", "pt", "fi", "is", "fo", "kl")
"""Looked through in this order, one by one; no name is another month's in two of them."""
_CONTEXTS = ("format", "stand-alone")
_WIDTHS = ("wide", "abbreviated")


@cache
def month_of(word: str) -> int | None:
    """Return the month, 1 to 12, that a word names in some language; None for none. Case and a last dot are nothing."""
    name = _bare(word)
    return next((months[name] for months in map(_months, LANGUAGES) if name in months), None)


@cache
def is_weekday(word: str) -> bool:
    """Return whether a word names a day of the week in some language."""
    name = _bare(word)
    return any(name in days for days in map(_weekdays, LANGUAGES))


@cache
def _months(language: str) -> dict[str, int]:
    return {name: number for number, name in _names(language, "months")}


@cache
def _weekdays(language: str) -> frozenset[str]:
    return frozenset(name for _number, name in _names(language, "days"))


def _names(language: str, kind: str) -> Iterator[tuple[int, str]]:
    from babel import Locale

    known = getattr(Locale.parse(language), kind)
    for context in _CONTEXTS:
        for width in _WIDTHS:
            for number, name in known[context][width].items():
                yield number, _bare(name)


def _bare(word: str) -> str:
    return word.casefold().rstrip(".")
