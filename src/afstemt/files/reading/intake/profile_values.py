"""The values of a profile's TOML file, each of its type; a wrong one is named with its place."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from afstemt.files.reading.intake.instants import DIRECTIVES, EPOCHS


class WrongError(Exception):
    """What is wrong in a profile, with its place."""


def with_keys(said: Mapping[str, Any], keys: Iterable[str], place: str) -> Mapping[str, Any]:
    """Return ``said`` if it has no key outside ``keys``."""
    before = f"{place}." if place else ""
    if unknown := sorted(set(said) - set(keys)):
        raise WrongError(", ".join(before + name for name in unknown) + f" ? ({', '.join(keys)})")
    return said


def table_of(document: Mapping[str, Any], name: str, place: str = "") -> Mapping[str, Any]:
    """Return the table of a name, empty where it is not said."""
    said = document.get(name, {})
    if not isinstance(said, dict):
        raise WrongError(f"{place + '.' if place else ''}{name} = {said!r} ? ([{name}])")
    return said


def text_of(value: Any, place: str) -> str:
    """Return a text."""
    if not isinstance(value, str):
        raise WrongError(f"{place} = {value!r} ?")
    return value


def plain_of(value: Any, place: str) -> str:
    """Return a text, number or truth value as text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, (str, int, float)):
        raise WrongError(f"{place} = {value!r} ?")
    return str(value)


def texts_of(value: Any, place: str) -> tuple[str, ...]:
    """Return texts; one by itself is a list of one."""
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, (list, tuple)):
        raise WrongError(f"{place} = {value!r} ?")
    return tuple(text_of(each, place) for each in value)


def sets_of(value: Any, place: str) -> tuple[frozenset[str], ...]:
    """Return the sets of columns; one list of names is one set."""
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(each, list) and each for each in value):
        raise WrongError(f"{place} = {value!r} ? ([[...]])")
    return tuple(frozenset(texts_of(each, place)) for each in value)


def formats_of(value: Any, place: str) -> tuple[str, ...]:
    """Return formats of times."""
    formats = texts_of(value, place)
    for pattern in formats:
        directives = re.findall("%.?", pattern)
        dated = {"%d", "%Y"} <= set(directives) or {"%d", "%y"} <= set(directives)
        if pattern != "iso" and pattern not in EPOCHS and not (dated and set(directives) <= set(DIRECTIVES)):
            raise WrongError(f"{place} = {pattern!r} ? (iso, {', '.join((*EPOCHS, *DIRECTIVES))})")
    if len(formats) > 1 and set(formats) & set(EPOCHS):
        raise WrongError(f"{place}: {', '.join(formats)} ?")
    return formats


def one_of(value: Any, allowed: tuple[str, ...], place: str) -> Any:
    """Return one of the values allowed."""
    if value not in allowed:
        raise WrongError(f"{place} = {value!r} ? ({', '.join(allowed)})")
    return value
