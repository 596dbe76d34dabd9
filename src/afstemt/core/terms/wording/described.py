"""The terms in words: what stands in each table, beside its clause. The contract itself prevails."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from afstemt.core.terms.model.fields import Field, fields_of
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.terms import Terms
from afstemt.core.terms.model.vocabulary import Vocabulary
from afstemt.core.terms.wording.lookup import word
from afstemt.core.terms.wording.sections import SECTIONS, Section
from afstemt.core.terms.wording.spoken import Speech, spoken
from afstemt.core.terms.wording.titles import title_of
from afstemt.core.units.wording import _


@dataclass(frozen=True, slots=True)
class Line:
    """A field in words, and why the parties chose so where they have said it."""

    label: str
    text: str
    reason: str = ""


@dataclass(frozen=True)
class Described:
    """A table in words.

    Attributes:
        title: What it is called; empty for the document's own fields.
        clause: The contract's own reference.
        note: How the figure is defined, of a service level.
        lines: Its fields.
        parts: The tables inside it.
    """

    title: str
    clause: str
    note: str
    lines: tuple[Line, ...]
    parts: tuple["Described", ...]


def described(terms: Terms, vocabulary: Vocabulary) -> tuple[tuple[Section, Described], ...]:
    """Return the terms in words, section by section; a section that says nothing is left out."""
    own = {field.name: field for field in fields_of(Terms)}
    speech = Speech(vocabulary, terms.currency)
    found = []
    for section in SECTIONS:
        lines: list[Line] = []
        parts: list[Described] = []
        for name in section.fields:
            _add(own[name], getattr(terms, name), terms, speech, lines, parts)
        if lines or parts:
            found.append((section, Described("", "", "", tuple(lines), tuple(parts))))
    return tuple(found)


def _table(table: BaseModel, title: str, speech: Speech, above: BaseModel | None = None) -> Described:
    lines: list[Line] = []
    parts: list[Described] = []
    note = ""
    if isinstance(table, ServiceLevel):
        speech = speech.within(table)
        kind = speech.vocabulary.kinds.get(table.kind)
        note = _(kind.definition) if kind else ""
    for field in fields_of(type(table)):
        if field.name != "clause":
            _add(field, getattr(table, field.name), above or table, speech, lines, parts)
    return Described(title, getattr(table, "clause", ""), note, tuple(lines), tuple(parts))


def _add(
    field: Field, value: Any, owner: BaseModel, speech: Speech, lines: list[Line], parts: list[Described]
) -> None:
    """Add a field to the lines, or to the tables inside; nothing for one that says nothing."""
    if value is None or value in ("", (), {}):
        return
    words = word(field)
    if isinstance(value, BaseModel) and field.shape == "parameters":
        inner = _table(value, "", speech, owner)
        lines += inner.lines
        parts += inner.parts
    elif isinstance(value, BaseModel) and not field.optional:
        table = _table(value, words.label, speech)
        parts += [table] if table.lines or table.parts else []
    elif field.shape in ("parts", "named_parts"):
        parts += [_table(item, f"{words.one} {name}".strip(), speech) for name, item in _items(value, speech)]
    else:
        reason = getattr(owner, "reasons", {}).get(field.name, "")
        lines.append(Line(words.label, spoken(field, value, speech), reason))


def _items(value: Any, speech: Speech) -> Iterator[tuple[str, BaseModel]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield f"»{key}«", item
        return
    for item in value:
        title = title_of(item, speech)
        yield f"»{title}«" if title else "", item
