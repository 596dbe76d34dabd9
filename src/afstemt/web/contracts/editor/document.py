"""Changing single values in a terms document while its comments and its layout stay."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array, InlineTable

from afstemt.core.terms.reading.lines import Path, comments
from afstemt.core.terms.reading.toml import read_toml


@dataclass(frozen=True)
class Put:
    """Set the value at a path; a list's index one past its end adds an item. Tables on the way are made."""

    path: Path
    value: Any


@dataclass(frozen=True)
class Drop:
    """Take what stands at a path out; nothing there is no fault."""

    path: Path


Edit = Put | Drop


@dataclass(frozen=True)
class Rewritten:
    """A document after its edits.

    Attributes:
        text: The TOML document.
        lost: The comments that are no longer in it, in order: those of what was taken out, or all of them where
            the document could only be written anew.
    """

    text: str
    lost: tuple[str, ...] = ()


def rewritten(text: str, edits: Sequence[Edit]) -> Rewritten:
    """Return the document with the edits carried out, its comments kept where they can be.

    The result is read again and held against the same edits on the plain values, so a document that the
    style-preserving library gets wrong is written anew instead: right, but without comments.

    Raises:
        Refused: The text is not TOML.
    """
    plain = read_toml(text, "")
    for edit in edits:
        _apply(plain, edit, _same)
    made = _styled(text, edits)
    if made is None or read_toml(made, "") != plain:
        made = tomlkit.dumps(_item(plain, inline=False))
    missing = Counter(comments(text)) - Counter(comments(made))
    lost = []
    for comment in comments(text):
        if missing[comment]:
            missing[comment] -= 1
            lost.append(comment)
    return Rewritten(made, tuple(lost))


def _styled(text: str, edits: Sequence[Edit]) -> str | None:
    """Return the document edited in place; None when the library cannot."""
    try:
        document = tomlkit.parse(text)
        for edit in edits:
            _apply(document, edit, _beside)
        made = document.as_string()
        tomlkit.parse(made)
    except (TOMLKitError, KeyError, IndexError, TypeError, ValueError, AttributeError):
        return None
    return made


ON_A_LINE = frozenset({"reasons", "limit", "parameters", "weekly", "special_days", "values", "limits_ms"})
"""Tables that are written on one line when they are new."""


def _same(value: Any, _owner: Any, _key: str | int) -> Any:
    return value


def _beside(value: Any, owner: Any, key: str | int) -> Any:
    """Return a value as it is written inside its owner: a table inside a line stands on the line."""
    return _item(value, inline=key in ON_A_LINE or isinstance(owner, Array | InlineTable))


def _apply(document: Any, edit: Edit, made: Any) -> None:
    """Carry one edit out on plain values or on a styled document; ``made`` turns a value into one of its own."""
    owner = document
    for number, part in enumerate(edit.path[:-1]):
        there = part in owner if isinstance(part, str) else part < len(owner)
        if not there:
            if isinstance(edit, Drop):
                return
            following = edit.path[number + 1]
            _set(owner, part, made({} if isinstance(following, str) else [], owner, part))
        owner = owner[part]
    last = edit.path[-1]
    if isinstance(edit, Put):
        _set(owner, last, made(edit.value, owner, last))
    elif last in owner if isinstance(last, str) else last < len(owner):
        del owner[last]


def _set(owner: Any, key: str | int, value: Any) -> None:
    if isinstance(key, int) and key == len(owner):
        owner.append(value)
    else:
        owner[key] = value


def _item(value: Any, *, inline: bool) -> Any:
    """Return a plain value as the library's own; numbers keep their digits."""
    match value:
        case Decimal():
            return tomlkit.value(format(value, "f"))
        case bool() | int() | str() | date():
            return tomlkit.item(value)
        case dict():
            table: Any = tomlkit.inline_table() if inline else tomlkit.table()
            table.trivia.indent = "" if inline else "\n"
            # Plain values first: what follows a table's own tables would belong to those.
            for key, item in sorted(value.items(), key=lambda pair: _is_tables(pair[1])):
                table.append(key, _item(item, inline=inline or key in ON_A_LINE))
            return table
        case list() if _is_tables(value) and not inline:
            return AoT([_item(item, inline=False) for item in value])
        case _:
            array = tomlkit.array()
            for item in value:
                array.append(_item(item, inline=True))
            return array


def _is_tables(value: Any) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)
    )
